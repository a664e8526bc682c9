export const id = 3613;
export const ids = [3613,1007,5121];
export const modules = {

/***/ 26428:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readStanding = readStanding;
const errors_ts_1 = __webpack_require__(83916);
const catalog_ts_1 = __webpack_require__(84153);
const layout_ts_1 = __webpack_require__(72630);
const verdict_ts_1 = __webpack_require__(55647);
/** Looks at a name: three listings, the newest manifest and the newest record of a drill. */
async function readStanding(storage, name, looking) {
    const { now, signal } = looking;
    const storedBytes = await bytesUnder(storage, (0, layout_ts_1.layout)(name).folders, signal);
    const { manifests, records } = await (0, catalog_ts_1.readHistory)(storage, name, signal);
    const backups = manifests.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const tries = records.filter(({ verb }) => verb === 'backup');
    const drills = records.filter(({ verb }) => verb === 'verify');
    const passed = (0, catalog_ts_1.newestPassed)(records, 'verify');
    const readable = (work) => orNothing(work, storage, looking);
    const drill = passed && (await readable((0, catalog_ts_1.openRecord)(storage, passed, signal)));
    const [newest] = backups;
    const oldest = backups.at(-1);
    return {
        name,
        destination: storage.label,
        lastSuccess: newest && (0, layout_ts_1.timeOfId)(newest.id),
        lastAttempt: newestTime([...backups, ...tries]),
        newest: newest && (await readable((0, catalog_ts_1.openManifest)(storage, newest, signal))),
        failures: tries.filter(({ outcome }) => outcome === 'fail').length,
        verifications: byVerdict(drills),
        lastVerified: passed?.time,
        verificationSeconds: drill?.durationSeconds,
        lastRestored: (0, catalog_ts_1.newestPassed)(records, 'restore')?.time,
        storedBytes,
        storedBackups: backups.length,
        retentionSeconds: oldest ? Math.max(0, (now.getTime() - (0, layout_ts_1.timeOfId)(oldest.id).getTime()) / 1000) : 0,
    };
}
async function bytesUnder(storage, prefix, signal) {
    let bytes = 0;
    for await (const { size } of storage.list(prefix, { signal }))
        bytes += size;
    return bytes;
}
function newestTime(keys) {
    const newest = keys.reduce((latest, { id }) => (id > latest ? id : latest), '');
    return newest === '' ? undefined : (0, layout_ts_1.timeOfId)(newest);
}
const byVerdict = (drills) => {
    const number = (verdict) => drills.filter(({ outcome }) => outcome === verdict).length;
    return Object.fromEntries(verdict_ts_1.VERDICTS.map((verdict) => [verdict, number(verdict)]));
};
/** One object that cannot be read must not hide what the listings tell. */
async function orNothing(work, { label }, { signal, log }) {
    try {
        return await work;
    }
    catch (error) {
        signal.throwIfAborted();
        log(`${label}: the metrics lack what cannot be read: ${(0, errors_ts_1.asError)(error).message}`);
        return undefined;
    }
}


/***/ }),

/***/ 39905:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.askUser = askUser;
const command_ts_1 = __webpack_require__(11407);
const checks_ts_1 = __webpack_require__(23846);
const reach_ts_1 = __webpack_require__(84548);
const restored_ts_1 = __webpack_require__(78618);
const trouble_ts_1 = __webpack_require__(44356);
/** Asks what only the user knows of the restored database: SQL checks, and a command. */
async function askUser(host, { options, checks }, place, ledger) {
    const { target } = place;
    const { smokeCommand: command } = options;
    if (checks.length === 0 && command === undefined)
        return;
    await ledger.phase('checks', undefined, async () => {
        // Without statistics the planner guesses, and a check that takes a moment in production could take an hour.
        await (0, restored_ts_1.inSession)(place, (session) => session.query('ANALYZE')).catch((error) => {
            host.signal.throwIfAborted();
            ledger.note(`The statistics of the restored database are not whole (SQLSTATE ${(0, trouble_ts_1.factsOf)(error).code}).`);
        });
        if (checks.length > 0) {
            const { checkTimeout: timeoutSeconds } = options;
            ledger.add(await host.group('Your checks', () => (0, checks_ts_1.runChecks)(target, checks, { timeoutSeconds, signal: host.signal })));
        }
        if (command === undefined)
            return;
        const { smokeTimeout: timeoutSeconds, workspace: folder } = options;
        const env = (0, reach_ts_1.environmentOf)(target);
        ledger.add(await (0, command_ts_1.runCommand)(host, { command, env, folder, timeoutSeconds, title: 'Smoke command' }));
    });
}


/***/ }),

/***/ 40750:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requireExtensions = requireExtensions;
const errors_ts_1 = __webpack_require__(83916);
const extensions_ts_1 = __webpack_require__(79534);
const restored_ts_1 = __webpack_require__(78618);
/** Refuses a server without an extension that the backup needs, unless that was allowed; its answer is what is left out. */
async function requireExtensions({ signal }, scratch, { extensions }, { allow }, ledger) {
    const { missing, otherVersions } = await (0, restored_ts_1.inSession)({ target: scratch.target, major: scratch.server.major, signal }, (session) => (0, extensions_ts_1.findExtensions)(session, extensions));
    for (const other of otherVersions)
        ledger.note(`The scratch server has the extension ${other}.`);
    const leftOut = extensions
        .map(({ name }) => name)
        .filter((name) => missing.includes(name) || Object.hasOwn(NEEDS_ITS_OWN, name));
    const refused = leftOut.filter((name) => !allow.missingExtensions.includes(name));
    if (refused.length === 0)
        return leftOut;
    const [special] = refused.filter((name) => !missing.includes(name));
    if (special !== undefined)
        throw needsItsOwn(special);
    throw new errors_ts_1.UserError({
        what: `The scratch server lacks the ${refused.length === 1 ? 'extension' : 'extensions'} ${refused.join(', ')}.`,
        why: 'Without it, what leans on it can be neither restored nor compared.',
        next: `Name a server that has it by \`scratch\`, or go on without by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`,
    }, 'unverified');
}
/** Extensions that must be called before and after a restore, which nobody does here. */
const NEEDS_ITS_OWN = { timescaledb: true };
const needsItsOwn = (name) => new errors_ts_1.UserError({
    what: `The extension ${name} needs calls of its own around a restore, which a drill does not make.`,
    next: `Verify with \`level: archive\`, or leave it and what leans on it out by \`allow: missing-extension=${name}\`.`,
}, 'unverified');


/***/ }),

/***/ 7432:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.roomFor = void 0;
exports.inScratch = inScratch;
const database_ts_1 = __webpack_require__(95989);
const scratch_ts_1 = __webpack_require__(30944);
/** Makes a server and a database to restore into, and takes them away in every ending, unless they are to be kept. */
async function inScratch(host, ledger, { options, major, bytes, locale, roles }, work) {
    const { scratch: choice, jobs, client, keepScratch } = options;
    const needBytes = (0, exports.roomFor)(bytes);
    const scratch = await ledger.phase('restore', 'Starting a scratch server', () => (0, scratch_ts_1.openScratch)({ choice, major, client, jobs, needBytes, host }));
    try {
        ledger.restoredIn(scratch);
        const database = await ledger.phase('restore', undefined, async () => {
            await work.first?.(scratch);
            return (0, database_ts_1.createScratchDatabase)(scratch, { properties: locale, roles, host });
        });
        try {
            await work.inside(scratch, database);
        }
        finally {
            const broken = await scratch.lastWords?.();
            if (broken !== undefined)
                ledger.note(`The scratch server broke down, and its log says: ${broken}`);
            // Who stops a run wants nothing of it left.
            if (keepScratch && !host.signal.aborted)
                ledger.kept(await database.keep());
            else
                await database.drop();
        }
    }
    finally {
        await scratch.close();
    }
}
const ROOM_FOR_A_SERVER = 200 * 1024 * 1024;
/** What a server takes, and in it a database that took so much on its own. */
const roomFor = (bytes) => ROOM_FOR_A_SERVER + 1.25 * bytes;
exports.roomFor = roomFor;


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

/***/ 71007:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.drill = drill;
const keys_ts_1 = __webpack_require__(14116);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const compared_ts_1 = __webpack_require__(60242);
const archive_reading_ts_1 = __webpack_require__(46473);
const restored_ts_1 = __webpack_require__(78618);
const drill_checks_ts_1 = __webpack_require__(39905);
const drill_extensions_ts_1 = __webpack_require__(40750);
const drill_ledger_ts_1 = __webpack_require__(10449);
const drill_restore_ts_1 = __webpack_require__(9404);
const drill_scratch_ts_1 = __webpack_require__(7432);
const drill_tools_ts_1 = __webpack_require__(68417);
const rehydrate_ts_1 = __webpack_require__(31590);
/** Fetches a backup, restores it, compares it with its source, and asks the user's own checks; nothing is left behind. */
async function drill(host, request) {
    const { shelf, options } = request;
    const { manifest, storage } = shelf;
    const { mayGoElsewhere } = request;
    const about = { name: manifest.name, manifest, dump: undefined, from: storage.label };
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, { ...about, options, mayGoElsewhere });
    await ledger.through(async () => {
        await (0, keys_ts_1.requireKeys)(shelf.manifest, shelf.keys);
        await (0, rehydrate_ts_1.requireReadable)(host, shelf, options);
        if (options.level === 'archive')
            await readAll(host, request, ledger);
        else
            await rehearse(host, request, ledger);
    });
    return ledger.report();
}
const bytesOf = ({ objects, totals }) => `${objects.length} objects, ${(0, measure_ts_1.formatBytes)(totals.storedBytes)}, each by size and SHA-256`;
/** Level `archive`: every byte is fetched, and every archive read to its end. */
async function readAll(host, { shelf, options }, ledger) {
    const { objects } = shelf.manifest;
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, shelf.manifest.server.major, options, undefined).catch((error) => {
        ledger.couldNot('archives', error);
        return undefined;
    });
    const check = await ledger.phase('fetch', 'Reading the backup', () => (0, drill_tools_ts_1.metered)(host, 'Reading', shelf.manifest.totals.rawBytes, (watch) => (0, archive_reading_ts_1.readObjects)({ shelf, objects, tools, watch, signal: host.signal, debug: (line) => host.debug(line) })));
    ledger.fetched(bytesOf(shelf.manifest));
    if (tools)
        ledger.add(check);
}
async function rehearse(host, request, ledger) {
    const { shelf, options } = request;
    const { manifest } = shelf;
    if (manifest.include === 'data')
        return ledger.couldNot('restore', rowsOnly(manifest));
    const proof = await ledger.phase('fetch', 'Fetching', () => (0, drill_restore_ts_1.fetchSmall)(host, shelf));
    const bytes = manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes;
    const wish = { major: manifest.server.major, bytes, locale: manifest.database, roles: manifest.roles };
    let missing = [];
    await (0, drill_scratch_ts_1.inScratch)(host, ledger, { options, ...wish }, {
        async first(scratch) {
            warnOfSource(host, manifest, scratch);
            missing = await (0, drill_extensions_ts_1.requireExtensions)(host, scratch, manifest, options, ledger);
        },
        inside: (scratch, database) => inDatabase(host, request, ledger, { scratch, database, proof, missing }),
    });
}
const NO_ROWS = {
    name: 'rows',
    looked: 'nothing',
    findings: [
        {
            outcome: 'unverified',
            what: 'the backup was made with `fingerprint: none`, so nobody knows how many rows there were',
            next: 'Back up with another fingerprint, or ask for no more than `level: restore`.',
        },
    ],
};
async function inDatabase(host, request, ledger, place) {
    const { options, shelf } = request;
    const restored = await ledger.phase('restore', 'Restoring', () => (0, drill_restore_ts_1.restoreInto)(host, { ...place, shelf, options, owners: place.scratch.server.superuser }));
    ledger.fetched(bytesOf(shelf.manifest));
    ledger.add(restored.check);
    ledger.note(...place.database.notes, ...restored.notes);
    if (options.level === 'full') {
        const checks = await ledger.phase('compare', 'Comparing', () => (0, compared_ts_1.compareRestored)(restored));
        ledger.add(...checks);
        if (shelf.manifest.include !== 'schema' && place.proof.level === 'none')
            ledger.add(NO_ROWS);
    }
    await request.afterwards?.(restored, ledger);
    await (0, drill_checks_ts_1.askUser)(host, request, (0, restored_ts_1.placeOf)(restored), ledger);
    ledger.checkRto();
}
/** Nothing of the source is touched there, but it carries the load. */
function warnOfSource(host, { server }, scratch) {
    const { systemIdentifier } = scratch.server;
    if (systemIdentifier === undefined || systemIdentifier !== server.systemIdentifier)
        return;
    host.warn('`scratch` is the very server that the backup was taken of: the drill loads it, and fills its disk.');
}
const rowsOnly = ({ id }) => new errors_ts_1.UserError({
    what: `The backup ${id} holds rows only, and there are no tables to restore them into.`,
    next: 'Verify it with `level: archive`, which reads all of it.',
}, 'unverified');


/***/ }),

/***/ 79031:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.metricsOf = metricsOf;
const catalog_ts_1 = __webpack_require__(84153);
const kept_ts_1 = __webpack_require__(99904);
const standing_ts_1 = __webpack_require__(26428);
const errors_ts_1 = __webpack_require__(83916);
const metrics_ts_1 = __webpack_require__(36479);
const open_ts_1 = __webpack_require__(69633);
/** Metrics must not keep a run from its end, also where a store has stopped answering. */
const PATIENCE_MS = 60_000;
/** The numbers that tell how backups stand, of each destination that answers; of one that does not, a warning tells. */
async function metricsOf(host, { destinations, name }) {
    if (host.signal.aborted)
        return [];
    const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const looking = { now: new Date(), signal, log: (line) => host.warn(line) };
    const each = destinations.map(async (destination) => {
        try {
            const context = { env: host.env, log: (line) => host.info(line), signal };
            const storage = await (0, open_ts_1.openStorage)(destination, context);
            const names = namesIn(await (0, catalog_ts_1.listNames)(storage, signal), name);
            const samples = [];
            for (const one of names)
                samples.push(...(0, metrics_ts_1.samplesOf)(await (0, standing_ts_1.readStanding)(storage, one, looking)));
            return samples;
        }
        catch (error) {
            const why = (0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error));
            host.warn(`${destination.label}: there are no metrics of this destination: ${why}`);
            return [];
        }
    });
    return (await Promise.all(each)).flat();
}
/** What restores have set aside is no database that anybody waits for a backup of. */
function namesIn(there, name) {
    const backedUp = (0, kept_ts_1.withoutKept)(there);
    if (name === undefined)
        return backedUp;
    return there.includes(name) && !backedUp.includes(name) ? [] : [name];
}


/***/ }),

/***/ 63613:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const keys_ts_1 = __webpack_require__(14116);
const pick_ts_1 = __webpack_require__(45113);
const verdict_ts_1 = __webpack_require__(55647);
const checks_ts_1 = __webpack_require__(23846);
const restore_log_ts_1 = __webpack_require__(97871);
const verify_ts_1 = __webpack_require__(98325);
const nursery_ts_1 = __webpack_require__(47080);
const drill_ts_1 = __webpack_require__(71007);
const drill_ledger_ts_1 = __webpack_require__(10449);
const drill_told_ts_1 = __webpack_require__(95121);
const metrics_ts_1 = __webpack_require__(79031);
const places_ts_1 = __webpack_require__(84940);
/** Restores a backup for real, and proves that it equals what the source held. */
async function run(host, options) {
    const checks = await (0, checks_ts_1.readChecks)(options.checks, options.checksFile, options.workspace);
    const keys = await (0, keys_ts_1.readKeys)(host, options);
    await (0, restore_log_ts_1.requireRestoreLog)(options.restoreLog);
    (0, nursery_ts_1.keepNurserySmall)();
    const reports = await (0, drill_told_ts_1.toldWhenImpossible)(host, () => verify(host, options, { keys, checks }));
    const ours = reports.find(({ manifest }) => manifest);
    const metrics = options.json && ours ? await (0, metrics_ts_1.metricsOf)(host, { ...options, name: ours.name }) : undefined;
    await (0, verify_ts_1.reportDrills)(host, { ...options, metrics, print: options.json ? 'json' : 'verdict' }, reports);
    return (0, verdict_ts_1.worst)(reports.map(({ verdict }) => verdict));
}
async function verify(host, options, given) {
    const { backup: wanted, from } = options;
    if (wanted.kind === 'dump') {
        const { drillForeign } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(7984), __webpack_require__.e(2134)]).then(__webpack_require__.bind(__webpack_require__, 2134));
        return [await drillForeign(host, options, { ...given, dump: wanted })];
    }
    const storages = await (0, places_ts_1.openFrom)(host, options);
    const request = { ...given, options, wanted };
    return from.kind === 'all' ? verifyEach(host, storages, request) : [await verifyIn(host, storages, request)];
}
/** Verifies one and the same backup in each place: which one it is, the first place that has it decides. */
async function verifyEach(host, storages, request) {
    const { options, wanted, keys, checks } = request;
    const { signal } = host;
    const { name } = options;
    const picked = await (0, pick_ts_1.pickBackup)(storages, wanted, { name, signal, log: (line) => host.warn(line) });
    host.output('name', picked.manifest.name);
    const same = { kind: 'id', id: picked.manifest.id };
    host.info(`Backup ${same.id} of ${picked.manifest.name}, in each destination.`);
    const verifyCopy = async (storage) => {
        try {
            const copy = await (0, pick_ts_1.pickBackup)([storage], same, {
                name: picked.manifest.name,
                signal,
                log: () => undefined,
            });
            const report = await (0, drill_ts_1.drill)(host, { shelf: { ...copy, keys }, options, checks });
            await (0, drill_told_ts_1.leaveRecord)(host, storage, report);
            return report;
        }
        catch (error) {
            return withoutCopy(host, storage, options, picked.manifest, error);
        }
    };
    const [first, ...others] = storages;
    const reports = [await verifyCopy(first)];
    for (const storage of others)
        reports.push(await verifyCopy(storage));
    return reports;
}
/** What is told of a place whose copy could not be looked at, so that the others are told of all the same. */
function withoutCopy(host, storage, options, manifest, error) {
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, {
        name: manifest.name,
        manifest,
        dump: undefined,
        from: storage.label,
        options,
    });
    ledger.couldNot('fetch', error);
    return ledger.report();
}
/** Verifies the copy in the first of these places that answers, and keeps answering. */
async function verifyIn(host, storages, request) {
    const { options, wanted: backup, keys, checks } = request;
    const found = await (0, places_ts_1.findBackup)(host, storages, { backup, name: options.name, keys });
    return (0, places_ts_1.whereItAnswers)(host, found, async (shelf, others) => {
        const { storage, manifest } = shelf;
        host.info(`Backup ${manifest.id} of ${manifest.name}, from ${storage.label}.`);
        const report = await (0, drill_ts_1.drill)(host, { shelf, options, checks, mayGoElsewhere: others.length > 0 });
        await (0, drill_told_ts_1.leaveRecord)(host, storage, report);
        return report;
    });
}


/***/ }),

/***/ 23846:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readChecks = readChecks;
exports.runChecks = runChecks;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const session_ts_1 = __webpack_require__(92515);
const statements_ts_1 = __webpack_require__(91445);
const trouble_ts_1 = __webpack_require__(44356);
const EXAMPLE = 'SELECT count(*) > 0 AS "there are claims" FROM claims;';
/** The user's own checks, from the option and from the file, one query a check. */
async function readChecks(checks, file, folder) {
    return [
        ...(checks === undefined ? [] : parseChecks(checks, 'checks')),
        ...(file === undefined ? [] : parseChecks(await textOf((0, node_path_1.resolve)(folder, file)), 'checks-file')),
    ];
}
async function textOf(file) {
    try {
        return await (0, promises_1.readFile)(file, 'utf8');
    }
    catch (cause) {
        const missing = (0, trouble_ts_1.factsOf)(cause).code === 'ENOENT';
        throw new errors_ts_1.UsageError({
            what: `\`checks-file\`: ${missing ? `there is no file ${file}` : `the file ${file} cannot be read`}.`,
            why: missing ? undefined : (0, errors_ts_1.asError)(cause).message,
            next: 'Write the path of a file with SQL in it; a relative one begins in the workspace, which a step has after actions/checkout.',
            cause,
        });
    }
}
function parseChecks(text, source) {
    const { statements, unclosed } = (0, statements_ts_1.splitStatements)(text.replace(/^\ufeff/, ''));
    if (unclosed) {
        throw new errors_ts_1.UsageError({
            what: `\`${source}\`: the ${unclosed.what} that begins in line ${unclosed.line} has no end.`,
            next: 'Close it, so that it is sure where each check ends.',
        });
    }
    if (statements.length === 0) {
        throw new errors_ts_1.UsageError({
            what: `\`${source}\`: there is no query in it.`,
            why: 'Without one nothing would be checked, and the drill would pass all the same.',
            next: `Write one query a check, such as ${EXAMPLE}`,
        });
    }
    const sameLine = Map.groupBy(statements, ({ line }) => line);
    return statements.map((statement) => {
        const nth = (sameLine.get(statement.line) ?? []).indexOf(statement);
        const place = `${source} line ${statement.line}${nth > 0 ? `, query ${nth + 1}` : ''}`;
        return { ...statement, place };
    });
}
/** Runs the user's checks one after the other; none of them can change the database, or what the next one sees. */
async function runChecks(target, checks, how) {
    const results = [];
    for (const check of checks)
        results.push(await runCheck(target, check, how));
    const each = results.map(({ name, finding }) => ({
        name,
        outcome: (0, verdict_ts_1.outcomeOf)({ findings: finding ? [finding] : [] }),
    }));
    const holding = each.filter(({ outcome }) => outcome === 'pass').length;
    return {
        name: 'checks',
        looked: `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}, of which ${holding === 1 ? '1 holds' : `${holding} hold`}`,
        findings: results.flatMap(({ finding }) => finding ?? []),
        each,
    };
}
/** A timer of Node's, and a time limit of the server's, can be no longer. */
const LONGEST_MS = 2 ** 31 - 1;
/** How long the server may take to keep the time limit before we hang up. */
const PATIENCE_MS = 5_000;
async function runCheck(target, check, { timeoutSeconds, signal }) {
    const fallback = check.place;
    const limit = Math.min(timeoutSeconds * 1000, LONGEST_MS - PATIENCE_MS);
    const clock = AbortSignal.timeout(limit + PATIENCE_MS);
    try {
        // A connection each: what a query leaves behind in its session, even a read-only one, must not meet the next.
        const session = await (0, session_ts_1.openSession)(target, { signal: AbortSignal.any([signal, clock]) });
        try {
            return await judge(session, await answerOf(session, check, limit), fallback);
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        signal.throwIfAborted();
        return { name: fallback, finding: troubleOf(error, check, { fallback, timeoutSeconds, clock }) };
    }
}
// In parentheses stands a query and nothing else, and no second statement fits into the message: what a check holds can
// neither end the transaction nor make it writable. Two rows are as many as it takes to know that there is more than one.
const BEFORE = 'SELECT * FROM (';
const AFTER = '\n) AS pg_backup_check LIMIT 2';
async function answerOf(session, { sql }, limitMs) {
    await session.query('BEGIN READ ONLY');
    // This is also the transaction's first query, and after that no function can make it writable any more.
    await session.query("SELECT pg_catalog.set_config('statement_timeout', $1, true)", [
        String(Math.round(limitMs)),
    ]);
    const answer = await session.queryOne(`${BEFORE}${sql}${AFTER}`);
    await session.query('ROLLBACK');
    return answer;
}
const BOOLEAN = 16;
async function judge(session, { columns, rows }, fallback) {
    const [first] = columns;
    const name = !first || first.name === '?column?' ? fallback : first.name;
    const unverified = (what, detail) => ({
        name,
        finding: { outcome: 'unverified', what: `"${name}" ${what}`, detail },
    });
    if (!first)
        return unverified('has no column; the first one of a check says whether it holds');
    if (first.type !== BOOLEAN) {
        return unverified('is neither true nor false: its first column is no boolean', `it is of type ${await typeName(session, first.type)}`);
    }
    const [row, more] = rows;
    if (!row)
        return unverified('returned no row, and a check returns exactly one');
    if (more)
        return unverified('returned more than one row, and a check returns exactly one');
    if (row[0] === null)
        return unverified('is null, which is neither true nor false');
    if (row[0] === 't')
        return { name };
    const values = columns.slice(1).map((column, at) => `${column.name} = ${shortened(row[at + 1] ?? 'null')}`);
    return {
        name,
        finding: { outcome: 'fail', what: `"${name}" is false`, detail: values.join('\n') || undefined },
    };
}
async function typeName(session, oid) {
    const [row] = await session.query('SELECT pg_catalog.format_type($1::oid, NULL) AS name', [oid]);
    return row?.name ?? String(oid);
}
const LONGEST_VALUE = 200;
const shortened = (text) => text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
const QUERY_CANCELLED = '57014';
function troubleOf(error, check, { fallback, timeoutSeconds, clock }) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    if (clock.aborted || code === QUERY_CANCELLED) {
        const limit = (0, measure_ts_1.formatDuration)(timeoutSeconds);
        return { outcome: 'unverified', what: `"${fallback}" took longer than ${limit}, and was ended` };
    }
    return {
        outcome: 'unverified',
        what: `"${fallback}" could not be run as a query that only reads`,
        detail: error instanceof errors_ts_1.UserError ? error.message : serverSentence(error, check, message),
    };
}
/** What the server said, and in which line of the user's own text. */
function serverSentence(error, { sql, line }, message) {
    const { position, hint } = (error ?? {});
    // The server counts characters, and JavaScript counts some of them twice.
    const before = [...sql].slice(0, Number(position) - 1 - BEFORE.length);
    if (before.length === [...sql].length)
        return `It ends before it is complete: ${message}`;
    const at = position === undefined ? line : line + before.filter((character) => character === '\n').length;
    return [`line ${at}: ${message}`, hint].filter(Boolean).join('\n');
}


/***/ }),

/***/ 36479:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.METRIC_NAMES = exports.METRICS = void 0;
exports.samplesOf = samplesOf;
const unix = (time) => time && time.getTime() / 1000;
/** Every metric, each with what it tells. A time that never was is 0, so that an alert on its age fires. */
exports.METRICS = {
    pg_backup_last_success_timestamp_seconds: {
        help: 'When the newest whole backup was begun; 0 where there is none.',
        of: ({ lastSuccess }) => unix(lastSuccess) ?? 0,
    },
    pg_backup_last_attempt_timestamp_seconds: {
        help: 'When the newest backup was begun, whole or not; 0 where there was none.',
        of: ({ lastAttempt }) => unix(lastAttempt) ?? 0,
    },
    pg_backup_duration_seconds: {
        help: 'How long the newest whole backup took.',
        of: ({ newest }) => newest && Math.max(0, (Date.parse(newest.finishedAt) - Date.parse(newest.startedAt)) / 1000),
    },
    pg_backup_size_bytes: {
        help: 'Stored size of the newest whole backup.',
        of: ({ newest }) => newest?.totals.storedBytes,
    },
    pg_backup_raw_bytes: {
        help: 'Size of the newest whole backup before compression.',
        of: ({ newest }) => newest?.totals.rawBytes,
    },
    pg_backup_rows: {
        help: 'Rows in the newest whole backup, where they were counted.',
        of: ({ newest }) => newest?.totals.rows,
    },
    pg_backup_verification_last_success_timestamp_seconds: {
        help: 'When the newest full drill that passed ended; 0 where none has.',
        of: ({ lastVerified }) => unix(lastVerified) ?? 0,
    },
    pg_backup_verification_duration_seconds: {
        help: 'How long the newest full drill that passed took.',
        of: ({ verificationSeconds }) => verificationSeconds,
    },
    pg_backup_verifications_total: {
        help: 'Full drills by how they ended, as far back as records are kept.',
        of: ({ verifications }) => verifications,
    },
    pg_backup_failures_total: {
        help: 'Backups that failed, as far back as records are kept.',
        of: ({ failures }) => failures,
    },
    pg_backup_restore_last_success_timestamp_seconds: {
        help: 'When the newest restore that passed ended.',
        of: ({ lastRestored }) => unix(lastRestored),
    },
    pg_backup_stored_bytes: {
        help: 'Bytes of all backups that lie there, and of what failed runs left.',
        of: ({ storedBytes }) => storedBytes,
    },
    pg_backup_stored_backups: {
        help: 'Whole backups that lie there.',
        of: ({ storedBackups }) => storedBackups,
    },
    pg_backup_retention_seconds: {
        help: 'How far back the oldest backup reaches.',
        of: ({ retentionSeconds }) => retentionSeconds,
    },
};
exports.METRIC_NAMES = Object.keys(exports.METRICS);
/** The numbers that tell how backups stand. */
function samplesOf(standing) {
    const { name, destination } = standing;
    return exports.METRIC_NAMES.flatMap((metric) => {
        const value = exports.METRICS[metric].of(standing);
        if (value === undefined)
            return [];
        if (typeof value === 'number')
            return [{ metric, labels: { name, destination }, value }];
        return Object.entries(value).map(([outcome, one]) => ({
            metric,
            labels: { name, destination, outcome },
            value: one,
        }));
    });
}


/***/ })

};
