export const id = 4694;
export const ids = [4694];
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

/***/ 74694:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.forget = exports.remember = exports.UNFINISHED = void 0;
exports.unfinishedIsUndone = unfinishedIsUndone;
exports.clearUncommitted = clearUncommitted;
exports.readUnfinished = readUnfinished;
const errors_ts_1 = __webpack_require__(83916);
const version_ts_1 = __webpack_require__(92938);
const commit_ts_1 = __webpack_require__(70749);
const layout_ts_1 = __webpack_require__(72630);
const record_ts_1 = __webpack_require__(58029);
/** Under this name a run tells its clean-up which backup it has begun and not brought to an end. */
exports.UNFINISHED = 'unfinished-backup';
/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000;
const PATIENCE_MS = 60_000;
/** Does the work of a backup; what it stored at a destination without committing it there is taken back. */
async function unfinishedIsUndone(host, draft, work) {
    (0, exports.remember)(host, draft);
    let failure;
    try {
        return await work();
    }
    catch (error) {
        failure = (0, errors_ts_1.asError)(error);
        throw error;
    }
    finally {
        const losers = draft.copies.filter(({ trouble }) => failure ?? trouble);
        const undone = await Promise.all(losers.map((copy) => undo(host, draft, copy, failure)));
        // What could not be taken back now, the clean-up after this step tries again.
        if (undone.every(Boolean))
            (0, exports.forget)(host);
    }
}
/** Until it is forgotten, a clean-up takes away what lies of this backup where it was not committed. */
const remember = (host, { id, name }) => host.remember(exports.UNFINISHED, JSON.stringify({ id, name }));
exports.remember = remember;
/** From now on the backup may exist, and nothing of it is taken back. */
const forget = (host) => host.remember(exports.UNFINISHED, '');
exports.forget = forget;
/** Whether nothing is left to be taken back. */
async function undo(host, draft, copy, failure) {
    const { storage } = copy;
    const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    let undone = true;
    try {
        if (!copy.manifestSent)
            await clearUncommitted(storage, draft, signal);
    }
    catch (error) {
        undone = false;
        host.warn(`${storage.label}: what this run stored could not be taken back: ${(0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error))}`);
    }
    await leaveRecord(host, draft, copy, failure, signal).catch((error) => {
        // Whatever made the run fail may make this fail too, and it is the first that matters.
        host.debug(`${storage.label}: no record of this run could be left: ${(0, errors_ts_1.asError)(error).message}`);
    });
    return undone;
}
async function leaveRecord(host, draft, { storage, trouble }, failure, signal) {
    const now = new Date();
    const outcome = host.signal.aborted && host.signal.reason instanceof errors_ts_1.Cancelled ? 'cancelled' : 'fail';
    const reason = trouble ?? failure;
    await (0, record_ts_1.writeRecord)(storage, {
        format: 1,
        id: draft.id,
        name: draft.name,
        verb: 'backup',
        outcome,
        time: now.toISOString(),
        tool: version_ts_1.VERSION,
        durationSeconds: (now.getTime() - draft.startedAt.getTime()) / 1000,
        ...(reason && { message: host.redact(withoutNames(reason)) }),
    }, signal);
}
/** Records lie in clear beside encrypted data: only what happened is told, and no table's name with it. */
function withoutNames(error) {
    const what = error instanceof errors_ts_1.UserError ? error.story.what : (0, errors_ts_1.firstLine)(error);
    return what.replace(/"(?:[^"]|"")*"(?:\."(?:[^"]|"")*")+/g, '"…"');
}
/** A manifest whose storing was not answered may be there all the same, and then the backup is whole. */
async function clearUncommitted(storage, { name, id }, signal) {
    if (!(await (0, commit_ts_1.isCommitted)(storage, name, id, signal)))
        await (0, commit_ts_1.clearAway)(storage, name, id, signal);
}
/** What a run remembered of a backup that it had not brought to an end. */
function readUnfinished(state) {
    if (!state)
        return undefined;
    const { id, name } = JSON.parse(state);
    return typeof id === 'string' && (0, layout_ts_1.isBackupId)(id) && typeof name === 'string' ? { id, name } : undefined;
}


/***/ })

};
