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
const open_ts_1 = __webpack_require__(69633);
/** After a step that was cancelled or killed: takes away what it stored of a backup that it did not bring to an end. */
async function run(host, state, destinations) {
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


/***/ })

};
