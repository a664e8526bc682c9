export const id = 1964;
export const ids = [1964];
export const modules = {

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

/***/ 68752:
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
exports.totalRows = exports.Proof = exports.OBJECTS_METHOD = exports.HASH_METHOD = void 0;
exports.readProof = readProof;
const v = __importStar(__webpack_require__(48275));
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
/** Raised when a proof written by this version could be misread by an older one. */
const FORMAT = 1;
/** Hashes are compared only with hashes that were made the same way, so each proof names how its own were made. */
exports.HASH_METHOD = 'sum-of-hashtextextended-of-row-text-by-column-name-1';
/** Which objects are counted, and which are not, may differ from version to version; so each proof names that too. */
exports.OBJECTS_METHOD = 'what-pg-dump-restores-1';
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Named = { schema: v.string(), name: v.string() };
const TableProof = v.object({
    ...Named,
    /** A partition tree is counted at its root: how rows spread below may rightly change. */
    kind: v.picklist(['table', 'partition tree']),
    /** The tree of a partition that was counted by itself; a dump may load its rows through there, and spread them anew. */
    root: v.optional(v.object(Named)),
    bytes: Count,
    rows: Count,
    hash: v.optional(v.string()),
});
const SequencePosition = v.object({ value: v.string(), called: v.boolean() });
const SequenceProof = v.object({
    ...Named,
    increment: v.string(),
    minimum: v.string(),
    maximum: v.string(),
    cycles: v.boolean(),
    before: SequencePosition,
    /** Missing where the sequence was dropped while the dump ran. */
    after: v.optional(SequencePosition),
});
/** What the source held at the dump's snapshot, table by table: what a restore is later compared with. */
exports.Proof = v.object({
    format: v.literal(FORMAT),
    level: v.picklist(['counts', 'content', 'none']),
    hashMethod: v.optional(v.string()),
    guarantee: v.picklist(['locked', 'checked']),
    /** Of all that was dumped: chosen tables come without the schemas they lie in. */
    schemas: v.array(v.string()),
    tables: v.array(TableProof),
    notCompared: v.array(v.object({ ...Named, reason: v.string() })),
    sequences: v.array(SequenceProof),
    largeObjects: v.optional(v.object({ count: Count, bytes: Count, hash: v.optional(v.string()) })),
    /** How many objects of each kind the catalogs listed; absent where only a part of the database was dumped. */
    objects: v.optional(v.record(v.string(), Count)),
    objectsMethod: v.optional(v.string()),
    /** Constraints that the source itself had not checked all rows against, each with the table or domain it belongs to. */
    unchecked: v.optional(v.array(v.object({ ...Named, constraint: v.string() }))),
    /** Settings of the dump's own session that its text depends on, where they are not the usual ones. */
    readUnder: v.optional(v.array(v.object({ name: v.string(), value: v.string() }))),
    /** Settings of the database and of roles in it, with values that may be nobody else's business. */
    settings: v.array(v.object({ role: v.nullable(v.string()), name: v.string(), value: v.string() })),
});
const totalRows = (proof) => proof.tables.reduce((sum, { rows }) => sum + rows, 0);
exports.totalRows = totalRows;
/** Reads a proof back; `where` is what errors call it. */
function readProof(text, where) {
    const raw = parseJson(text, where);
    const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;
    if (typeof format === 'number' && format > FORMAT) {
        throw new errors_ts_1.UserError({
            what: `The proof ${where} has format ${format}, and this version reads up to ${FORMAT}.`,
            next: 'Use the version of pg-backup-action that wrote it, or a newer one.',
        }, 'unverified');
    }
    const parsed = v.safeParse(exports.Proof, raw);
    if (parsed.success)
        return parsed.output;
    const [issue] = parsed.issues;
    throw (0, damage_ts_1.damaged)(`The proof ${where}`, `${v.getDotPath(issue) ?? 'It'}: ${issue.message}.`);
}
function parseJson(text, where) {
    try {
        return JSON.parse(text);
    }
    catch {
        // The parser's own message repeats a piece of the text, which may hold names of tables.
        throw (0, damage_ts_1.damaged)(`The proof ${where}`, 'It is no JSON.');
    }
}


/***/ }),

/***/ 10449:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openLedger = openLedger;
exports.isSilent = isSilent;
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const trouble_ts_1 = __webpack_require__(44356);
const error_ts_1 = __webpack_require__(20871);
const damage_ts_1 = __webpack_require__(59079);
/** Which check speaks for a part of the drill that could not be brought to its end. */
const SPEAKER = {
    fetch: 'fetch',
    restore: 'restore',
    compare: 'rows',
    checks: 'checks',
};
function openLedger(host, { options, mayGoElsewhere, ...subject }) {
    const startedAt = new Date();
    const begun = performance.now();
    const checks = [];
    const notes = [];
    const seconds = { fetch: 0, restore: 0, compare: 0, checks: 0 };
    let current = 'fetch';
    let dump = subject.dump;
    let scratch;
    let kept;
    const couldNot = (name, thrown) => {
        const error = (0, trouble_ts_1.isServerTrouble)(thrown)
            ? (0, trouble_ts_1.serverTrouble)('The scratch server gave an error.', thrown)
            : thrown;
        if (host.signal.aborted || !(error instanceof errors_ts_1.UserError) || error instanceof errors_ts_1.UsageError)
            throw error;
        if (mayGoElsewhere && isSilent(error))
            throw error;
        const { what, why, next } = error.story;
        const damage = error instanceof damage_ts_1.Damage;
        const ofStore = storageErrorOf(error) !== undefined;
        checks.push({
            name: damage || ofStore ? 'fetch' : name,
            looked: 'not to the end',
            findings: [
                {
                    outcome: damage ? 'fail' : 'unverified',
                    // What a server or a program said may name the user's objects.
                    ...(isOurs(error)
                        ? { what: withoutStop([what, why].filter(Boolean).join(' ')) }
                        : { what: withoutStop(what), detail: why }),
                    next,
                },
            ],
        });
    };
    return {
        async through(work) {
            try {
                await work();
                return true;
            }
            catch (error) {
                couldNot(SPEAKER[current], error);
                return false;
            }
        },
        async phase(phase, title, work) {
            current = phase;
            const from = performance.now();
            try {
                return await (title === undefined ? work() : host.group(title, work));
            }
            finally {
                seconds[phase] += (performance.now() - from) / 1000;
            }
        },
        add: (...more) => void checks.push(...more),
        note: (...more) => void notes.push(...more),
        fetched: (looked) => void checks.push({ name: 'fetch', looked, findings: [] }),
        found(described) {
            dump = described;
        },
        couldNot,
        restoredIn(place) {
            scratch = place;
        },
        kept(how) {
            kept = how;
        },
        checkRto() {
            if (options.rto === undefined)
                return;
            const took = seconds.fetch + seconds.restore;
            const looked = `${(0, measure_ts_1.formatDuration)(took)} of ${(0, measure_ts_1.formatDuration)(options.rto)}`;
            const late = { outcome: 'fail', what: `fetching and restoring took ${looked}` };
            checks.push({ name: 'rto', looked, findings: took > options.rto ? [late] : [] });
        },
        report: () => ({
            verdict: (0, verdict_ts_1.verdictOf)(checks),
            checks,
            ...subject,
            dump,
            level: options.level,
            scratch: scratch?.where,
            scratchMajor: scratch?.server.major,
            startedAt,
            times: { ...seconds, total: (performance.now() - begun) / 1000 },
            rto: options.rto,
            notes,
            kept,
        }),
    };
}
/** Whether a store gave no answer, which says nothing of the backup. */
function isSilent(error) {
    const ofStore = storageErrorOf(error);
    // What it says of a frozen object is an answer.
    return ofStore !== undefined && ofStore.kind !== 'frozen';
}
function storageErrorOf(error) {
    if (error instanceof error_ts_1.StorageError)
        return error;
    if (!(error instanceof errors_ts_1.UserError) || error instanceof damage_ts_1.Damage)
        return undefined;
    return error.cause instanceof error_ts_1.StorageError ? error.cause : undefined;
}
const isOurs = (error) => !(error instanceof errors_ts_1.ToolError) && !(0, trouble_ts_1.isServerTrouble)(error.cause);
const withoutStop = (sentence) => sentence.replace(/\.$/, '');


/***/ }),

/***/ 84940:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openCopies = void 0;
exports.openFrom = openFrom;
exports.findBackup = findBackup;
exports.whereItAnswers = whereItAnswers;
const pick_ts_1 = __webpack_require__(45113);
const errors_ts_1 = __webpack_require__(83916);
const open_ts_1 = __webpack_require__(69633);
const drill_ledger_ts_1 = __webpack_require__(10449);
/** Opens the destinations that something is to be stored in. */
const openCopies = async (host, destinations) => (await openAll(host, destinations)).map((storage) => ({ storage }));
exports.openCopies = openCopies;
/** Opens the destinations that a backup may be fetched from, in their order. */
async function openFrom(host, { destinations, from }) {
    const chosen = from.kind === 'one' ? destinations.filter(({ label }) => label === from.label) : destinations;
    const [first, ...others] = await openAll(host, chosen);
    if (!first)
        throw new Error('There is no destination to fetch from.');
    return [first, ...others];
}
function openAll(host, destinations) {
    const context = { env: host.env, log: (line) => host.info(line), signal: host.signal };
    return Promise.all(destinations.map((destination) => (0, open_ts_1.openStorage)(destination, context)));
}
/** Finds the backup that is meant in the first place that answers and has it. */
async function findBackup(host, storages, { backup, name, keys }) {
    const { signal } = host;
    const log = (line) => host.warn(line);
    const { storage, manifest } = await (0, pick_ts_1.pickBackup)(storages, backup, { name, signal, log });
    host.output('name', manifest.name);
    return { shelf: { storage, manifest, keys }, others: storages.slice(storages.indexOf(storage) + 1) };
}
/** Does the work with the copy of a backup that answers, and goes on to the next place where one stops answering. */
async function whereItAnswers(host, { shelf, others }, work) {
    try {
        return await work(shelf, others);
    }
    catch (error) {
        if (others.length === 0 || !(0, drill_ledger_ts_1.isSilent)(error))
            throw error;
        host.warn(`${shelf.storage.label} stopped answering, so the copy at the next destination is taken.\n${(0, errors_ts_1.asError)(error).message}`);
        const { id, name } = shelf.manifest;
        const same = { backup: { kind: 'id', id }, name, keys: shelf.keys };
        const next = await findBackup(host, others, same);
        requireSameContent(shelf, next.shelf);
        return whereItAnswers(host, next, work);
    }
}
/** What goes by the same id and is something else, somebody has put there. */
function requireSameContent({ manifest }, next) {
    if (identityOf(manifest) === identityOf(next.manifest))
        return;
    throw new errors_ts_1.UserError({
        what: `What ${next.storage.label} holds as the backup ${manifest.id} is another one than was chosen.`,
        why: 'Copies of one backup are the same to the byte, and these differ.',
        next: 'Find out who has written there; choose a destination that you trust by `from`.',
    });
}
const identityOf = ({ objects }) => JSON.stringify(objects.map(({ name, sha256 }) => [name, sha256]));


/***/ }),

/***/ 18831:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pinSettings = pinSettings;
exports.fingerprintTables = fingerprintTables;
exports.countBatch = countBatch;
exports.countingUnits = countingUnits;
exports.batches = batches;
exports.readColumns = readColumns;
exports.fingerprintLargeObjects = fingerprintLargeObjects;
const proof_ts_1 = __webpack_require__(68752);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** The settings on which the text of a value depends, the same wherever a fingerprint is taken. */
const PINNED = [
    "search_path = ''",
    "TimeZone = 'UTC'",
    "DateStyle = 'ISO, MDY'",
    "IntervalStyle = 'postgres'",
    'extra_float_digits = 3',
    "bytea_output = 'hex'",
    "xmlbinary = 'base64'",
    "lc_monetary = 'C'",
    'quote_all_identifiers = off',
    'row_security = off',
    'statement_timeout = 0',
];
/** Makes values read the same on every server, until the transaction ends. */
async function pinSettings(session) {
    await session.query(PINNED.map((setting) => `SET LOCAL ${setting}`).join('; '));
}
/** Counts, and for `content` hashes, the rows of all tables as the session's snapshot shows them. */
async function fingerprintTables(session, relations, level, onProgress) {
    const { units, notCompared } = countingUnits(relations);
    const columns = level === 'content' ? await readColumns(session, units) : undefined;
    const tables = [];
    const lost = [];
    for (const batch of batches(units)) {
        const counted = await countBatch(session, batch, columns, (error) => LOST[(0, trouble_ts_1.factsOf)(error).code]);
        tables.push(...counted.tables);
        lost.push(...counted.lost);
        onProgress(tables.length + lost.length, units.length);
    }
    return { tables, notCompared: [...notCompared, ...lost], ...(columns && { hashMethod: proof_ts_1.HASH_METHOD }) };
}
/**
 * Counts some tables in one question; where that fails for a reason that is known, each by itself, and those that fail again
 * are lost for that reason.
 */
async function countBatch(session, batch, columns, reasonOf) {
    await session.query('SAVEPOINT batch');
    try {
        return { tables: await fingerprintBatch(session, batch, columns), lost: [] };
    }
    catch (error) {
        const reason = reasonOf(error);
        const [first] = batch;
        if (!reason || !first)
            throw error;
        await session.query('ROLLBACK TO SAVEPOINT batch');
        if (batch.length === 1) {
            const { schema, name } = first;
            return { tables: [], lost: [{ schema, name, reason }] };
        }
        const alone = [];
        for (const unit of batch)
            alone.push(await countBatch(session, [unit], columns, reasonOf));
        return { tables: alone.flatMap(({ tables }) => tables), lost: alone.flatMap(({ lost }) => lost) };
    }
    finally {
        // Reading a table locks its indexes too: for thousands of tables they would fill the server's lock table.
        await session.query('ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch').catch(() => undefined);
    }
}
/**
 * What cannot be counted is no fault of the dump: once that has ended, a table may be dropped before we come to it, and at
 * any time an index may be locked while it is rebuilt.
 */
const CHANGED = 'was changed or dropped before it could be counted';
const LOST = {
    '42P01': CHANGED,
    '42703': CHANGED,
    '3F000': CHANGED,
    '55P03': 'was locked by somebody else when it was to be counted',
};
/** Splits the relations into what is counted, and what is not and why. */
function countingUnits(relations) {
    const leavesOf = Map.groupBy(relations.filter(({ root, kind }) => root !== undefined && kind !== 'partitioned'), ({ root }) => root);
    // Counting at the root is right only where the dump holds all that hangs below it.
    const roots = relations.filter(({ oid, root, leaves, notCompared }) => {
        const dumped = leavesOf.get(oid)?.filter(({ hasData, notCompared }) => hasData && !notCompared) ?? [];
        return root === oid && !notCompared && dumped.length === leaves;
    });
    const whole = new Set(roots.map(({ oid }) => oid));
    const alone = relations.filter(({ kind, root, notCompared }) => kind === 'table' && !notCompared && !(root !== undefined && whole.has(root)));
    const rootOf = new Map(relations.filter(({ oid, root }) => oid === root).map((root) => [root.oid, root]));
    const trees = roots.map(({ oid, schema, name }) => ({
        ...{ oid, schema, name, tree: true },
        bytes: leavesOf.get(oid)?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0,
    }));
    const tables = alone.map(({ oid, schema, name, bytes, root: of }) => {
        const root = rootOf.get(of ?? oid);
        const unit = { oid, schema, name, bytes, tree: false };
        return root ? { ...unit, root: { schema: root.schema, name: root.name } } : unit;
    });
    return {
        units: [...trees, ...tables],
        notCompared: relations.flatMap(({ schema, name, kind, notCompared: reason }) => reason && kind !== 'sequence' ? [{ schema, name, reason }] : []),
    };
}
const BATCH_TABLES = 100;
const BATCH_BYTES = 16 * 1024 * 1024;
/** Big tables come first; small ones share a question, so that thousands do not cost thousands of round trips. */
function* batches(units) {
    let batch = [];
    let bytes = 0;
    for (const unit of units.toSorted((a, b) => b.bytes - a.bytes)) {
        if (batch.length > 0 && (batch.length >= BATCH_TABLES || bytes + unit.bytes > BATCH_BYTES)) {
            yield batch;
            batch = [];
            bytes = 0;
        }
        batch.push(unit);
        bytes += unit.bytes;
    }
    if (batch.length > 0)
        yield batch;
}
async function fingerprintBatch(session, batch, columns) {
    const questions = batch.map((unit, at) => {
        const from = `${unit.tree ? '' : 'ONLY '}${(0, identifiers_ts_1.qualified)(unit)}`;
        const hash = columns ? rowHash(columns.get(unit.oid) ?? []) : 'NULL';
        return `SELECT ${at} AS at, count(*)::text AS rows, ${hash} AS hash FROM ${from} AS t`;
    });
    const rows = await session.query(questions.join(' UNION ALL '));
    return rows.flatMap(({ at, rows, hash }) => {
        const unit = batch[at];
        if (!unit)
            return [];
        const { schema, name, bytes, root } = unit;
        const kind = unit.tree ? 'partition tree' : 'table';
        const counted = { rows: Number(rows), ...(columns && { hash: hash ?? '0' }) };
        return [{ schema, name, kind, ...(root && { root }), bytes, ...counted }];
    });
}
/** The sum over all rows does not depend on their order, and a doubled row shows in it. */
function rowHash(columns) {
    const row = `ROW(${columns.map((column) => `t.${(0, identifiers_ts_1.quoted)(column)}`).join(', ')})`;
    return `sum(hashtextextended(${row}::text COLLATE "C", 0))::text`;
}
async function readColumns(session, units) {
    const rows = await session.query(`SELECT attrelid::bigint::float8 AS oid, array_agg(attname::text ORDER BY attname::text COLLATE "C") AS columns
      FROM pg_catalog.pg_attribute
      WHERE attnum > 0 AND NOT attisdropped AND attrelid = ANY ($1::bigint[]) GROUP BY attrelid`, [units.map(({ oid }) => oid)]);
    return new Map(rows.map(({ oid, columns }) => [oid, columns]));
}
const SLICE = 8 * 1024 * 1024;
/** Large objects, read by slices through the function that everybody may use who may read them. */
async function fingerprintLargeObjects(session, level) {
    const print = level === 'content'
        ? `hashtextextended(oid || ':' || at || ':' || encode(sha256(data), 'hex'), 0)`
        : 'NULL::bigint';
    // OFFSET 0 keeps each slice from being read once for its length and again for its hash.
    const slice = (at) => `LATERAL (SELECT ${at} AS at, lo_get(oid, ${at}, ${SLICE}) AS data OFFSET 0) AS one`;
    const [row] = await session.query(`WITH RECURSIVE slice AS (
        SELECT oid, at, octet_length(data) AS length, ${print} AS print
          FROM pg_catalog.pg_largeobject_metadata, ${slice('0::bigint')}
        UNION ALL
        SELECT oid, one.at, octet_length(data), ${print.replace('|| at ||', '|| one.at ||')}
          FROM slice, ${slice(`slice.at + ${SLICE}`)} WHERE length = ${SLICE}
      )
      SELECT count(DISTINCT oid)::text AS count, coalesce(sum(length), 0)::text AS bytes, sum(print)::text AS hash
      FROM slice`);
    return {
        count: Number(row?.count ?? 0),
        bytes: Number(row?.bytes ?? 0),
        ...(level === 'content' && { hash: row?.hash ?? '0' }),
    };
}


/***/ }),

/***/ 7707:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.countObjects = countObjects;
exports.listUnchecked = listUnchecked;
exports.countRelations = countRelations;
/**
 * How many objects of each kind the catalogs list of those that a restore must bring back in the same number. What belongs to
 * an extension is not among them, nor what hangs on such a thing: another version of it may have more or less of that.
 */
async function countObjects(session) {
    const rows = await session.query(OBJECTS);
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
/** Constraints that nobody has checked all rows against; `own` are those that come from no parent. */
async function listUnchecked(session, which) {
    return session.query(`${UNCHECKED} ${which === 'own' ? OWN : ''} ORDER BY 1, 2, 3`);
}
const UNCHECKED = `
  SELECT n.nspname::text AS schema, coalesce(c.relname, t.typname)::text AS name, k.conname::text AS constraint
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
  WHERE NOT k.convalidated AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const OWN = 'AND k.coninhcount = 0 AND k.conparentid = 0';
const byLetter = (column, names) => `CASE ${column} ${Object.entries(names)
    .map(([letter, name]) => `WHEN '${letter}' THEN '${name}'`)
    .join(' ')} END`;
/** Rows of a catalog, but for what initdb made (it lies below 16384) and what an extension brought. */
const ownRows = (catalog) => `(SELECT * FROM pg_catalog.${catalog} o WHERE o.oid >= 16384
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass AND m.objid = o.oid)) x`;
const inSchema = (catalog, column, kind) => ({
    from: `${ownRows(catalog)} JOIN schema ON schema.oid = x.${column}`,
    kind: `'${kind}'`,
});
const withoutSchema = (catalog, kind, where) => ({
    from: ownRows(catalog),
    kind: `'${kind}'`,
    ...(where && { where }),
});
const onRelation = (catalog, column, kind, where) => ({
    from: `pg_catalog.${catalog} x JOIN relation ON relation.oid = x.${column}`,
    kind: `'${kind}'`,
    ...(where && { where }),
});
const KINDS = [
    // Every database is made with these, and many drop and make them again, or had it done by pg_upgrade.
    withoutSchema('pg_namespace', 'schema', `x.nspname !~ '^pg_' AND x.nspname NOT IN ('public', 'information_schema')`),
    withoutSchema('pg_extension', 'extension', `x.extname <> 'plpgsql'`),
    withoutSchema('pg_language', 'language', `x.lanname <> 'plpgsql'`),
    {
        from: 'relation x',
        kind: byLetter('x.relkind', {
            r: 'table',
            p: 'partitioned table',
            v: 'view',
            m: 'materialized view',
            f: 'foreign table',
            S: 'sequence',
            c: 'composite type',
        }),
    },
    {
        from: `pg_catalog.pg_index x JOIN relation ON relation.oid = x.indrelid`,
        kind: `CASE relation.relkind WHEN 'p' THEN 'partitioned index' ELSE 'index' END`,
        // pg_dump leaves out what a broken CREATE INDEX CONCURRENTLY left behind.
        where: `x.indisready AND (x.indisvalid OR relation.relkind = 'p')`,
    },
    onRelation('pg_attrdef', 'adrelid', 'column default'),
    {
        from: `pg_catalog.pg_constraint x LEFT JOIN relation ON relation.oid = x.conrelid LEFT JOIN type ON type.oid = x.contypid`,
        kind: byLetter('x.contype', {
            c: 'check constraint',
            f: 'foreign key',
            p: 'primary key',
            u: 'unique constraint',
            t: 'constraint trigger',
            x: 'exclusion constraint',
        }),
        // The server itself hands constraints down to heirs and partitions, and merges those that are not-null alone.
        where: `coalesce(relation.oid, type.oid) IS NOT NULL AND x.contype <> 'n'
      AND (x.conislocal OR x.contype <> 'c') AND (x.conparentid = 0 OR x.contype NOT IN ('f', 't'))`,
    },
    // Those of partitions are made with that of their root; before version 13 they have no parent, but are internal.
    onRelation('pg_trigger', 'tgrelid', 'trigger', `NOT x.tgisinternal AND coalesce(pg_catalog.to_jsonb(x) ->> 'tgparentid', '0') = '0'`),
    onRelation('pg_policy', 'polrelid', 'policy'),
    onRelation('pg_rewrite', 'ev_class', 'rule'),
    {
        ...onRelation('pg_statistic_ext', 'stxrelid', 'extended statistics'),
        where: 'x.stxnamespace IN (SELECT oid FROM schema)',
    },
    {
        ...inSchema('pg_proc', 'pronamespace', ''),
        kind: byLetter('x.prokind', { f: 'function', p: 'procedure', a: 'aggregate', w: 'window function' }),
    },
    {
        from: 'type x',
        // Multiranges come and go with their ranges.
        kind: byLetter('x.typtype', {
            d: 'domain',
            e: 'enum',
            r: 'range',
            b: 'base type',
            p: 'pseudo-type',
        }),
        where: `x.typtype IN ('d', 'e', 'r', 'b', 'p') AND x.typcategory <> 'A'`,
    },
    { from: 'pg_catalog.pg_enum x JOIN type ON type.oid = x.enumtypid', kind: `'enum label'` },
    {
        ...inSchema('pg_operator', 'oprnamespace', 'operator'),
        // Named by others, and never made.
        where: 'x.oprcode <> 0',
    },
    inSchema('pg_opclass', 'opcnamespace', 'operator class'),
    inSchema('pg_opfamily', 'opfnamespace', 'operator family'),
    inSchema('pg_collation', 'collnamespace', 'collation'),
    inSchema('pg_conversion', 'connamespace', 'conversion'),
    inSchema('pg_ts_config', 'cfgnamespace', 'text search configuration'),
    inSchema('pg_ts_dict', 'dictnamespace', 'text search dictionary'),
    inSchema('pg_ts_parser', 'prsnamespace', 'text search parser'),
    inSchema('pg_ts_template', 'tmplnamespace', 'text search template'),
    withoutSchema('pg_event_trigger', 'event trigger'),
    // From a range to its multirange there is always one, in sessions' own schemas too.
    withoutSchema('pg_cast', 'cast', `NOT EXISTS (SELECT FROM pg_catalog.pg_range r
      WHERE r.rngtypid = x.castsource AND pg_catalog.to_jsonb(r) ->> 'rngmultitypid' = x.casttarget::text)`),
    withoutSchema('pg_transform', 'transform'),
    withoutSchema('pg_am', 'access method'),
    withoutSchema('pg_publication', 'publication'),
    withoutSchema('pg_foreign_data_wrapper', 'foreign data wrapper'),
    withoutSchema('pg_foreign_server', 'foreign server'),
    // Their numbers may be anybody's choice.
    { from: 'pg_catalog.pg_largeobject_metadata x', kind: `'large object'` },
];
// Objects that somebody put into the system's own schemas, or into that of a session, are in no dump.
const OBJECTS = `
  WITH member AS MATERIALIZED (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
  ), schema AS MATERIALIZED (
    SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  ), type AS MATERIALIZED (
    SELECT x.* FROM ${ownRows('pg_type')} JOIN schema ON schema.oid = x.typnamespace
  ), relation AS MATERIALIZED (
    SELECT x.oid, x.relkind FROM ${ownRows('pg_class')} JOIN schema ON schema.oid = x.relnamespace
      WHERE x.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
        AND (x.relkind <> 'c' OR x.reltype IN (SELECT oid FROM type))
  )
  ${KINDS.map(({ from, kind, where = 'true' }) => `SELECT ${kind} AS kind, count(*)::float8 AS count FROM ${from} WHERE ${where} GROUP BY 1`).join(' UNION ALL ')}`;
/** How many tables, views and the like a database has. */
async function countRelations(session) {
    const [row] = await session.query(`SELECT count(*)::float8 AS count FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`);
    return row?.count ?? 0;
}


/***/ }),

/***/ 46173:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readPositions = readPositions;
exports.positionsOf = positionsOf;
exports.requireAll = requireAll;
exports.proveSequences = proveSequences;
const identifiers_ts_1 = __webpack_require__(19467);
const snapshot_ts_1 = __webpack_require__(72771);
const trouble_ts_1 = __webpack_require__(44356);
const TOGETHER = 200;
/** Where each sequence stands; sequences follow no snapshot, so this is read before the dump and after it. */
async function readPositions(session, relations) {
    const sequences = relations.filter(({ kind, notCompared }) => kind === 'sequence' && !notCompared);
    return positionsOf(session, sequences, isGone).catch((error) => {
        throw (0, snapshot_ts_1.interruption)(error) ?? error;
    });
}
/** One of them was dropped meanwhile. */
const isGone = (error) => ['42P01', '3F000'].includes((0, trouble_ts_1.factsOf)(error).code);
/** Where each sequence stands but those that cannot be read for a reason that may be passed over. */
async function positionsOf(session, sequences, mayPass) {
    const positions = new Map();
    for (let at = 0; at < sequences.length; at += TOGETHER) {
        const some = sequences.slice(at, at + TOGETHER);
        for (const { oid, value, called } of await ask(session, some, mayPass))
            positions.set(oid, { value, called });
    }
    return positions;
}
const BACK = 'ROLLBACK TO SAVEPOINT sequences; RELEASE SAVEPOINT sequences';
async function ask(session, sequences, mayPass) {
    const questions = sequences.map((sequence) => `SELECT ${sequence.oid}::float8 AS oid, last_value::text AS value, is_called AS called FROM ${(0, identifiers_ts_1.qualified)(sequence)}`);
    await session.query('SAVEPOINT sequences');
    try {
        const rows = await session.query(questions.join(' UNION ALL '));
        // Released alone it would keep their locks, and thousands of them would fill the server's lock table.
        await session.query(BACK);
        return rows;
    }
    catch (error) {
        if (!mayPass(error))
            throw error;
        await session.query(BACK);
        if (sequences.length === 1)
            return [];
        const rows = [];
        for (const sequence of sequences)
            rows.push(...(await ask(session, [sequence], mayPass)));
        return rows;
    }
}
/** Before a dump every sequence must still be there. */
function requireAll(relations, positions) {
    const gone = relations.filter(({ oid, kind, notCompared }) => kind === 'sequence' && !notCompared && !positions.has(oid));
    if (gone.length > 0)
        throw new snapshot_ts_1.Interrupted('a sequence was dropped meanwhile');
}
/** Puts both readings and what bounds them together. */
async function proveSequences(session, relations, before, after) {
    const bounds = await session.query(`SELECT seqrelid::bigint::float8 AS oid, seqincrement::text AS increment, seqmin::text AS minimum,
        seqmax::text AS maximum, seqcycle AS cycles
      FROM pg_catalog.pg_sequence`);
    const boundsOf = new Map(bounds.map(({ oid, ...bound }) => [oid, bound]));
    return relations.flatMap(({ oid, schema, name }) => {
        const [bound, first, last] = [boundsOf.get(oid), before.get(oid), after.get(oid)];
        return bound && first ? [{ schema, name, ...bound, before: first, ...(last && { after: last }) }] : [];
    });
}


/***/ }),

/***/ 91445:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.splitStatements = splitStatements;
/** Splits SQL at its semicolons, as the server would read it; what holds nothing but comments is no statement. */
function splitStatements(text) {
    const statements = [];
    let unclosed;
    let begin;
    let end = 0;
    const finish = () => {
        if (begin !== undefined)
            statements.push({ sql: text.slice(begin, end), line: lineAt(text, begin) });
        begin = undefined;
    };
    for (let at = 0; at < text.length;) {
        const span = spanAt(text, at);
        if (span.unclosed)
            unclosed = { what: span.unclosed, line: lineAt(text, at) };
        if (span.ends)
            finish();
        else if (!span.blank) {
            begin ??= at;
            end = at + span.length;
        }
        at += span.length;
    }
    finish();
    return { statements, unclosed };
}
const lineAt = (text, at) => text.slice(0, at).split(/\r\n|\r|\n/).length;
// A word with a dollar in it begins no quote, and neither does a parameter.
const WORD = /\$\d+|[\p{L}\p{N}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy;
const BLANK = /\s+|--[^\r\n]*/y;
const NAME = /"(?:[^"]+|"")*("?)/y;
const TEXT = /'(?:[^']+|'')*('?)/y;
const ESCAPED_TEXT = /[eE]'(?:[^'\\]+|''|\\.)*('?)/sy;
const DOLLARS = /\$(?:[\p{L}_\u0080-\uffff][\p{L}\p{N}_\u0080-\uffff]*)?\$/uy;
function spanAt(text, at) {
    const blank = matchAt(BLANK, text, at);
    if (blank)
        return { length: blank[0].length, blank: true };
    if (text.startsWith('/*', at))
        return commentAt(text, at);
    const name = matchAt(NAME, text, at);
    if (name)
        return quoteOf(name, 'quoted name');
    const literal = matchAt(TEXT, text, at) ?? matchAt(ESCAPED_TEXT, text, at);
    if (literal)
        return quoteOf(literal, 'quoted text');
    const tag = matchAt(DOLLARS, text, at)?.[0];
    if (tag !== undefined) {
        const close = text.indexOf(tag, at + tag.length);
        return close < 0
            ? { length: text.length - at, unclosed: `text quoted by ${tag}` }
            : { length: close + tag.length - at };
    }
    return { length: matchAt(WORD, text, at)?.[0].length ?? 1, ends: text[at] === ';' };
}
const quoteOf = ([whole, close], what) => ({
    length: whole.length,
    unclosed: close === '' ? what : undefined,
});
/** A comment of SQL may hold others. */
function commentAt(text, at) {
    const marks = /\/\*|\*\//g;
    marks.lastIndex = at;
    let depth = 0;
    for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
        depth += mark[0] === '/*' ? 1 : -1;
        if (depth === 0)
            return { length: marks.lastIndex - at, blank: true };
    }
    return { length: text.length - at, blank: true, unclosed: 'comment' };
}
function matchAt(sticky, text, at) {
    sticky.lastIndex = at;
    return sticky.exec(text);
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

/***/ 99390:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.drillJson = drillJson;
const verdict_ts_1 = __webpack_require__(55647);
const version_ts_1 = __webpack_require__(92938);
const drill_ts_1 = __webpack_require__(10519);
/** A drill as JSON; its field names are described in docs/verify-report.md, and stay. */
function drillJson(report, showNames) {
    const { verdict, manifest, name, dump, from, level, scratch, scratchMajor } = report;
    return {
        format: 1,
        verdict,
        tool: version_ts_1.VERSION,
        name,
        from,
        backup: manifest ? backupJson(manifest) : null,
        dump: manifest ? null : (dump ?? ''),
        level,
        scratch: scratch ?? null,
        scratchMajor: scratchMajor ?? null,
        startedAt: report.startedAt.toISOString(),
        seconds: { ...(0, drill_ts_1.roundedTimes)(report), toRestore: (0, drill_ts_1.secondsToRestore)(report) },
        rtoSeconds: report.rto ?? null,
        namesShown: showNames,
        checks: report.checks.map((check) => checkJson(check, showNames)),
        notes: report.notes,
        kept: report.kept ?? null,
    };
}
const backupJson = ({ id, label, startedAt, snapshot, tool, server, database, encryption, fingerprint, include, selection, totals, }) => ({
    id,
    label: label ?? null,
    startedAt,
    snapshotTime: snapshot.time,
    tool: tool.version,
    database: database.name,
    serverVersion: server.version,
    encryption: encryption.kind,
    fingerprint,
    include,
    selection,
    ...totals,
    rows: totals.rows ?? null,
});
function checkJson(check, showNames) {
    const { name, looked, findings, each } = check;
    return {
        name,
        proves: verdict_ts_1.CHECKS[name],
        outcome: (0, verdict_ts_1.outcomeOf)(check),
        looked,
        findings: findings.map(({ outcome, what, object, detail, next }) => ({
            outcome,
            what,
            ...(showNames && object !== undefined && { object }),
            ...(showNames && detail !== undefined && { detail }),
            ...(next !== undefined && { next }),
        })),
        ...(each && { each }),
    };
}


/***/ }),

/***/ 10519:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.subjectOf = exports.namesOf = exports.roundedTimes = exports.secondsToRestore = void 0;
const verdict_ts_1 = __webpack_require__(55647);
/** Seconds until the data was back: what an RTO limits. */
const secondsToRestore = ({ times }) => toMilliseconds(times.fetch + times.restore);
exports.secondsToRestore = secondsToRestore;
/** The times as machines get them. */
const roundedTimes = ({ times }) => ({
    fetch: toMilliseconds(times.fetch),
    restore: toMilliseconds(times.restore),
    compare: toMilliseconds(times.compare),
    checks: toMilliseconds(times.checks),
    total: toMilliseconds(times.total),
});
exports.roundedTimes = roundedTimes;
const toMilliseconds = (seconds) => Math.round(seconds * 1000) / 1000;
/** The checks that ended so, by name, each once. */
const namesOf = ({ checks }, outcome) => [
    ...new Set(checks.filter((check) => (0, verdict_ts_1.outcomeOf)(check) === outcome).map(({ name }) => name)),
];
exports.namesOf = namesOf;
/** What was verified, in the words of a sentence. */
const subjectOf = ({ manifest, name, from }) => manifest ? `backup ${manifest.id} of ${name}, from ${from}` : `the dump ${name}, from ${from}`;
exports.subjectOf = subjectOf;


/***/ }),

/***/ 97871:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requireRestoreLog = requireRestoreLog;
exports.addToRestoreLog = addToRestoreLog;
const node_crypto_1 = __webpack_require__(77598);
const promises_1 = __webpack_require__(51455);
const node_os_1 = __webpack_require__(48161);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const drill_ts_1 = __webpack_require__(10519);
const HEAD = [
    '| Date (UTC) | Environment | Backup | Result | Verified by | Notes |',
    '| --- | --- | --- | --- | --- | --- |',
];
/** As it may stand in a cell; the file is read as it is too, so no more is escaped than has to be. */
const cell = (text) => text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\\|[\]*`]/g, '\\$&')
    .replace(/</g, '&lt;');
/** Refuses a log that could not be written, before a drill of hours; the file itself need not be there yet. */
async function requireRestoreLog(file) {
    if (file === undefined)
        return;
    const folder = (0, node_path_1.dirname)(file);
    const isFolder = await (0, promises_1.stat)(folder).then((found) => found.isDirectory(), () => false);
    if (isFolder)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`restore-log\`: there is no folder ${folder}.`,
        next: 'Make it first, or write the path of a file in a folder that is there; a relative one begins in the workspace.',
    });
}
/** Adds a row to the user's own log of restore tests, which auditors ask for; it holds no name of a table. */
async function addToRestoreLog(host, file, report) {
    const row = host.redact(rowOf(host, report));
    try {
        const found = await textOf(file);
        if (found === undefined && (await begin(file, `${[...HEAD, row].join('\n')}\n`)))
            return;
        await (0, promises_1.appendFile)(file, continuing(found ?? (await (0, promises_1.readFile)(file, 'utf8')), row));
    }
    catch (error) {
        throw new errors_ts_1.UserError({
            what: `The restore log ${file} could not be written, and this drill is not in it.`,
            why: (0, errors_ts_1.asError)(error).message,
            next: `Look at \`restore-log\`: its folder has to be there, and this user has to be allowed to write the file. The row would have been:\n${row}`,
            cause: error,
        });
    }
}
const textOf = (file) => (0, promises_1.readFile)(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT')
        return undefined;
    throw error;
});
/** Makes the file with its first row in one go, unless it is there: of two drills at once only one may write the head. */
async function begin(file, text) {
    const draft = `${file}.${(0, node_crypto_1.randomUUID)()}`;
    await (0, promises_1.writeFile)(draft, text, { flag: 'wx' });
    try {
        await (0, promises_1.link)(draft, file);
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        // Not every file system has links.
        return await (0, promises_1.writeFile)(file, text, { flag: 'wx' }).then(() => true, notThere);
    }
    finally {
        await (0, promises_1.rm)(draft, { force: true });
    }
}
function notThere(error) {
    if (error.code === 'EEXIST')
        return false;
    throw error;
}
/** What has to be appended so that the row stands in the table that the text ends with, or in a new one. */
function continuing(text, row) {
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const lines = text.split(/\r?\n/);
    const ended = lines.at(-1) === '';
    const last = (ended ? lines.at(-2) : lines.at(-1)) ?? '';
    const added = last.trimStart().startsWith('|') ? [row] : [...(last.trim() === '' ? [] : ['']), ...HEAD, row];
    return `${ended || text === '' ? '' : newline}${added.join(newline)}${newline}`;
}
function rowOf(host, report) {
    const { manifest, name, verdict, startedAt } = report;
    const label = manifest?.label === undefined ? '' : ` (${manifest.label})`;
    const cells = [
        startedAt.toISOString().slice(0, 16).replace('T', ' '),
        manifest ? name : '',
        manifest ? `${manifest.id}${label}` : name,
        verdict,
    ].map(cell);
    return `| ${[...cells, verifiedBy(host), cell(notesOf(report))].join(' | ')} |`;
}
/** Who verified: in a workflow a link to the run, which holds all the rest. */
function verifiedBy({ env }) {
    const { GITHUB_ACTIONS, GITHUB_ACTOR, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;
    if (GITHUB_ACTIONS !== 'true' || !GITHUB_ACTOR)
        return cell(`${userName(env)}@${(0, node_os_1.hostname)()}`);
    const run = `${GITHUB_SERVER_URL ?? 'https://github.com'}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
    return /^https?:\/\/[^\s()<>|]+\/actions\/runs\/\d+$/.test(run)
        ? `${cell(GITHUB_ACTOR)}, [run ${GITHUB_RUN_ID}](${run})`
        : cell(GITHUB_ACTOR);
}
function userName(env) {
    try {
        return (0, node_os_1.userInfo)().username;
    }
    catch {
        // A container may run as a user that has no name.
        return env.USER ?? 'unknown';
    }
}
function notesOf(report) {
    const { level, rto, checks, from, manifest } = report;
    const failed = (0, drill_ts_1.namesOf)(report, 'fail');
    const unknown = (0, drill_ts_1.namesOf)(report, 'unverified');
    const rows = checks.find(({ name }) => name === 'rows');
    const back = (0, measure_ts_1.formatDuration)((0, drill_ts_1.secondsToRestore)(report));
    return [
        failed.length > 0 ? `failed: ${failed.join(', ')}` : '',
        unknown.length > 0 ? `could not be verified: ${unknown.join(', ')}` : '',
        `from ${from}`,
        `level ${level}`,
        manifest ? '' : 'nothing to compare it with',
        rows ? rows.looked : '',
        level === 'archive'
            ? ''
            : `fetched and restored in ${back}${rto === undefined ? '' : ` of ${(0, measure_ts_1.formatDuration)(rto)}`}`,
    ]
        .filter(Boolean)
        .join('; ');
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

/***/ 67481:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.gate = gate;
const node_stream_1 = __webpack_require__(57075);
/**
 * Passes bytes on at once, but ends only when a promise has resolved: the good ending of the process that feeds it. When
 * the promise rejects, the stream is destroyed with that error, so that nothing after it takes a part for the whole.
 */
function gate(until) {
    return new Gate(until);
}
class Gate extends node_stream_1.Transform {
    #until;
    constructor(until) {
        super();
        this.#until = until;
        // The process may fail before anybody reads: whoever reads later still gets the error.
        this.on('error', () => { });
        until.catch((reason) => this.destroy(asError(reason)));
    }
    _transform(chunk, _encoding, done) {
        done(null, chunk);
    }
    _flush(done) {
        // Rejected, it has been destroyed above; `done` is never called then, whatever the promise was rejected with.
        this.#until.then(() => done(), () => { });
    }
}
const asError = (reason) => reason instanceof Error ? reason : new Error(`The process that feeds a stream failed: ${String(reason)}`);


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


/***/ }),

/***/ 95709:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Compress = void 0;
exports.compress = compress;
exports.decompress = decompress;
const node_stream_1 = __webpack_require__(57075);
const node_zlib_1 = __webpack_require__(38522);
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
// Each write to zlib is a trip to its thread pool. pg_dump writes a few KiB at a time, and at that size the trips cost
// as much as the compression; at this size they no longer show.
const BATCH = 256 * 1024;
const OUTPUT = 256 * 1024;
// A frame names the memory that opening it takes. The stock `zstd -d` opens up to 128 MiB unless told otherwise, and
// what we write (levels up to 19) needs 8 MiB at most.
const WINDOW_LOG_MAX = 27;
const FRAME_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Compresses into one zstd frame with a checksum, so that `zstd -t` and `zstd -d` notice damage; levels 1 to 19. */
function compress(level) {
    return new Compress(level);
}
/**
 * The pool compresses one batch while this thread fills the next and passes on what came of the one before, so that
 * hashing, encrypting and sending cost no time beside the compression.
 */
class Compress extends node_stream_1.Transform {
    #engine;
    #batch = Buffer.allocUnsafeSlow(BATCH);
    #spare = Buffer.allocUnsafeSlow(BATCH);
    #filled = 0;
    #bytes = 0;
    #busy = false;
    #readerHasRoom = true;
    #waiting;
    #compressed = [];
    constructor(level) {
        super({ readableHighWaterMark: OUTPUT });
        this.#engine = (0, node_zlib_1.createZstdCompress)({
            chunkSize: OUTPUT,
            params: { [node_zlib_1.constants.ZSTD_c_compressionLevel]: level, [node_zlib_1.constants.ZSTD_c_checksumFlag]: 1 },
        });
        // No pausing here: a batch comes out as not more than its own size, and not more than two are under way.
        this.#engine.on('data', (chunk) => this.#compressed.push(chunk));
        this.#engine.on('error', (error) => this.destroy(error));
    }
    /** How many bytes came in so far. */
    bytes() {
        return this.#bytes;
    }
    _transform(chunk, _encoding, done) {
        this.#bytes += chunk.length;
        this.#fill(chunk, 0, done);
    }
    _flush(done) {
        this.#engine.once('end', () => {
            for (const output of this.#compressed)
                this.push(output);
            done();
        });
        // Told the end while a batch waits, Node ends the frame with that batch, and then an empty second frame.
        this.#engine.write(this.#batch.subarray(0, this.#filled), (error) => {
            if (!error)
                this.#engine.end();
        });
    }
    _destroy(error, done) {
        this.#engine.destroy();
        done(error);
    }
    #fill(chunk, from, done) {
        const taken = chunk.copy(this.#batch, this.#filled, from);
        this.#filled += taken;
        if (this.#filled < BATCH)
            return void done();
        const goOn = () => {
            this.#compress();
            this.#fill(chunk, from + taken, done);
        };
        this.#waiting = goOn;
        this.#goOnWhereRoom();
    }
    /** A transform holds its writer back only for what it pushes while it is asked to; the rest is held back here. */
    #goOnWhereRoom() {
        if (this.#busy || !this.#readerHasRoom)
            return;
        const next = this.#waiting;
        this.#waiting = undefined;
        next?.();
    }
    _read(size) {
        this.#readerHasRoom = true;
        this.#goOnWhereRoom();
        super._read(size);
    }
    #compress() {
        const full = this.#batch;
        this.#batch = this.#spare;
        this.#spare = full;
        this.#filled = 0;
        this.#busy = true;
        this.#engine.write(full, (error) => {
            // An error is told by the engine's event.
            if (error)
                return;
            this.#busy = false;
            // First work for the pool, then what came of the last: the other way round, the pool would stand idle meanwhile.
            const compressed = this.#compressed;
            this.#compressed = [];
            this.#goOnWhereRoom();
            for (const output of compressed)
                this.#readerHasRoom = this.push(output);
        });
    }
}
exports.Compress = Compress;
/**
 * Decompresses zstd frames, one after another as the stock `zstd -d` does. Input that is damaged, cut off or followed by
 * something else is an error; `name` is what the error calls it.
 */
function decompress(name = 'The compressed data') {
    return new Decompress(name);
}
/**
 * Node's decompressor takes what follows a frame within one write for nothing: it ends without an error, and with a
 * second frame lost. So the bytes it has taken are compared with those it was given, and the rest begins anew.
 */
class Decompress extends node_stream_1.Transform {
    #name;
    #engine;
    #given = 0;
    #frames = 0;
    constructor(name) {
        super({ readableHighWaterMark: OUTPUT });
        this.#name = name;
    }
    _transform(chunk, _encoding, done) {
        if (chunk.length === 0)
            done();
        else
            this.#feed(chunk, done);
    }
    #feed(chunk, done) {
        this.#engine ??= this.#begin();
        const engine = this.#engine;
        const left = () => this.#given - engine.bytesWritten;
        const ended = () => {
            this.#engine = undefined;
            engine.destroy();
            const rest = chunk.subarray(chunk.length - left());
            if (beginsFrame(rest))
                this.#feed(rest, done);
            else
                done(this.#followed());
        };
        this.#given += chunk.length;
        engine.once('end', ended);
        engine.write(chunk, (error) => {
            // Bytes that it did not take lie behind the frame's end, which comes once the reader has taken all before it.
            if (!error && left() > 0)
                return;
            engine.off('end', ended);
            // An error is told by the engine's event.
            if (!error && engine === this.#engine)
                done();
        });
    }
    _flush(done) {
        this.#engine?.once('end', done).end();
        if (!this.#engine)
            done(this.#cutOff());
    }
    /** Lets go on what waited until the reader had room: a few bytes of zstd can hold gigabytes. */
    _read(size) {
        this.#engine?.resume();
        super._read(size);
    }
    _destroy(error, done) {
        this.#engine?.destroy();
        done(error);
    }
    #begin() {
        const engine = (0, node_zlib_1.createZstdDecompress)({
            chunkSize: OUTPUT,
            params: { [node_zlib_1.constants.ZSTD_d_windowLogMax]: WINDOW_LOG_MAX },
        });
        this.#given = 0;
        this.#frames += 1;
        engine.on('data', (chunk) => {
            if (!this.push(chunk))
                engine.pause();
        });
        engine.on('error', (error) => this.destroy(this.#explain(error, engine)));
        return engine;
    }
    #explain(error, engine) {
        const code = 'code' in error ? error.code : undefined;
        if (code === 'Z_BUF_ERROR')
            return this.#cutOff(error);
        if (code === 'ZSTD_error_prefix_unknown') {
            const first = this.#frames === 1 && engine.bytesWritten === 0;
            return first ? this.#notZstd(error) : this.#followed(error);
        }
        if (code === 'ZSTD_error_frameParameter_windowTooLarge') {
            return new errors_ts_1.UserError({
                what: `${this.#name} asks for more memory than opening a backup takes.`,
                why: `Its zstd frame names a window of more than ${2 ** (WINDOW_LOG_MAX - 20)} MiB, which no backup of ours has.`,
                next: 'Compare the file with its SHA256SUMS: it may not be the file that was written.',
                cause: error,
            });
        }
        return (0, damage_ts_1.damaged)(this.#name, `zstd says: ${error.message}.`, error);
    }
    #notZstd(cause) {
        return new errors_ts_1.UserError({
            what: `${this.#name} is not compressed with zstd.`,
            why: 'It does not begin as a zstd frame does.',
            next: 'Check that it is the right file, and that it was decrypted with the right key.',
            cause,
        });
    }
    #cutOff(cause) {
        return (0, damage_ts_1.cutOff)(this.#name, 'It ends before its zstd frame does.', cause);
    }
    #followed(cause) {
        return (0, damage_ts_1.goesOn)(this.#name, 'Bytes that are no zstd frame follow the last frame.', cause);
    }
}
/** Whether bytes could begin a frame, as far as there are any. */
const beginsFrame = (bytes) => {
    const seen = Math.min(bytes.length, FRAME_MAGIC.length);
    return bytes.subarray(0, seen).equals(FRAME_MAGIC.subarray(0, seen));
};


/***/ })

};
