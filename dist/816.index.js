export const id = 816;
export const ids = [816,121];
export const modules = {

/***/ 45113:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pickBackup = pickBackup;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const error_ts_1 = __webpack_require__(20871);
const catalog_ts_1 = __webpack_require__(84153);
const layout_ts_1 = __webpack_require__(72630);
/**
 * Finds the backup that is meant in the first place that answers and has it. A damaged manifest ends the search: an older
 * backup or another copy in its place would hide it.
 */
async function pickBackup(storages, wanted, picking) {
    const without = [];
    let { name } = picking;
    for (const storage of storages) {
        const look = await lookAt(storage, wanted, name, picking.signal);
        if ('manifest' in look) {
            for (const other of without)
                picking.log(passedOver(other, wanted));
            return look;
        }
        without.push(look);
        // From here on it is settled: in the next place, another database's backups may be the only ones.
        if ('backups' in look)
            name = look.name;
    }
    throw notFound(without, wanted, name);
}
async function lookAt(storage, wanted, given, signal) {
    try {
        const name = given ?? (await onlyName(storage, signal));
        const backups = name === undefined ? [] : await (0, catalog_ts_1.listBackups)(storage, name, signal);
        const listed = backups.find((backup) => isWanted(backup, wanted));
        if (listed)
            return { storage, listed, manifest: await (0, catalog_ts_1.openManifest)(storage, listed, signal) };
        const names = backups.length === 0 && name !== undefined ? await (0, catalog_ts_1.listNames)(storage, signal) : [];
        return { storage, name, backups, names };
    }
    catch (error) {
        signal.throwIfAborted();
        // What the store cannot read is damaged, not silent.
        if (error instanceof error_ts_1.StorageError && !(0, error_ts_1.isKind)(error, 'broken'))
            return { storage, error };
        throw error;
    }
}
/** Backups come the newest first. */
function isWanted({ id, label, startedAt }, wanted) {
    switch (wanted.kind) {
        case 'latest':
            return true;
        case 'id':
            return id === wanted.id;
        case 'before':
            return startedAt < wanted.time;
        case 'label':
            return label === wanted.label;
    }
}
async function onlyName(storage, signal) {
    const all = await (0, catalog_ts_1.listNames)(storage, signal);
    // Runs that failed leave a record under their name, and no backup.
    const names = all.length < 2 ? all : await withBackups(storage, all, signal);
    if (names.length < 2)
        return names[0];
    throw new errors_ts_1.UsageError({
        what: `\`name\` is missing: ${storage.label} holds backups under ${names.length} names.`,
        why: `They are ${some(names)}.`,
        next: `Set it to the one you mean, such as \`name: ${names[0]}\` (\`--name ${names[0]}\`).`,
    });
}
async function withBackups(storage, names, signal) {
    const found = [];
    for (const name of names) {
        for await (const _ of storage.list((0, layout_ts_1.layout)(name).manifests, { signal })) {
            found.push(name);
            break;
        }
    }
    return found;
}
const passedOver = (other, wanted) => 'error' in other
    ? `${other.storage.label} is passed over, since it could not be asked: ${(0, errors_ts_1.firstLine)(other.error)}`
    : `${other.storage.label} is passed over, since it has no ${described(wanted, other.name)}.`;
function notFound(without, wanted, name) {
    const silent = without.filter((other) => 'error' in other);
    const lacking = without.filter((other) => 'backups' in other);
    const [only] = silent;
    if (only && without.length === 1)
        return new errors_ts_1.UserError({ ...only.error.story, cause: only.error }, 'unverified');
    const silence = silent.map(({ storage, error }) => `${storage.label} could not be asked: ${(0, errors_ts_1.firstLine)(error)}`);
    const why = silence.length > 0 ? silence.join('\n') : undefined;
    if (lacking.length === 0) {
        return new errors_ts_1.UserError({
            what: 'None of the destinations could be asked for its backups.',
            why,
            next: 'Try again when one of them answers, or correct what was said of it.',
            cause: only?.error,
        }, 'unverified');
    }
    const places = (0, values_ts_1.listed)(lacking.map(({ storage }) => storage.label));
    return new errors_ts_1.UserError({
        what: `There is no ${described(wanted, name)} in ${places}.`,
        why,
        next: instead(lacking, wanted, name),
        cause: only?.error,
    }, 'unverified');
}
function described(wanted, name) {
    const of = name === undefined ? '' : ` of ${(0, quoted_ts_1.quoted)(name)}`;
    switch (wanted.kind) {
        case 'latest':
            return `backup${of}`;
        case 'id':
            return `backup ${wanted.id}${of}`;
        case 'before':
            return `backup${of} begun before ${wanted.time.toISOString()}`;
        case 'label':
            return `backup${of} with the label ${(0, quoted_ts_1.quoted)(wanted.label)}`;
    }
}
/** What there is in place of what was asked for. */
function instead(lacking, wanted, name) {
    const all = new Map(lacking.flatMap(({ backups }) => backups).map((backup) => [backup.id, backup]));
    const backups = [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    const ids = backups.map(({ id }) => id);
    const [newest] = ids;
    if (newest === undefined)
        return otherNames([...new Set(lacking.flatMap(({ names }) => names))], name);
    switch (wanted.kind) {
        case 'latest':
            return `The newest is ${newest}.`;
        case 'id':
            return `Nearest to it in time: ${nearestTo(wanted.id, ids).join(', ')}. \`list\` shows them all.`;
        case 'before':
            return `The oldest there is ${ids.at(-1)}.`;
        case 'label': {
            const labels = [...new Set(backups.flatMap(({ label }) => label ?? []))];
            if (labels.length === 0)
                return `No backup there has a label; the newest is ${newest}.`;
            const meant = (0, nearest_ts_1.didYouMean)(wanted.label, labels);
            return [meant, `The labels there are ${some(labels)}.`].filter(Boolean).join(' ');
        }
    }
}
function otherNames(names, name) {
    if (names.length === 0)
        return 'No backup is there under any name. Make one with `backup`, or check the destination.';
    const meant = name === undefined ? undefined : (0, nearest_ts_1.didYouMean)(name, names);
    return [meant, `There are backups under ${some(names)}; \`name\` chooses among them.`]
        .filter(Boolean)
        .join(' ');
}
function nearestTo(wanted, ids) {
    const time = (0, layout_ts_1.timeOfId)(wanted).getTime() || 0;
    const distance = (id) => Math.abs((0, layout_ts_1.timeOfId)(id).getTime() - time);
    return ids.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3);
}
/** The first few of many, as a sentence shows them. */
const some = (words) => words.length > 10
    ? `${words.slice(0, 10).map(quoted_ts_1.quoted).join(', ')} and ${words.length - 10} more`
    : words.map(quoted_ts_1.quoted).join(', ');


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
exports.carryOut = carryOut;
const fetch_ts_1 = __webpack_require__(54874);
const errors_ts_1 = __webpack_require__(83916);
const beside_ts_1 = __webpack_require__(99062);
const carry_ts_1 = __webpack_require__(32101);
const roles_ts_1 = __webpack_require__(71267);
const switch_ts_1 = __webpack_require__(21732);
const session_ts_1 = __webpack_require__(92515);
const restore_beside_ts_1 = __webpack_require__(61071);
const restore_commands_ts_1 = __webpack_require__(65499);
/** Restores beside what is there, verifies that, and only then lets it go live; unless it does, nothing of it stays. */
async function carryOut(host, options, acting) {
    const { plan, place, shelf } = acting;
    const notes = await makeMissingRoles(host, acting);
    const { beside: name, live } = plan;
    const locale = shelf.manifest.database;
    const beside = await (0, beside_ts_1.createBeside)(place, { name, locale, tablespace: live?.tablespace, host });
    try {
        const { drill, whole } = await (0, restore_beside_ts_1.restoreBeside)(host, options, { ...acting, beside });
        if (!whole || !mayGoLive(drill, options))
            return { plan, drill, whole, notes, live: false, dropped: [], trouble: undefined };
        const { result, trouble } = await (0, restore_commands_ts_1.aroundTheChange)(host, options, place.target, () => goLive(host, options, acting, beside));
        const dropped = await dropOlds(host, acting);
        return { plan, drill, whole, notes: [...notes, ...result], live: true, dropped, trouble };
    }
    finally {
        await beside.drop();
    }
}
const mayGoLive = ({ verdict }, { accept }) => verdict === 'pass' || accept === verdict || (accept === 'fail' && verdict === 'unverified');
/** What could not be made as it was is told. */
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
/** The restored database gets what belongs to the live one, and then its name, in one moment. */
async function goLive(host, options, { place, plan, shelf }, beside) {
    const { live, database, old } = plan;
    const { manifest } = shelf;
    const { maintenance } = place;
    const owner = options.owner === 'keep';
    return host.group('Going live', async () => {
        const session = await (0, session_ts_1.openSession)(maintenance, { signal: host.signal });
        const properties = live ? propertiesOf(live) : ownProperties(manifest);
        const notes = await (0, carry_ts_1.giveProperties)(session, beside.name, properties, { owner }).finally(() => session.close());
        if (live && notes.length > 0 && options.accept === undefined)
            throw notCarried(database, notes);
        const { connectionLimit } = live?.properties ?? manifest.database;
        const names = { live: database, liveOid: live?.oid, old, next: beside.name, connectionLimit };
        await (0, switch_ts_1.switchDatabases)(maintenance, names, host.signal);
        beside.letGo();
        host.info(old === undefined
            ? `The database "${database}" is there.`
            : `The restored database is now "${database}", and what was there is "${old}".`);
        return notes;
    });
}
const notCarried = (database, notes) => new errors_ts_1.UserError({
    what: `Not all that belongs to "${database}" could be carried over to the restored database, so nothing was changed.`,
    why: notes.join('\n'),
    next: 'Name a user who may by `target-url`, or go on without by `accept: unverified`.',
});
const propertiesOf = ({ properties, settings, comment, hasGrants }) => ({
    ...{ owner: properties.owner, settings, comment },
    grants: hasGrants ? properties.grants : undefined,
});
/** Of a database that is new, its own from the backup; its settings were restored with it. */
const ownProperties = ({ database }) => ({
    ...database,
    settings: undefined,
    comment: null,
    grants: database.grants.length > 0 ? database.grants : undefined,
});
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

/***/ 61071:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreBeside = restoreBeside;
const command_ts_1 = __webpack_require__(11407);
const compared_ts_1 = __webpack_require__(60242);
const place_ts_1 = __webpack_require__(97889);
const reach_ts_1 = __webpack_require__(84548);
const restored_ts_1 = __webpack_require__(78618);
const folder_ts_1 = __webpack_require__(84080);
const drill_ledger_ts_1 = __webpack_require__(10449);
const drill_restore_ts_1 = __webpack_require__(9404);
/** Restores a backup into the database beside the live one, and verifies it there as a drill does, as far as that goes. */
async function restoreBeside(host, options, { place, shelf, plan, beside }) {
    const { manifest, storage } = shelf;
    const about = { name: manifest.name, manifest, dump: undefined, from: storage.label };
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, { ...about, options: { level: 'full', rto: undefined } });
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    try {
        const scratch = (0, place_ts_1.asScratch)(place, folder.own);
        const { name, target, drop } = beside;
        const database = { name, target, notes: [], missingRoles: [], drop, keep: async () => '' };
        ledger.restoredIn(scratch);
        const whole = await ledger.through(async () => {
            const proof = await ledger.phase('fetch', 'Fetching', () => (0, drill_restore_ts_1.fetchSmall)(host, shelf));
            const restored = await ledger.phase('restore', 'Restoring', () => (0, drill_restore_ts_1.restoreInto)(host, {
                ...{ shelf, proof, scratch, database, options: allowing(options) },
                missing: plan.missingExtensions,
                owners: options.owner === 'keep',
                otherMajorIsMeant: place.server.major > manifest.server.major,
            }));
            ledger.fetched(`${manifest.objects.length} objects, each by size and SHA-256`);
            ledger.add(inTargetWords(restored.check));
            ledger.note(...restored.notes);
            const inPlace = (0, restored_ts_1.placeOf)(restored);
            // Without statistics the first hours in production would be slow.
            await ledger.phase('restore', undefined, () => (0, restored_ts_1.inSession)(inPlace, (session) => session.query('ANALYZE')));
            const checks = await ledger.phase('compare', 'Comparing', () => (0, compared_ts_1.compareRestored)(restored));
            ledger.add(...checks.map(inTargetWords));
            await ledger.phase('checks', undefined, () => runCommands(host, options, beside, (check) => ledger.add(check)));
        });
        return { drill: ledger.report(), whole };
    }
    finally {
        await folder.remove();
    }
}
/** Who leaves owners and rights out on purpose need not allow that a second time. */
const allowing = (options) => options.owner === 'keep' ? options : { ...options, allow: { ...options.allow, limitedScratch: true } };
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
/** The same findings, of a server that is no scratch. */
function inTargetWords(check) {
    const reworded = (text) => text.replaceAll('scratch server', 'server');
    return {
        ...check,
        findings: check.findings.map((finding) => ({ ...finding, what: reworded(finding.what) })),
    };
}


/***/ }),

/***/ 65499:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.aroundTheChange = aroundTheChange;
const errors_ts_1 = __webpack_require__(83916);
const command_ts_1 = __webpack_require__(11407);
const switch_ts_1 = __webpack_require__(21732);
const reach_ts_1 = __webpack_require__(84548);
/**
 * Runs what changes the target between the user's own commands: nothing changes where the first fails, and the second runs
 * in every ending, also after a cancel.
 */
async function aroundTheChange(host, options, target, change) {
    let result;
    try {
        await before(host, options, target);
        result = await change();
    }
    catch (error) {
        const trouble = await after(host, options, target, error instanceof switch_ts_1.OutcomeUnknown ? 'unknown' : 'unchanged');
        if (trouble)
            host.error(trouble.message);
        throw error;
    }
    return { result, trouble: await after(host, options, target, 'changed') };
}
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
/** Lets a person say once more, by its name, which database is to be replaced; nothing else stands for that. */
async function confirmed(host, { confirm }, { database, replaced }) {
    // What replaces nothing needs no second word.
    if (!replaced)
        return;
    const asked = confirm ?? (await host.ask(`Type the name of the database that is to be replaced: `));
    if (asked === database)
        return;
    throw new errors_ts_1.UsageError({
        what: asked === undefined
            ? `\`confirm\` is missing: the database "${database}" would be replaced; nothing was changed.`
            : `\`confirm\` names another database than "${database}", which would be replaced; nothing was changed.`,
        next: `Set \`confirm: ${database}\` (\`--confirm ${database}\`) if that is what you want.`,
    });
}


/***/ }),

/***/ 61558:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.makePlan = makePlan;
exports.requireLive = requireLive;
const catalog_ts_1 = __webpack_require__(84153);
const errors_ts_1 = __webpack_require__(83916);
const facts_ts_1 = __webpack_require__(51657);
const names_ts_1 = __webpack_require__(79922);
const obstacles_ts_1 = __webpack_require__(83360);
const roles_ts_1 = __webpack_require__(71267);
const room_ts_1 = __webpack_require__(63703);
const extensions_ts_1 = __webpack_require__(79534);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const restore_same_ts_1 = __webpack_require__(65395);
/** Looks at all that decides how a backup can be restored, and changes nothing. */
async function makePlan(host, options, place, shelf, now) {
    const session = await (0, session_ts_1.openSession)(place.maintenance, { signal: host.signal });
    try {
        const live = await (0, facts_ts_1.readLive)(session, place, host.signal);
        return await planFor(session, { host, options, place, shelf, live, now });
    }
    finally {
        await session.close();
    }
}
/** The database that rows come back into. */
async function requireLive(host, place) {
    const session = await (0, session_ts_1.openSession)(place.maintenance, { signal: host.signal });
    try {
        const live = await (0, facts_ts_1.readLive)(session, place, host.signal);
        if (live)
            return live;
    }
    finally {
        await session.close();
    }
    throw new errors_ts_1.UserError({
        what: `There is no database "${place.target.database}" on the server for rows to come back into.`,
        next: 'Check the name at the end of `target-url`, or restore the whole backup by leaving `tables` out.',
    });
}
async function planFor(session, looking) {
    const { host, options, place, shelf, live, now } = looking;
    const { manifest, storage } = shelf;
    const { database } = place.target;
    const mode = options.mode ?? (live ? 'swap' : 'new');
    const olds = await (0, facts_ts_1.findOlds)(session, database);
    const beside = (0, names_ts_1.besideName)(database, manifest.id);
    const roles = options.owner === 'keep' ? await (0, roles_ts_1.missingRoles)(session, manifest.roles) : [];
    const newRoles = options.globals ? roles : [];
    const extensions = await (0, extensions_ts_1.findExtensions)(session, manifest.extensions);
    const needBytes = manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes;
    const freeBytes = await (0, room_ts_1.freeBytesAt)(session, place);
    const circumstances = {
        ...{ mode, place, manifest, live, beside, needBytes, freeBytes },
        besideIsThere: await (0, facts_ts_1.isThere)(session, beside),
        missingRoles: options.globals ? [] : roles,
        missingExtensions: extensions.missing,
        allowed: options.allow.missingExtensions,
    };
    const commands = commandsOf(options);
    const dropped = live ? tooOld(olds, options.dropOldAfter, now) : [];
    return {
        ...{ mode, manifest, live, beside, olds, needBytes, freeBytes, commands, database },
        digest: digestOf(looking, {
            ...{ mode, commands, dropped, roles, missing: extensions.missing },
            ...{ user: place.server.user, timeout: options.commandTimeout },
        }),
        from: storage.label,
        target: (0, target_ts_1.describeTarget)(place.target),
        old: live && (0, names_ts_1.beforeName)(database, now),
        dropped,
        estimateSeconds: await estimate(host, shelf),
        newRoles,
        missingExtensions: extensions.missing,
        notes: notesOn(looking, extensions.otherVersions, newRoles),
        problems: (0, obstacles_ts_1.obstacles)(circumstances),
    };
}
const commandsOf = (options) => [
    ['migrate', options.migrateCommand],
    ['smoke', options.smokeCommand],
    ['before', options.beforeCommand],
    ['after', options.afterCommand],
].flatMap(([when, command]) => (command === undefined ? [] : [[when, command]]));
/** What a person agreed to: another backup, another database in the place of this one, another way, and it is another plan. */
function digestOf({ options, place, shelf, live }, more) {
    const { manifest } = shelf;
    const { host, port, database } = place.target;
    const { owner, globals, allow, accept, dropOldAfter } = options;
    return (0, restore_same_ts_1.planDigest)([
        ...[1, manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
        ...[place.server.systemIdentifier ?? `${host}:${port}`, database, live?.oid ?? null],
        ...[owner, globals, allow, accept ?? null, dropOldAfter ?? null, more],
    ]);
}
/** The one that this run replaces is newer than all of them, so that none of them is the newest. */
const tooOld = (olds, hours, now) => hours === undefined
    ? []
    : olds
        .filter(({ replaced }) => now.getTime() - replaced.getTime() > hours * 3_600_000)
        .map(({ name }) => name);
/** A drill of a backup of the same name, with as many bytes more or less. */
async function estimate(host, { storage, manifest }) {
    const record = await (0, catalog_ts_1.lastDrill)(storage, manifest.name, host.signal).catch(() => undefined);
    host.signal.throwIfAborted();
    if (!record?.times || !record.rawBytes)
        return undefined;
    const { fetch, restore, compare } = record.times;
    return ((fetch + restore + compare) * manifest.totals.rawBytes) / record.rawBytes;
}
function notesOn({ place, shelf, options }, otherVersions, newRoles) {
    const { manifest } = shelf;
    const from = manifest.server.major;
    const into = place.server.major;
    return [
        ...(into > from
            ? [
                `The server is PostgreSQL ${into} and the source was ${from}: rows are compared, and the schema, which newer versions write differently, is not.`,
            ]
            : []),
        ...otherVersions.map((other) => `The server has the extension ${other}.`),
        ...(manifest.selection === 'excluding'
            ? [
                'The backup was made without some tables or their rows: what was left out is not in the restored database.',
            ]
            : []),
        ...(options.owner === 'drop'
            ? [`All of it will belong to ${place.server.user}, and nobody else gets rights.`]
            : []),
        ...(newRoles.length > 0
            ? [
                `These roles need passwords, which no backup holds, and get no power over the whole server: ${newRoles.join(', ')}.`,
            ]
            : []),
        ...manifest.warnings.map((warning) => `Said when the backup was made: ${warning}`),
        ...(options.accept === undefined
            ? []
            : [
                `\`accept: ${options.accept}\`: the restored database goes live even where its verdict is that, and the run is red.`,
            ]),
    ];
}


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
const keys_ts_1 = __webpack_require__(14116);
const manifest_ts_1 = __webpack_require__(49365);
const pick_ts_1 = __webpack_require__(45113);
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const place_ts_1 = __webpack_require__(97889);
const restore_ts_1 = __webpack_require__(59112);
const restore_plan_ts_1 = __webpack_require__(55758);
const nursery_ts_1 = __webpack_require__(47080);
const drill_told_ts_1 = __webpack_require__(95121);
const places_ts_1 = __webpack_require__(84940);
const restore_act_ts_1 = __webpack_require__(17081);
const restore_confirm_ts_1 = __webpack_require__(30853);
const restore_plan_ts_2 = __webpack_require__(61558);
const restore_same_ts_1 = __webpack_require__(65395);
/** Plans a restore, shows the plan, has it confirmed, carries it out, verifies it, and keeps the way back. */
async function run(host, options) {
    if (options.undo)
        return (await __webpack_require__.e(/* import() */ 659).then(__webpack_require__.bind(__webpack_require__, 6659))).run(host, options);
    const place = await (0, place_ts_1.openLive)(host, options.targetUrl);
    const shelf = await chooseBackup(host, options);
    if (options.tables || (0, manifest_ts_1.holdsRows)(shelf.manifest))
        return restoreRows(host, options, place, shelf);
    const plan = await (0, restore_plan_ts_2.makePlan)(host, options, place, shelf, new Date());
    await (0, restore_plan_ts_1.tellPlan)(host, plan, new Date());
    if (options.dryRun && options.json)
        host.print(JSON.stringify((0, restore_plan_ts_1.planJson)(plan), undefined, 2));
    requireWay(plan);
    (0, restore_same_ts_1.requireSame)(plan.digest, options);
    if (options.dryRun)
        return (0, restore_same_ts_1.nothingDone)(host);
    await (0, restore_confirm_ts_1.confirmed)(host, options, { database: plan.database, replaced: plan.live !== undefined });
    return act(host, options, place, shelf, plan);
}
/** Rows come back into a database that is there. */
async function restoreRows(host, options, place, shelf) {
    const live = await (0, restore_plan_ts_2.requireLive)(host, place);
    if (options.tables === undefined)
        return (await Promise.all(/* import() */[__webpack_require__.e(372), __webpack_require__.e(986)]).then(__webpack_require__.bind(__webpack_require__, 96986))).putRowsBack(host, options, { place, live, shelf });
    const { restoreTables } = await Promise.all(/* import() */[__webpack_require__.e(944), __webpack_require__.e(694), __webpack_require__.e(472)]).then(__webpack_require__.bind(__webpack_require__, 95472));
    return restoreTables(host, options, { place, live, shelf, choice: options.tables });
}
async function act(host, options, place, shelf, plan) {
    (0, nursery_ts_1.keepNurserySmall)();
    const acting = { place, shelf, plan };
    const outcome = await (0, restore_act_ts_1.carryOut)(host, options, acting);
    // What has gone live is told, also where the run was told to stop in that very moment.
    const teller = outcome.live ? { ...host, signal: AbortSignal.timeout(TELLING_MS) } : host;
    await (0, drill_told_ts_1.leaveRecord)(teller, shelf.storage, outcome.drill, 'restore');
    await (0, restore_ts_1.reportRestore)(teller, options, outcome);
    return (0, verdict_ts_1.worst)([outcome.drill.verdict, outcome.trouble ? 'fail' : 'pass']);
}
const TELLING_MS = 30_000;
async function chooseBackup(host, options) {
    const keys = await (0, keys_ts_1.readKeys)(host, options);
    const storages = await (0, places_ts_1.openFrom)(host, options);
    const { name } = options;
    const log = (line) => host.warn(line);
    const { storage, manifest } = await (0, pick_ts_1.pickBackup)(storages, options.backup, { name, signal: host.signal, log });
    await (0, keys_ts_1.requireKeys)(manifest, keys);
    return { storage, manifest, keys };
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


/***/ }),

/***/ 42514:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readDatabase = readDatabase;
async function readDatabase(session) {
    const [row] = await session.query(`SELECT to_jsonb(d) AS database, pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
        pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding
      FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`);
    if (!row)
        throw new Error('The server does not list the database we are connected to.');
    const settings = await session.query(SETTINGS);
    return {
        properties: properties(row, settings),
        extensions: await session.query(`SELECT e.extname::text AS name, e.extversion AS version, n.nspname::text AS schema
        FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`),
        roles: (await session.query(ROLES)).map(({ role }) => role),
        settings,
        readUnder: await session.query(READ_UNDER),
        heldPasswords: (await session.query(PASSWORDS))[0]?.count ?? 0,
    };
}
// Only money is written as this locale would have it, in en_US as without any, and another server may not know the locale.
const READ_UNDER = `
  SELECT name, value FROM (VALUES
      ('bytea_output', 'hex', true), ('quote_all_identifiers', 'off', true), ('standard_conforming_strings', 'on', true),
      ('lc_monetary', 'C', EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE 'pg_catalog.money'::pg_catalog.regtype IN (t.oid, t.typelem, t.typbasetype)
          AND a.attrelid >= 16384 AND NOT a.attisdropped))
    ) AS known(name, usual, matters), pg_catalog.current_setting(name) AS value
  WHERE matters AND value <> usual AND value !~ '^(C\\.|POSIX|en_US)' ORDER BY name`;
const PROVIDERS = {
    c: 'libc',
    i: 'icu',
    b: 'builtin',
};
function properties({ database, owner, encoding }, settings) {
    const locale = database.datlocale ?? database.daticulocale;
    const grants = typeof database.datacl === 'string' ? [database.datacl] : (database.datacl ?? []);
    return {
        owner,
        encoding,
        collate: database.datcollate ?? 'C',
        ctype: database.datctype ?? 'C',
        localeProvider: PROVIDERS[database.datlocprovider ?? 'c'] ?? 'libc',
        ...(locale && { locale }),
        connectionLimit: database.datconnlimit ?? -1,
        grants: [...grants],
        // A custom setting may hold a key of the application's; its value stands in the proof, which can be encrypted.
        settings: settings
            .filter(({ role, name }) => role === null && !name.includes('.'))
            .map(({ name, value }) => ({ name, value })),
    };
}
const PASSWORDS = `
  SELECT ((SELECT count(*) FROM pg_catalog.pg_user_mappings)
    + (SELECT count(*) FROM pg_catalog.pg_subscription WHERE subdbid =
      (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())))::float8 AS count`;
const SETTINGS = `
  SELECT CASE WHEN s.setrole <> 0 THEN pg_catalog.pg_get_userbyid(s.setrole)::text END AS role,
    pg_catalog.split_part(c, '=', 1) AS name, pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1) AS value
  FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) AS c
  WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  ORDER BY 1 NULLS FIRST, 2`;
// Roles that own something here or are named in grants and policies; those that every cluster has are left out.
const ROLES = `
  SELECT DISTINCT r.rolname::text AS role
  FROM pg_catalog.pg_roles r
  WHERE r.rolname !~ '^pg_' AND (r.oid IN (
      SELECT s.refobjid FROM pg_catalog.pg_shdepend s, pg_catalog.pg_database d
      WHERE d.datname = pg_catalog.current_database() AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
        AND (s.dbid = d.oid OR (s.dbid = 0 AND s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND s.objid = d.oid)))
    OR r.oid IN (SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    OR r.oid IN (SELECT relowner FROM pg_catalog.pg_class WHERE oid >= 16384)
    OR r.oid IN (SELECT nspowner FROM pg_catalog.pg_namespace WHERE oid >= 16384)
    OR r.oid IN (SELECT proowner FROM pg_catalog.pg_proc WHERE oid >= 16384))
  ORDER BY 1`;


/***/ }),

/***/ 99062:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createBeside = createBeside;
exports.dropFrom = dropFrom;
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const identifiers_ts_1 = __webpack_require__(19467);
const locale_ts_1 = __webpack_require__(58146);
const memory_ts_1 = __webpack_require__(3227);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
/** Makes the database to restore into; it can sort and store text just as the source did, or it is not made. */
async function createBeside(place, request) {
    const { name, host } = request;
    const forget = (0, memory_ts_1.rememberThing)(host, { kind: 'beside', name });
    let dropped;
    const drop = () => {
        dropped ??= remove(host, place, name).then((gone) => (gone ? forget() : undefined));
        return dropped;
    };
    try {
        const session = await (0, session_ts_1.openSession)(place.maintenance, { signal: host.signal });
        try {
            await create(session, place, request);
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        // One that was there before is another run's.
        if ((0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error).code === '42P04')
            forget();
        else
            await drop();
        host.signal.throwIfAborted();
        throw error;
    }
    return {
        name,
        target: (0, databases_ts_1.untriggered)((0, target_ts_1.inDatabase)(place.maintenance, name), place.server),
        drop,
        letGo() {
            dropped = Promise.resolve();
            forget();
        },
    };
}
async function create(session, { server }, { name, locale, tablespace }) {
    // Only those that sort as the source does: an index that is sorted otherwise would be wrong in production.
    const attempts = (0, locale_ts_1.attemptsFor)(locale, server.major).filter(({ note }) => note === undefined);
    // Naming the usual one asks for a right that nobody needs otherwise.
    const usual = tablespace === undefined || tablespace === 'pg_default';
    const place = usual ? '' : ` TABLESPACE ${(0, identifiers_ts_1.quoted)(tablespace)}`;
    try {
        await (0, databases_ts_1.createDatabase)(session, name, attempts, place);
    }
    catch (error) {
        const { story } = (0, trouble_ts_1.serverTrouble)(`The database ${name} could not be made.`, error);
        throw new errors_ts_1.UserError({ ...story, cause: error });
    }
}
const PATIENCE_MS = 60_000;
const PATIENCE_CANCELLED_MS = 5_000;
async function remove(host, place, name) {
    const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    try {
        await dropFrom(place.maintenance, name, signal);
        return true;
    }
    catch (error) {
        host.warn(`The database ${name} is left on the server, and could not be dropped: ${(0, errors_ts_1.asError)(error).message}\nDrop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(name)}`);
        return false;
    }
}
/** To end others may be refused; to drop what belongs to others is refused for good. */
const givesWay = ({ code, message }) => code === '55006' ||
    (code === '42501' &&
        /must be a superuser to terminate superuser process|permission denied to terminate/i.test(message));
/** Drops a database of the server. */
async function dropFrom(maintenance, name, signal) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal });
    try {
        await (0, databases_ts_1.dropDatabase)(session, name, givesWay, signal);
    }
    finally {
        await session.close();
    }
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

/***/ 51657:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findUndone = exports.findOlds = exports.MAY_END = void 0;
exports.readLive = readLive;
exports.isThere = isThere;
const database_ts_1 = __webpack_require__(42514);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const names_ts_1 = __webpack_require__(79922);
/** What is there under the name; nothing where there is no such database. */
async function readLive(session, place, signal) {
    const name = place.target.database;
    const [row] = await session.query(LIVE, [name]);
    if (!row)
        return undefined;
    const inside = await (0, session_ts_1.openSession)((0, target_ts_1.inDatabase)(place.target, name), { signal });
    try {
        return {
            ...(await (0, database_ts_1.readDatabase)(inside)),
            ...{ name, oid: row.oid, bytes: Number(row.bytes), tablespace: row.tablespace, comment: row.comment },
            ...{ hasGrants: row.has_grants, ours: row.ours, objects: await countObjects(inside) },
            connections: await connectionsTo(session, name, inside.greetedPid),
            bound: await boundTo(session, inside, row.oid, name),
        };
    }
    finally {
        await inside.close();
    }
}
async function countObjects(inside) {
    const [row] = await inside.query(`SELECT count(*)::int AS count FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'm', 'v', 'S')
      AND c.relnamespace::pg_catalog.regnamespace::text !~ '^(pg_|information_schema$)'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objid = c.oid AND d.deptype = 'e')`);
    return row?.count ?? 0;
}
const LIVE = `
  SELECT d.oid, pg_catalog.pg_database_size(d.oid)::text AS bytes, t.spcname::text AS tablespace,
    pg_catalog.shobj_description(d.oid, 'pg_database') AS comment, d.datacl IS NOT NULL AS has_grants,
    pg_catalog.pg_has_role(d.datdba, 'USAGE') AS ours
  FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`;
/** Whether we may end what the user `r` has running. */
exports.MAY_END = `((SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
  OR NOT r.rolsuper AND (pg_catalog.pg_has_role(r.oid, 'USAGE') OR pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')))`;
/** Who is connected, but for ourselves. */
async function connectionsTo(session, name, own) {
    const rows = await session.query(`SELECT coalesce(a.application_name, '') AS application, a.usename::text AS "user", count(*)::int AS count,
        ${exports.MAY_END} AS may_end
      FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
      WHERE a.datname = $1 AND a.pid <> $2 AND coalesce(a.backend_type, 'client backend') = 'client backend'
      GROUP BY a.application_name, a.usename, r.rolsuper, r.oid ORDER BY count(*) DESC, 1, 2`, [name, own]);
    return rows.map(({ application, user, count, may_end }) => ({ application, user, count, mayEnd: may_end }));
}
async function boundTo(session, inside, oid, name) {
    const [row] = await session.query(`SELECT ARRAY(SELECT slot_name::text FROM pg_catalog.pg_replication_slots WHERE database = $1 ORDER BY 1) AS slots,
      (SELECT count(*)::int FROM pg_catalog.pg_prepared_xacts WHERE database = $1) AS prepared,
      (SELECT count(*)::int FROM pg_catalog.pg_subscription WHERE subdbid = $2) AS subscriptions`, [name, oid]);
    return {
        slots: row?.slots ?? [],
        preparedTransactions: row?.prepared ?? 0,
        subscriptions: row?.subscriptions ?? 0,
        cronJobs: (await cronJobs(session, name)) + (await cronJobs(inside, name)),
    };
}
/** pg_cron keeps the jobs of all databases in one of them; whoever may not look there is told nothing. */
async function cronJobs(session, name) {
    const [there] = await session.query(`SELECT pg_catalog.to_regclass('cron.job') IS NOT NULL AS there`);
    if (!there?.there)
        return 0;
    const [row] = await session
        .query('SELECT count(*)::int AS count FROM cron.job WHERE database = $1', [name])
        .catch(() => []);
    return row?.count ?? 0;
}
/** The databases that earlier swaps of this name replaced, the newest first. */
const findOlds = (session, name) => findNamed(session, (old) => (0, names_ts_1.replacedAt)(old, name));
exports.findOlds = findOlds;
/** Those that were restored and taken back, the newest first. */
const findUndone = (session, name) => findNamed(session, (old) => (0, names_ts_1.undoneAt)(old, name));
exports.findUndone = findUndone;
async function findNamed(session, timeOf) {
    const rows = await session.query(`SELECT datname::text AS name, oid,
        CASE WHEN pg_catalog.has_database_privilege(oid, 'CONNECT') THEN pg_catalog.pg_database_size(oid)::text END AS bytes
      FROM pg_catalog.pg_database WHERE datname ~ '_[0-9]{8}_[0-9]{6}$'`);
    return rows
        .flatMap(({ name, oid, bytes }) => {
        const replaced = timeOf(name);
        return replaced ? [{ name, oid, replaced, bytes: bytes === null ? undefined : Number(bytes) }] : [];
    })
        .sort((a, b) => b.replaced.getTime() - a.replaced.getTime());
}
async function isThere(session, name) {
    return (await session.query('SELECT FROM pg_catalog.pg_database WHERE datname = $1', [name])).length > 0;
}


/***/ }),

/***/ 83360:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.obstacles = obstacles;
exports.inTheWayOfSwitching = inTheWayOfSwitching;
const measure_ts_1 = __webpack_require__(23810);
const identifiers_ts_1 = __webpack_require__(19467);
/** All that keeps a backup from being restored there, before anything is done. */
function obstacles(circumstances) {
    return [
        ...inTheServer(circumstances),
        ...inTheBackup(circumstances),
        ...inTheDatabase(circumstances),
        ...inWhatIsMissing(circumstances),
    ];
}
const when = (is, what, next) => (is ? [{ what, next }] : []);
function inTheServer(circumstances) {
    const { place, manifest, needBytes, freeBytes } = circumstances;
    const { server, createsDatabases } = place;
    return [
        ...when(server.inRecovery, 'The server is a replica, on which nothing can be made.', 'Name the primary by `target-url`.'),
        ...when(server.major < manifest.server.major, `The server is PostgreSQL ${server.major}, and the backup is of PostgreSQL ${manifest.server.major}: an older version cannot read what a newer one wrote.`, 'Restore into a server of that version or a newer one.'),
        ...when(!createsDatabases, `The user "${server.user}" may not make databases on the server.`, `Let an administrator run: ALTER ROLE ${(0, identifiers_ts_1.quoted)(server.user)} CREATEDB`),
        ...when(freeBytes !== undefined && freeBytes < needBytes, `There is no room: the restored database takes about ${(0, measure_ts_1.formatBytes)(needBytes)}, and ${(0, measure_ts_1.formatBytes)(freeBytes ?? 0)} are free where the server keeps its databases.`, 'Make room there; old databases of earlier runs can be dropped.'),
    ];
}
function inTheBackup({ manifest, mode }) {
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
    ];
}
/** What keeps the live database from getting another name. */
function inTheWayOfSwitching(live, place) {
    const { database } = place.target;
    const stubborn = live.connections.filter(({ mayEnd }) => !mayEnd);
    const who = stubborn.map(({ application, user }) => `${application || 'a program without a name'} as ${user}`);
    return [
        ...when(!live.ours, `The database ${(0, identifiers_ts_1.quoted)(database)} belongs to "${live.properties.owner}", and "${place.server.user}" may not rename it.`, `Let an administrator run: GRANT ${(0, identifiers_ts_1.quoted)(live.properties.owner)} TO ${(0, identifiers_ts_1.quoted)(place.server.user)}`),
        ...when(stubborn.length > 0, `These are connected, and "${place.server.user}" may not end their connections: ${who.join(', ')}.`, 'Stop them first, or name a user by `target-url` who may (a member of pg_signal_backend; of a superuser only another).'),
        ...when(live.bound.preparedTransactions > 0, `The database has ${live.bound.preparedTransactions} prepared transactions, and while there is one it cannot be renamed.`, 'Look at pg_prepared_xacts, and COMMIT PREPARED or ROLLBACK PREPARED each of them.'),
    ];
}
function inWhatIsMissing(circumstances) {
    const { missingRoles, missingExtensions, allowed } = circumstances;
    const refused = missingExtensions.filter((name) => !allowed.includes(name));
    return [
        ...when(missingRoles.length > 0, `The server lacks roles that own something in the backup, or have rights there: ${missingRoles.join(', ')}.`, 'Make them, let `globals: true` make them without passwords, or let all belong to one user by `owner: drop`.'),
        ...when(refused.length > 0, `The server lacks the extensions ${refused.join(', ')}.`, `Install them, or leave them and what leans on them out by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`),
    ];
}


/***/ }),

/***/ 97889:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.asScratch = void 0;
exports.openLive = openLive;
const errors_ts_1 = __webpack_require__(83916);
const place_ts_1 = __webpack_require__(24217);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const words_ts_1 = __webpack_require__(20298);
/** Databases that servers and providers make for everybody. */
const MAINTENANCE = ['postgres', 'template1', 'defaultdb', 'rdsadmin'];
/** Reaches the server that `target-url` names, by a database that is not the one it names. */
async function openLive(host, url) {
    return (0, words_ts_1.inWordsOf)('target-url', async () => {
        const { HOME } = host.env;
        // Variables of the environment belong to the source, and mean nothing here.
        const target = await (0, target_ts_1.readTarget)(url, HOME === undefined ? {} : { HOME });
        if (target.password !== undefined)
            host.mask(target.password);
        let refused;
        for (const name of MAINTENANCE.filter((one) => one !== target.database)) {
            try {
                const maintenance = await (0, place_ts_1.readPlace)((0, target_ts_1.inDatabase)(target, name), {
                    signal: host.signal,
                    purpose: 'live',
                });
                return {
                    ...maintenance,
                    target: (0, target_ts_1.inDatabase)(maintenance.target, target.database),
                    maintenance: maintenance.target,
                };
            }
            catch (error) {
                host.signal.throwIfAborted();
                if (!CLOSED.includes((0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error).code))
                    throw error;
                refused ??= error;
            }
        }
        throw noWayIn(target, refused);
    });
}
/** The same server in the eyes of what restores into scratch servers; `folder` is a private one of ours. */
const asScratch = (place, folder) => ({
    kind: 'url',
    where: (0, target_ts_1.describeTarget)(place.target),
    ...place,
    target: place.maintenance,
    throwaway: false,
    folder,
    close: async () => undefined,
    keep: async () => ({ reach: () => '', remove: undefined }),
});
exports.asScratch = asScratch;
/** There is no such database, or we may not connect to it; nobody is there by that name; the rules let nobody in. */
const CLOSED = ['3D000', '42501', '55000', '28000'];
const noWayIn = (target, cause) => new errors_ts_1.UserError({
    what: `No database beside ${(0, target_ts_1.describeTarget)(target)} could be connected to.`,
    why: `A database cannot be made or renamed from within, and ${MAINTENANCE.slice(0, 2).join(' and ')} let this user not in.`,
    next: 'Let the user connect to the database "postgres" of the server.',
    cause,
});


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

/***/ 21732:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.OutcomeUnknown = void 0;
exports.switchDatabases = switchDatabases;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const facts_ts_1 = __webpack_require__(51657);
const PATIENCE_MS = 30_000;
const BETWEEN_ENDINGS_MS = 50;
/**
 * Lets databases change names in one transaction, while another session ends the connections to the live one. Whoever
 * connects meanwhile waits for the transaction, and lands in what is live then. Whatever happens, it is done wholly or not
 * at all, and the answer says which.
 */
async function switchDatabases(maintenance, names, signal) {
    const renamer = await (0, session_ts_1.openSession)(maintenance, { signal });
    const nextOid = await oidOf(renamer, names.next);
    const ender = await (0, session_ts_1.openSession)(maintenance, { signal });
    const over = new AbortController();
    const ending = endConnections(ender, names, AbortSignal.any([signal, over.signal])).catch(() => undefined);
    try {
        await renameBoth(renamer, names, signal);
    }
    catch (error) {
        await renamer.close();
        const done = await isDone(maintenance, names, { renamer: renamer.greetedPid, nextOid }).catch((cause) => {
            throw notKnown(names, cause);
        });
        if (done)
            return;
        signal.throwIfAborted();
        throw notSwitched(names, error);
    }
    finally {
        over.abort();
        await ending;
        await Promise.all([renamer.close(), ender.close()]);
    }
}
/** Whether the databases have changed places: after a lost connection only the server can tell, once it is done with it. */
async function isDone(maintenance, { live }, { renamer, nextOid }) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const session = await (0, session_ts_1.openSession)(maintenance, { signal });
    try {
        const working = `SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND application_name = '${target_ts_1.APPLICATION}'`;
        while ((await session.query(working, [renamer])).length > 0)
            await (0, promises_1.setTimeout)(20, undefined, { signal });
        return nextOid !== undefined && (await oidOf(session, live)) === nextOid;
    }
    finally {
        await session.close();
    }
}
async function oidOf(session, name) {
    const [row] = await session.query('SELECT oid FROM pg_catalog.pg_database WHERE datname = $1', [name]);
    return row?.oid;
}
async function renameBoth(session, names, signal) {
    const { live, liveOid, old, next, connectionLimit } = names;
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
        try {
            if (liveOid !== undefined && (await oidOf(session, live)) !== liveOid)
                throw isAnother(live);
            await session.query('BEGIN');
            if (old !== undefined)
                await session.query(renaming(live, old));
            await session.query(renaming(next, live));
            if (connectionLimit !== undefined && connectionLimit >= 0)
                await session.query(`ALTER DATABASE ${(0, identifiers_ts_1.quoted)(live)} CONNECTION LIMIT ${connectionLimit}`);
            await session.query('COMMIT');
            return;
        }
        catch (error) {
            signal.throwIfAborted();
            await session.query('ROLLBACK');
            // Somebody was connected for longer than the server waits, or came back in between.
            if ((0, trouble_ts_1.factsOf)(error).code !== '55006' || Date.now() > deadline)
                throw error;
            await (0, promises_1.setTimeout)(BETWEEN_ENDINGS_MS, undefined, { signal });
        }
    }
}
const renaming = (name, to) => `ALTER DATABASE ${(0, identifiers_ts_1.quoted)(name)} RENAME TO ${(0, identifiers_ts_1.quoted)(to)}`;
/** Again and again, since whoever is thrown out comes back; but not out of what has just gone live. */
async function endConnections(session, { live, next }, signal) {
    const oid = await oidOf(session, live);
    for (;;) {
        signal.throwIfAborted();
        await session.query(`SELECT pg_catalog.pg_terminate_backend(a.pid)
        FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
        WHERE (a.datid = $1 OR a.datname = $2) AND a.pid <> pg_catalog.pg_backend_pid() AND ${facts_ts_1.MAY_END}`, [oid ?? null, next]);
        await (0, promises_1.setTimeout)(BETWEEN_ENDINGS_MS, undefined, { signal });
    }
}
const isAnother = (live) => new errors_ts_1.UserError({
    what: `"${live}" is another database than when the plan was made, and was left as it is.`,
    why: 'Another run, or somebody, has replaced it meanwhile.',
    next: 'Look at the plan again.',
});
/** Nobody can say which of the two databases is live now. */
class OutcomeUnknown extends errors_ts_1.UserError {
}
exports.OutcomeUnknown = OutcomeUnknown;
const notKnown = ({ live, old }, cause) => new OutcomeUnknown({
    what: `The connection was lost in the moment in which "${live}" was being replaced, so it is not known whether it was.`,
    why: (0, errors_ts_1.asError)(cause).message,
    next: `Look at the server: where there is a database "${old ?? live}", it was.`,
    cause,
});
function notSwitched({ live }, error) {
    if (error instanceof errors_ts_1.UserError)
        return error;
    const { story } = (0, trouble_ts_1.serverTrouble)(`The database ${(0, identifiers_ts_1.quoted)(live)} could not be replaced, and is as it was.`, error);
    const inUse = (0, trouble_ts_1.factsOf)(error).code === '55006';
    return new errors_ts_1.UserError({
        ...story,
        ...(inUse && {
            next: 'Stop what keeps connecting to it (`before-command` can), or name a user who may end its connections.',
        }),
        cause: error,
    });
}


/***/ }),

/***/ 55758:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.problemLine = void 0;
exports.tellPlan = tellPlan;
exports.planJson = planJson;
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const markdown_ts_1 = __webpack_require__(54285);
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
    host.output('backup-id', plan.manifest.id);
    const markdown = lines.map((line) => line === ''
        ? ''
        : line.replace(/^(- |\d+\. )?(.*)$/s, (_, mark = '', text) => `${mark}${(0, markdown_ts_1.cell)(text)}${mark ? '' : '  '}`));
    await host.summary(`## Plan of a restore into ${(0, markdown_ts_1.cell)(plan.database)}\n\n${markdown.join('\n')}\n`);
}
const problemLine = ({ what, next }) => [what, next].filter(Boolean).join(' ');
exports.problemLine = problemLine;
const numbered = (steps) => steps.map((step, at) => `${at + 1}. ${step}`);
function factLines(plan, now) {
    const { manifest, from, target, live, needBytes, freeBytes, estimateSeconds } = plan;
    const { totals, label } = manifest;
    const rows = totals.rows === undefined ? '' : `, ${(0, backup_ts_1.count)(totals.rows, 'row')}`;
    const there = live
        ? `there, ${(0, measure_ts_1.formatBytes)(live.bytes)}, owned by ${live.properties.owner}`
        : 'not there yet';
    return [
        `Backup: ${manifest.id}${label === undefined ? '' : ` (${label})`} of ${manifest.name}, ${ageOf(manifest.snapshot.time, now)} old, from ${from}`,
        `Holds: ${(0, backup_ts_1.count)(totals.tables, 'table')}${rows}, ${(0, measure_ts_1.formatBytes)(totals.rawBytes)}, of PostgreSQL ${manifest.server.version}`,
        `Into: ${target}: ${there}`,
        `Room: about ${(0, measure_ts_1.formatBytes)(needBytes)} more on the server${freeBytes === undefined ? ' (how much is free there cannot be known from here)' : `, where ${(0, measure_ts_1.formatBytes)(freeBytes)} are free`}`,
        `Time: ${estimateSeconds === undefined ? 'not known, since no backup of this name was ever verified' : `about ${(0, measure_ts_1.formatDuration)(estimateSeconds)} until it is back, by the newest drill`}`,
    ];
}
const ageOf = (time, now) => (0, measure_ts_1.formatDuration)(Math.max(0, (now.getTime() - Date.parse(time)) / 1000));
function stepsOf(plan) {
    const { beside, old, database, dropped, newRoles, commands } = plan;
    const command = (when) => commands
        .filter(([at]) => at === when)
        .map(([, text]) => `Run \`${when}-command\`: ${text.split('\n')[0]}`);
    return [
        ...(newRoles.length > 0 ? [`Make the roles ${newRoles.join(', ')}, without passwords.`] : []),
        `Restore into a new database "${beside}", and compare it with what the source held.`,
        ...command('migrate'),
        ...command('smoke'),
        ...command('before'),
        old === undefined
            ? `Where all of that passes, call it "${database}".`
            : `Where all of that passes, end the connections to "${database}", and in one moment call it "${old}" and the restored one "${database}".`,
        ...command('after'),
        ...dropped.map((name) => `Drop "${name}", which an earlier run replaced.`),
    ];
}
/** What is there and does not hinder anything. */
function standingBy({ live, olds, dropped }, now) {
    if (!live)
        return oldLines(olds, dropped, now);
    const { slots, cronJobs, subscriptions } = live.bound;
    const all = live.connections.reduce((sum, connections) => sum + connections.count, 0);
    const who = live.connections.map(({ application, user, count: number }) => `${number} of ${application || 'a program without a name'} as ${user}`);
    return [
        all > 0
            ? `${(0, backup_ts_1.count)(all, 'connection')} to it will be ended: ${who.slice(0, 10).join(', ')}${who.length > 10 ? ' and others' : ''}.`
            : 'Nobody is connected to it.',
        'What was written since the backup stays in the old database alone.',
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
        ...oldLines(olds, dropped, now),
    ];
}
const oldLines = (olds, dropped, now) => olds
    .filter(({ name }) => !dropped.includes(name))
    .map(({ name, replaced, bytes }) => `"${name}" is there from an earlier run, ${ageOf(replaced.toISOString(), now)} old${bytes === undefined ? '' : `, ${(0, measure_ts_1.formatBytes)(bytes)}`}.`);
/** A plan as JSON. */
function planJson(plan) {
    const { digest, mode, manifest, from, target, database, live, beside, old, dropped } = plan;
    return {
        format: 1,
        plan: digest,
        ...{ mode, target, database, from },
        backup: {
            id: manifest.id,
            name: manifest.name,
            label: manifest.label ?? null,
            time: manifest.snapshot.time,
            rows: manifest.totals.rows ?? null,
            bytes: manifest.totals.rawBytes,
        },
        live: live
            ? { bytes: live.bytes, owner: live.properties.owner, connections: live.connections, bound: live.bound }
            : null,
        restoredInto: beside,
        oldDatabase: old ?? null,
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
    const json = jsonOf(outcome, options.showTableNames);
    // The digest stands with the plan, and the id too.
    const outputs = {
        verdict: drill.verdict,
        'restore-seconds': String(Math.round(10 * (0, drill_ts_1.secondsToRestore)(drill)) / 10),
        'old-database': live ? (plan.old ?? '') : '',
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
function sentenceOf({ plan, drill, live, whole, dropped }) {
    const { database, old, manifest } = plan;
    const took = (0, measure_ts_1.formatDuration)(drill.times.total);
    if (!live)
        return `Nothing went live: the backup ${manifest.id} was restored beside "${database}", and its verdict is ${verdictOf(drill)}. "${database}" is as it was. ${whole ? WAY_OUT[drill.verdict] : 'It was not restored to its end, so nothing can be accepted.'}`;
    const stays = old === undefined ? '' : ` What was there is "${old}"; \`undo: true\` brings it back.`;
    const gone = dropped.length > 0 ? ` Dropped: ${dropped.join(', ')}.` : '';
    const but = drill.verdict === 'pass' ? '' : ` It went live although its verdict is ${verdictOf(drill)}, as accepted.`;
    return `"${database}" is now the backup ${manifest.id}.${but}${stays}${gone} It took ${took}.`;
}
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
    const { plan, drill, live, notes, dropped, trouble } = outcome;
    return {
        ...(0, restore_plan_ts_1.planJson)(plan),
        verdict: drill.verdict,
        live,
        oldDatabase: live ? (plan.old ?? null) : null,
        dropped,
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
