export const id = 5947;
export const ids = [5947];
export const modules = {

/***/ 17439:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.start = start;
exports.probe = probe;
exports.startResident = startResident;
const node_child_process_1 = __webpack_require__(31421);
const node_fs_1 = __webpack_require__(73024);
const node_stream_1 = __webpack_require__(57075);
const STDERR_KEPT = 16 * 1024;
const GRACE_MS = 3_000;
const STDOUT_BUFFER = 256 * 1024;
/** The one door to child processes: an argument array, a whole environment, never a shell. */
function start(command, args, options) {
    options.signal.throwIfAborted();
    const child = (0, node_child_process_1.spawn)(command, args, {
        env: options.env,
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(options.cwd && { cwd: options.cwd }),
        ...options.user,
    });
    let tail = '';
    let unfinished = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        tail = (tail + text).slice(-STDERR_KEPT);
        const lines = (unfinished + text).split('\n');
        unfinished = (lines.pop() ?? '').slice(-STDERR_KEPT);
        for (const line of lines)
            options.onStderr?.(line);
    });
    // A reader that went away is told by the exit code of whoever wrote to it.
    child.stdin.on('error', () => undefined);
    // When a child ends, Node drains and drops what nobody has begun to read of it; what has gone on into another stream
    // is safe from that.
    const stdout = new node_stream_1.PassThrough({ highWaterMark: STDOUT_BUFFER });
    (0, node_stream_1.pipeline)(child.stdout, stdout, () => undefined);
    let force;
    const kill = () => {
        child.kill('SIGTERM');
        force ??= setTimeout(() => {
            child.kill('SIGKILL');
            // Children of its own may still hold our pipes open, and nobody waits for what they have to say.
            for (const pipe of [child.stdout, child.stderr])
                pipe.destroy();
        }, GRACE_MS);
    };
    options.signal.addEventListener('abort', kill, { once: true });
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => resolve({ code, signal }));
    }).finally(() => {
        clearTimeout(force);
        options.signal.removeEventListener('abort', kill);
        if (unfinished)
            options.onStderr?.(unfinished);
    });
    ended.catch(() => undefined);
    return { stdin: child.stdin, stdout, ended, stderrTail: () => tail };
}
/** Runs a short probe and collects what it prints. */
async function probe(command, args, options) {
    const running = start(command, args, options);
    running.stdin.end();
    let stdout = '';
    running.stdout.setEncoding('utf8').on('data', (text) => {
        if (stdout.length < 1 << 20)
            stdout += text;
    });
    const end = await running.ended;
    options.signal.throwIfAborted();
    return { ...end, stdout, stderr: running.stderrTail() };
}
/**
 * Starts a program that is to outlive a signal from the terminal, so that whoever started it can end it in order; what it
 * says goes to the end of a file.
 */
function startResident(command, args, options) {
    const log = (0, node_fs_1.openSync)(options.log, 'a', 0o600);
    try {
        const child = (0, node_child_process_1.spawn)(command, args, {
            env: options.env,
            stdio: ['ignore', log, log],
            detached: true,
            ...(options.cwd && { cwd: options.cwd }),
            ...options.user,
        });
        const ended = new Promise((resolve, reject) => {
            child.once('error', reject);
            child.once('exit', (code, signal) => resolve({ code, signal }));
        });
        ended.catch(() => undefined);
        return {
            pid: child.pid,
            ended,
            kill: (signal) => void child.kill(signal),
            leave: () => child.unref(),
        };
    }
    finally {
        (0, node_fs_1.closeSync)(log);
    }
}


/***/ }),

/***/ 98205:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requestCancel = requestCancel;
const node_net_1 = __webpack_require__(77030);
const target_ts_1 = __webpack_require__(11454);
const PATIENCE_MS = 2_000;
const CANCEL_REQUEST_CODE = 80_877_102;
/**
 * Asks the server to stop what a connection is doing: it would not notice its socket's end before the query's. Resolves
 * when the server has taken the request, or after a moment without an answer.
 */
async function requestCancel(client, target) {
    const { processID, secretKey } = client;
    if (!processID)
        return;
    // A request of this kind comes before any login, and in clear, as libpq's own does.
    const request = Buffer.alloc(16);
    request.writeInt32BE(16, 0);
    request.writeInt32BE(CANCEL_REQUEST_CODE, 4);
    request.writeInt32BE(processID, 8);
    request.writeInt32BE(secretKey ?? 0, 12);
    const socket = (0, target_ts_1.isSocket)(target)
        ? (0, node_net_1.connect)(`${target.host}/.s.PGSQL.${target.port}`)
        : (0, node_net_1.connect)(target.port, target.given.hostaddr ?? target.host);
    await new Promise((done) => {
        const limit = setTimeout(done, PATIENCE_MS);
        socket.on('error', () => undefined);
        socket.on('close', () => {
            clearTimeout(limit);
            done();
        });
        socket.resume().end(request);
    });
    socket.destroy();
}


/***/ }),

/***/ 59163:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.removalOf = void 0;
exports.whyNoDocker = whyNoDocker;
exports.needImage = needImage;
exports.removeContainer = removeContainer;
const errors_ts_1 = __webpack_require__(83916);
const process_ts_1 = __webpack_require__(17439);
/** Nothing where docker answers, else what it says, or why it cannot be asked. */
async function whyNoDocker(how) {
    try {
        const answer = await (0, process_ts_1.probe)('docker', ['version', '--format', '{{.Server.Version}}'], how);
        return answer.code === 0 ? undefined : lastLine(answer.stderr);
    }
    catch (error) {
        how.signal.throwIfAborted();
        return (0, errors_ts_1.asError)(error).message;
    }
}
/** Fetches PostgreSQL's official image of a major version where it is not here yet; answers its name. */
async function needImage(major, how) {
    const image = `postgres:${major}`;
    const { env, signal } = how;
    if ((await (0, process_ts_1.probe)('docker', ['image', 'inspect', image], { env, signal })).code === 0)
        return image;
    how.log(`Fetching the docker image ${image} for ${how.purpose}.`);
    const pull = await (0, process_ts_1.probe)('docker', ['pull', '--quiet', image], { env, signal });
    if (pull.code === 0)
        return image;
    throw new errors_ts_1.UserError({
        what: `The docker image ${image} could not be fetched.`,
        why: lastLine(pull.stderr),
        next: how.next,
    }, how.ending);
}
/** Docker's arguments that remove a container, and the volumes that only it has. */
const removalOf = (name) => ['rm', '--force', '--volumes', name];
exports.removalOf = removalOf;
/** Removes a container, whatever it is doing. */
async function removeContainer(name, how) {
    const removal = await (0, process_ts_1.probe)('docker', (0, exports.removalOf)(name), how);
    if (removal.code === 0 || /no such container/i.test(removal.stderr))
        return;
    throw new Error(lastLine(removal.stderr) ?? `docker rm ended with exit code ${removal.code}`);
}
const lastLine = (text) => text.trim().split('\n').at(-1) || undefined;


/***/ }),

/***/ 19467:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.qualified = exports.unquoted = exports.quoted = void 0;
/** The one way an SQL identifier enters a statement of ours; pg_dump reads the same form as an exact name. */
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
exports.quoted = quoted;
/** The name that an identifier in a statement stands for. */
const unquoted = (identifier) => identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
exports.unquoted = unquoted;
const qualified = (object) => `${(0, exports.quoted)(object.schema)}.${(0, exports.quoted)(object.name)}`;
exports.qualified = qualified;


/***/ }),

/***/ 9004:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readPattern = readPattern;
exports.readPatterns = readPatterns;
const SPECIAL = /[|*+?()[\]{}.^$\\]/g;
/**
 * Reads a pattern as psql and pg_dump do: outside double quotes letters are folded to lower case, `*` and `?` are
 * wildcards, a dot parts schema and name, and the rest is a regular expression; inside, all is literal.
 */
function readPattern(pattern) {
    const parts = [''];
    let inQuotes = false;
    for (let at = 0; at < pattern.length; at++) {
        const character = pattern[at] ?? '';
        const last = parts.length - 1;
        if (character === '"') {
            if (inQuotes && pattern[at + 1] === '"') {
                parts[last] += '"';
                at++;
            }
            else
                inQuotes = !inQuotes;
        }
        else if (inQuotes)
            parts[last] += character.replace(SPECIAL, '\\$&');
        else if (character === '*')
            parts[last] += '.*';
        else if (character === '?')
            parts[last] += '.';
        else if (character === '.')
            parts.push('');
        else if (character === '$')
            parts[last] += '\\$';
        // More likely the name of an array type than an empty bracket expression.
        else if (character === '[' && pattern[at + 1] === ']')
            parts[last] += '\\[';
        else
            parts[last] += /[A-Z]/.test(character) ? character.toLowerCase() : character;
    }
    const [name = '', schema] = parts.reverse();
    return { schema: schema === undefined ? null : `^(${schema})$`, name: `^(${name})$` };
}
/** Several patterns as few: the server keeps only some dozens of regular expressions at hand. */
function readPatterns(patterns) {
    const bySchema = Map.groupBy(patterns.map(readPattern), ({ schema }) => schema);
    return [...bySchema].map(([schema, same]) => ({ schema, name: same.map(({ name }) => name).join('|') }));
}


/***/ }),

/***/ 88766:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.MAKE_VISIBLE = exports.MAKE_READABLE = exports.NOT_COMPARED = void 0;
exports.listRelations = listRelations;
exports.surveyRelations = surveyRelations;
exports.enumerate = enumerate;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const patterns_ts_1 = __webpack_require__(9004);
exports.NOT_COMPARED = {
    excluded: 'left out by exclude-table-data',
    extension: 'belongs to an extension',
    foreign: 'lies on another server',
    refreshed: 'is refreshed on restore',
    unlogged: 'is unlogged, and a replica has none of its rows',
};
const KINDS = {
    r: 'table',
    p: 'partitioned',
    f: 'foreign',
    m: 'materialized view',
    S: 'sequence',
};
/** Lists what pg_dump would dump under this selection; `measured` sizes need locks that keep nobody waiting. */
async function listRelations(session, selection, options) {
    const { relations, unreadable, hidden } = await surveyRelations(session, selection, options);
    // All that cannot be read whole is named at once, before anything starts.
    if (unreadable.length > 0)
        throw notReadable(unreadable);
    if (hidden.length > 0)
        throw rowsHidden(hidden);
    return relations;
}
/** The same, with what keeps it from being dumped whole. */
async function surveyRelations(session, selection, options) {
    const patterns = JSON.stringify({
        schemas: (0, patterns_ts_1.readPatterns)(selection.schemas),
        excludeSchemas: (0, patterns_ts_1.readPatterns)(selection.excludeSchemas),
        tables: (0, patterns_ts_1.readPatterns)(selection.tables),
        excludeTables: (0, patterns_ts_1.readPatterns)(selection.excludeTables),
        excludeTableData: (0, patterns_ts_1.readPatterns)(selection.excludeTableData),
    });
    const rows = await session.query(RELATIONS, [patterns, options.measured]);
    const ours = rows.filter((row) => !row.of_extension);
    return {
        relations: rows.map((row) => toRelation(row, selection, options.inRecovery)),
        unreadable: ours.filter((row) => !row.readable),
        hidden: ours.filter((row) => selection.include !== 'schema' && row.rows_hidden && !row.excluded),
    };
}
function toRelation(row, { include }, inRecovery) {
    const kind = KINDS[row.kind] ?? 'table';
    const missing = inRecovery && row.unlogged;
    const reason = row.of_extension
        ? exports.NOT_COMPARED.extension
        : kind === 'foreign'
            ? exports.NOT_COMPARED.foreign
            : kind === 'materialized view'
                ? exports.NOT_COMPARED.refreshed
                : row.excluded
                    ? exports.NOT_COMPARED.excluded
                    : missing
                        ? exports.NOT_COMPARED.unlogged
                        : undefined;
    return {
        oid: row.oid,
        schema: row.schema,
        name: row.name,
        kind,
        root: row.root ?? undefined,
        leaves: row.leaves ?? undefined,
        owner: row.owner ?? undefined,
        bytes: Number(row.bytes),
        notCompared: reason,
        lockable: (kind === 'table' || kind === 'partitioned') && !(row.of_extension && !row.readable),
        hasData: include !== 'schema' && kind === 'table' && !row.excluded && !missing && !row.of_extension,
    };
}
const notReadable = (unreadable) => new errors_ts_1.UserError({
    what: `This user may not read ${enumerate(unreadable)}.`,
    next: exports.MAKE_READABLE,
});
exports.MAKE_READABLE = 'Grant it (GRANT pg_read_all_data TO … from version 14 on, else GRANT SELECT on tables and sequences and USAGE on their schemas), or leave them out by `exclude-tables`.';
const rowsHidden = (hidden) => new errors_ts_1.UserError({
    what: `Row-level security would hide rows of ${enumerate(hidden)} from this user.`,
    why: 'The backup would lack those rows and nobody would notice.',
    next: exports.MAKE_VISIBLE,
});
exports.MAKE_VISIBLE = 'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS) or as the owner of these tables.';
/** Names in a sentence, and how many more there are. */
function enumerate(rows) {
    const shown = rows.slice(0, 10).map(identifiers_ts_1.qualified).join(', ');
    return rows.length > 10 ? `${shown} and ${rows.length - 10} more` : shown;
}
const matches = (list) => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(schema text, name text)
    WHERE c.relname::text OPERATOR(pg_catalog.~) p.name COLLATE pg_catalog."default"
      AND CASE WHEN p.schema IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
        ELSE n.nspname::text OPERATOR(pg_catalog.~) p.schema COLLATE pg_catalog."default" END)`;
const schemaMatches = (list) => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(name text)
    WHERE n.nspname::text OPERATOR(pg_catalog.~) p.name COLLATE pg_catalog."default")`;
const given = (list) => `pg_catalog.jsonb_array_length($1::jsonb -> '${list}') > 0`;
// As pg_dump selects: `tables` makes it forget the schema options, a sequence goes with the table that owns it, and that
// of an identity column goes with nothing else. No function here waits for a lock, but for those that measure.
const RELATIONS = `
  WITH RECURSIVE candidate AS MATERIALIZED (
    SELECT c.*, n.nspname,
      CASE WHEN ${given('tables')} THEN ${matches('tables')}
        ELSE CASE WHEN ${given('schemas')} THEN ${schemaMatches('schemas')} ELSE true END
          AND NOT ${schemaMatches('excludeSchemas')} END
        AND NOT ${matches('excludeTables')} AS chosen,
      ${matches('excludeTableData')} AS excluded
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'm', 'S')
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ), tree AS (
    SELECT oid AS member, relkind, oid AS root, false AS leaving FROM pg_catalog.pg_class
      WHERE relkind = 'p' AND NOT relispartition
    UNION ALL
    SELECT c.oid, c.relkind, tree.root, coalesce((to_jsonb(i) ->> 'inhdetachpending')::boolean, false)
      FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.member
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
  ), leaves AS (
    SELECT root, count(*) FILTER (WHERE relkind <> 'p') + count(*) FILTER (WHERE leaving) AS number FROM tree GROUP BY root
  ), dependency AS (
    SELECT objid, max(refobjid::bigint) FILTER (WHERE deptype <> 'e') AS owner,
      bool_or(deptype = 'i') AS of_identity, bool_or(deptype = 'e') AS of_extension
    FROM pg_catalog.pg_depend
    WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objsubid = 0 AND (deptype = 'e'
      OR deptype IN ('a', 'i') AND refclassid = classid AND refobjsubid > 0)
    GROUP BY objid
  )
  SELECT c.oid::bigint::float8 AS oid, c.nspname::text AS schema, c.relname::text AS name, c.relkind AS kind,
    tree.root::bigint::float8 AS root, leaves.number::float8 AS leaves,
    CASE WHEN c.relkind = 'S' THEN d.owner::float8 END AS owner,
    CASE WHEN c.relkind <> 'r' THEN 0
      WHEN $2::boolean THEN coalesce(pg_catalog.pg_table_size(c.oid), 0)
      ELSE 8192::bigint * (greatest(c.relpages, 0) + greatest(toast.relpages, 0)) END::text AS bytes,
    c.excluded, coalesce(d.of_extension, false) AS of_extension, c.relpersistence = 'u' AS unlogged,
    (pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE') AND CASE c.relkind
      WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
      WHEN 'r' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      WHEN 'p' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      ELSE true END) IS NOT FALSE AS readable,
    CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.row_security_active(c.oid) ELSE false END AS rows_hidden
  FROM candidate c
    LEFT JOIN dependency d ON d.objid = c.oid
    LEFT JOIN candidate owner ON c.relkind = 'S' AND owner.oid = d.owner
    LEFT JOIN tree ON tree.member = c.oid
    LEFT JOIN leaves ON leaves.root = c.oid
    LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
  WHERE owner.chosen OR c.chosen AND NOT (c.relkind = 'S' AND coalesce(d.of_identity, false))
  ORDER BY c.nspname, c.relname`;


/***/ }),

/***/ 89080:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readServer = readServer;
async function readServer(session) {
    const [row] = await session.query(SERVER);
    if (!row)
        throw new Error('The server answered nothing about itself.');
    return {
        version: row.version,
        major: Math.floor(row.version_number / 10_000),
        database: row.database,
        user: row.role,
        superuser: row.superuser,
        inRecovery: row.in_recovery,
        systemIdentifier: await systemIdentifier(session),
        databaseBytes: Number(row.database_bytes),
        freeConnections: Math.max(0, Math.min(row.free, row.role_free ?? row.free, row.database_free ?? row.free)),
        lockSlots: row.lock_slots,
    };
}
// A superuser may use the reserved connections; we still leave them to people. What kind of process another user's is,
// a plain user is not told.
const SERVER = `
  SELECT pg_catalog.current_setting('server_version') AS version,
    pg_catalog.current_setting('server_version_num')::int AS version_number,
    pg_catalog.current_database()::text AS database,
    current_user::text AS role,
    r.rolsuper AS superuser,
    pg_catalog.pg_is_in_recovery() AS in_recovery,
    pg_catalog.pg_database_size(d.oid)::text AS database_bytes,
    pg_catalog.current_setting('max_connections')::int
      - pg_catalog.current_setting('superuser_reserved_connections')::int
      - coalesce(pg_catalog.current_setting('reserved_connections', true)::int, 0)
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'
          OR backend_type IS NULL AND datid IS NOT NULL AND usesysid IS NOT NULL)::int AS free,
    CASE WHEN r.rolconnlimit >= 0 AND NOT r.rolsuper THEN r.rolconnlimit
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid = r.oid)::int END AS role_free,
    CASE WHEN d.datconnlimit >= 0 AND NOT r.rolsuper THEN d.datconnlimit
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datid = d.oid)::int END AS database_free,
    pg_catalog.current_setting('max_locks_per_transaction')::int
      * (pg_catalog.current_setting('max_connections')::int
        + pg_catalog.current_setting('max_prepared_transactions')::int) AS lock_slots
  FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
  WHERE r.rolname = current_user AND d.datname = pg_catalog.current_database()`;
/** Some providers keep it to themselves. */
async function systemIdentifier(session) {
    const rows = await session
        .query('SELECT system_identifier::text AS id FROM pg_catalog.pg_control_system()')
        .catch(() => []);
    return rows[0]?.id;
}


/***/ }),

/***/ 92515:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openSession = openSession;
const node_net_1 = __webpack_require__(77030);
const pg_1 = __importDefault(__webpack_require__(13273));
const cancel_ts_1 = __webpack_require__(98205);
const target_ts_1 = __webpack_require__(11454);
const tls_ts_1 = __webpack_require__(37838);
const trouble_ts_1 = __webpack_require__(44356);
const CONNECT_SECONDS = 20;
/** Connects as libpq would with this target's sslmode. */
async function openSession(target, options) {
    const tries = (0, tls_ts_1.encryptions)(target);
    let trouble;
    for (const encryption of tries) {
        options.signal.throwIfAborted();
        try {
            return await openOnce(target, encryption, options);
        }
        catch (error) {
            options.signal.throwIfAborted();
            if (tellsMore(error, trouble))
                trouble = error;
            if (!mayTryOtherwise(error))
                break;
        }
    }
    throw (0, trouble_ts_1.serverTrouble)(`Cannot connect to ${(0, target_ts_1.describeTarget)(target)}.`, trouble);
}
async function openOnce(target, encryption, { signal, seconds }) {
    const client = newClient(target, encryption, seconds ?? timeoutOf(target));
    let lost;
    client.on('error', (error) => {
        lost ??= error;
    });
    let running = 0;
    const hangUp = async () => {
        if (running > 0 && !lost)
            await (0, cancel_ts_1.requestCancel)(client, target);
        destroy(client);
    };
    let ended;
    const end = () => {
        signal.removeEventListener('abort', end);
        ended ??= running > 0 || lost || signal.aborted ? hangUp() : leave(client);
        return ended;
    };
    signal.addEventListener('abort', end, { once: true });
    try {
        await client.connect();
    }
    catch (error) {
        signal.removeEventListener('abort', end);
        destroy(client);
        throw error;
    }
    const ask = async (send) => {
        signal.throwIfAborted();
        if (lost)
            throw lost;
        running++;
        try {
            return await send();
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
        finally {
            running--;
        }
    };
    return {
        greetedPid: client.processID,
        async query(sql, values = []) {
            const { rows } = await ask(() => client.query(sql, values));
            return rows;
        },
        async queryOne(sql) {
            const { fields, rows } = await ask(() => client.query({ ...ONE_STATEMENT, text: sql }));
            return { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows };
        },
        use: (work) => ask(() => work(client)),
        close: end,
    };
}
function newClient(target, encryption, seconds) {
    const { hostaddr, options, channel_binding, sslnegotiation } = target.given;
    return new pg_1.default.Client({
        host: hostaddr ?? target.host,
        port: target.port,
        user: target.user,
        database: target.database,
        password: target.password,
        ssl: encryption && hostaddr && !(0, node_net_1.isIP)(target.host) ? { servername: target.host, ...encryption } : encryption,
        application_name: target_ts_1.APPLICATION,
        connectionTimeoutMillis: seconds * 1000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 30_000,
        enableChannelBinding: channel_binding !== 'disable',
        ...(options && { options }),
        ...(encryption && sslnegotiation === 'direct' && { sslnegotiation }),
    });
}
// The extended protocol carries one statement a message; the simple one takes as many as the text holds.
const ONE_STATEMENT = {
    queryMode: 'extended',
    rowMode: 'array',
    types: { getTypeParser: () => (text) => text },
};
const timeoutOf = (target) => Number(target.given.connect_timeout) || CONNECT_SECONDS;
const GOODBYE_MS = 3_000;
/** Says goodbye, and hangs up where nobody answers. */
async function leave(client) {
    const limit = setTimeout(() => destroy(client), GOODBYE_MS);
    await client.end().catch(() => destroy(client));
    clearTimeout(limit);
}
function destroy(client) {
    ;
    client.connection.stream.destroy();
}
/** What the server says of who we are, or of a way in clear, tells more than that it has no TLS. */
const tellsMore = (error, earlier) => earlier === undefined ||
    /^(28|3D|53)/.test((0, trouble_ts_1.factsOf)(error).code) ||
    /does not support SSL/.test((0, trouble_ts_1.factsOf)(earlier).message);
/** libpq goes on to the next way where TLS was refused or failed, or the server's rules refuse this way. */
function mayTryOtherwise(error) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    return /SSL|TLS|certificate/i.test(message) || code.startsWith('ERR_SSL') || code === '28000';
}


/***/ }),

/***/ 11454:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.targetFiles = exports.isSocket = exports.inDatabase = exports.describeTarget = exports.APPLICATION = void 0;
exports.readTarget = readTarget;
exports.plainEnvironment = plainEnvironment;
exports.toolEnvironment = toolEnvironment;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_os_1 = __webpack_require__(48161);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
/** libpq's connection keywords that we honour, and the variable that carries each to the client programs. */
const VARIABLES = {
    host: 'PGHOST',
    hostaddr: 'PGHOSTADDR',
    port: 'PGPORT',
    user: 'PGUSER',
    password: 'PGPASSWORD',
    dbname: 'PGDATABASE',
    passfile: 'PGPASSFILE',
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    sslcrl: 'PGSSLCRL',
    sslsni: 'PGSSLSNI',
    sslnegotiation: 'PGSSLNEGOTIATION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    channel_binding: 'PGCHANNELBINDING',
    gssencmode: 'PGGSSENCMODE',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    options: 'PGOPTIONS',
    application_name: 'PGAPPNAME',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
    requirepeer: 'PGREQUIREPEER',
};
/** By this name the server's administrators know our sessions. */
exports.APPLICATION = 'pg-backup';
const isKeyword = (name) => Object.hasOwn(VARIABLES, name);
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** Reads a target from a URL, or where none is given from libpq's own variables. */
async function readTarget(url, env) {
    const given = { ...fromEnvironment(env), ...(url === undefined ? {} : fromUrl(url)) };
    refuseSeveralHosts(given);
    const user = given.user || accountName(env);
    const port = readPort(given.port);
    const target = {
        host: given.host || given.hostaddr || defaultHost(port),
        port,
        user,
        database: given.dbname || user,
        password: given.password,
        sslmode: readSslMode(given),
        given,
    };
    return { ...target, password: given.password ?? (await passwordFromFile(target, env)) };
}
const PASSED_ON = [
    ...['PATH', 'HOME', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
    ...['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'],
];
/** What every program needs of our environment, docker too. */
function plainEnvironment(env) {
    const own = { LC_ALL: 'C' };
    for (const name of PASSED_ON) {
        const value = env[name];
        if (value !== undefined)
            own[name] = value;
    }
    return own;
}
/** The whole environment of a client program: nothing of ours reaches it but what it needs. */
function toolEnvironment(target, env) {
    // Constants with a time zone read the same in the source's dump and in that of its restored copy.
    const own = { ...plainEnvironment(env), PGAPPNAME: exports.APPLICATION, PGTZ: 'UTC' };
    for (const [keyword, value] of Object.entries(target.given)) {
        if (isKeyword(keyword) && keyword !== 'passfile' && keyword !== 'application_name') {
            own[VARIABLES[keyword]] = value;
        }
    }
    own.PGHOST = target.host;
    own.PGPORT = String(target.port);
    own.PGUSER = target.user;
    own.PGDATABASE = target.database;
    own.PGSSLMODE = target.sslmode;
    if (target.password !== undefined)
        own.PGPASSWORD = target.password;
    return own;
}
/** How messages call the target: never with its password. */
const describeTarget = (target) => `database "${target.database}" as "${target.user}" at ${target.host}${(0, exports.isSocket)(target) ? '' : `:${target.port}`}`;
exports.describeTarget = describeTarget;
/** The same server, and another of its databases. */
const inDatabase = (target, name) => ({
    ...target,
    database: name,
    given: { ...target.given, dbname: name },
});
exports.inDatabase = inDatabase;
const isSocket = (target) => target.host.startsWith('/') || target.host.startsWith('@');
exports.isSocket = isSocket;
/** Files that a client program must be able to read, besides its own. */
const targetFiles = (target) => [target.given.sslrootcert, target.given.sslcert, target.given.sslkey, target.given.sslcrl].filter((file) => file?.startsWith('/') ?? false);
exports.targetFiles = targetFiles;
function fromEnvironment(env) {
    if (env.PGSERVICE) {
        throw new errors_ts_1.UsageError({
            what: 'PGSERVICE is set, but connection service files are not read.',
            next: 'Give the database as `database-url` (or DATABASE_URL) instead.',
        });
    }
    const entries = Object.entries(VARIABLES).map(([keyword, variable]) => [keyword, env[variable]]);
    return Object.fromEntries(entries.filter(([, value]) => value));
}
// As libpq reads it: user and password end at the first @ before any slash, and # is nothing special.
const URL_FORM = /^postgres(?:ql)?:\/\/(?:([^@/:]*)(?::([^@/]*))?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s;
function fromUrl(url) {
    const parts = URL_FORM.exec(url.trim());
    if (!parts) {
        throw new errors_ts_1.UsageError({
            what: '`database-url` is not a PostgreSQL URL.',
            next: 'Write postgresql://user:password@host:5432/database (or leave it out and set PGHOST, PGUSER, …).',
        });
    }
    const [, user, password, hosts = '', database, query] = parts;
    const given = {};
    const set = (keyword, value) => {
        if (value)
            given[keyword] = decoded(value);
    };
    set('user', user);
    set('password', password);
    set('dbname', database);
    if (hosts.includes('@'))
        throw badCharacters();
    if (hosts.includes(','))
        throw severalHosts();
    const host = /^(\[[^\]]+\]|[^:]*)(?::(.*))?$/.exec(hosts);
    if (!host)
        throw badCharacters();
    set('host', host[1]?.replace(/^\[|\]$/g, ''));
    set('port', host[2]);
    for (const pair of query ? query.split('&') : []) {
        const at = pair.indexOf('=');
        const name = decoded(at < 0 ? pair : pair.slice(0, at));
        const value = at < 0 ? '' : pair.slice(at + 1);
        if (name === 'ssl' && value === 'true')
            set('sslmode', 'require');
        else if (isKeyword(name))
            set(name, value);
        else
            throw unknownParameter(name);
    }
    return given;
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        throw badCharacters();
    }
}
const badCharacters = () => new errors_ts_1.UsageError({
    what: '`database-url` cannot be taken apart.',
    why: 'A user name or password with one of the characters @ / : % must have it percent-encoded.',
    next: 'Write %40 for @, %2F for /, %3A for :, %25 for %.',
});
const severalHosts = () => new errors_ts_1.UsageError({
    what: '`database-url` names several hosts.',
    why: 'A backup must know which server it reads, so one host is taken and no list.',
    next: 'Name the primary, or a replica, alone.',
});
const unknownParameter = (name) => new errors_ts_1.UsageError({
    what: `\`database-url\` has the parameter "${name}", which libpq does not know or which cannot be honoured here.`,
    next: name === 'pgbouncer'
        ? "Use the provider's direct (not pooled) URL; this parameter belongs to a pooler's."
        : `Remove it. Known are: ${Object.keys(VARIABLES).join(', ')}.`,
});
function refuseSeveralHosts(given) {
    if ([given.host, given.hostaddr, given.port].some((value) => value?.includes(',')))
        throw severalHosts();
}
function readPort(text) {
    if (!text)
        return 5432;
    const port = Number(text);
    if (/^\d+$/.test(text) && port >= 1 && port <= 65535)
        return port;
    throw new errors_ts_1.UsageError({ what: `"${text}" is no port.`, next: 'A port is a number from 1 to 65535.' });
}
function readSslMode({ sslmode, sslrootcert }) {
    const text = sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer');
    const mode = SSL_MODES.find((known) => known === text);
    if (!mode)
        throw new errors_ts_1.UsageError({ what: `"${text}" is no sslmode.`, next: `Known are: ${SSL_MODES.join(', ')}.` });
    if (sslrootcert === 'system' && mode !== 'verify-full') {
        throw new errors_ts_1.UsageError({
            what: `sslmode "${mode}" does not go with \`sslrootcert=system\`.`,
            why: "Anybody can get a certificate from the system's authorities, so libpq wants the host name checked too.",
            next: 'Set `sslmode=verify-full`, or leave it out.',
        });
    }
    return mode;
}
/** libpq asks the system who runs it, whatever USER says. */
function accountName(env) {
    try {
        return (0, node_os_1.userInfo)().username;
    }
    catch {
        return env.USER ?? '';
    }
}
function defaultHost(port) {
    const folders = ['/var/run/postgresql', '/tmp'];
    return folders.find((folder) => (0, node_fs_1.existsSync)((0, node_path_1.join)(folder, `.s.PGSQL.${port}`))) ?? 'localhost';
}
async function passwordFromFile(target, env) {
    const file = target.given.passfile ?? (0, node_path_1.join)(env.HOME ?? (0, node_os_1.homedir)(), '.pgpass');
    const facts = await (0, promises_1.stat)(file).catch(() => undefined);
    // libpq ignores a password file that others can read.
    if (!facts?.isFile() || facts.mode & 0o077)
        return undefined;
    const host = (0, exports.isSocket)({ ...target, password: undefined }) ? 'localhost' : target.host;
    const wanted = [host, String(target.port), target.database, target.user];
    for (const line of (await (0, promises_1.readFile)(file, 'utf8')).split(/\r?\n/)) {
        if (line.startsWith('#'))
            continue;
        const entry = splitEntry(line);
        if (entry.length >= 5 && wanted.every((value, at) => entry[at] === '*' || entry[at] === value)) {
            return entry.slice(4).join(':');
        }
    }
    return undefined;
}
/** Splits `host:port:database:user:password`, in which a backslash keeps the next character. */
function splitEntry(line) {
    const fields = [''];
    for (const [part] of line.matchAll(/\\.|[^\\]|\\$/gs)) {
        if (part === ':')
            fields.push('');
        else
            fields[fields.length - 1] += part.length === 2 ? part.slice(1) : part;
    }
    return fields;
}


/***/ }),

/***/ 37838:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.encryptions = encryptions;
const node_fs_1 = __webpack_require__(73024);
const node_os_1 = __webpack_require__(48161);
const node_path_1 = __webpack_require__(76760);
const node_tls_1 = __webpack_require__(41692);
const errors_ts_1 = __webpack_require__(83916);
const target_ts_1 = __webpack_require__(11454);
/** The ways to connect that an sslmode allows, in the order in which libpq tries them. */
function encryptions(target) {
    if ((0, target_ts_1.isSocket)(target))
        return [false];
    switch (target.sslmode) {
        case 'disable':
            return [false];
        case 'allow':
            return [false, unasked(target)];
        case 'prefer':
            return [unasked(target), false];
        case 'require':
            return [unasked(target)];
        case 'verify-ca':
            return [verified(target, false)];
        case 'verify-full':
            return [verified(target, true)];
    }
}
/** With a root certificate in place, libpq verifies the server by it even where nobody asked for that. */
const unasked = (target) => (0, node_fs_1.existsSync)(rootCertificate(target))
    ? verified(target, false)
    : { ...identity(target), rejectUnauthorized: false };
function verified(target, hostName) {
    const crl = readable(target.given.sslcrl, 'root.crl');
    return {
        ...identity(target),
        ca: authorities(target),
        ...(crl && { crl }),
        rejectUnauthorized: true,
        // Node itself would look for the name "localhost" where we connect to an address.
        checkServerIdentity: (_, certificate) => hostName ? (0, node_tls_1.checkServerIdentity)(target.host, certificate) : undefined,
    };
}
function authorities(target) {
    const file = rootCertificate(target);
    if (file === 'system')
        return (0, node_tls_1.getCACertificates)('system');
    if ((0, node_fs_1.existsSync)(file))
        return (0, node_fs_1.readFileSync)(file, 'utf8');
    throw new errors_ts_1.UsageError({
        what: `sslmode "${target.sslmode}" needs a root certificate, and there is none at ${file}.`,
        next: "Give the file of the provider's certificate by `sslrootcert=` in `database-url` or PGSSLROOTCERT, or `sslrootcert=system`.",
    });
}
function identity(target) {
    const cert = readable(target.given.sslcert, 'postgresql.crt');
    const key = readable(target.given.sslkey, 'postgresql.key');
    return { ...(cert && { cert }), ...(key && { key }), ...protocols(target) };
}
function protocols(target) {
    const { ssl_min_protocol_version: min, ssl_max_protocol_version: max } = target.given;
    return {
        ...(min && { minVersion: min }),
        ...(max && { maxVersion: max }),
    };
}
function readable(given, usual) {
    const file = given ?? inHome(usual);
    if ((0, node_fs_1.existsSync)(file))
        return (0, node_fs_1.readFileSync)(file, 'utf8');
    if (given === undefined)
        return undefined;
    throw new errors_ts_1.UsageError({ what: `The file ${given} named in the database's connection does not exist.` });
}
const rootCertificate = (target) => target.given.sslrootcert ?? inHome('root.crt');
const inHome = (name) => (0, node_path_1.join)((0, node_os_1.homedir)(), '.postgresql', name);


/***/ }),

/***/ 44356:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.serverTrouble = serverTrouble;
exports.isServerTrouble = isServerTrouble;
exports.toolTrouble = toolTrouble;
exports.factsOf = factsOf;
const errors_ts_1 = __webpack_require__(83916);
/** From what servers and client programs say to what the reader can do: the one table of it. */
const ADVICE = [
    {
        when: 'ECONNREFUSED',
        next: 'Check host and port, and that the server accepts connections from this machine.',
    },
    { when: 'ENOTFOUND', why: 'The host name has no address.', next: 'Check the host in `database-url`.' },
    { when: 'EAI_AGAIN', why: 'The host name could not be looked up.', next: "Check this machine's DNS." },
    {
        when: 'ENOENT',
        why: 'There is no such socket.',
        next: 'Check that the server runs, and its socket folder.',
    },
    {
        when: /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout expired|could not connect in/i,
        next: "Check host and port, firewalls and security groups; GitHub's runners have changing addresses and no IPv6.",
    },
    {
        when: '28P01',
        next: 'Check user and password; characters such as @ / : % in a URL must be percent-encoded.',
    },
    {
        when: '28000',
        next: "Check the user, and the server's pg_hba.conf or network rules (often: `sslmode=require`).",
    },
    { when: '3D000', next: 'Check the database name at the end of `database-url`.' },
    {
        when: /password must be a string|password is empty/i,
        why: 'The server asks for a password and none was given.',
        next: 'Put it into `database-url` or PGPASSWORD.',
    },
    {
        when: '53300',
        why: 'The server has no connection left.',
        next: 'Raise max_connections, end idle sessions, or run with `jobs: 1` (two connections).',
    },
    { when: '57P03', next: 'The server is starting up, shutting down or recovering: try again in a minute.' },
    {
        when: /does not support SSL/i,
        next: 'Turn TLS on at the server, or write `sslmode=disable` in `database-url` where the network is trusted.',
    },
    {
        when: /self-signed certificate|unable to (get|verify)|certificate has expired|altnames|hostname\/ip/i,
        why: "The server's certificate could not be verified.",
        next: "Give the provider's certificate by `sslrootcert=`, or check the host name (sslmode verify-full compares it).",
    },
    {
        when: /out of shared memory|max_locks_per_transaction/i,
        why: "The server's lock table is full.",
        next: 'Raise max_locks_per_transaction at the server, or run with `jobs: 1`.',
    },
    {
        when: /row-level security|row security/i,
        why: 'Row-level security would hide rows from this user, so the backup would lack them.',
        next: 'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS), or as the owner of the tables.',
    },
    {
        when: /conflict with recovery/i,
        why: 'The source is a replica, and replaying changes from its primary ended our query.',
        next: 'Set hot_standby_feedback = on or raise max_standby_streaming_delay on the replica, or back up the primary.',
    },
    {
        when: /permission denied|42501/i,
        next: 'Grant the user reading rights (GRANT pg_read_all_data TO … from version 14 on), or leave the object out by `exclude-tables`.',
    },
    {
        when: /aborting because of server version mismatch/i,
        next: "Install the client programs of the server's major version, or set `client: docker`.",
    },
    {
        when: /server closed the connection|terminating connection|Connection terminated|ECONNRESET|EPIPE|57P01|57P02|connection to server was lost|could not receive data/i,
        why: 'The connection to the server was lost in the middle of the work.',
        next: "Look into the server's log, and start it again.",
    },
    {
        when: /canceling statement due to (lock|statement) timeout|lock timeout/i,
        next: 'Run it when no migration or maintenance holds locks, or give it more time by `lock-timeout`.',
    },
    {
        when: '2201B',
        why: 'A pattern is no regular expression.',
        next: 'Check the patterns, and write names with special characters in double quotes.',
    },
    {
        when: /no matching (tables|schemas|extensions) were found/i,
        next: 'Check the patterns in `tables`, `schemas` and `exclude-table-data`.',
    },
    {
        // The second is what a new connection hears where the first is left unsaid.
        when: /No space left on device|could not write init file/i,
        next: 'Free some room on the disk and start again.',
    },
];
/** Turns what the server or the driver threw into a sentence with advice. */
function serverTrouble(what, error) {
    if (error instanceof errors_ts_1.UserError)
        return error;
    const { code, message } = factsOf(error);
    const advice = findAdvice(code, message);
    return new errors_ts_1.UserError({
        what,
        why: advice?.why ? `${sentence(message)} ${advice.why}` : sentence(message),
        next: advice?.next,
        cause: error,
    });
}
// Every SQLSTATE has a digit, which no code of the system's errors has.
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const LOST = /^Connection terminated|is not queryable$/;
/** Whether the server refused something or went away, rather than that our own program is wrong. */
function isServerTrouble(error) {
    const { code, message } = factsOf(error);
    return SQLSTATE.test(code) || ['ECONNRESET', 'EPIPE', 'ECONNREFUSED'].includes(code) || LOST.test(message);
}
/** Turns the bad end of a client program into an error with advice. */
function toolTrouble(tool, end, stderrTail) {
    const said = stderrTail.split('\n').filter((line) => /error|fatal|could not|failed|not found/i.test(line));
    const first = (said[0] ?? stderrTail.trim().split('\n').at(-1) ?? '').replace(/^\S+: (error: )?/, '');
    const advice = findAdvice('', stderrTail);
    return new errors_ts_1.ToolError(tool, end.code, stderrTail, {
        signal: end.signal,
        why: [first && sentence(first), advice?.why].filter(Boolean).join(' ') || undefined,
        next: advice?.next,
    });
}
function findAdvice(code, message) {
    return ADVICE.find(({ when }) => typeof when === 'string' ? when === code : when.test(message) || when.test(code));
}
/** What kind of error it is, and what it says, whoever threw it. */
function factsOf(error) {
    if (typeof error !== 'object' || error === null)
        return { code: '', message: String(error) };
    // A connection tried on several addresses fails with all their errors at once.
    if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
        return factsOf(error.errors[0]);
    return {
        code: 'code' in error && typeof error.code === 'string' ? error.code : '',
        message: 'message' in error && typeof error.message === 'string' ? error.message : String(error),
    };
}
function sentence(text) {
    const trimmed = text.trim().replace(/\s+/g, ' ');
    return /[.!?]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}


/***/ })

};
