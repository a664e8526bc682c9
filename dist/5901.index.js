export const id = 5901;
export const ids = [5901];
export const modules = {

/***/ 70749:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.commit = commit;
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
    const guide = Buffer.from((0, restore_guide_ts_1.restoreGuide)(manifest));
    const sums = Buffer.from(checksums(manifest.objects, guide));
    const manifestKey = keys.manifest(manifest.id, manifest.label);
    const text = (0, manifest_ts_1.writeManifest)(manifest);
    const extras = { 'RESTORE.md': guide, SHA256SUMS: sums };
    const complete = async ({ storage }) => {
        for (const [file, bytes] of Object.entries(extras)) {
            await storage.put(keys.object(manifest.id, file), bytes, { signal });
        }
        const sizes = Object.entries(extras).map(([name, { length }]) => ({ name, bytes: length }));
        await readBack(storage, manifest, [...manifest.objects, ...sizes], signal);
    };
    await (0, copies_ts_1.atEach)(copies, complete, signal);
    onPointOfNoReturn();
    // A cancel comes too late now: a request that is cut off may have been heard all the same.
    const patience = AbortSignal.timeout(manifestPatienceMs);
    await (0, copies_ts_1.atEach)(copies, async (copy) => {
        copy.manifestSent = true;
        await putManifest(copy, manifestKey, text, patience);
    });
    return manifestKey;
}
const MANIFEST_PATIENCE_MS = 2 * 60_000;
/** In the form that `sha256sum -c` reads. */
function checksums(objects, guide) {
    const lines = objects.map(({ name, sha256 }) => `${sha256}  ${name}`);
    return `${[...lines, `${(0, node_crypto_1.createHash)('sha256').update(guide).digest('hex')}  RESTORE.md`].join('\n')}\n`;
}
/** What the store lists must be what was sent: uploads were confirmed one by one, and must still be there. */
async function readBack(storage, manifest, files, signal) {
    const keys = (0, layout_ts_1.layout)(manifest.name);
    for (const { name, bytes } of files) {
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


/***/ })

};
