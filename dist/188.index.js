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
const beside_ts_1 = __webpack_require__(99062);
const names_ts_1 = __webpack_require__(79922);
const patience_ts_1 = __webpack_require__(67515);
const switch_ts_1 = __webpack_require__(21732);
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
    if (options.safetyBackup)
        await (0, restore_safety_ts_1.requireKeysForKept)(options, acting.shelf.keys);
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
    return putBack?.verdict === 'pass' ? 'unchanged' : 'changed';
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
        aside.told();
        return { ...outcome, safety: safety?.manifest.id };
    }
    const putBack = await putItBack(host, options, acting, safety).catch((error) => {
        if (outcome instanceof Error)
            host.error(outcome.message);
        aside.told();
        throw error;
    });
    aside.told();
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
            aside.backedUpAs(safety.manifest);
        host.signal.throwIfAborted();
        await host.group(`Dropping what was "${database}"`, () => aside.drop());
        return safety;
    }
    catch (error) {
        await aside.bringBack().catch((trouble) => {
            host.error((0, errors_ts_1.asError)(error).message);
            aside.told();
            throw isAside(database, aside.name, trouble);
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
/** A server that broke down needs minutes, and one that did so twice may do so once more. */
const TRIES = 3;
const PATIENCE_MS = 600_000;
/** Also where the run was told to stop: a database that is gone helps nobody. */
async function putItBack(host, options, acting, safety) {
    const { place, plan } = acting;
    const { database } = plan;
    if (!safety)
        throw isGone(database, undefined);
    const patient = { ...host, signal: new AbortController().signal };
    host.warn(`"${database}" is put back as it was, from the safety backup ${safety.manifest.id}. Let it come to its end.`);
    let trouble;
    for (let tries = 0; tries < TRIES; tries++) {
        try {
            const patience = AbortSignal.timeout(PATIENCE_MS);
            // What is half restored takes the room that is needed now.
            await (0, patience_ts_1.onceItAnswers)(() => (0, beside_ts_1.dropFrom)(place.maintenance, plan.beside, patience), patience);
            return await putBackOnce(patient, plainly(options), puttingBack(acting, safety));
        }
        catch (error) {
            if (error instanceof restore_commands_ts_1.TargetGone)
                throw error;
            trouble = error;
        }
    }
    throw isGone(database, safety, trouble);
}
async function putBackOnce(host, options, back) {
    const { database, aside } = back.plan;
    const going = (0, restore_beside_ts_1.goingOf)(back);
    return (0, restore_act_ts_1.inDatabaseBeside)(host, going, async (beside) => {
        const { drill, whole } = await (0, restore_beside_ts_1.restoreBeside)(host, options, { ...back, beside });
        if (!whole)
            throw new Error('It was not restored to its end.');
        try {
            const notes = await (0, restore_act_ts_1.goLive)(host, options, going, beside);
            for (const note of notes)
                host.warn(note);
        }
        catch (error) {
            throw await underItsOtherName(back, beside, aside ?? database, error);
        }
        host.warn(`"${database}" is put back, and the verdict on that is ${drill.verdict}.`);
        return drill;
    });
}
/** Where somebody has taken its name meanwhile, what was put back is kept under the other one, by which `undo` finds it. */
async function underItsOtherName({ place, plan }, beside, name, cause) {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const names = { live: name, old: undefined, next: beside.name };
    await (0, patience_ts_1.onceItAnswers)(() => (0, switch_ts_1.switchDatabases)(place.maintenance, names, patience), patience);
    beside.letGo();
    return isAside(plan.database, name, cause);
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
const isAside = (database, name, cause) => new restore_commands_ts_1.TargetGone({
    what: `What was "${database}" is now called "${name}", and could not be given its name back.`,
    why: (0, errors_ts_1.asError)(cause).message,
    next: `\`restore\` with \`undo: true\` does that, whatever "${database}" is by then.`,
    cause,
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
exports.requireKeysForKept = requireKeysForKept;
exports.requireReadable = requireReadable;
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
    const { keys } = shelf;
    const { name } = shelf.manifest;
    const encryption = await (0, keys_ts_1.encryptionForKept)(keys, options.recipients);
    const [first, ...others] = destinations;
    if (!first)
        throw new Error('There is no destination for a safety backup.');
    const report = await (0, backup_ts_1.makeBackup)(host, {
        ...{ databaseUrl: targetUrl, destinations: [first, ...others] },
        ...{ name: (0, kept_ts_1.keptName)(name, 'database'), label: 'before-restore' },
        ...{ jobs, client, showTableNames, debug, json: false, lockTimeout },
        ...{ compressionLevel: 1, fingerprint: 'auto', drill: undefined, retention: undefined },
        encryption,
        selection: EVERYTHING,
    }, { target: (0, target_ts_1.inDatabase)(place.target, aside), called: plan.database });
    const { manifest } = report;
    host.output('safety-backup-id', manifest.id);
    const [storage, ...more] = allStored(report);
    const copies = { shelf: { storage, manifest, keys }, others: more };
    const safety = await (0, places_ts_1.whereItAnswers)(host, copies, async (copy) => {
        await requireReadable(host, options, copy, `The safety backup ${manifest.id}`);
        return copy;
    });
    host.info(`What is in "${plan.database}" is backup ${manifest.id} of ${manifest.name}, at ${safety.storage.label}.`);
    return safety;
}
/** A place that lacks it is a way back that is not there. */
function allStored({ copies }) {
    const trouble = copies.find(({ trouble }) => trouble !== undefined);
    const [first, ...others] = copies.map(({ storage }) => storage);
    if (first && !trouble)
        return [first, ...others];
    throw new errors_ts_1.UserError({
        what: `The safety backup could not be stored in ${trouble?.storage.label ?? 'any destination'}, so nothing was dropped.`,
        why: trouble?.trouble && (0, errors_ts_1.asError)(trouble.trouble).message,
        next: 'Mend the destination, or leave it out of `destinations` for this run.',
    });
}
const EVERYTHING = {
    ...{ include: 'all', schemas: [], excludeSchemas: [] },
    ...{ tables: [], excludeTables: [], excludeTableData: [] },
};
/** What we cannot read ourselves cannot be put back. */
async function requireKeysForKept({ recipients }, keys) {
    const encryption = (0, draft_ts_1.describeEncryption)(await (0, keys_ts_1.encryptionForKept)(keys, recipients));
    await (0, keys_ts_1.requireKeys)({ id: 'that would be made before the drop', encryption }, keys);
}
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
exports.howBack = void 0;
exports.setAside = setAside;
exports.bringBackLater = bringBackLater;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const identifiers_ts_1 = __webpack_require__(19467);
const restored_ts_1 = __webpack_require__(78618);
const memory_ts_1 = __webpack_require__(3227);
const session_ts_1 = __webpack_require__(92515);
const trouble_ts_1 = __webpack_require__(44356);
const beside_ts_1 = __webpack_require__(99062);
const patience_ts_1 = __webpack_require__(67515);
const switch_ts_1 = __webpack_require__(21732);
/** A server that broke down may need minutes until it is there again. */
const PATIENCE_MS = 300_000;
const BETWEEN_TRIES_MS = 200;
/** Takes the live database out of everybody's reach, as it is. */
async function setAside(host, { maintenance, server }, { database, oid, name }) {
    const patiently = (0, restored_ts_1.undisturbed)(maintenance, server.major);
    let memory = remember(host, { kind: 'aside', name, database, oid });
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
            const before = memory;
            memory = remember(host, { kind: 'aside', name, database, oid, backup });
            before();
        },
        async bringBack() {
            await giveNameBack(patiently, { name, database, oid });
            memory();
        },
        async drop() {
            await requireFree(patiently, { name, database });
            await dropForGood(host, patiently, name);
        },
        told: () => memory(),
    };
}
/** Whoever does not wait for the end is told how what was there comes back. */
function remember(host, aside) {
    const forget = (0, memory_ts_1.rememberThing)(host, aside);
    const onExit = () => host.error(`The run was ended half-way. ${(0, exports.howBack)(aside)}`);
    process.once('exit', onExit);
    return () => {
        process.off('exit', onExit);
        forget();
    };
}
/** How what was there comes back, wherever the run was ended. */
const howBack = ({ name, database, backup }) => `Where the server has a database "${name}", it is what was "${database}", and \`undo: true\` brings it back. Where it has neither, "${database}" is gone, and ${backup === undefined
    ? 'a backup of it has to be restored.'
    : `\`restore\` with \`name: ${backup.name}\` and \`backup: ${backup.id}\` brings back what was in it.`}`;
exports.howBack = howBack;
const giveNameBack = (maintenance, { name, database, oid }) => {
    const names = { live: database, old: undefined, next: name };
    return (0, patience_ts_1.onceItAnswers)(async () => {
        if ((await stateOf(maintenance, database)).oid === oid)
            return;
        await (0, switch_ts_1.switchDatabases)(maintenance, names, NEVER);
    }, AbortSignal.timeout(PATIENCE_MS));
};
/** An application may have made a new database where it found none. */
async function requireFree(maintenance, { name, database }) {
    if ((await stateOf(maintenance, database)).kind === 'gone')
        return;
    throw new errors_ts_1.UserError({
        what: `Somebody has made a database "${database}" meanwhile, so nothing was dropped.`,
        why: `What it was until now is "${name}".`,
        next: 'Stop who makes it (`before-command` can); `undo: true` brings back what was there.',
    });
}
/** For a run that was killed: gives the database its name back, unless another has that by now. */
async function bringBackLater(maintenance, aside) {
    const { name, database, oid } = aside;
    const now = await stateOf(maintenance, database);
    const kept = await stateOf(maintenance, name);
    if (now.kind === 'there' && (now.oid === oid || kept.kind !== 'there'))
        return `"${database}" is there.`;
    if (now.kind !== 'gone' || kept.kind !== 'there')
        throw new errors_ts_1.UserError({ what: `"${database}" could not be given its name back.` });
    await giveNameBack(maintenance, aside);
    return `"${database}" has its name back, and is as it was.`;
}
/** A drop that is cancelled half-way leaves a database that is neither there nor gone; so none of ours is. */
async function dropForGood(host, maintenance, name) {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
        const trouble = await tryToDrop(maintenance, name, patience).catch(errors_ts_1.asError);
        const state = await stateWhenever(maintenance, name, patience);
        if (state.kind === 'gone')
            return;
        if (state.kind === 'there')
            throw (0, trouble_ts_1.serverTrouble)(`The database "${name}" could not be dropped.`, trouble);
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
        const [row] = await session.query('SELECT oid, datconnlimit = -2 AS invalid FROM pg_catalog.pg_database WHERE datname = $1', [name]);
        if (!row)
            return { kind: 'gone' };
        return { kind: row.invalid ? 'half dropped' : 'there', oid: row.oid };
    }
    finally {
        await session.close();
    }
}
/** After a lost connection the server may be starting again. */
const stateWhenever = (maintenance, name, patience) => (0, patience_ts_1.onceItAnswers)(() => stateOf(maintenance, name), patience).catch((error) => {
    throw new switch_ts_1.OutcomeUnknown({
        what: `The server went away while "${name}" was being dropped, so it is not known whether it was.`,
        why: (0, errors_ts_1.asError)(error).message,
        next: `Look at the server: where there is a database "${name}", \`undo: true\` brings it back.`,
        cause: error,
    });
});


/***/ })

};
