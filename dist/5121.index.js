export const id = 5121;
export const ids = [5121];
export const modules = {

/***/ 95121:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.leaveRecord = leaveRecord;
exports.toldWhenImpossible = toldWhenImpossible;
const record_ts_1 = __webpack_require__(58029);
const errors_ts_1 = __webpack_require__(83916);
const verify_ts_1 = __webpack_require__(98325);
/** Leaves a record of a drill, or of a restore, beside the backup that it was of. */
async function leaveRecord(host, storage, report, verb) {
    const record = (0, verify_ts_1.drillRecord)(report, verb);
    if (!record)
        return;
    try {
        await (0, record_ts_1.writeRecord)(storage, record, host.signal);
    }
    catch (error) {
        host.signal.throwIfAborted();
        // Whoever may only read can verify all the same.
        host.warn(`${storage.label}: no record of this run could be left: ${(0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error))}`);
    }
}
/** Tells outputs and summary of a drill that could not begin; the log tells the whole story. */
async function toldWhenImpossible(host, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!host.signal.aborted && error instanceof errors_ts_1.UserError)
            await (0, verify_ts_1.reportNoDrill)(host, error);
        throw error;
    }
}


/***/ })

};
