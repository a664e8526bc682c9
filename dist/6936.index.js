export const id = 6936;
export const ids = [6936];
export const modules = {

/***/ 99849:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createDatabase = createDatabase;
exports.dropDatabase = dropDatabase;
exports.untriggered = untriggered;
const promises_1 = __webpack_require__(58500);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** An encoding or a locale that the server does not know, or not with each other; the codes differ by version. */
const NOT_KNOWN = /^(22|42|0A|XX)/;
const REFUSED = '42501';
/** Makes a database in the first of these ways that the server knows; where there is none, the first error is thrown. */
async function createDatabase(session, name, attempts, more = '') {
    let first;
    for (const attempt of attempts) {
        try {
            await session.query(`CREATE DATABASE ${(0, identifiers_ts_1.quoted)(name)} ${attempt.options}${more}`);
            return attempt;
        }
        catch (error) {
            const { code } = (0, trouble_ts_1.factsOf)(error);
            if (code === REFUSED)
                throw error;
            first ??= error;
            if (!NOT_KNOWN.test(code))
                break;
        }
    }
    throw first;
}
/** Drops a database with all its sessions; who is in the way is waited for as long as `givesWay` says so. */
async function dropDatabase(session, name, givesWay, signal) {
    const drop = `DROP DATABASE IF EXISTS ${(0, identifiers_ts_1.quoted)(name)}`;
    // Whoever is no superuser may not end the server's own workers, which make way for a drop without force.
    for (let tries = 0;; tries++) {
        try {
            await session.query(tries % 2 === 0 ? `${drop} WITH (FORCE)` : drop);
            return;
        }
        catch (error) {
            if (signal.aborted || !givesWay((0, trouble_ts_1.factsOf)(error)))
                throw error;
            await (0, promises_1.setTimeout)(100);
        }
    }
}
/** A trigger of the restored database's own could write into it at every login of ours, or let nobody in. */
function untriggered(target, { superuser, major }) {
    if (!superuser || major < 17)
        return target;
    const options = [target.given.options, '-c event_triggers=off'].filter(Boolean).join(' ');
    return { ...target, given: { ...target.given, options } };
}


/***/ }),

/***/ 79922:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.undoneAt = exports.setAsideAt = exports.replacedAt = exports.isBesideName = exports.undoneName = exports.asideName = exports.beforeName = exports.besideName = void 0;
const node_crypto_1 = __webpack_require__(77598);
/** PostgreSQL cuts longer names off, silently. */
const LONGEST_BYTES = 63;
/** What a run names of its own, after the database that it is about. */
const KINDS = { beside: 'restore', before: 'before', aside: 'aside', undone: 'undone' };
/** Where a backup is restored before it takes the place of a database. */
const besideName = (database, backupId) => named(database, KINDS.beside, backupId.replace('T', '_').replace('Z-', '_'));
exports.besideName = besideName;
/** What a database is called once another has taken its place. */
const beforeName = (database, time) => named(database, KINDS.before, stampOf(time));
exports.beforeName = beforeName;
/** What a database is called while another is to be restored in its place. */
const asideName = (database, time) => named(database, KINDS.aside, stampOf(time));
exports.asideName = asideName;
/** What a restored database is called once it has been taken back. */
const undoneName = (database, time) => named(database, KINDS.undone, stampOf(time));
exports.undoneName = undoneName;
/** Whether a name is one that a run gives to the database that it restores. */
const isBesideName = (name) => /_restore_\d{8}_\d{6}_[0-9a-f]{6}$/.test(name);
exports.isBesideName = isBesideName;
/** When a database with this name was replaced, if it was the one of that name. */
const replacedAt = (name, database) => timeIn(name, (time) => (0, exports.beforeName)(database, time));
exports.replacedAt = replacedAt;
/** When a database with this name was set aside, if it was the one of that name. */
const setAsideAt = (name, database) => timeIn(name, (time) => (0, exports.asideName)(database, time));
exports.setAsideAt = setAsideAt;
/** When a restored database with this name was taken back. */
const undoneAt = (name, database) => timeIn(name, (time) => (0, exports.undoneName)(database, time));
exports.undoneAt = undoneAt;
function timeIn(name, naming) {
    const time = timeOf(/_(\d{8}_\d{6})$/.exec(name)?.[1] ?? '');
    return time && naming(time) === name ? time : undefined;
}
/** A name that would be cut off is told from others that begin alike by a hash of the whole. */
function named(database, kind, stamp) {
    const suffix = `_${kind}_${stamp}`;
    if (Buffer.byteLength(database + suffix) <= LONGEST_BYTES)
        return database + suffix;
    const whole = `_${(0, node_crypto_1.createHash)('sha256').update(database).digest('hex').slice(0, 8)}${suffix}`;
    let base = database;
    while (Buffer.byteLength(base + whole) > LONGEST_BYTES)
        base = [...base].slice(0, -1).join('');
    return base + whole;
}
const stampOf = (time) => time
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '_');
function timeOf(stamp) {
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? [];
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time.getTime()) ? undefined : time;
}


/***/ }),

/***/ 79534:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findExtensions = findExtensions;
exports.createExtensions = createExtensions;
const identifiers_ts_1 = __webpack_require__(19467);
/** Which of the extensions a server cannot make, and which it has in another version. */
async function findExtensions(session, wanted) {
    const names = wanted.map(({ name }) => name);
    const rows = await session.query(`SELECT name::text, default_version AS version FROM pg_catalog.pg_available_extensions WHERE name = ANY ($1)`, [names]);
    const versions = new Map(rows.map(({ name, version }) => [name, version]));
    return {
        missing: names.filter((name) => !versions.has(name)),
        otherVersions: wanted.flatMap(({ name, version }) => {
            const here = versions.get(name);
            return here && here !== version ? [`${name} ${here} in place of ${version}`] : [];
        }),
    };
}
/** Makes the extensions that chosen schemas and tables lean on: their archive does not. */
async function createExtensions(session, wanted) {
    for (const { name, schema } of wanted) {
        const into = schema === undefined ? '' : ` SCHEMA ${(0, identifiers_ts_1.quoted)(schema)}`;
        // The system's own schemas are there, and nobody may ask for them.
        if (schema !== undefined && !schema.startsWith('pg_'))
            await session.query(`CREATE SCHEMA IF NOT EXISTS ${(0, identifiers_ts_1.quoted)(schema)}`);
        await session.query(`CREATE EXTENSION IF NOT EXISTS ${(0, identifiers_ts_1.quoted)(name)}${into} CASCADE`);
    }
}


/***/ }),

/***/ 95989:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createScratchDatabase = createScratchDatabase;
exports.dropScratchDatabase = dropScratchDatabase;
const node_crypto_1 = __webpack_require__(77598);
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const locale_ts_1 = __webpack_require__(58146);
const memory_ts_1 = __webpack_require__(3227);
const place_ts_1 = __webpack_require__(24217);
const roles_ts_1 = __webpack_require__(55019);
/** Makes a database to restore into, as like the source's as the server allows, and the roles that it needs. */
async function createScratchDatabase(scratch, { properties, roles, host }) {
    const name = `pg_backup_scratch_${(0, node_crypto_1.randomBytes)(8).toString('hex')}`;
    const forget = scratch.throwaway ? () => undefined : rememberDatabase(host, name);
    let creator;
    let dropping;
    const drop = () => {
        dropping ??= remove(host, scratch, name, creator?.greetedPid)
            .then((gone) => gone && forget())
            .then(() => undefined);
        return dropping;
    };
    try {
        creator = await (0, session_ts_1.openSession)(scratch.target, { signal: host.signal });
        const notes = await create(creator, scratch, name, properties);
        const missingRoles = await (0, roles_ts_1.needRoles)(creator, scratch, { roles, database: name });
        await creator.close();
        creator = undefined;
        return {
            name,
            target: (0, databases_ts_1.untriggered)((0, target_ts_1.inDatabase)(scratch.target, name), scratch.server),
            notes,
            missingRoles,
            drop,
            async keep() {
                const { reach, remove: removal = `DROP DATABASE ${name}` } = await scratch.keep();
                forget();
                dropping = Promise.resolve();
                return `It can be reached by: ${reach(name)}\nTake it away by: ${removal}`;
            },
        };
    }
    catch (error) {
        await creator?.close();
        await drop();
        host.signal.throwIfAborted();
        throw error;
    }
}
/** Whoever does not wait for the end of a run that is being stopped is told what stays. */
function rememberDatabase(host, name) {
    const forget = (0, memory_ts_1.rememberThing)(host, { kind: 'database', name });
    const onExit = () => host.warn(`The scratch database ${name} is left on the server that \`scratch\` names. Where no step cleans up after this one, drop it by: DROP DATABASE ${name}`);
    process.once('exit', onExit);
    return () => {
        process.off('exit', onExit);
        forget();
    };
}
async function create(session, scratch, name, locale) {
    try {
        const { note } = await (0, databases_ts_1.createDatabase)(session, name, (0, locale_ts_1.attemptsFor)(locale, scratch.server.major));
        return note === undefined ? [] : [note];
    }
    catch (error) {
        if ((0, trouble_ts_1.factsOf)(error).code === '42501')
            throw (0, place_ts_1.mayNotCreate)(scratch);
        const { story } = (0, trouble_ts_1.serverTrouble)('The database to restore into could not be made.', error);
        throw new errors_ts_1.UserError(story, 'unverified');
    }
}
/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000;
const PATIENCE_MS = 60_000;
/** Whether it is gone, or goes by itself. */
async function remove(host, scratch, name, unfinished) {
    if (scratch.throwaway)
        return true;
    const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    try {
        await dropScratchDatabase(host, scratch.target, { name, unfinished, signal });
        return true;
    }
    catch (error) {
        host.warn(`The scratch database ${name} could not be dropped: ${(0, errors_ts_1.asError)(error).message}\nDrop it by: DROP DATABASE ${name}`);
        return false;
    }
}
/** Drops a database of a drill with all its sessions, and the roles that no drill needs any more. */
async function dropScratchDatabase(host, target, how) {
    const { name, unfinished, signal } = how;
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        if (unfinished !== undefined)
            await endSession(session, unfinished, signal);
        await (0, databases_ts_1.dropDatabase)(session, name, isInUse, signal);
        await (0, roles_ts_1.dropUnneededRoles)(session, host);
    }
    finally {
        await session.close();
    }
}
/** Until the process is gone, a database that it was making could still come to be. */
async function endSession(session, pid, signal) {
    const end = `SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
    WHERE pid = $1 AND usename = current_user AND application_name = '${target_ts_1.APPLICATION}'`;
    while ((await session.query(end, [pid])).length > 0)
        await (0, promises_1.setTimeout)(50, undefined, { signal });
}
const isInUse = ({ code }) => code === '55006' || code === '42501';


/***/ }),

/***/ 84080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.SOCKET = exports.DATA = void 0;
exports.openFolder = openFolder;
exports.removeFolder = removeFolder;
exports.sweepFolders = sweepFolders;
exports.findPlace = findPlace;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const promises_2 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const process_ts_1 = __webpack_require__(17439);
const memory_ts_1 = __webpack_require__(3227);
const name_ts_1 = __webpack_require__(49275);
/** Below a folder of ours: where its server's data lies, and where its socket. */
exports.DATA = 'data';
exports.SOCKET = 's';
const OWN = 'own';
const KEPT = 'kept';
/** Makes a folder where temporary folders are, with enough room in it. */
async function openFolder(host, { user, needBytes = 0, parent }) {
    const place = parent ?? (await findPlace(host.env, user, needBytes));
    const name = (0, name_ts_1.scratchName)();
    const path = (0, node_path_1.join)(place, name);
    const forgetThing = (0, memory_ts_1.rememberThing)(host, { kind: 'folder', parent: place, name });
    const onExit = () => removeAtExit(path);
    const forget = () => {
        process.off('exit', onExit);
        forgetThing();
    };
    process.on('exit', onExit);
    try {
        await (0, promises_1.mkdir)(path, { mode: 0o700 });
        await (0, promises_1.mkdir)((0, node_path_1.join)(path, OWN), { mode: 0o700 });
        for (const part of [exports.DATA, exports.SOCKET]) {
            await (0, promises_1.mkdir)((0, node_path_1.join)(path, part), { mode: 0o700 });
            if (user)
                await (0, promises_1.chown)((0, node_path_1.join)(path, part), user.uid, user.gid);
        }
        // The server's user has to come through, and need not see what else is here.
        if (user)
            await (0, promises_1.chmod)(path, 0o711);
    }
    catch (error) {
        await (0, promises_1.rm)(path, { recursive: true, force: true });
        forget();
        throw error;
    }
    return {
        path,
        own: (0, node_path_1.join)(path, OWN),
        async remove() {
            await removeFolder(path);
            forget();
        },
        async keep() {
            await (0, promises_1.writeFile)((0, node_path_1.join)(path, KEPT), '', { mode: 0o600 });
            forget();
        },
    };
}
/** Ends what works in a folder's server part, and removes the folder. */
async function removeFolder(path) {
    await endProcessesIn((0, node_path_1.join)(path, exports.DATA));
    for (const part of [exports.DATA, exports.SOCKET])
        await removePart((0, node_path_1.join)(path, part));
    await (0, promises_1.rm)(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
/**
 * What another user owns is removed as that user: code that came with a dump may live on, and lead root's hand elsewhere
 * by a symbolic link at the right moment.
 */
async function removePart(part) {
    const facts = await (0, promises_1.lstat)(part).catch(() => undefined);
    if (!facts || facts.uid === process.getuid?.())
        return;
    const { uid, gid } = facts;
    const options = { env: plainPath(), signal: AbortSignal.timeout(REMOVAL_MS), user: { uid, gid } };
    // The part itself is left, since the folder around it is ours.
    await (0, process_ts_1.probe)('rm', ['-rf', '--', part], options);
    await (0, promises_1.rmdir)(part);
}
const REMOVAL_MS = 120_000;
/** The same in the last moment of this process, when nothing can be waited for any more. */
function removeAtExit(path) {
    (0, process_ts_1.startResident)('rm', ['-rf', '--', path], { env: plainPath(), log: '/dev/null' });
}
const plainPath = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin' });
/** Removes folders, and servers in them, that runs on this machine left behind when they died. */
async function sweepFolders(host) {
    for (const place of new Set([...temporaryPlaces(host.env), '/tmp'])) {
        for (const name of (await (0, promises_1.readdir)(place).catch(() => [])).filter(name_ts_1.isScratchName)) {
            const path = (0, node_path_1.join)(place, name);
            try {
                if (!(await mayRemove(path, name)))
                    continue;
                await removeFolder(await (0, promises_1.realpath)(path));
                host.info(`Took away ${path}, which a run that died had left.`);
            }
            catch (error) {
                host.debug(`${path} of a run that died could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
            }
        }
    }
}
async function mayRemove(path, name) {
    const facts = await (0, promises_1.lstat)(path);
    if (!facts.isDirectory() || facts.uid !== process.getuid?.())
        return false;
    if (!(0, name_ts_1.isAbandoned)(name, memory_ts_1.isInUse))
        return false;
    return !(await (0, promises_1.stat)((0, node_path_1.join)(path, KEPT)).catch(() => undefined));
}
const temporaryPlaces = ({ TMPDIR, RUNNER_TEMP }) => 
// Who sets TMPDIR means that folder and no other; a /tmp that lives in memory is often too small.
TMPDIR ? [TMPDIR] : [...(RUNNER_TEMP ? [RUNNER_TEMP] : []), '/tmp', '/var/tmp'];
/** A temporary folder with enough room, in which that user can work. */
async function findPlace(env, user, needBytes) {
    const misfits = [];
    for (const place of temporaryPlaces(env)) {
        const path = await (0, promises_1.realpath)(place).catch(() => place);
        const why = await whyUnfit(path, user, needBytes);
        if (why === undefined)
            return path;
        misfits.push(why);
    }
    throw new errors_ts_1.UserError({
        what: 'There is no fit temporary folder for the drill.',
        why: misfits.join(' '),
        next: 'Free some room, set TMPDIR to another folder, or name a database server to restore into by `scratch: <url>`.',
    }, 'unverified');
}
async function whyUnfit(path, user, needBytes) {
    try {
        (0, node_fs_1.accessSync)(path, node_fs_1.constants.W_OK | node_fs_1.constants.X_OK);
    }
    catch {
        return `${path} does not exist or is not ours to write.`;
    }
    if (user && !(await canPass(path, user)))
        return `${path} is closed to the user that the server runs as, since it must not be root.`;
    const { bavail, bsize } = await (0, promises_1.statfs)(path);
    if (bavail * bsize >= needBytes)
        return undefined;
    return `${path} has ${(0, measure_ts_1.formatBytes)(bavail * bsize)} free, and restoring this backup needs about ${(0, measure_ts_1.formatBytes)(needBytes)}.`;
}
async function canPass(path, { uid, gid }) {
    const facts = await (0, promises_1.stat)(path);
    const passage = facts.uid === uid ? 0o100 : facts.gid === gid ? 0o010 : 0o001;
    if ((facts.mode & passage) === 0)
        return false;
    return (0, node_path_1.dirname)(path) === path || canPass((0, node_path_1.dirname)(path), { uid, gid });
}
/** PostgreSQL ends in order at SIGQUIT, at once and without saving anything; what does not is made to. */
const ORDERLY_MS = 3_000;
const ENOUGH_MS = 8_000;
async function endProcessesIn(folder) {
    const began = Date.now();
    for (let pids = await processesIn(folder); pids.length > 0; pids = await processesIn(folder)) {
        const waited = Date.now() - began;
        if (waited > ENOUGH_MS)
            throw new Error(`The processes ${pids.join(', ')} do not end.`);
        for (const pid of pids)
            signalTo(pid, waited < ORDERLY_MS ? 'SIGQUIT' : 'SIGKILL');
        await (0, promises_2.setTimeout)(20);
    }
}
function signalTo(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It ended meanwhile.
    }
}
/** The processes of the server whose data lies in the folder, and what they started. */
async function processesIn(folder) {
    const entries = await (0, promises_1.readdir)('/proc').catch(() => undefined);
    if (!entries)
        return processesByList(folder);
    const found = [];
    for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
        const cwd = await (0, promises_1.readlink)(`/proc/${entry}/cwd`).catch(() => '');
        if (`${cwd}/`.startsWith(`${folder}/`) || (await livesIn(entry, folder)))
            found.push(Number(entry));
    }
    return found;
}
/** A program that the server started may have gone elsewhere since, and has its HOME there still. */
async function livesIn(pid, folder) {
    const variables = await (0, promises_1.readFile)(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    return variables.split('\0').includes(`HOME=${folder}`);
}
/** Where there is no /proc: the server itself, which stands in the list of processes with its folder; the rest go with it. */
async function processesByList(folder) {
    const options = { env: plainPath(), signal: AbortSignal.timeout(ENOUGH_MS) };
    const { stdout } = await (0, process_ts_1.probe)('ps', ['-axww', '-o', 'pid=,command='], options);
    return stdout
        .split('\n')
        .filter((line) => line.includes(`-D ${folder} `))
        .map((line) => Number.parseInt(line, 10));
}


/***/ }),

/***/ 58146:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.respelled = void 0;
exports.attemptsFor = attemptsFor;
const pg_1 = __importDefault(__webpack_require__(13273));
/** The ways to create a database with a locale on a server of a major version, the truest first. */
function attemptsFor(wanted, major) {
    return choices(wanted, major).map((choice) => ({
        options: optionsOf(choice, major),
        note: noteOn(wanted, choice),
    }));
}
function choices(wanted, major) {
    const { encoding, locale } = wanted;
    const plain = encoding === 'UTF8' ? ['C.UTF-8', 'C'] : ['C'];
    const systems = [
        {},
        { collate: (0, exports.respelled)(wanted.collate), ctype: (0, exports.respelled)(wanted.ctype) },
        ...plain.map((name) => ({ collate: name, ctype: name })),
    ];
    const libc = systems.map((system) => ({ ...wanted, ...system, localeProvider: 'libc' }));
    const provided = libc.map((choice) => ({ ...choice, localeProvider: wanted.localeProvider }));
    if (locale === undefined || wanted.localeProvider === 'libc')
        return distinct(libc);
    if (wanted.localeProvider === 'icu')
        return distinct(major >= 15 ? [...provided, ...libc] : libc);
    // PostgreSQL's own locales sort as C does, whatever libc is told; their names are not libc's.
    const own = major >= 17 ? [...provided, ...provided.map((choice) => ({ ...choice, locale: 'C.UTF-8' }))] : [];
    const asC = plain.map((name) => ({
        ...wanted,
        collate: name,
        ctype: name,
        localeProvider: 'libc',
    }));
    return distinct([...own, ...(locale === 'C' ? asC.toReversed() : asC)]);
}
/** libc's names for UTF-8 differ from system to system. */
const respelled = (name) => /\.utf8$/i.test(name) ? name.replace(/\.utf8$/i, '.UTF-8') : name.replace(/\.utf-8$/i, '.utf8');
exports.respelled = respelled;
const distinct = (choices) => [
    ...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values(),
];
function optionsOf({ encoding, collate, ctype, localeProvider, locale = '' }, major) {
    const text = pg_1.default.escapeLiteral;
    const provider = {
        libc: 'LOCALE_PROVIDER libc',
        icu: `LOCALE_PROVIDER icu ICU_LOCALE ${text(locale)}`,
        builtin: `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${text(locale)}`,
    }[localeProvider];
    return [
        `TEMPLATE template0 ENCODING ${text(encoding)}`,
        `LC_COLLATE ${text(collate)} LC_CTYPE ${text(ctype)}`,
        ...(major >= 15 ? [provider] : []),
    ].join(' ');
}
function noteOn(wanted, choice) {
    const [before, after] = [nameOf(wanted), nameOf(choice)];
    if (before !== after)
        return `The scratch server lacks the locale ${before}, and the database has ${after} in its place: text may sort differently there.`;
    const same = [wanted, choice].map(({ collate, ctype }) => `${(0, exports.respelled)(collate)} ${(0, exports.respelled)(ctype)}`);
    return same[0] === same[1] || (0, exports.respelled)(choice.collate) === wanted.collate
        ? undefined
        : `The scratch server lacks the system's locale "${wanted.collate}", and the database has "${choice.collate}" in its place; it sorts by ${after} all the same.`;
}
/** What decides how text is sorted. */
function nameOf({ localeProvider, locale, collate, ctype }) {
    if (localeProvider !== 'libc' && locale !== undefined)
        return `"${locale}" of ${localeProvider === 'icu' ? 'ICU' : 'PostgreSQL'}`;
    const names = collate === ctype ? `"${collate}"` : `"${collate}" with "${ctype}"`;
    return names.replace(/\.utf-?8"/gi, '.UTF-8"');
}


/***/ }),

/***/ 3227:
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
exports.isInUse = exports.UNFINISHED_SCRATCH = void 0;
exports.rememberThing = rememberThing;
exports.readThings = readThings;
const v = __importStar(__webpack_require__(48275));
const names_ts_1 = __webpack_require__(79922);
const name_ts_1 = __webpack_require__(49275);
/** Under this name a run tells its clean-up what it has made for a drill and not taken away again. */
exports.UNFINISHED_SCRATCH = 'unfinished-scratch';
const Name = v.pipe(v.string(), v.check(name_ts_1.isScratchName));
const DatabaseName = v.pipe(v.string(), v.regex(/^pg_backup_scratch_[0-9a-f]{16}$/));
const Things = v.array(v.variant('kind', [
    v.object({ kind: v.literal('folder'), parent: v.string(), name: Name }),
    v.object({ kind: v.literal('container'), name: Name }),
    v.object({ kind: v.literal('database'), name: DatabaseName }),
    v.object({ kind: v.literal('beside'), name: v.pipe(v.string(), v.check(names_ts_1.isBesideName)) }),
    v.object({
        ...{ kind: v.literal('aside'), name: v.string(), database: v.string(), oid: v.number() },
        backup: v.optional(v.object({ name: v.string(), id: v.string() })),
    }),
]));
/** All that this process has made and not taken away. */
const made = new Set();
/** Remembers a thing before it is made; what comes back is called once it is gone. */
function rememberThing(host, thing) {
    made.add(thing);
    tell(host);
    return () => {
        if (made.delete(thing))
            tell(host);
    };
}
const tell = (host) => host.remember(exports.UNFINISHED_SCRATCH, made.size === 0 ? '' : JSON.stringify([...made]));
/** Whether a folder or container of this name is in use by this very process. */
const isInUse = (name) => [...made].some((thing) => thing.name === name);
exports.isInUse = isInUse;
/** What a run remembered of things that it did not take away. */
function readThings(state) {
    if (!state)
        return [];
    const parsed = v.safeParse(Things, JSON.parse(state));
    return parsed.success ? parsed.output : [];
}


/***/ }),

/***/ 49275:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isScratchName = exports.scratchName = void 0;
exports.isAbandoned = isAbandoned;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const node_os_1 = __webpack_require__(48161);
// Folders and containers of a drill say in their names who made them, so that a later run can tell what nobody will
// take away any more.
const FORM = /^pg-backup-scratch-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}$/;
/** A name that nobody has yet, and that tells this process. */
const scratchName = () => `pg-backup-scratch-${processSpace()}-${process.pid}-${(0, node_crypto_1.randomBytes)(6).toString('hex')}`;
exports.scratchName = scratchName;
const isScratchName = (name) => FORM.test(name);
exports.isScratchName = isScratchName;
/** Whether the process that made it is gone for certain; `inUse` tells of this process's own. */
function isAbandoned(name, inUse) {
    const [, space, pid] = FORM.exec(name) ?? [];
    if (space !== processSpace())
        return false;
    return Number(pid) === process.pid ? !inUse(name) : !exists(Number(pid));
}
/** Where process ids mean what they mean here: another machine or container has others, and may share our folders. */
function processSpace() {
    const where = `${(0, node_os_1.hostname)()} ${namespace()}`;
    return (0, node_crypto_1.createHash)('sha256').update(where).digest('hex').slice(0, 8);
}
function namespace() {
    try {
        return (0, node_fs_1.readlinkSync)('/proc/self/ns/pid');
    }
    catch {
        return '';
    }
}
function exists(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        // Another user's process may not be signalled, and is there.
        return error.code !== 'ESRCH';
    }
}


/***/ }),

/***/ 24217:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.mayNotCreate = exports.plainVersion = void 0;
exports.readPlace = readPlace;
exports.mayComeUp = mayComeUp;
const errors_ts_1 = __webpack_require__(83916);
const server_ts_1 = __webpack_require__(89080);
const session_ts_1 = __webpack_require__(92515);
const trouble_ts_1 = __webpack_require__(44356);
/** Connects once, and tells what server it is and what we may do there. */
async function readPlace(target, { signal, purpose }) {
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        const server = await (0, server_ts_1.readServer)(session);
        const settings = [...(purpose === 'scratch' ? await fastSettings(session) : []), ...inEnglish(server)];
        const options = [...settings.map((setting) => `-c ${setting}`), target.given.options ?? '']
            .join(' ')
            .trim();
        const set = { ...target, given: { ...target.given, ...(options && { options }) } };
        return { server, target: set, ...(await readRights(session)) };
    }
    finally {
        await session.close();
    }
}
/** Compressing long values is the most that a server does while it loads them, and this takes a fifth of the time. */
async function fastSettings(session) {
    const rows = await session.query(`SELECT FROM pg_catalog.pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`);
    return rows.length > 0 ? ['default_toast_compression=lz4'] : [];
}
/** Errors are told apart by their words, and only a superuser may choose the language that a server speaks. */
const inEnglish = ({ superuser }) => (superuser ? ['lc_messages=C'] : []);
/** Without what its packager adds to it. */
const plainVersion = ({ version }) => version.split(' ')[0] ?? version;
exports.plainVersion = plainVersion;
async function readRights(session) {
    const [row] = await session.query(`SELECT rolsuper OR rolcreaterole AS roles, rolsuper OR rolcreatedb AS databases
      FROM pg_catalog.pg_roles WHERE rolname = current_user`);
    return { createsRoles: row?.roles ?? false, createsDatabases: row?.databases ?? false };
}
/** Whether this is what clients are told while a server starts, or by docker's proxy in front of one. */
function mayComeUp(error) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error);
    return (['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code) ||
        /Connection terminated unexpectedly|socket hang up/i.test(message));
}
/** A server on which we may not make the database that everything is restored into. */
const mayNotCreate = ({ server, target }) => new errors_ts_1.UserError({
    what: `The user "${server.user}" may not create databases on the scratch server at ${target.host}.`,
    why: 'A drill restores into a database of its own, which it makes and drops.',
    next: `Let an administrator run: ALTER ROLE "${server.user.replaceAll('"', '""')}" CREATEDB`,
}, 'unverified');
exports.mayNotCreate = mayNotCreate;


/***/ }),

/***/ 55019:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.needRoles = needRoles;
exports.dropUnneededRoles = dropUnneededRoles;
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
// Roles belong to the whole server. Those that a drill makes on a server that is not ours carry a mark, and the right to
// connect to the drill's database: while that database is there, nobody can drop them, and with it the right goes too.
const MARK = 'made by pg-backup for a drill, and removed after it';
const CODE = { exists: ['42710', '23505'], gone: ['42704', 'XX000'], refused: ['42501', '42939'] };
const TRIES = 10;
/** Makes the roles that are missing, and holds on to those that another drill made; answers what could not be made. */
async function needRoles(session, scratch, { roles, database }) {
    const missing = [];
    for (const role of roles)
        if (!(await needRole(session, scratch, role, database)))
            missing.push(role);
    return missing;
}
async function needRole(session, { throwaway, createsRoles }, role, database) {
    const create = `CREATE ROLE ${(0, identifiers_ts_1.quoted)(role)} NOLOGIN`;
    const hold = `GRANT CONNECT ON DATABASE ${(0, identifiers_ts_1.quoted)(database)} TO ${(0, identifiers_ts_1.quoted)(role)}`;
    const mark = `COMMENT ON ROLE ${(0, identifiers_ts_1.quoted)(role)} IS '${MARK}'`;
    // Another drill may make or drop it in between, so what is seen is tried until it holds.
    for (let tries = 0;; tries++) {
        const [found] = await session.query(`SELECT pg_catalog.shobj_description(oid, 'pg_authid') IS NOT DISTINCT FROM $2 AS ours
        FROM pg_catalog.pg_roles WHERE rolname = $1`, [role, MARK]);
        if (found && (throwaway || !found.ours))
            return true;
        if (!found && !createsRoles)
            return false;
        try {
            // Several statements at once are one transaction: no role is ever there without its mark.
            await session.query(found ? hold : throwaway ? create : [create, mark, hold].join('; '));
            return true;
        }
        catch (error) {
            const { code } = (0, trouble_ts_1.factsOf)(error);
            if (!found && has(CODE.refused, code))
                return false;
            const meanwhile = found ? CODE.gone : CODE.exists;
            if (!has(meanwhile, code) || tries >= TRIES)
                throw error;
        }
    }
}
const has = (codes, code) => codes.includes(code);
const STILL_NEEDED = '2BP01';
/** Drops the roles that drills made and none needs any more, also those of drills that died. */
async function dropUnneededRoles(session, host) {
    const rows = await session.query(`SELECT rolname::text AS role FROM pg_catalog.pg_roles
      WHERE pg_catalog.shobj_description(oid, 'pg_authid') = $1 ORDER BY 1`, [MARK]);
    for (const { role } of rows) {
        try {
            await session.query(`DROP ROLE IF EXISTS ${(0, identifiers_ts_1.quoted)(role)}`);
        }
        catch (error) {
            const { code, message } = (0, trouble_ts_1.factsOf)(error);
            if (code !== STILL_NEEDED && !has(CODE.refused, code) && !has(CODE.gone, code))
                throw error;
            host.debug(`A role that a drill made stays: ${message}.`);
        }
    }
}


/***/ }),

/***/ 20298:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.inWordsOf = inWordsOf;
const errors_ts_1 = __webpack_require__(83916);
/** The same error with the option named that is meant here. */
async function inWordsOf(option, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof errors_ts_1.UserError))
            throw error;
        const reworded = (text) => text
            ?.replaceAll('`database-url` or PGPASSWORD', `\`${option}\``)
            .replaceAll('`database-url`', `\`${option}\``);
        const { what, why, next } = error.story;
        const story = { what: reworded(what) ?? '', why: reworded(why), next: reworded(next), cause: error.cause };
        throw error instanceof errors_ts_1.UsageError ? new errors_ts_1.UsageError(story) : new errors_ts_1.UserError(story, error.ending);
    }
}


/***/ })

};
