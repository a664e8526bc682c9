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
const scratch_cleanup_ts_1 = __webpack_require__(84668);
const scratch_memory_ts_1 = __webpack_require__(49757);
const open_ts_1 = __webpack_require__(69633);
/** After a step that was cancelled or killed: takes away what it made and did not bring to an end. */
async function run(host, state, { destinations, scratch }) {
    await (0, scratch_cleanup_ts_1.clearScratch)(host, (0, scratch_memory_ts_1.readThings)(state[scratch_memory_ts_1.UNFINISHED_SCRATCH]), scratch);
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

/***/ 84668:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.clearScratch = clearScratch;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const docker_ts_1 = __webpack_require__(59163);
const scratch_database_ts_1 = __webpack_require__(2751);
const scratch_folder_ts_1 = __webpack_require__(91566);
const scratch_url_ts_1 = __webpack_require__(52005);
const target_ts_1 = __webpack_require__(11454);
const PATIENCE_MS = 60_000;
/** Takes away what a run made for a drill and had no time to take away itself. */
async function clearScratch(host, things, scratch) {
    for (const thing of things) {
        try {
            await clear(host, thing, scratch);
            host.info(`Took away the ${thing.kind} ${thing.name}, which the drill had left.`);
        }
        catch (error) {
            host.warn(`The ${thing.kind} ${thing.name} of the drill could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
        }
    }
}
async function clear(host, thing, scratch) {
    const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)]);
    switch (thing.kind) {
        case 'folder':
            return clearFolder((0, node_path_1.join)(thing.parent, thing.name));
        case 'container':
            return (0, docker_ts_1.removeContainer)(thing.name, { env: (0, target_ts_1.plainEnvironment)(host.env), signal });
        case 'database': {
            const choice = scratch();
            if (choice?.kind !== 'url')
                throw new Error('`scratch` no longer says on which server it is.');
            const target = await (0, scratch_url_ts_1.readScratchTarget)(host, choice.url);
            return (0, scratch_database_ts_1.dropScratchDatabase)(host, target, { name: thing.name, signal });
        }
    }
}
async function clearFolder(path) {
    const facts = await (0, promises_1.lstat)(path).catch(() => undefined);
    if (facts?.isDirectory() && facts.uid === process.getuid?.())
        await (0, scratch_folder_ts_1.removeFolder)(await (0, promises_1.realpath)(path));
}


/***/ })

};
