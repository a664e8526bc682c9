export const id = 816;
export const ids = [816,5121];
export const modules = {

/***/ 98221:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.newDraft = newDraft;
exports.checkEncryption = checkEncryption;
exports.describeEncryption = describeEncryption;
const age_keys_ts_1 = __webpack_require__(49640);
const layout_ts_1 = __webpack_require__(72630);
function newDraft(about) {
    const { name, label, startedAt, copies, encryption, compressionLevel, signal } = about;
    const id = (0, layout_ts_1.newBackupId)(startedAt);
    const how = { folder: (0, layout_ts_1.layout)(name).data(id), copies, encryption, compressionLevel, signal };
    return { id, name, label, startedAt, copies, how };
}
/** Refuses keys that cannot be encrypted to, before anything is begun. */
function checkEncryption(encryption) {
    if (encryption?.kind === 'recipients')
        (0, age_keys_ts_1.checkRecipients)(encryption.recipients);
}
/** How the manifest tells what a reader needs to open the objects. */
function describeEncryption(encryption) {
    if (encryption === undefined)
        return { kind: 'none' };
    return encryption.kind === 'recipients'
        ? { kind: 'age-recipients', recipients: [...encryption.recipients] }
        : { kind: 'age-passphrase' };
}


/***/ }),

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


/***/ }),

/***/ 17081:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.propertiesOf = exports.notCarried = exports.mayGoLive = exports.NOTHING = void 0;
exports.carryOut = carryOut;
exports.inDatabaseBeside = inDatabaseBeside;
exports.goLive = goLive;
exports.carryOver = carryOver;
const errors_ts_1 = __webpack_require__(83916);
const beside_ts_1 = __webpack_require__(99062);
const carry_ts_1 = __webpack_require__(32101);
const switch_ts_1 = __webpack_require__(21732);
const session_ts_1 = __webpack_require__(92515);
const restore_commands_ts_1 = __webpack_require__(65499);
/** Restores beside what is there, verifies that, and only then lets it go live; unless it does, nothing of it stays. */
async function carryOut(host, options, going, restore) {
    const { plan, place } = going;
    return inDatabaseBeside(host, going, async (beside) => {
        const { drill, whole } = await restore(beside);
        if (!whole || !(0, exports.mayGoLive)(drill.verdict, options))
            return { ...exports.NOTHING, plan, drill, whole };
        const { result: notes, trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => goLive(host, options, going, beside));
        const dropped = await dropOlds(host, going);
        return { ...exports.NOTHING, plan, drill, whole, notes, live: true, dropped, trouble };
    });
}
/** Of an outcome, what has not happened. */
exports.NOTHING = {
    ...{ live: false, notes: [], dropped: [] },
    ...{ trouble: undefined, safety: undefined, putBack: undefined },
};
/** Makes the database beside the live one, and takes it away in every ending in which it has not gone live. */
async function inDatabaseBeside(host, { place, locale, plan }, work) {
    const { beside: name, live } = plan;
    const beside = await (0, beside_ts_1.createBeside)(place, { name, locale, tablespace: live?.tablespace, host });
    try {
        return await work(beside);
    }
    finally {
        await beside.drop();
    }
}
const mayGoLive = (verdict, { accept }) => verdict === 'pass' || accept === verdict || (accept === 'fail' && verdict === 'unverified');
exports.mayGoLive = mayGoLive;
/** The restored database gets what belongs to the live one, and then its name, in one moment. */
async function goLive(host, options, going, beside) {
    const { place, plan, properties } = going;
    const { live, database, old } = plan;
    return host.group('Going live', async () => {
        const notes = await carryOver(host, options, going, beside);
        // Where nothing has that name any more, what is not all that it was is better than nothing.
        if (old !== undefined && notes.length > 0 && options.accept === undefined)
            throw (0, exports.notCarried)(database, notes);
        const { connectionLimit } = properties;
        const liveOid = old === undefined ? undefined : live?.oid;
        const names = { live: database, liveOid, old, next: beside.name, connectionLimit };
        await (0, switch_ts_1.switchDatabases)(place.maintenance, names, host.signal);
        beside.letGo();
        host.info(old === undefined
            ? `The database "${database}" is there.`
            : `The restored database is now "${database}", and what was there is "${old}".`);
        return notes;
    });
}
/** Gives a restored database what belongs to the one whose place it takes; what it could not be given is told. */
async function carryOver({ signal }, { owner }, { place, properties }, beside) {
    const session = await (0, session_ts_1.openSession)(place.maintenance, { signal });
    try {
        return await (0, carry_ts_1.giveProperties)(session, beside.name, properties, { owner: owner === 'keep' });
    }
    finally {
        await session.close();
    }
}
const notCarried = (database, notes) => new errors_ts_1.UserError({
    what: `Not all that belongs to "${database}" could be carried over to the restored database, so nothing was changed.`,
    why: notes.join('\n'),
    next: 'Name a user who may by `target-url`, or go on without by `accept: unverified`.',
});
exports.notCarried = notCarried;
/** What belongs to the live database, and not to its content. */
const propertiesOf = ({ properties, settings, comment, hasGrants, }) => ({
    ...{ owner: properties.owner, settings, comment, connectionLimit: properties.connectionLimit },
    grants: hasGrants ? properties.grants : undefined,
});
exports.propertiesOf = propertiesOf;
/** What earlier runs replaced, and nobody needs any more; that this does not work spoils nothing. */
async function dropOlds(host, { place, plan }) {
    const dropped = [];
    for (const name of plan.dropped) {
        if (host.signal.aborted)
            break;
        try {
            await (0, beside_ts_1.dropFrom)(place.maintenance, name, AbortSignal.timeout(DROP_PATIENCE_MS));
            dropped.push(name);
        }
        catch (error) {
            host.warn(`The old database "${name}" could not be dropped: ${(0, errors_ts_1.asError)(error).message}`);
        }
    }
    return dropped;
}
const DROP_PATIENCE_MS = 20_000;


/***/ }),

/***/ 14913:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.agreed = agreed;
exports.tellOutcome = tellOutcome;
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const restore_ts_1 = __webpack_require__(59112);
const restore_plan_ts_1 = __webpack_require__(55758);
const drill_told_ts_1 = __webpack_require__(95121);
const restore_confirm_ts_1 = __webpack_require__(30853);
const restore_same_ts_1 = __webpack_require__(65395);
/**
 * Shows the plan, and tells whether it is to be carried out: by a person, and as it was looked at. What has to be begun
 * early is begun once it is shown.
 */
async function agreed(host, options, plan, early) {
    await (0, restore_plan_ts_1.tellPlan)(host, plan, new Date());
    if (options.dryRun && options.json)
        host.print(JSON.stringify((0, restore_plan_ts_1.planJson)(plan), undefined, 2));
    await early?.();
    requireWay(plan);
    (0, restore_same_ts_1.requireSame)(plan.digest, options);
    if (options.dryRun)
        return false;
    await (0, restore_confirm_ts_1.confirmed)(host, options, { database: plan.database, fate: plan.live && 'replaced' });
    return true;
}
function requireWay({ problems, database }) {
    if (problems.length === 0)
        return;
    const [only] = problems;
    throw new errors_ts_1.UserError(problems.length === 1 && only
        ? { what: only.what, next: only.next }
        : {
            what: `${problems.length} things are in the way of restoring into "${database}"; nothing was changed.`,
            why: problems.map((problem) => `- ${(0, restore_plan_ts_1.problemLine)(problem)}`).join('\n'),
        });
}
/** Tells how it ended: what has changed is told, also where the run was told to stop in that very moment. */
async function tellOutcome(host, options, outcome, storage) {
    const teller = outcome.live || outcome.putBack ? { ...host, signal: AbortSignal.timeout(TELLING_MS) } : host;
    if (storage)
        await (0, drill_told_ts_1.leaveRecord)(teller, storage, outcome.drill, 'restore');
    await (0, restore_ts_1.reportRestore)(teller, options, outcome);
    const { drill, putBack, trouble } = outcome;
    return (0, verdict_ts_1.worst)([drill.verdict, putBack?.verdict ?? 'pass', trouble ? 'fail' : 'pass']);
}
const TELLING_MS = 30_000;


/***/ }),

/***/ 61071:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.reworded = exports.allowing = exports.goingOf = void 0;
exports.restoreBeside = restoreBeside;
exports.rehearseIn = rehearseIn;
exports.inFolder = inFolder;
exports.runCommands = runCommands;
const command_ts_1 = __webpack_require__(11407);
const compared_ts_1 = __webpack_require__(60242);
const place_ts_1 = __webpack_require__(97889);
const reach_ts_1 = __webpack_require__(84548);
const restored_ts_1 = __webpack_require__(78618);
const folder_ts_1 = __webpack_require__(84080);
const drill_ledger_ts_1 = __webpack_require__(10449);
const drill_restore_ts_1 = __webpack_require__(9404);
const restore_act_ts_1 = __webpack_require__(17081);
/** What a backup of ours takes the place of, and what it is then. */
const goingOf = ({ place, plan, shelf }) => ({
    ...{ place, plan, locale: shelf.manifest.database },
    properties: plan.live ? (0, restore_act_ts_1.propertiesOf)(plan.live) : ownProperties(shelf.manifest),
});
exports.goingOf = goingOf;
/** Of a database that is new, its own from the backup; its settings are restored with it. */
const ownProperties = ({ database }) => ({
    ...database,
    settings: undefined,
    comment: null,
    grants: database.grants.length > 0 ? database.grants : undefined,
});
/** Restores a backup into the database beside the live one, and verifies it there as a drill does, as far as that goes. */
async function restoreBeside(host, options, { place, shelf, plan, beside, mayGoElsewhere }) {
    const { manifest, storage } = shelf;
    const about = { name: manifest.name, manifest, dump: undefined, from: storage.label };
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, { ...about, options: { level: 'full', rto: undefined }, mayGoElsewhere });
    return inFolder(host, { place, beside }, async (where) => {
        ledger.restoredIn(where.scratch);
        const whole = await ledger.through(async () => {
            const proof = await ledger.phase('fetch', 'Fetching', () => (0, drill_restore_ts_1.fetchSmall)(host, shelf));
            const restored = await ledger.phase('restore', 'Restoring', () => (0, drill_restore_ts_1.restoreInto)(host, { ...where, ...howTo(options, { place, shelf, plan }), proof }));
            ledger.fetched(`${manifest.objects.length} objects, each by size and SHA-256`);
            ledger.add((0, exports.reworded)(restored.check));
            ledger.note(...restored.notes);
            const inPlace = (0, restored_ts_1.placeOf)(restored);
            // Without statistics the first hours in production would be slow.
            await ledger.phase('restore', undefined, () => (0, restored_ts_1.inSession)(inPlace, (session) => session.query('ANALYZE')));
            const checks = await ledger.phase('compare', 'Comparing', () => (0, compared_ts_1.compareRestored)(restored));
            ledger.add(...checks.map(exports.reworded));
            await ledger.phase('checks', undefined, () => runCommands(host, options, beside, (check) => ledger.add(check)));
        });
        return { drill: ledger.report(), whole };
    });
}
/** Makes all of the backup but the rows in the database beside the live one, and tells what could not be made. */
async function rehearseIn(host, options, { beside, ...acting }, proof) {
    const { place } = acting;
    return inFolder(host, { place, beside }, async (where) => (await (0, drill_restore_ts_1.restoreSchemaInto)(host, { ...where, ...howTo(options, acting), proof })).map(inTargetWords));
}
/** The target in the eyes of what restores into scratch servers, while there is a private folder for that. */
async function inFolder(host, { place, beside }, work) {
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    try {
        const { name, target, drop } = beside;
        const database = { name, target, notes: [], missingRoles: [], drop, keep: async () => '' };
        return await work({ scratch: (0, place_ts_1.asScratch)(place, folder.own), database });
    }
    finally {
        await folder.remove();
    }
}
const howTo = (options, { place, shelf, plan }) => ({
    shelf,
    options: (0, exports.allowing)(options),
    missing: plan.missingExtensions,
    owners: options.owner === 'keep',
    otherMajorIsMeant: place.server.major > shelf.manifest.server.major,
});
/** Who leaves owners and rights out on purpose need not allow that a second time. */
const allowing = (options) => options.owner === 'keep' ? options : { ...options, allow: { ...options.allow, limitedScratch: true } };
exports.allowing = allowing;
async function runCommands(host, options, { target }, add) {
    const { migrateCommand, smokeCommand, commandTimeout: timeoutSeconds, workspace: folder } = options;
    const env = (0, reach_ts_1.environmentOf)(target);
    const how = { env, folder, timeoutSeconds };
    if (migrateCommand !== undefined) {
        const check = await (0, command_ts_1.runCommand)(host, { ...how, command: migrateCommand, title: 'Migration' });
        add({ ...check, name: 'migrate' });
        // What is half migrated can tell nothing more.
        if (check.findings.length > 0)
            return;
    }
    if (smokeCommand !== undefined)
        add(await (0, command_ts_1.runCommand)(host, { ...how, command: smokeCommand, title: 'Smoke command' }));
}
/** The same finding, of a server that is no scratch. */
const inTargetWords = (finding) => ({
    ...finding,
    what: finding.what.replaceAll('scratch server', 'server'),
});
const reworded = (check) => ({ ...check, findings: check.findings.map(inTargetWords) });
exports.reworded = reworded;


/***/ }),

/***/ 65499:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.TargetGone = void 0;
exports.aroundTheChange = aroundTheChange;
const errors_ts_1 = __webpack_require__(83916);
const command_ts_1 = __webpack_require__(11407);
const switch_ts_1 = __webpack_require__(21732);
const reach_ts_1 = __webpack_require__(84548);
/**
 * Runs what changes the target between the user's own commands: nothing changes where the first fails, and the second runs
 * in every ending, also after a cancel.
 */
async function aroundTheChange(host, options, target, change, fateOf = () => 'changed') {
    let result;
    try {
        await before(host, options, target);
        result = await change();
    }
    catch (error) {
        const trouble = await after(host, options, target, fateAfter(error));
        if (trouble)
            host.error(trouble.message);
        throw error;
    }
    return { result, trouble: await after(host, options, target, fateOf(result)) };
}
function fateAfter(error) {
    if (error instanceof switch_ts_1.OutcomeUnknown)
        return 'unknown';
    return error instanceof TargetGone ? 'gone' : 'unchanged';
}
/** There is no database of the target's name any more, and what was there could not be put back. */
class TargetGone extends errors_ts_1.UserError {
}
exports.TargetGone = TargetGone;
async function before(host, options, target) {
    const { beforeCommand: command } = options;
    if (command === undefined)
        return;
    const { findings } = await (0, command_ts_1.runCommand)(host, { ...howOf(options, target), command, title: 'Before command' });
    const [finding] = findings;
    if (!finding)
        return;
    throw new errors_ts_1.UserError({
        what: '`before-command` failed, so nothing was changed.',
        why: [finding.what, finding.detail].filter(Boolean).join('\n'),
        next: 'Mend it, or leave it out, and run it again.',
    });
}
/** What went wrong in it, if anything: by then the target has changed, or has not, and that is to be told first. */
async function after(host, options, target, outcome) {
    const { afterCommand: command, commandTimeout } = options;
    if (command === undefined)
        return undefined;
    const how = howOf(options, target);
    const env = { ...how.env, PG_BACKUP_RESULT: outcome };
    // It must run also where the run was told to stop: workers would stay stopped.
    const signal = host.signal.aborted ? AbortSignal.timeout(1000 * commandTimeout) : host.signal;
    try {
        const { findings } = await (0, command_ts_1.runCommand)({ ...host, signal }, { ...how, env, command, title: 'After command' });
        const [finding] = findings;
        return finding && afterFailed([finding.what, finding.detail].filter(Boolean).join('\n'), outcome);
    }
    catch (error) {
        return afterFailed((0, errors_ts_1.asError)(error).message, outcome);
    }
}
const afterFailed = (why, outcome) => new errors_ts_1.UserError({
    what: `\`after-command\` failed; the target is ${outcome}.`,
    why,
    next: 'Do by hand what it was to do.',
});
const howOf = (options, target) => ({
    env: (0, reach_ts_1.environmentOf)(target),
    folder: options.workspace,
    timeoutSeconds: options.commandTimeout,
});


/***/ }),

/***/ 30853:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.confirmed = confirmed;
const errors_ts_1 = __webpack_require__(83916);
/** Lets a person say once more, by its name, which database is to be replaced or changed; nothing else stands for that. */
async function confirmed(host, { confirm }, { database, fate }) {
    // What changes nothing that is there needs no second word.
    if (fate === undefined)
        return;
    const asked = confirm ?? (await host.ask(`Type the name of the database that is to be ${fate}: `));
    if (asked === database)
        return;
    throw new errors_ts_1.UsageError({
        what: asked === undefined
            ? `\`confirm\` is missing: the database "${database}" would be ${fate}; nothing was changed.`
            : `\`confirm\` names another database than "${database}", which would be ${fate}; nothing was changed.`,
        next: `Set \`confirm: ${database}\` (\`--confirm ${database}\`) if that is what you want.`,
    });
}


/***/ }),

/***/ 48672:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.contentOf = contentOf;
const catalog_ts_1 = __webpack_require__(84153);
const cold_ts_1 = __webpack_require__(19270);
const draft_ts_1 = __webpack_require__(98221);
const keys_ts_1 = __webpack_require__(14116);
const obstacles_ts_1 = __webpack_require__(83360);
/** What a plan has to know of a backup of ours. */
async function contentOf(host, options, shelf, cold) {
    const kept = options.mode === 'in-place' && options.safetyBackup ? await keeping(options, shelf) : undefined;
    const { manifest, storage } = shelf;
    return {
        subject: { kind: 'backup', manifest },
        from: storage.label,
        id: manifest.id,
        identity: [manifest.id, manifest.objects.map(({ sha256 }) => sha256), kept?.identity ?? null],
        major: manifest.server.major,
        roles: manifest.roles,
        extensions: manifest.extensions,
        needBytes: manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes,
        estimateSeconds: await estimate(host, shelf),
        notes: [...notesOn(manifest), ...(kept?.notes ?? [])],
        wanted: (live) => ({ locale: manifest.database, settings: live ? [] : manifest.database.settings }),
        obstacles: (mode) => [...(0, obstacles_ts_1.inTheBackup)(manifest, mode), ...(0, cold_ts_1.coldProblems)(shelf, cold)],
    };
}
/** Where what is there is kept before it is dropped, and who can read it there. */
async function keeping({ destinations, recipients }, { manifest, keys }) {
    const encryption = (0, draft_ts_1.describeEncryption)(await (0, keys_ts_1.encryptionForKept)(keys, recipients));
    return {
        identity: [destinations.map(({ url }) => url), encryption],
        notes: [whoReads(encryption, manifest.encryption)].filter((note) => note !== undefined),
    };
}
function whoReads(kept, chosen) {
    if (kept.kind === 'none')
        return 'The safety backup will not be encrypted: `recipients` names who can read it.';
    if (kept.kind !== 'age-recipients' || chosen.kind !== 'age-recipients')
        return undefined;
    const others = chosen.recipients.filter((recipient) => !kept.recipients.includes(recipient));
    if (others.length === 0)
        return undefined;
    return `The safety backup will be encrypted to ${kept.recipients.join(', ')} alone, and not to ${others.join(', ')}, who can read the backup: \`recipients\` names who else can.`;
}
/** A drill of a backup of the same name, with as many bytes more or less. */
async function estimate(host, { storage, manifest }) {
    const record = await (0, catalog_ts_1.lastDrill)(storage, manifest.name, host.signal).catch(() => undefined);
    host.signal.throwIfAborted();
    if (!record?.times || !record.rawBytes)
        return undefined;
    const { fetch, restore, compare } = record.times;
    return ((fetch + restore + compare) * manifest.totals.rawBytes) / record.rawBytes;
}
const notesOn = ({ selection, warnings }) => [
    ...(selection === 'excluding'
        ? [
            'The backup was made without some tables or their rows: what was left out is not in the restored database.',
        ]
        : []),
    ...warnings.map((warning) => `Said when the backup was made: ${warning}`),
];


/***/ }),

/***/ 61558:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.makePlan = makePlan;
exports.requireLive = requireLive;
const errors_ts_1 = __webpack_require__(83916);
const facts_ts_1 = __webpack_require__(51657);
const lacking_ts_1 = __webpack_require__(45105);
const names_ts_1 = __webpack_require__(79922);
const obstacles_ts_1 = __webpack_require__(83360);
const roles_ts_1 = __webpack_require__(71267);
const room_ts_1 = __webpack_require__(63703);
const extensions_ts_1 = __webpack_require__(79534);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const restore_same_ts_1 = __webpack_require__(65395);
/** Looks at all that decides how a backup can be restored, and changes nothing. */
async function makePlan(host, options, place, content, now) {
    return inMaintenance(host, place, async (session) => {
        const live = await (0, facts_ts_1.readLive)(session, place, host.signal);
        return planFor(session, { options, place, content, live, now });
    });
}
/** The database that rows come back into. */
async function requireLive(host, place) {
    const live = await inMaintenance(host, place, (session) => (0, facts_ts_1.readLive)(session, place, host.signal));
    if (live)
        return live;
    throw new errors_ts_1.UserError({
        what: `There is no database "${place.target.database}" on the server for rows to come back into.`,
        next: 'Check the name at the end of `target-url`, or restore the whole backup by leaving `tables` out.',
    });
}
async function inMaintenance({ signal }, { maintenance }, work) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal });
    try {
        return await work(session);
    }
    finally {
        await session.close();
    }
}
async function planFor(session, looking) {
    const { options, place, content, live, now } = looking;
    const { subject, from, needBytes, estimateSeconds } = content;
    const { database } = place.target;
    const mode = options.mode ?? (live ? 'swap' : 'new');
    const olds = await (0, facts_ts_1.findOlds)(session, database);
    const beside = (0, names_ts_1.besideName)(database, content.id);
    const roles = options.owner === 'keep' ? await (0, roles_ts_1.missingRoles)(session, content.roles) : [];
    const newRoles = options.globals ? roles : [];
    const extensions = await (0, extensions_ts_1.findExtensions)(session, content.extensions);
    const lacking = await (0, lacking_ts_1.findLacking)(session, content.wanted(live));
    const freeBytes = await (0, room_ts_1.freeBytesAt)(session, place);
    const circumstances = {
        ...{ mode, place, major: content.major, live, beside, needBytes, freeBytes },
        besideIsThere: await (0, facts_ts_1.isThere)(session, beside),
        missingRoles: options.globals ? [] : roles,
        missingLocale: lacking.locale,
        missingExtensions: extensions.missing,
        allowed: options.allow.missingExtensions,
    };
    const commands = commandsOf(options);
    const inPlace = mode === 'in-place';
    const dropped = live && !inPlace ? tooOld(olds, options.dropOldAfter, now) : [];
    const names = live && { old: (0, names_ts_1.beforeName)(database, now), aside: (0, names_ts_1.asideName)(database, now) };
    return {
        ...{ mode, subject, from, live, beside, olds, needBytes, freeBytes, estimateSeconds, commands, database },
        digest: digestOf(looking, {
            ...{ mode, commands, dropped, roles, missing: extensions.missing },
            ...{ user: place.server.user, timeout: options.commandTimeout },
        }),
        target: (0, target_ts_1.describeTarget)(place.target),
        old: inPlace ? undefined : names?.old,
        aside: inPlace ? names?.aside : undefined,
        asides: await (0, facts_ts_1.findAsides)(session, database),
        safetyBackup: inPlace && options.safetyBackup,
        dropped,
        newRoles,
        missingExtensions: extensions.missing,
        notes: notesOn(looking, { ...extensions, newRoles, settings: lacking.settings }),
        problems: [...(0, obstacles_ts_1.obstacles)(circumstances), ...content.obstacles(mode)],
    };
}
const commandsOf = (options) => [
    ['migrate', options.migrateCommand],
    ['smoke', options.smokeCommand],
    ['before', options.beforeCommand],
    ['after', options.afterCommand],
].flatMap(([when, command]) => (command === undefined ? [] : [[when, command]]));
/** What a person agreed to: another backup, another database in the place of this one, another way, and it is another plan. */
function digestOf({ options, place, content, live }, more) {
    const { host, port, database } = place.target;
    const { owner, globals, allow, accept, dropOldAfter, safetyBackup } = options;
    return (0, restore_same_ts_1.planDigest)([
        ...[1, ...content.identity],
        ...[place.server.systemIdentifier ?? `${host}:${port}`, database, live?.oid ?? null],
        ...[owner, globals, allow, accept ?? null, dropOldAfter ?? null, safetyBackup, more],
    ]);
}
/** The one that this run replaces is newer than all of them, so that none of them is the newest. */
const tooOld = (olds, hours, now) => hours === undefined
    ? []
    : olds
        .filter(({ replaced }) => now.getTime() - replaced.getTime() > hours * 3_600_000)
        .map(({ name }) => name);
function notesOn({ place, content, options }, { otherVersions, newRoles, settings }) {
    const into = place.server.major;
    const { major: from = into } = content;
    return [
        ...(into > from
            ? [
                `The server is PostgreSQL ${into} and the source was ${from}: rows are compared, and the schema, which newer versions write differently, is not.`,
            ]
            : []),
        ...otherVersions.map((other) => `The server has the extension ${other}.`),
        ...(options.owner === 'drop'
            ? [`All of it will belong to ${place.server.user}, and nobody else gets rights.`]
            : []),
        ...(newRoles.length > 0
            ? [
                `These roles need passwords, which no backup holds, and get no power over the whole server: ${newRoles.join(', ')}.`,
            ]
            : []),
        ...(settings.length > 0
            ? [`The server, or this user, cannot have these settings of the source: ${settings.join(', ')}.`]
            : []),
        ...content.notes,
        ...(options.accept === undefined
            ? []
            : [
                `\`accept: ${options.accept}\`: the restored database goes live even where its verdict is that, and the run is red.`,
            ]),
    ];
}


/***/ }),

/***/ 15532:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.makeMissingRoles = makeMissingRoles;
const fetch_ts_1 = __webpack_require__(54874);
const errors_ts_1 = __webpack_require__(83916);
const roles_ts_1 = __webpack_require__(71267);
const session_ts_1 = __webpack_require__(92515);
/** Makes the roles that the backup needs and the server lacks; what could not be made as it was is told. */
async function makeMissingRoles(host, { place: { maintenance }, shelf, plan: { newRoles } }) {
    if (newRoles.length === 0)
        return [];
    const object = shelf.manifest.objects.find(({ kind }) => kind === 'globals');
    if (!object)
        throw noGlobals(newRoles);
    const globals = (await (0, fetch_ts_1.fetchBytes)(shelf, object, host)).toString('utf8');
    const session = await (0, session_ts_1.openSession)(maintenance, { signal: host.signal });
    try {
        const refused = await (0, roles_ts_1.makeRoles)(session, (0, roles_ts_1.statementsFor)(globals, newRoles));
        return refused.map((what) => `A role is not all that it was: ${what}.`);
    }
    finally {
        await session.close();
    }
}
const noGlobals = (roles) => new errors_ts_1.UserError({
    what: `The backup holds no roles, so ${roles.join(', ')} cannot be made from it.`,
    why: 'The server did not let the backup read them.',
    next: 'Make them by hand, or let all belong to one user by `owner: drop`.',
});


/***/ }),

/***/ 65395:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.planDigest = void 0;
exports.nothingDone = nothingDone;
exports.requireSame = requireSame;
const node_crypto_1 = __webpack_require__(77598);
const errors_ts_1 = __webpack_require__(83916);
/** Of what a person agrees to: where anything of it is another, it is another plan. */
const planDigest = (decided) => (0, node_crypto_1.createHash)('sha256').update(JSON.stringify(decided)).digest('hex').slice(0, 16);
exports.planDigest = planDigest;
/** The end of a run that was only to show its plan. */
function nothingDone(host) {
    host.info('This was a dry run: nothing was changed.');
    return 'pass';
}
/** Refuses to do anything else than what somebody has looked at. */
function requireSame(digest, { plan }) {
    if (plan === undefined || plan === digest)
        return;
    throw new errors_ts_1.UsageError({
        what: `The plan is now ${digest}, and not the one that \`plan\` names; nothing was changed.`,
        why: 'The backup, the target, what is to be done or the database that is there is another than when that plan was made.',
        next: `Look at the plan again, and set \`plan: ${digest}\` if it is what you want. Name the backup by its id: \`latest\` may be another by now.`,
    });
}


/***/ }),

/***/ 80816:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const cold_ts_1 = __webpack_require__(19270);
const draft_ts_1 = __webpack_require__(98221);
const keys_ts_1 = __webpack_require__(14116);
const manifest_ts_1 = __webpack_require__(49365);
const place_ts_1 = __webpack_require__(97889);
const nursery_ts_1 = __webpack_require__(47080);
const places_ts_1 = __webpack_require__(84940);
const rehydrate_ts_1 = __webpack_require__(31590);
const restore_act_ts_1 = __webpack_require__(17081);
const restore_agreed_ts_1 = __webpack_require__(14913);
const restore_beside_ts_1 = __webpack_require__(61071);
const restore_content_ts_1 = __webpack_require__(48672);
const restore_plan_ts_1 = __webpack_require__(61558);
const restore_roles_ts_1 = __webpack_require__(15532);
const restore_same_ts_1 = __webpack_require__(65395);
/** Plans a restore, shows the plan, has it confirmed, carries it out, verifies it, and keeps the way back. */
async function run(host, options) {
    if (options.undo)
        return (await __webpack_require__.e(/* import() */ 6659).then(__webpack_require__.bind(__webpack_require__, 6659))).run(host, options);
    const { recipients } = options;
    (0, draft_ts_1.checkEncryption)(recipients && { kind: 'recipients', recipients });
    const place = await (0, place_ts_1.openLive)(host, options.targetUrl);
    const { backup } = options;
    if (backup.kind === 'dump')
        return (await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(944), __webpack_require__.e(7984), __webpack_require__.e(2134), __webpack_require__.e(8250)]).then(__webpack_require__.bind(__webpack_require__, 43973))).restoreForeign(host, options, { place, dump: backup });
    const keys = await (0, keys_ts_1.readKeys)(host, options);
    const wanted = { backup, name: options.name, keys };
    const picked = await (0, places_ts_1.findBackup)(host, await (0, places_ts_1.openFrom)(host, options), wanted);
    await (0, keys_ts_1.requireKeys)(picked.shelf.manifest, keys);
    const found = await lookedAt(host, picked);
    const { shelf, cold } = found;
    if (options.tables || (0, manifest_ts_1.holdsRows)(shelf.manifest))
        return restoreRows(host, options, place, found);
    const plan = await (0, restore_plan_ts_1.makePlan)(host, options, place, await (0, restore_content_ts_1.contentOf)(host, options, shelf, cold), new Date());
    const go = await (0, restore_agreed_ts_1.agreed)(host, options, plan, () => thawFirst(host, options, { plan, shelf, cold }));
    return go ? act(host, options, { place, plan, ...found }) : (0, restore_same_ts_1.nothingDone)(host);
}
/** Looks at each object of the backup where it answers, before anything is begun with them. */
const lookedAt = (host, found) => (0, places_ts_1.whereItAnswers)(host, found, async (shelf, others) => {
    const cold = await (0, cold_ts_1.findCold)(shelf, host.signal);
    return { shelf, others, cold };
});
/** What takes hours is begun although there may be more in the way: that can be cleared meanwhile. */
async function thawFirst(host, options, { plan, shelf, cold }) {
    const begins = options.rehydrate !== undefined && !options.dryRun;
    const others = plan.problems.length - (0, cold_ts_1.coldProblems)(shelf, cold).length;
    if (begins || others === 0)
        await (0, rehydrate_ts_1.requireWarm)(host, shelf, cold, options);
}
/** Rows, or tables, come back into a database that is there. */
async function restoreRows(host, options, place, { shelf, others, cold }) {
    await (0, rehydrate_ts_1.requireWarm)(host, shelf, cold, options);
    const into = { place, live: await (0, restore_plan_ts_1.requireLive)(host, place), shelf, others };
    const { tables: choice } = options;
    if (choice === undefined)
        return (await Promise.all(/* import() */[__webpack_require__.e(7984), __webpack_require__.e(6986)]).then(__webpack_require__.bind(__webpack_require__, 96986))).putRowsBack(host, options, into);
    if (choice.mode === 'create')
        return (await Promise.all(/* import() */[__webpack_require__.e(944), __webpack_require__.e(4694), __webpack_require__.e(5472), __webpack_require__.e(5769)]).then(__webpack_require__.bind(__webpack_require__, 35769))).createMissing(host, options, { ...into, choice });
    return (await Promise.all(/* import() */[__webpack_require__.e(944), __webpack_require__.e(4694), __webpack_require__.e(5472)]).then(__webpack_require__.bind(__webpack_require__, 95472))).restoreTables(host, options, { ...into, choice });
}
async function act(host, options, acting) {
    (0, nursery_ts_1.keepNurserySmall)();
    const told = await (0, restore_roles_ts_1.makeMissingRoles)(host, acting);
    const outcome = await restored(host, options, acting);
    return (0, restore_agreed_ts_1.tellOutcome)(host, options, { ...outcome, notes: [...told, ...outcome.notes] }, acting.shelf.storage);
}
async function restored(host, options, acting) {
    if (acting.plan.mode === 'in-place')
        return (await Promise.all(/* import() */[__webpack_require__.e(4694), __webpack_require__.e(3410), __webpack_require__.e(3454), __webpack_require__.e(188)]).then(__webpack_require__.bind(__webpack_require__, 40188))).inPlace(host, options, acting);
    return (0, places_ts_1.whereItAnswers)(host, acting, (shelf, others) => (0, restore_act_ts_1.carryOut)(host, options, (0, restore_beside_ts_1.goingOf)(acting), (beside) => (0, restore_beside_ts_1.restoreBeside)(host, options, { ...acting, shelf, beside, mayGoElsewhere: others.length > 0 })));
}


/***/ }),

/***/ 32101:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.giveProperties = giveProperties;
const pg_1 = __importDefault(__webpack_require__(13273));
const identifiers_ts_1 = __webpack_require__(19467);
const settings_ts_1 = __webpack_require__(77389);
const trouble_ts_1 = __webpack_require__(44356);
/**
 * Gives a restored database what belongs to a database and not to its content. Its answer is what could not be given, each
 * in a sentence; nothing here can be seen by anybody before the database goes live.
 */
async function giveProperties(session, name, properties, options) {
    const { owner, grants, comment, settings } = properties;
    const notes = settings ? await replaceSettings(session, name, settings) : [];
    const tries = [
        ...(comment === null
            ? []
            : [['comment', `COMMENT ON DATABASE ${(0, identifiers_ts_1.quoted)(name)} IS ${pg_1.default.escapeLiteral(comment)}`]]),
        ...(grants && options.owner
            ? (await grantsOf(session, name, grants)).map((statement) => ['right', statement])
            : []),
        ...(options.owner
            ? [['owner', `ALTER DATABASE ${(0, identifiers_ts_1.quoted)(name)} OWNER TO ${(0, identifiers_ts_1.quoted)(owner)}`]]
            : []),
    ];
    for (const [what, statement] of tries) {
        try {
            await session.query(statement);
        }
        catch (error) {
            const { code, message } = (0, trouble_ts_1.factsOf)(error);
            notes.push(`The ${what} of the database could not be carried over: ${message} (SQLSTATE ${code}).`);
        }
    }
    return notes;
}
/** Also those that the backup brought along, where the live database has others. */
async function replaceSettings(session, name, settings) {
    const roles = await session.query(`SELECT r.rolname::text AS role FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = $1)`, [name]);
    await session.query(`ALTER DATABASE ${(0, identifiers_ts_1.quoted)(name)} RESET ALL`);
    for (const { role } of roles)
        await session.query(`ALTER ROLE ${(0, identifiers_ts_1.quoted)(role)} IN DATABASE ${(0, identifiers_ts_1.quoted)(name)} RESET ALL`);
    const known = await session.query('SELECT rolname::text AS role FROM pg_catalog.pg_roles');
    // On one and the same server what it preloads is there.
    return (0, settings_ts_1.applySettings)(session, name, settings, new Set(known.map(({ role }) => role)), new Set());
}
/** Grants as statements, in place of those that every database begins with. */
async function grantsOf(session, name, grants) {
    const rows = await session.query(`SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(r.rolname) END AS grantee,
        a.privilege_type AS privilege, a.is_grantable AS grantable
      FROM pg_catalog.unnest($1::text[]) AS t(text)
        CROSS JOIN LATERAL pg_catalog.aclexplode(ARRAY[t.text::pg_catalog.aclitem]) AS a
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee`, [grants]);
    const on = `ON DATABASE ${(0, identifiers_ts_1.quoted)(name)}`;
    return [
        `REVOKE ALL ${on} FROM PUBLIC`,
        ...rows.map(({ grantee, privilege, grantable }) => `GRANT ${privilege} ${on} TO ${grantee}${grantable ? ' WITH GRANT OPTION' : ''}`),
    ];
}


/***/ }),

/***/ 45105:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findLacking = findLacking;
const locale_ts_1 = __webpack_require__(58146);
async function findLacking(session, { locale, settings }) {
    const refused = [];
    for (const { name, value } of settings)
        if (!(await takes(session, name, value)))
            refused.push(name);
    return { locale: await lackingLocale(session, locale), settings: refused };
}
/** The names of locales come from the server's system; whether it has one, a setting of ours tells that is gone at once. */
async function lackingLocale(session, { collate, ctype }) {
    for (const wanted of new Set([collate, ctype])) {
        const known = await takes(session, 'lc_monetary', wanted);
        if (!known && !(await takes(session, 'lc_monetary', (0, locale_ts_1.respelled)(wanted))))
            return wanted;
    }
    return undefined;
}
const takes = (session, name, value) => session.query('SELECT pg_catalog.set_config($1, $2, true)', [name, value]).then(() => true, () => false);


/***/ }),

/***/ 83360:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.obstacles = obstacles;
exports.inTheBackup = inTheBackup;
exports.inTheWayOfSwitching = inTheWayOfSwitching;
const measure_ts_1 = __webpack_require__(23810);
const identifiers_ts_1 = __webpack_require__(19467);
/** All that keeps a backup from being restored there, before anything is done. */
function obstacles(circumstances) {
    return [...inTheServer(circumstances), ...inTheDatabase(circumstances), ...inWhatIsMissing(circumstances)];
}
const when = (is, what, next) => (is ? [{ what, next }] : []);
function inTheServer(circumstances) {
    const { place, major, needBytes, freeBytes, mode, live } = circumstances;
    const { server, createsDatabases } = place;
    const room = freeBytes === undefined ? undefined : freeBytes + (mode === 'in-place' ? (live?.bytes ?? 0) : 0);
    return [
        ...when(server.inRecovery, 'The server is a replica, on which nothing can be made.', 'Name the primary by `target-url`.'),
        ...when(major !== undefined && server.major < major, `The server is PostgreSQL ${server.major}, and the backup is of PostgreSQL ${major}: an older version cannot read what a newer one wrote.`, 'Restore into a server of that version or a newer one.'),
        ...when(!createsDatabases, `The user "${server.user}" may not make databases on the server.`, `Let an administrator run: ALTER ROLE ${(0, identifiers_ts_1.quoted)(server.user)} CREATEDB`),
        ...when(room !== undefined && room < needBytes, `There is no room: the restored database takes about ${(0, measure_ts_1.formatBytes)(needBytes)}, and ${(0, measure_ts_1.formatBytes)(room ?? 0)} are free where the server keeps its databases${mode === 'in-place' ? ', with the room of the one that is dropped' : ''}.`, mode === 'swap'
            ? 'Make room there; old databases of earlier runs can be dropped, and `mode: in-place` needs no room for two.'
            : 'Make room there; old databases of earlier runs can be dropped.'),
    ];
}
/** What a backup of ours lacks for that. */
function inTheBackup(manifest, mode) {
    const chosen = manifest.selection === 'schemas' || manifest.selection === 'tables';
    return [
        ...when(manifest.include === 'data', 'The backup holds rows only, and there are no tables to restore them into.', 'Choose another backup.'),
        ...when(mode !== 'new' && (chosen || manifest.include === 'schema'), `The backup holds ${chosen ? `chosen ${manifest.selection}` : 'the schema'} alone, and would take the place of a whole database.`, 'Restore it under another name, by `target-url`.'),
        ...when(manifest.extensions.some(({ name }) => name === 'timescaledb'), 'The extension timescaledb needs calls of its own around a restore, which this program does not make.', "Restore it by hand, as TimescaleDB's own documentation says."),
    ];
}
function inTheDatabase({ mode, live, place, beside, besideIsThere }) {
    const { database } = place.target;
    const leftOver = when(besideIsThere, `There is a database ${(0, identifiers_ts_1.quoted)(beside)} already: another run is restoring this backup, or has died while it did.`, `If none is running, drop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(beside)}`);
    if (!live)
        return [
            ...leftOver,
            ...when(mode !== 'new', `There is no database ${(0, identifiers_ts_1.quoted)(database)} to be replaced.`, 'Leave `mode` out, or check the name at the end of `target-url`.'),
        ];
    return [
        ...leftOver,
        ...when(mode === 'new' && live.objects > 0, `The database ${(0, identifiers_ts_1.quoted)(database)} is there, with ${live.objects} objects in it, and \`mode: new\` replaces nothing.`, 'Choose `mode: swap`, or another name at the end of `target-url`.'),
        ...inTheWayOfSwitching(live, place),
        ...(mode === 'in-place' ? inTheWayOfDropping(live) : []),
    ];
}
/** What the server drops no database with. */
const inTheWayOfDropping = ({ bound }) => [
    ...when(bound.slots.length > 0, `The database has logical replication slots, and cannot be dropped: ${bound.slots.join(', ')}.`, 'Drop them by pg_drop_replication_slot(), or choose `mode: swap`.'),
    ...when(bound.subscriptions > 0, `The database has ${bound.subscriptions === 1 ? 'a subscription' : `${bound.subscriptions} subscriptions`}, and cannot be dropped.`, 'Drop them, or choose `mode: swap`.'),
];
/** What keeps the live database from getting another name. */
function inTheWayOfSwitching(live, place) {
    const { database } = place.target;
    const stubborn = live.connections.filter(({ mayEnd }) => !mayEnd);
    const who = stubborn.map(({ application, user }) => `${application || 'a program without a name'} as ${user}`);
    return [
        ...when(!live.ours, `The database ${(0, identifiers_ts_1.quoted)(database)} belongs to "${live.properties.owner}", and "${place.server.user}" may not rename it.`, `Let an administrator run: GRANT ${(0, identifiers_ts_1.quoted)(live.properties.owner)} TO ${(0, identifiers_ts_1.quoted)(place.server.user)}`),
        ...when(live.template, `The database ${(0, identifiers_ts_1.quoted)(database)} is a template, which a restored one would not be.`, `Run: ALTER DATABASE ${(0, identifiers_ts_1.quoted)(database)} IS_TEMPLATE false; and make the restored one a template again.`),
        ...when(stubborn.length > 0, `These are connected, and "${place.server.user}" may not end their connections: ${who.join(', ')}.`, 'Stop them first, or name a user by `target-url` who may (a member of pg_signal_backend; of a superuser only another).'),
        ...when(live.bound.preparedTransactions > 0, `The database has ${live.bound.preparedTransactions} prepared transactions, and while there is one it cannot be renamed.`, 'Look at pg_prepared_xacts, and COMMIT PREPARED or ROLLBACK PREPARED each of them.'),
    ];
}
function inWhatIsMissing(circumstances) {
    const { missingRoles, missingExtensions, missingLocale, allowed } = circumstances;
    const refused = missingExtensions.filter((name) => !allowed.includes(name));
    return [
        ...when(missingRoles.length > 0, `The server lacks roles that own something in the backup, or have rights there: ${missingRoles.join(', ')}.`, 'Make them, let `globals: true` make them without passwords, or let all belong to one user by `owner: drop`.'),
        ...when(missingLocale !== undefined, `The server's system lacks the locale ${missingLocale}, by which the source sorts text: indexes would be sorted otherwise.`, 'Install it there (Debian, Ubuntu: locale-gen, and a restart of the server), or restore into a server that has it.'),
        ...when(refused.length > 0, `The server lacks the extensions ${refused.join(', ')}.`, `Install them, or leave them and what leans on them out by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`),
    ];
}


/***/ }),

/***/ 71267:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.missingRoles = missingRoles;
exports.statementsFor = statementsFor;
exports.makeRoles = makeRoles;
const identifiers_ts_1 = __webpack_require__(19467);
const statements_ts_1 = __webpack_require__(91445);
const trouble_ts_1 = __webpack_require__(44356);
/** Which of these roles the server lacks. */
async function missingRoles(session, wanted) {
    const rows = await session.query('SELECT name FROM pg_catalog.unnest($1::text[]) AS name WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)', [wanted]);
    return rows.map(({ name }) => name);
}
const NAME = '("(?:[^"]|"")+"|[a-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*)';
const ROLE = new RegExp(`^(?:CREATE|ALTER) ROLE ${NAME}(?=\\s|$)(.*)$`, 's');
const MEMBERSHIP = new RegExp(`^GRANT ${NAME} TO ${NAME}(?=\\s|$)`, 's');
const GRANTOR = new RegExp(` GRANTED BY ${NAME}$`, 's');
/** What reaches beyond the database: whoever wrote the backup need not have had it to give here. */
const POWERS = / (SUPERUSER|REPLICATION|BYPASSRLS|CREATEROLE|CREATEDB)\b/g;
/**
 * The statements of the backup's globals that make these roles what they were, but for settings, and for powers over the
 * whole server.
 */
function statementsFor(globals, roles) {
    const wanted = new Set(roles);
    const { statements } = (0, statements_ts_1.splitStatements)(globals.replace(/^\\.*$/gm, ''));
    return statements.flatMap(({ sql }) => {
        const [, role, rest = ''] = ROLE.exec(sql) ?? [];
        if (role !== undefined) {
            const isWanted = wanted.has((0, identifiers_ts_1.unquoted)(role)) && !/^ (SET|IN DATABASE) /.test(rest);
            return isWanted ? [sql.replace(POWERS, ' NO$1')] : [];
        }
        const [, group = '', member = ''] = MEMBERSHIP.exec(sql) ?? [];
        const names = [(0, identifiers_ts_1.unquoted)(group), (0, identifiers_ts_1.unquoted)(member)];
        // A role that is there already may be one with power.
        if (!names.every((name) => wanted.has(name)))
            return [];
        // Whoever granted it may not be there.
        return [sql.replace(GRANTOR, '')];
    });
}
/** Makes roles by such statements; what the server refused is told in sentences, without the statement. */
async function makeRoles(session, statements) {
    const refused = [];
    for (const sql of statements) {
        try {
            await session.query(sql);
        }
        catch (error) {
            const { code, message } = (0, trouble_ts_1.factsOf)(error);
            refused.push(`${sql.split(' ').slice(0, 2).join(' ')}: ${message} (SQLSTATE ${code})`);
        }
    }
    return refused;
}


/***/ }),

/***/ 63703:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.freeBytesAt = freeBytesAt;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const target_ts_1 = __webpack_require__(11454);
/** How much is free where the server keeps its databases; only of a server on this machine can that be known. */
async function freeBytesAt(session, { target }) {
    if (!(0, target_ts_1.isSocket)(target) && !['localhost', '127.0.0.1', '::1'].includes(target.host))
        return undefined;
    const rows = await session
        .query(`SELECT pg_catalog.current_setting('data_directory') AS data, pg_catalog.pg_tablespace_location(t.oid) AS tablespace,
          extract(epoch FROM pg_catalog.pg_postmaster_start_time())::bigint::text AS started
        FROM pg_catalog.pg_tablespace t
        WHERE t.oid = coalesce((SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = $1),
          (SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = 'template1'))`, [target.database])
        // Whoever may not see the server's settings is told nothing.
        .catch(() => []);
    const [row] = rows;
    if (!row || !(await isOurs(row.data, Number(row.started))))
        return undefined;
    return (0, promises_1.statfs)(row.tablespace || row.data).then(({ bavail, bsize }) => bavail * bsize, () => undefined);
}
/** A container's port looks like this machine, and its folders may be here too, with another server's data. */
async function isOurs(folder, started) {
    const lines = (await (0, promises_1.readFile)((0, node_path_1.join)(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    return Math.abs(Number(lines[2]) - started) <= 2;
}


/***/ }),

/***/ 55758:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.problemLine = exports.called = void 0;
exports.tellPlan = tellPlan;
exports.planJson = planJson;
const kept_ts_1 = __webpack_require__(99904);
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const markdown_ts_1 = __webpack_require__(54285);
/** What sentences call it. */
const called = (subject) => subject.kind === 'backup' ? `the backup ${subject.manifest.id}` : `the dump ${subject.name}`;
exports.called = called;
/** Shows a plan, whole, before anything is done. */
async function tellPlan(host, plan, now) {
    const lines = [...factLines(plan, now), '', 'What happens:', ...numbered(stepsOf(plan))];
    const notes = [...standingBy(plan, now), ...plan.notes];
    if (notes.length > 0)
        lines.push('', 'To know:', ...notes.map((note) => `- ${note}`));
    if (plan.problems.length > 0)
        lines.push('', 'What is in the way:', ...plan.problems.map((problem) => `- ${(0, exports.problemLine)(problem)}`));
    lines.push('', `Plan ${plan.digest}`);
    await host.group('Plan', async () => host.info(lines.join('\n')));
    host.output('plan', plan.digest);
    if (plan.subject.kind === 'backup')
        host.output('backup-id', plan.subject.manifest.id);
    const markdown = lines.map((line) => line === ''
        ? ''
        : line.replace(/^(- |\d+\. )?(.*)$/s, (_, mark = '', text) => `${mark}${(0, markdown_ts_1.cell)(text)}${mark ? '' : '  '}`));
    await host.summary(`## Plan of a restore into ${(0, markdown_ts_1.cell)(plan.database)}\n\n${markdown.join('\n')}\n`);
}
const problemLine = ({ what, next }) => [what, next].filter(Boolean).join(' ');
exports.problemLine = problemLine;
const numbered = (steps) => steps.map((step, at) => `${at + 1}. ${step}`);
function factLines(plan, now) {
    const { target, live, needBytes, freeBytes, estimateSeconds, subject } = plan;
    const there = live
        ? `there, ${(0, measure_ts_1.formatBytes)(live.bytes)}, owned by ${live.properties.owner}`
        : 'not there yet';
    return [
        ...subjectLines(plan, now),
        `Into: ${target}: ${there}`,
        `Room: about ${(0, measure_ts_1.formatBytes)(needBytes)} more on the server${freeBytes === undefined ? ' (how much is free there cannot be known from here)' : `, where ${(0, measure_ts_1.formatBytes)(freeBytes)} are free`}`,
        `Time: ${estimateSeconds === undefined ? NOT_TIMED[subject.kind] : `about ${(0, measure_ts_1.formatDuration)(estimateSeconds)} until it is back, by the newest drill`}`,
    ];
}
const NOT_TIMED = {
    backup: 'not known, since no backup of this name was ever verified',
    dump: 'not known',
};
function subjectLines({ subject, from }, now) {
    if (subject.kind === 'dump') {
        const { name, described, time, bytes, version } = subject;
        return [
            `Dump: ${name}${time === undefined ? '' : `, stored ${ageOf(time.toISOString(), now)} ago`}`,
            `Holds: ${described}, ${(0, measure_ts_1.formatBytes)(bytes)}, of PostgreSQL ${version ?? 'of a version that it does not tell'}; it has no proof to compare it with`,
        ];
    }
    const { id, label, name, snapshot, totals, server } = subject.manifest;
    const rows = totals.rows === undefined ? '' : `, ${(0, backup_ts_1.count)(totals.rows, 'row')}`;
    return [
        `Backup: ${id}${label === undefined ? '' : ` (${label})`} of ${name}, ${ageOf(snapshot.time, now)} old, from ${from}`,
        `Holds: ${(0, backup_ts_1.count)(totals.tables, 'table')}${rows}, ${(0, measure_ts_1.formatBytes)(totals.rawBytes)}, of PostgreSQL ${server.version}`,
    ];
}
const ageOf = (time, now) => (0, measure_ts_1.formatDuration)(Math.max(0, (now.getTime() - Date.parse(time)) / 1000));
function stepsOf(plan) {
    const { beside, old, database, dropped, newRoles, commands, aside } = plan;
    const command = (when) => commands
        .filter(([at]) => at === when)
        .map(([, text]) => `Run \`${when}-command\`: ${text.split('\n')[0]}`);
    const inPlace = aside !== undefined;
    return [
        ...(newRoles.length > 0 ? [`Make the roles ${newRoles.join(', ')}, without passwords.`] : []),
        ...(inPlace ? goingFirst(plan, command('before')) : []),
        `Restore into a new database "${beside}"${plan.subject.kind === 'backup' ? ', and compare it with what the source held' : ''}.`,
        ...command('migrate'),
        ...command('smoke'),
        ...(inPlace ? [] : command('before')),
        old === undefined
            ? `Where all of that passes, call it "${database}".${inPlace ? ` ${OTHERWISE[String(plan.safetyBackup)]}` : ''}`
            : `Where all of that passes, end the connections to "${database}", and in one moment call it "${old}" and the restored one "${database}".`,
        ...command('after'),
        ...dropped.map((name) => `Drop "${name}", which an earlier run replaced.`),
    ];
}
const OTHERWISE = {
    true: 'Where it does not, put what was there back from its safety backup.',
    false: 'Where it does not, there is no way back.',
};
/** What happens to a database that goes before another is restored in its place. */
function goingFirst({ database, aside, safetyBackup, subject }, beforeCommand) {
    return [
        `Read the backup to its end, and restore all of it but the rows once, to see that it can be.`,
        ...beforeCommand,
        `End the connections to "${database}", and call it "${aside}": from here on, nobody reaches it until the end.`,
        ...(safetyBackup && subject.kind === 'backup'
            ? [
                `Back it up to the same destinations under "${(0, kept_ts_1.keptName)(subject.manifest.name, 'database')}", and read that to its end.`,
            ]
            : []),
        `DROP it.`,
    ];
}
/** What is there and does not hinder anything. */
function standingBy({ live, olds, asides, dropped, mode, safetyBackup }, now) {
    const others = [...asideLines(asides), ...oldLines(olds, dropped, now)];
    if (!live)
        return others;
    const { slots, cronJobs, subscriptions } = live.bound;
    const all = live.connections.reduce((sum, connections) => sum + connections.count, 0);
    const who = live.connections.map(({ application, user, count: number }) => `${number} of ${application || 'a program without a name'} as ${user}`);
    return [
        all > 0
            ? `${(0, backup_ts_1.count)(all, 'connection')} to it will be ended: ${who.slice(0, 10).join(', ')}${who.length > 10 ? ' and others' : ''}.`
            : 'Nobody is connected to it.',
        mode === 'in-place'
            ? `What was written since the backup is in the ${safetyBackup ? 'safety backup alone' : 'database that is dropped, and nowhere else'}.`
            : 'What was written since the backup stays in the old database alone.',
        ...(slots.length > 0
            ? [`Its logical replication slots stay with the old one: ${slots.join(', ')}.`]
            : []),
        ...(subscriptions > 0
            ? [
                `Its ${(0, backup_ts_1.count)(subscriptions, 'subscription')} stay with the old one, which goes on receiving; the restored one has none.`,
            ]
            : []),
        ...(cronJobs > 0
            ? [
                `${(0, backup_ts_1.count)(cronJobs, 'job')} of pg_cron name the database by its name, and will run in the restored one.`,
            ]
            : []),
        ...(mode === 'in-place' && olds.length > 0
            ? ['`undo` does not take this back, but goes to what an earlier run replaced.']
            : []),
        ...others,
    ];
}
const asideLines = (asides) => asides.map(({ name }) => `"${name}" was set aside by a run that did not come to its end: \`undo: true\` gives it its name back.`);
const oldLines = (olds, dropped, now) => olds
    .filter(({ name }) => !dropped.includes(name))
    .map(({ name, replaced, bytes }) => `"${name}" is there from an earlier run, ${ageOf(replaced.toISOString(), now)} old${bytes === undefined ? '' : `, ${(0, measure_ts_1.formatBytes)(bytes)}`}.`);
/** A plan as JSON. */
function planJson(plan) {
    const { digest, mode, from, target, database, live, beside, old, dropped } = plan;
    return {
        format: 1,
        plan: digest,
        ...{ mode, target, database, from },
        ...subjectJson(plan.subject),
        live: live
            ? { bytes: live.bytes, owner: live.properties.owner, connections: live.connections, bound: live.bound }
            : null,
        restoredInto: beside,
        oldDatabase: old ?? null,
        safetyBackup: plan.safetyBackup,
        olds: plan.olds.map(({ name, replaced, bytes }) => ({ name, replaced, bytes: bytes ?? null })),
        dropped,
        needBytes: plan.needBytes,
        freeBytes: plan.freeBytes ?? null,
        estimateSeconds: plan.estimateSeconds ?? null,
        newRoles: plan.newRoles,
        missingExtensions: plan.missingExtensions,
        notes: plan.notes,
        problems: plan.problems,
    };
}
function subjectJson(subject) {
    if (subject.kind === 'dump') {
        const { name, described, time, bytes, version } = subject;
        return {
            dump: { name, what: described, time: time?.toISOString() ?? null, bytes, version: version ?? null },
        };
    }
    const { id, name, label, snapshot, totals } = subject.manifest;
    return {
        backup: {
            ...{ id, name, label: label ?? null, time: snapshot.time },
            ...{ rows: totals.rows ?? null, bytes: totals.rawBytes },
        },
    };
}


/***/ }),

/***/ 59112:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.reportRestore = reportRestore;
exports.reportUndo = reportUndo;
const measure_ts_1 = __webpack_require__(23810);
const drill_ts_1 = __webpack_require__(10519);
const drill_json_ts_1 = __webpack_require__(99390);
const drill_summary_ts_1 = __webpack_require__(5614);
const markdown_ts_1 = __webpack_require__(54285);
const restore_plan_ts_1 = __webpack_require__(55758);
const verify_ts_1 = __webpack_require__(98325);
/** Tells how a restore ended: log, outputs, the job's summary, JSON. */
async function reportRestore(host, options, outcome) {
    const { plan, drill, notes, live } = outcome;
    (0, verify_ts_1.tellChecks)(host, options.showTableNames, drill);
    for (const note of notes)
        host.info(`Note: ${note}`);
    if (outcome.putBack && outcome.putBack.verdict !== 'pass') {
        host.error('What was put back is not all that it was:');
        (0, verify_ts_1.tellChecks)(host, options.showTableNames, outcome.putBack);
    }
    const json = jsonOf(outcome, options.showTableNames);
    // The digest stands with the plan, and the id too; the name was told when it was found.
    const outputs = {
        verdict: drill.verdict,
        'restore-seconds': String(Math.round(10 * (0, drill_ts_1.secondsToRestore)(drill)) / 10),
        'old-database': live ? (plan.old ?? '') : '',
        'safety-backup-id': outcome.safety ?? '',
        report: await (0, verify_ts_1.storeReport)(host, 'restore', drill, json),
    };
    for (const [name, value] of Object.entries(outputs))
        host.output(name, value);
    const sentence = sentenceOf(outcome);
    host[drill.verdict === 'pass' && !outcome.trouble ? 'info' : 'error'](sentence);
    if (outcome.trouble)
        host.error(outcome.trouble.message);
    await host.summary(`## ${live ? drill_summary_ts_1.SIGNS[drill.verdict] : '⏹️'} ${(0, markdown_ts_1.cell)(sentence)}\n\n${(0, drill_summary_ts_1.drillSummary)(drill, options.showTableNames)}`);
    host.print(options.json ? JSON.stringify(json, undefined, 2) : drill.verdict);
}
function sentenceOf(outcome) {
    const { plan, drill, live, whole, dropped, safety, putBack } = outcome;
    const { database, old } = plan;
    const what = (0, restore_plan_ts_1.called)(plan.subject);
    const took = (0, measure_ts_1.formatDuration)(drill.times.total);
    if (putBack)
        return `${capitalized(what)} did not go live: its verdict is ${verdictOf(drill)}. "${database}" was put back from its safety backup ${safety}, and the verdict on that is ${verdictOf(putBack)}.`;
    if (!live)
        return `Nothing went live: ${what} was restored beside "${database}", and its verdict is ${verdictOf(drill)}. "${database}" is as it was. ${whole ? WAY_OUT[drill.verdict] : 'It was not restored to its end, so nothing can be accepted.'}`;
    const stays = old === undefined
        ? safety && ` What was there is the backup ${safety}.`
        : ` What was there is "${old}"; \`undo: true\` brings it back.`;
    const gone = dropped.length > 0 ? ` Dropped: ${dropped.join(', ')}.` : '';
    const but = drill.verdict === 'pass' ? '' : ` It went live although its verdict is ${verdictOf(drill)}, as accepted.`;
    return `"${database}" is now ${what}.${but}${stays ?? ''}${gone} It took ${took}.`;
}
const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const verdictOf = (drill) => {
    const names = drill.verdict === 'pass' ? [] : (0, drill_ts_1.namesOf)(drill, drill.verdict);
    return names.length > 0 ? `${drill.verdict} (${names.join(', ')})` : drill.verdict;
};
const WAY_OUT = {
    pass: '',
    unverified: 'If it has to go live all the same: `accept: unverified`.',
    fail: 'Take another backup; if it has to be this one: `accept: fail`.',
};
function jsonOf(outcome, showNames) {
    const { plan, drill, live, notes, dropped, trouble, safety, putBack } = outcome;
    return {
        ...(0, restore_plan_ts_1.planJson)(plan),
        verdict: drill.verdict,
        live,
        oldDatabase: live ? (plan.old ?? null) : null,
        dropped,
        safetyBackupId: safety ?? null,
        putBack: putBack ? (0, drill_json_ts_1.drillJson)(putBack, showNames) : null,
        trouble: trouble?.message ?? null,
        restoreNotes: notes,
        verification: (0, drill_json_ts_1.drillJson)(drill, showNames),
    };
}
/** Tells how taking a restore back ended. */
async function reportUndo(host, { json }, { database, back, undone, }) {
    const sentence = `"${database}" is again what it was before: "${back}" has its name back.${undone === undefined ? '' : ` What was live until now is "${undone}".`}`;
    host.output('old-database', undone ?? '');
    host.info(sentence);
    await host.summary(`## ✅ ${(0, markdown_ts_1.cell)(sentence)}\n`);
    host.print(json
        ? JSON.stringify({ format: 1, database, broughtBack: back, oldDatabase: undone ?? null }, undefined, 2)
        : 'pass');
}


/***/ })

};
