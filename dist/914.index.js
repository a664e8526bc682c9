export const id = 914;
export const ids = [914];
export const modules = {

/***/ 86914:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.run = run;
const undo_ts_1 = __webpack_require__(74694);
const errors_ts_1 = __webpack_require__(83916);
const cleanup_ts_1 = __webpack_require__(19254);
const memory_ts_1 = __webpack_require__(3227);
const open_ts_1 = __webpack_require__(69633);
/** After a step that was cancelled or killed: takes away what it made and did not bring to an end. */
async function run(host, state, { destinations, ...places }) {
    await (0, cleanup_ts_1.clearScratch)(host, (0, memory_ts_1.readThings)(state[memory_ts_1.UNFINISHED_SCRATCH]), places);
    await clearBackup(host, state, destinations);
}
async function clearBackup(host, state, destinations) {
    const unfinished = (0, undo_ts_1.readUnfinished)(state[undo_ts_1.UNFINISHED]);
    if (!unfinished)
        return;
    for (const destination of destinations()) {
        try {
            const storage = await (0, open_ts_1.openStorage)(destination, { env: host.env, log: (line) => host.info(line) });
            await (0, undo_ts_1.clearUncommitted)(storage, unfinished, host.signal);
            host.info(`${destination.label}: took away what the unfinished backup ${unfinished.id} had stored.`);
        }
        catch (error) {
            host.warn(`${destination.label}: the unfinished backup ${unfinished.id} could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
        }
    }
}


/***/ }),

/***/ 99062:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createBeside = createBeside;
exports.dropFrom = dropFrom;
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const identifiers_ts_1 = __webpack_require__(19467);
const locale_ts_1 = __webpack_require__(58146);
const memory_ts_1 = __webpack_require__(3227);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
/** Makes the database to restore into; it can sort and store text just as the source did, or it is not made. */
async function createBeside(place, request) {
    const { name, host } = request;
    const forget = (0, memory_ts_1.rememberThing)(host, { kind: 'beside', name });
    let dropped;
    const drop = () => {
        dropped ??= remove(host, place, name).then((gone) => (gone ? forget() : undefined));
        return dropped;
    };
    try {
        const session = await (0, session_ts_1.openSession)(place.maintenance, { signal: host.signal });
        try {
            await create(session, place, request);
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        // One that was there before is another run's.
        if ((0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error).code === '42P04')
            forget();
        else
            await drop();
        host.signal.throwIfAborted();
        throw error;
    }
    return {
        name,
        target: (0, databases_ts_1.untriggered)((0, target_ts_1.inDatabase)(place.maintenance, name), place.server),
        drop,
        letGo() {
            dropped = Promise.resolve();
            forget();
        },
    };
}
async function create(session, { server }, { name, locale, tablespace }) {
    // Only those that sort as the source does: an index that is sorted otherwise would be wrong in production.
    const attempts = (0, locale_ts_1.attemptsFor)(locale, server.major).filter(({ note }) => note === undefined);
    // Naming the usual one asks for a right that nobody needs otherwise.
    const usual = tablespace === undefined || tablespace === 'pg_default';
    const place = usual ? '' : ` TABLESPACE ${(0, identifiers_ts_1.quoted)(tablespace)}`;
    try {
        await (0, databases_ts_1.createDatabase)(session, name, attempts, place);
    }
    catch (error) {
        const { story } = (0, trouble_ts_1.serverTrouble)(`The database ${name} could not be made.`, error);
        throw new errors_ts_1.UserError({ ...story, cause: error });
    }
}
const PATIENCE_MS = 60_000;
const PATIENCE_CANCELLED_MS = 5_000;
async function remove(host, place, name) {
    const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    try {
        await dropFrom(place.maintenance, name, signal);
        return true;
    }
    catch (error) {
        host.warn(`The database ${name} is left on the server, and could not be dropped: ${(0, errors_ts_1.asError)(error).message}\nDrop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(name)}`);
        return false;
    }
}
/** To end others may be refused; to drop what belongs to others is refused for good. */
const givesWay = ({ code, message }) => code === '55006' ||
    (code === '42501' &&
        /must be a superuser to terminate superuser process|permission denied to terminate/i.test(message));
/** Drops a database of the server. */
async function dropFrom(maintenance, name, signal) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal });
    try {
        await (0, databases_ts_1.dropDatabase)(session, name, givesWay, signal);
    }
    finally {
        await session.close();
    }
}


/***/ }),

/***/ 97889:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.asScratch = void 0;
exports.openLive = openLive;
const errors_ts_1 = __webpack_require__(83916);
const place_ts_1 = __webpack_require__(24217);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const words_ts_1 = __webpack_require__(20298);
/** Databases that servers and providers make for everybody. */
const MAINTENANCE = ['postgres', 'template1', 'defaultdb', 'rdsadmin'];
/** Reaches the server that `target-url` names, by a database that is not the one it names. */
async function openLive(host, url) {
    return (0, words_ts_1.inWordsOf)('target-url', async () => {
        const { HOME } = host.env;
        // Variables of the environment belong to the source, and mean nothing here.
        const target = await (0, target_ts_1.readTarget)(url, HOME === undefined ? {} : { HOME });
        if (target.password !== undefined)
            host.mask(target.password);
        let refused;
        for (const name of MAINTENANCE.filter((one) => one !== target.database)) {
            try {
                const maintenance = await (0, place_ts_1.readPlace)((0, target_ts_1.inDatabase)(target, name), {
                    signal: host.signal,
                    purpose: 'live',
                });
                return {
                    ...maintenance,
                    target: (0, target_ts_1.inDatabase)(maintenance.target, target.database),
                    maintenance: maintenance.target,
                };
            }
            catch (error) {
                host.signal.throwIfAborted();
                if (!CLOSED.includes((0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error).code))
                    throw error;
                refused ??= error;
            }
        }
        throw noWayIn(target, refused);
    });
}
/** The same server in the eyes of what restores into scratch servers; `folder` is a private one of ours. */
const asScratch = (place, folder) => ({
    kind: 'url',
    where: (0, target_ts_1.describeTarget)(place.target),
    ...place,
    target: place.maintenance,
    throwaway: false,
    folder,
    close: async () => undefined,
    keep: async () => ({ reach: () => '', remove: undefined }),
});
exports.asScratch = asScratch;
/** There is no such database, or we may not connect to it; nobody is there by that name; the rules let nobody in. */
const CLOSED = ['3D000', '42501', '55000', '28000'];
const noWayIn = (target, cause) => new errors_ts_1.UserError({
    what: `No database beside ${(0, target_ts_1.describeTarget)(target)} could be connected to.`,
    why: `A database cannot be made or renamed from within, and ${MAINTENANCE.slice(0, 2).join(' and ')} let this user not in.`,
    next: 'Let the user connect to the database "postgres" of the server.',
    cause,
});


/***/ }),

/***/ 19254:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.clearScratch = clearScratch;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const docker_ts_1 = __webpack_require__(59163);
const beside_ts_1 = __webpack_require__(99062);
const place_ts_1 = __webpack_require__(97889);
const target_ts_1 = __webpack_require__(11454);
const database_ts_1 = __webpack_require__(95989);
const folder_ts_1 = __webpack_require__(84080);
const url_ts_1 = __webpack_require__(78115);
const PATIENCE_MS = 60_000;
/** Takes away what a run made and had no time to take away itself. */
async function clearScratch(host, things, places) {
    for (const thing of things) {
        try {
            await clear(host, thing, places);
            host.info(`Took away the ${CALLED[thing.kind]} ${thing.name}, which the run had left.`);
        }
        catch (error) {
            host.warn(`The ${CALLED[thing.kind]} ${thing.name} could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
        }
    }
}
const CALLED = {
    folder: 'folder',
    container: 'container',
    database: 'database',
    beside: 'database',
};
async function clear(host, thing, { scratch, targetUrl }) {
    const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)]);
    switch (thing.kind) {
        case 'folder':
            return clearFolder((0, node_path_1.join)(thing.parent, thing.name));
        case 'container':
            return (0, docker_ts_1.removeContainer)(thing.name, { env: (0, target_ts_1.plainEnvironment)(host.env), signal });
        case 'database': {
            const choice = scratch();
            const target = choice?.kind === 'url'
                ? await (0, url_ts_1.readScratchTarget)(host, choice.url)
                : await maintenanceOf(host, targetUrl());
            return (0, database_ts_1.dropScratchDatabase)(host, target, { name: thing.name, signal });
        }
        case 'beside': {
            return (0, beside_ts_1.dropFrom)(await maintenanceOf(host, targetUrl()), thing.name, signal);
        }
    }
}
async function maintenanceOf(host, url) {
    if (url === undefined)
        throw new Error('`scratch` or `target-url` no longer says on which server it is.');
    return (await (0, place_ts_1.openLive)(host, url)).maintenance;
}
async function clearFolder(path) {
    const facts = await (0, promises_1.lstat)(path).catch(() => undefined);
    if (facts?.isDirectory() && facts.uid === process.getuid?.())
        await (0, folder_ts_1.removeFolder)(await (0, promises_1.realpath)(path));
}


/***/ }),

/***/ 78115:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openByUrl = openByUrl;
exports.readScratchTarget = readScratchTarget;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const target_ts_1 = __webpack_require__(11454);
const words_ts_1 = __webpack_require__(20298);
const folder_ts_1 = __webpack_require__(84080);
const place_ts_1 = __webpack_require__(24217);
/** Restores into a server that is there already, such as a workflow's service container. */
async function openByUrl({ host }, url) {
    const target = await readScratchTarget(host, url);
    const place = await untilAnswered(host, target);
    if (place.server.inRecovery)
        throw isReplica(target);
    if (!place.createsDatabases)
        throw (0, place_ts_1.mayNotCreate)(place);
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    return {
        kind: 'url',
        where: `the PostgreSQL ${(0, place_ts_1.plainVersion)(place.server)} at ${target.host} that \`scratch\` names`,
        ...place,
        throwaway: false,
        folder: folder.own,
        close: () => folder.remove().catch((error) => host.warn(`${folder.path} is left: ${(0, errors_ts_1.asError)(error).message}`)),
        keep: async () => ({
            reach: (database) => `psql with the URL of \`scratch\` and the database ${database}`,
            remove: undefined,
        }),
    };
}
/** The target that `scratch` names; variables of the environment belong to the source, and mean nothing here. */
async function readScratchTarget(host, url) {
    const { HOME } = host.env;
    const target = await (0, words_ts_1.inWordsOf)('scratch', () => (0, target_ts_1.readTarget)(url, HOME === undefined ? {} : { HOME }));
    if (target.password !== undefined)
        host.mask(target.password);
    return target;
}
const PATIENCE_MS = 60_000;
/** Service containers come up slowly: a server that is not there yet, or is starting, is waited for. */
async function untilAnswered(host, target) {
    const deadline = Date.now() + PATIENCE_MS;
    for (let tries = 0;; tries++) {
        try {
            return await (0, words_ts_1.inWordsOf)('scratch', () => (0, place_ts_1.readPlace)(target, { signal: host.signal, purpose: 'scratch' }));
        }
        catch (error) {
            host.signal.throwIfAborted();
            if (!(0, place_ts_1.mayComeUp)(error) || Date.now() > deadline)
                throw unverified(error);
            if (tries === 0)
                host.info(`The scratch server does not answer yet; it has ${PATIENCE_MS / 1000} s to come up.`);
            await (0, promises_1.setTimeout)(Math.min(1000, 100 * (tries + 1)), undefined, { signal: host.signal }).catch(() => undefined);
        }
    }
}
const unverified = (error) => error instanceof errors_ts_1.UserError && !(error instanceof errors_ts_1.UsageError)
    ? new errors_ts_1.UserError(error.story, 'unverified')
    : error;
const isReplica = (target) => new errors_ts_1.UserError({
    what: `The scratch server at ${target.host} is a replica, on which no database can be made.`,
    next: 'Name another server by `scratch`, or leave it out for a throw-away one.',
}, 'unverified');


/***/ })

};
