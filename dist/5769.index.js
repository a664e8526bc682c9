export const id = 5769;
export const ids = [5769];
export const modules = {

/***/ 35769:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createMissing = createMissing;
const fetch_ts_1 = __webpack_require__(54874);
const errors_ts_1 = __webpack_require__(83916);
const archive_reading_ts_1 = __webpack_require__(46473);
const restore_ts_1 = __webpack_require__(97660);
const restored_ts_1 = __webpack_require__(78618);
const names_ts_1 = __webpack_require__(68189);
const folder_ts_1 = __webpack_require__(84080);
const belonging_ts_1 = __webpack_require__(95444);
const choice_ts_1 = __webpack_require__(73422);
const create_ts_1 = __webpack_require__(46873);
const look_ts_1 = __webpack_require__(64782);
const pieces_ts_1 = __webpack_require__(42350);
const restore_create_ts_1 = __webpack_require__(76337);
const drill_tools_ts_1 = __webpack_require__(68417);
const places_ts_1 = __webpack_require__(84940);
const restore_commands_ts_1 = __webpack_require__(65499);
const restore_confirm_ts_1 = __webpack_require__(30853);
const restore_same_ts_1 = __webpack_require__(65395);
const restore_tables_ts_1 = __webpack_require__(95472);
const restore_temporary_ts_1 = __webpack_require__(25698);
/** Makes chosen tables that are missing again, with all that belongs to them, in one transaction. */
async function createMissing(host, options, request) {
    const { place, shelf, others, choice } = request;
    (0, restore_tables_ts_1.requireRows)(shelf.manifest);
    const { proof, definition } = await host.group('Reading the definitions', () => (0, places_ts_1.whereItAnswers)(host, request, async (copy) => {
        const proof = await (0, fetch_ts_1.fetchProof)(copy, host);
        return { proof, definition: await fetchDefinition(host, options, { ...request, shelf: copy }, proof) };
    }));
    const { pieces, plainStrings } = definition;
    const tables = (0, names_ts_1.resolveTables)(choice.names.join('\n'), (0, choice_ts_1.tablesIn)(pieces));
    const { target, server } = place;
    const reach = { target, major: server.major, signal: host.signal };
    const look = await (0, restored_ts_1.inSession)(reach, (to) => (0, look_ts_1.lookAround)(to, { pieces, tables, user: server.user }));
    return (0, restore_temporary_ts_1.withTables)(host, options, { place, shelf, others, tables, proof }, async (from) => change(host, options, request, {
        ...{ ...look, from, to: target, tables, where: choice.where, plainStrings, proof },
        ...{ lockTimeoutSeconds: options.lockTimeout, signal: host.signal },
    }));
}
async function change(host, options, request, creating) {
    const { place, shelf } = request;
    const { database } = place.target;
    const plan = await host.group('Counting the rows', () => (0, create_ts_1.planTables)(creating));
    const digest = digestOf(request, options, creating.tables, creating);
    const { manifest, storage } = shelf;
    const telling = { plan, digest, database, manifest, from: storage.label, where: creating.where };
    await (0, restore_create_ts_1.tellCreatePlan)(host, options, telling);
    (0, restore_same_ts_1.requireSame)(digest, options);
    if (options.dryRun)
        return (0, restore_same_ts_1.nothingDone)(host);
    await (0, restore_confirm_ts_1.confirmed)(host, options, { database, fate: 'changed' });
    const { result, trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => host.group('Making the tables', () => (0, drill_tools_ts_1.metered)(host, 'Making the tables', undefined, (watch) => (0, create_ts_1.createTables)({ ...creating, watch }))));
    await (0, restore_create_ts_1.reportCreated)(host, options, { ...telling, done: result, trouble });
    return trouble ? 'fail' : 'pass';
}
/** Fetches what the backup's schema consists of, and no rows. */
async function fetchDefinition(host, options, { place, shelf }, proof) {
    const { signal } = host;
    const own = shelf.manifest.server.major;
    const major = place.createsDatabases ? Math.max(own, place.server.major) : own;
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, major, options, undefined);
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    try {
        const owners = options.owner === 'keep';
        const reading = { archives: (0, archive_reading_ts_1.archivesOf)(shelf), tools, folder: folder.own, jobs: 1, owners, signal };
        const debug = (line) => host.debug(line);
        const schema = await (0, drill_tools_ts_1.metered)(host, 'Reading the definitions', undefined, (watch) => (0, restore_ts_1.openSchema)({ ...reading, missingExtensions: [], watch, debug }));
        if (!schema)
            throw rowsOnly(proof.tables.length);
        return await (0, pieces_ts_1.readDefinition)(reading, schema);
    }
    finally {
        await folder.remove();
    }
}
const rowsOnly = (tables) => new errors_ts_1.UserError({
    what: `The backup holds the rows of ${tables.toLocaleString('en')} tables, and not the tables themselves.`,
    next: 'Choose a backup that holds the tables too.',
});
function digestOf({ place: { server, target }, live, shelf: { manifest }, choice }, { beforeCommand, afterCommand, commandTimeout, owner }, tables, { choice: { made }, tablespaces }) {
    return (0, restore_same_ts_1.planDigest)([
        ...[1, manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
        ...[server.systemIdentifier ?? `${target.host}:${target.port}`, target.database, live.oid],
        ...['tables', tables.map(({ schema, name }) => [schema, name]), choice.mode, choice.where ?? null],
        ...[owner, server.user, made.map(({ piece, why }) => [why, (0, belonging_ts_1.told)(piece)]), tablespaces],
        ...[beforeCommand ?? null, afterCommand ?? null, commandTimeout],
    ]);
}


/***/ }),

/***/ 95444:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.told = exports.needed = exports.isTable = void 0;
exports.belongingOf = belongingOf;
const written_ts_1 = __webpack_require__(87922);
const isTable = ({ kind }) => kind === 'TABLE' || kind === 'FOREIGN TABLE';
exports.isTable = isTable;
function belongingOf(pieces) {
    const byId = new Map(pieces.map((piece) => [piece.id, piece]));
    const needers = new Map();
    for (const piece of pieces) {
        for (const id of new Set(piece.needs)) {
            const known = needers.get(id);
            if (known)
                known.push(piece);
            else
                needers.set(id, [piece]);
        }
    }
    const needersOf = (piece) => needers.get(piece.id) ?? [];
    const below = Map.groupBy(pieces.filter(({ kind }) => kind === 'TABLE ATTACH'), (piece) => attachedTo(piece, byId)?.id);
    const partitionsOf = (table) => (below.get(table.id) ?? [])
        .flatMap((attach) => (0, exports.needed)(attach, byId).filter((one) => isSelf(attach, one)))
        .flatMap((child) => [child, ...partitionsOf(child)]);
    const partsOf = (piece) => {
        const found = new Set([piece]);
        // A set is walked to its end also when it grows meanwhile.
        for (const one of found)
            for (const needer of needersOf(one))
                if (isPart(needer, one))
                    found.add(needer);
        return [...found];
    };
    const tableOf = (piece) => (0, exports.needed)(piece, byId)
        .filter((one) => (0, exports.isTable)(one) && isOn(piece, one))
        .toSorted((a, b) => b.tag.length - a.tag.length)[0];
    return { byId, needersOf, partitionsOf, partsOf, tableOf };
}
const needed = ({ needs }, byId) => [...new Set(needs)].flatMap((id) => byId.get(id) ?? []);
exports.needed = needed;
/** The root or branch that a partition is attached to. */
const attachedTo = (attach, byId) => (0, exports.needed)(attach, byId).find((one) => (0, exports.isTable)(one) && !isSelf(attach, one));
/** Of a piece that goes by the very name of its table. */
const isSelf = (piece, table) => (0, exports.isTable)(table) && piece.schema === table.schema && piece.tag === table.tag;
/** Of a piece whose name begins with its table's. */
const isOn = (piece, table) => piece.schema === table.schema && piece.tag.startsWith(`${table.tag} `);
/** What belongs to anything. */
const REMARKS = ['COMMENT', 'ACL', 'SECURITY LABEL'];
/** What needs no table but its own. */
const ALONE = ['SEQUENCE', 'INDEX', 'STATISTICS'];
const ON_TABLE = ['CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'TRIGGER', 'RULE', 'POLICY', 'DEFAULT'];
function isPart(piece, whole) {
    const { kind, schema, tag } = piece;
    if (REMARKS.includes(kind))
        return true;
    if (kind === 'SEQUENCE OWNED BY')
        return whole.kind === 'SEQUENCE';
    if (kind === 'INDEX ATTACH')
        return isIndex(whole) && schema === whole.schema && (0, written_ts_1.indexName)(whole) === tag;
    if (whole.kind === 'DOMAIN')
        return kind === 'CHECK CONSTRAINT' && isOn(piece, whole);
    if (!(0, exports.isTable)(whole))
        return false;
    if (ALONE.includes(kind))
        return true;
    if (kind === 'ROW SECURITY' || kind === 'TABLE ATTACH')
        return isSelf(piece, whole);
    if (kind === 'PUBLICATION TABLE')
        return schema === whole.schema && tag.endsWith(` ${whole.tag}`);
    return ON_TABLE.includes(kind) && isOn(piece, whole);
}
const isIndex = ({ kind }) => kind === 'INDEX' || kind === 'CONSTRAINT';
/** A piece as a reader knows it: `foreign key public.orders orders_customer_fkey`. */
const told = ({ kind, schema, tag }) => `${WORDS[kind] ?? kind.toLowerCase()} ${schema === '' ? '' : `${schema}.`}${tag}`;
exports.told = told;
const WORDS = {
    'FK CONSTRAINT': 'foreign key',
    ACL: 'grants on',
    COMMENT: 'comment on',
    'SEQUENCE OWNED BY': 'owner of sequence',
    'TABLE ATTACH': 'attachment of partition',
    'INDEX ATTACH': 'attachment of index',
    'PUBLICATION TABLE': 'publication',
};


/***/ }),

/***/ 73422:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.tablesIn = void 0;
exports.choosePieces = choosePieces;
const belonging_ts_1 = __webpack_require__(95444);
/** Decides what is made so that the chosen tables are there again, whole; `present` are the pieces that are there. */
function choosePieces(pieces, chosen, present) {
    const belonging = (0, belonging_ts_1.belongingOf)(pieces);
    const made = new Map();
    const add = (piece, table, why) => {
        for (const part of belonging.partsOf(piece))
            if (!made.has(part))
                made.set(part, { piece: part, table, why });
    };
    for (const table of chosen)
        for (const one of [table, ...belonging.partitionsOf(table)])
            add(one, table, 'part');
    const { back, dangling } = referencesTo([...made.values()], belonging, present);
    for (const { piece, table } of back)
        add(piece, table, 'reference');
    const { lacking, leftOut } = addNeeds(made, belonging, present, add);
    return {
        made: pieces.flatMap((piece) => made.get(piece) ?? []),
        lacking,
        leaning: [...dangling, ...leaningOn([...made.keys()], belonging, present)],
        leftOut,
        nested: chosen.flatMap((root) => belonging.partitionsOf(root).flatMap((table) => (chosen.includes(table) ? [{ table, root }] : []))),
        touched: [...made.keys()].flatMap((piece) => touchedBy(piece, made, belonging)),
    };
}
function touchedBy(piece, made, { byId, tableOf }) {
    const inherits = (0, belonging_ts_1.isTable)(piece) && piece.sql.includes('\nINHERITS (');
    if (!inherits && piece.kind !== 'FK CONSTRAINT' && piece.kind !== 'TABLE ATTACH')
        return [];
    const live = (0, belonging_ts_1.needed)(piece, byId).filter((one) => (0, belonging_ts_1.isTable)(one) && !made.has(one));
    return live.map((table) => ({
        ...{ piece, table },
        asOwner: piece.kind !== 'FK CONSTRAINT' || tableOf(piece) === table,
    }));
}
/** Foreign keys by which tables that stay referred to those that are made: a DROP … CASCADE took them along. */
function referencesTo(made, { needersOf, tableOf }, present) {
    const inside = new Set(made.map(({ piece }) => piece));
    const back = new Map();
    const dangling = new Set();
    for (const { piece: one, table } of made.filter(({ piece }) => (0, belonging_ts_1.isTable)(piece))) {
        for (const piece of needersOf(one)) {
            if (piece.kind !== 'FK CONSTRAINT' || inside.has(piece) || present.has(piece.id))
                continue;
            const on = tableOf(piece);
            if (on && present.has(on.id))
                back.set(piece, { piece, table });
            else
                dangling.add(piece);
        }
    }
    return { back: [...back.values()], dangling: [...dangling] };
}
/** What is made along where it is missing: it holds nothing of its own, but a sequence its value. */
const ALONG = new Set([
    ...[
        'SCHEMA',
        'TYPE',
        'SHELL TYPE',
        'DOMAIN',
        'SEQUENCE',
        'FUNCTION',
        'PROCEDURE',
        'AGGREGATE',
        'COLLATION',
    ],
    ...['OPERATOR', 'OPERATOR CLASS', 'OPERATOR FAMILY', 'TEXT SEARCH CONFIGURATION', 'TEXT SEARCH DICTIONARY'],
]);
/** Without its other end, it is nothing that anybody would miss; of a partition's trigger, the root's. */
const isOptional = ({ kind }, missing) => kind === 'INDEX ATTACH' ||
    kind === 'PUBLICATION TABLE' ||
    (kind === 'TRIGGER' && missing.some((one) => one.kind === 'TRIGGER'));
const INDEXES = ['INDEX', 'CONSTRAINT'];
/** The index of a partition comes after that of its root, and can be without. */
const isOrder = (piece, before) => INDEXES.includes(piece.kind) && INDEXES.includes(before.kind);
function addNeeds(made, { byId, partsOf }, present, add) {
    const lacking = new Map();
    const leftOut = [];
    // A map is walked to its end also when it grows meanwhile.
    for (const [piece, { table }] of made) {
        const missing = (0, belonging_ts_1.needed)(piece, byId).filter((one) => !made.has(one) && !present.has(one.id) && !isOrder(piece, one));
        if (missing.length > 0 && isOptional(piece, missing)) {
            for (const part of partsOf(piece))
                made.delete(part);
            leftOut.push(piece);
            continue;
        }
        for (const one of missing) {
            if (ALONG.has(one.kind))
                add(one, table, 'along');
            else if (!lacking.has(one))
                lacking.set(one, piece);
        }
    }
    return { lacking: [...lacking].map(([piece, needer]) => ({ piece, needer })), leftOut };
}
/** What says nothing of its own where it is missing: something else that is told is. */
const UNTOLD = new Set([
    ...[
        'COMMENT',
        'ACL',
        'SECURITY LABEL',
        'FK CONSTRAINT',
        'INDEX',
        'INDEX ATTACH',
        'TABLE ATTACH',
        'CONSTRAINT',
    ],
]);
/** What needs the tables, over however many steps, and went with them. */
function leaningOn(made, { needersOf, tableOf }, present) {
    const found = new Set(made);
    for (const one of found) {
        for (const needer of needersOf(one))
            if (!present.has(needer.id) && !UNTOLD.has(needer.kind))
                found.add(needer);
    }
    const inside = new Set(made);
    // What is on a table that is missing as a whole goes without saying.
    return [...found].filter((piece) => {
        const on = tableOf(piece);
        return !inside.has(piece) && !(on && !inside.has(on) && !present.has(on.id) && found.has(on));
    });
}
/** The names of the tables that a backup's schema makes. */
const tablesIn = (pieces) => pieces.filter(({ kind }) => kind === 'TABLE').map(({ schema, tag }) => ({ schema, name: tag }));
exports.tablesIn = tablesIn;


/***/ }),

/***/ 84561:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.countParts = countParts;
/** What is counted of a table, in the user's words; what is not named is a detail of something that is. */
const WORDS = {
    SEQUENCE: 'sequences',
    DEFAULT: 'defaults',
    INDEX: 'indexes',
    CONSTRAINT: 'keys and constraints',
    'CHECK CONSTRAINT': 'keys and constraints',
    'FK CONSTRAINT': 'foreign keys',
    TRIGGER: 'triggers',
    RULE: 'rules',
    POLICY: 'policies',
    STATISTICS: 'statistics',
    COMMENT: 'comments',
    ACL: 'grants',
    'SECURITY LABEL': 'security labels',
    'PUBLICATION TABLE': 'publications',
};
/** How many of each kind belong to a chosen table, its partitions among them. */
function countParts(made) {
    const counts = {};
    const partitions = made.filter(({ piece, table }) => piece !== table && /^(FOREIGN )?TABLE$/.test(piece.kind));
    if (partitions.length > 0)
        counts.partitions = partitions.length;
    for (const { piece } of made) {
        const word = WORDS[piece.kind];
        if (word !== undefined)
            counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
}


/***/ }),

/***/ 46873:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createTables = exports.planTables = void 0;
const identifiers_ts_1 = __webpack_require__(19467);
const locks_ts_1 = __webpack_require__(26945);
const sessions_ts_1 = __webpack_require__(7928);
const settings_ts_1 = __webpack_require__(4072);
const belonging_ts_1 = __webpack_require__(95444);
const counts_ts_1 = __webpack_require__(84561);
const making_ts_1 = __webpack_require__(75432);
const rights_ts_1 = __webpack_require__(67734);
const rows_ts_1 = __webpack_require__(34552);
const sequences_ts_1 = __webpack_require__(57967);
/** Tells what `createTables` would make; the live database is only looked at. */
const planTables = (request) => (0, sessions_ts_1.inSessions)(request, async ({ from, to }) => {
    await (0, settings_ts_1.begin)(from, 'REPEATABLE READ, READ ONLY');
    const { own } = await (0, settings_ts_1.begin)(to, 'REPEATABLE READ, READ ONLY');
    const sources = await openSources(from, request, own);
    const rows = new Map();
    for (const source of sources) {
        const { rows: count } = await (0, rows_ts_1.printsOf)(from, source, { where: request.where, hashed: false });
        rows.set(source, count);
    }
    return planOf(request, rows);
});
exports.planTables = planTables;
/** Makes the tables again with all that belongs to them and their rows, in one transaction: wholly, or not at all. */
const createTables = (request) => (0, sessions_ts_1.inSessions)(request, async (sessions) => {
    const { from, to } = sessions;
    await (0, settings_ts_1.begin)(from, 'REPEATABLE READ, READ ONLY');
    const { own } = await (0, settings_ts_1.begin)(to, 'READ COMMITTED, READ WRITE');
    await (0, locks_ts_1.boundWaiting)(to, request.lockTimeoutSeconds);
    const sources = await openSources(from, request, own);
    const { before, after } = (0, making_ts_1.inTwoHalves)(request.choice);
    await readAsWritten(to, request);
    await (0, making_ts_1.make)(to, before, request.choice);
    await (0, rights_ts_1.withoutDefaultRights)(to, before);
    const rows = await bringRows(sessions, request, sources, own);
    await (0, sequences_ts_1.setSequences)(to, before, request.proof);
    await readAsWritten(to, request);
    await (0, making_ts_1.make)(to, after, request.choice);
    // Without it, queries would be planned as if the tables were empty until somebody comes by.
    await to.query(`ANALYZE ${sources.map(({ table }) => (0, identifiers_ts_1.qualified)(table)).join(', ')}`);
    await (0, sessions_ts_1.commit)(to, request.signal);
    return planOf(request, rows);
});
exports.createTables = createTables;
async function openSources(from, request, own) {
    const { tables, where } = request;
    const sources = await (0, rows_ts_1.readSources)(from, tables);
    await (0, rows_ts_1.requireNoStrangers)(from, sources);
    if (where === undefined)
        return sources;
    await (0, settings_ts_1.asAsked)(from, own);
    for (const source of sources)
        await (0, rows_ts_1.checkCondition)(from, source, where);
    return sources;
}
async function bringRows(sessions, { where, watch }, sources, own) {
    const counter = { bytes: 0 };
    watch?.(() => counter.bytes);
    const { to } = sessions;
    await (0, settings_ts_1.pinned)(to);
    // What the condition makes of names and times, it makes of them on both sides.
    if (where !== undefined)
        await (0, settings_ts_1.asAsked)(to, own);
    const rows = new Map();
    for (const source of sources) {
        await (0, rows_ts_1.copyRows)(sessions, source, where, counter);
        rows.set(source, (await (0, rows_ts_1.requireSameRows)(sessions, source, where)).rows);
    }
    await (0, settings_ts_1.pinned)(to);
    return rows;
}
/** As pg_restore would run them: the texts of the backup mean what they meant where they were written. */
async function readAsWritten(to, { plainStrings, proof }) {
    await (0, settings_ts_1.pinned)(to);
    const settings = [
        { name: 'check_function_bodies', value: 'off' },
        { name: 'xmloption', value: 'content' },
        { name: 'client_min_messages', value: 'warning' },
        { name: 'standard_conforming_strings', value: plainStrings ? 'on' : 'off' },
        ...(proof.readUnder ?? []),
    ];
    for (const { name, value } of settings)
        await to.query('SELECT pg_catalog.set_config($1, $2, true)', [name, value]);
}
function planOf({ choice, tablespaces, proof }, rows) {
    const { made, leftOut, leaning } = choice;
    const namesOf = (why, kind) => made.flatMap((one) => one.why === why && (kind === undefined || one.piece.kind === kind) ? [(0, belonging_ts_1.told)(one.piece)] : []);
    return {
        tables: [...rows].map(([{ table }, count]) => {
            const own = made.filter(({ table: { schema, tag }, why }) => why === 'part' && schema === table.schema && tag === table.name);
            return { table, rows: count, parts: (0, counts_ts_1.countParts)(own) };
        }),
        along: namesOf('along').filter((name) => !/^(comment|grants) on /.test(name)),
        references: namesOf('reference', 'FK CONSTRAINT'),
        notes: [
            ...tablespaces.map((name) => `The server lacks the tablespace ${name}: what lay there lies in the usual one`),
            ...rowless(made, proof.notCompared),
            ...leftOut.map((piece) => `Not restored, since its other end is not there: ${(0, belonging_ts_1.told)(piece)}`),
            ...leaning.map((piece) => `Missing too, and not restored by this: ${(0, belonging_ts_1.told)(piece)}`),
        ],
    };
}
/** Tables of which the backup rightly has no rows. */
function rowless(made, notCompared) {
    return notCompared.flatMap(({ schema, name, reason }) => {
        const table = made.find(({ piece }) => (0, belonging_ts_1.isTable)(piece) && piece.schema === schema && piece.tag === name);
        return table ? [`Without rows of the backup: ${(0, belonging_ts_1.told)(table.piece)} ${reason}`] : [];
    });
}


/***/ }),

/***/ 64782:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.lookAround = lookAround;
const settings_ts_1 = __webpack_require__(4072);
const choice_ts_1 = __webpack_require__(73422);
const obstacles_ts_1 = __webpack_require__(1571);
const presence_ts_1 = __webpack_require__(85152);
/** Looks at the live database, decides what is made there, and refuses where anything stands in the way. */
async function lookAround(to, { pieces, tables, user, }) {
    await (0, settings_ts_1.begin)(to, 'REPEATABLE READ, READ ONLY');
    const there = new Set((await to.query('SELECT spcname::text AS name FROM pg_catalog.pg_tablespace')).map(({ name }) => name));
    // What lay elsewhere lies in the usual place where the server has no such other.
    const placed = pieces.map((piece) => (there.has(piece.tablespace) ? piece : { ...piece, tablespace: '' }));
    const isChosen = ({ kind, schema, tag }) => kind === 'TABLE' && tables.some((table) => table.schema === schema && table.name === tag);
    const choice = (0, choice_ts_1.choosePieces)(placed, placed.filter(isChosen), await (0, presence_ts_1.findPresent)(to, placed));
    (0, obstacles_ts_1.refuseTables)(await (0, obstacles_ts_1.findObstacles)(to, choice, user));
    const made = new Set(choice.made.map(({ piece }) => piece.id));
    const wanted = pieces.flatMap(({ id, tablespace }) => made.has(id) && tablespace !== '' ? [tablespace] : []);
    return { choice, tablespaces: [...new Set(wanted)].filter((name) => !there.has(name)) };
}


/***/ }),

/***/ 75432:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.inTwoHalves = inTwoHalves;
exports.make = make;
const errors_ts_1 = __webpack_require__(83916);
const locks_ts_1 = __webpack_require__(26945);
const trouble_ts_1 = __webpack_require__(44356);
const belonging_ts_1 = __webpack_require__(95444);
const written_ts_1 = __webpack_require__(87922);
/** What must be there before the rows; all else comes after them, so that it neither slows nor changes them. */
const BEFORE_ROWS = new Set([
    ...[
        'SCHEMA',
        'SHELL TYPE',
        'TYPE',
        'DOMAIN',
        'FUNCTION',
        'PROCEDURE',
        'AGGREGATE',
        'COLLATION',
        'OPERATOR',
    ],
    ...['OPERATOR FAMILY', 'OPERATOR CLASS', 'TEXT SEARCH CONFIGURATION', 'TEXT SEARCH DICTIONARY'],
    ...['TABLE', 'FOREIGN TABLE', 'TABLE ATTACH', 'SEQUENCE', 'SEQUENCE OWNED BY', 'DEFAULT'],
]);
const INDEXES = ['CONSTRAINT', 'INDEX'];
/** The pieces in the order in which they are made, around the rows. */
function inTwoHalves({ made, touched }) {
    // To a live root, a partition comes with its indexes, or it would get them twice; a branch only with those of all below.
    const late = new Set(touched.flatMap(({ piece }) => (piece.kind === 'TABLE ATTACH' ? [piece] : [])));
    const isBefore = ({ piece }) => BEFORE_ROWS.has(piece.kind) && !late.has(piece);
    const after = made.filter((one) => !isBefore(one));
    const indexes = new Set(made.flatMap(({ piece }) => (0, written_ts_1.indexName)(piece) ?? []));
    const rank = ({ piece }) => {
        if (INDEXES.includes(piece.kind))
            return 0;
        if (piece.kind === 'INDEX ATTACH')
            return indexes.has((0, written_ts_1.attachedIndex)(piece) ?? '') ? 1 : 3;
        return late.has(piece) ? 2 : 3;
    };
    return { before: made.filter(isBefore), after: after.toSorted((a, b) => rank(a) - rank(b)) };
}
/** Makes pieces one by one; the first that is refused ends it, and is told by its name. */
async function make(to, pieces, { touched }) {
    let stored = '';
    for (const made of pieces) {
        const { piece } = made;
        try {
            const state = [piece.tablespace, piece.accessMethod || 'heap'];
            if (stored !== state.join())
                await to.query(STORED, state);
            stored = state.join();
            await to.query(piece.sql);
        }
        catch (error) {
            if ((0, trouble_ts_1.factsOf)(error).code === locks_ts_1.LOCK_NOT_AVAILABLE) {
                const tables = touched.flatMap((one) => (one.piece === piece ? [one.table] : []));
                throw await held(to, tables, error);
            }
            throw refused(made, error);
        }
    }
}
const STORED = `SELECT pg_catalog.set_config('default_tablespace', $1, true),
  pg_catalog.set_config('default_table_access_method', $2, true)`;
async function held(to, pieces, cause) {
    await to.query('ROLLBACK');
    const tables = pieces.map(({ schema, tag }) => ({ schema, name: tag }));
    const rows = await to.query(`SELECT c.oid::bigint::float8 AS oid FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, name text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`, [JSON.stringify(tables)]);
    return (0, locks_ts_1.notGot)(to, { tables, oids: rows.map(({ oid }) => oid) }, 'SHARE ROW EXCLUSIVE', cause);
}
/** What the server refused; its detail would show values of rows, so it is left out. */
function refused({ piece, why }, error) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    // A connection that is gone, and a run that is told to stop, say nothing of the piece.
    if (!/^[0-9A-Z]{5}$/.test(code) || /^(08|57)/.test(code))
        return error;
    if (code === '23503')
        return dangling(piece.kind, (0, belonging_ts_1.told)(piece), why, error);
    const { story } = (0, trouble_ts_1.serverTrouble)('', error);
    return new errors_ts_1.UserError({
        what: `The ${(0, belonging_ts_1.told)(piece)} could not be made again, so nothing was changed.`,
        why: `${message.replace(/[^.]$/, '$&.')}`,
        next: NEXT[code] ?? story.next,
        cause: error,
    });
}
const NEXT = {
    '42P07': 'Something of that name has come to be since the plan was made: plan once more.',
    '42710': 'Something of that name has come to be since the plan was made: plan once more.',
    '42501': 'Restore as a superuser or as the owner, or with `owner: drop`, which leaves owners and grants out.',
    '40P01': 'Somebody else and we waited for each other: start it again.',
};
/** Rows that refer to rows that are not there: which of the two came back decides what helps. */
function dangling(kind, name, why, error) {
    const { schema, table } = (error ?? {});
    const rows = schema && table ? `Rows of ${schema}.${table}` : 'Rows';
    return new errors_ts_1.UserError({
        what: `${rows} refer to rows that are not there, so the ${kind === 'FK CONSTRAINT' ? name : 'foreign key'} could not be made again, and nothing was changed.`,
        why: why === 'reference'
            ? 'They are live rows, and refer to what the backup does not hold: it came to be after it, or `where` leaves it out.'
            : 'They are rows of the backup, and refer to live rows that were deleted since, or that `where` leaves out.',
        next: why === 'reference'
            ? 'Delete those live rows or point them elsewhere for now, and start it again.'
            : 'Bring the rows at the other end back first (`tables` with `table-mode: merge`), or leave the rows in question out by `where`.',
        cause: error,
    });
}


/***/ }),

/***/ 1571:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findObstacles = findObstacles;
exports.refuseTables = refuseTables;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const belonging_ts_1 = __webpack_require__(95444);
const presence_ts_1 = __webpack_require__(85152);
const written_ts_1 = __webpack_require__(87922);
/** All that keeps the chosen pieces from being made in a database, found before anything is tried. */
async function findObstacles(session, choice, user) {
    return [
        ...choice.nested.map(({ table, root }) => ({
            what: `The ${(0, belonging_ts_1.told)(table)} is a partition of the ${(0, belonging_ts_1.told)(root)}, and both are chosen.`,
            next: 'Choose one of them.',
        })),
        ...(await taken(session, choice.made)),
        ...choice.lacking.map(({ piece, needer }) => lacking(piece, needer)),
        ...(await schemaless(session, choice.made, user)),
        ...(await roleless(session, choice.made, user)),
        ...(await notAllowed(session, choice, user)),
    ];
}
/** Refuses, and names all at once. */
function refuseTables(problems) {
    const [only] = problems;
    if (!only)
        return;
    if (problems.length === 1)
        throw new errors_ts_1.UserError({ ...only, what: `${only.what} Nothing was changed.` });
    const lines = problems.map(({ what, why, next }) => `- ${[what, why, next].filter(Boolean).join(' ')}`);
    throw new errors_ts_1.UserError({
        what: `${problems.length} things keep the tables from being made again; nothing was changed.`,
        why: lines.join('\n'),
    });
}
async function taken(session, made) {
    const names = made.flatMap(({ piece }) => {
        const name = (0, belonging_ts_1.isTable)(piece) || piece.kind === 'SEQUENCE' ? piece.tag : (0, written_ts_1.indexName)(piece);
        return name === undefined ? [] : [{ id: piece.id, schema: piece.schema, name, piece }];
    });
    const found = await (0, presence_ts_1.findTaken)(session, names);
    const there = new Set(found.map(({ id }) => id));
    return found.flatMap(({ id, by }) => {
        const piece = names.find((one) => one.id === id)?.piece;
        // What belongs to a table that is there goes without saying.
        if (!piece || piece.needs.some((need) => there.has(need)))
            return [];
        if (piece.kind === 'TABLE' && by === 'a table') {
            const next = 'Bring its rows back by `table-mode: merge` or `sync`, or leave it out of `tables`.';
            return [{ what: `The ${(0, belonging_ts_1.told)(piece)} is there already.`, next }];
        }
        const what = `The ${(0, belonging_ts_1.told)(piece)} cannot be made again, for ${by} has its name.`;
        return [{ what, next: 'Rename that, or drop it.' }];
    });
}
function lacking(piece, needer) {
    const what = `The live database lacks the ${(0, belonging_ts_1.told)(piece)}, which the ${(0, belonging_ts_1.told)(needer)} needs.`;
    if (piece.kind === 'TABLE')
        return { what, next: `Add it to \`tables\`: ${piece.schema}.${piece.tag}.` };
    if (piece.kind === 'EXTENSION')
        return { what, next: `Make it first (CREATE EXTENSION ${(0, identifiers_ts_1.quoted)(piece.tag)}).` };
    return { what, next: 'Make it again first.' };
}
/** Into a schema that is there, the user must be allowed to make something; one that is made along is its own. */
async function schemaless(session, made, user) {
    const along = new Set(made.flatMap(({ piece }) => (piece.kind === 'SCHEMA' ? [piece.tag] : [])));
    const wanted = made.flatMap(({ piece, why }) => why === 'reference' || piece.schema === '' ? [] : [piece.schema]);
    const names = [...new Set(wanted)].filter((name) => !along.has(name));
    const rows = await session.query(`SELECT w.name, n.oid IS NOT NULL AS there, pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS creates
      FROM pg_catalog.unnest($1::text[]) AS w(name) LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = w.name`, [names]);
    return rows.flatMap(({ name, there, creates }) => {
        if (!there) {
            const next = `Make it first (CREATE SCHEMA ${(0, identifiers_ts_1.quoted)(name)}).`;
            return [{ what: `The live database lacks the schema ${name}, and the backup does not make it.`, next }];
        }
        if (creates)
            return [];
        const next = `Grant it (GRANT CREATE ON SCHEMA ${(0, identifiers_ts_1.quoted)(name)} TO ${(0, identifiers_ts_1.quoted)(user)}), or restore as its owner.`;
        return [{ what: `The user "${user}" may not make anything in the schema ${name}.`, next }];
    });
}
/** Who owns, who is granted something and whom a policy is for must be there. */
async function roleless(session, made, user) {
    const owners = new Set(made.flatMap(({ piece }) => (piece.sql.includes(' OWNER TO ') ? [piece.owner] : [])));
    const others = made.flatMap(({ piece }) => rolesIn(piece));
    const rows = await session.query(`SELECT w.name, r.oid IS NOT NULL AS there, pg_catalog.pg_has_role(r.oid, 'MEMBER') AS ours
      FROM pg_catalog.unnest($1::text[]) AS w(name) LEFT JOIN pg_catalog.pg_roles r ON r.rolname = w.name ORDER BY 1`, [[...new Set([...owners, ...others])].filter(Boolean)]);
    return rows.flatMap(({ name, there, ours }) => {
        if (!there) {
            const next = `Make it (CREATE ROLE ${(0, identifiers_ts_1.quoted)(name)}), or restore with \`owner: drop\`, which leaves owners and grants out.`;
            return [
                { what: `The server lacks the role "${name}", which owns or may use what is to be made.`, next },
            ];
        }
        if (ours || !owners.has(name))
            return [];
        const next = `Grant it (GRANT ${(0, identifiers_ts_1.quoted)(name)} TO ${(0, identifiers_ts_1.quoted)(user)}), or restore with \`owner: drop\`.`;
        return [{ what: `The user "${user}" may not give anything to the role "${name}", which owned it.`, next }];
    });
}
const GRANTED = new RegExp(`(?: TO| FROM|SESSION AUTHORIZATION) (${written_ts_1.NAME})(?: WITH GRANT OPTION)?;`, 'g');
const POLICY = new RegExp(`^CREATE POLICY ${written_ts_1.NAME} ON ${written_ts_1.NAME}\\.${written_ts_1.NAME}(?: AS [A-Z]+)?(?: FOR [A-Z]+)? TO ((?:${written_ts_1.NAME}(?:, )?)+)`);
/** `PUBLIC` is written in capitals, as no role is outside of quotes. */
function rolesIn({ kind, sql }) {
    if (kind === 'ACL')
        return [...sql.matchAll(GRANTED)].map(([, name = '']) => (0, identifiers_ts_1.unquoted)(name));
    const names = kind === 'POLICY' ? POLICY.exec(sql)?.[1] : undefined;
    return [...(names ?? '').matchAll(new RegExp(written_ts_1.NAME, 'g'))].map(([name]) => (0, identifiers_ts_1.unquoted)(name));
}
async function notAllowed(session, { touched }, user) {
    const asked = touched.map(({ table: { schema, tag }, asOwner }) => ({ schema, tag, as_owner: asOwner }));
    const rows = await session.query(NOT_ALLOWED, [
        JSON.stringify(asked),
    ]);
    return rows.map(({ schema, name, owner }) => {
        const table = `${schema}.${name}`;
        if (owner) {
            const what = `The user "${user}" does not own the table ${table}, which gets a foreign key, a partition or a child back.`;
            return { what, next: 'Restore as its owner, or as a superuser.' };
        }
        const next = `Grant it (GRANT REFERENCES ON ${(0, identifiers_ts_1.quoted)(schema)}.${(0, identifiers_ts_1.quoted)(name)} TO ${(0, identifiers_ts_1.quoted)(user)}), or restore as its owner.`;
        return { what: `The user "${user}" may not refer to the table ${table}.`, next };
    });
}
const NOT_ALLOWED = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, pg_catalog.bool_or(w.as_owner) AS owner
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, tag text, as_owner boolean)
    JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.tag
  WHERE NOT CASE WHEN w.as_owner THEN pg_catalog.pg_has_role(c.relowner, 'USAGE')
    ELSE pg_catalog.has_any_column_privilege(c.oid, 'REFERENCES') END
  GROUP BY 1, 2 ORDER BY 1, 2`;


/***/ }),

/***/ 42350:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readDefinition = readDefinition;
exports.readPieces = readPieces;
const node_buffer_1 = __webpack_require__(4573);
const errors_ts_1 = __webpack_require__(83916);
const entries_ts_1 = __webpack_require__(65599);
const schema_text_ts_1 = __webpack_require__(75567);
const statements_ts_1 = __webpack_require__(91445);
const written_ts_1 = __webpack_require__(87922);
/** Reads all of a backup's schema, each object with its statements. */
async function readDefinition(request, { file, entries }) {
    const how = request.owners ? [] : ['--no-owner', '--no-acl'];
    return readPieces(decoded(await (0, schema_text_ts_1.writtenBytes)(request, ['--verbose', ...how, file])), entries);
}
const HEADER = /(?<![^\n])--\n-- TOC entry (\d+) \(class \d+ OID (\d+)\)\n(?:-- Dependencies: [\d ]+\n)?-- Name: ([^\n]*); Type: ([A-Z ]+); Schema: ([^\n]*); Owner: ([^\n]*)\n(?:-- Data Pos: \d+\n)?--\n/g;
const END = '\n--\n-- PostgreSQL database dump complete\n--\n';
/** Takes pg_restore's verbose text apart; the table of contents tells what in it is a header, and not a text of somebody's. */
function readPieces(text, entries) {
    const end = text.lastIndexOf(END);
    const whole = end < 0 ? text : text.slice(0, end);
    const known = new Map(entries.map((entry) => [entry.id, entry]));
    const headers = [...whole.matchAll(HEADER)].filter(([, id, oid, , kind]) => {
        const entry = known.get(Number(id));
        return entry !== undefined && entry.oid === Number(oid) && entry.what.startsWith(`${kind} `);
    });
    if (new Set(headers.map(([, id]) => id)).size < headers.length)
        throw twice();
    const preamble = whole.slice(0, headers[0]?.index);
    let { state } = withoutState(preamble);
    const pieces = headers.flatMap((header, at) => {
        const [all, id, , tag = '', kind = '', schema = '', owner = ''] = header;
        const own = state;
        const body = withoutState(whole.slice(header.index + all.length, headers[at + 1]?.index));
        state = { ...state, ...body.state };
        return withoutAttachment({
            ...{ id: Number(id), kind, tag, sql: body.text, needs: known.get(Number(id))?.needs ?? [] },
            ...{ schema: schema === '-' ? '' : schema, owner: owner === '-' ? '' : owner },
            ...{ tablespace: own.tablespace ?? '', accessMethod: own.table_access_method ?? '' },
        });
    });
    return { pieces, plainStrings: !/^SET standard_conforming_strings = (off|'off');$/m.test(preamble) };
}
/** Up to version 13 a partition's definition attaches it too; later ones do that by a piece of its own, and so do we. */
function withoutAttachment(piece) {
    if (!piece.kind.endsWith('TABLE') || !piece.sql.includes(' ATTACH PARTITION '))
        return [piece];
    const { statements } = (0, statements_ts_1.splitStatements)(piece.sql);
    const texts = statements.map(({ sql }) => `${sql};`);
    const isAttachment = (sql) => ATTACHMENT.test(sql);
    const attach = texts.filter(isAttachment);
    if (attach.length === 0)
        return [piece];
    const attaching = { id: -piece.id, kind: 'TABLE ATTACH', needs: [piece.id, ...piece.needs] };
    return [
        { ...piece, sql: texts.filter((sql) => !isAttachment(sql)).join('\n') },
        { ...piece, ...attaching, sql: attach.join('\n') },
    ];
}
const ATTACHMENT = new RegExp(`^ALTER TABLE ONLY ${written_ts_1.NAME}\\.${written_ts_1.NAME} ATTACH PARTITION `);
const STATE = /(?<![^\n])SET default_(tablespace|table_access_method) = (.*);\n*$/;
/** What is in force from the next piece on stands at the end of the one before. */
function withoutState(body) {
    let text = body;
    const state = {};
    for (let found = STATE.exec(text); found; found = STATE.exec(text)) {
        const [all, what = '', value = ''] = found;
        state[what] ??= value.replace(/^'(.*)'$|^"(.*)"$/, '$1$2').replaceAll('""', '"');
        text = text.slice(0, -all.length);
    }
    return { text: text.trim(), state };
}
/** By the server's names of encodings, those in which a schema is told at all often. */
const ENCODINGS = {
    ...{ UTF8: 'utf-8', EUC_JP: 'euc-jp', EUC_KR: 'euc-kr', EUC_CN: 'gbk', KOI8R: 'koi8-r', KOI8U: 'koi8-u' },
    ...{ LATIN2: 'iso-8859-2', LATIN9: 'iso-8859-15', ISO_8859_5: 'iso-8859-5', WIN866: 'ibm866' },
    ...{ WIN1250: 'windows-1250', WIN1251: 'windows-1251', WIN1252: 'windows-1252' },
};
function decoded(bytes) {
    const encoding = (0, entries_ts_1.encodingOf)(bytes.toString('latin1', 0, 4096)) ?? 'UTF8';
    if (encoding === 'LATIN1')
        return bytes.toString('latin1');
    if (encoding === 'SQL_ASCII' && (0, node_buffer_1.isUtf8)(bytes))
        return bytes.toString('utf8');
    const label = ENCODINGS[encoding];
    if (label !== undefined)
        return new TextDecoder(label, { fatal: true }).decode(bytes);
    if (!/[\u0080-\u00ff]/.test(bytes.toString('latin1')))
        return bytes.toString('latin1');
    throw new errors_ts_1.UserError({
        what: `The backup's schema is written in the encoding ${encoding}, of which single tables cannot be made again.`,
        next: 'Restore the backup under another name by `target-url`, and take the tables from there by pg_dump.',
    });
}
const twice = () => new errors_ts_1.UserError({
    what: "The backup's schema cannot be taken apart: some text in it looks like what pg_restore writes between its parts.",
    next: 'Restore the backup under another name by `target-url`, and take the tables from there by pg_dump.',
});


/***/ }),

/***/ 85152:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findPresent = findPresent;
exports.findTaken = findTaken;
/** Which of the pieces a database has, by their ids; of kinds that cannot be looked up, all. */
async function findPresent(session, pieces) {
    const wanted = pieces.filter(({ kind }) => LOOKED_UP.has(kind));
    const others = pieces.filter(({ kind }) => !LOOKED_UP.has(kind));
    const asked = wanted.map(({ id, kind, schema, tag }) => ({ id, kind, schema, tag }));
    const found = await session.query(PRESENT, [JSON.stringify(asked)]);
    return new Set([...found, ...others].map(({ id }) => id));
}
const RELATIONS = {
    ...{ r: 'TABLE', p: 'TABLE', f: 'FOREIGN TABLE', v: 'VIEW', m: 'MATERIALIZED VIEW', S: 'SEQUENCE' },
    ...{ i: 'INDEX', I: 'INDEX', c: 'TYPE' },
};
/** Of what lies in a schema: its catalog, the prefix of the catalog's columns, and the kinds that it is looked up for. */
const NAMED = [
    ['pg_type', 'typ', ['TYPE', 'DOMAIN', 'SHELL TYPE']],
    ['pg_collation', 'coll', ['COLLATION']],
    ['pg_opclass', 'opc', ['OPERATOR CLASS']],
    ['pg_opfamily', 'opf', ['OPERATOR FAMILY']],
    ['pg_operator', 'opr', ['OPERATOR']],
    ['pg_conversion', 'con', ['CONVERSION']],
    ['pg_statistic_ext', 'stx', ['STATISTICS']],
    ['pg_ts_config', 'cfg', ['TEXT SEARCH CONFIGURATION']],
    ['pg_ts_dict', 'dict', ['TEXT SEARCH DICTIONARY']],
    ['pg_ts_parser', 'prs', ['TEXT SEARCH PARSER']],
    ['pg_ts_template', 'tmpl', ['TEXT SEARCH TEMPLATE']],
];
/** Of what lies in none. */
const FREE = [
    ['pg_namespace', 'nspname', 'SCHEMA'],
    ['pg_extension', 'extname', 'EXTENSION'],
    ['pg_am', 'amname', 'ACCESS METHOD'],
    ['pg_language', 'lanname', 'PROCEDURAL LANGUAGE'],
    ['pg_foreign_server', 'srvname', 'SERVER'],
    ['pg_foreign_data_wrapper', 'fdwname', 'FOREIGN DATA WRAPPER'],
    ['pg_publication', 'pubname', 'PUBLICATION'],
];
/** Of what belongs to a table: its catalog, the column with the table's oid, the name, and the kinds. */
const OWNED = [
    ['pg_constraint', 'conrelid', 'conname', ['CONSTRAINT', 'FK CONSTRAINT', 'CHECK CONSTRAINT']],
    ['pg_trigger', 'tgrelid', 'tgname', ['TRIGGER']],
    ['pg_rewrite', 'ev_class', 'rulename', ['RULE']],
    ['pg_policy', 'polrelid', 'polname', ['POLICY']],
];
const ROUTINES = ['FUNCTION', 'PROCEDURE', 'AGGREGATE'];
const LOOKED_UP = new Set([
    ...Object.values(RELATIONS),
    ...NAMED.flatMap(([, , kinds]) => kinds),
    ...FREE.map(([, , kind]) => kind),
    ...OWNED.flatMap(([, , , kinds]) => kinds),
    ...ROUTINES,
    'DEFAULT',
]);
const listed = (kinds) => `(VALUES ${kinds.map((kind) => `('${kind}')`).join(', ')})`;
// A routine is told as pg_dump tells it: by the types of what it is called with.
const THERE = [
    `SELECT k.kind, n.nspname::text AS schema, c.relname::text AS tag FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN (VALUES ${Object.entries(RELATIONS)
        .map(([relkind, kind]) => `('${relkind}', '${kind}')`)
        .join(', ')}) AS k(relkind, kind) ON k.relkind = c.relkind::text`,
    ...NAMED.map(([catalog, prefix, kinds,]) => `SELECT k.kind, n.nspname::text, o.${prefix}name::text FROM pg_catalog.${catalog} o
      JOIN pg_catalog.pg_namespace n ON n.oid = o.${prefix}namespace, ${listed(kinds)} AS k(kind)`),
    ...FREE.map(([catalog, name, kind]) => `SELECT '${kind}', '', ${name}::text FROM pg_catalog.${catalog}`),
    ...OWNED.map(([catalog, table, name, kinds]) => `SELECT k.kind, n.nspname::text, c.relname || ' ' || o.${name}
      FROM pg_catalog.${catalog} o JOIN pg_catalog.pg_class c ON c.oid = o.${table}
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, ${listed(kinds)} AS k(kind)`),
    `SELECT 'CHECK CONSTRAINT', n.nspname::text, t.typname || ' ' || o.conname FROM pg_catalog.pg_constraint o
    JOIN pg_catalog.pg_type t ON t.oid = o.contypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace`,
    `SELECT 'DEFAULT', n.nspname::text, c.relname || ' ' || a.attname FROM pg_catalog.pg_attrdef d
    JOIN pg_catalog.pg_class c ON c.oid = d.adrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum`,
    `SELECT k.kind, n.nspname::text, p.proname || '(' || CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*'
      ELSE pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.format_type(t, NULL)
        FROM pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) WITH ORDINALITY AS u(t, place) ORDER BY place), ', ') END || ')'
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace, ${listed(ROUTINES)} AS k(kind)
    WHERE n.nspname IN (SELECT schema FROM wanted)`,
];
const PRESENT = `
  WITH wanted AS (SELECT * FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(id int, kind text, schema text, tag text)),
    there AS (${THERE.join('\n UNION ALL ')})
  SELECT DISTINCT wanted.id FROM wanted JOIN there USING (kind, schema, tag)`;
/** Which names of tables, sequences and indexes are given away already, whatever has them. */
async function findTaken(session, names) {
    return session.query(TAKEN, [JSON.stringify(names)]);
}
const TAKEN = `
  SELECT DISTINCT ON (w.id) w.id, CASE c.relkind WHEN 'r' THEN 'a table' WHEN 'p' THEN 'a table' WHEN 'v' THEN 'a view'
      WHEN 'm' THEN 'a materialized view' WHEN 'f' THEN 'a foreign table' WHEN 'S' THEN 'a sequence'
      WHEN 'i' THEN 'an index' WHEN 'I' THEN 'an index' ELSE 'a type' END AS by
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(id int, schema text, name text)
    JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`;


/***/ }),

/***/ 67734:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.withoutDefaultRights = withoutDefaultRights;
const belonging_ts_1 = __webpack_require__(95444);
/**
 * Takes what the live database's default privileges gave to new tables and sequences away again: the backup's own grants
 * say who may what, and they count from nothing.
 */
async function withoutDefaultRights(to, made) {
    const relations = made.filter(({ piece }) => (0, belonging_ts_1.isTable)(piece) || piece.kind === 'SEQUENCE');
    const names = relations.map(({ piece: { schema, tag } }) => ({ schema, tag }));
    const rows = await to.query(RIGHTS, [JSON.stringify(names)]);
    for (const { sql } of rows)
        await to.query(sql);
}
const RIGHTS = `
  WITH given AS (
    SELECT c.relowner, c.relacl, pg_catalog.format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
      n.nspname, c.relname) AS what
    FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, tag text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.tag AND c.relkind IN ('r', 'p', 'f', 'S')
    WHERE c.relacl IS NOT NULL
  )
  SELECT DISTINCT pg_catalog.format('REVOKE ALL ON %s FROM %s', what,
      CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END) AS sql
    FROM given, pg_catalog.aclexplode(given.relacl) AS a WHERE a.grantee <> given.relowner
  UNION ALL SELECT DISTINCT pg_catalog.format('GRANT ALL ON %s TO %I', what, pg_catalog.pg_get_userbyid(relowner)) FROM given`;


/***/ }),

/***/ 34552:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readSources = readSources;
exports.checkCondition = checkCondition;
exports.requireNoStrangers = requireNoStrangers;
exports.printsOf = printsOf;
exports.copyRows = copyRows;
exports.requireSameRows = requireSameRows;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const part_ts_1 = __webpack_require__(5136);
const staging_ts_1 = __webpack_require__(40196);
const work_ts_1 = __webpack_require__(85888);
const trouble_ts_1 = __webpack_require__(44356);
/** Looks the chosen tables up in the temporary database. */
async function readSources(from, tables) {
    const found = await from.query(SOURCES, [JSON.stringify(tables)]);
    return tables.map((table) => {
        const source = found.find((one) => one.table.schema === table.schema && one.table.name === table.name);
        if (source)
            return source;
        throw new errors_ts_1.UserError({
            what: `The table ${(0, identifiers_ts_1.qualified)(table)} could not be made in the temporary database, so its rows cannot be read; nothing was changed.`,
            next: 'Restore the whole backup under another name by `target-url`: what keeps it from being made is told there.',
        });
    });
}
// What is a partition of a chosen one lies in its tree; whether it holds rows, only a table can.
const SOURCES = `
  WITH chosen AS (
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition
    FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, name text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name AND c.relkind IN ('r', 'p')
  ), inside AS (
    SELECT chosen.oid AS chosen, chosen.oid AS leaf FROM chosen
    UNION SELECT chosen.oid, t.relid::pg_catalog.oid FROM chosen, pg_catalog.pg_partition_tree(chosen.oid) AS t
  ), leaf AS (
    SELECT c.oid, pg_catalog.jsonb_build_object('schema', n.nspname, 'name', c.relname) AS told
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'
  )
  SELECT pg_catalog.jsonb_build_object('schema', chosen.nspname, 'name', chosen.relname) AS table,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = chosen.oid AND a.attnum > 0
      AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attname::text COLLATE "C") AS columns,
    coalesce((SELECT pg_catalog.jsonb_agg(leaf.told ORDER BY leaf.oid) FROM inside JOIN leaf ON leaf.oid = inside.leaf
      WHERE inside.chosen = chosen.oid), '[]') AS leaves,
    coalesce((SELECT pg_catalog.jsonb_agg(leaf.told ORDER BY leaf.oid)
      FROM pg_catalog.pg_partition_tree(pg_catalog.pg_partition_root(chosen.oid)) AS t JOIN leaf ON leaf.oid = t.relid
      WHERE chosen.relispartition AND leaf.oid NOT IN (SELECT inside.leaf FROM inside)), '[]') AS strangers
  FROM chosen`;
const filter = (where) => (where === undefined ? '' : ` WHERE ${(0, part_ts_1.meant)(where)}`);
/** Rows of one leaf; the condition may call them by the chosen table's name. */
const rowsOf = ({ table, columns }, leaf, where) => `SELECT ${(0, work_ts_1.list)(columns)} FROM ONLY ${(0, identifiers_ts_1.qualified)(leaf)} AS ${(0, identifiers_ts_1.quoted)(table.name)}${filter(where)}`;
/** Lets the server read the condition as a part of one query, before it stands in any other statement. */
async function checkCondition(from, source, where) {
    const { table, columns } = source;
    try {
        await from.queryOne(`EXPLAIN SELECT ${(0, work_ts_1.list)(columns)} FROM ${(0, identifiers_ts_1.qualified)(table)} AS ${(0, identifiers_ts_1.quoted)(table.name)}${filter(where)}`);
    }
    catch (error) {
        throw (0, part_ts_1.conditionTrouble)(error, (0, identifiers_ts_1.qualified)(table));
    }
}
/** A few partitions may be loaded by way of their root, and land elsewhere than they came from. */
async function requireNoStrangers(from, sources) {
    for (const { table, strangers } of sources) {
        for (const stranger of strangers) {
            const [row] = await from.query(`SELECT EXISTS (SELECT FROM ONLY ${(0, identifiers_ts_1.qualified)(stranger)}) AS some`);
            if (!row?.some)
                continue;
            throw new errors_ts_1.UserError({
                what: `Rows of ${(0, identifiers_ts_1.qualified)(table)} came to lie in ${(0, identifiers_ts_1.qualified)(stranger)}, so the partition cannot be brought back by itself; nothing was changed.`,
                next: 'Restore the whole backup under another name by `target-url`, and take them from there by pg_dump.',
            });
        }
    }
}
/** Counts rows that are meant, and where asked, hashes them. */
async function printsOf(session, source, { where, hashed, leaves, }) {
    const row = `ROW(${(0, work_ts_1.list)(source.columns, (0, identifiers_ts_1.quoted)(source.table.name))})`;
    const hash = hashed
        ? `coalesce(pg_catalog.sum(pg_catalog.hashtextextended(${row}::pg_catalog.text COLLATE pg_catalog."C", 0)), 0)`
        : '0::pg_catalog.numeric';
    let [rows, sum] = [0, 0n];
    for (const leaf of leaves ?? source.leaves) {
        const [found] = await session.query(`SELECT pg_catalog.count(*)::text AS rows, ${hash}::text AS hash FROM ONLY ${(0, identifiers_ts_1.qualified)(leaf)} AS ${(0, identifiers_ts_1.quoted)(source.table.name)}${filter(where)}`);
        rows += Number(found?.rows ?? 0);
        sum += BigInt(found?.hash ?? 0);
    }
    return { rows, hash: `${sum}` };
}
/** Copies the rows over; of a whole tree through its root, since a partition's bounds may rest on what differs here. */
async function copyRows({ from, to }, source, where, counter) {
    const columns = (0, work_ts_1.list)(source.columns);
    const copy = `COPY ${(0, identifiers_ts_1.qualified)(source.table)} (${columns}) FROM STDIN`;
    for (const leaf of source.leaves) {
        const { ofSource, ofTarget } = await (0, staging_ts_1.pour)({ from, to }, { query: rowsOf(source, leaf, where), copy }, counter);
        if (ofSource !== undefined) {
            if (where !== undefined)
                throw (0, part_ts_1.conditionTrouble)(ofSource, (0, identifiers_ts_1.qualified)(source.table));
            throw new staging_ts_1.Unreadable(leaf, ofSource);
        }
        if (ofTarget !== undefined)
            throw unfit(source, ofTarget);
    }
}
/** The server's detail would show values of the row. */
function unfit({ table }, error) {
    if (/^(08|57)/.test((0, trouble_ts_1.factsOf)(error).code))
        return error;
    const { story } = (0, trouble_ts_1.serverTrouble)('', error);
    return new errors_ts_1.UserError({
        what: `The rows of the backup do not fit into ${(0, identifiers_ts_1.qualified)(table)} as it is made here, so nothing was changed.`,
        why: story.why,
        next: 'Something that the table uses is another than in the backup: a type, a function in a check, a parent table. Bring that back first, or restore the backup under another name by `target-url`.',
        cause: error,
    });
}
/** What has come over must be what was sent, to the last byte. */
async function requireSameRows({ from, to }, source, where) {
    const sent = await printsOf(from, source, { where, hashed: true });
    const [here] = await readSources(to, [source.table]);
    const come = await printsOf(to, source, { hashed: true, leaves: here?.leaves ?? [] });
    if (sent.rows === come.rows && sent.hash === come.hash)
        return come;
    throw new errors_ts_1.UserError({
        what: `The rows of ${(0, identifiers_ts_1.qualified)(source.table)} did not come over as they were, so nothing was changed.`,
        why: `The backup holds ${sent.rows.toLocaleString('en')}, and ${come.rows.toLocaleString('en')} came${sent.rows === come.rows ? ', not all of them the same' : ''}.`,
        next: 'A rule, a trigger on all tables or a type that is another here changes them: restore the backup under another name by `target-url`, and compare.',
    });
}


/***/ }),

/***/ 57967:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.setSequences = setSequences;
const identifiers_ts_1 = __webpack_require__(19467);
/** Sets the sequences that are made to where the backup has them: never behind what it had handed out. */
async function setSequences(to, made, { sequences }) {
    for (const { piece } of made.filter(({ piece: { kind } }) => kind === 'SEQUENCE')) {
        const sequence = { schema: piece.schema, name: piece.tag };
        const proven = sequences.find(({ schema, name }) => schema === sequence.schema && name === sequence.name);
        const position = proven?.after ?? proven?.before;
        if (position) {
            await to.query('SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint, $3)', [
                ...[(0, identifiers_ts_1.qualified)(sequence), position.value, position.called],
            ]);
        }
        else
            await pastItsRows(to, sequence);
    }
}
/** Where the backup does not tell, the rows do. */
async function pastItsRows(to, sequence) {
    const [used] = await to.query(COLUMN, [
        (0, identifiers_ts_1.qualified)(sequence),
    ]);
    if (!used)
        return;
    const furthest = `pg_catalog.${used.up ? 'max' : 'min'}(${(0, identifiers_ts_1.quoted)(used.column)})::bigint`;
    await to.query(`SELECT pg_catalog.setval($1::pg_catalog.regclass, ${furthest}) FROM ${(0, identifiers_ts_1.qualified)(used)}
      HAVING ${furthest} ${used.up ? '>=' : '<='} (SELECT last_value FROM ${(0, identifiers_ts_1.qualified)(sequence)})`, [(0, identifiers_ts_1.qualified)(sequence)]);
}
const COLUMN = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column, s.seqincrement > 0 AS up
  FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.seqrelid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    JOIN pg_catalog.pg_class c ON c.oid = d.refobjid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE s.seqrelid = $1::pg_catalog.regclass`;


/***/ }),

/***/ 87922:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.attachedIndex = exports.NAME = void 0;
exports.indexName = indexName;
const identifiers_ts_1 = __webpack_require__(19467);
/** A name as pg_dump writes it. */
exports.NAME = '(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)';
const ATTACHED = new RegExp(`^ALTER INDEX ${exports.NAME}\\.(${exports.NAME}) ATTACH PARTITION `);
const INDEX = new RegExp(`^CREATE (?:UNIQUE )?INDEX (${exports.NAME}) ON `);
const CONSTRAINT = new RegExp(`^ALTER TABLE (?:ONLY )?${exports.NAME}\\.${exports.NAME}\\s+ADD CONSTRAINT (${exports.NAME}) (?:PRIMARY KEY|UNIQUE|EXCLUDE)`);
/** The index's name; nothing of a constraint that has none. */
function indexName({ kind, sql }) {
    const pattern = kind === 'INDEX' ? INDEX : kind === 'CONSTRAINT' ? CONSTRAINT : undefined;
    return nameIn(pattern?.exec(sql)?.[1]);
}
/** The index of a root or a branch that another is attached to. */
const attachedIndex = ({ sql }) => nameIn(ATTACHED.exec(sql)?.[1]);
exports.attachedIndex = attachedIndex;
const nameIn = (text) => text === undefined ? undefined : (0, identifiers_ts_1.unquoted)(text);


/***/ }),

/***/ 76337:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.tellCreatePlan = tellCreatePlan;
exports.reportCreated = reportCreated;
const names_ts_1 = __webpack_require__(68189);
const backup_ts_1 = __webpack_require__(4630);
const markdown_ts_1 = __webpack_require__(54285);
/** Shows which tables would be made again, and with what. */
async function tellCreatePlan(host, how, telling) {
    const { plan, digest, database, manifest, from, where } = telling;
    const lines = [
        `Backup: ${manifest.id} of ${manifest.name}, as it was at ${manifest.snapshot.time}, from ${from}`,
        `Into: tables that "${database}" lacks, by create${where === undefined ? '' : `, where ${where}`}`,
        ...planLines(plan, how.showTableNames),
        'All of it is one transaction: the tables are there whole, or nothing is changed.',
        `Plan ${digest}`,
    ];
    await host.group('Plan', async () => host.info(lines.join('\n')));
    host.output('plan', digest);
    host.output('backup-id', manifest.id);
    await host.summary(`## Plan of making tables of ${(0, markdown_ts_1.cell)(database)} again\n\n${summaryTable(plan, how)}\n\nPlan ${digest}\n`);
    if (how.dryRun && how.json)
        host.print(JSON.stringify(jsonOf(telling), undefined, 2));
}
function planLines({ tables, along, references, notes }, showNames) {
    const made = tables.map(({ table: name, rows, parts }) => `${showNames ? (0, names_ts_1.spelled)(name) : 'A table'}: to be made, with ${(0, backup_ts_1.count)(rows, 'row')}${partsLine(parts)}`);
    if (showNames) {
        return [
            ...made,
            ...references.map((name) => `Made again on a live table: ${name}`),
            ...along.map((name) => `Made along, since a table needs it: ${name}`),
            ...notes,
        ];
    }
    const others = [
        ...(references.length > 0 ? [`${(0, backup_ts_1.count)(references.length, 'foreign key')} of live tables`] : []),
        ...(along.length > 0 ? [`${(0, backup_ts_1.count)(along.length, 'thing')} that they need`] : []),
    ];
    return [
        ...made,
        ...(others.length > 0 ? [`Made again too: ${others.join(', ')}`] : []),
        ...(notes.length > 0
            ? [`${(0, backup_ts_1.count)(notes.length, 'note')} with names: \`show-table-names\` shows them`]
            : []),
    ];
}
const partsOf = (parts) => Object.entries(parts).map(([what, number]) => `${what}: ${number.toLocaleString('en')}`);
const partsLine = (parts) => Object.keys(parts).length === 0 ? '' : `; ${partsOf(parts).join(', ')}`;
const summaryTable = ({ tables }, { showTableNames }) => (0, markdown_ts_1.table)(['Table', 'Rows', 'With'], tables.map(({ table: name, rows, parts }) => [
    showTableNames ? (0, names_ts_1.spelled)(name) : 'a table',
    ...[rows.toLocaleString('en'), partsOf(parts).join(', ')],
]));
/** Tells which tables are there again. */
async function reportCreated(host, how, telling) {
    const { done, database, manifest, trouble } = telling;
    const rows = done.tables.reduce((sum, one) => sum + one.rows, 0);
    const sentence = `${(0, backup_ts_1.count)(done.tables.length, 'table')} of backup ${manifest.id}, with ${(0, backup_ts_1.count)(rows, 'row')}, ${done.tables.length === 1 ? 'is' : 'are'} there again in "${database}".`;
    host.info(sentence);
    const missing = done.notes.length;
    if (missing > 0)
        host.warn(`${(0, backup_ts_1.count)(missing, 'thing')} beside them did not come back: the plan names them.`);
    if (trouble)
        host.error(trouble.message);
    const outputs = { verdict: 'pass', 'restore-seconds': '', 'old-database': '', report: '' };
    for (const [name, value] of Object.entries(outputs))
        host.output(name, value);
    await host.summary(`## ${trouble ? '❌' : '✅'} ${(0, markdown_ts_1.cell)(sentence)}\n\n${summaryTable(done, how)}\n`);
    host.print(how.json ? JSON.stringify(jsonOf(telling), undefined, 2) : 'pass');
}
function jsonOf(telling) {
    const { digest, database, manifest, from, where, plan, done } = telling;
    const { tables, along, references, notes } = done ?? plan;
    return {
        format: 1,
        plan: digest,
        ...{ database, from, backup: manifest.id, tableMode: 'create', where: where ?? null },
        changed: done !== undefined,
        ...{ tables, madeAlong: along, foreignKeysOfLiveTables: references, notes },
    };
}


/***/ })

};
