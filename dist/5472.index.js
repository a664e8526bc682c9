export const id = 5472;
export const ids = [5472];
export const modules = {

/***/ 98221:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.newDraft = newDraft;
exports.checkEncryption = checkEncryption;
exports.describeEncryption = describeEncryption;
exports.encryptionLike = encryptionLike;
const age_keys_ts_1 = __webpack_require__(49640);
const layout_ts_1 = __webpack_require__(72630);
function newDraft(about) {
    const { name, label, startedAt, copies, encryption, compressionLevel, signal } = about;
    const id = (0, layout_ts_1.newBackupId)(startedAt);
    const how = { folder: (0, layout_ts_1.layout)(name).data(id), copies, encryption, compressionLevel, signal };
    return { id, name, label, startedAt, copies, how };
}
/** Refuses keys that cannot be encrypted to, before anything is begun. */
function checkEncryption(encryption) {
    if (encryption?.kind === 'recipients')
        (0, age_keys_ts_1.checkRecipients)(encryption.recipients);
}
/** How the manifest tells what a reader needs to open the objects. */
function describeEncryption(encryption) {
    if (encryption === undefined)
        return { kind: 'none' };
    return encryption.kind === 'recipients'
        ? { kind: 'age-recipients', recipients: [...encryption.recipients] }
        : { kind: 'age-passphrase' };
}
/** Encryption for whoever can read a backup that was encrypted so. */
function encryptionLike(encryption, passphrase) {
    if (encryption.kind === 'age-recipients')
        return { kind: 'recipients', recipients: encryption.recipients };
    if (encryption.kind === 'none' || passphrase === undefined)
        return undefined;
    return { kind: 'passphrase', passphrase };
}


/***/ }),

/***/ 66055:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.storeBytes = void 0;
exports.storeStream = storeStream;
const node_stream_1 = __webpack_require__(57075);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const age_ts_1 = __webpack_require__(1327);
const digest_ts_1 = __webpack_require__(78134);
const gate_ts_1 = __webpack_require__(67481);
const tee_ts_1 = __webpack_require__(58978);
const zstd_ts_1 = __webpack_require__(95709);
const copies_ts_1 = __webpack_require__(43713);
/** Sends one stream, compressed and encrypted, to every destination at once. */
async function storeStream(source, request) {
    const { copies, signal, encryption } = request;
    const name = `${request.name}.zst${encryption ? '.age' : ''}`;
    const plain = new digest_ts_1.Digest();
    const stored = new digest_ts_1.Digest();
    const end = (0, gate_ts_1.gate)(request.finished);
    request.watch?.(() => plain.bytes());
    const receivers = (0, copies_ts_1.sound)(copies);
    const branches = (0, tee_ts_1.tee)(end, receivers.length);
    const uploads = receivers.map(async (copy, at) => {
        const branch = branches[at] ?? node_stream_1.Readable.from([]);
        try {
            const options = { signal, expectedBytes: request.expectedBytes };
            const receipt = await copy.storage.upload(request.folder + name, branch, options);
            if (receipt.size !== stored.bytes())
                throw sizeDiffers(copy, name, receipt.size, stored.bytes());
        }
        catch (error) {
            branch.destroy();
            // When the source fails, every upload fails with it, and no destination is to blame.
            if (!end.errored || end.errored instanceof tee_ts_1.NobodyLeft)
                copy.trouble = (0, errors_ts_1.asError)(error);
        }
    });
    const stages = [
        ...(request.before ?? []),
        plain,
        (0, zstd_ts_1.compress)(request.compressionLevel),
        ...(encryption ? [(0, age_ts_1.encrypt)(encryption)] : []),
        stored,
        end,
    ];
    const [flow] = await Promise.allSettled([(0, promises_1.pipeline)([source, ...stages]), ...uploads]);
    signal.throwIfAborted();
    (0, copies_ts_1.requireOne)(copies);
    if (flow.status === 'rejected')
        throw flow.reason;
    return {
        name,
        kind: request.kind,
        bytes: stored.bytes(),
        sha256: stored.sha256(),
        plainBytes: plain.bytes(),
        plainSha256: plain.sha256(),
    };
}
/** Stores what is small enough to be at hand as a whole. */
const storeBytes = (bytes, request) => storeStream(node_stream_1.Readable.from([bytes]), {
    ...request,
    finished: Promise.resolve(),
    expectedBytes: bytes.length,
});
exports.storeBytes = storeBytes;
const sizeDiffers = ({ storage }, name, there, sent) => new errors_ts_1.UserError({
    what: `${storage.label}: ${name} has ${there} bytes there, and ${sent} were sent.`,
    why: 'The store did not keep what it was given.',
    next: 'Start the backup again; if it happens again, do not trust this store.',
});


/***/ }),

/***/ 73406:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keepSaved = keepSaved;
const commit_ts_1 = __webpack_require__(70749);
const draft_ts_1 = __webpack_require__(98221);
const kept_ts_1 = __webpack_require__(99904);
const manifest_ts_1 = __webpack_require__(49365);
const store_ts_1 = __webpack_require__(66055);
const undo_ts_1 = __webpack_require__(74694);
const version_ts_1 = __webpack_require__(92938);
const places_ts_1 = __webpack_require__(84940);
/** Stores rows as they are, for the same readers, as a small backup of its own. */
async function keepSaved(host, { destinations, passphrase }, { shelf, place, live, rows }) {
    const copies = await (0, places_ts_1.openCopies)(host, destinations);
    const startedAt = new Date();
    const encryption = (0, draft_ts_1.encryptionLike)(shelf.manifest.encryption, passphrase);
    const about = { name: (0, kept_ts_1.keptName)(shelf.manifest.name, 'rows'), label: undefined, compressionLevel: 1 };
    const draft = (0, draft_ts_1.newDraft)({ ...about, startedAt, copies, encryption, signal: host.signal });
    return (0, undo_ts_1.unfinishedIsUndone)(host, draft, async () => {
        const finished = Promise.resolve();
        const object = await (0, store_ts_1.storeStream)(rows.open(), { ...draft.how, kind: 'rows', name: 'rows.sql', finished });
        const { server } = place;
        const manifest = {
            ...{ format: manifest_ts_1.FORMAT, id: draft.id, name: draft.name },
            tool: { name: 'pg-backup-action', version: version_ts_1.VERSION },
            startedAt: startedAt.toISOString(),
            finishedAt: new Date().toISOString(),
            server: { version: server.version, major: server.major, inRecovery: false },
            client: { version: server.version },
            snapshot: { time: startedAt.toISOString(), guarantee: 'locked' },
            database: { name: live.name, bytes: live.bytes, ...live.properties },
            ...{ extensions: [], roles: [], include: 'data', selection: 'tables', fingerprint: 'none' },
            encryption: (0, draft_ts_1.describeEncryption)(encryption),
            objects: [object],
            totals: {
                tables: rows.tables.length,
                rows: rows.tables.reduce((sum, table) => sum + table.rows, 0),
                storedBytes: object.bytes,
                rawBytes: object.plainBytes,
            },
            warnings: [],
        };
        await (0, commit_ts_1.commit)(copies, manifest, { signal: host.signal, onPointOfNoReturn: () => (0, undo_ts_1.forget)(host) });
        host.info(`The rows as they are now are backup ${manifest.id} of ${manifest.name}.`);
        return manifest;
    });
}


/***/ }),

/***/ 95472:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.restoreTables = restoreTables;
const fetch_ts_1 = __webpack_require__(54874);
const errors_ts_1 = __webpack_require__(83916);
const names_ts_1 = __webpack_require__(68189);
const rows_ts_1 = __webpack_require__(66456);
const restore_tables_ts_1 = __webpack_require__(60312);
const drill_tools_ts_1 = __webpack_require__(68417);
const restore_commands_ts_1 = __webpack_require__(65499);
const restore_confirm_ts_1 = __webpack_require__(30853);
const restore_same_ts_1 = __webpack_require__(65395);
const restore_saved_ts_1 = __webpack_require__(73406);
const restore_temporary_ts_1 = __webpack_require__(25698);
/** Brings rows of chosen tables back into the tables that are there, in one transaction. */
async function restoreTables(host, options, request) {
    const { place, shelf, choice } = request;
    const proof = await host.group('Fetching', () => (0, fetch_ts_1.fetchProof)(shelf, host));
    const tables = (0, names_ts_1.resolveTables)(choice.names.join('\n'), proof.tables);
    requireRows(shelf.manifest);
    return (0, restore_temporary_ts_1.withTables)(host, options, { place, shelf, tables, proof }, async (from) => {
        const rows = {
            ...{
                from,
                to: place.target,
                tables,
                mode: choice.mode,
                where: choice.where,
                triggers: choice.triggers,
            },
            lockTimeoutSeconds: options.lockTimeout,
            signal: host.signal,
        };
        return change(host, options, request, rows);
    });
}
async function change(host, options, { place, shelf, live }, rows) {
    const { database } = place.target;
    const planned = await host.group('Comparing the rows', () => (0, drill_tools_ts_1.metered)(host, 'Comparing the rows', undefined, (watch) => (0, rows_ts_1.planRows)({ ...rows, watch })));
    const digest = digestOf(rows, shelf.manifest, place, live, options);
    const telling = {
        plan: planned,
        digest,
        database,
        manifest: shelf.manifest,
        from: shelf.storage.label,
        rows,
    };
    await (0, restore_tables_ts_1.tellRowsPlan)(host, options, telling);
    (0, restore_same_ts_1.requireSame)(digest, options);
    if (options.dryRun)
        return (0, restore_same_ts_1.nothingDone)(host);
    await (0, restore_confirm_ts_1.confirmed)(host, options, { database, replaced: true });
    let saved;
    const { result, trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => host.group('Bringing the rows back', () => (0, drill_tools_ts_1.metered)(host, 'Bringing the rows back', undefined, (watch) => (0, rows_ts_1.applyRows)({ ...rows, watch }, async (before) => {
        saved = await (0, restore_saved_ts_1.keepSaved)(host, options, { shelf, place, live, rows: before });
    }))));
    await (0, restore_tables_ts_1.reportTables)(host, options, { ...telling, done: result, saved, trouble });
    return trouble ? 'fail' : 'pass';
}
function requireRows({ include, id }) {
    if (include !== 'schema')
        return;
    throw new errors_ts_1.UserError({
        what: `The backup ${id} holds the schema alone, and no rows.`,
        next: 'Choose another backup.',
    });
}
function digestOf({ tables, mode, where, triggers }, manifest, { server, target }, live, { beforeCommand, afterCommand, commandTimeout }) {
    const names = tables.map(({ schema, name }) => [schema, name]);
    return (0, restore_same_ts_1.planDigest)([
        ...[1, manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
        ...[server.systemIdentifier ?? `${target.host}:${target.port}`, target.database, live.oid],
        ...['tables', names, mode, where ?? null, triggers, server.user],
        ...[beforeCommand ?? null, afterCommand ?? null, commandTimeout],
    ]);
}


/***/ }),

/***/ 25698:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.withTables = withTables;
const errors_ts_1 = __webpack_require__(83916);
const data_ts_1 = __webpack_require__(10239);
const place_ts_1 = __webpack_require__(97889);
const archive_reading_ts_1 = __webpack_require__(46473);
const extensions_ts_1 = __webpack_require__(79534);
const restore_ts_1 = __webpack_require__(97660);
const restored_ts_1 = __webpack_require__(78618);
const some_rows_ts_1 = __webpack_require__(90068);
const database_ts_1 = __webpack_require__(95989);
const folder_ts_1 = __webpack_require__(84080);
const scratch_ts_1 = __webpack_require__(30944);
const drill_tools_ts_1 = __webpack_require__(68417);
/**
 * Restores chosen tables of a backup into a temporary database, on the target's own server, or on a throw-away one where no
 * database may be made there; gives it to the work, and takes it away.
 */
async function withTables(host, options, wanted, work) {
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    try {
        const scratch = await openPlace(host, options, wanted, folder.own);
        try {
            const properties = wanted.shelf.manifest.database;
            const database = await (0, database_ts_1.createScratchDatabase)(scratch, { properties, roles: [], host });
            try {
                await host.group('Restoring the tables beside', () => fill(host, options, wanted, scratch, database));
                return await work((0, restored_ts_1.undisturbed)(database.target, scratch.server.major));
            }
            finally {
                await database.drop();
            }
        }
        finally {
            await scratch.close();
        }
    }
    finally {
        await folder.remove();
    }
}
function openPlace(host, { jobs, client }, { place, shelf }, folder) {
    if (place.createsDatabases)
        return (0, place_ts_1.asScratch)(place, folder);
    const { server, totals } = shelf.manifest;
    const needBytes = 2 * totals.rawBytes;
    return (0, scratch_ts_1.openScratch)({ choice: { kind: 'auto' }, major: server.major, client, jobs, needBytes, host });
}
async function fill(host, options, { shelf, tables, proof }, scratch, database) {
    const { manifest } = shelf;
    const { signal } = host;
    const target = (0, restored_ts_1.undisturbed)(database.target, scratch.server.major);
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, Math.max(manifest.server.major, scratch.server.major), options, target);
    const reach = { target, major: scratch.server.major, signal };
    const { missing } = await (0, restored_ts_1.inSession)(reach, (session) => (0, extensions_ts_1.findExtensions)(session, manifest.extensions));
    await (0, restored_ts_1.inSession)(reach, (session) => (0, restored_ts_1.makeReadyToRead)(session, { manifest, proof, database }));
    await (0, drill_tools_ts_1.metered)(host, 'Restoring the tables beside', undefined, async (watch) => {
        const request = {
            ...{
                archives: (0, archive_reading_ts_1.archivesOf)(shelf),
                tools,
                folder: scratch.folder,
                jobs: options.jobs,
                owners: false,
                watch,
            },
            missingExtensions: missing,
            debug: (line) => host.debug(line),
            signal,
        };
        const schema = await (0, restore_ts_1.openSchema)(request);
        if (!schema)
            throw rowsOnly();
        const inWhole = () => (0, restored_ts_1.inSession)(reach, (session) => withPartitions(session, tables));
        const complaints = await (0, some_rows_ts_1.restoreSomeRows)(request, schema, inWhole);
        for (const { message } of complaints.schema)
            host.debug(`Not needed, or told later: ${message}`);
        const [failed] = complaints.rows;
        if (failed)
            throw notRestored(failed);
    });
    await (0, restored_ts_1.inSession)(reach, (session) => requireProven(session, tables, proof, signal));
}
/** All tables that hold the rows of these: a root of partitions holds none. */
async function withPartitions(session, tables) {
    return session.query(`SELECT n.nspname::text AS schema, c.relname::text AS name
      FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS t(schema, name)
        JOIN pg_catalog.pg_namespace tn ON tn.nspname = t.schema
        JOIN pg_catalog.pg_class tc ON tc.relname = t.name AND tc.relnamespace = tn.oid
        CROSS JOIN LATERAL pg_catalog.pg_partition_tree(tc.oid) AS p
        JOIN pg_catalog.pg_class c ON c.oid = p.relid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      UNION SELECT schema, name FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS t(schema, name)`, [tables.map(({ schema }) => schema), tables.map(({ name }) => name)]);
}
/** What comes back must be what the source held, before anybody's rows are changed for it. */
async function requireProven(session, tables, proof, signal) {
    if (proof.level === 'none')
        return;
    const isWanted = (one) => tables.some(({ schema, name }) => schema === one.schema && name === one.name);
    const { objects: _, largeObjects: __, ...rest } = proof;
    const part = {
        ...rest,
        tables: proof.tables.filter(isWanted),
        notCompared: [],
        sequences: [],
        settings: [],
    };
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const leftOut = { relations: [], anything: false, extensions: [] };
    const checks = await (0, data_ts_1.compareData)([session], { proof: part, selected: 'tables', include: 'data', leftOut }, { signal });
    const [finding] = checks
        .flatMap(({ findings }) => findings)
        .filter(({ outcome }) => outcome !== 'tolerated');
    if (!finding)
        return;
    throw new errors_ts_1.UserError({
        what: `The tables of the backup are not what the source held: ${[finding.object, finding.what].filter(Boolean).join(': ')}. Nothing was changed.`,
        why: finding.detail,
        next: 'Choose another backup, or another copy of it by `from`.',
    }, finding.outcome === 'fail' ? 'fail' : 'unverified');
}
const rowsOnly = () => new errors_ts_1.UserError({
    what: 'The backup holds rows only, and no tables to compare them by.',
    next: 'Choose a backup that holds the tables too.',
});
const notRestored = ({ message, context }) => new errors_ts_1.UserError({
    what: 'The rows of the backup could not be read into a temporary database; nothing was changed.',
    why: [message, context.split('\n')[0]].filter(Boolean).join(' '),
    next: 'Choose another backup, or restore the whole database under another name.',
});


/***/ }),

/***/ 43495:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.runBytes = runBytes;
exports.watchServer = watchServer;
/**
 * Runs one statement as the bytes that it is, in whatever encoding the script has chosen. Where it asks for rows, they are
 * taken from `rows` as they come. It rejects when the rows cannot be read, or the connection is lost.
 */
function runBytes(session, sql, rows) {
    return session.use((client) => new Promise((resolve, reject) => {
        client.query(new Running(sql, rows, resolve, reject));
    }));
}
const isServerError = (error) => error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string';
/** Listens to what the server tells of itself from now on. */
async function watchServer(session) {
    const settings = new Map();
    let status = 'I';
    await session.use(async (client) => {
        connectionOf(client)
            .on('parameterStatus', (told) => settings.set(told.parameterName, told.parameterValue))
            .on('readyForQuery', (told) => {
            status = told.status;
        });
    });
    const [row] = await session.query(`SELECT pg_catalog.current_setting('standard_conforming_strings') AS strings,
      pg_catalog.current_setting('client_encoding') AS encoding`);
    settings.set('standard_conforming_strings', row?.strings ?? '').set('client_encoding', row?.encoding ?? '');
    return {
        setting: (name) => settings.get(name) ?? '',
        transaction: () => (status === 'I' ? 'idle' : status === 'T' ? 'open' : 'failed'),
    };
}
const connectionOf = (client) => client.connection;
/** What the driver hands the server's messages to while a statement runs. */
class Running {
    #sql;
    #rows;
    #resolve;
    #reject;
    #feeding;
    #failed;
    constructor(sql, rows, resolve, reject) {
        this.#sql = sql;
        this.#rows = rows;
        this.#resolve = resolve;
        this.#reject = reject;
    }
    submit({ stream }) {
        stream.cork();
        stream.write(header('Q', this.#sql.length + 1));
        stream.write(this.#sql);
        stream.write(Buffer.alloc(1));
        stream.uncork();
    }
    handleCopyInResponse(connection) {
        this.#feeding = this.#feed(connection).catch((error) => {
            this.#failed ??= error;
            connection.sendCopyFail('the rows could not be read');
        });
    }
    async #feed(connection) {
        for await (const chunk of this.#rows()) {
            // What the server has refused already, it takes no more of.
            if (this.#failed)
                return;
            await write(connection.stream, chunk);
        }
        if (!this.#failed)
            connection.endCopyFrom();
    }
    handleError(error) {
        this.#failed ??= error;
        const failed = this.#failed;
        const tell = () => (isServerError(failed) ? this.#done(failed) : this.#reject(failed));
        // Who reads the rows must have left them before somebody else can.
        Promise.resolve(this.#feeding).then(tell, tell);
    }
    handleReadyForQuery() {
        this.#done(undefined);
    }
    #done(error) {
        this.#resolve({ copied: this.#feeding !== undefined, error });
    }
    // Nobody looks at what a statement of a dump answers.
    handleRowDescription() { }
    handleDataRow() { }
    handleCommandComplete() { }
    handleEmptyQuery() { }
    handleCopyData() { }
    handlePortalSuspended() { }
    handleParseComplete() { }
}
function header(type, length) {
    const bytes = Buffer.alloc(5);
    bytes.write(type, 'latin1');
    bytes.writeInt32BE(length + 4, 1);
    return bytes;
}
/** Resolves once the system has taken the bytes, so that no more of them wait here than one chunk. */
const write = (stream, chunk) => new Promise((resolve, reject) => {
    stream.cork();
    stream.write(header('d', chunk.length));
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
    stream.uncork();
});


/***/ }),

/***/ 90068:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreSomeRows = restoreSomeRows;
const node_path_1 = __webpack_require__(76760);
const process_ts_1 = __webpack_require__(69703);
const request_ts_1 = __webpack_require__(90815);
const restore_ts_1 = __webpack_require__(97660);
const toc_ts_1 = __webpack_require__(26848);
/**
 * Restores the tables of a backup, and the rows of some of them: no indexes, no keys, no triggers. `inWhole` tells which
 * tables those are once all are there, since a root holds no rows of its own. Parts without any of them are not fetched.
 */
async function restoreSomeRows(request, schema, inWhole) {
    const feeding = { ...request, files: [request.folder] };
    const args = [...restore_ts_1.INTO, ...(0, request_ts_1.ownerFlags)(request)];
    const made = schema.entries.filter((entry) => !schema.leftOut.has(entry) && !(0, restore_ts_1.isSubscription)(entry));
    const list = await (0, toc_ts_1.listFile)(request, 'tables', made);
    const first = await (0, process_ts_1.runRestore)(feeding, [...args, list, '--section=pre-data', schema.file], undefined);
    const wanted = await inWhole();
    const rows = [];
    for (const archive of request.archives.filter(({ kind }) => kind !== 'schema')) {
        const entries = (await entriesOf(request, schema, archive)).filter((entry) => holds(entry, wanted));
        if (entries.length === 0)
            continue;
        const some = await (0, toc_ts_1.listFile)(request, `rows-of-${archive.name}`, entries);
        rows.push(...(await (0, process_ts_1.runRestore)(feeding, [...args, some, '--section=data'], archive)));
    }
    return { schema: first, rows };
}
async function entriesOf({ tools, folder, signal }, schema, archive) {
    if (archive.kind === 'database')
        return schema.entries;
    const file = (0, node_path_1.join)(folder, `${archive.name}.toc`);
    return (0, toc_ts_1.readToc)(tools, archive.open(signal), file, { signal, whole: false });
}
/** Where a name holds blanks, another table's rows may come along; nobody looks at them. */
const holds = ({ what }, tables) => tables.some(({ schema, name }) => what.startsWith(`TABLE DATA ${schema} ${name} `));


/***/ }),

/***/ 4180:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isFixed = void 0;
exports.findChanges = findChanges;
exports.findExamples = findExamples;
exports.unwritable = unwritable;
exports.countAltered = countAltered;
const identifiers_ts_1 = __webpack_require__(19467);
const problems_ts_1 = __webpack_require__(42025);
const work_ts_1 = __webpack_require__(85888);
/** Compares the staged rows with the live ones, and keeps what is to be written and what is to go. */
async function findChanges(to, work, { mode, where }) {
    const names = (0, work_ts_1.namesOf)(work.columns);
    const keys = work.key.columns;
    const other = mode === 'sync' ? ` OR ${(0, work_ts_1.asText)(names, 's')} OPERATOR(pg_catalog.<>) ${(0, work_ts_1.asText)(names, 'l')}` : '';
    await to.query(`CREATE TEMPORARY TABLE ${(0, work_ts_1.unqualified)(work.coming)} AS
      SELECT s.*, (CASE WHEN l.tableoid IS NULL THEN 'i' ELSE 'u' END)::pg_catalog."char" AS ${work.kind}
      FROM ${work.staged} AS s LEFT JOIN ${(0, work_ts_1.rowsIn)(work.to)} AS l ON ${(0, work_ts_1.sameKey)(keys, 's', 'l')}
      WHERE l.tableoid IS NULL${other}`);
    const meant = mode === 'sync' && where !== undefined ? work.part : (0, work_ts_1.rowsIn)(work.to);
    await to.query(`CREATE TEMPORARY TABLE ${(0, work_ts_1.unqualified)(work.going)} AS SELECT ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work), 'l')} FROM ${meant} AS l
      ${mode === 'sync' ? `WHERE NOT EXISTS (SELECT FROM ${work.staged} AS s WHERE ${(0, work_ts_1.sameKey)(keys, 's', 'l')})` : 'WITH NO DATA'}`);
    await to.query(`DROP TABLE ${work.staged}; ANALYZE ${work.coming}; ANALYZE ${work.going}`);
    const [row] = await to.query(`SELECT pg_catalog.count(*) FILTER (WHERE ${work.kind} = 'i')::text AS inserts,
        pg_catalog.count(*) FILTER (WHERE ${work.kind} = 'u')::text AS updates,
        (SELECT pg_catalog.count(*) FROM ${work.going})::text AS deletes
      FROM ${work.coming}`);
    return {
        inserts: Number(row?.inserts ?? 0),
        updates: Number(row?.updates ?? 0),
        deletes: Number(row?.deletes ?? 0),
    };
}
const EXAMPLES = 5;
const LONGEST = 80;
/** A few keys of each kind of change, the first in the key's own order. */
async function findExamples(to, work) {
    const keys = work.key.columns.map(({ column }) => `${(0, identifiers_ts_1.quoted)(column)}::pg_catalog.text`);
    const some = async (from) => {
        const rows = await to.query(`SELECT pg_catalog.left(pg_catalog.array_to_string(ARRAY[${keys.join(', ')}], ', '), ${LONGEST}) AS key
        FROM ${from} ORDER BY ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work))} LIMIT ${EXAMPLES}`);
        return rows.map(({ key }) => key);
    };
    return {
        inserts: await some(`${work.coming} WHERE ${work.kind} = 'i'`),
        updates: await some(`${work.coming} WHERE ${work.kind} = 'u'`),
        deletes: await some(work.going),
    };
}
/** A value that only the server may make cannot be updated. */
async function unwritable(to, work) {
    const always = work.columns.filter((column) => (0, exports.isFixed)(column.to)).map(({ name }) => name);
    if (always.length === 0)
        return [];
    const other = await (0, work_ts_1.count)(to, `${work.coming} AS c JOIN ${(0, work_ts_1.rowsIn)(work.to)} AS l ON ${(0, work_ts_1.sameKey)(work.key.columns, 'c', 'l')}
      WHERE c.${work.kind} = 'u' AND ${(0, work_ts_1.asText)(always, 'c')} OPERATOR(pg_catalog.<>) ${(0, work_ts_1.asText)(always, 'l')}`);
    if (other === 0)
        return [];
    return [
        {
            what: `${(0, problems_ts_1.rowsOf)(other)} of ${(0, identifiers_ts_1.qualified)(work.to)} would get another value in ${always.join(', ')}, which is GENERATED ALWAYS AS IDENTITY.`,
            why: 'The server lets nobody update such a column.',
            next: 'Let it take values for the time of the restore (ALTER TABLE … ALTER COLUMN … SET GENERATED BY DEFAULT).',
        },
    ];
}
const isFixed = ({ identity }) => identity === 'always';
exports.isFixed = isFixed;
/** How many of the written rows are not as the backup has them, since a trigger changed them on their way. */
async function countAltered(to, work) {
    const names = (0, work_ts_1.namesOf)(work.columns);
    return (0, work_ts_1.count)(to, `${work.coming} AS c LEFT JOIN ${(0, work_ts_1.rowsIn)(work.to)} AS l ON ${(0, work_ts_1.sameKey)(work.key.columns, 'c', 'l')}
      WHERE l.tableoid IS NULL OR ${(0, work_ts_1.asText)(names, 'c')} OPERATOR(pg_catalog.<>) ${(0, work_ts_1.asText)(names, 'l')}`);
}


/***/ }),

/***/ 35998:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.matchTable = matchTable;
exports.unfitTables = unfitTables;
const identifiers_ts_1 = __webpack_require__(19467);
/** Matches the columns by name and finds the key; what cannot be is told. */
function matchTable(from, to) {
    const backed = new Map(from.columns.map((column) => [column.name, column]));
    const live = new Map(to.columns.map((column) => [column.name, column]));
    const writable = to.columns.filter(({ generated }) => !generated);
    const columns = writable.flatMap((column) => {
        const before = backed.get(column.name);
        if (!before)
            return [];
        return [
            { name: column.name, to: column, fromType: before.type === column.type ? undefined : before.type },
        ];
    });
    const key = keyOf(to, columns.map(({ name }) => name));
    const gained = writable.filter(({ name }) => !backed.has(name));
    const problems = gained.filter(isUnfillable).map((column) => unfillable(to, column));
    if ('what' in key)
        return [key, ...problems];
    if (problems.length > 0)
        return problems;
    const notes = [
        ...gained.map(({ name }) => ({ column: name, what: 'default' })),
        ...from.columns.flatMap((column) => leftOut(column, live.get(column.name))),
        ...columns.flatMap(({ name, fromType, to: { type } }) => fromType === undefined
            ? []
            : [{ column: name, what: 'converted', detail: `${fromType} → ${type}` }]),
    ];
    return { from, to, key, columns, writable, notes };
}
function leftOut({ name, generated }, live) {
    if (!live)
        return [{ column: name, what: 'left out' }];
    return live.generated && !generated ? [{ column: name, what: 'computed' }] : [];
}
const isUnfillable = ({ required, hasDefault, identity }) => required && !hasDefault && !identity;
const unfillable = (table, { name }) => ({
    what: `The backup lacks the column ${name} of ${(0, identifiers_ts_1.qualified)(table)}, which must not be null and has no default.`,
    why: 'It was added after the backup, so nothing can be written into it.',
    next: 'Give it a default for the time of the restore (ALTER TABLE … ALTER COLUMN … SET DEFAULT …).',
});
function keyOf(table, columns) {
    const whole = table.keys.filter(({ columns: parts }) => parts.every(({ column }) => columns.includes(column)));
    const key = whole.find(({ deferrable }) => !deferrable);
    if (key)
        return key;
    return {
        what: `${(0, identifiers_ts_1.qualified)(table)} has no key by which its rows could be told apart${reasonOf(table, whole)}.`,
        why: 'Needed is a primary key, or a unique index that is neither partial nor deferrable, on columns that are NOT NULL and in the backup too.',
        next: 'Add one (ALTER TABLE … ADD PRIMARY KEY …), or restore the whole table beside under another name and copy by hand.',
    };
}
function reasonOf({ keys }, whole) {
    const [first] = keys;
    if (!first)
        return '';
    if (whole.length > 0)
        return `: ${first.name} is deferrable`;
    return `: the backup lacks columns of ${first.name}, or they are computed`;
}
/** What the names that were chosen cannot be used for, before their columns are looked at. */
function unfitTables(tables, from, to) {
    const named = (table) => `${table.schema}.${table.name}`;
    const find = (facts, table) => facts.find((one) => named(one) === named(table));
    const missing = tables.flatMap((table) => {
        const [before, now] = [find(from, table), find(to, table)];
        if (!before)
            return [{ what: `The backup holds no table ${(0, identifiers_ts_1.qualified)(table)}.` }];
        if (!now) {
            const next = 'Bring the table itself back first: restore the backup under another name by `target-url`, and take it from there by pg_dump.';
            return [{ what: `The live database has no table ${(0, identifiers_ts_1.qualified)(table)}.`, next }];
        }
        return [...unfit(before, 'in the backup'), ...unfit(now, 'in the live database'), ...ruled(now)];
    });
    return [...missing, ...nested(to)];
}
function unfit(table, where) {
    if (table.kind !== 'r' && table.kind !== 'p') {
        return [{ what: `${(0, identifiers_ts_1.qualified)(table)} is no table ${where}, so it holds no rows that could be written.` }];
    }
    if (!table.hidden)
        return [];
    return [
        {
            what: `Row-level security would hide rows of ${(0, identifiers_ts_1.qualified)(table)} ${where} from this user.`,
            why: 'Rows that are hidden would count as missing, and others would be changed for want of them.',
            next: 'Restore as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS) or as the owner of this table.',
        },
    ];
}
const ruled = (table) => table.rules
    ? [
        {
            what: `${(0, identifiers_ts_1.qualified)(table)} has rules (CREATE RULE) on writing.`,
            why: 'They would do something else than what was planned.',
            next: 'Disable them for the time of the restore (ALTER TABLE … DISABLE RULE …).',
        },
    ]
    : [];
/** A partition and the tree that it belongs to would be written twice. */
function nested(tables) {
    return tables.flatMap((table) => {
        const above = tables.find(({ oid }) => table.ancestors.includes(oid));
        if (!above)
            return [];
        const what = `${(0, identifiers_ts_1.qualified)(table)} is a partition of ${(0, identifiers_ts_1.qualified)(above)}, and both are chosen.`;
        return [{ what, next: 'Choose one of them.' }];
    });
}


/***/ }),

/***/ 3912:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.copyOut = copyOut;
/**
 * Runs one `COPY … TO STDOUT` and yields what it writes, block by block, no faster than it is taken. The server itself
 * refuses a text that holds more than one statement. Who leaves early must close the session.
 */
async function* copyOut(session, sql) {
    const copying = new CopyingOut(sql);
    const running = session.use((client) => {
        client.query(copying);
        return copying.done;
    });
    // Without a connection it is never submitted, and nobody else would tell who waits for the first block.
    running.catch((error) => copying.fail(error));
    try {
        for (let block = await copying.next(); block; block = await copying.next())
            yield block;
    }
    finally {
        copying.discard();
    }
    await running;
}
const BLOCK = 64 * 1024;
/** As many blocks may wait before the server is kept waiting. */
const WAITING = 4;
/** What the driver hands the server's messages to while a COPY runs. */
class CopyingOut {
    done;
    #sql;
    #full = [];
    #filling = Buffer.allocUnsafe(BLOCK);
    #filled = 0;
    #source;
    #discarding = false;
    #ended = false;
    #wake = () => undefined;
    #resolve = () => undefined;
    #reject = () => undefined;
    constructor(sql) {
        this.#sql = sql;
        this.done = new Promise((resolve, reject) => {
            this.#resolve = resolve;
            this.#reject = reject;
        });
    }
    submit(plain) {
        const connection = plain;
        this.#source = connection.stream;
        connection.parse({ name: '', text: this.#sql });
        connection.bind({});
        connection.execute({});
        connection.sync();
    }
    // The driver uses its own memory again, so a row is copied out of it at once.
    handleCopyData({ chunk }) {
        if (this.#discarding)
            return;
        for (let at = 0; at < chunk.length;) {
            const taken = chunk.copy(this.#filling, this.#filled, at);
            at += taken;
            this.#filled += taken;
            if (this.#filled === BLOCK)
                this.#flush();
        }
    }
    #flush() {
        this.#full.push(this.#filling.subarray(0, this.#filled));
        this.#filling = Buffer.allocUnsafe(BLOCK);
        this.#filled = 0;
        if (this.#full.length >= WAITING)
            this.#source?.pause();
        this.#wake();
    }
    async next() {
        while (this.#full.length === 0 && !this.#ended) {
            await new Promise((wake) => {
                this.#wake = wake;
            });
        }
        const block = this.#full.shift();
        if (this.#full.length < WAITING)
            this.#source?.resume();
        return block;
    }
    /** What still comes is dropped, so that the connection can go on. */
    discard() {
        this.#discarding = true;
        this.#full.length = 0;
        this.#source?.resume();
    }
    fail(error) {
        this.#ended = true;
        this.#reject(error);
        this.#wake();
    }
    handleError(error) {
        this.fail(error);
    }
    handleReadyForQuery() {
        if (this.#filled > 0)
            this.#flush();
        this.#ended = true;
        this.#resolve();
        this.#wake();
    }
    handleRowDescription() { }
    handleDataRow() { }
    handleCommandComplete() { }
    handleEmptyQuery() { }
    handleCopyInResponse() { }
    handlePortalSuspended() { }
    handleParseComplete() { }
}


/***/ }),

/***/ 26258:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readFacts = readFacts;
/** Looks tables up by their names; those that are not there are left out. */
async function readFacts(session, tables) {
    const found = await session.query(TABLES, [JSON.stringify(tables)]);
    const oids = found.map(({ oid }) => oid);
    const columns = await session.query(COLUMNS, [oids]);
    const keys = await session.query(KEYS, [oids]);
    const columnsOf = Map.groupBy(columns, ({ table }) => table);
    const keysOf = Map.groupBy(keys, ({ table }) => table);
    return found.map((table) => ({
        ...table,
        columns: columnsOf.get(table.oid) ?? [],
        keys: keysOf.get(table.oid) ?? [],
    }));
}
const TABLES = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, c.oid::bigint::float8 AS oid, c.relkind AS kind,
    CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.row_security_active(c.oid) ELSE false END AS hidden,
    EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid AND ev_type <> '1') AS rules,
    ARRAY(SELECT c.oid::bigint::float8
      UNION SELECT relid::pg_catalog.oid::bigint::float8 FROM pg_catalog.pg_partition_ancestors(c.oid)
      UNION SELECT relid::pg_catalog.oid::bigint::float8 FROM pg_catalog.pg_partition_tree(c.oid)) AS family,
    ARRAY(SELECT relid::pg_catalog.oid::bigint::float8 FROM pg_catalog.pg_partition_ancestors(c.oid)
      WHERE relid <> c.oid) AS ancestors
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS wanted(schema text, name text)
    JOIN pg_catalog.pg_namespace n ON n.nspname = wanted.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name`;
const COLUMNS = `
  SELECT a.attrelid::bigint::float8 AS table, a.attname::text AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attcollation <> t.typcollation THEN
      (SELECT pg_catalog.format('%I.%I', n.nspname, collname) FROM pg_catalog.pg_collation
        JOIN pg_catalog.pg_namespace n ON n.oid = collnamespace WHERE pg_collation.oid = a.attcollation) END AS collation,
    a.attgenerated <> '' AS generated,
    CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
    a.attnotnull OR t.typnotnull AS required,
    a.atthasdef OR t.typdefault IS NOT NULL AS "hasDefault"
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ANY ($1::bigint[])
  ORDER BY a.attrelid, a.attnum`;
// Of a partial index, of one on expressions and of one with columns that may be null, a row may have no place in it.
const KEYS = `
  SELECT i.indrelid::bigint::float8 AS table, c.relname::text AS name, i.indisprimary AS primary,
    NOT i.indimmediate AS deferrable, k.columns
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = c.relam AND am.amname = 'btree',
    LATERAL (
      SELECT pg_catalog.bool_and(a.attnotnull) AS complete, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
        'column', a.attname,
        'operatorClass', pg_catalog.format('%I.%I', ns.nspname, o.opcname),
        'equals', (SELECT pg_catalog.format('OPERATOR(%I.%s)', en.nspname, e.oprname)
          FROM pg_catalog.pg_amop JOIN pg_catalog.pg_operator e ON e.oid = amopopr
            JOIN pg_catalog.pg_namespace en ON en.oid = e.oprnamespace
          WHERE amopfamily = o.opcfamily AND amoplefttype = o.opcintype AND amoprighttype = o.opcintype
            AND amopstrategy = 3)) ORDER BY part.place) AS columns
      FROM ROWS FROM (pg_catalog.unnest(i.indkey::int2[]), pg_catalog.unnest(i.indclass::pg_catalog.oid[]))
          WITH ORDINALITY AS part(attribute, class, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = part.attribute
        JOIN pg_catalog.pg_opclass o ON o.oid = part.class
        JOIN pg_catalog.pg_namespace ns ON ns.oid = o.opcnamespace
      WHERE part.place <= i.indnkeyatts) AS k
  WHERE i.indrelid = ANY ($1::bigint[]) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
    AND k.complete
  ORDER BY i.indisprimary DESC, i.indnkeyatts, c.relname`;


/***/ }),

/***/ 26945:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keepRows = exports.keepShape = exports.LOCK_NOT_AVAILABLE = void 0;
exports.boundWaiting = boundWaiting;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
const work_ts_1 = __webpack_require__(85888);
const LOCK_SECONDS = 30;
exports.LOCK_NOT_AVAILABLE = '55P03';
/** From here on nothing is waited for any longer than this. */
async function boundWaiting(to, seconds) {
    await to.query(`SET LOCAL lock_timeout = ${Math.max(1, Math.round((seconds ?? LOCK_SECONDS) * 1000))}`);
}
/** Keeps the tables from being altered or dropped; nobody else is kept from anything. */
const keepShape = (to, tables) => lock(to, tables, 'ACCESS SHARE');
exports.keepShape = keepShape;
/** Keeps everybody else from writing; they can still read. */
const keepRows = (to, tables) => lock(to, tables, 'SHARE ROW EXCLUSIVE');
exports.keepRows = keepRows;
async function lock(to, tables, mode) {
    const names = tables.map(work_ts_1.rowsIn).sort();
    try {
        await to.query(`LOCK TABLE ${names.join(', ')} IN ${mode} MODE`);
    }
    catch (error) {
        if ((0, trouble_ts_1.factsOf)(error).code !== exports.LOCK_NOT_AVAILABLE)
            throw error;
        await to.query('ROLLBACK');
        throw await notGot(to, tables, mode, error);
    }
}
async function notGot(to, tables, mode, cause) {
    const holders = await to.query(HOLDERS, [
        tables.flatMap(({ family }) => family),
        [...CONFLICTS[mode]],
    ]);
    const named = holders.map(({ holder }) => holder).join('; ');
    return new errors_ts_1.UserError({
        what: `The lock on ${tables.map(identifiers_ts_1.qualified).join(', ')} was not got in time, so nothing was changed.`,
        why: named ? `${named}.` : 'Whoever held it has just let it go.',
        next: 'Wait until that has ended or end it (SELECT pg_terminate_backend(…)), or give it more time by `lock-timeout`.',
        cause,
    });
}
const CONFLICTS = {
    'ACCESS SHARE': ['AccessExclusiveLock'],
    'SHARE ROW EXCLUSIVE': [
        'RowExclusiveLock',
        'ShareUpdateExclusiveLock',
        'ShareLock',
        'ShareRowExclusiveLock',
        'ExclusiveLock',
        'AccessExclusiveLock',
    ],
};
// What other users' sessions do, a plain user is not told. A prepared transaction has no process.
const HOLDERS = `
  SELECT coalesce('Process ' || l.pid, 'A prepared transaction') || ' ('
      || coalesce(nullif(a.application_name, ''), 'no application name')
      || coalesce(', user ' || a.usename, '') || coalesce(', ' || a.state, '') || ')'
      || CASE WHEN bool_or(l.granted) THEN ' holds' ELSE ' waits for' END || ' a lock on '
      || pg_catalog.string_agg(DISTINCT l.relation::pg_catalog.regclass::text, ', ')
      || coalesce(', in a transaction since ' || pg_catalog.to_char(a.xact_start AT TIME ZONE 'UTC',
        'YYYY-MM-DD HH24:MI:SS "UTC"'), '') AS holder
    FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
    WHERE l.locktype = 'relation' AND l.relation = ANY ($1::bigint[]) AND l.mode = ANY ($2::text[])
      AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    GROUP BY l.pid, a.application_name, a.usename, a.state, a.xact_start
    ORDER BY bool_or(l.granted) DESC, a.xact_start LIMIT 5`;


/***/ }),

/***/ 68189:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.spelled = void 0;
exports.resolveTables = resolveTables;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const identifiers_ts_1 = __webpack_require__(19467);
/**
 * Finds the tables that a user names, one a line or separated by commas, among those of a backup. A name is read as SQL
 * reads it: in lower case unless it stands in double quotes, and a dot parts the schema from it.
 */
function resolveTables(text, tables, option = 'tables') {
    const found = namesIn(text, option).map((name) => resolve(name, tables, option));
    if (found.length === 0) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: no table is named.`,
            next: 'Write names such as orders or sales.orders, one a line or separated by commas.',
        });
    }
    return [...new Map(found.map((table) => [JSON.stringify([table.schema, table.name]), table])).values()];
}
function resolve(wanted, tables, option) {
    const { written, schema, name } = wanted;
    const fitting = tables.filter((table) => table.name === name && (schema === undefined || table.schema === schema));
    const [only] = fitting;
    if (only && fitting.length === 1)
        return only;
    if (only) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${written} could be any of ${fitting.map(exports.spelled).join(', ')}.`,
            next: 'Write its schema before it.',
        });
    }
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: the backup holds no table ${written}.`,
        next: guess(wanted, tables) ?? `It holds ${enumerate(tables)}.`,
    });
}
/** What was most likely meant, as it is to be written: a name with capitals needs its quotes. */
function guess({ schema, name }, tables) {
    const text = (table) => (schema === undefined ? table.name : `${table.schema}.${table.name}`);
    const near = (0, nearest_ts_1.nearest)(schema === undefined ? name : `${schema}.${name}`, tables.map(text));
    const table = tables.find((one) => text(one) === near);
    if (!table)
        return undefined;
    return `Did you mean \`${schema === undefined ? part(table.name) : (0, exports.spelled)(table)}\`?`;
}
const SHOWN = 10;
function enumerate(tables) {
    if (tables.length === 0)
        return 'none';
    const shown = tables.slice(0, SHOWN).map(exports.spelled).join(', ');
    return tables.length > SHOWN ? `${shown} and ${tables.length - SHOWN} more` : shown;
}
/** A table as a user would write it. */
const spelled = ({ schema, name }) => `${part(schema)}.${part(name)}`;
exports.spelled = spelled;
const part = (name) => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : (0, identifiers_ts_1.quoted)(name));
// A part in quotes, in which a doubled one is one; or a plain one, which ends where the name or the part does.
const PART = /\s*(?:"((?:[^"]|"")+)"|([^\s",.]+))\s*/y;
function namesIn(text, option) {
    const names = [];
    for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
        const start = at;
        const parts = [];
        do {
            if (parts.length > 0)
                at++;
            PART.lastIndex = at;
            const [whole, inQuotes, plain] = PART.exec(text) ?? [];
            if (whole === undefined)
                throw unreadable(text.slice(start), option);
            if (plain !== undefined && /[*?]/.test(plain))
                throw wildcard(plain, option);
            parts.push(inQuotes?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? '');
            at += whole.length;
        } while (text[at] === '.');
        const written = text.slice(start, at).trim();
        const ended = at >= text.length || text[at] === ',' || /\n\s*$/.test(text.slice(start, at));
        if (parts.length > 2 || !ended)
            throw unreadable(text.slice(start), option);
        const [name = '', schema] = parts.reverse();
        names.push({ written, schema, name });
    }
    return names;
}
const skip = (text, at) => at + (/^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0);
const unreadable = (text, option) => new errors_ts_1.UsageError({
    what: `\`${option}\`: ${text.split('\n')[0]?.trim()} is no name of a table.`,
    next: 'Write orders, sales.orders or "Odd name", one a line or separated by commas; double quotes keep capitals, blanks and commas.',
});
const wildcard = (text, option) => new errors_ts_1.UsageError({
    what: `\`${option}\`: ${text} has a wildcard.`,
    why: 'What is written into a live database is named table by table.',
    next: 'Write each name; one that has such a character stands in double quotes.',
});


/***/ }),

/***/ 5136:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.queryOf = void 0;
exports.checkCondition = checkCondition;
exports.conditionTrouble = conditionTrouble;
exports.keepPart = keepPart;
exports.stageMoved = stageMoved;
const errors_ts_1 = __webpack_require__(83916);
const wire_ts_1 = __webpack_require__(43495);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
const copy_ts_1 = __webpack_require__(3912);
const settings_ts_1 = __webpack_require__(4072);
const staging_ts_1 = __webpack_require__(40196);
const work_ts_1 = __webpack_require__(85888);
// A text that is whole and balanced with the parenthesis around it cannot be anything else where it stands in another.
const meant = (where) => `(\n${where}\n)`;
/** The query that yields the backup's rows that are meant. */
const queryOf = (work, where) => `SELECT ${(0, work_ts_1.list)((0, work_ts_1.namesOf)(work.columns))} FROM ${(0, work_ts_1.rowsIn)(work.from)}${where === undefined ? '' : ` WHERE ${meant(where)}`}`;
exports.queryOf = queryOf;
const liveKeysOf = (work, where) => `SELECT ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work))} FROM ${(0, work_ts_1.rowsIn)(work.to)} WHERE ${meant(where)}`;
/** Lets the server read the condition as a part of one query, before it stands in any other statement. */
async function checkCondition(session, work, where) {
    try {
        await session.queryOne(`EXPLAIN ${(0, exports.queryOf)(work, where)}`);
    }
    catch (error) {
        throw conditionTrouble(error, (0, identifiers_ts_1.qualified)(work.from));
    }
}
/** What the server had against the user's condition; anything else stays what it is. */
function conditionTrouble(error, where) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    if (!(0, trouble_ts_1.isServerTrouble)(error) || !/^(0A|22|25|2F|42|54|P0|XX)/.test(code))
        return error;
    return new errors_ts_1.UsageError({
        what: `\`where\` cannot be asked of ${where}: ${message}.`,
        next: "Write one SQL condition that only reads, as it stands behind WHERE, such as created_at > '2026-11-20'; it must hold for each chosen table.",
        cause: error,
    });
}
/** Keeps the keys of the live rows that the condition means; in reading it, nothing can be written but what we keep. */
async function keepPart(to, work, where, own) {
    const live = `the live table ${(0, identifiers_ts_1.qualified)(work.to)}`;
    await to.query(`CREATE TEMPORARY TABLE ${(0, work_ts_1.unqualified)(work.part)} AS
      SELECT ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work))} FROM ${(0, work_ts_1.rowsIn)(work.to)} WITH NO DATA`);
    await to.query('SAVEPOINT part; SET LOCAL transaction_read_only = on');
    await (0, settings_ts_1.asAsked)(to, own);
    try {
        await to.queryOne(`EXPLAIN ${liveKeysOf(work, where)}`);
        await to.queryOne(`INSERT INTO ${work.part} ${liveKeysOf(work, where)}`);
    }
    catch (error) {
        throw conditionTrouble(error, live);
    }
    // With the savepoint ends the time in which nothing can be written.
    await to.query('RELEASE SAVEPOINT part');
    await (0, settings_ts_1.pinned)(to);
    await to.query(`ANALYZE ${work.part}`);
}
/**
 * Live rows of the part may be in the backup as rows outside of it: they are not to go, but to become what they were. So
 * their keys are looked up in the backup, and what is found is staged too.
 */
async function stageMoved({ from, to }, work, counter) {
    const strangers = `${work.part} AS p WHERE NOT EXISTS
    (SELECT FROM ${work.staged} AS s WHERE ${(0, work_ts_1.sameKey)(work.key.columns, 's', 'p')})`;
    if ((await (0, work_ts_1.count)(to, strangers)) === 0)
        return;
    const keys = (0, work_ts_1.list)((0, work_ts_1.keyNames)(work));
    await from.query(`DROP TABLE IF EXISTS pg_temp.pg_backup_keys; CREATE TEMPORARY TABLE pg_backup_keys AS
      SELECT ${keys} FROM ${(0, work_ts_1.rowsIn)(work.from)} WITH NO DATA`);
    const asked = (0, copy_ts_1.copyOut)(to, `COPY (SELECT ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work), 'p')} FROM ${strangers}) TO STDOUT`);
    const { error } = await (0, wire_ts_1.runBytes)(from, Buffer.from(`COPY pg_temp.pg_backup_keys (${keys}) FROM STDIN`), () => asked);
    if (error)
        throw error;
    const moved = `${work.staged.slice(0, -1)}_moved"`;
    const query = `SELECT ${(0, work_ts_1.list)((0, work_ts_1.namesOf)(work.columns), 'r')} FROM ${(0, work_ts_1.rowsIn)(work.from)} AS r
    WHERE EXISTS (SELECT FROM pg_temp.pg_backup_keys AS k WHERE ${(0, work_ts_1.sameKey)(work.key.columns, 'r', 'k')})`;
    await (0, staging_ts_1.stage)({ from, to }, work, moved, query, counter);
    await to.query(`INSERT INTO ${work.staged} SELECT * FROM ${moved}; DROP TABLE ${moved}`);
}


/***/ }),

/***/ 42025:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.rowsOf = void 0;
exports.refuse = refuse;
const errors_ts_1 = __webpack_require__(83916);
/** Refuses to go on where anything stands in the way, and names all of it at once. */
function refuse(problems) {
    const [only] = problems;
    if (!only)
        return;
    if (problems.length === 1)
        throw new errors_ts_1.UserError(only);
    const lines = problems.map(({ what, why, next }) => `- ${[what, why, next].filter(Boolean).join(' ')}`);
    throw new errors_ts_1.UserError({
        what: `${problems.length} things keep the rows from being brought back:`,
        why: lines.join('\n'),
        next: 'Nothing was changed.',
    });
}
const rowsOf = (count) => `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;
exports.rowsOf = rowsOf;


/***/ }),

/***/ 51775:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readReferences = readReferences;
exports.inOrder = inOrder;
exports.brokenReferences = brokenReferences;
exports.lockReferred = lockReferred;
const identifiers_ts_1 = __webpack_require__(19467);
const problems_ts_1 = __webpack_require__(42025);
const work_ts_1 = __webpack_require__(85888);
async function readReferences(to, works) {
    return to.query(REFERENCES, [works.flatMap((work) => work.to.family)]);
}
// Temporal keys compare otherwise, and those that are not enforced hold nothing up.
const REFERENCES = `
  SELECT con.conname::text AS name, con.confdeltype AS "onDelete", con.confupdtype AS "onUpdate",
    pg_catalog.jsonb_build_object('oid', c.oid::bigint, 'schema', cn.nspname, 'name', c.relname, 'kind', c.relkind) AS child,
    pg_catalog.jsonb_build_object('oid', p.oid::bigint, 'schema', pn.nspname, 'name', p.relname, 'kind', p.relkind) AS parent,
    (SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('child', ca.attname, 'parent', pa.attname,
        'equals', pg_catalog.format('OPERATOR(%I.%s)', en.nspname, e.oprname),
        'parentEquals', pg_catalog.format('OPERATOR(%I.%s)', pen.nspname, pe.oprname)) ORDER BY part.place)
      FROM ROWS FROM (pg_catalog.unnest(con.conkey), pg_catalog.unnest(con.confkey), pg_catalog.unnest(con.conpfeqop),
          pg_catalog.unnest(con.conppeqop)) WITH ORDINALITY AS part(child, parent, equals, among, place)
        JOIN pg_catalog.pg_attribute ca ON ca.attrelid = c.oid AND ca.attnum = part.child
        JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = part.parent
        JOIN pg_catalog.pg_operator e ON e.oid = part.equals
        JOIN pg_catalog.pg_namespace en ON en.oid = e.oprnamespace
        JOIN pg_catalog.pg_operator pe ON pe.oid = part.among
        JOIN pg_catalog.pg_namespace pen ON pen.oid = pe.oprnamespace) AS columns
  FROM pg_catalog.pg_constraint con
    JOIN pg_catalog.pg_class c ON c.oid = con.conrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
    JOIN pg_catalog.pg_class p ON p.oid = con.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
  WHERE con.contype = 'f' AND con.conparentid = 0
    AND (con.conrelid = ANY ($1::bigint[]) OR con.confrelid = ANY ($1::bigint[]))
    AND pg_catalog.to_jsonb(con) ->> 'conperiod' IS DISTINCT FROM 'true'
    AND pg_catalog.to_jsonb(con) ->> 'conenforced' IS DISTINCT FROM 'false'
  ORDER BY 1, con.oid`;
const chosen = (works, { oid }) => works.filter((work) => work.to.family.includes(oid));
/** Puts what others refer to first; in a circle, whose order does not matter, by name. */
function inOrder(works, references) {
    const waiting = works.toSorted((a, b) => ((0, identifiers_ts_1.qualified)(a.to) < (0, identifiers_ts_1.qualified)(b.to) ? -1 : 1));
    const needs = new Map(waiting.map((work) => [work, new Set()]));
    for (const { child, parent } of references) {
        for (const work of chosen(works, child)) {
            for (const other of chosen(works, parent))
                if (other !== work)
                    needs.get(work)?.add(other);
        }
    }
    const ordered = [];
    while (waiting.length > 0) {
        const free = waiting.findIndex((work) => [...(needs.get(work) ?? [])].every((other) => ordered.includes(other)));
        ordered.push(...waiting.splice(Math.max(0, free), 1));
    }
    return ordered;
}
const key = (columns, parent, child) => columns
    .map((pair) => `${parent}.${(0, identifiers_ts_1.quoted)(pair.parent)} ${pair.equals} ${child}.${(0, identifiers_ts_1.quoted)(pair.child)}`)
    .join(' AND ');
const brings = (work, columns) => {
    const names = (0, work_ts_1.namesOf)(work.columns);
    return columns.every((column) => names.includes(column));
};
/** Looks, before anything is changed, which references would be broken, or would change rows that nobody chose. */
async function brokenReferences(to, changes, references) {
    const works = changes.map(({ work }) => work);
    const problems = [];
    for (const reference of references) {
        for (const change of changes) {
            if (change.work.to.family.includes(reference.parent.oid))
                problems.push(...(await leftBehind(to, change, reference, works)));
            if (change.work.to.family.includes(reference.child.oid))
                problems.push(...(await withoutParent(to, change, reference, works)));
        }
    }
    return problems;
}
/** Rows that will still refer to what is going to be gone. */
async function leftBehind(to, { work, numbers }, reference, works) {
    const gone = goneOf({ work, numbers }, reference);
    if (gone === undefined)
        return [];
    const children = chosen(works, reference.child);
    const fk = reference.columns.map(({ child }) => child);
    const staying = children.map((child) => `AND NOT ${isReplaced(child, 'c', brings(child, fk))}`);
    let left = await (0, work_ts_1.count)(to, `${(0, work_ts_1.rowsIn)(reference.child)} AS c WHERE EXISTS (SELECT FROM (${gone}) AS g WHERE ${key(reference.columns, 'g', 'c')}) ${staying.join(' ')}`);
    for (const child of children) {
        if (!brings(child, fk))
            continue;
        left += await (0, work_ts_1.count)(to, `${child.coming} AS c WHERE EXISTS (SELECT FROM (${gone}) AS g WHERE ${key(reference.columns, 'g', 'c')})`);
    }
    return left === 0 ? [] : [leftProblem(reference, left, children.length > 0)];
}
/** The referred-to values that are there now and will not be there any more. */
function goneOf({ work, numbers }, { columns }) {
    const referred = columns.map(({ parent }) => parent);
    const byKey = referred.every((column) => (0, work_ts_1.keyNames)(work).includes(column));
    const brought = brings(work, referred);
    // An update leaves the key as it is, in all that equality can tell.
    const updates = numbers.updates > 0 && brought && !byKey;
    if (numbers.deletes === 0 && !updates)
        return undefined;
    const touched = [
        ...(numbers.deletes > 0 ? [`SELECT ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work))} FROM ${work.going}`] : []),
        ...(updates ? [`SELECT ${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work))} FROM ${work.coming} WHERE ${work.kind} = 'u'`] : []),
    ];
    const again = columns
        .map(({ parent, parentEquals }) => `n.${(0, identifiers_ts_1.quoted)(parent)} ${parentEquals} p.${(0, identifiers_ts_1.quoted)(parent)}`)
        .join(' AND ');
    return `SELECT ${(0, work_ts_1.list)(referred, 'p')} FROM ${(0, work_ts_1.rowsIn)(work.to)} AS p
    JOIN (${touched.join(' UNION ALL ')}) AS t ON ${(0, work_ts_1.sameKey)(work.key.columns, 't', 'p')}
    ${brought ? `WHERE NOT EXISTS (SELECT FROM ${work.coming} AS n WHERE ${again})` : ''}`;
}
/** Whether a live row is to go, or to get other values. */
function isReplaced(work, row, updatesCount) {
    const same = (other) => (0, work_ts_1.sameKey)(work.key.columns, other, row);
    const inTable = work.to.kind === 'r' ? `${row}.tableoid = ${work.to.oid} AND ` : '';
    const updated = updatesCount
        ? ` OR EXISTS (SELECT FROM ${work.coming} AS u WHERE u.${work.kind} = 'u' AND ${same('u')})`
        : '';
    return `(${inTable}(EXISTS (SELECT FROM ${work.going} AS d WHERE ${same('d')})${updated}))`;
}
const ACTIONS = {
    c: 'ON DELETE CASCADE: they would be deleted along, and nobody would be told',
    n: 'ON DELETE SET NULL: they would lose the reference, and nobody would be told',
    d: 'ON DELETE SET DEFAULT: they would refer to something else, and nobody would be told',
};
function leftProblem({ name, child, parent, onDelete }, left, isChosen) {
    return {
        what: `${(0, problems_ts_1.rowsOf)(left)} of ${(0, identifiers_ts_1.qualified)(child)} ${left === 1 ? 'refers' : 'refer'} to rows of ${(0, identifiers_ts_1.qualified)(parent)} that are not in the backup and would go (constraint ${name}).`,
        why: `The constraint says ${ACTIONS[onDelete] ?? 'that such rows cannot be deleted'}.`,
        next: isChosen
            ? 'Widen `where`, or leave it out, so that they are brought back too.'
            : `Choose ${(0, identifiers_ts_1.qualified)(child)} too, so that its rows are brought back along, or restore by \`merge\`, which deletes nothing.`,
    };
}
/** Rows that would come back, and what they refer to would not be there. */
async function withoutParent(to, { work, numbers }, reference, works) {
    const fk = reference.columns.map(({ child }) => child);
    if (numbers.inserts + numbers.updates === 0 || !brings(work, fk))
        return [];
    const referred = reference.columns.map(({ parent }) => parent);
    const parents = chosen(works, reference.parent).filter((parent) => brings(parent, referred));
    const places = [(0, work_ts_1.rowsIn)(reference.parent), ...parents.map(({ coming }) => coming)];
    const missing = await (0, work_ts_1.count)(to, `${work.coming} AS c WHERE ${fk.map((column) => `c.${(0, identifiers_ts_1.quoted)(column)} IS NOT NULL`).join(' AND ')} ${places
        .map((place) => `AND NOT EXISTS (SELECT FROM ${place} AS p WHERE ${key(reference.columns, 'p', 'c')})`)
        .join(' ')}`);
    if (missing === 0)
        return [];
    return [
        {
            what: `${(0, problems_ts_1.rowsOf)(missing)} of ${(0, identifiers_ts_1.qualified)(work.to)} would refer to rows of ${(0, identifiers_ts_1.qualified)(reference.parent)} that are not there (constraint ${reference.name}).`,
            next: chosen(works, reference.parent).length > 0
                ? 'Widen `where`, or leave it out, so that those come back too.'
                : `Choose ${(0, identifiers_ts_1.qualified)(reference.parent)} too.`,
        },
    ];
}
/**
 * Locks the rows that are to go where a constraint would take rows along that nobody chose: from now on nobody can make
 * one that refers to them.
 */
async function lockReferred(to, changes, references) {
    for (const { work, numbers } of changes) {
        const referred = references.some(({ parent, onDelete }) => work.to.family.includes(parent.oid) && onDelete in ACTIONS);
        if (numbers.deletes === 0 || !referred)
            continue;
        const keys = (0, work_ts_1.sameKey)(work.key.columns, 'd', 'l');
        await (0, work_ts_1.count)(to, `(SELECT FROM ${(0, work_ts_1.rowsIn)(work.to)} AS l WHERE EXISTS (SELECT FROM ${work.going} AS d WHERE ${keys}) FOR UPDATE OF l) AS locked`);
    }
}


/***/ }),

/***/ 81814:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.missingRights = missingRights;
const identifiers_ts_1 = __webpack_require__(19467);
/** Looks for what this user would be refused on the live side, so that it is told before any row is copied. */
async function missingRights(to, tables, mode) {
    const rows = await to.query(RIGHTS, [
        tables.map(({ oid }) => oid),
    ]);
    const problems = tables.flatMap((table) => {
        const rights = rows.find(({ oid }) => oid === table.oid);
        const lacking = rights ? lackingOf(rights, mode) : [];
        if (lacking.length === 0)
            return [];
        const next = `Grant it (GRANT ${lacking.join(', ')} ON ${(0, identifiers_ts_1.qualified)(table)} TO …), or restore as its owner.`;
        return [{ what: `This user lacks rights on ${(0, identifiers_ts_1.qualified)(table)}: ${lacking.join(', ')}.`, next }];
    });
    if (rows.every(({ temporary }) => temporary))
        return problems;
    return [
        {
            what: 'This user may not create temporary tables in the live database.',
            why: "The backup's rows come into such first.",
            next: 'Grant it (GRANT TEMPORARY ON DATABASE … TO …).',
        },
        ...problems,
    ];
}
function lackingOf({ reads, inserts, updates, deletes }, mode) {
    // Who may neither update nor delete cannot lock others out either.
    const needed = {
        SELECT: reads,
        INSERT: inserts,
        UPDATE: updates || (mode === 'merge' && deletes),
        DELETE: deletes || mode === 'merge',
    };
    return Object.entries(needed).flatMap(([right, granted]) => (granted ? [] : [right]));
}
const RIGHTS = `
  SELECT c.oid::bigint::float8 AS oid,
    pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY') AS temporary,
    pg_catalog.has_table_privilege(c.oid, 'SELECT') AS reads,
    pg_catalog.has_any_column_privilege(c.oid, 'INSERT') AS inserts,
    pg_catalog.has_table_privilege(c.oid, 'UPDATE') AS updates,
    pg_catalog.has_table_privilege(c.oid, 'DELETE') AS deletes
  FROM pg_catalog.pg_class c WHERE c.oid = ANY ($1::bigint[])`;


/***/ }),

/***/ 66456:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.applyRows = exports.planRows = void 0;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const changes_ts_1 = __webpack_require__(4180);
const columns_ts_1 = __webpack_require__(35998);
const facts_ts_1 = __webpack_require__(26258);
const locks_ts_1 = __webpack_require__(26945);
const part_ts_1 = __webpack_require__(5136);
const problems_ts_1 = __webpack_require__(42025);
const references_ts_1 = __webpack_require__(51775);
const rights_ts_1 = __webpack_require__(81814);
const saved_ts_1 = __webpack_require__(25822);
const sequences_ts_1 = __webpack_require__(62415);
const settings_ts_1 = __webpack_require__(4072);
const staging_ts_1 = __webpack_require__(40196);
const triggers_ts_1 = __webpack_require__(8320);
const work_ts_1 = __webpack_require__(85888);
const writing_ts_1 = __webpack_require__(82685);
/** Tells what `applyRows` would do now; the live database is left as it is, and nobody is kept from writing. */
const planRows = (request) => inSessions(request, async (sessions) => {
    const own = await start(sessions, 'REPEATABLE READ');
    const works = await stageRows(sessions, request, own);
    const found = await findAll(sessions, request, works, own);
    await sessions.to.query('ROLLBACK');
    return planOf(found);
});
exports.planRows = planRows;
/**
 * Brings the rows back, in one transaction over all tables. Before the first row is changed or deleted, those that will be
 * are handed to `save`; where it rejects, nothing is changed.
 */
const applyRows = (request, save) => inSessions(request, async (sessions) => {
    const { to } = sessions;
    const own = await start(sessions, 'READ COMMITTED');
    const works = await stageRows(sessions, request, own);
    await (0, locks_ts_1.keepRows)(to, works.map((work) => work.to));
    const found = await findAll(sessions, request, works, own, { locked: true });
    await (0, saved_ts_1.saveRows)(to, found.changes, save);
    const altered = await writeRows(to, request, found, own);
    for (const sequence of found.changes.flatMap(({ sequences }) => sequences))
        await (0, sequences_ts_1.raise)(to, sequence);
    await commit(to);
    return planOf(found, altered);
});
exports.applyRows = applyRows;
async function inSessions(request, work) {
    const { from, to, signal } = request;
    const opened = [];
    try {
        for (const target of [from, to])
            opened.push(await (0, session_ts_1.openSession)(target, { signal }));
        const [source, live] = opened;
        return await work({ from: source, to: live });
    }
    catch (error) {
        signal.throwIfAborted();
        throw told(error, request);
    }
    finally {
        await Promise.all(opened.map((session) => session.close()));
    }
}
/** Nothing is committed before all is done, so whatever failed has changed nothing. */
function told(error, { from, to }) {
    if (error instanceof staging_ts_1.Unreadable)
        return (0, trouble_ts_1.serverTrouble)(`${error.message} (${(0, target_ts_1.describeTarget)(from)})`, error.cause);
    if (!(0, trouble_ts_1.isServerTrouble)(error))
        return error;
    return (0, trouble_ts_1.serverTrouble)(`The rows could not be brought back into ${(0, target_ts_1.describeTarget)(to)}; nothing was changed.`, error);
}
async function start({ from, to }, isolation) {
    await (0, settings_ts_1.begin)(from, 'REPEATABLE READ, READ ONLY');
    const { own } = await (0, settings_ts_1.begin)(to, `${isolation}, READ WRITE`);
    return own;
}
/** Copies the rows that are meant over, into temporary tables that nobody else sees; no lock keeps anybody waiting yet. */
async function stageRows(sessions, request, own) {
    const { from, to } = sessions;
    await (0, locks_ts_1.boundWaiting)(to, request.lockTimeoutSeconds);
    const works = await matchTables(sessions, request);
    (0, problems_ts_1.refuse)(await (0, staging_ts_1.findCarriers)(to, works));
    const counter = { bytes: 0 };
    request.watch?.(() => counter.bytes);
    const { where } = request;
    if (where !== undefined) {
        await (0, settings_ts_1.asAsked)(from, own);
        for (const work of works)
            await (0, part_ts_1.checkCondition)(from, work, where);
    }
    for (const work of works) {
        // What the condition makes of names and times, it makes of them on both sides.
        if (where !== undefined)
            await (0, settings_ts_1.asAsked)(to, own);
        await (0, staging_ts_1.stage)(sessions, work, work.staged, (0, part_ts_1.queryOf)(work, where), counter).catch((error) => {
            if (where === undefined || !(error instanceof staging_ts_1.Unreadable))
                throw error;
            throw (0, part_ts_1.conditionTrouble)(error.cause, (0, identifiers_ts_1.qualified)(work.from));
        });
        await (0, settings_ts_1.pinned)(to);
        await (0, staging_ts_1.index)(to, work);
    }
    return works;
}
async function matchTables({ from, to }, { tables, mode }) {
    const before = await (0, facts_ts_1.readFacts)(from, tables);
    const seen = await (0, facts_ts_1.readFacts)(to, tables);
    (0, problems_ts_1.refuse)((0, columns_ts_1.unfitTables)(tables, before, seen));
    (0, problems_ts_1.refuse)(await (0, rights_ts_1.missingRights)(to, seen, mode));
    await (0, locks_ts_1.keepShape)(to, seen);
    // Somebody may have altered one of them in between.
    const now = await (0, facts_ts_1.readFacts)(to, tables);
    (0, problems_ts_1.refuse)((0, columns_ts_1.unfitTables)(tables, before, now));
    const matched = now.map((table) => {
        const counterpart = before.find(({ schema, name }) => schema === table.schema && name === table.name);
        return counterpart ? (0, columns_ts_1.matchTable)(counterpart, table) : [];
    });
    (0, problems_ts_1.refuse)(matched.flatMap((one) => (Array.isArray(one) ? one : [])));
    return matched.flatMap((one, at) => (Array.isArray(one) ? [] : [(0, work_ts_1.workOn)(one, at)]));
}
/** Compares, and looks for all that stands in the way. */
async function findAll(sessions, { mode, where, triggers: run }, works, own, { locked } = { locked: false }) {
    const { from, to } = sessions;
    const references = await (0, references_ts_1.readReferences)(to, works);
    const triggers = await (0, triggers_ts_1.readTriggers)(to, works);
    if (mode === 'sync' && where !== undefined) {
        // The condition has been asked; what is asked now is ours.
        await from.query('COMMIT');
        await (0, settings_ts_1.begin)(from, 'REPEATABLE READ');
        for (const work of works) {
            await (0, part_ts_1.keepPart)(to, work, where, own);
            await (0, part_ts_1.stageMoved)(sessions, work, { bytes: 0 });
        }
    }
    const changes = [];
    for (const work of (0, references_ts_1.inOrder)(works, references))
        changes.push({ work, numbers: await (0, changes_ts_1.findChanges)(to, work, { mode, where }) });
    if (locked)
        await (0, references_ts_1.lockReferred)(to, changes, references);
    const problems = run ? [] : (0, triggers_ts_1.notOurs)(triggers);
    for (const { work } of changes)
        problems.push(...(await (0, changes_ts_1.unwritable)(to, work)));
    problems.push(...(await (0, references_ts_1.brokenReferences)(to, changes, references)));
    (0, problems_ts_1.refuse)(problems);
    const found = [];
    for (const change of changes) {
        const examples = await (0, changes_ts_1.findExamples)(to, change.work);
        found.push({ ...change, examples, sequences: await (0, sequences_ts_1.findLagging)(to, change.work) });
    }
    return { changes: found, triggers };
}
/** Writes, and tells for each table with triggers how many rows they made other than the backup's. */
async function writeRows(to, request, { changes, triggers }, own) {
    if (!request.triggers)
        await (0, triggers_ts_1.disable)(to, triggers);
    await (0, settings_ts_1.asOwn)(to, own);
    await (0, writing_ts_1.write)(to, changes, request.triggers ? triggers : []);
    await (0, settings_ts_1.pinned)(to);
    if (!request.triggers)
        await (0, triggers_ts_1.enable)(to, triggers);
    const altered = new Map();
    for (const { work } of changes) {
        const run = request.triggers && (0, triggers_ts_1.triggersOf)(triggers, work).length > 0;
        altered.set(work, run ? await (0, changes_ts_1.countAltered)(to, work) : 0);
    }
    return altered;
}
/** Of a connection that is gone, and not of what a server says of a statement. */
const LOST = /^$|^E[A-Z]+$|^(08|57P)/;
async function commit(to) {
    try {
        await to.query('COMMIT');
    }
    catch (error) {
        // What the server itself refuses, it has rolled back.
        if (!(0, trouble_ts_1.isServerTrouble)(error) || !LOST.test((0, trouble_ts_1.factsOf)(error).code))
            throw error;
        const trouble = (0, trouble_ts_1.serverTrouble)('', error);
        throw new errors_ts_1.UserError({
            what: 'The connection was lost while the rows were being committed, so it is not known whether they came back.',
            why: trouble.story.why,
            next: 'Plan once more: where nothing is left to do, they did.',
            cause: error,
        });
    }
}
const planOf = ({ changes }, altered) => ({
    tables: changes.map(({ work, numbers, examples, sequences }) => ({
        table: { schema: work.to.schema, name: work.to.name },
        ...numbers,
        examples,
        columns: work.notes,
        sequences: sequences.map(({ schema, name, from, to }) => ({ schema, name, from, to })),
        ...(altered && { altered: altered.get(work) ?? 0 }),
    })),
});


/***/ }),

/***/ 25822:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.saveRows = saveRows;
const node_stream_1 = __webpack_require__(57075);
const promises_1 = __webpack_require__(46466);
const identifiers_ts_1 = __webpack_require__(19467);
const changes_ts_1 = __webpack_require__(4180);
const copy_ts_1 = __webpack_require__(3912);
const work_ts_1 = __webpack_require__(85888);
/** Hands over the rows that will be changed or deleted, as they are; where there are none, nobody is asked. */
async function saveRows(to, changes, save) {
    const touched = changes.filter(({ numbers }) => numbers.updates + numbers.deletes > 0);
    if (touched.length === 0)
        return;
    let open;
    const rows = {
        tables: touched.map(({ work, numbers }) => ({
            schema: work.to.schema,
            name: work.to.name,
            rows: numbers.updates + numbers.deletes,
        })),
        open() {
            if (open && !open.readableEnded)
                throw new Error('The saved rows are being read already.');
            open = node_stream_1.Readable.from(script(to, touched), { objectMode: false });
            return open;
        },
    };
    await save(rows);
    if (!open || open.readableEnded)
        return;
    // What was not read to its end was not saved, and its COPY still occupies the session.
    const unread = new Error('The saved rows were not read to their end.');
    open.destroy(unread);
    await (0, promises_1.finished)(open).catch(() => undefined);
    throw unread;
}
const columnsOf = (work) => (0, work_ts_1.list)((0, work_ts_1.namesOf)(work.writable));
async function* script(to, touched) {
    yield HEAD;
    for (const [at, { work }] of touched.entries()) {
        yield `\nCREATE TEMPORARY TABLE pg_backup_saved_${at} ON COMMIT DROP AS
  SELECT ${columnsOf(work)} FROM ${(0, work_ts_1.rowsIn)(work.to)} WITH NO DATA;
COPY pg_temp.pg_backup_saved_${at} (${columnsOf(work)}) FROM stdin;\n`;
        yield* (0, copy_ts_1.copyOut)(to, `COPY (${rowsAsTheyAre(work)}) TO STDOUT`);
        yield '\\.\n';
    }
    yield `\n-- From here on as the database's own triggers expect it.\nRESET ALL;\nSET LOCAL client_encoding = 'UTF8';\n`;
    const parts = touched.map(({ work }, at) => `s${at} AS (${putBack(work, `pg_temp.pg_backup_saved_${at}`)})`);
    const counts = touched.map(({ work }, at) => `(SELECT pg_catalog.count(*) FROM s${at}) AS ${(0, identifiers_ts_1.quoted)(`${work.to.schema}.${work.to.name}`)}`);
    yield `WITH ${parts.join(',\n')}\nSELECT ${counts.join(', ')};\n\nCOMMIT;\n`;
}
const HEAD = `-- Rows as they were before pg-backup changed or deleted them; it puts back exactly these, and leaves all others alone.
-- Run it by: psql --no-psqlrc --dbname=… --file=…
\\set ON_ERROR_STOP on
SET standard_conforming_strings = on;
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL lc_monetary = 'C';
SET LOCAL xmloption = content;
SET LOCAL row_security = off;
`;
function rowsAsTheyAre(work) {
    const keys = (0, work_ts_1.list)((0, work_ts_1.keyNames)(work));
    return `SELECT ${(0, work_ts_1.list)((0, work_ts_1.namesOf)(work.writable), 'l')} FROM ${(0, work_ts_1.rowsIn)(work.to)} AS l
    JOIN (SELECT ${keys} FROM ${work.going} UNION ALL SELECT ${keys} FROM ${work.coming} WHERE ${work.kind} = 'u') AS t
      ON ${(0, work_ts_1.sameKey)(work.key.columns, 't', 'l')}`;
}
/** All tables at once, so that rows may refer to each other in any way. */
function putBack(work, saved) {
    const settings = work.writable
        .filter((column) => !(0, changes_ts_1.isFixed)(column))
        .map(({ name }) => `${(0, identifiers_ts_1.quoted)(name)} = excluded.${(0, identifiers_ts_1.quoted)(name)}`);
    const update = settings.length > 0 ? `UPDATE SET ${settings.join(', ')}` : 'NOTHING';
    return `INSERT INTO ${(0, identifiers_ts_1.qualified)(work.to)} (${columnsOf(work)}) OVERRIDING SYSTEM VALUE
  SELECT ${columnsOf(work)} FROM ${saved}
  ON CONFLICT (${(0, work_ts_1.list)((0, work_ts_1.keyNames)(work))}) DO ${update} RETURNING 1`;
}


/***/ }),

/***/ 62415:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findLagging = findLagging;
exports.raise = raise;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const work_ts_1 = __webpack_require__(85888);
const mayNot = (what, sequence) => new errors_ts_1.UserError({
    what: `This user may not ${what} the sequence ${sequence}, so nothing was changed.`,
    why: 'Where it stands before a value that comes back, it would hand that out again.',
    next: 'Grant SELECT and UPDATE on it, or restore as its owner.',
});
/** Which sequences of a table must be raised, and how far. */
async function findLagging(to, work) {
    const all = await to.query(SEQUENCES, [work.to.family]);
    const brought = new Set((0, work_ts_1.namesOf)(work.columns));
    const ours = all.filter(({ column }) => brought.has(column));
    const lagging = new Map();
    for (const sequence of ours) {
        const found = await lag(to, work, sequence);
        const before = lagging.get((0, identifiers_ts_1.qualified)(sequence));
        if (found && (!before || isBeyond(found.increment, BigInt(found.to), BigInt(before.to))))
            lagging.set((0, identifiers_ts_1.qualified)(sequence), found);
    }
    return [...lagging.values()];
}
const isBeyond = (increment, value, other) => increment > 0n ? value > other : value < other;
async function lag(to, work, sequence) {
    const increment = BigInt(sequence.increment);
    const value = `c.${(0, identifiers_ts_1.quoted)(sequence.column)}::pg_catalog.numeric`;
    const sequenceName = (0, identifiers_ts_1.qualified)(sequence);
    if (!sequence.readable)
        throw mayNot('read', sequenceName);
    const [row] = await to.query(`SELECT (SELECT pg_catalog.${increment > 0n ? 'max' : 'min'}(pg_catalog.trunc(${value})) FROM ${work.coming} AS c
        WHERE ${value} BETWEEN ${sequence.minimum} AND ${sequence.maximum})::text AS furthest,
      last_value::text AS last, is_called AS called FROM ${sequenceName}`);
    if (!row || row.furthest === null)
        return undefined;
    const [furthest, last] = [BigInt(row.furthest), BigInt(row.last)];
    if (!isBeyond(increment, furthest, last) && !(furthest === last && !row.called))
        return undefined;
    if (!sequence.raisable)
        throw mayNot('raise', sequenceName);
    const { schema, name, minimum, maximum } = sequence;
    const bounds = [BigInt(minimum), BigInt(maximum)];
    return { schema, name, from: row.last, to: row.furthest, increment, bounds };
}
/** Some thousands of values are handed out faster than anybody could notice. */
const STEPS = 10000n;
/**
 * Raises it. Others may draw values from it at any time and without a lock: a short way is gone by drawing, which never
 * takes it back; over a long one nobody gets between the look and the leap.
 */
async function raise(to, { schema, name, to: goal, increment, bounds }) {
    const sequence = (0, identifiers_ts_1.qualified)({ schema, name });
    const [row] = await to.query(`SELECT last_value::text AS last, is_called AS called FROM ${sequence}`);
    if (!row)
        return;
    const [last, wanted] = [BigInt(row.last), BigInt(goal)];
    const way = (wanted - last) / increment;
    const steps = way + ((wanted - last) % increment === 0n ? 0n : 1n) + (row.called ? 0n : 1n);
    if (steps <= 0n)
        return;
    const end = last + increment * (row.called ? steps : steps - 1n);
    if (steps <= STEPS && end >= bounds[0] && end <= bounds[1]) {
        await to.query('SELECT pg_catalog.count(pg_catalog.nextval($1::pg_catalog.regclass)) FROM pg_catalog.generate_series(1, $2::int)', [sequence, Number(steps)]);
    }
    else {
        await to.query(`SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint) FROM ${sequence}
        WHERE last_value ${increment > 0n ? '<=' : '>='} $2::bigint`, [sequence, goal]);
    }
}
const SEQUENCES = `
  WITH used AS (
    SELECT objid AS sequence, refobjid AS relation, refobjsubid AS attribute FROM pg_catalog.pg_depend
      WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objsubid = 0 AND deptype IN ('a', 'i')
        AND refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND refobjsubid > 0
    UNION
    SELECT d.refobjid, ad.adrelid, ad.adnum FROM pg_catalog.pg_attrdef ad JOIN pg_catalog.pg_depend d
      ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = ad.oid
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  )
  SELECT DISTINCT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column,
    s.seqincrement::text AS increment, s.seqmin::text AS minimum, s.seqmax::text AS maximum,
    pg_catalog.has_sequence_privilege(c.oid, 'SELECT') AS readable,
    pg_catalog.has_sequence_privilege(c.oid, 'UPDATE') AS raisable
  FROM used JOIN pg_catalog.pg_sequence s ON s.seqrelid = used.sequence
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = used.relation AND a.attnum = used.attribute
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE used.relation = ANY ($1::bigint[])
    AND CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END IN ('int2'::pg_catalog.regtype,
      'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype, 'numeric'::pg_catalog.regtype)
  ORDER BY 1, 2, 3`;


/***/ }),

/***/ 4072:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pinned = void 0;
exports.begin = begin;
exports.asOwn = asOwn;
exports.asAsked = asAsked;
const fingerprint_ts_1 = __webpack_require__(18831);
const OWN = [
    'search_path',
    'TimeZone',
    'DateStyle',
    'IntervalStyle',
    'extra_float_digits',
    'bytea_output',
    'xmlbinary',
    'lc_monetary',
    'quote_all_identifiers',
];
/** Begins a transaction that may take its time, and in which values read the same on every server. */
async function begin(session, how) {
    const [row] = await session.query(`SELECT pg_catalog.jsonb_object_agg(name, pg_catalog.current_setting(name)) AS own,
        pg_catalog.current_setting('server_version_num')::int / 10000 AS major
      FROM pg_catalog.unnest($1::text[]) AS name`, [OWN]);
    if (!row)
        throw new Error('The server told none of its settings.');
    await session.query(`BEGIN ISOLATION LEVEL ${how}`);
    const patient = ['idle_in_transaction_session_timeout', ...(row.major >= 17 ? ['transaction_timeout'] : [])];
    await session.query([...patient.map((name) => `SET LOCAL ${name} = 0`), "SET LOCAL client_encoding = 'UTF8'"].join('; '));
    await (0, exports.pinned)(session);
    return { own: row.own };
}
const pinned = (session) => (0, fingerprint_ts_1.pinSettings)(session);
exports.pinned = pinned;
/** As the application would find it, for triggers and defaults. */
async function asOwn(session, own) {
    await set(session, own);
}
/** As the user's condition means names and times, while values are written as they are pinned. */
async function asAsked(session, own) {
    const order = own.DateStyle?.split(',')[1]?.trim() ?? 'MDY';
    await set(session, {
        search_path: own.search_path ?? '',
        TimeZone: own.TimeZone ?? 'UTC',
        DateStyle: `ISO, ${order}`,
    });
}
async function set(session, settings) {
    await session.query('SELECT pg_catalog.set_config(key, value, true) FROM pg_catalog.jsonb_each_text($1::jsonb)', [JSON.stringify(settings)]);
}


/***/ }),

/***/ 40196:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Unreadable = void 0;
exports.findCarriers = findCarriers;
exports.stage = stage;
exports.index = index;
const errors_ts_1 = __webpack_require__(83916);
const wire_ts_1 = __webpack_require__(43495);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
const copy_ts_1 = __webpack_require__(3912);
const work_ts_1 = __webpack_require__(85888);
/** Finds how each value of another type gets over, and the columns where none does, before any row is copied. */
async function findCarriers(to, works) {
    const problems = [];
    for (const work of works) {
        for (const { name, fromType, to: column } of work.columns) {
            if (fromType === undefined)
                continue;
            const carrier = await carrierOf(to, fromType, column.type);
            if (carrier !== undefined)
                work.carriers.set(name, carrier);
            else {
                problems.push({
                    what: `The column ${name} of ${(0, identifiers_ts_1.qualified)(work.to)} is ${column.type} now and was ${fromType} in the backup.`,
                    why: 'A value of the one cannot be assigned to the other.',
                    next: 'Restore the table beside under another name and convert it there.',
                });
            }
        }
    }
    return problems;
}
const UNKNOWN = ['42704', '3F000'];
const NO_CAST = '42804';
/** The type in which values travel; every type can become a text, also one that the live database does not know any more. */
async function carrierOf(to, fromType, toType) {
    await to.query('SAVEPOINT conversion');
    try {
        await to.query(`CREATE TEMPORARY TABLE pg_backup_probe (value ${fromType})`);
        await to.query(`ALTER TABLE pg_temp.pg_backup_probe ALTER value TYPE ${toType}`);
        return fromType;
    }
    catch (error) {
        const { code } = (0, trouble_ts_1.factsOf)(error);
        if (UNKNOWN.includes(code))
            return /^(text|character|character varying)\b/.test(toType) ? 'text' : undefined;
        if (code === NO_CAST)
            return undefined;
        throw error;
    }
    finally {
        await to.query('ROLLBACK TO SAVEPOINT conversion; RELEASE SAVEPOINT conversion').catch(() => undefined);
    }
}
/** Makes a temporary table of the live session, and fills it with what a query yields of the backup. */
async function stage({ from, to }, work, table, query, counter) {
    const columns = work.columns.map(({ name, fromType, to: { type, collation } }) => fromType === undefined
        ? `${(0, identifiers_ts_1.quoted)(name)} ${type}${collation ? ` COLLATE ${collation}` : ''}`
        : `${(0, identifiers_ts_1.quoted)(name)} ${work.carriers.get(name) ?? fromType}`);
    await to.query(`CREATE TEMPORARY TABLE ${(0, work_ts_1.unqualified)(table)} (${columns.join(', ')})`);
    await fill(from, to, work, table, query, counter);
    const converted = work.columns.flatMap(({ name, fromType, to: { type, collation } }) => fromType === undefined
        ? []
        : [`ALTER ${(0, identifiers_ts_1.quoted)(name)} TYPE ${type}${collation ? ` COLLATE ${collation}` : ''}`]);
    if (converted.length === 0)
        return;
    await to.query(`ALTER TABLE ${table} ${converted.join(', ')}`).catch((error) => {
        throw unfitValue(work, error);
    });
}
async function fill(from, to, work, table, query, counter) {
    const trouble = {};
    async function* rows() {
        try {
            for await (const block of (0, copy_ts_1.copyOut)(from, `COPY (${query}\n) TO STDOUT`)) {
                counter.bytes += block.length;
                yield block;
            }
        }
        catch (error) {
            trouble.ofSource = error;
            throw error;
        }
    }
    const copy = `COPY ${table} (${(0, work_ts_1.list)((0, work_ts_1.namesOf)(work.columns))}) FROM STDIN`;
    const outcome = await (0, wire_ts_1.runBytes)(to, Buffer.from(copy), rows).catch((error) => {
        throw trouble.ofSource === undefined ? error : unreadable(work, trouble.ofSource);
    });
    if (trouble.ofSource !== undefined)
        throw unreadable(work, trouble.ofSource);
    if (outcome.error)
        throw unfitValue(work, outcome.error);
}
/** An error of the side that is read from; whoever gave the query knows more of it. */
class Unreadable extends Error {
    work;
    constructor(work, cause) {
        super(`The rows of ${(0, identifiers_ts_1.qualified)(work.from)} cannot be read.`, { cause });
        this.work = work;
    }
}
exports.Unreadable = Unreadable;
const unreadable = (work, cause) => (0, trouble_ts_1.isServerTrouble)(cause) ? new Unreadable(work, cause) : cause;
/** The server's sentence may hold a value, and says in its context which column it is. */
function unfitValue(work, error) {
    const { code } = (0, trouble_ts_1.factsOf)(error);
    if (!/^(22|23|42)/.test(code))
        return error;
    const where = /, column (.+?)(: .*)?$/m.exec(String(error.where ?? ''))?.[1];
    const trouble = (0, trouble_ts_1.serverTrouble)('', error);
    return new errors_ts_1.UserError({
        what: `A value of the backup does not fit into ${(0, identifiers_ts_1.qualified)(work.to)}${where ? `, column ${where}` : ''}.`,
        why: trouble.story.why,
        next: 'The live type has changed since the backup (a shorter one, a label or a check of it): widen it for the time of the restore.',
        cause: error,
    });
}
/** Gives the staged rows the index by which they are matched; two rows of one key cannot be. */
async function index(to, work) {
    const parts = work.key.columns.map(({ column, operatorClass }) => `${(0, identifiers_ts_1.quoted)(column)} ${operatorClass}`);
    const nulls = work.key.columns.map(({ column }) => `ALTER ${(0, identifiers_ts_1.quoted)(column)} SET NOT NULL`);
    try {
        await to.query(`ALTER TABLE ${work.staged} ${nulls.join(', ')}`);
        await to.query(`CREATE UNIQUE INDEX ON ${work.staged} (${parts.join(', ')})`);
    }
    catch (error) {
        const { code } = (0, trouble_ts_1.factsOf)(error);
        if (code !== '23505' && code !== '23502')
            throw error;
        throw new errors_ts_1.UserError({
            what: `${code === '23505' ? 'Two rows' : 'Some rows'} of ${(0, identifiers_ts_1.qualified)(work.from)} in the backup have ${code === '23505' ? 'one key' : 'no key'} (${(0, work_ts_1.list)(work.key.columns.map(({ column }) => column))}).`,
            why: `The live table's ${work.key.name} was added after the backup, so its rows cannot be told apart by it.`,
            next: 'Restore the table beside under another name and copy by hand.',
            cause: error,
        });
    }
    await to.query(`ANALYZE ${work.staged}`);
}


/***/ }),

/***/ 8320:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.triggersOf = void 0;
exports.readTriggers = readTriggers;
exports.notOurs = notOurs;
exports.disable = disable;
exports.enable = enable;
const identifiers_ts_1 = __webpack_require__(19467);
/** Those that would run on the chosen tables and on what belongs to them. */
async function readTriggers(to, works) {
    return to.query(TRIGGERS, [works.flatMap((work) => work.to.family)]);
}
const TRIGGERS = `
  SELECT pg_catalog.jsonb_build_object('oid', c.oid::bigint, 'schema', n.nspname, 'name', c.relname) AS table,
    t.tgname::text AS name, t.tgenabled AS enabled, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS ours
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgrelid = ANY ($1::bigint[])
  ORDER BY c.oid, t.tgname`;
const triggersOf = (triggers, work) => triggers.filter(({ table }) => work.to.family.includes(table.oid));
exports.triggersOf = triggersOf;
function notOurs(triggers) {
    const tables = triggers.filter(({ ours }) => !ours).map(({ table }) => (0, identifiers_ts_1.qualified)(table));
    if (tables.length === 0)
        return [];
    return [
        {
            what: 'This user may not switch off the triggers, as `triggers: off` asks.',
            why: `Only the owner of a table may: ${[...new Set(tables)].join(', ')}.`,
            next: 'Restore as the owner, or leave `triggers` on.',
        },
    ];
}
/**
 * Switches them off until the transaction ends, for nobody else can write meanwhile. Not by session_replication_role: it
 * would switch off foreign keys as well, and most users may not set it.
 */
async function disable(to, triggers) {
    for (const { table, name } of triggers)
        await to.query(`ALTER TABLE ONLY ${(0, identifiers_ts_1.qualified)(table)} DISABLE TRIGGER ${(0, identifiers_ts_1.quoted)(name)}`);
}
const AGAIN = { O: 'ENABLE', A: 'ENABLE ALWAYS' };
async function enable(to, triggers) {
    for (const { table, name, enabled } of triggers)
        await to.query(`ALTER TABLE ONLY ${(0, identifiers_ts_1.qualified)(table)} ${AGAIN[enabled]} TRIGGER ${(0, identifiers_ts_1.quoted)(name)}`);
}


/***/ }),

/***/ 85888:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.unqualified = exports.asText = exports.keyNames = exports.namesOf = exports.list = exports.sameKey = exports.rowsIn = void 0;
exports.workOn = workOn;
exports.count = count;
const identifiers_ts_1 = __webpack_require__(19467);
function workOn(matched, at) {
    const names = new Set(matched.to.columns.map(({ name }) => name));
    let kind = 'pg_backup_kind';
    while (names.has(kind))
        kind += '_';
    const temporary = (what) => `pg_temp.${(0, identifiers_ts_1.quoted)(`pg_backup_${what}_${at}`)}`;
    return {
        ...matched,
        staged: temporary('staged'),
        part: temporary('part'),
        coming: temporary('coming'),
        going: temporary('going'),
        kind: (0, identifiers_ts_1.quoted)(kind),
        carriers: new Map(),
    };
}
/** As it stands behind FROM: a partition tree is one table, and children by inheritance are other tables. */
const rowsIn = (table) => `${table.kind === 'p' ? '' : 'ONLY '}${(0, identifiers_ts_1.qualified)(table)}`;
exports.rowsIn = rowsIn;
/** The condition that two rows have the same key. */
const sameKey = (columns, a, b) => columns.map(({ column, equals }) => `${a}.${(0, identifiers_ts_1.quoted)(column)} ${equals} ${b}.${(0, identifiers_ts_1.quoted)(column)}`).join(' AND ');
exports.sameKey = sameKey;
const list = (names, of) => names.map((name) => (of ? `${of}.${(0, identifiers_ts_1.quoted)(name)}` : (0, identifiers_ts_1.quoted)(name))).join(', ');
exports.list = list;
const namesOf = (columns) => columns.map(({ name }) => name);
exports.namesOf = namesOf;
const keyNames = ({ key }) => key.columns.map(({ column }) => column);
exports.keyNames = keyNames;
/** A row as text: floats exactly, and what has no equality, too. */
const asText = (names, of) => `ROW(${(0, exports.list)(names, of)})::pg_catalog.text COLLATE pg_catalog."C"`;
exports.asText = asText;
/** Temporary tables are created by their names alone. */
const unqualified = (table) => table.replace(/^pg_temp\./, '');
exports.unqualified = unqualified;
async function count(session, from) {
    const [row] = await session.query(`SELECT pg_catalog.count(*)::text AS count FROM ${from}`);
    return Number(row?.count ?? 0);
}


/***/ }),

/***/ 82685:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.write = write;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
const changes_ts_1 = __webpack_require__(4180);
const locks_ts_1 = __webpack_require__(26945);
const problems_ts_1 = __webpack_require__(42025);
const triggers_ts_1 = __webpack_require__(8320);
const work_ts_1 = __webpack_require__(85888);
/**
 * Deletes, updates and inserts in all tables, as one statement: foreign keys are looked at when it ends, so that rows may
 * refer to themselves, to each other and in circles.
 */
async function write(to, changes, triggers) {
    const steps = stepsOf(changes);
    if (steps.length === 0)
        return;
    const rows = await to.query(statementOf(steps)).catch((error) => {
        throw writingTrouble(error, changes, triggers);
    });
    for (const { name, expected, what, work } of steps) {
        const written = Number(rows[0]?.[name] ?? 0);
        if (written !== expected)
            throw otherwise(work, what, expected, written, triggers);
    }
    await to.query('SET CONSTRAINTS ALL IMMEDIATE').catch((error) => {
        throw writingTrouble(error, changes, triggers);
    });
}
/** What refers to others is deleted first and inserted last, for the sake of triggers that look around. */
function stepsOf(changes) {
    const deletes = changes.toReversed().map(({ work, numbers }, at) => ({
        ...{ name: `d${at}`, what: 'deleted', work, expected: numbers.deletes },
        sql: `DELETE FROM ${(0, work_ts_1.rowsIn)(work.to)} AS l USING ${work.going} AS g WHERE ${(0, work_ts_1.sameKey)(work.key.columns, 'g', 'l')}`,
    }));
    const writes = changes.flatMap(({ work, numbers }, at) => [
        {
            ...{ name: `u${at}`, what: 'updated', work, expected: numbers.updates },
            sql: `UPDATE ${(0, work_ts_1.rowsIn)(work.to)} AS l SET ${settingsOf(work)} FROM ${work.coming} AS c
        WHERE c.${work.kind} = 'u' AND ${(0, work_ts_1.sameKey)(work.key.columns, 'c', 'l')}`,
        },
        {
            ...{ name: `i${at}`, what: 'inserted', work, expected: numbers.inserts },
            sql: `INSERT INTO ${(0, identifiers_ts_1.qualified)(work.to)} (${(0, work_ts_1.list)((0, work_ts_1.namesOf)(work.columns))}) OVERRIDING SYSTEM VALUE
        SELECT ${(0, work_ts_1.list)((0, work_ts_1.namesOf)(work.columns), 'c')} FROM ${work.coming} AS c WHERE c.${work.kind} = 'i'`,
        },
    ]);
    return [...deletes, ...writes].filter(({ expected }) => expected > 0);
}
const settingsOf = ({ columns }) => columns
    .filter(({ to }) => !(0, changes_ts_1.isFixed)(to))
    .map(({ name }) => `${(0, identifiers_ts_1.quoted)(name)} = c.${(0, identifiers_ts_1.quoted)(name)}`)
    .join(', ');
/** Each step waits for the one before it, since a unique value may only be taken when it has been given up. */
function statementOf(steps) {
    const parts = steps.map(({ name, sql }, at) => {
        const before = steps[at - 1];
        const after = before
            ? ` AND (SELECT pg_catalog.count(*) FROM ${before.name}) OPERATOR(pg_catalog.>=) 0`
            : '';
        return `${name} AS (${sql}${after} RETURNING 1)`;
    });
    const counts = steps.map(({ name }) => `(SELECT pg_catalog.count(*) FROM ${name})::text AS ${name}`);
    return `WITH ${parts.join(',\n')} SELECT ${counts.join(', ')}`;
}
function otherwise(work, what, expected, written, triggers) {
    const names = (0, triggers_ts_1.triggersOf)(triggers, work).map(({ name }) => name);
    return new errors_ts_1.UserError({
        what: `${(0, problems_ts_1.rowsOf)(expected)} of ${(0, identifiers_ts_1.qualified)(work.to)} were to be ${what}, and ${written.toLocaleString('en')} were; so nothing was changed.`,
        why: names.length > 0
            ? `A trigger of the table keeps rows from being ${what}: ${names.join(', ')}.`
            : undefined,
        next: 'Restore by `triggers: off`, or switch off the trigger in question.',
    });
}
/** What the server refused while rows were written; its detail would show values of rows, so it is left out. */
function writingTrouble(error, changes, triggers) {
    const { code } = (0, trouble_ts_1.factsOf)(error);
    const { schema, table, constraint } = (error ?? {});
    const at = schema && table
        ? (0, identifiers_ts_1.qualified)({ schema, name: table })
        : changes.map(({ work }) => (0, identifiers_ts_1.qualified)(work.to)).join(', ');
    const story = STORIES[code];
    if (!story && !/^([0-9A-Z]{2})[0-9A-Z]{3}$/.test(code))
        return error;
    if (/^(08|57P)/.test(code))
        return error;
    const names = changes.flatMap(({ work }) => (0, triggers_ts_1.triggersOf)(triggers, work).map(({ name }) => name));
    const trouble = (0, trouble_ts_1.serverTrouble)('', error);
    return new errors_ts_1.UserError({
        what: `${story?.what ?? 'The rows could not be written into'} ${at}${constraint ? ` (constraint ${constraint})` : ''}, so nothing was changed.`,
        why: (0, trouble_ts_1.factsOf)(error).message.replace(/[^.]$/, '$&.'),
        next: story?.next ??
            (names.length > 0
                ? `A trigger may have refused it (${names.join(', ')}): \`triggers: off\` restores without them.`
                : trouble.story.next),
        cause: error,
    });
}
const STORIES = {
    '23503': {
        what: 'A foreign key would be broken in',
        next: 'Choose the table at its other end too, so that the rows that belong together come back together.',
    },
    '23001': {
        what: 'A foreign key would be broken in',
        next: 'Choose the table at its other end too, so that the rows that belong together come back together.',
    },
    '23505': {
        what: 'A row of the backup takes a value that another row has, in',
        next: 'Either another live row took it since the backup: change or delete that one, or restore by `sync`. Or two rows exchanged it: make the constraint DEFERRABLE for the time of the restore.',
    },
    '23514': {
        what: 'A row of the backup does not meet a check of',
        next: 'The check was added or changed since the backup: drop it, or add it as NOT VALID, for the time of the restore.',
    },
    '23502': {
        what: 'A row of the backup lacks a value that must not be null in',
        next: 'The column has become NOT NULL since the backup: let it be null for the time of the restore.',
    },
    '42501': {
        what: 'This user may not write into',
        next: 'Grant SELECT, INSERT, UPDATE and DELETE on it, or restore as its owner.',
    },
    '40P01': { what: 'Somebody else and we waited for each other in', next: 'Start it again.' },
    [locks_ts_1.LOCK_NOT_AVAILABLE]: {
        what: 'Somebody else holds a row that is needed in',
        next: 'Start it again when that has ended, or give it more time by `lock-timeout`.',
    },
};


/***/ }),

/***/ 60312:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.tellRowsPlan = tellRowsPlan;
exports.reportTables = reportTables;
const names_ts_1 = __webpack_require__(68189);
const backup_ts_1 = __webpack_require__(4630);
const markdown_ts_1 = __webpack_require__(54285);
/** Shows what would happen to which rows. */
async function tellRowsPlan(host, how, telling) {
    const { plan, digest, database, manifest, from, rows } = telling;
    const time = manifest.snapshot.time;
    const lines = [
        `Backup: ${manifest.id} of ${manifest.name}, as it was at ${time}, from ${from}`,
        `Into: the tables of "${database}", by ${rows.mode}${rows.where === undefined ? '' : `, where ${rows.where}`}${rows.triggers ? '' : ', without their triggers'}`,
        ...plan.tables.flatMap((change) => changeLines(change, how.showTableNames)),
        'All of it is one transaction; rows that are changed or deleted are stored first, as a backup of their own.',
        `Plan ${digest}`,
    ];
    await host.group('Plan', async () => host.info(lines.join('\n')));
    host.output('plan', digest);
    host.output('backup-id', manifest.id);
    await host.summary(`## Plan of bringing rows back into ${(0, markdown_ts_1.cell)(database)}\n\n${summaryTable(plan, how)}\n\nPlan ${digest}\n`);
    if (how.dryRun && how.json)
        host.print(JSON.stringify(jsonOf(telling), undefined, 2));
}
const NOTES = {
    default: 'is not in the backup: new rows get its default',
    'left out': 'is not in the live table any more: its values are left out',
    computed: 'is computed by the live table',
    converted: 'has another type now',
};
function changeLines({ table: name, inserts, updates, deletes, examples, columns, sequences }, showNames) {
    const shown = (keys) => showNames && keys.length > 0 ? `, such as ${keys.join(' | ')}` : '';
    const head = `${showNames ? (0, names_ts_1.spelled)(name) : 'A table'}: ${(0, backup_ts_1.count)(inserts, 'row')} to insert${shown(examples.inserts)}; ${updates.toLocaleString('en')} to update${shown(examples.updates)}; ${deletes.toLocaleString('en')} to delete${shown(examples.deletes)}`;
    if (!showNames)
        return [head];
    return [
        head,
        ...columns.map(({ column, what, detail }) => `  the column ${column} ${NOTES[what]}${detail ? ` (${detail})` : ''}`),
        ...sequences.map(({ schema, name: sequence, from, to }) => `  the sequence ${(0, names_ts_1.spelled)({ schema, name: sequence })} goes from ${from} to ${to}`),
    ];
}
const summaryTable = ({ tables }, { showTableNames }) => (0, markdown_ts_1.table)(['Table', 'Inserted', 'Updated', 'Deleted'], tables.map(({ table: name, inserts, updates, deletes }) => [
    showTableNames ? (0, names_ts_1.spelled)(name) : 'a table',
    ...[inserts, updates, deletes].map((number) => number.toLocaleString('en')),
]));
/** Tells what has happened to which rows. */
async function reportTables(host, how, telling) {
    const { done, database, manifest, saved, trouble } = telling;
    const sum = (of) => done.tables.reduce((all, change) => all + change[of], 0).toLocaleString('en');
    const altered = done.tables.reduce((all, change) => all + (change.altered ?? 0), 0);
    const back = saved
        ? ` The rows as they were are backup ${saved.id} of ${saved.name}; \`restore\` puts them back.`
        : '';
    const but = altered > 0 ? ` Triggers of the tables made ${(0, backup_ts_1.count)(altered, 'row')} other than the backup's.` : '';
    const sentence = `Rows of backup ${manifest.id} are back in "${database}": ${sum('inserts')} inserted, ${sum('updates')} updated, ${sum('deletes')} deleted.${but}${back}`;
    host.info(sentence);
    if (trouble)
        host.error(trouble.message);
    const outputs = { verdict: 'pass', 'restore-seconds': '', 'old-database': '', report: '' };
    for (const [name, value] of Object.entries(outputs))
        host.output(name, value);
    await host.summary(`## ${trouble ? '❌' : '✅'} ${(0, markdown_ts_1.cell)(sentence)}\n\n${summaryTable(done, how)}\n`);
    host.print(how.json ? JSON.stringify(jsonOf(telling), undefined, 2) : 'pass');
}
function jsonOf(telling) {
    const { digest, database, manifest, from, rows, plan, done, saved } = telling;
    return {
        format: 1,
        plan: digest,
        ...{ database, from, backup: manifest.id, tableMode: rows.mode, where: rows.where ?? null },
        changed: done !== undefined,
        tables: (done ?? plan).tables,
        savedRows: saved ? { id: saved.id, name: saved.name } : null,
    };
}


/***/ }),

/***/ 58978:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NobodyLeft = void 0;
exports.tee = tee;
const node_stream_1 = __webpack_require__(57075);
const errors_ts_1 = __webpack_require__(83916);
/**
 * Hands the same chunks to several readers, as fast as the slowest takes them. A reader that gives up (destroys its
 * branch) is left out and the others go on; when all have, the source is destroyed. When the source fails, every branch
 * is destroyed with its error and none ends. The chunks are shared, so no reader may change them.
 */
function tee(source, count) {
    const live = new Set();
    const full = new Set();
    const mayGoOn = () => {
        if (full.size === 0 && live.size > 0)
            source.resume();
    };
    const roomIn = (branch) => {
        if (full.delete(branch))
            mayGoOn();
    };
    const gone = (branch, error) => {
        live.delete(branch);
        full.delete(branch);
        if (live.size > 0)
            mayGoOn();
        else if (!source.readableEnded)
            source.destroy(new NobodyLeft(error));
    };
    const branches = Array.from({ length: count }, () => new Branch(roomIn, gone));
    for (const branch of branches)
        live.add(branch);
    source.on('data', (chunk) => {
        for (const branch of live) {
            if (!branch.push(chunk))
                full.add(branch);
        }
        if (full.size > 0)
            source.pause();
    });
    (0, node_stream_1.finished)(source, { writable: false }, (error) => {
        // Destroying a branch takes it out of the set.
        for (const branch of [...live]) {
            if (error)
                branch.destroy(error);
            else
                branch.push(null);
        }
    });
    return branches;
}
class Branch extends node_stream_1.Readable {
    #roomIn;
    #gone;
    constructor(roomIn, gone) {
        super();
        this.#roomIn = roomIn;
        this.#gone = gone;
        // The source may fail before this branch's reader has begun: it still gets the error when it does.
        this.on('error', () => { });
    }
    _read() {
        this.#roomIn(this);
    }
    _destroy(error, done) {
        this.#gone(this, error);
        done(error);
    }
}
/** Why a source was destroyed: not for a fault of its own. */
class NobodyLeft extends errors_ts_1.UserError {
    constructor(last) {
        super({
            what: 'No destination is left to write to.',
            why: last ? `The last one failed: ${last.message}` : 'All of them stopped reading.',
            next: 'See what was said about each destination.',
            cause: last ?? undefined,
        });
        this.name = 'NobodyLeft';
    }
}
exports.NobodyLeft = NobodyLeft;


/***/ })

};
