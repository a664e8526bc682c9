export const id = 188;
export const ids = [188];
export const modules = {

/***/ 40188:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.inPlace = inPlace;
const fetch_ts_1 = __webpack_require__(54874);
const errors_ts_1 = __webpack_require__(83916);
const aside_ts_1 = __webpack_require__(3666);
const names_ts_1 = __webpack_require__(79922);
const places_ts_1 = __webpack_require__(84940);
const restore_act_ts_1 = __webpack_require__(17081);
const restore_beside_ts_1 = __webpack_require__(61071);
const restore_commands_ts_1 = __webpack_require__(65499);
const restore_safety_ts_1 = __webpack_require__(35731);
/**
 * For servers without room for two databases: what is there is set aside, backed up and dropped, and the backup restored in
 * its place. Where that does not pass, what was there is put back.
 */
async function inPlace(host, options, acting) {
    const { place } = acting;
    await (0, places_ts_1.whereItAnswers)(host, acting, async (shelf) => {
        await host.group('Reading the backup to its end', () => (0, restore_safety_ts_1.requireReadable)(host, options, shelf, `The backup ${shelf.manifest.id}`));
        await host.group('Rehearsing the restore without rows', () => requireRestorable(host, options, { ...acting, shelf }, (verdict) => (0, restore_act_ts_1.mayGoLive)(verdict, options)));
    });
    const { result, trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => replace(host, options, acting), fateOf);
    return { ...result, trouble };
}
function fateOf({ live, putBack }) {
    if (live)
        return 'changed';
    return putBack ? 'unchanged' : 'gone';
}
/** What this user cannot make again must not be dropped: all of it but the rows is made once, beside, and taken away. */
async function requireRestorable(host, options, acting, accepts) {
    const { manifest } = acting.shelf;
    const going = (0, restore_beside_ts_1.goingOf)(acting);
    await (0, restore_act_ts_1.inDatabaseBeside)(host, going, async (beside) => {
        const notes = await (0, restore_act_ts_1.carryOver)(host, options, going, beside);
        if (notes.length > 0 && !accepts('unverified'))
            throw (0, restore_act_ts_1.notCarried)(acting.plan.database, notes);
        const proof = await (0, fetch_ts_1.fetchProof)(acting.shelf, host);
        const findings = await (0, restore_beside_ts_1.rehearseIn)(host, options, { ...acting, beside }, proof);
        const [finding] = findings.filter(({ outcome }) => outcome !== 'tolerated' && !accepts(outcome));
        if (!finding)
            return;
        throw new errors_ts_1.UserError({
            what: `The backup ${manifest.id} cannot be restored here as it is, so nothing was dropped: ${finding.what}.`,
            why: [finding.object, finding.detail].filter(Boolean).join('\n'),
            next: 'Name a user who may by `target-url`, or choose `mode: swap`.',
        });
    });
}
async function replace(host, options, acting) {
    const { place, plan } = acting;
    const { live, database, aside: name } = plan;
    if (!live || name === undefined)
        throw new Error('There is nothing to be restored in place of.');
    const aside = await host.group(`Setting "${database}" aside`, () => (0, aside_ts_1.setAside)(host, place, { database, oid: live.oid, name }));
    const safety = await letGo(host, options, acting, aside);
    const outcome = await restoreAnew(host, options, acting).catch(errors_ts_1.asError);
    if (!(outcome instanceof Error) && outcome.live) {
        aside.replaced();
        return { ...outcome, safety: safety?.manifest.id };
    }
    const putBack = await putItBack(host, options, acting, safety).catch((error) => {
        if (outcome instanceof Error)
            host.error(outcome.message);
        throw error;
    });
    aside.replaced();
    if (outcome instanceof Error)
        throw outcome;
    return { ...outcome, putBack, safety: safety?.manifest.id };
}
/** Backs up what is set aside, and drops it; where either fails, it has its name back. */
async function letGo(host, options, acting, aside) {
    const { database } = acting.plan;
    try {
        const safety = options.safetyBackup ? await safelyBackedUp(host, options, acting, aside.name) : undefined;
        if (safety)
            aside.backedUpAs(safety.manifest.id);
        host.signal.throwIfAborted();
        await host.group(`Dropping what was "${database}"`, () => aside.drop());
        return safety;
    }
    catch (error) {
        await aside.bringBack().catch((trouble) => {
            host.error((0, errors_ts_1.asError)(error).message);
            throw trouble;
        });
        host.info(`"${database}" has its name back, and is as it was.`);
        throw error;
    }
}
async function safelyBackedUp(host, options, acting, aside) {
    const safety = await (0, restore_safety_ts_1.backUpFirst)(host, options, acting, aside);
    await host.group('Rehearsing how it is put back', () => requireRestorable(host, plainly(options), puttingBack(acting, safety), () => false));
    return safety;
}
async function restoreAnew(host, options, acting) {
    const { plan } = acting;
    const going = (0, restore_beside_ts_1.goingOf)(acting);
    return (0, places_ts_1.whereItAnswers)(host, acting, (shelf, others) => (0, restore_act_ts_1.inDatabaseBeside)(host, going, async (beside) => {
        const { drill, whole } = await (0, restore_beside_ts_1.restoreBeside)(host, options, {
            ...acting,
            shelf,
            beside,
            mayGoElsewhere: others.length > 0,
        });
        if (!whole || !(0, restore_act_ts_1.mayGoLive)(drill.verdict, options))
            return { ...restore_act_ts_1.NOTHING, plan, drill, whole };
        const notes = await (0, restore_act_ts_1.goLive)(host, options, going, beside);
        return { ...restore_act_ts_1.NOTHING, plan, drill, whole, live: true, notes };
    }));
}
/** Also where the run was told to stop: a database that is gone helps nobody. */
async function putItBack(host, options, acting, safety) {
    const { database } = acting.plan;
    if (!safety)
        throw isGone(database, undefined);
    const patient = { ...host, signal: new AbortController().signal };
    host.warn(`"${database}" is put back as it was, from the safety backup ${safety.manifest.id}. Let it come to its end.`);
    const back = puttingBack(acting, safety);
    try {
        const going = (0, restore_beside_ts_1.goingOf)(back);
        return await (0, restore_act_ts_1.inDatabaseBeside)(patient, going, async (beside) => {
            const { drill, whole } = await (0, restore_beside_ts_1.restoreBeside)(patient, plainly(options), { ...back, beside });
            if (!whole)
                throw new Error('It was not restored to its end.');
            await (0, restore_act_ts_1.goLive)(patient, plainly(options), going, beside);
            host.warn(`"${database}" is put back, and the verdict on that is ${drill.verdict}.`);
            return drill;
        });
    }
    catch (error) {
        throw isGone(database, safety, error);
    }
}
/** The same, of the backup of what was there. */
const puttingBack = (acting, safety) => ({
    ...acting,
    ...{ shelf: safety, others: [] },
    plan: {
        ...acting.plan,
        ...{ missingExtensions: [], newRoles: [], subject: { kind: 'backup', manifest: safety.manifest } },
        beside: (0, names_ts_1.besideName)(acting.plan.database, safety.manifest.id),
    },
});
const plainly = (options) => ({
    ...options,
    ...{ owner: 'keep', migrateCommand: undefined, smokeCommand: undefined },
});
const isGone = (database, safety, cause) => new restore_commands_ts_1.TargetGone({
    what: `The database "${database}" is gone: it was dropped, and the restore in its place did not pass.`,
    why: cause === undefined ? 'There is no safety backup of it.' : (0, errors_ts_1.asError)(cause).message,
    next: safety
        ? `Bring it back by \`restore\` with \`name: ${safety.manifest.name}\` and \`backup: ${safety.manifest.id}\`, which holds what was in it.`
        : 'Restore another backup under its name.',
    cause,
});


/***/ }),

/***/ 35731:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.backUpFirst = backUpFirst;
exports.requireReadable = requireReadable;
const copies_ts_1 = __webpack_require__(43713);
const draft_ts_1 = __webpack_require__(98221);
const kept_ts_1 = __webpack_require__(99904);
const keys_ts_1 = __webpack_require__(14116);
const errors_ts_1 = __webpack_require__(83916);
const archive_reading_ts_1 = __webpack_require__(46473);
const target_ts_1 = __webpack_require__(11454);
const backup_ts_1 = __webpack_require__(33454);
const drill_tools_ts_1 = __webpack_require__(68417);
const places_ts_1 = __webpack_require__(84940);
/** Backs up what is there before it is dropped: to the same destinations, for the same readers, and read back. */
async function backUpFirst(host, options, { shelf, place, plan }, aside) {
    const { targetUrl, destinations, jobs, client, showTableNames, debug, lockTimeout } = options;
    const { name, encryption } = shelf.manifest;
    const [first, ...others] = destinations;
    if (!first)
        throw new Error('There is no destination for a safety backup.');
    const report = await (0, backup_ts_1.makeBackup)(host, {
        ...{ databaseUrl: targetUrl, destinations: [first, ...others] },
        ...{ name: (0, kept_ts_1.keptName)(name, 'database'), label: 'before-restore' },
        ...{ jobs, client, showTableNames, debug, json: false, lockTimeout },
        ...{ compressionLevel: 1, fingerprint: 'auto', drill: undefined, retention: undefined },
        encryption: (0, draft_ts_1.encryptionLike)(encryption, options.passphrase),
        selection: EVERYTHING,
    }, { target: (0, target_ts_1.inDatabase)(place.target, aside), called: plan.database });
    const [storage, ...more] = (0, copies_ts_1.sound)(report.copies).map((copy) => copy.storage);
    if (!storage)
        throw new Error('A safety backup lies nowhere.');
    const { manifest } = report;
    const copies = { shelf: { storage, manifest, keys: shelf.keys }, others: more };
    const safety = await (0, places_ts_1.whereItAnswers)(host, copies, async (copy) => {
        await requireReadable(host, options, copy, `The safety backup ${manifest.id}`);
        return copy;
    });
    host.info(`What is in "${plan.database}" is backup ${manifest.id} of ${manifest.name}, at ${safety.storage.label}.`);
    return safety;
}
const EVERYTHING = {
    ...{ include: 'all', schemas: [], excludeSchemas: [] },
    ...{ tables: [], excludeTables: [], excludeTableData: [] },
};
/** What nobody has read to its end is no reason to drop anything. */
async function requireReadable(host, { client }, shelf, called) {
    const { manifest, keys } = shelf;
    await (0, keys_ts_1.requireKeys)(manifest, keys);
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, manifest.server.major, { client }, undefined);
    const { findings } = await (0, drill_tools_ts_1.metered)(host, 'Reading', manifest.totals.rawBytes, (watch) => (0, archive_reading_ts_1.readObjects)({
        ...{ shelf, objects: manifest.objects, tools, watch, signal: host.signal },
        debug: (line) => host.debug(line),
    }));
    const [finding] = findings;
    if (!finding)
        return;
    throw new errors_ts_1.UserError({
        what: `${called} cannot be read to its end, so nothing was dropped.`,
        why: [finding.what, finding.detail].filter(Boolean).join(': '),
        next: 'Look at the destination, and choose another backup or another copy by `from`.',
    });
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


/***/ })

};
