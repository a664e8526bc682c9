export const id = 2106;
export const ids = [2106];
export const modules = {

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

/***/ 28817:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.survey = survey;
exports.prune = prune;
const abreast_ts_1 = __webpack_require__(29852);
const catalog_ts_1 = __webpack_require__(84153);
const debris_ts_1 = __webpack_require__(47075);
const inventory_ts_1 = __webpack_require__(78934);
const kept_ts_1 = __webpack_require__(99904);
const layout_ts_1 = __webpack_require__(72630);
const prune_plan_ts_1 = __webpack_require__(6876);
const pruned_ts_1 = __webpack_require__(25744);
const removal_ts_1 = __webpack_require__(77038);
const whole_ts_1 = __webpack_require__(73445);
/** Looks at everything under a name and decides what goes; changes nothing. */
async function survey(storage, name, { retention, now, signal, }) {
    const inventory = await (0, inventory_ts_1.takeInventory)(storage, name, signal);
    const freshest = retention.rpo === undefined ? undefined : await freshestOf(storage, inventory, signal);
    const plan = (0, prune_plan_ts_1.planPrune)(inventory.backups, { retention, now, freshest });
    const doubt = await doubtAbout(storage, plan, signal);
    const whole = { storage, inventory, plan: doubt ? { ...plan, refusal: doubt } : plan };
    if (whole.plan.refusal || retention.policy.length === 0)
        return { ...whole, debris: [], records: [], unfinishedBefore: undefined };
    return {
        ...whole,
        debris: (0, debris_ts_1.debrisOf)(inventory, now),
        records: (0, debris_ts_1.expiredRecords)(inventory, retention.keepRecords),
        unfinishedBefore: (0, debris_ts_1.sweptBefore)(inventory, now),
    };
}
/** What a restore keeps is made when it needs it: what shows that all is well are the backups of that database. */
async function freshestOf(storage, { name, backups }, signal) {
    const regular = (0, kept_ts_1.backedUpName)(name);
    const [alive] = regular === name ? [] : await (0, catalog_ts_1.listBackups)(storage, regular, signal);
    return (alive ?? backups[0])?.startedAt;
}
/** Nothing goes for the sake of a backup that is not whole itself. */
async function doubtAbout(storage, plan, signal) {
    if ((0, prune_plan_ts_1.goingOf)(plan).length === 0)
        return undefined;
    const verified = plan.decisions.find(({ keptBy }) => keptBy.includes('the newest verified'));
    for (const decision of new Set([plan.decisions[0], verified])) {
        const damage = decision && (await (0, whole_ts_1.damageOf)(storage, decision.backup, signal));
        if (!damage)
            continue;
        return {
            what: `The backup that is to stay, ${decision.backup.id}, is not whole, so nothing is removed.`,
            why: damage.story.what,
            next: `Make a new backup; then remove the manifest of this one (${decision.backup.key}) by hand.`,
        };
    }
    return undefined;
}
/** Does what was decided. */
async function prune({ storage, inventory, plan, debris, records, unfinishedBefore: begunBefore }, { rules, signal }) {
    const { name } = inventory;
    const noted = new Set(inventory.records.filter(({ verb }) => verb === pruned_ts_1.PRUNED).map(({ id }) => id));
    const going = Map.groupBy((0, prune_plan_ts_1.goingOf)(plan), ({ id }) => id);
    const fates = await (0, abreast_ts_1.abreast)([...going], BACKUPS_AT_ONCE, ([id, backups]) => {
        const note = async () => {
            const [backup] = backups;
            if (backup && !noted.has(id))
                await (0, pruned_ts_1.notePruned)(storage, backup, { rules, signal });
        };
        return (0, removal_ts_1.removeBackup)(storage, { name, id, manifests: backups.map(({ key }) => key) }, { note, signal });
    });
    const swept = await (0, abreast_ts_1.abreast)(debris, BACKUPS_AT_ONCE, (one) => (0, removal_ts_1.attempt)(signal, async () => (0, removal_ts_1.removeUnlocked)(storage, await (0, debris_ts_1.debrisIn)(storage, name, one, signal), signal)));
    const expired = await (0, removal_ts_1.removeUnlocked)(storage, records.map(({ key }) => key), signal);
    const unfinished = await (0, removal_ts_1.attempt)(signal, async () => ({
        ...removal_ts_1.NOTHING,
        count: begunBefore ? await storage.abandon((0, layout_ts_1.layout)(name).all, { signal, begunBefore }) : 0,
    }));
    return { fates, debris: (0, removal_ts_1.together)(swept), records: expired, unfinished };
}
const BACKUPS_AT_ONCE = 4;


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

/***/ 91655:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.earlyFee = earlyFee;
/** For how many days a tier is billed at least, whatever is removed before. */
const LEAST_DAYS = {
    STANDARD_IA: 30,
    ONEZONE_IA: 30,
    GLACIER_IR: 90,
    GLACIER: 90,
    DEEP_ARCHIVE: 180,
    Cool: 30,
    Cold: 90,
    Archive: 180,
};
const DAY_MS = 24 * 3_600_000;
/** The fee that removing a backup now brings with it, in words; nothing where there is none. */
function earlyFee({ tiers }, now) {
    for (const [tier, stored] of tiers) {
        const days = Math.floor((now.getTime() - stored.getTime()) / DAY_MS);
        const least = LEAST_DAYS[tier];
        if (least !== undefined && days < least)
            return `an early-deletion fee is due: ${tier} is billed for ${least} days, and this lay there for ${days}`;
    }
    return undefined;
}


/***/ }),

/***/ 54572:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.endingOf = exports.pruneName = void 0;
const pruning_ts_1 = __webpack_require__(28817);
const errors_ts_1 = __webpack_require__(83916);
const prune_ts_1 = __webpack_require__(31294);
/** Prunes one name in one destination; whatever lies under another name there is not looked at. */
const pruneName = (host, storage, name, { retention, show, dryRun }) => host.group(`Pruning ${name} in ${storage.label}`, async () => {
    const { signal } = host;
    const now = new Date();
    const prunable = await (0, pruning_ts_1.survey)(storage, name, { retention, now, signal });
    const planned = { prunable, now };
    show?.(planned);
    for (const line of (0, prune_ts_1.planLines)(planned))
        host.info(line);
    const { refusal } = prunable.plan;
    if (refusal)
        host.error(`${(0, prune_ts_1.titleOf)(prunable)}: ${new errors_ts_1.UserError(refusal).message}`);
    const rules = retention.policy.map(({ text }) => text).join(' ');
    const idle = dryRun || refusal !== undefined || rules === '';
    const report = idle ? planned : { ...planned, pruned: await (0, pruning_ts_1.prune)(prunable, { rules, signal }) };
    (0, prune_ts_1.tellPruned)(host, report);
    await host.summary(`${(0, prune_ts_1.pruneSummary)(report)}\n`);
    return report;
});
exports.pruneName = pruneName;
/** Red as soon as something that was due was not done; what a lock keeps is not due yet. */
const endingOf = (report) => report.prunable.plan.refusal || (0, prune_ts_1.troublesOf)(report).length > 0 ? 'fail' : 'pass';
exports.endingOf = endingOf;


/***/ }),

/***/ 60294:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const catalog_ts_1 = __webpack_require__(84153);
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const prune_ts_1 = __webpack_require__(31294);
const open_ts_1 = __webpack_require__(69633);
const prune_name_ts_1 = __webpack_require__(54572);
/** Removes the backups that no rule keeps, each name in each destination by itself. */
async function run(host, options) {
    const context = { env: host.env, log: (line) => host.info(line), signal: host.signal };
    if (options.policy.length === 0)
        host.warn('`keep` holds no rule, so everything stays. Set it to such as `last=3 daily=30d monthly=12mo`.');
    const reports = [];
    let failed = false;
    for (const destination of options.destinations) {
        try {
            const storage = await (0, open_ts_1.openStorage)(destination, context);
            for (const name of await namesIn(storage, options.name, host.signal)) {
                try {
                    reports.push(await pruneOne(host, storage, name, options));
                }
                catch (error) {
                    host.signal.throwIfAborted();
                    host.error(`${storage.label}, ${name}: pruning failed.\n${(0, errors_ts_1.asError)(error).message}`);
                    failed = true;
                }
            }
        }
        catch (error) {
            host.signal.throwIfAborted();
            host.error(`${destination.label} could not be pruned.\n${(0, errors_ts_1.asError)(error).message}`);
            failed = true;
        }
    }
    host.output('pruned', String(reports.reduce((sum, report) => sum + (0, prune_ts_1.goneOf)(report), 0)));
    if (options.json)
        host.print(JSON.stringify(reports.map(prune_ts_1.pruneJson), undefined, 2));
    return failed || reports.some((report) => (0, prune_name_ts_1.endingOf)(report) !== 'pass') ? 'fail' : 'pass';
}
function pruneOne(host, storage, name, options) {
    const show = (report) => {
        if (!options.json)
            host.print((0, prune_ts_1.planTable)(report));
    };
    return (0, prune_name_ts_1.pruneName)(host, storage, name, { retention: options, show, dryRun: options.dryRun });
}
async function namesIn(storage, name, signal) {
    const names = await (0, catalog_ts_1.listNames)(storage, signal);
    if (name === undefined)
        return names;
    if (names.includes(name))
        return [name];
    // Who mistypes a name would go on without pruning for years.
    throw new errors_ts_1.UserError({
        what: `There is nothing under the name ${(0, quoted_ts_1.quoted)(name)} in ${storage.label}.`,
        next: (0, nearest_ts_1.didYouMean)(name, names) ?? '`list` shows what is there.',
    });
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

/***/ 31294:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.troublesOf = exports.goneOf = exports.titleOf = void 0;
exports.planTable = planTable;
exports.planLines = planLines;
exports.tellPruned = tellPruned;
exports.pruneJson = pruneJson;
exports.pruneSummary = pruneSummary;
const tiers_ts_1 = __webpack_require__(91655);
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const columns_ts_1 = __webpack_require__(11197);
const list_ts_1 = __webpack_require__(99000);
const markdown_ts_1 = __webpack_require__(54285);
/** Every backup, and why it stays or goes. */
function planTable({ prunable, now }) {
    const rows = prunable.plan.decisions.map((decision) => {
        const { id, label, startedAt } = decision.backup;
        return [
            id,
            label ?? '',
            (0, list_ts_1.age)(startedAt, now),
            (0, list_ts_1.verified)(decision.backup, now),
            lotOf(prunable, decision),
            whyOf(prunable, decision, now),
        ];
    });
    const head = ['Backup', 'Label', 'Age', 'Verified', 'What', 'Why'];
    return `${(0, exports.titleOf)(prunable)}\n${(0, columns_ts_1.columns)([head, ...rows])}`;
}
/** `offsite, shop: of 12 backups, 9 stay and 3 go.` and what else is to be swept. */
function planLines({ prunable, now }) {
    const { plan, debris, records } = prunable;
    const lots = plan.decisions.map((decision) => lotOf(prunable, decision));
    const numberOf = (wanted) => lots.filter((lot) => lot === wanted).length;
    const goes = plan.refusal ? `${numberOf('would go')} would go` : `${numberOf('goes')} go`;
    return [
        `${(0, exports.titleOf)(prunable)}: of ${(0, backup_ts_1.count)(lots.length, 'backup')}, ${numberOf('stays')} stay and ${goes}.`,
        ...debris.map((one) => debrisLine(one, now)),
        ...(records.length > 0 ? [`${(0, backup_ts_1.count)(records.length, 'record')} have been kept for long enough.`] : []),
    ];
}
/** Where it is, and under which name. */
const titleOf = ({ storage, inventory }) => `${storage.label}, ${inventory.name}`;
exports.titleOf = titleOf;
const debrisLine = ({ id, folder, why }, now) => `${(0, backup_ts_1.count)(folder.objects, 'object')} of ${id} (${(0, measure_ts_1.formatBytes)(folder.bytes)}) are debris: ${why}${feeOf(folder, now)}.`;
function lotOf({ plan }, { keptBy }) {
    if (keptBy.length > 0)
        return 'stays';
    return plan.refusal ? 'would go' : 'goes';
}
function whyOf({ inventory }, { backup, keptBy }, now) {
    if (keptBy.length > 0)
        return keptBy.join(', ');
    const folder = inventory.folders.get(backup.id);
    return `no rule keeps it${folder ? feeOf(folder, now) : ''}`;
}
function feeOf(folder, now) {
    const fee = (0, tiers_ts_1.earlyFee)(folder, now);
    return fee === undefined ? '' : `; ${fee}`;
}
/** How many backups are gone. */
const goneOf = ({ pruned }) => pruned?.fates.filter(({ gone }) => gone).length ?? 0;
exports.goneOf = goneOf;
/** All that went wrong, one by one. */
const troublesOf = ({ pruned }) => partsOf(pruned).flatMap(({ troubles }) => troubles);
exports.troublesOf = troublesOf;
const partsOf = (pruned) => pruned ? [...pruned.fates, pruned.debris, pruned.records, pruned.unfinished] : [];
/** Tells what was done, line by line. */
function tellPruned(host, report) {
    const { prunable, pruned } = report;
    if (!pruned)
        return;
    const title = (0, exports.titleOf)(prunable);
    for (const { id, gone, locked } of pruned.fates) {
        const [lock] = locked;
        if (gone)
            host.info(`${title}: removed ${id}.`);
        else if (lock)
            host.warn(`${title}: ${id} stays, since ${lock.key} is kept by ${lock.by}; a later run removes it.`);
    }
    const leftovers = [...pruned.fates.filter(({ gone }) => gone), pruned.debris, pruned.records];
    for (const { key, by } of leftovers.flatMap(({ locked }) => locked))
        host.warn(`${title}: ${key} was skipped: it is kept by ${by}.`);
    for (const trouble of (0, exports.troublesOf)(report))
        host.error(trouble.message);
    const { debris, records, unfinished } = pruned;
    host.info(`${title}: ${(0, backup_ts_1.count)((0, exports.goneOf)(report), 'backup')}, ${(0, backup_ts_1.count)(debris.count, 'object')} of debris, ${(0, backup_ts_1.count)(records.count, 'old record')} and ${(0, backup_ts_1.count)(unfinished.count, 'unfinished upload')} removed.`);
}
/** What was decided and done, as JSON. */
function pruneJson(report) {
    const { prunable, pruned, now } = report;
    const { storage, inventory, plan, debris, records } = prunable;
    return {
        destination: storage.label,
        name: inventory.name,
        refused: plan.refusal?.what ?? null,
        backups: plan.decisions.map((decision) => ({
            id: decision.backup.id,
            label: decision.backup.label ?? null,
            startedAt: decision.backup.startedAt.toISOString(),
            bytes: inventory.folders.get(decision.backup.id)?.bytes ?? 0,
            decision: lotOf(prunable, decision),
            why: whyOf(prunable, decision, now),
        })),
        debris: debris.map(({ id, why, folder: { objects, bytes } }) => ({ id, why, objects, bytes })),
        expiredRecords: records.length,
        done: pruned
            ? {
                removed: pruned.fates.filter(({ gone }) => gone).map(({ id }) => id),
                debris: pruned.debris.count,
                records: pruned.records.count,
                unfinishedUploads: pruned.unfinished.count,
                locked: partsOf(pruned).flatMap(({ locked }) => locked),
                troubles: (0, exports.troublesOf)(report).map(({ message }) => message),
            }
            : null,
    };
}
/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100;
/** What was decided and done, for the job's summary. */
function pruneSummary(report) {
    const { prunable, pruned, now } = report;
    const { refusal, decisions } = prunable.plan;
    const going = decisions.filter(({ keptBy }) => keptBy.length === 0);
    const troubles = (0, exports.troublesOf)(report);
    const good = !refusal && troubles.length === 0;
    return [
        `## ${good ? '✅' : '❌'} ${pruned ? 'Pruned' : 'To be pruned'}: ${(0, markdown_ts_1.cell)((0, exports.titleOf)(prunable))}`,
        planLines(report).map(markdown_ts_1.cell).join('  \n'),
        ...(refusal ? [(0, markdown_ts_1.cell)(refusal.what)] : []),
        ...(pruned ? [`${(0, backup_ts_1.count)((0, exports.goneOf)(report), 'backup')} removed.`] : []),
        ...troubles.slice(0, SHOWN).map(({ message }) => `- ${(0, markdown_ts_1.cell)(message)}`),
        ...(going.length > 0
            ? [
                (0, markdown_ts_1.table)(['Backup', 'Label', 'What', 'Why'], going
                    .slice(0, SHOWN)
                    .map((one) => [
                    one.backup.id,
                    one.backup.label ?? '',
                    lotOf(prunable, one),
                    whyOf(prunable, one, now),
                ])),
            ]
            : []),
        ...(going.length > SHOWN ? [`${going.length - SHOWN} more are in the log.`] : []),
    ].join('\n\n');
}


/***/ })

};
