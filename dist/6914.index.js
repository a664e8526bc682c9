export const id = 6914;
export const ids = [6914];
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

/***/ 3666:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.setAside = setAside;
exports.bringBackLater = bringBackLater;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const identifiers_ts_1 = __webpack_require__(19467);
const restored_ts_1 = __webpack_require__(78618);
const memory_ts_1 = __webpack_require__(3227);
const session_ts_1 = __webpack_require__(92515);
const beside_ts_1 = __webpack_require__(99062);
const switch_ts_1 = __webpack_require__(21732);
const PATIENCE_MS = 60_000;
const BETWEEN_TRIES_MS = 200;
/** Takes the live database out of everybody's reach, as it is. */
async function setAside(host, { maintenance, server }, { database, oid, name }) {
    const patiently = (0, restored_ts_1.undisturbed)(maintenance, server.major);
    let memory = remember(host, { kind: 'aside', name, database });
    try {
        const names = { live: database, liveOid: oid, old: name, next: undefined };
        await (0, switch_ts_1.switchDatabases)(maintenance, names, host.signal);
    }
    catch (error) {
        // What is not known is left to the clean-up, which asks the server.
        if (!(error instanceof switch_ts_1.OutcomeUnknown))
            memory();
        throw error;
    }
    return {
        name,
        backedUpAs(backup) {
            memory();
            memory = remember(host, { kind: 'aside', name, database, backup });
        },
        async bringBack() {
            await giveNameBack(patiently, { name, database });
            memory();
        },
        drop: () => dropForGood(host, patiently, name),
        replaced: () => memory(),
    };
}
/** Whoever does not wait for the end is told how what was there comes back. */
function remember(host, aside) {
    const forget = (0, memory_ts_1.rememberThing)(host, aside);
    const onExit = () => host.error(`The run was ended half-way. ${howBack(aside)}`);
    process.once('exit', onExit);
    return () => {
        process.off('exit', onExit);
        forget();
    };
}
const howBack = ({ name, database, backup }) => `Where the server has a database "${name}", it is what was "${database}", and \`undo: true\` brings it back. Where it has neither, "${database}" is gone, and ${backup === undefined
    ? 'a backup of it has to be restored.'
    : `\`restore\` with \`backup: ${backup}\` brings back what was in it.`}`;
const giveNameBack = (maintenance, { name, database }) => (0, switch_ts_1.switchDatabases)(maintenance, { live: database, old: undefined, next: name }, AbortSignal.timeout(PATIENCE_MS));
/** For a run that was killed: gives the database its name back where it is there, and tells where it is not. */
async function bringBackLater(maintenance, aside) {
    const { name, database } = aside;
    if ((await stateOf(maintenance, database)) === 'there')
        return `"${database}" is there.`;
    if ((await stateOf(maintenance, name)) !== 'there')
        throw new errors_ts_1.UserError({ what: `The run was ended half-way. ${howBack(aside)}` });
    await giveNameBack(maintenance, aside);
    return `"${database}" has its name back, and is as it was.`;
}
/** A drop that is cancelled half-way leaves a database that is neither there nor gone; so none of ours is. */
async function dropForGood(host, maintenance, name) {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
        const trouble = await tryToDrop(maintenance, name, patience).catch(errors_ts_1.asError);
        const state = await stateWhenever(maintenance, name, patience);
        if (state === 'gone')
            return;
        if (state === 'there')
            throw trouble ?? new Error(`The server did not drop "${name}".`);
        if (patience.aborted) {
            host.warn(`A half-dropped database is left on the server. Drop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(name)}`);
            return;
        }
        await (0, promises_1.setTimeout)(BETWEEN_TRIES_MS);
    }
}
/** The patience is for who is in the way; the server's own work is waited for. */
async function tryToDrop(maintenance, name, patience) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal: NEVER });
    try {
        await (0, databases_ts_1.dropDatabase)(session, name, beside_ts_1.givesWay, patience);
    }
    finally {
        await session.close();
    }
}
const NEVER = new AbortController().signal;
async function stateOf(maintenance, name) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal: NEVER });
    try {
        const [row] = await session.query('SELECT datconnlimit = -2 AS invalid FROM pg_catalog.pg_database WHERE datname = $1', [name]);
        if (!row)
            return 'gone';
        return row.invalid ? 'half dropped' : 'there';
    }
    finally {
        await session.close();
    }
}
/** After a lost connection the server may be starting again. */
async function stateWhenever(maintenance, name, patience) {
    for (;;) {
        try {
            return await stateOf(maintenance, name);
        }
        catch (error) {
            if (patience.aborted)
                throw new switch_ts_1.OutcomeUnknown({
                    what: `The server went away while "${name}" was being dropped, so it is not known whether it was.`,
                    why: (0, errors_ts_1.asError)(error).message,
                    next: `Look at the server: where there is a database "${name}", \`undo: true\` brings it back.`,
                    cause: error,
                });
            await (0, promises_1.setTimeout)(BETWEEN_TRIES_MS);
        }
    }
}


/***/ }),

/***/ 19254:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.clearScratch = clearScratch;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const docker_ts_1 = __webpack_require__(59163);
const aside_ts_1 = __webpack_require__(3666);
const beside_ts_1 = __webpack_require__(99062);
const place_ts_1 = __webpack_require__(97889);
const target_ts_1 = __webpack_require__(11454);
const database_ts_1 = __webpack_require__(95989);
const folder_ts_1 = __webpack_require__(84080);
const url_ts_1 = __webpack_require__(78115);
const PATIENCE_MS = 60_000;
/** Takes away what a run made and had no time to take away itself, and gives back what it took. */
async function clearScratch(host, things, places) {
    for (const thing of things) {
        if (thing.kind === 'aside')
            await giveBack(host, thing, places);
        else
            await takeAway(host, thing, places);
    }
}
async function takeAway(host, thing, places) {
    try {
        await clear(host, thing, places);
        host.info(`Took away the ${CALLED[thing.kind]} ${thing.name}, which the run had left.`);
    }
    catch (error) {
        host.warn(`The ${CALLED[thing.kind]} ${thing.name} could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
    }
}
async function giveBack(host, aside, { targetUrl }) {
    try {
        host.info(await (0, aside_ts_1.bringBackLater)(await maintenanceOf(host, targetUrl()), aside));
    }
    catch (error) {
        host.error((0, errors_ts_1.asError)(error).message);
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
