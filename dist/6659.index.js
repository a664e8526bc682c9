export const id = 6659;
export const ids = [6659];
export const modules = {

/***/ 6659:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const facts_ts_1 = __webpack_require__(51657);
const names_ts_1 = __webpack_require__(79922);
const obstacles_ts_1 = __webpack_require__(83360);
const place_ts_1 = __webpack_require__(97889);
const switch_ts_1 = __webpack_require__(21732);
const session_ts_1 = __webpack_require__(92515);
const restore_ts_1 = __webpack_require__(59112);
const restore_plan_ts_1 = __webpack_require__(55758);
const restore_commands_ts_1 = __webpack_require__(65499);
const restore_confirm_ts_1 = __webpack_require__(30853);
const restore_same_ts_1 = __webpack_require__(65395);
/** Takes the newest swap back: the database that was replaced has its name again, and the restored one another. */
async function run(host, options) {
    const place = await (0, place_ts_1.openLive)(host, options.targetUrl);
    const { live, back } = await look(host, place);
    const { database } = place.target;
    const undone = live && (0, names_ts_1.undoneName)(database, new Date());
    const digest = digestOf(live, back);
    tellPlan(host, { database, live, back, undone, digest });
    (0, restore_same_ts_1.requireSame)(digest, options);
    if (options.dryRun)
        return 'pass';
    await (0, restore_confirm_ts_1.confirmed)(host, options, { database, replaced: live !== undefined });
    const { trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => (0, switch_ts_1.switchDatabases)(place.maintenance, { live: database, liveOid: live?.oid, old: undone, next: back.name }, host.signal));
    await (0, restore_ts_1.reportUndo)(host, options, { database, back: back.name, undone });
    if (!trouble)
        return 'pass';
    host.error(trouble.message);
    return 'fail';
}
async function look(host, place) {
    const session = await (0, session_ts_1.openSession)(place.maintenance, { signal: host.signal });
    try {
        const live = await (0, facts_ts_1.readLive)(session, place, host.signal);
        const [back] = await (0, facts_ts_1.findOlds)(session, place.target.database);
        if (!back)
            throw nothingToUndo(place.target.database);
        const [undone] = await (0, facts_ts_1.findUndone)(session, place.target.database);
        if (undone && undone.replaced > back.replaced)
            throw undoneAlready(undone);
        const problems = live ? (0, obstacles_ts_1.inTheWayOfSwitching)(live, place) : [];
        if (problems.length > 0)
            throw new errors_ts_1.UserError({
                what: `"${live?.name}" cannot be replaced; nothing was changed.`,
                why: problems.map(restore_plan_ts_1.problemLine).join('\n'),
            });
        return { live, back };
    }
    finally {
        await session.close();
    }
}
function tellPlan(host, { database, live, back, undone, digest, }) {
    const connected = live?.connections.reduce((sum, { count }) => sum + count, 0) ?? 0;
    const size = back.bytes === undefined ? '' : `, ${(0, measure_ts_1.formatBytes)(back.bytes)}`;
    host.info(`Plan ${digest}`);
    host.output('plan', digest);
    host.info(`"${back.name}", replaced at ${back.replaced.toISOString()}${size}, becomes "${database}" again.`);
    if (undone === undefined)
        return;
    host.info(`What is "${database}" now becomes "${undone}": what was written into it stays there alone.`);
    if (connected > 0)
        host.info(`${connected} connections to it will be ended.`);
}
/** A job that is run once more must not go on to what lies further back. */
const undoneAlready = ({ name }) => new errors_ts_1.UserError({
    what: `The newest swap has been taken back already: what it brought is "${name}".`,
    why: 'One more would go back to the swap before that one.',
    next: `If that is what you want, drop or rename "${name}" first.`,
});
const digestOf = (live, back) => (0, restore_same_ts_1.planDigest)(['undo', live?.oid ?? null, back.name, back.oid]);
const nothingToUndo = (database) => new errors_ts_1.UserError({
    what: `There is nothing to take back: no database was replaced by "${database}" on this server.`,
    why: 'A swap leaves the old database behind under a name such as shop_before_20261120_040000, and there is none.',
    next: 'Restore a backup from before by `backup: before:TIME`.',
});


/***/ })

};
