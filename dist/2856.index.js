export const id = 2856;
export const ids = [2856];
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
exports.listNames = listNames;
exports.listBackups = listBackups;
exports.backupsOf = backupsOf;
exports.lastDrill = lastDrill;
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
    const records = await readKeys(storage, keys.records, layout_ts_1.readRecordKey, signal);
    return backupsOf(name, await readKeys(storage, keys.manifests, layout_ts_1.readManifestKey, signal), records);
}
/** The backups that these keys tell of, the newest first. */
function backupsOf(name, manifests, records) {
    const verifications = newestById(records);
    return manifests
        .map((manifest) => {
        const verification = verifications.get(manifest.id);
        return { ...manifest, name, startedAt: (0, layout_ts_1.timeOfId)(manifest.id), ...(verification && { verification }) };
    })
        .sort((a, b) => (a.id < b.id ? 1 : -1));
}
/** What the newest full drill of any backup of a name left, where there was one. */
async function lastDrill(storage, name, signal) {
    const records = await readKeys(storage, (0, layout_ts_1.layout)(name).records, layout_ts_1.readRecordKey, signal);
    const [newest] = records
        .filter(({ verb, outcome }) => verb === 'verify' && outcome === 'pass')
        .sort((a, b) => b.time.getTime() - a.time.getTime());
    if (!newest)
        return undefined;
    const text = (await (0, consumers_1.buffer)(await storage.read(newest.key, { signal }))).toString('utf8');
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

/***/ 99904:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.withoutKept = exports.keptName = void 0;
exports.backedUpName = backedUpName;
/** What a restore stores of what it is about to change lies beside the backups, under names of its own: `latest` must not mean it. */
const SUFFIXES = { rows: '.rows', database: '.before-restore' };
/** The name under which a restore of such a backup keeps what was there. */
const keptName = (name, what) => `${backedUpName(name)}${SUFFIXES[what]}`;
exports.keptName = keptName;
/** Without those under which only what restores have changed is kept, where they stand beside the backups. */
const withoutKept = (names) => names.filter((name) => name === backedUpName(name) || !names.includes(backedUpName(name)));
exports.withoutKept = withoutKept;
/** Under which name the backups lie of what is kept under this one. */
function backedUpName(name) {
    const suffix = Object.values(SUFFIXES).find((one) => name.endsWith(one) && name !== one);
    return suffix === undefined ? name : name.slice(0, -suffix.length);
}


/***/ }),

/***/ 45113:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pickBackup = pickBackup;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const error_ts_1 = __webpack_require__(20871);
const catalog_ts_1 = __webpack_require__(84153);
const kept_ts_1 = __webpack_require__(99904);
const layout_ts_1 = __webpack_require__(72630);
/**
 * Finds the backup that is meant in the first place that answers and has it. A damaged manifest ends the search: an older
 * backup or another copy in its place would hide it.
 */
async function pickBackup(storages, wanted, picking) {
    const without = [];
    let { name } = picking;
    for (const storage of storages) {
        const look = await lookAt(storage, wanted, name, picking.signal);
        if ('manifest' in look) {
            for (const other of without)
                picking.log(passedOver(other, wanted));
            return look;
        }
        without.push(look);
        // From here on it is settled: in the next place, another database's backups may be the only ones.
        if ('backups' in look)
            name = look.name;
    }
    throw notFound(without, wanted, name);
}
async function lookAt(storage, wanted, given, signal) {
    try {
        const name = given ?? (await onlyName(storage, signal));
        const backups = name === undefined ? [] : await (0, catalog_ts_1.listBackups)(storage, name, signal);
        const listed = backups.find((backup) => isWanted(backup, wanted));
        if (listed)
            return { storage, listed, manifest: await (0, catalog_ts_1.openManifest)(storage, listed, signal) };
        const names = backups.length === 0 && name !== undefined ? await (0, catalog_ts_1.listNames)(storage, signal) : [];
        return { storage, name, backups, names };
    }
    catch (error) {
        signal.throwIfAborted();
        // What the store cannot read is damaged, not silent.
        if (error instanceof error_ts_1.StorageError && !(0, error_ts_1.isKind)(error, 'broken'))
            return { storage, error };
        throw error;
    }
}
/** Backups come the newest first. */
function isWanted({ id, label, startedAt }, wanted) {
    switch (wanted.kind) {
        case 'latest':
            return true;
        case 'id':
            return id === wanted.id;
        case 'before':
            return startedAt < wanted.time;
        case 'label':
            return label === wanted.label;
    }
}
async function onlyName(storage, signal) {
    const all = (0, kept_ts_1.withoutKept)(await (0, catalog_ts_1.listNames)(storage, signal));
    // Runs that failed leave a record under their name, and no backup.
    const names = all.length < 2 ? all : await withBackups(storage, all, signal);
    if (names.length < 2)
        return names[0];
    throw new errors_ts_1.UsageError({
        what: `\`name\` is missing: ${storage.label} holds backups under ${names.length} names.`,
        why: `They are ${some(names)}.`,
        next: `Set it to the one you mean, such as \`name: ${names[0]}\` (\`--name ${names[0]}\`).`,
    });
}
async function withBackups(storage, names, signal) {
    const found = [];
    for (const name of names) {
        for await (const _ of storage.list((0, layout_ts_1.layout)(name).manifests, { signal })) {
            found.push(name);
            break;
        }
    }
    return found;
}
const passedOver = (other, wanted) => 'error' in other
    ? `${other.storage.label} is passed over, since it could not be asked: ${(0, errors_ts_1.firstLine)(other.error)}`
    : `${other.storage.label} is passed over, since it has no ${described(wanted, other.name)}.`;
function notFound(without, wanted, name) {
    const silent = without.filter((other) => 'error' in other);
    const lacking = without.filter((other) => 'backups' in other);
    const [only] = silent;
    if (only && without.length === 1)
        return new errors_ts_1.UserError({ ...only.error.story, cause: only.error }, 'unverified');
    const silence = silent.map(({ storage, error }) => `${storage.label} could not be asked: ${(0, errors_ts_1.firstLine)(error)}`);
    const why = silence.length > 0 ? silence.join('\n') : undefined;
    if (lacking.length === 0) {
        return new errors_ts_1.UserError({
            what: 'None of the destinations could be asked for its backups.',
            why,
            next: 'Try again when one of them answers, or correct what was said of it.',
            cause: only?.error,
        }, 'unverified');
    }
    const places = (0, values_ts_1.listed)(lacking.map(({ storage }) => storage.label));
    return new errors_ts_1.UserError({
        what: `There is no ${described(wanted, name)} in ${places}.`,
        why,
        next: instead(lacking, wanted, name),
        cause: only?.error,
    }, 'unverified');
}
function described(wanted, name) {
    const of = name === undefined ? '' : ` of ${(0, quoted_ts_1.quoted)(name)}`;
    switch (wanted.kind) {
        case 'latest':
            return `backup${of}`;
        case 'id':
            return `backup ${wanted.id}${of}`;
        case 'before':
            return `backup${of} begun before ${wanted.time.toISOString()}`;
        case 'label':
            return `backup${of} with the label ${(0, quoted_ts_1.quoted)(wanted.label)}`;
    }
}
/** What there is in place of what was asked for. */
function instead(lacking, wanted, name) {
    const all = new Map(lacking.flatMap(({ backups }) => backups).map((backup) => [backup.id, backup]));
    const backups = [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    const ids = backups.map(({ id }) => id);
    const [newest] = ids;
    if (newest === undefined)
        return otherNames([...new Set(lacking.flatMap(({ names }) => names))], name);
    switch (wanted.kind) {
        case 'latest':
            return `The newest is ${newest}.`;
        case 'id':
            return `Nearest to it in time: ${nearestTo(wanted.id, ids).join(', ')}. \`list\` shows them all.`;
        case 'before':
            return `The oldest there is ${ids.at(-1)}.`;
        case 'label': {
            const labels = [...new Set(backups.flatMap(({ label }) => label ?? []))];
            if (labels.length === 0)
                return `No backup there has a label; the newest is ${newest}.`;
            const meant = (0, nearest_ts_1.didYouMean)(wanted.label, labels);
            return [meant, `The labels there are ${some(labels)}.`].filter(Boolean).join(' ');
        }
    }
}
function otherNames(names, name) {
    if (names.length === 0)
        return 'No backup is there under any name. Make one with `backup`, or check the destination.';
    const meant = name === undefined ? undefined : (0, nearest_ts_1.didYouMean)(name, names);
    return [meant, `There are backups under ${some(names)}; \`name\` chooses among them.`]
        .filter(Boolean)
        .join(' ');
}
function nearestTo(wanted, ids) {
    const time = (0, layout_ts_1.timeOfId)(wanted).getTime() || 0;
    const distance = (id) => Math.abs((0, layout_ts_1.timeOfId)(id).getTime() - time);
    return ids.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3);
}
/** The first few of many, as a sentence shows them. */
const some = (words) => words.length > 10
    ? `${words.slice(0, 10).map(quoted_ts_1.quoted).join(', ')} and ${words.length - 10} more`
    : words.map(quoted_ts_1.quoted).join(', ');


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

/***/ 4630:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.FINGERPRINT = exports.ENCRYPTION = exports.count = void 0;
exports.reportBackup = reportBackup;
exports.reportFailure = reportFailure;
exports.backupJson = backupJson;
const copies_ts_1 = __webpack_require__(43713);
const layout_ts_1 = __webpack_require__(72630);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const markdown_ts_1 = __webpack_require__(54285);
/** Tells how a backup went: lines, outputs and the job's summary. */
async function reportBackup(host, options, report) {
    for (const [name, value] of Object.entries(outputsOf(report)))
        host.output(name, value);
    for (const { storage, trouble } of report.copies) {
        if (trouble)
            host.error(`${storage.label} has no copy of this backup.\n${trouble.message}`);
        else
            host.info(`${storage.label}: stored as ${report.key}.`);
    }
    host.info(sentenceOf(report));
    await host.summary(summaryOf(report, options.showTableNames));
}
/** Tells the job's summary of a backup that came to nothing; the log tells the whole story. */
async function reportFailure(host, name, error) {
    await host.summary(`## ❌ Backup of ${(0, markdown_ts_1.cell)(name)}\n\n${(0, markdown_ts_1.cell)((0, errors_ts_1.firstLine)(error))}\n\nThere is no backup of this run.\n`);
}
function outputsOf({ manifest, key, copies, proof }) {
    const folder = (0, layout_ts_1.layout)(manifest.name).data(manifest.id);
    return {
        'backup-id': manifest.id,
        location: `${withSlash((0, copies_ts_1.sound)(copies)[0]?.storage.url ?? '')}${folder}`,
        'size-bytes': String(manifest.totals.storedBytes),
        'raw-bytes': String(manifest.totals.rawBytes),
        'duration-seconds': String(secondsOf(manifest)),
        rows: String(manifest.totals.rows ?? ''),
        tables: String(manifest.totals.tables),
        fingerprint: proof.level,
        manifest: key,
    };
}
const withSlash = (url) => (url.endsWith('/') ? url : `${url}/`);
const secondsOf = ({ startedAt, finishedAt }) => Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 100) / 10);
function sentenceOf({ manifest, copies }) {
    const { totals } = manifest;
    const rows = totals.rows === undefined ? '' : `, ${(0, exports.count)(totals.rows, 'row')}`;
    const size = `${(0, measure_ts_1.formatBytes)(totals.rawBytes)} as ${(0, measure_ts_1.formatBytes)(totals.storedBytes)}`;
    const places = `${(0, copies_ts_1.sound)(copies).length} of ${(0, exports.count)(copies.length, 'destination')}`;
    return `Backup ${manifest.id}: ${(0, exports.count)(totals.tables, 'table')}${rows}, ${size}, at ${places}, in ${(0, measure_ts_1.formatDuration)(secondsOf(manifest))}.`;
}
/** `1 table`, `1,204 tables`. */
const count = (number, what) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
exports.count = count;
/** A backup as JSON. */
function backupJson({ manifest, key, copies, proof }) {
    return {
        outcome: (0, copies_ts_1.sound)(copies).length === copies.length ? 'pass' : 'fail',
        durationSeconds: secondsOf(manifest),
        manifestKey: key,
        destinations: copies.map(({ storage, trouble }) => ({
            label: storage.label,
            url: storage.url,
            stored: trouble === undefined,
            ...(trouble && { message: trouble.message }),
        })),
        notCompared: proof.notCompared.length,
        manifest,
    };
}
const LARGEST_SHOWN = 10;
function summaryOf(report, showTableNames) {
    const { manifest, copies, proof } = report;
    const whole = (0, copies_ts_1.sound)(copies).length === copies.length;
    return [
        `## ${whole ? '✅' : '❌'} Backup of ${(0, markdown_ts_1.cell)(manifest.name)}`,
        sentenceOf(report),
        (0, markdown_ts_1.table)(['', ''], [
            ['Backup', manifest.id],
            ['Database', `${manifest.database.name}, PostgreSQL ${manifest.server.version}`],
            [
                'Snapshot',
                `${manifest.snapshot.time}${manifest.snapshot.lsn ? ` at ${manifest.snapshot.lsn}` : ''}`,
            ],
            ['Encryption', exports.ENCRYPTION[manifest.encryption.kind]],
            ['Fingerprint', exports.FINGERPRINT[manifest.fingerprint]],
        ]),
        '### Destinations',
        (0, markdown_ts_1.table)(['Destination', 'Copy'], copies.map(({ storage, trouble }) => [
            storage.label,
            trouble ? `❌ ${(0, errors_ts_1.firstLine)(trouble)}` : '✅ stored and read back',
        ])),
        '### Parts',
        (0, markdown_ts_1.table)(['Object', 'Dumped', 'Stored', 'Share'], manifest.objects.map(({ name, plainBytes, bytes }) => [
            name,
            (0, measure_ts_1.formatBytes)(plainBytes),
            (0, measure_ts_1.formatBytes)(bytes),
            share(bytes, plainBytes),
        ])),
        `${(0, measure_ts_1.formatBytes)(manifest.totals.rawBytes / Math.max(secondsOf(manifest), 0.1))}/s over ${(0, measure_ts_1.formatDuration)(secondsOf(manifest))}.`,
        ...largest(proof, showTableNames),
        ...warnings(manifest),
    ].join('\n\n');
}
/** How a reader is told of each kind of encryption. */
exports.ENCRYPTION = {
    none: '⚠️ none',
    'age-recipients': 'age, by public keys',
    'age-passphrase': 'age, by a passphrase',
};
/** How a reader is told of each kind of fingerprint. */
exports.FINGERPRINT = {
    content: 'rows counted and their content hashed',
    counts: 'rows counted',
    none: 'none',
};
const share = (stored, plain) => plain > 0 ? `${Math.round((100 * stored) / plain)} %` : '';
function largest({ tables }, showTableNames) {
    if (tables.length === 0)
        return [];
    const bySize = tables.toSorted((a, b) => b.bytes - a.bytes || b.rows - a.rows).slice(0, LARGEST_SHOWN);
    const name = (at, { schema, name }) => showTableNames ? `${schema}.${name}` : `table ${at + 1}`;
    return [
        '### Largest tables',
        (0, markdown_ts_1.table)(['Table', 'Rows', 'On disk'], bySize.map((one, at) => [name(at, one), one.rows.toLocaleString('en'), (0, measure_ts_1.formatBytes)(one.bytes)])),
        ...(showTableNames
            ? []
            : ['Names are shown where the repository is private, or with `show-table-names: yes`.']),
    ];
}
const warnings = ({ warnings }) => warnings.length > 0 ? ['### Warnings', warnings.map((warning) => `- ${(0, markdown_ts_1.cell)(warning)}`).join('\n')] : [];


/***/ }),

/***/ 54285:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.cell = void 0;
exports.table = table;
exports.block = block;
/** A text from anywhere as it may stand in a cell or a line of Markdown: on one line, and meaning nothing there. */
const cell = (text) => text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~@]/g, (character) => `&#${character.charCodeAt(0)};`);
exports.cell = cell;
function table(head, rows) {
    const line = (cells) => `| ${cells.map(exports.cell).join(' | ')} |`;
    return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
/** A summary may be a megabyte long in all, and what is longest is seldom what matters. */
const BLOCK_LIMIT = 2_000;
/** A text of several lines as it may follow an item of a list, letter by letter; nothing where there is none. */
function block(text) {
    if (text === undefined || text.trim() === '')
        return '';
    const shown = text.length > BLOCK_LIMIT ? `${text.slice(0, BLOCK_LIMIT)}\n…` : text;
    const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    const lines = [fence, ...shown.split(/\r\n|\r|\n/), fence].map((line) => `  ${line}`);
    return `\n${lines.join('\n')}`;
}


/***/ }),

/***/ 78134:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Digest = void 0;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
/** Passes bytes on as they are, counting them and computing their SHA-256. */
class Digest extends node_stream_1.Transform {
    #hash = (0, node_crypto_1.createHash)('sha256');
    #bytes = 0;
    #sha256;
    /** How many bytes went through so far. */
    bytes() {
        return this.#bytes;
    }
    /** The SHA-256 of all that went through, in hex; known once the input has ended. */
    sha256() {
        // A digest of a part would look as good as one of the whole.
        if (this.#sha256 === undefined)
            throw new Error('The digest of a stream was asked for before its end.');
        return this.#sha256;
    }
    _transform(chunk, _encoding, done) {
        this.#hash.update(chunk);
        this.#bytes += chunk.length;
        done(null, chunk);
    }
    _flush(done) {
        this.#sha256 = this.#hash.digest('hex');
        done();
    }
}
exports.Digest = Digest;


/***/ }),

/***/ 58045:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Meter = void 0;
const BETWEEN_REPORTS = 250;
/**
 * Reports how far several streams have come together. It asks each for its count now and then, in place of being told of
 * every chunk, so that metering costs the streams nothing.
 */
class Meter {
    #progress;
    #options;
    #counts = [];
    #timer;
    #ended = false;
    constructor(progress, options = {}) {
        this.#progress = progress;
        this.#options = options;
        // A meter nobody ended must not keep the process alive.
        this.#timer = setInterval(() => this.report(), BETWEEN_REPORTS).unref();
    }
    /** Adds a stream; `count` says how many bytes went through it so far. */
    watch(count) {
        this.#counts.push(count);
    }
    /** Called by the meter's own timer. */
    report() {
        const bytes = this.#counts.reduce((sum, count) => sum + count(), 0);
        const estimate = this.#options.total;
        // An estimate that was passed is no estimate any more: rather no share than more than the whole.
        const total = estimate !== undefined && bytes <= estimate ? estimate : undefined;
        this.#progress.update({ bytes, total, note: this.#options.note?.() ?? '' });
    }
    /** Reports a last time and stops; once is enough, and twice does no harm. */
    done() {
        if (this.#ended)
            return;
        this.#ended = true;
        clearInterval(this.#timer);
        this.report();
        this.#progress.done();
    }
}
exports.Meter = Meter;


/***/ }),

/***/ 47080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keepNurserySmall = keepNurserySmall;
const node_v8_1 = __webpack_require__(78877);
/**
 * Keeps V8's nursery at its smallest; to be called once, before the streams begin. Streams make few objects and many
 * buffers, which lie outside of V8's heap: with a large nursery the objects that own them are seldom collected there, and
 * V8 collects its whole heap instead each time the buffers have grown by some megabytes. Without this, a backup's streams
 * take a fifth more CPU and half as much memory again.
 */
function keepNurserySmall() {
    // An internal name of V8's: where it is not known to be right, a backup is a little slower and nothing else.
    if (process.versions.node.startsWith('24.'))
        (0, node_v8_1.setFlagsFromString)('--scavenger-max-new-space-capacity-mb=1');
}


/***/ })

};
