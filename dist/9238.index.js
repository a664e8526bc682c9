export const id = 9238;
export const ids = [9238];
export const modules = {

/***/ 53341:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.breachesOf = breachesOf;
exports.drillState = drillState;
exports.usualOf = usualOf;
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const health_ts_1 = __webpack_require__(34982);
/** All that is wrong under one name of one destination. */
function breachesOf(health, asking) {
    const { storage, inventory, scheduled } = health;
    // What restores keep of what they change is made when they need it: no schedule says when, how large and how often proven.
    const found = [
        ...future(health, asking),
        ...(scheduled ? [...fresh(health, asking), ...drilled(health, asking), ...usual(health, asking)] : []),
        ...damaged(health),
        ...leftOver(health),
    ];
    return found.map((one) => ({ destination: storage.label, name: inventory.name, ...one }));
}
const breach = (kind, what, next) => ({ kind, what, next });
const HOUR_MS = 3_600_000;
const secondsSince = (time, now) => (now.getTime() - time.getTime()) / 1000;
const isFuture = (time, now) => time.getTime() > now.getTime() + HOUR_MS;
/** In days once hours say little. */
const ageOf = (seconds) => seconds < 2 * 86_400 ? (0, measure_ts_1.formatDuration)(Math.max(0, seconds)) : `${Math.floor(seconds / 86_400)} days`;
const limitOf = (hours) => hours % 24 === 0 && hours > 48 ? `${hours / 24} days` : `${hours} h`;
function future({ inventory: { backups }, drill }, { now }) {
    const next = 'Set the clock of this machine, or of the one that made it; until then no age can be trusted.';
    const [newest] = backups;
    return [
        ...(newest && isFuture(newest.startedAt, now)
            ? [breach('future', `The newest backup, ${newest.id}, is from the future.`, next)]
            : []),
        ...(drill && isFuture(drill.time, now)
            ? [breach('future', `The newest drill, of ${drill.id}, is from the future.`, next)]
            : []),
    ];
}
/** The newest whole backup, and how old it may be. */
function fresh({ inventory: { backups }, looks }, { expected: { rpo }, now }) {
    if (backups.length === 0)
        return [
            breach('none', 'There is no backup.', 'Make one with `backup`, or bring those of another destination with `copy` and `backup: all`.'),
        ];
    const newest = looks.find(health_ts_1.isWhole)?.backup;
    if (!newest)
        return [
            breach('none', `None of the newest ${looks.length} backups is whole.`, 'Make a new backup now, and then see what became of the others.'),
        ];
    const seconds = secondsSince(newest.startedAt, now);
    if (seconds <= rpo * 3600)
        return [];
    return [
        breach('overdue', `The newest whole backup, ${newest.id}, is ${ageOf(seconds)} old, and may be ${limitOf(rpo)} old.`, 'See why no backup is made any more, or set `rpo` to what is right here.'),
    ];
}
function drillState({ drill }, { expected: { maxVerificationAge }, now }) {
    if (!drill)
        return 'never run';
    if (drill.outcome === 'fail')
        return 'failing';
    if (drill.outcome !== 'pass')
        return 'unverified';
    const isOld = maxVerificationAge !== undefined && secondsSince(drill.time, now) > maxVerificationAge * 3600;
    return isOld ? 'stale' : 'passed';
}
function drilled(health, asking) {
    const { storage, drill, inventory } = health;
    const limit = asking.expected.maxVerificationAge;
    if (limit === undefined || inventory.backups.length === 0)
        return [];
    const age = drill ? ageOf(secondsSince(drill.time, asking.now)) : '';
    const again = `Run \`verify\` with \`from: ${storage.label}\``;
    switch (drillState(health, asking)) {
        case 'passed':
            return [];
        case 'never run':
            return [
                breach('never drilled', 'No full drill was ever run here.', `${again}; each copy is proven by itself.`),
            ];
        case 'failing':
            return [
                breach('failing drill', `The newest drill failed, of ${drill?.id}, ${age} ago.`, `${again} and read its report; do not rely on this backup.`),
            ];
        case 'unverified':
            return [
                breach('unverified drill', `The newest drill, of ${drill?.id}, ${age} ago, could not look at everything.`, `${again}; its report says what was missing.`),
            ];
        case 'stale':
            return [
                breach('stale drill', `The newest drill passed ${age} ago, and that may be ${limitOf(limit)} ago.`, `${again}, and see why drills are not run any more.`),
            ];
    }
}
function usualOf([, ...before]) {
    if (before.length === 0)
        return undefined;
    const totals = before.map(({ manifest }) => manifest.totals);
    const rows = totals.flatMap((one) => one.rows ?? []);
    return {
        backups: before.length,
        storedBytes: mean(totals.map(({ storedBytes }) => storedBytes)),
        rows: rows.length > 0 ? mean(rows) : undefined,
    };
}
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
/** Losing more than this share of all rows is what a deletion by mistake looks like, whatever else is allowed. */
const MOST_ROWS_LOST = 0.5;
function usual({ looks }, { expected: { maxSizeChange } }) {
    const whole = looks.filter(health_ts_1.isWhole);
    const [newest] = whole;
    const before = usualOf(whole);
    if (!newest || !before || maxSizeChange === undefined)
        return [];
    const { id, totals } = newest.manifest;
    const change = before.storedBytes > 0 ? totals.storedBytes / before.storedBytes - 1 : 0;
    const percent = Math.round(Math.abs(change) * 100);
    const than = `than the mean of the ${before.backups} before it`;
    const size = breach('size', `The newest backup, ${id}, is ${percent} % ${change < 0 ? 'smaller' : 'larger'} (${(0, measure_ts_1.formatBytes)(totals.storedBytes)}) ${than} (${(0, measure_ts_1.formatBytes)(before.storedBytes)}).`, 'See whether that was meant: deleted or encrypted data look like this. Until you know, let nothing be pruned.');
    const lost = totals.rows !== undefined && before.rows ? 1 - totals.rows / before.rows : 0;
    const rows = breach('rows', `The newest backup, ${id}, has ${Math.round(lost * 100)} % fewer rows (${totals.rows?.toLocaleString('en')}) ${than} (${Math.round(before.rows ?? 0).toLocaleString('en')}).`, 'See whether that was meant: a deletion by mistake looks like this. Until you know, let nothing be pruned.');
    return [...(Math.abs(change) > maxSizeChange ? [size] : []), ...(lost > MOST_ROWS_LOST ? [rows] : [])];
}
function damaged({ looks, hollow }) {
    const next = 'Bring it back from another destination with `copy`, and look for a lifecycle rule or a program that removes files.';
    const [first] = hollow;
    return [
        ...looks.flatMap((one) => (0, health_ts_1.isWhole)(one)
            ? []
            : [breach('damaged', `The backup ${one.backup.id} is not whole: ${(0, errors_ts_1.firstLine)(one.damage)}`, next)]),
        ...(first
            ? [
                breach('damaged', `Of ${hollow.length} older ${hollow.length === 1 ? 'backup' : 'backups'} only the manifest is there; the newest is ${first.id}.`, next),
            ]
            : []),
    ];
}
function leftOver({ overdue, debris }) {
    const [oldest] = overdue;
    const bytes = debris.reduce((sum, { folder }) => sum + folder.bytes, 0);
    return [
        ...(oldest
            ? [
                breach('policy', `${overdue.length} ${overdue.length === 1 ? 'backup' : 'backups'} should have gone by \`keep\`; the oldest is ${oldest.id}.`, 'Run `prune` with the same `keep`, and see why it was not run or what it says.'),
            ]
            : []),
        ...(debris.length > 0
            ? [
                breach('debris', `${debris.length} unfinished or half removed ${debris.length === 1 ? 'backup lies' : 'backups lie'} there (${(0, measure_ts_1.formatBytes)(bytes)}).`, 'Run `prune` with `keep`, which sweeps them, and see what kept those runs from ending well.'),
            ]
            : []),
    ];
}


/***/ }),

/***/ 70749:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.commit = commit;
exports.complete = complete;
exports.checksums = checksums;
exports.clearAway = clearAway;
exports.isCommitted = isCommitted;
const node_crypto_1 = __webpack_require__(77598);
const errors_ts_1 = __webpack_require__(83916);
const error_ts_1 = __webpack_require__(20871);
const copies_ts_1 = __webpack_require__(43713);
const layout_ts_1 = __webpack_require__(72630);
const manifest_ts_1 = __webpack_require__(49365);
const restore_guide_ts_1 = __webpack_require__(88133);
/**
 * Makes a backup of what was stored, destination by destination: the manifest comes last, and with it the backup exists.
 * `onPointOfNoReturn` is called before the first manifest goes out.
 */
async function commit(copies, manifest, options) {
    const { signal, onPointOfNoReturn, manifestPatienceMs = MANIFEST_PATIENCE_MS } = options;
    const keys = (0, layout_ts_1.layout)(manifest.name);
    const extras = options.extras ?? extrasOf(manifest);
    const manifestKey = keys.manifest(manifest.id, manifest.label);
    const text = (0, manifest_ts_1.writeManifest)(manifest);
    await (0, copies_ts_1.atEach)(copies, ({ storage }) => complete(storage, manifest, { signal, extras }), signal);
    onPointOfNoReturn();
    // A cancel comes too late now: a request that is cut off may have been heard all the same.
    const patience = AbortSignal.timeout(manifestPatienceMs);
    await (0, copies_ts_1.atEach)(copies, async (copy) => {
        copy.manifestSent = true;
        await putManifest(copy, manifestKey, text, patience);
    });
    return manifestKey;
}
/** Stores what belongs beside the objects of a backup, and looks whether all of them are there. */
async function complete(storage, manifest, { signal, extras = extrasOf(manifest), }) {
    for (const [file, bytes] of Object.entries(extras))
        await storage.put((0, layout_ts_1.layout)(manifest.name).object(manifest.id, file), bytes, { signal });
    await readBack(storage, manifest, extras, signal);
}
const MANIFEST_PATIENCE_MS = 2 * 60_000;
function extrasOf(manifest) {
    const guide = Buffer.from((0, restore_guide_ts_1.restoreGuide)(manifest));
    return { 'RESTORE.md': guide, SHA256SUMS: Buffer.from(checksums(manifest.objects, guide)) };
}
/** In the form that `sha256sum -c` reads. */
function checksums(objects, guide) {
    const lines = objects.map(({ name, sha256 }) => `${sha256}  ${name}`);
    return `${[...lines, `${(0, node_crypto_1.createHash)('sha256').update(guide).digest('hex')}  RESTORE.md`].join('\n')}\n`;
}
/** What the store lists must be what was sent: uploads were confirmed one by one, and must still be there. */
async function readBack(storage, manifest, extras, signal) {
    const keys = (0, layout_ts_1.layout)(manifest.name);
    const sizes = Object.entries(extras).map(([name, { length }]) => ({ name, bytes: length }));
    for (const { name, bytes } of [...manifest.objects, ...sizes]) {
        const there = await storage.stat(keys.object(manifest.id, name), { signal });
        if (there?.size === bytes)
            continue;
        throw new errors_ts_1.UserError({
            what: `${storage.label}: ${name} ${there ? `has ${there.size} bytes there instead of ${bytes}` : 'is not there any more'}.`,
            why: 'Something changed or removed it after it was stored.',
            next: 'Look for a lifecycle rule or another program that writes to the same place, and start the backup again.',
        });
    }
}
async function putManifest(copy, key, text, signal) {
    const { storage } = copy;
    try {
        await storage.put(key, Buffer.from(text), { signal, ifAbsent: true });
    }
    catch (error) {
        // A plain no is an answer: nothing was stored.
        const isNo = ['refused', 'locked', 'missing'].some((kind) => (0, error_ts_1.isKind)(error, kind));
        if (isNo)
            copy.manifestSent = false;
        if (!(0, error_ts_1.isKind)(error, 'exists'))
            throw error;
        throw new errors_ts_1.UserError({
            what: `${storage.label}: a backup ${key} exists already, and is never overwritten.`,
            next: 'Start the backup again: it will get another id.',
            cause: error,
        });
    }
}
/** Takes back what a run stored that came to nothing. */
async function clearAway(storage, name, id, signal) {
    const folder = (0, layout_ts_1.layout)(name).data(id);
    await storage.abandon(folder, { signal });
    const keys = [];
    for await (const { key } of storage.list(folder, { signal }))
        keys.push(key);
    for (const key of keys)
        await storage.remove(key, { signal });
}
/** Whether a backup with this id has been committed at this destination, under whatever label. */
async function isCommitted(storage, name, id, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    for await (const _ of storage.list(`${keys.manifests}${id}.`, { signal }))
        return true;
    return false;
}


/***/ }),

/***/ 43713:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.sound = void 0;
exports.atEach = atEach;
exports.requireOne = requireOne;
const errors_ts_1 = __webpack_require__(83916);
const sound = (copies) => copies.filter(({ trouble }) => trouble === undefined);
exports.sound = sound;
/**
 * Does the same at every destination that is still sound; it rejects only when none is left, or for the reason of the run's
 * signal where one is given.
 */
async function atEach(copies, work, signal) {
    await Promise.all((0, exports.sound)(copies).map(async (copy) => {
        try {
            await work(copy);
        }
        catch (error) {
            copy.trouble = (0, errors_ts_1.asError)(error);
        }
    }));
    signal?.throwIfAborted();
    requireOne(copies);
}
function requireOne(copies) {
    if ((0, exports.sound)(copies).length > 0)
        return;
    const [only] = copies;
    if (copies.length === 1 && only?.trouble instanceof errors_ts_1.UserError)
        throw only.trouble;
    throw new errors_ts_1.UserError({
        what: copies.length === 1 ? 'The destination failed.' : 'Every destination failed.',
        why: copies.map(({ storage, trouble }) => `${storage.label}: ${(0, errors_ts_1.firstLine)(trouble)}`).join('\n'),
        cause: only?.trouble,
    });
}


/***/ }),

/***/ 34982:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isWhole = void 0;
exports.examine = examine;
const errors_ts_1 = __webpack_require__(83916);
const error_ts_1 = __webpack_require__(20871);
const abreast_ts_1 = __webpack_require__(29852);
const catalog_ts_1 = __webpack_require__(84153);
const debris_ts_1 = __webpack_require__(47075);
const inventory_ts_1 = __webpack_require__(78934);
const layout_ts_1 = __webpack_require__(72630);
const prune_plan_ts_1 = __webpack_require__(6876);
const removal_ts_1 = __webpack_require__(77038);
const verdict_ts_1 = __webpack_require__(55647);
const whole_ts_1 = __webpack_require__(73445);
/** The newest, and the seven that it is compared with. */
const LOOKED_AT = 8;
/** Pruning may run less often than backups are made, and a check while it is still under way. */
const GRACE_MS = 2 * 24 * 3_600_000;
/** Looks at all that lies under a name: the listings, and a few manifests. Nothing is changed. */
async function examine(storage, name, { scheduled, expected, now, signal }) {
    const inventory = await (0, inventory_ts_1.takeInventory)(storage, name, signal);
    const { backups, folders, records } = inventory;
    const closely = scheduled ? backups.slice(0, LOOKED_AT) : [];
    const before = asOf(inventory, new Date(now.getTime() - GRACE_MS));
    const due = expected.policy.length === 0 ? [] : dueIn(inventory, before, expected);
    const looks = await (0, abreast_ts_1.abreast)(closely, LOOKED_AT, (backup) => look(storage, backup, signal));
    return {
        storage,
        inventory,
        scheduled,
        looks: looks.flatMap((one) => one ?? []),
        // The newest are looked at one by one: what was committed while this listed has its folder too.
        hollow: backups.slice(LOOKED_AT).filter(({ id }) => !folders.has(id)),
        drill: newestDrill(records),
        overdue: await withoutLocked(storage, due, signal),
        debris: (0, debris_ts_1.debrisOf)({ ...inventory, records: before.records }, new Date(now.getTime() - GRACE_MS)),
    };
}
/** Nothing where it was removed meanwhile, as a prune does, the manifest first. */
async function look(storage, backup, signal) {
    const seen = await lookAt(storage, backup, signal);
    return (0, exports.isWhole)(seen) || (await storage.stat(backup.key, { signal })) ? seen : undefined;
}
async function lookAt(storage, backup, signal) {
    try {
        const manifest = await (0, catalog_ts_1.openManifest)(storage, backup, signal);
        const damage = await (0, whole_ts_1.lossOf)(storage, manifest, signal);
        return damage ? { backup, damage } : { backup, manifest };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof errors_ts_1.UserError) || isSilence(error))
            throw error;
        return { backup, damage: error };
    }
}
/** Whether it is the store that gave no answer, rather than the backup that is not as it should be. */
const isSilence = (error) => error instanceof error_ts_1.StorageError &&
    !['missing', 'frozen', 'broken'].some((kind) => (0, error_ts_1.isKind)(error, kind));
const isWhole = (one) => 'manifest' in one;
exports.isWhole = isWhole;
/** A drill that was cancelled has no verdict. */
function newestDrill(records) {
    const verdicts = verdict_ts_1.VERDICTS;
    return records
        .filter(({ verb, outcome }) => verb === 'verify' && verdicts.includes(outcome))
        .reduce((newest, one) => (newest && newest.time >= one.time ? newest : one), undefined);
}
/** What was there at an earlier time, of what is there still. */
function asOf({ name, ...inventory }, time) {
    const records = inventory.records.filter((record) => record.time <= time);
    const manifests = inventory.backups
        .filter(({ startedAt }) => startedAt <= time)
        .map(({ verification: _, ...manifest }) => manifest);
    return { records, backups: (0, catalog_ts_1.backupsOf)(name, manifests, records) };
}
/** The backups that nothing keeps, and nothing kept then, the oldest first. */
function dueIn(now, then, expected) {
    const going = ({ backups }) => (0, prune_plan_ts_1.decide)(backups, expected)
        .filter(({ keptBy }) => keptBy.length === 0)
        .map(({ backup }) => backup);
    const wereDue = new Set(going(then).map(({ key }) => key));
    return going(now)
        .filter(({ key }) => wereDue.has(key))
        .reverse();
}
/** How many are asked whether a lock keeps them: where it keeps the oldest, it keeps the rest as well. */
const ASKED_FOR_LOCKS = 16;
async function withoutLocked(storage, due, signal) {
    const asked = due.slice(0, ASKED_FOR_LOCKS);
    const held = await (0, abreast_ts_1.abreast)(asked, ASKED_AT_ONCE, (backup) => isHeld(storage, backup, signal));
    const free = asked.filter((_, at) => !held[at]);
    return free.length > 0 ? [...free, ...due.slice(ASKED_FOR_LOCKS)] : [];
}
const ASKED_AT_ONCE = 4;
/** A prune leaves a backup alone as soon as one of its objects is kept. */
async function isHeld(storage, { key, name, id }, signal) {
    for (const one of [key, ...(await (0, removal_ts_1.keysUnder)(storage, (0, layout_ts_1.layout)(name).data(id), signal))])
        if (await (0, removal_ts_1.lockOn)(storage, one, signal))
            return true;
    return false;
}


/***/ }),

/***/ 88133:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreGuide = restoreGuide;
const manifest_ts_1 = __webpack_require__(49365);
/** The page that lies beside every backup: how to bring back just this one with stock tools and nothing of ours. */
function restoreGuide(manifest) {
    if ((0, manifest_ts_1.holdsRows)(manifest))
        return rowsGuide(manifest);
    const { database, server, id, snapshot } = manifest;
    const encrypted = manifest.encryption.kind !== 'none';
    return `# Restoring backup ${id} by hand

Database ${code(database.name)} of PostgreSQL ${server.version}, as it was at ${snapshot.time}.
${chosen(manifest)}
You need \`sha256sum\`, \`zstd\`${encrypted ? ', `age`' : ''} and the client programs of PostgreSQL ${server.major} (\`createdb\`, \`pg_restore\`,
\`psql\`). Run everything in the folder that holds these files. \`PGHOST\`, \`PGUSER\` and so on say which server is meant.

\`\`\`bash
set -euo pipefail
DATABASE=\${DATABASE:-${shellWord(suggestedName(database.name))}}   # the database to create and fill
${openFunction(manifest)}
\`\`\`

## 1. Is everything here and whole?

\`\`\`bash
sha256sum -c SHA256SUMS
\`\`\`
${globals(manifest)}
## ${hasGlobals(manifest) ? 3 : 2}. Create the database

\`\`\`bash
createdb ${createdbArguments(manifest).map(shellWord).join(' ')} -- "$DATABASE"
\`\`\`

Where the server lacks this locale, use one that it has: rows stay the same, sort order may not.
${manifest.roles.length > 0 ? `Roles that own things or have rights here: ${manifest.roles.map(code).join(', ')}. Where one of them is missing, create it first, or\nadd \`--no-owner --no-acl\` to each \`pg_restore\`.\n` : ''}${extensions(manifest)}
## ${hasGlobals(manifest) ? 4 : 3}. Restore

${schemasFirst(manifest)}\`\`\`bash
${restoreCommands(manifest).join('\n')}
psql --no-psqlrc --dbname="$DATABASE" --command=ANALYZE
\`\`\`
${settings(manifest)}
## ${hasGlobals(manifest) ? 5 : 4}. Compare

\`proof.json\` holds the row count of every table at the moment of the dump, and the settings of the database:

\`\`\`bash
${open(object(manifest, 'proof'))} > proof.json
\`\`\`
`;
}
/** Of rows that a restore changed or deleted, as they were before. */
function rowsGuide(manifest) {
    const { database, id, snapshot, encryption } = manifest;
    return `# Putting the rows of ${id} back by hand

Rows of the database ${code(database.name)} that a restore was about to change or delete, as they were at ${snapshot.time}.
The script puts back exactly these, in one transaction, and leaves all others alone.

You need \`sha256sum\`, \`zstd\`${encryption.kind === 'none' ? '' : ', `age`'} and \`psql\`. Run everything in the folder that holds these files.
\`PGHOST\`, \`PGUSER\` and so on say which server is meant.

\`\`\`bash
set -euo pipefail
DATABASE=\${DATABASE:-${shellWord(database.name)}}
${openFunction(manifest)}
sha256sum -c SHA256SUMS
${open(object(manifest, 'rows'))} | psql --no-psqlrc --dbname="$DATABASE" --file=-
\`\`\`
`;
}
const PIPE_TO_RESTORE = 'pg_restore --exit-on-error --dbname="$DATABASE"';
function restoreCommands(manifest) {
    // Where schemas were made before, the rest is listed.
    const list = schemasLast(manifest) ? '' : ' --use-list=rest.list';
    const whole = manifest.objects.find(({ kind }) => kind === 'database');
    if (whole)
        return [`${open(whole)} | ${PIPE_TO_RESTORE}${list}`];
    const schema = manifest.objects.find(({ kind }) => kind === 'schema');
    const data = manifest.objects.filter(({ kind }) => kind === 'data');
    const section = (object, name) => `${open(object)} | ${PIPE_TO_RESTORE} --section=${name}`;
    return [
        ...(schema
            ? [`${section(schema, 'pre-data')}${list}`]
            : ['# This backup holds rows only: create the tables first.']),
        ...data.map((object) => section(object, 'data')),
        ...(schema ? [section(schema, 'post-data')] : []),
    ];
}
/** One shell function that turns a stored object into what pg_dump wrote. */
function openFunction({ encryption }) {
    switch (encryption.kind) {
        case 'none':
            return 'open() { zstd --decompress --stdout "$1"; }';
        case 'age-passphrase':
            return 'open() { age --decrypt "$1" | zstd --decompress --stdout; }   # asks for the passphrase each time';
        case 'age-recipients':
            return `IDENTITY=\${IDENTITY:-key.txt}   # the file with the secret key, AGE-SECRET-KEY-…
open() { age --decrypt --identity "$IDENTITY" "$1" | zstd --decompress --stdout; }`;
    }
}
const open = ({ name }) => `open ${name}`;
function object(manifest, kind) {
    const found = manifest.objects.find((object) => object.kind === kind);
    if (!found)
        throw new Error(`The backup has no object of the kind ${kind}.`);
    return found;
}
const hasGlobals = (manifest) => manifest.objects.some(({ kind }) => kind === 'globals');
function globals(manifest) {
    if (!hasGlobals(manifest))
        return '';
    return `
## 2. Roles and tablespaces, on a new server

Shows the statements; run those that you need. Passwords are not in it.

\`\`\`bash
${open(object(manifest, 'globals'))}
\`\`\`
`;
}
function chosen({ selection, include }) {
    const parts = [
        ...(selection === 'whole' ? [] : [`**It holds ${CHOSEN[selection]}, not the whole database.**`]),
        ...(include === 'all' ? [] : [`**It holds the ${include} only.**`]),
    ];
    return parts.map((part) => `\n${part}\n`).join('');
}
const CHOSEN = {
    excluding: 'what was not left out',
    schemas: 'the schemas that were chosen, without extensions',
    tables: 'the tables that were chosen, and nothing that they depend on',
};
/**
 * Chosen schemas are made by their archive, also the one that every new database has; chosen tables find none. The extensions
 * that both may lean on are in neither, and need their schemas first.
 */
function schemasFirst(manifest) {
    if (manifest.include === 'data')
        return '';
    const creation = extensionsSql(manifest);
    switch (manifest.selection) {
        case 'whole':
        case 'excluding':
            return '';
        case 'schemas':
            return fenced([
                `psql --no-psqlrc --dbname="$DATABASE" --command='DROP SCHEMA IF EXISTS public'`,
                ...(schemasLast(manifest) ? [] : [schemasAlone(manifest), creation]),
            ].join('\n'));
        case 'tables':
            return fenced(`${open(object(manifest, 'proof'))} > proof.json
psql --no-psqlrc --dbname="$DATABASE" --set=ON_ERROR_STOP=1 <<'SQL'
\\set proof \`cat proof.json\`
SELECT format('CREATE SCHEMA IF NOT EXISTS %I', name) FROM json_array_elements_text(:'proof'::json -> 'schemas') AS name \\gexec
SQL${creation && `\n${creation}`}`);
    }
}
const schemasLast = (manifest) => manifest.selection !== 'schemas' || manifest.include === 'data' || neededExtensions(manifest).length === 0;
const SCHEMA_ENTRY = `'^[0-9]+; [0-9]+ [0-9]+ SCHEMA - '`;
function schemasAlone({ objects }) {
    const archive = objects.find(({ kind }) => kind === 'database' || kind === 'schema');
    if (!archive)
        throw new Error('The backup has no object with a schema.');
    return `pg_restore --list < <(${open(archive)}) > list
grep -E ${SCHEMA_ENTRY} list > schemas.list
grep -vE ${SCHEMA_ENTRY} list > rest.list
pg_restore --exit-on-error --use-list=schemas.list --dbname="$DATABASE" < <(${open(archive)})`;
}
function extensionsSql(manifest) {
    const statements = neededExtensions(manifest).flatMap(({ name, schema }) => [
        // The system's own schemas are there.
        ...(schema === undefined || schema.startsWith('pg_')
            ? []
            : [`CREATE SCHEMA IF NOT EXISTS ${sqlName(schema)};`]),
        `CREATE EXTENSION IF NOT EXISTS ${sqlName(name)}${schema === undefined ? '' : ` SCHEMA ${sqlName(schema)}`} CASCADE;`,
    ]);
    return statements.length === 0
        ? ''
        : `psql --no-psqlrc --dbname="$DATABASE" <<'SQL'   # what fails here may be something that nothing below needs
${statements.join('\n')}
SQL`;
}
const neededExtensions = ({ extensions }) => extensions.filter(({ name }) => name !== 'plpgsql');
const fenced = (commands) => `\`\`\`bash\n${commands}\n\`\`\`\n\n`;
/** Names that a shell, a connection string or the server's limit of 63 bytes would bend get a plain one. */
const suggestedName = (database) => /^\w[\w.-]{0,53}$/.test(database) ? `${database}_restored` : 'restored';
function extensions(manifest) {
    const needed = neededExtensions(manifest);
    if (needed.length === 0)
        return '';
    return `The server must have these extensions: ${needed.map(({ name, version }) => `${code(name)} ${version}`).join(', ')}.\n`;
}
/** Owner, settings and rights of the database itself are in no archive. */
function settings({ database }) {
    const limit = database.connectionLimit < 0 ? '' : `, its connection limit ${database.connectionLimit}`;
    const rights = database.grants.length === 0 ? '' : `, rights on it ${database.grants.map(code).join(', ')}`;
    const properties = `\nThe owner of the database was ${code(database.owner)}${limit}${rights}.\n`;
    if (database.settings.length === 0)
        return properties;
    const lines = database.settings.map(({ name, value }) => `ALTER DATABASE :"database" SET ${sqlName(name)} TO ${sqlValue(name, value)};`);
    return `
The database's own settings:

\`\`\`bash
psql --no-psqlrc --dbname="$DATABASE" --set=database="$DATABASE" --set=ON_ERROR_STOP=1 <<'SQL'
${lines.join('\n')}
SQL
\`\`\`
${properties}`;
}
/** Settings whose value is a list of names, each quoted already where it must be. */
const LISTS = new Set([
    'local_preload_libraries',
    'search_path',
    'session_preload_libraries',
    'shared_preload_libraries',
    'temp_tablespaces',
    'unix_socket_directories',
]);
const sqlValue = (name, value) => LISTS.has(name) && value !== '' ? value : sqlText(value);
const sqlText = (text) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`;
const sqlName = (name) => `"${name.replaceAll('"', '""')}"`;
function createdbArguments({ database, server }) {
    const base = ['--template=template0', `--encoding=${database.encoding}`];
    const libc = [`--lc-collate=${database.collate}`, `--lc-ctype=${database.ctype}`];
    if (database.localeProvider === 'libc' || server.major < 15)
        return [...base, ...libc];
    const flag = database.localeProvider === 'icu' ? 'icu-locale' : 'builtin-locale';
    return [
        ...base,
        ...libc,
        `--locale-provider=${database.localeProvider}`,
        `--${flag}=${database.locale ?? ''}`,
    ];
}
const shellWord = (text) => /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
/** A name that may hold anything, as Markdown code on one line. */
function code(text) {
    const line = text.replace(/\p{Cc}/gu, '\uFFFD');
    const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
    return fence.length > 1 ? `${fence} ${line} ${fence}` : `\`${line}\``;
}


/***/ }),

/***/ 72229:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.newestOf = newestOf;
exports.lackOfNewest = lackOfNewest;
const commit_ts_1 = __webpack_require__(70749);
const health_ts_1 = __webpack_require__(34982);
/** The newest of a name over all destinations. */
function newestOf(alike) {
    const all = alike.flatMap(({ storage, looks }) => {
        const whole = looks.find(health_ts_1.isWhole);
        return whole ? [{ id: whole.backup.id, where: storage.label }] : [];
    });
    return all.sort((a, b) => (a.id < b.id ? 1 : -1))[0];
}
/** Says so where a destination does not hold the newest backup. */
async function lackOfNewest({ storage, inventory: { name, backups } }, newest, signal) {
    // Where there is none at all, that is told already.
    const [here] = backups;
    if (!newest || !here || backups.some(({ id }) => id === newest.id))
        return undefined;
    // It may have come while the others were looked at.
    if (await (0, commit_ts_1.isCommitted)(storage, name, newest.id, signal))
        return undefined;
    return {
        kind: 'copies',
        destination: storage.label,
        name,
        what: `The newest backup, ${newest.id}, lies in ${newest.where} and not here; the newest here is ${here.id}.`,
        next: `Run \`copy\` with \`from: ${newest.where}\` and \`backup: ${newest.id}\`, and see why it was not stored here.`,
    };
}


/***/ }),

/***/ 99238:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const abreast_ts_1 = __webpack_require__(29852);
const breaches_ts_1 = __webpack_require__(53341);
const catalog_ts_1 = __webpack_require__(84153);
const health_ts_1 = __webpack_require__(34982);
const kept_ts_1 = __webpack_require__(99904);
const same_newest_ts_1 = __webpack_require__(72229);
const errors_ts_1 = __webpack_require__(83916);
const check_ts_1 = __webpack_require__(89070);
const open_ts_1 = __webpack_require__(69633);
/** Looks whether all is well with the backups, by what the stores tell alone: no key, no database. */
async function run(host, options) {
    const report = await look(host, options);
    await (0, check_ts_1.reportCheck)(host, options, report);
    return report.breaches.length > 0 ? 'fail' : 'pass';
}
async function look(host, options) {
    const now = new Date();
    const breaches = [];
    const places = [];
    for (const destination of options.destinations) {
        const place = await orSilence(host, breaches, { destination: destination.label }, () => openPlace(host, destination));
        if (place)
            places.push(place);
    }
    const all = [...new Set(places.flatMap(({ names }) => names))].sort();
    const names = options.name === undefined ? all : [options.name];
    const healths = [];
    for (const { storage } of places) {
        const found = await host.group(`Looking at ${storage.label}`, () => (0, abreast_ts_1.abreast)(names, NAMES_AT_ONCE, (name) => {
            const scheduled = (0, kept_ts_1.withoutKept)([...all, name]).includes(name);
            const asked = { scheduled, expected: options, now, signal: host.signal };
            return orSilence(host, breaches, { destination: storage.label, name }, () => (0, health_ts_1.examine)(storage, name, asked));
        }));
        healths.push(...found.flatMap((one) => one ?? []));
    }
    const byName = Map.groupBy(healths, ({ inventory }) => inventory.name);
    const ours = names.filter((name) => name === options.name || byName.get(name)?.some(isOurs));
    const seen = healths.filter((one) => ours.includes(one.inventory.name) && (one.scheduled || isOurs(one)));
    if (ours.length === 0)
        breaches.push(...places.filter(({ storage }) => !isSilent(storage, breaches)).map(empty));
    breaches.push(...seen.flatMap((one) => (0, breaches_ts_1.breachesOf)(one, { expected: options, now })));
    for (const name of ours) {
        const alike = seen.filter(({ scheduled, inventory }) => scheduled && inventory.name === name);
        const newest = (0, same_newest_ts_1.newestOf)(alike);
        for (const health of alike) {
            const where = { destination: health.storage.label, name };
            const lack = await orSilence(host, breaches, where, () => (0, same_newest_ts_1.lackOfNewest)(health, newest, host.signal));
            if (lack)
                breaches.push(lack);
        }
    }
    return { now, healths: seen, breaches };
}
const NAMES_AT_ONCE = 4;
async function openPlace(host, destination) {
    const context = { env: host.env, log: (line) => host.info(line), signal: host.signal };
    const storage = await (0, open_ts_1.openStorage)(destination, context);
    return { storage, names: await (0, catalog_ts_1.listNames)(storage, host.signal) };
}
/** What cannot be asked is not well, and the others are looked at all the same. */
async function orSilence(host, breaches, where, work) {
    try {
        return await work();
    }
    catch (error) {
        host.signal.throwIfAborted();
        if (!(error instanceof errors_ts_1.UserError))
            throw error;
        host.debug(error.message);
        const { why, next } = error.story;
        breaches.push({
            kind: 'silent',
            ...where,
            what: `It could not be asked: ${[(0, errors_ts_1.firstLine)(error), why].filter(Boolean).join(' ')}`,
            next: next ?? 'See whether the store can be reached and what it says.',
        });
        return undefined;
    }
}
const isSilent = ({ label }, breaches) => breaches.some(({ kind, destination }) => kind === 'silent' && destination === label);
/** Other programs may have folders beside ours. */
const isOurs = ({ inventory: { backups, records, folders } }) => backups.length + records.length + folders.size > 0;
const empty = ({ storage }) => ({
    kind: 'empty',
    destination: storage.label,
    what: 'There is no backup of anything.',
    next: 'Check the destination, make a backup with `backup`, or bring those of another destination with `copy`.',
});


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

/***/ 89070:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.lineOf = void 0;
exports.reportCheck = reportCheck;
exports.checkJson = checkJson;
const breaches_ts_1 = __webpack_require__(53341);
const health_ts_1 = __webpack_require__(34982);
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const columns_ts_1 = __webpack_require__(11197);
const list_ts_1 = __webpack_require__(99000);
const markdown_ts_1 = __webpack_require__(54285);
/** Tells how all is: a table or JSON as the answer, a line a breach, outputs and the job's summary. */
async function reportCheck(host, options, report) {
    const { healths, breaches } = report;
    for (const [name, value] of Object.entries(outputsOf(report)))
        host.output(name, value);
    if (options.json)
        host.print(JSON.stringify(checkJson(report, options), undefined, 2));
    else if (healths.length > 0)
        host.print((0, columns_ts_1.columns)([HEAD, ...rowsOf(report, options)], NUMBERS));
    for (const one of breaches)
        host.error((0, exports.lineOf)(one));
    if (breaches.length === 0)
        host.info('All is well.');
    await host.summary(`${checkSummary(report, options)}\n`);
}
const outputsOf = ({ breaches }) => ({
    breaches: String(breaches.length),
});
/** One breach on one line: where, what, and what to do. */
const lineOf = ({ destination, name, what, next }) => `${name === undefined ? destination : `${destination}, ${name}`}: ${what} ${next}`.replaceAll(/\s*\n\s*/g, ' ');
exports.lineOf = lineOf;
const HEAD = [
    'Destination',
    'Name',
    'Newest',
    'Age',
    'Drill',
    'Size',
    'Rows',
    'Backups',
    'In all',
    'Breaches',
];
const NUMBERS = new Set([5, 6, 7, 8, 9]);
function rowsOf({ healths, breaches, now }, expected) {
    return healths.map((health) => {
        const { storage, inventory, scheduled, drill } = health;
        const [newest] = inventory.backups;
        const totals = health.looks.find(health_ts_1.isWhole)?.manifest.totals;
        const state = (0, breaches_ts_1.drillState)(health, { expected, now });
        return [
            storage.label,
            inventory.name,
            newest?.id ?? 'none',
            newest ? (0, list_ts_1.age)(newest.startedAt, now) : '',
            scheduled ? `${state}${drill ? `, ${(0, list_ts_1.age)(drill.time, now)} ago` : ''}` : '',
            totals ? (0, measure_ts_1.formatBytes)(totals.storedBytes) : '',
            totals?.rows?.toLocaleString('en') ?? '',
            inventory.backups.length.toLocaleString('en'),
            (0, measure_ts_1.formatBytes)(bytesOf(health)),
            String(breaches.filter((one) => isAbout(one, health)).length),
        ];
    });
}
const isAbout = ({ destination, name }, { storage, inventory }) => destination === storage.label && name === inventory.name;
const bytesOf = ({ inventory }) => [...inventory.folders.values()].reduce((sum, { bytes }) => sum + bytes, 0);
const DAY_MS = 24 * 3_600_000;
/** How old backups of a period are at most, in days; each backup counts once. */
const PERIODS = { day: 1, week: 7, month: 30, year: 365, older: Number.POSITIVE_INFINITY };
/** How many backups of each period are there, and how many bytes they take. */
function periodsOf({ inventory }, now) {
    let youngest = Number.NEGATIVE_INFINITY;
    return Object.fromEntries(Object.entries(PERIODS).map(([period, days]) => {
        const from = youngest;
        youngest = days;
        const those = inventory.backups.filter(({ startedAt }) => {
            const old = (now.getTime() - startedAt.getTime()) / DAY_MS;
            return old > from && old <= days;
        });
        const bytes = those.reduce((sum, { id }) => sum + (inventory.folders.get(id)?.bytes ?? 0), 0);
        return [period, { backups: those.length, bytes }];
    }));
}
/** All that was seen, as JSON. */
function checkJson({ now, healths, breaches }, expected) {
    return {
        verdict: breaches.length === 0 ? 'pass' : 'fail',
        checkedAt: now.toISOString(),
        breaches: breaches.map(({ kind, destination, name, what, next }) => ({
            ...{ kind, destination, name: name ?? null, what, next },
        })),
        places: healths.map((health) => {
            const { storage, inventory, scheduled, drill, looks, overdue, debris } = health;
            const [newest] = inventory.backups;
            const whole = looks.filter(health_ts_1.isWhole);
            const usual = (0, breaches_ts_1.usualOf)(whole);
            return {
                destination: storage.label,
                name: inventory.name,
                scheduled,
                newest: newest ? { id: newest.id, startedAt: newest.startedAt.toISOString() } : null,
                newestWhole: whole[0] ? { id: whole[0].manifest.id, ...whole[0].manifest.totals } : null,
                usual: usual ?? null,
                drill: {
                    state: (0, breaches_ts_1.drillState)(health, { expected, now }),
                    backup: drill?.id ?? null,
                    time: drill?.time.toISOString() ?? null,
                },
                backups: inventory.backups.length,
                storedBytes: bytesOf(health),
                periods: periodsOf(health, now),
                overdue: overdue.map(({ id }) => id),
                debris: debris.map(({ id, why, folder: { objects, bytes } }) => ({ id, why, objects, bytes })),
            };
        }),
    };
}
/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100;
function checkSummary(report, expected) {
    const { healths, breaches, now } = report;
    const heading = breaches.length === 0
        ? '✅ All is well with the backups'
        : `❌ ${(0, backup_ts_1.count)(breaches.length, 'thing')} about the backups ${breaches.length === 1 ? 'is' : 'are'} not well`;
    const names = Object.keys(PERIODS);
    return [
        `## ${heading}`,
        ...(breaches.length > 0
            ? [
                breaches
                    .slice(0, SHOWN)
                    .map((one) => `- ${(0, markdown_ts_1.cell)((0, exports.lineOf)(one))}`)
                    .join('\n'),
            ]
            : []),
        ...(healths.length > 0
            ? [
                (0, markdown_ts_1.table)(HEAD, rowsOf(report, expected).slice(0, SHOWN)),
                '### Backups of each period, and their bytes',
                (0, markdown_ts_1.table)(['Destination', 'Name', 'Up to a day', 'A week', '30 days', '365 days', 'Older'], healths.slice(0, SHOWN).map((health) => {
                    const periods = periodsOf(health, now);
                    const told = names.map((one) => {
                        const { backups = 0, bytes = 0 } = periods[one] ?? {};
                        return backups === 0 ? '' : `${backups} (${(0, measure_ts_1.formatBytes)(bytes)})`;
                    });
                    return [health.storage.label, health.inventory.name, ...told];
                })),
            ]
            : []),
    ].join('\n\n');
}


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


/***/ })

};
