export const id = 6986;
export const ids = [6986];
export const modules = {

/***/ 96986:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.putRowsBack = putRowsBack;
const fetch_ts_1 = __webpack_require__(54874);
const errors_ts_1 = __webpack_require__(83916);
const roles_ts_1 = __webpack_require__(94805);
const sql_ts_1 = __webpack_require__(63372);
const restored_ts_1 = __webpack_require__(78618);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const backup_ts_1 = __webpack_require__(4630);
const drill_tools_ts_1 = __webpack_require__(68417);
const restore_commands_ts_1 = __webpack_require__(65499);
const restore_confirm_ts_1 = __webpack_require__(30853);
const restore_same_ts_1 = __webpack_require__(65395);
/** Puts rows that an earlier restore changed or deleted back as they were; all others stay as they are. */
async function putRowsBack(host, options, { place, live, shelf }) {
    const { manifest } = shelf;
    requireSameDatabase(shelf, live);
    host.info(`Backup ${manifest.id} of ${manifest.name} holds ${(0, backup_ts_1.count)(manifest.totals.rows ?? 0, 'row')} of ${(0, backup_ts_1.count)(manifest.totals.tables, 'table')} of "${live.name}", as they were at ${manifest.snapshot.time}. They are put back as they were, in one transaction; all other rows stay.`);
    host.output('backup-id', manifest.id);
    if (options.dryRun)
        return (0, restore_same_ts_1.nothingDone)(host);
    await (0, restore_confirm_ts_1.confirmed)(host, options, { database: live.name, replaced: true });
    const { trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => run(host, place, shelf));
    const sentence = `The rows of backup ${manifest.id} are back in "${live.name}".`;
    host.info(sentence);
    host.output('verdict', 'pass');
    await host.summary(`## ✅ ${sentence}\n`);
    host.print('pass');
    if (!trouble)
        return 'pass';
    host.error(trouble.message);
    return 'fail';
}
async function run(host, place, shelf) {
    const { manifest } = shelf;
    const object = manifest.objects.find(({ kind }) => kind === 'rows');
    if (!object)
        throw new Error('A backup of rows holds none.');
    const { signal } = host;
    const { server, target } = place;
    const connect = (name) => (0, session_ts_1.openSession)((0, restored_ts_1.undisturbed)((0, target_ts_1.inDatabase)(target, name), server.major), { signal });
    const { findings } = await (0, drill_tools_ts_1.metered)(host, 'Putting the rows back', object.plainBytes, (watch) => (0, sql_ts_1.runScript)({
        source: (0, fetch_ts_1.fetchObject)(shelf, object, { signal, watch }),
        grounds: {
            ...{ name: object.name, mayCreateDatabases: false, throwaway: false },
            ...{ user: server.user, owners: true, kept: new Set() },
        },
        allow: NOTHING_ALLOWED,
        circumstances: { limited: false, partial: false, otherMajor: false, older: false, allows: () => false },
        major: server.major,
        database: target.database,
        connect,
        roles: roles_ts_1.NO_ROLES,
    }));
    const [finding] = findings;
    if (!finding)
        return;
    throw new errors_ts_1.UserError({
        what: 'The rows could not be put back; nothing was changed.',
        why: finding.detail ?? finding.what,
        next: `They lie in ${object.name}, which is plain SQL: RESTORE.md beside it says how to open it.`,
    });
}
const NOTHING_ALLOWED = {
    ...{ missingExtensions: [], leftOutDependencies: false },
    ...{ limitedScratch: false, createDatabase: false },
};
/** Rows of another database would be strangers there. */
function requireSameDatabase({ manifest }, live) {
    if (manifest.database.name === live.name)
        return;
    throw new errors_ts_1.UserError({
        what: `The rows are of the database "${manifest.database.name}", and \`target-url\` names "${live.name}".`,
        next: 'Check the name at the end of `target-url`.',
    });
}


/***/ })

};
