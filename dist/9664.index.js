export const id = 9664;
export const ids = [9664];
export const modules = {

/***/ 84153:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.newestPassed = void 0;
exports.listNames = listNames;
exports.listBackups = listBackups;
exports.readHistory = readHistory;
exports.lastDrill = lastDrill;
exports.openRecord = openRecord;
exports.openManifest = openManifest;
const consumers_1 = __webpack_require__(38321);
const v = __importStar(__webpack_require__(48275));
const damage_ts_1 = __webpack_require__(59079);
const layout_ts_1 = __webpack_require__(72630);
const manifest_ts_1 = __webpack_require__(49365);
const record_ts_1 = __webpack_require__(58029);
/** The names under which backups lie in a destination. */
async function listNames(storage, signal) {
    const names = [];
    for await (const { key } of storage.list('', { signal, folders: true })) {
        const name = (0, layout_ts_1.decodeName)(key.slice(0, -1));
        if (name !== undefined)
            names.push(name);
    }
    return names;
}
/** All whole backups of a name, the newest first: one listing of manifests and one of records. */
async function listBackups(storage, name, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    const verifications = newestById(await readKeys(storage, keys.records, layout_ts_1.readRecordKey, signal));
    const manifests = await readKeys(storage, keys.manifests, layout_ts_1.readManifestKey, signal);
    return manifests
        .map((manifest) => {
        const verification = verifications.get(manifest.id);
        return { ...manifest, name, startedAt: (0, layout_ts_1.timeOfId)(manifest.id), ...(verification && { verification }) };
    })
        .sort((a, b) => (a.id < b.id ? 1 : -1));
}
async function readHistory(storage, name, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    const records = await readKeys(storage, keys.records, layout_ts_1.readRecordKey, signal);
    return { records, manifests: await readKeys(storage, keys.manifests, layout_ts_1.readManifestKey, signal) };
}
/** What the newest full drill of any backup of a name left, where there was one. */
async function lastDrill(storage, name, signal) {
    const newest = (0, exports.newestPassed)(await readKeys(storage, (0, layout_ts_1.layout)(name).records, layout_ts_1.readRecordKey, signal), 'verify');
    return newest && openRecord(storage, newest, signal);
}
/** The newest of these records that a run of such a kind left that passed. */
const newestPassed = (records, wanted) => records
    .filter(({ verb, outcome }) => verb === wanted && outcome === 'pass')
    .sort((a, b) => b.time.getTime() - a.time.getTime())[0];
exports.newestPassed = newestPassed;
/** Opens a record; what is none of ours tells nothing. */
async function openRecord(storage, record, signal) {
    const text = (await (0, consumers_1.buffer)(await storage.read(record.key, { signal }))).toString('utf8');
    const parsed = v.safeParse(record_ts_1.RunRecord, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
}
/** Opens a backup's manifest and checks it. */
async function openManifest(storage, listed, signal) {
    const where = `${listed.key} in ${storage.label}`;
    const stored = await storage.stat(listed.key, { signal });
    if (stored && stored.size > manifest_ts_1.MANIFEST_BYTES) {
        throw new damage_ts_1.Damage({ what: `The manifest ${where} is too large to be one of ours.` });
    }
    const text = (await (0, consumers_1.buffer)(await storage.read(listed.key, { signal }))).toString('utf8');
    const manifest = (0, manifest_ts_1.readManifest)(text, where);
    if ((0, layout_ts_1.layout)(manifest.name).manifest(manifest.id, manifest.label) !== listed.key) {
        throw new damage_ts_1.Damage({
            what: `The manifest ${where} belongs to another backup, ${manifest.id} of ${manifest.name}.`,
            next: 'Use the copy of this backup in another destination.',
        });
    }
    return manifest;
}
async function readKeys(storage, prefix, read, signal) {
    const found = [];
    for await (const { key } of storage.list(prefix, { signal })) {
        const item = read(key);
        if (item !== undefined)
            found.push(item);
    }
    return found;
}
function newestById(records) {
    const newest = new Map();
    for (const record of records) {
        const known = newest.get(record.id);
        if (record.verb === 'verify' && (!known || known.time < record.time))
            newest.set(record.id, record);
    }
    return newest;
}


/***/ }),

/***/ 49664:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const catalog_ts_1 = __webpack_require__(84153);
const errors_ts_1 = __webpack_require__(83916);
const list_ts_1 = __webpack_require__(99000);
const open_ts_1 = __webpack_require__(69633);
/** Shows the backups that lie in the destinations, the newest first. */
async function run(host, options) {
    const context = { env: host.env, log: (line) => host.info(line), signal: host.signal };
    const finds = [];
    let ending = 'pass';
    for (const destination of options.destinations) {
        try {
            const storage = await (0, open_ts_1.openStorage)(destination, context);
            finds.push(...(await findIn(storage, options.name, host.signal)));
        }
        catch (error) {
            host.signal.throwIfAborted();
            if (options.destinations.length === 1)
                throw error;
            host.error(`${destination.label} could not be listed.\n${(0, errors_ts_1.asError)(error).message}`);
            ending = 'fail';
        }
    }
    const merged = merge(finds);
    const rows = await readRows(merged.slice(0, options.limit), host.signal);
    if (options.json)
        host.print((0, list_ts_1.listJson)(rows));
    else if (rows.length === 0)
        host.print(`There are no backups${options.name ? ` of ${options.name}` : ''} in ${options.destinations.map(({ label }) => label).join(' and ')}.`);
    else
        host.print((0, list_ts_1.listTable)(rows, new Date()));
    for (const { manifest } of rows)
        if (manifest instanceof Error)
            host.error(manifest.message);
    if (merged.length > rows.length) {
        host.info(`${merged.length - rows.length} older backups are not shown; \`limit\` shows more.`);
    }
    return rows.some(({ manifest }) => manifest instanceof Error) ? 'fail' : ending;
}
async function findIn(storage, name, signal) {
    const names = name === undefined ? await (0, catalog_ts_1.listNames)(storage, signal) : [name];
    const backups = await Promise.all(names.map((one) => (0, catalog_ts_1.listBackups)(storage, one, signal)));
    return backups.flat().map((backup) => ({ storage, backup }));
}
/** The same backup at several destinations is one, wherever it was verified last. */
function merge(finds) {
    const groups = Map.groupBy(finds, ({ backup }) => `${backup.id} ${backup.name}`);
    return [...groups.values()].sort(([a], [b]) => ((a?.backup.id ?? '') < (b?.backup.id ?? '') ? 1 : -1));
}
/** Manifests are opened a few at a time: nobody waits long, and no store is flooded. */
async function readRows(groups, signal) {
    const rows = [];
    for (let at = 0; at < groups.length; at += AT_ONCE) {
        rows.push(...(await Promise.all(groups.slice(at, at + AT_ONCE).map((group) => readRow(group, signal)))));
    }
    return rows;
}
const AT_ONCE = 16;
async function readRow(group, signal) {
    const [newest] = group
        .map(({ backup }) => backup)
        .toSorted((a, b) => (b.verification?.time.getTime() ?? 0) - (a.verification?.time.getTime() ?? 0));
    if (!newest)
        throw new Error('A backup lies nowhere.');
    const places = group.map(({ storage }) => storage.label);
    let manifest = new Error('It lies nowhere.');
    for (const { storage, backup } of group) {
        manifest = await (0, catalog_ts_1.openManifest)(storage, backup, signal).catch(errors_ts_1.asError);
        signal.throwIfAborted();
        if (!(manifest instanceof Error))
            break;
    }
    return { backup: newest, manifest, places };
}


/***/ }),

/***/ 23810:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.formatBytes = formatBytes;
exports.formatDuration = formatDuration;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** `1.4 GB`: decimal units, as stores count and bill them. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
/** `42 s`, `3 min 05 s`, `2 h 07 min`. */
function formatDuration(seconds) {
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    const two = (number) => String(number).padStart(2, '0');
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
    return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}


/***/ }),

/***/ 99000:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.listJson = listJson;
exports.listTable = listTable;
const measure_ts_1 = __webpack_require__(23810);
function listJson(rows) {
    const items = rows.map(({ backup, manifest, places }) => ({
        id: backup.id,
        name: backup.name,
        label: backup.label ?? null,
        startedAt: backup.startedAt.toISOString(),
        destinations: places,
        verification: backup.verification
            ? { outcome: backup.verification.outcome, time: backup.verification.time.toISOString() }
            : null,
        ...(manifest instanceof Error ? { damaged: manifest.message } : factsOf(manifest)),
    }));
    return JSON.stringify(items, undefined, 2);
}
function factsOf({ totals, encryption, database, server, fingerprint }) {
    return {
        database: database.name,
        serverVersion: server.version,
        storedBytes: totals.storedBytes,
        rawBytes: totals.rawBytes,
        tables: totals.tables,
        rows: totals.rows ?? null,
        encryption: encryption.kind,
        fingerprint,
    };
}
/** A table for people, the newest first. */
function listTable(rows, now) {
    const head = ['Backup', 'Name', 'Age', 'Size', 'Rows', 'Encrypted', 'Verified', 'Where'];
    const lines = rows.map(({ backup, manifest, places }) => {
        const [size, amount, encrypted] = manifest instanceof Error
            ? ['damaged', '', '']
            : [
                (0, measure_ts_1.formatBytes)(manifest.totals.storedBytes),
                manifest.totals.rows?.toLocaleString('en') ?? '',
                manifest.encryption.kind === 'none' ? 'no' : 'yes',
            ];
        const name = backup.label === undefined ? backup.name : `${backup.name} (${backup.label})`;
        return [
            backup.id,
            name,
            age(backup.startedAt, now),
            size,
            amount,
            encrypted,
            verified(backup, now),
            places.join(', '),
        ];
    });
    return columns([head, ...lines]);
}
function verified({ verification }, now) {
    return verification ? `${verification.outcome}, ${age(verification.time, now)} ago` : 'never';
}
const age = (time, now) => {
    const seconds = Math.max(0, (now.getTime() - time.getTime()) / 1000);
    return seconds < 2 * 86_400 ? (0, measure_ts_1.formatDuration)(seconds) : `${Math.floor(seconds / 86_400)} days`;
};
const NUMBERS = new Set([3, 4]);
function columns(lines) {
    const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
    return lines
        .map((line) => line
        .map((text, at) => (NUMBERS.has(at) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd())
        .join('\n');
}


/***/ })

};
