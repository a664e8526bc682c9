export const id = 188;
export const ids = [188];
export const modules = {

/***/ 40188:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.inPlace = inPlace;
exports.encryptionLike = encryptionLike;
const copies_ts_1 = __webpack_require__(43713);
const keys_ts_1 = __webpack_require__(14116);
const errors_ts_1 = __webpack_require__(83916);
const beside_ts_1 = __webpack_require__(99062);
const names_ts_1 = __webpack_require__(79922);
const archive_reading_ts_1 = __webpack_require__(46473);
const backup_ts_1 = __webpack_require__(33454);
const drill_tools_ts_1 = __webpack_require__(68417);
const restore_act_ts_1 = __webpack_require__(17081);
const restore_commands_ts_1 = __webpack_require__(65499);
/**
 * For servers without room or rights for two databases: what is there is backed up, dropped, and restored anew. Where that
 * does not pass, the backup of what was there is put back.
 */
async function inPlace(host, options, acting) {
    const notes = await (0, restore_act_ts_1.makeMissingRoles)(host, acting);
    const safety = options.safetyBackup
        ? await host.group('Safety backup', () => backUpFirst(host, options, acting))
        : undefined;
    const { result, trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, acting.place.target, () => replace(host, options, acting, safety));
    return { ...result, notes: [...notes, ...result.notes], trouble };
}
/** What is there, to the same destinations, for the same readers. */
async function backUpFirst(host, options, { shelf, place }) {
    const { targetUrl, destinations, jobs, client, showTableNames, debug } = options;
    const { name, encryption } = shelf.manifest;
    const [first, ...others] = destinations;
    if (!first)
        throw new Error('There is no destination for a safety backup.');
    const report = await (0, backup_ts_1.makeBackup)(withoutSource(host), {
        ...{ databaseUrl: targetUrl, destinations: [first, ...others], name, label: 'before-restore' },
        ...{ jobs, client, showTableNames, debug, json: false },
        ...{ lockTimeout: 300, compressionLevel: 1, fingerprint: 'auto', drill: undefined },
        encryption: encryptionLike(encryption, options.passphrase),
        selection: EVERYTHING,
    });
    const [copy] = (0, copies_ts_1.sound)(report.copies);
    if (!copy)
        throw new Error('A safety backup lies nowhere.');
    host.info(`What is in "${place.target.database}" now is backup ${report.manifest.id}, at ${copy.storage.label}.`);
    const safety = { storage: copy.storage, manifest: report.manifest, keys: shelf.keys };
    await requireReadable(host, options, safety);
    return safety;
}
/** What nobody has read back is no reason to drop anything. */
async function requireReadable(host, { client }, safety) {
    const { manifest } = safety;
    await (0, keys_ts_1.requireKeys)(manifest, safety.keys);
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, manifest.server.major, { client }, undefined);
    const { findings } = await (0, drill_tools_ts_1.metered)(host, 'Reading it back', manifest.totals.rawBytes, (watch) => (0, archive_reading_ts_1.readObjects)({
        ...{ shelf: safety, objects: manifest.objects, tools, watch },
        signal: host.signal,
        debug: (line) => host.debug(line),
    }));
    const [finding] = findings;
    if (!finding)
        return;
    throw new errors_ts_1.UserError({
        what: `The safety backup ${manifest.id} cannot be read back, so nothing was dropped.`,
        why: [finding.what, finding.detail].filter(Boolean).join(': '),
        next: 'Look at the destination, and run it again.',
    });
}
const EVERYTHING = {
    ...{ include: 'all', schemas: [], excludeSchemas: [] },
    ...{ tables: [], excludeTables: [], excludeTableData: [] },
};
/** Variables of libpq in our environment belong to another database. */
const withoutSource = (host) => ({
    ...host,
    env: Object.fromEntries(Object.entries(host.env).filter(([name]) => !/^PG(?!_BACKUP)/.test(name))),
});
/** A backup for whoever can read another one. */
function encryptionLike(encryption, passphrase) {
    if (encryption.kind === 'age-recipients')
        return { kind: 'recipients', recipients: encryption.recipients };
    if (encryption.kind === 'none' || passphrase === undefined)
        return undefined;
    return { kind: 'passphrase', passphrase };
}
async function replace(host, options, acting, safety) {
    const { plan } = acting;
    await drop(host, acting);
    // Whoever does not wait for the end is told how what was there comes back.
    const onExit = () => host.error(isGone(plan.database, safety));
    process.once('exit', onExit);
    try {
        const empty = { ...acting, plan: { ...plan, old: undefined } };
        const attempt = await (0, restore_act_ts_1.besideIt)(host, options, empty, async (beside, drill) => {
            if (!(0, restore_act_ts_1.mayGoLive)(drill, options))
                return { ...restore_act_ts_1.NOTHING, plan, drill };
            return { ...restore_act_ts_1.NOTHING, plan, drill, live: true, notes: await (0, restore_act_ts_1.goLive)(host, options, empty, beside) };
        }).catch(errors_ts_1.asError);
        const outcome = attempt instanceof Error ? undefined : { ...attempt, safety: safety?.manifest.id };
        if (outcome?.live)
            return outcome;
        const putBack = safety && (await putItBack(host, options, acting, safety));
        if (outcome)
            return { ...outcome, putBack };
        throw attempt;
    }
    finally {
        process.off('exit', onExit);
    }
}
const PATIENCE_MS = 60_000;
async function drop(host, { place, plan }) {
    const { database } = plan;
    const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
        await host.group(`Dropping "${database}"`, () => (0, beside_ts_1.dropDatabase)(place.maintenance, database, signal));
    }
    catch (error) {
        host.signal.throwIfAborted();
        throw new errors_ts_1.UserError({
            what: `The database "${database}" could not be dropped, and is as it was.`,
            why: (0, errors_ts_1.asError)(error).message,
            next: 'Stop what keeps connecting to it (`before-command` can), or name a user who may end its connections.',
            cause: error,
        });
    }
}
/** Also where the run was told to stop: a database that is gone helps nobody. */
async function putItBack(host, options, acting, safety) {
    const { plan, place } = acting;
    const { database } = plan;
    const patient = { ...host, signal: new AbortController().signal };
    const { manifest } = safety;
    const nothing = { old: undefined, missingExtensions: [], newRoles: [] };
    const beside = (0, names_ts_1.besideName)(database, manifest.id);
    const back = { place, shelf: safety, plan: { ...plan, ...nothing, manifest, beside } };
    const plainly = { ...options, owner: 'keep', migrateCommand: undefined, smokeCommand: undefined };
    host.warn(`"${database}" is put back as it was, from the safety backup ${manifest.id}. Let it come to its end.`);
    try {
        return await (0, restore_act_ts_1.besideIt)(patient, plainly, back, async (restored, drill) => {
            await (0, restore_act_ts_1.goLive)(patient, plainly, back, restored);
            return drill;
        });
    }
    catch (error) {
        throw new errors_ts_1.UserError({ what: isGone(database, safety), why: (0, errors_ts_1.asError)(error).message, cause: error });
    }
}
const isGone = (database, safety) => safety
    ? `The database "${database}" is gone for now. Bring it back by \`restore\` with \`backup: ${safety.manifest.id}\`, which holds what was in it.`
    : `The database "${database}" is gone: it was dropped to be restored, and there is no safety backup of it.`;


/***/ })

};
