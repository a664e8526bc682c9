export const id = 3454;
export const ids = [3454];
export const modules = {

/***/ 28817:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.survey = survey;
exports.prune = prune;
const abreast_ts_1 = __webpack_require__(29852);
const catalog_ts_1 = __webpack_require__(84153);
const debris_ts_1 = __webpack_require__(47075);
const inventory_ts_1 = __webpack_require__(78934);
const kept_ts_1 = __webpack_require__(99904);
const layout_ts_1 = __webpack_require__(72630);
const prune_plan_ts_1 = __webpack_require__(6876);
const pruned_ts_1 = __webpack_require__(25744);
const removal_ts_1 = __webpack_require__(77038);
const whole_ts_1 = __webpack_require__(73445);
/** Looks at everything under a name and decides what goes; changes nothing. */
async function survey(storage, name, { retention, now, signal, }) {
    const inventory = await (0, inventory_ts_1.takeInventory)(storage, name, signal);
    const freshest = retention.rpo === undefined ? undefined : await freshestOf(storage, inventory, signal);
    const plan = (0, prune_plan_ts_1.planPrune)(inventory.backups, { retention, now, freshest });
    const doubt = await doubtAbout(storage, plan, signal);
    const whole = { storage, inventory, plan: doubt ? { ...plan, refusal: doubt } : plan };
    if (whole.plan.refusal || retention.policy.length === 0)
        return { ...whole, debris: [], records: [], unfinishedBefore: undefined };
    return {
        ...whole,
        debris: (0, debris_ts_1.debrisOf)(inventory, now),
        records: (0, debris_ts_1.expiredRecords)(inventory, retention.keepRecords),
        unfinishedBefore: (0, debris_ts_1.sweptBefore)(inventory, now),
    };
}
/** What a restore keeps is made when it needs it: what shows that all is well are the backups of that database. */
async function freshestOf(storage, { name, backups }, signal) {
    const regular = (0, kept_ts_1.backedUpName)(name);
    const [alive] = regular === name ? [] : await (0, catalog_ts_1.listBackups)(storage, regular, signal);
    return (alive ?? backups[0])?.startedAt;
}
/** Nothing goes for the sake of a backup that is not whole itself. */
async function doubtAbout(storage, plan, signal) {
    if ((0, prune_plan_ts_1.goingOf)(plan).length === 0)
        return undefined;
    const verified = plan.decisions.find(({ keptBy }) => keptBy.includes('the newest verified'));
    for (const decision of new Set([plan.decisions[0], verified])) {
        const damage = decision && (await (0, whole_ts_1.damageOf)(storage, decision.backup, signal));
        if (!damage)
            continue;
        return {
            what: `The backup that is to stay, ${decision.backup.id}, is not whole, so nothing is removed.`,
            why: damage.story.what,
            next: `Make a new backup; then remove the manifest of this one (${decision.backup.key}) by hand.`,
        };
    }
    return undefined;
}
/** Does what was decided. */
async function prune({ storage, inventory, plan, debris, records, unfinishedBefore: begunBefore }, { rules, signal }) {
    const { name } = inventory;
    const noted = new Set(inventory.records.filter(({ verb }) => verb === pruned_ts_1.PRUNED).map(({ id }) => id));
    const going = Map.groupBy((0, prune_plan_ts_1.goingOf)(plan), ({ id }) => id);
    const fates = await (0, abreast_ts_1.abreast)([...going], BACKUPS_AT_ONCE, ([id, backups]) => {
        const note = async () => {
            const [backup] = backups;
            if (backup && !noted.has(id))
                await (0, pruned_ts_1.notePruned)(storage, backup, { rules, signal });
        };
        return (0, removal_ts_1.removeBackup)(storage, { name, id, manifests: backups.map(({ key }) => key) }, { note, signal });
    });
    const swept = await (0, abreast_ts_1.abreast)(debris, BACKUPS_AT_ONCE, (one) => (0, removal_ts_1.attempt)(signal, async () => (0, removal_ts_1.removeUnlocked)(storage, await (0, debris_ts_1.debrisIn)(storage, name, one, signal), signal)));
    const expired = await (0, removal_ts_1.removeUnlocked)(storage, records.map(({ key }) => key), signal);
    const unfinished = await (0, removal_ts_1.attempt)(signal, async () => ({
        ...removal_ts_1.NOTHING,
        count: begunBefore ? await storage.abandon((0, layout_ts_1.layout)(name).all, { signal, begunBefore }) : 0,
    }));
    return { fates, debris: (0, removal_ts_1.together)(swept), records: expired, unfinished };
}
const BACKUPS_AT_ONCE = 4;


/***/ }),

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

/***/ 66055:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.storeBytes = void 0;
exports.storeStream = storeStream;
const node_stream_1 = __webpack_require__(57075);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const age_ts_1 = __webpack_require__(1327);
const digest_ts_1 = __webpack_require__(78134);
const gate_ts_1 = __webpack_require__(67481);
const tee_ts_1 = __webpack_require__(58978);
const zstd_ts_1 = __webpack_require__(95709);
const copies_ts_1 = __webpack_require__(43713);
/** Sends one stream, compressed and encrypted, to every destination at once. */
async function storeStream(source, request) {
    const { copies, signal, encryption } = request;
    const name = `${request.name}.zst${encryption ? '.age' : ''}`;
    const plain = new digest_ts_1.Digest();
    const stored = new digest_ts_1.Digest();
    const end = (0, gate_ts_1.gate)(request.finished);
    request.watch?.(() => plain.bytes());
    const receivers = (0, copies_ts_1.sound)(copies);
    const branches = (0, tee_ts_1.tee)(end, receivers.length);
    const uploads = receivers.map(async (copy, at) => {
        const branch = branches[at] ?? node_stream_1.Readable.from([]);
        try {
            const options = { signal, expectedBytes: request.expectedBytes };
            const receipt = await copy.storage.upload(request.folder + name, branch, options);
            if (receipt.size !== stored.bytes())
                throw sizeDiffers(copy, name, receipt.size, stored.bytes());
        }
        catch (error) {
            branch.destroy();
            // When the source fails, every upload fails with it, and no destination is to blame.
            if (!end.errored || end.errored instanceof tee_ts_1.NobodyLeft)
                copy.trouble = (0, errors_ts_1.asError)(error);
        }
    });
    const stages = [
        ...(request.before ?? []),
        plain,
        (0, zstd_ts_1.compress)(request.compressionLevel),
        ...(encryption ? [(0, age_ts_1.encrypt)(encryption)] : []),
        stored,
        end,
    ];
    const [flow] = await Promise.allSettled([(0, promises_1.pipeline)([source, ...stages]), ...uploads]);
    signal.throwIfAborted();
    (0, copies_ts_1.requireOne)(copies);
    if (flow.status === 'rejected')
        throw flow.reason;
    return {
        name,
        kind: request.kind,
        bytes: stored.bytes(),
        sha256: stored.sha256(),
        plainBytes: plain.bytes(),
        plainSha256: plain.sha256(),
    };
}
/** Stores what is small enough to be at hand as a whole. */
const storeBytes = (bytes, request) => storeStream(node_stream_1.Readable.from([bytes]), {
    ...request,
    finished: Promise.resolve(),
    expectedBytes: bytes.length,
});
exports.storeBytes = storeBytes;
const sizeDiffers = ({ storage }, name, there, sent) => new errors_ts_1.UserError({
    what: `${storage.label}: ${name} has ${there} bytes there, and ${sent} were sent.`,
    why: 'The store did not keep what it was given.',
    next: 'Start the backup again; if it happens again, do not trust this store.',
});


/***/ }),

/***/ 91655:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.earlyFee = earlyFee;
/** For how many days a tier is billed at least, whatever is removed before. */
const LEAST_DAYS = {
    STANDARD_IA: 30,
    ONEZONE_IA: 30,
    GLACIER_IR: 90,
    GLACIER: 90,
    DEEP_ARCHIVE: 180,
    Cool: 30,
    Cold: 90,
    Archive: 180,
};
const DAY_MS = 24 * 3_600_000;
/** The fee that removing a backup now brings with it, in words; nothing where there is none. */
function earlyFee({ tiers }, now) {
    for (const [tier, stored] of tiers) {
        const days = Math.floor((now.getTime() - stored.getTime()) / DAY_MS);
        const least = LEAST_DAYS[tier];
        if (least !== undefined && days < least)
            return `an early-deletion fee is due: ${tier} is billed for ${least} days, and this lay there for ${days}`;
    }
    return undefined;
}


/***/ }),

/***/ 81299:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pruneAfter = pruneAfter;
const copies_ts_1 = __webpack_require__(43713);
const errors_ts_1 = __webpack_require__(83916);
const prune_ts_1 = __webpack_require__(31294);
const prune_name_ts_1 = __webpack_require__(54572);
/**
 * Prunes the name of a new backup wherever that was stored: older ones go only for the sake of one that is whole and, where
 * it was verified, proven. A pruning that fails takes nothing from it.
 */
async function pruneAfter(host, { manifest: { name }, copies }, verdict, retention) {
    const reports = [];
    let ending = 'pass';
    if (verdict !== undefined && verdict !== 'pass') {
        host.warn('Nothing is pruned, since the new backup did not pass.');
        return { ending, reports };
    }
    for (const { storage } of (0, copies_ts_1.sound)(copies)) {
        const told = await (0, prune_name_ts_1.pruneName)(host, storage, name, { retention, dryRun: false }).catch((error) => {
            host.signal.throwIfAborted();
            host.error(`${storage.label}, ${name}: pruning failed.\n${(0, errors_ts_1.asError)(error).message}`);
            return undefined;
        });
        if (told)
            reports.push(told);
        if (told && (0, prune_name_ts_1.endingOf)(told) === 'pass')
            continue;
        host.error(`${storage.label}: this backup is whole, but not all that was due to go is gone.`);
        ending = 'fail';
    }
    host.output('pruned', String(reports.reduce((sum, report) => sum + (0, prune_ts_1.goneOf)(report), 0)));
    return { ending, reports };
}


/***/ }),

/***/ 33454:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
exports.makeBackup = makeBackup;
const commit_ts_1 = __webpack_require__(70749);
const copies_ts_1 = __webpack_require__(43713);
const draft_ts_1 = __webpack_require__(98221);
const keys_ts_1 = __webpack_require__(14116);
const manifest_ts_1 = __webpack_require__(49365);
const proof_ts_1 = __webpack_require__(68752);
const store_ts_1 = __webpack_require__(66055);
const undo_ts_1 = __webpack_require__(74694);
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const name_ts_1 = __webpack_require__(37723);
const version_ts_1 = __webpack_require__(92938);
const archives_ts_1 = __webpack_require__(60972);
const checks_ts_1 = __webpack_require__(23846);
const globals_ts_1 = __webpack_require__(69599);
const moment_ts_1 = __webpack_require__(97811);
const source_ts_1 = __webpack_require__(1362);
const backup_ts_1 = __webpack_require__(4630);
const drill_json_ts_1 = __webpack_require__(99390);
const prune_ts_1 = __webpack_require__(31294);
const restore_log_ts_1 = __webpack_require__(97871);
const nursery_ts_1 = __webpack_require__(47080);
const backup_prune_ts_1 = __webpack_require__(81299);
const metrics_ts_1 = __webpack_require__(79031);
const places_ts_1 = __webpack_require__(84940);
/** Dumps one moment of the database to every destination in one pass, and commits it there. */
async function run(host, options) {
    (0, draft_ts_1.checkEncryption)(options.encryption);
    const { checks, keys } = await readyToVerify(host, options.drill);
    const report = await makeBackup(host, options);
    const { copies } = report;
    await (0, backup_ts_1.reportBackup)(host, options, report);
    const stored = (0, copies_ts_1.sound)(copies).length === copies.length ? 'pass' : 'fail';
    const drilled = options.drill && (await verify(host, options.drill, report, checks, keys));
    const pruned = options.retention && (await (0, backup_prune_ts_1.pruneAfter)(host, report, drilled?.verdict, options.retention));
    if (options.json) {
        const verification = drilled && (0, drill_json_ts_1.drillJson)(drilled, options.showTableNames);
        const metrics = await (0, metrics_ts_1.metricsOf)(host, { ...options, name: report.manifest.name });
        const more = {
            ...(verification && { verification }),
            ...(pruned && { pruned: pruned.reports.map(prune_ts_1.pruneJson) }),
            metrics,
        };
        host.print(JSON.stringify({ ...(0, backup_ts_1.backupJson)(report), ...more }, undefined, 2));
    }
    else
        host.print(report.manifest.id);
    const ending = drilled ? (0, verdict_ts_1.worst)([stored, drilled.verdict]) : stored;
    return pruned && ending === 'pass' ? pruned.ending : ending;
}
/** Makes a backup, or leaves nothing of it. */
async function makeBackup(host, options, subject) {
    const startedAt = new Date();
    const { target, called } = subject ?? { target: await (0, source_ts_1.nameSource)(host, options.databaseUrl) };
    const name = options.name ?? (0, name_ts_1.checkName)(target.database, 'database');
    // What else is backed up on the way, such as what a restore drops, is not what the run is about.
    if (!subject)
        host.output('name', name);
    (0, nursery_ts_1.keepNurserySmall)();
    const copies = await (0, places_ts_1.openCopies)(host, options.destinations);
    const draft = (0, draft_ts_1.newDraft)({ ...options, name, startedAt, copies, signal: host.signal });
    const named = called ?? target.database;
    return (0, undo_ts_1.unfinishedIsUndone)(host, draft, () => backUp(host, options, draft, { target, called: named })).catch(async (error) => {
        await (0, backup_ts_1.reportFailure)(host, name, (0, errors_ts_1.asError)(error));
        throw error;
    });
}
/** What was just stored is fetched back from the first destination that has it. */
async function verify(host, options, { manifest, copies }, checks, keys) {
    const [{ drill }, { leaveRecord }, { reportDrill }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(944), __webpack_require__.e(6936), __webpack_require__.e(8618), __webpack_require__.e(9691), __webpack_require__.e(1007)]).then(__webpack_require__.bind(__webpack_require__, 71007)),
        Promise.all(/* import() */[__webpack_require__.e(8325), __webpack_require__.e(5121)]).then(__webpack_require__.bind(__webpack_require__, 95121)),
        __webpack_require__.e(/* import() */ 8325).then(__webpack_require__.bind(__webpack_require__, 98325)),
    ]);
    const [copy] = (0, copies_ts_1.sound)(copies);
    if (!copy)
        throw new Error('A backup that lies nowhere was to be verified.');
    const { storage } = copy;
    const report = await drill(host, { shelf: { storage, manifest, keys }, options, checks });
    await leaveRecord(host, storage, report);
    await reportDrill(host, { ...options, print: 'nothing' }, report);
    return report;
}
async function backUp(host, options, draft, { target, called }) {
    const source = await host.group('Connecting to the database', () => connect(host, target, options));
    try {
        const globals = await host.group('Storing roles', () => storeGlobals(host, source, options, draft));
        const dumped = await host.group('Dumping', () => dump(host, source, options, draft));
        const manifest = describe(source, options, draft, { ...dumped, globals, called });
        const key = await host.group('Committing', () => (0, commit_ts_1.commit)(draft.copies, manifest, { signal: host.signal, onPointOfNoReturn: () => (0, undo_ts_1.forget)(host) }));
        return { manifest, key, copies: draft.copies, proof: dumped.proof };
    }
    finally {
        await source.session.close();
    }
}
/** What the drill will need is looked at first: a missing file must not be found out after an hour of dumping. */
async function readyToVerify(host, drill) {
    if (!drill)
        return { checks: [], keys: { identities: [] } };
    const { checks, checksFile, workspace, restoreLog } = drill;
    await (0, restore_log_ts_1.requireRestoreLog)(restoreLog);
    return { checks: await (0, checks_ts_1.readChecks)(checks, checksFile, workspace), keys: await (0, keys_ts_1.readKeys)(host, drill) };
}
async function connect(host, target, options) {
    const source = await (0, source_ts_1.openSource)(host, target, options.client);
    const { server, route, tools } = source;
    const role = server.inRecovery ? ', a replica' : '';
    host.info(`PostgreSQL ${server.version}${role}, database "${server.database}" as "${server.user}".`);
    if (route.kind === 'session-pool')
        host.info('Connected through a pooler that keeps its connections by the session.');
    host.info(`Client programs ${tools.version} from ${tools.where}.`);
    return source;
}
/** Roles belong to the server, not to the database, and not every server lets us read them. */
async function storeGlobals(host, { tools, server }, { selection }, draft) {
    if (selection.include === 'data')
        return undefined;
    const globals = await (0, globals_ts_1.dumpGlobals)(tools, server.database, { signal: host.signal });
    if ('sql' in globals)
        return (0, store_ts_1.storeBytes)(globals.sql, { ...draft.how, kind: 'globals', name: 'globals.sql' });
    host.warn(`${NO_GLOBALS} ${globals.refused}`);
    return undefined;
}
const NO_GLOBALS = 'The roles of the server are not in this backup: the server does not let us read them.';
async function dump(host, source, options, draft) {
    const log = (line) => host.info(line);
    const moment = await (0, moment_ts_1.holdMoment)({
        source,
        options,
        signal: host.signal,
        log,
        debug: (line) => host.debug(line),
    });
    warnOfSecrets(host, options, moment);
    host.info(`${moment.dumps.length === 1 ? 'One dump' : `${moment.dumps.length} dumps`} of ${moment.snapshot.time.toISOString()}.`);
    const archived = await (0, archives_ts_1.archiveMoment)(source, moment, draft.how, host.progress('Dumping'));
    tellWarnings(host, options, moment);
    const proofObject = await (0, store_ts_1.storeBytes)(Buffer.from(JSON.stringify(archived.proof)), {
        ...draft.how,
        kind: 'proof',
        name: 'proof.json',
    });
    return { ...archived, moment, proofObject };
}
function warnOfSecrets(host, { encryption }, { database }) {
    if (encryption !== undefined)
        return;
    const passwords = database.heldPasswords > 0 ? ', passwords of subscriptions and user mappings in it too' : '';
    host.warn(`This backup is not encrypted: whoever can read the destination can read it${passwords}. Set \`recipients\` or \`passphrase\`; one that comes from a secret is empty where the secret is not set.`);
}
/** pg_dump's warnings name tables, so a public log gets only their number. */
function tellWarnings(host, { showTableNames }, { dumps }) {
    const warnings = [...new Set(dumps.flatMap(({ warnings }) => warnings))];
    if (showTableNames)
        for (const warning of warnings)
            host.warn(`pg_dump: ${warning}`);
    else if (warnings.length > 0)
        host.warn(`pg_dump gave ${warnings.length} warnings; \`show-table-names: yes\` shows them.`);
}
function describe({ server, tools }, { selection, encryption }, draft, { moment, objects: archives, proof, proofObject, globals, called, }) {
    const { snapshot, database, budget, selected, level } = moment;
    const objects = [...archives, ...(globals ? [globals] : []), proofObject];
    const total = (of, some) => some.reduce((sum, object) => sum + object[of], 0);
    return {
        format: manifest_ts_1.FORMAT,
        id: draft.id,
        name: draft.name,
        ...(draft.label !== undefined && { label: draft.label }),
        tool: { name: 'pg-backup-action', version: version_ts_1.VERSION },
        startedAt: draft.startedAt.toISOString(),
        finishedAt: new Date().toISOString(),
        server: {
            version: server.version,
            major: server.major,
            inRecovery: server.inRecovery,
            ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
        },
        client: { version: tools.version },
        snapshot: {
            time: snapshot.time.toISOString(),
            guarantee: snapshot.guarantee,
            ...(snapshot.lsn && { lsn: snapshot.lsn }),
        },
        database: { name: called, bytes: server.databaseBytes, ...database.properties },
        extensions: [...database.extensions],
        roles: [...database.roles],
        include: selection.include,
        selection: selected,
        fingerprint: level,
        encryption: (0, draft_ts_1.describeEncryption)(encryption),
        objects,
        totals: {
            tables: snapshot.relations.filter(({ kind }) => kind === 'table').length,
            ...(level !== 'none' && { rows: (0, proof_ts_1.totalRows)(proof) }),
            storedBytes: total('bytes', objects),
            rawBytes: total('plainBytes', archives),
        },
        warnings: [...budget.notes, ...(globals || selection.include === 'data' ? [] : [NO_GLOBALS])],
    };
}


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

/***/ 54572:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.endingOf = exports.pruneName = void 0;
const pruning_ts_1 = __webpack_require__(28817);
const errors_ts_1 = __webpack_require__(83916);
const prune_ts_1 = __webpack_require__(31294);
/** Prunes one name in one destination; whatever lies under another name there is not looked at. */
const pruneName = (host, storage, name, { retention, show, dryRun }) => host.group(`Pruning ${name} in ${storage.label}`, async () => {
    const { signal } = host;
    const now = new Date();
    const prunable = await (0, pruning_ts_1.survey)(storage, name, { retention, now, signal });
    const planned = { prunable, now };
    show?.(planned);
    for (const line of (0, prune_ts_1.planLines)(planned))
        host.info(line);
    const { refusal } = prunable.plan;
    if (refusal)
        host.error(`${(0, prune_ts_1.titleOf)(prunable)}: ${new errors_ts_1.UserError(refusal).message}`);
    const rules = retention.policy.map(({ text }) => text).join(' ');
    const idle = dryRun || refusal !== undefined || rules === '';
    const report = idle ? planned : { ...planned, pruned: await (0, pruning_ts_1.prune)(prunable, { rules, signal }) };
    (0, prune_ts_1.tellPruned)(host, report);
    await host.summary(`${(0, prune_ts_1.pruneSummary)(report)}\n`);
    return report;
});
exports.pruneName = pruneName;
/** Red as soon as something that was due was not done; what a lock keeps is not due yet. */
const endingOf = (report) => report.prunable.plan.refusal || (0, prune_ts_1.troublesOf)(report).length > 0 ? 'fail' : 'pass';
exports.endingOf = endingOf;


/***/ }),

/***/ 60972:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.archiveMoment = archiveMoment;
const store_ts_1 = __webpack_require__(66055);
const meter_ts_1 = __webpack_require__(58045);
const peek_ts_1 = __webpack_require__(8421);
const contents_ts_1 = __webpack_require__(98429);
const moment_ts_1 = __webpack_require__(97811);
/** No table of contents comes near this; a reader that takes the whole archive for one ends here. */
const LONGEST_CONTENTS = 1024 * 1024 * 1024;
/** Stores all dumps of a moment side by side, and counts what they hold meanwhile; the first failure stops them all. */
async function archiveMoment(source, moment, how, progress) {
    const total = moment.dumps.reduce((sum, { part }) => sum + part.expectedBytes, 0);
    let counting = '';
    const meter = new meter_ts_1.Meter(progress, { total, note: () => counting });
    try {
        const { stored, prints } = await untilFirstFailure(source, moment, how.signal, (signal) => ({
            stored: moment.dumps.map((dump) => storeDump(source, dump, { ...how, signal }, meter)),
            prints: (0, moment_ts_1.takePrints)(source, moment, (done, all) => {
                counting = done < all ? `${done} of ${all} tables counted` : '';
            }),
        }));
        (0, contents_ts_1.checkContents)(moment.snapshot.relations, stored.map(({ contents }) => contents));
        return { objects: stored.map(({ object }) => object), proof: await (0, moment_ts_1.finishProof)(source, moment, prints) };
    }
    finally {
        meter.done();
    }
}
/** Waits for all of the work; when one piece fails, the others are stopped and waited for, and its error is the one told. */
async function untilFirstFailure(source, moment, outer, begin) {
    const trouble = new AbortController();
    const { stored, prints } = begin(AbortSignal.any([outer, trouble.signal]));
    const works = [...stored, prints];
    for (const work of works) {
        work.catch((error) => {
            trouble.abort(error);
            moment.stop();
            // The counting may be at a question that takes an hour.
            void source.session.close();
        });
    }
    await Promise.allSettled(works);
    await Promise.allSettled(moment.dumps.map(({ succeeded }) => succeeded));
    outer.throwIfAborted();
    trouble.signal.throwIfAborted();
    return { stored: await Promise.all(stored), prints: await prints };
}
async function storeDump(source, dump, how, meter) {
    const listing = (0, contents_ts_1.readContents)(source.tools, { signal: how.signal });
    try {
        const object = await (0, store_ts_1.storeStream)(dump.stdout, {
            ...how,
            kind: dump.part.kind,
            name: `${dump.part.name}.dump`,
            finished: dump.succeeded,
            before: [(0, peek_ts_1.peek)(listing.archive, LONGEST_CONTENTS)],
            expectedBytes: dump.part.mostBytes,
            watch: (count) => meter.watch(count),
        });
        return { object, contents: await listing.contents };
    }
    finally {
        // No process outlives the run.
        await Promise.allSettled([listing.contents]);
    }
}


/***/ }),

/***/ 28902:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.fitBudget = fitBudget;
exports.requireConnection = requireConnection;
const errors_ts_1 = __webpack_require__(83916);
const parts_ts_1 = __webpack_require__(11509);
/** The lock table is shared with everybody else, so a part of it is left to them. */
const SHARE_OF_LOCKS = 0.8;
/** Fits the dumps into the connections and locks that the server has left; pure, so that a table of cases shows it. */
function fitBudget(wanted, server, route, tables) {
    const connections = requireConnection(server, route);
    const notes = [];
    const locks = Math.floor(server.lockSlots * SHARE_OF_LOCKS);
    const guarantee = tables <= locks ? 'locked' : 'checked';
    if (guarantee === 'checked') {
        notes.push(`${tables} tables are too many to lock beside the dump (the server's lock table has room for ${server.lockSlots}): the dump locks them alone, and we check that nothing was emptied or rewritten before it did.`);
    }
    if (wanted === 1 || server.databaseBytes < parts_ts_1.WORTH_SPLITTING)
        return { jobs: 1, guarantee, notes };
    // The holder, the schema's dump and the data's dumps together each hold every table once.
    const roomForThree = 3 * tables <= 2 * locks && guarantee === 'locked';
    if (!roomForThree)
        notes.push(`One dump instead of ${wanted} side by side: the lock table has no room for more.`);
    else if (connections < 3) {
        notes.push(`One dump instead of ${wanted} side by side: only ${connections} more connections are to be had.`);
    }
    if (!roomForThree || connections < 3)
        return { jobs: 1, guarantee, notes };
    const jobs = Math.min(wanted, connections - 1);
    if (jobs < wanted)
        notes.push(`${jobs} dumps side by side instead of ${wanted}: only ${connections} more connections are to be had.`);
    return { jobs, guarantee, notes };
}
/** How many connections there are beside our own: at least one, or nothing can be dumped. */
function requireConnection(server, route) {
    const connections = route.kind === 'direct' ? server.freeConnections : route.connections - 1;
    if (connections < 1)
        throw noConnection(server, route);
    return connections;
}
const noConnection = (server, route) => route.kind === 'direct'
    ? new errors_ts_1.UserError({
        what: 'The server has no connection left for pg_dump beside our own.',
        why: 'A backup takes two connections at least: one holds the snapshot, one dumps.',
        next: `End idle sessions, raise max_connections, or raise the connection limit of "${server.user}" or "${server.database}".`,
    })
    : new errors_ts_1.UserError({
        what: 'The pooler gives us a single connection.',
        why: 'A backup takes two connections at least: one holds the snapshot, one dumps.',
        next: "Give the pool more connections, or use the server's direct address.",
    });


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

/***/ 69599:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.dumpGlobals = dumpGlobals;
const consumers_1 = __webpack_require__(38321);
const trouble_ts_1 = __webpack_require__(44356);
/**
 * Roles and tablespaces of the whole server as SQL, without passwords. Where the server does not let us read them, what
 * it said; any other trouble is an error. The bytes are in the encoding of the database.
 */
async function dumpGlobals(tools, database, options) {
    const args = [
        '--globals-only',
        '--no-role-passwords',
        '--no-password',
        `--database=${asConnection(database)}`,
    ];
    const running = tools.start('pg_dumpall', args, options);
    running.stdin.end();
    const [sql, end] = await Promise.all([(0, consumers_1.buffer)(running.stdout), running.ended]);
    options.signal.throwIfAborted();
    if (end.code === 0)
        return { sql };
    const trouble = (0, trouble_ts_1.toolTrouble)('pg_dumpall', end, running.stderrTail());
    if (end.code !== null && REFUSED.test(running.stderrTail()))
        return { refused: trouble.story.why ?? '' };
    throw trouble;
}
// Providers keep the catalog of roles, or what some of its rows hold, to themselves.
const REFUSED = /permission denied|must be (superuser|owner|member)/i;
/** A name that could be read as a connection string is wrapped into one. */
const asConnection = (database) => /[=:/\\' ]/.test(database) ? `dbname='${database.replace(/[\\']/g, '\\$&')}'` : database;


/***/ }),

/***/ 97811:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.holdMoment = holdMoment;
exports.takePrints = takePrints;
exports.finishProof = finishProof;
const proof_ts_1 = __webpack_require__(68752);
const budget_ts_1 = __webpack_require__(28902);
const database_ts_1 = __webpack_require__(42514);
const dump_ts_1 = __webpack_require__(8677);
const fingerprint_ts_1 = __webpack_require__(18831);
const objects_ts_1 = __webpack_require__(7707);
const parts_ts_1 = __webpack_require__(11509);
const relations_ts_1 = __webpack_require__(88766);
const sequences_ts_1 = __webpack_require__(46173);
const snapshot_ts_1 = __webpack_require__(72771);
const trees_ts_1 = __webpack_require__(93602);
const trouble_ts_1 = __webpack_require__(44356);
/** Up to here, hashing all rows costs little beside dumping them. */
const CONTENT_BY_DEFAULT = 256 * 1024 * 1024;
async function holdMoment(request) {
    const { source, options } = request;
    const { session, server } = source;
    const { selection } = options;
    const listTables = () => (0, relations_ts_1.listRelations)(session, selection, { measured: false, inRecovery: server.inRecovery });
    try {
        const known = await listTables();
        (0, trees_ts_1.refuseHalfTrees)(known);
        const tables = known.filter(({ kind }) => kind !== 'sequence').length;
        const budget = (0, budget_ts_1.fitBudget)(options.jobs, server, source.route, tables);
        for (const note of budget.notes)
            request.log(note);
        let facts;
        const set = await (0, dump_ts_1.beginDumps)({
            ...request,
            ...{ session, tools: source.tools, lockTimeoutMs: options.lockTimeout * 1000, listTables, known },
            async takeSnapshot(expected) {
                const { guarantee } = budget;
                const snapshot = await (0, snapshot_ts_1.takeSnapshot)(session, { server, selection, guarantee, expected });
                const sequencesBefore = await (0, sequences_ts_1.readPositions)(session, snapshot.relations);
                (0, sequences_ts_1.requireAll)(snapshot.relations, sequencesBefore);
                facts = { database: await (0, database_ts_1.readDatabase)(session), sequencesBefore };
                await (0, snapshot_ts_1.waitLongerForLocks)(session, options.lockTimeout * 1000);
                return snapshot;
            },
            plan: ({ relations }) => (0, parts_ts_1.planParts)(relations, {
                ...{ jobs: budget.jobs, selection, databaseBytes: server.databaseBytes },
                encoding: facts?.database.properties.encoding ?? 'UTF8',
            }),
        });
        if (!facts)
            throw new Error('Dumps were begun without a snapshot.');
        return { ...set, ...facts, budget, selected: selectedBy(selection), level: chooseLevel(options, set) };
    }
    catch (error) {
        request.signal.throwIfAborted();
        throw (0, trouble_ts_1.serverTrouble)('The dump could not be begun.', error);
    }
}
function selectedBy({ tables, schemas, excludeTables, excludeSchemas }) {
    if (tables.length > 0)
        return 'tables';
    if (schemas.length > 0)
        return 'schemas';
    return excludeTables.length > 0 || excludeSchemas.length > 0 ? 'excluding' : 'whole';
}
function chooseLevel({ fingerprint, selection }, { snapshot }) {
    if (selection.include === 'schema')
        return 'none';
    if (fingerprint !== 'auto')
        return fingerprint;
    const bytes = snapshot.relations.reduce((sum, relation) => sum + relation.bytes, 0);
    return bytes <= CONTENT_BY_DEFAULT ? 'content' : 'counts';
}
async function takePrints({ session }, moment, onProgress) {
    const { level, selected, snapshot } = moment;
    try {
        const counted = selected === 'whole' && {
            objects: await (0, objects_ts_1.countObjects)(session),
            objectsMethod: proof_ts_1.OBJECTS_METHOD,
        };
        const objects = { ...counted, unchecked: await (0, objects_ts_1.listUnchecked)(session, 'all') };
        if (level === 'none')
            return { tables: [], notCompared: [], ...objects };
        await (0, fingerprint_ts_1.pinSettings)(session);
        const tables = await (0, fingerprint_ts_1.fingerprintTables)(session, snapshot.relations, level, onProgress);
        // pg_dump takes large objects along unless it is told which schemas or tables to dump.
        const withLargeObjects = selected === 'whole' || selected === 'excluding';
        const largeObjects = withLargeObjects ? await (0, fingerprint_ts_1.fingerprintLargeObjects)(session, level) : undefined;
        return { ...tables, ...(largeObjects && { largeObjects }), ...objects };
    }
    catch (error) {
        throw (0, trouble_ts_1.serverTrouble)('The rows could not be counted.', error);
    }
}
/** Closes the proof once every dump has ended, and gives the moment back. */
async function finishProof({ session }, moment, prints) {
    const { snapshot } = moment;
    try {
        const touched = snapshot.guarantee === 'locked' ? [] : await (0, snapshot_ts_1.findTouched)(session, snapshot.relations);
        const gone = new Set(touched.map(({ schema, name }) => JSON.stringify([schema, name])));
        const isGone = ({ schema, name }) => gone.has(JSON.stringify([schema, name]));
        const after = await (0, sequences_ts_1.readPositions)(session, snapshot.relations);
        const sequences = await (0, sequences_ts_1.proveSequences)(session, snapshot.relations, moment.sequencesBefore, after);
        await (0, snapshot_ts_1.releaseSnapshot)(session);
        return {
            format: 1,
            level: moment.level,
            guarantee: snapshot.guarantee,
            schemas: [...new Set(snapshot.relations.map(({ schema }) => schema))],
            ...prints,
            tables: prints.tables.filter((table) => !isGone(table)),
            notCompared: [
                ...prints.notCompared,
                ...prints.tables.filter(isGone).map(({ schema, name }) => ({ schema, name, reason: REWRITTEN })),
            ],
            sequences,
            settings: moment.database.settings,
            readUnder: moment.database.readUnder,
        };
    }
    catch (error) {
        throw (0, trouble_ts_1.serverTrouble)('The sequences could not be read after the dump.', error);
    }
}
const REWRITTEN = 'was emptied or rewritten after the dump and before it was counted';


/***/ }),

/***/ 11509:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.WORTH_SPLITTING = void 0;
exports.planParts = planParts;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
/** Below this, several streams cost more than they bring. */
exports.WORTH_SPLITTING = 64 * 1024 * 1024;
/** A table smaller than this goes with everything else; names of thousands would also not fit into arguments. */
const WORTH_NAMING = 8 * 1024 * 1024;
const MOST_NAMED = 400;
/** Plans the archives: the biggest tables spread over the streams, and everything else, known or not, in the last. */
function planParts(relations, options) {
    const chosen = selectionArguments(options.selection);
    return partsOf(relations, options, chosen).map((part) => inReadableEncoding(part, options.encoding));
}
/** pg_dump reads names in its client's encoding, which is the database's unless it is told; our arguments are UTF-8. */
function inReadableEncoding(part, encoding) {
    if (encoding === 'UTF8' || part.args.every(isAscii))
        return part;
    if (encoding !== 'SQL_ASCII')
        return { ...part, args: ['--encoding=UTF8', ...part.args] };
    throw new errors_ts_1.UsageError({
        what: 'A pattern for names has characters beyond ASCII, and the database has no encoding (SQL_ASCII).',
        why: 'Nobody can tell which bytes such a character is in this database.',
        next: 'Write ? or * in place of these characters.',
    });
}
const isAscii = (text) => /^[\x20-\x7e]*$/.test(text);
function partsOf(relations, options, chosen) {
    const tables = relations.filter(({ hasData }) => hasData);
    const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
    const schema = {
        name: 'schema',
        kind: 'schema',
        args: [...SCHEMA, ...chosen],
        expectedBytes: 0,
        mostBytes: 0,
    };
    if (options.selection.include === 'schema')
        return [schema];
    const sections = options.selection.include === 'data' ? DATA : [];
    if (options.jobs === 1 || bytes < exports.WORTH_SPLITTING) {
        const name = options.selection.include === 'data' ? 'data-01' : 'database';
        const kind = options.selection.include === 'data' ? 'data' : 'database';
        return [
            {
                name,
                kind,
                args: [...sections, ...chosen],
                expectedBytes: bytes,
                mostBytes: Math.max(bytes, options.databaseBytes),
            },
        ];
    }
    const data = planData(tables, relations, options, chosen);
    return options.selection.include === 'data' ? data : [...data, schema];
}
const SCHEMA = ['--section=pre-data', '--section=post-data'];
const DATA = ['--section=data'];
function planData(tables, relations, { jobs, encoding, databaseBytes }, chosen) {
    const bySize = tables.toSorted((a, b) => b.bytes - a.bytes);
    const nameable = (table) => encoding !== 'SQL_ASCII' ||
        [table, ...relations.filter(({ owner }) => owner === table.oid)].every((one) => isAscii((0, identifiers_ts_1.qualified)(one)));
    const named = bySize.filter((table) => table.bytes >= WORTH_NAMING && nameable(table)).slice(0, MOST_NAMED);
    const isNamed = new Set(named);
    const rest = bySize.filter((table) => !isNamed.has(table));
    const groups = Array.from({ length: jobs }, () => []);
    const loads = groups.map((_, at) => (at === jobs - 1 ? sizeOf(rest) : 0));
    for (const table of named) {
        const lightest = loads.indexOf(Math.min(...loads));
        groups[lightest]?.push(table);
        loads[lightest] = (loads[lightest] ?? 0) + table.bytes;
    }
    const elsewhere = groups.slice(0, -1).filter((group) => group.length > 0);
    const alone = new Set(elsewhere.flat().map(({ oid }) => oid));
    // A sequence is dumped with the table that owns it, so the rest must leave it out as well.
    const sequences = relations.filter(({ owner }) => owner !== undefined && alone.has(owner));
    const parts = elsewhere.map((group) => ({ args: exactly('--table', group), group }));
    parts.push({
        args: [...chosen, ...exactly('--exclude-table', [...elsewhere.flat(), ...sequences])],
        group: [...(groups.at(-1) ?? []), ...rest],
    });
    const elsewhereBytes = sizeOf(elsewhere.flat());
    return parts.map(({ args, group }, at) => ({
        name: `data-${String(at + 1).padStart(2, '0')}`,
        kind: 'data',
        args: [...DATA, ...args],
        expectedBytes: sizeOf(group),
        // The last takes whatever nobody has measured.
        mostBytes: at < parts.length - 1 ? sizeOf(group) : Math.max(sizeOf(group), databaseBytes - elsewhereBytes),
    }));
}
const sizeOf = (tables) => tables.reduce((sum, { bytes }) => sum + bytes, 0);
const exactly = (flag, relations) => relations.map((relation) => `${flag}=${(0, identifiers_ts_1.qualified)(relation)}`);
// A pattern such as * would take the system's own tables along, which no database could restore.
const NO_SYSTEM_TABLES = ['--exclude-table=pg_catalog.*', '--exclude-table=information_schema.*'];
const NO_SYSTEM_SCHEMAS = ['--exclude-schema=pg_*', '--exclude-schema=information_schema'];
function selectionArguments(selection) {
    const repeated = (flag, patterns) => patterns.map((pattern) => `${flag}=${pattern}`);
    return [
        ...repeated('--schema', selection.schemas),
        ...repeated('--exclude-schema', selection.excludeSchemas),
        ...repeated('--table', selection.tables),
        ...repeated('--exclude-table', selection.excludeTables),
        ...(selection.tables.length > 0 ? NO_SYSTEM_TABLES : []),
        ...(selection.schemas.length > 0 ? NO_SYSTEM_SCHEMAS : []),
        ...repeated('--exclude-table-data', selection.excludeTableData),
    ];
}


/***/ }),

/***/ 53506:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findRoute = findRoute;
const errors_ts_1 = __webpack_require__(83916);
const session_ts_1 = __webpack_require__(92515);
const WITNESSES = 3;
const PATIENCE_SECONDS = 5;
/** A busy application takes part in the exchange of connections, so one look could be deceived by chance. */
const LOOKS = 10;
/**
 * Tells how we reach the server, and refuses a pooler that lends server connections by the transaction: there pg_dump's
 * `SET search_path` would stay on connections that the application uses next.
 *
 * Three other connections begin and end transactions meanwhile: a pooler by transaction lends one of them the server
 * connection that ours used, or lends ours another one than before. A pooler by session never does.
 */
async function findRoute(session, target, signal) {
    const pid = await backendPid(session);
    // Only a pooler greets with a process id that is not the backend's.
    if (pid === session.greetedPid)
        return { kind: 'direct' };
    const witnesses = await openWitnesses(target, signal);
    try {
        if (await areExchanged(session, pid, witnesses))
            throw transactionPooler();
        return { kind: 'session-pool', connections: witnesses.length + 1 };
    }
    finally {
        await Promise.all(witnesses.map((witness) => witness.close()));
    }
}
async function areExchanged(session, pid, witnesses) {
    const all = (statement) => Promise.all(witnesses.map((witness) => witness.query(statement)));
    for (let look = 0; look < LOOKS; look++) {
        const pids = await Promise.all(witnesses.map(backendPid));
        if (pids.includes(pid))
            return true;
        await all('COMMIT');
        if ((await soon(backendPid(session))) !== pid)
            return true;
        if (!(await soon(all('BEGIN'))))
            return true;
    }
    return false;
}
/** Opens up to three connections inside a transaction each; fewer where the pool has no more. */
async function openWitnesses(target, signal) {
    const tries = Array.from({ length: WITNESSES }, () => openWitness(target, signal));
    const witnesses = await Promise.all(tries);
    return witnesses.filter((witness) => witness !== undefined);
}
async function openWitness(target, signal) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new Error('The pool has no further connection.')), PATIENCE_SECONDS * 1000);
    const limit = AbortSignal.any([signal, patience.signal]);
    let witness;
    try {
        witness = await (0, session_ts_1.openSession)(target, { signal: limit, seconds: PATIENCE_SECONDS });
        await witness.query('BEGIN');
        return witness;
    }
    catch {
        await witness?.close();
        signal.throwIfAborted();
        return undefined;
    }
    finally {
        clearTimeout(timer);
    }
}
async function backendPid(session) {
    const rows = await session.query('SELECT pg_catalog.pg_backend_pid() AS pid');
    return rows[0]?.pid ?? 0;
}
/** A session of our own answers at once; one that must first be lent a connection may wait for ever. */
async function soon(answer) {
    let timer;
    const limit = new Promise((give) => {
        timer = setTimeout(() => give(undefined), PATIENCE_SECONDS * 1000);
    });
    answer.catch(() => undefined);
    return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}
const transactionPooler = () => new errors_ts_1.UserError({
    what: '`database-url` leads to a pooler that lends connections by the transaction (PgBouncer in transaction mode or the like).',
    why: "A dump needs one connection for its whole length, and pg_dump's settings would stay behind on connections that your application uses next.",
    next: "Use the server's direct address, or the provider's session pooler (Supabase: port 5432 of the pooler instead of 6543; Neon: the host without -pooler).",
});


/***/ }),

/***/ 1362:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.whyUntested = exports.namesSource = void 0;
exports.nameSource = nameSource;
exports.openSource = openSource;
const errors_ts_1 = __webpack_require__(83916);
const budget_ts_1 = __webpack_require__(28902);
const pooler_ts_1 = __webpack_require__(53506);
const server_ts_1 = __webpack_require__(89080);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const tools_ts_1 = __webpack_require__(18880);
/** The oldest version that our tests run. */
const OLDEST_TESTED = 13;
const NEWEST_TESTED = 18;
/** One of these must say which server or database is meant: libpq's guess would be found out as a network fault. */
const NAMING = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGSERVICE'];
const noDatabase = () => new errors_ts_1.UsageError({
    what: 'No database is named.',
    why: '`database-url` and DATABASE_URL are missing or empty (is the secret set?), and so are PGHOST and PGDATABASE.',
    next: "Set the input `database-url`, the variable DATABASE_URL, or libpq's own variables.",
});
/** Whether the options or libpq's variables name a database at all. */
const namesSource = ({ env }, databaseUrl) => databaseUrl !== undefined || NAMING.some((variable) => env[variable]);
exports.namesSource = namesSource;
/** The database that the options name; nothing is asked of it yet. */
async function nameSource(host, databaseUrl) {
    if (!(0, exports.namesSource)(host, databaseUrl))
        throw noDatabase();
    const target = await (0, target_ts_1.readTarget)(databaseUrl, host.env);
    if (target.password !== undefined)
        host.mask(target.password);
    return target;
}
/** Nothing where our tests run that version. */
const whyUntested = ({ major }) => major >= OLDEST_TESTED && major <= NEWEST_TESTED
    ? undefined
    : `PostgreSQL ${major} is not among the versions this was tested with (${OLDEST_TESTED} to ${NEWEST_TESTED}).`;
exports.whyUntested = whyUntested;
async function openSource(host, target, client) {
    const { signal, env } = host;
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        const server = await (0, server_ts_1.readServer)(session);
        const untested = (0, exports.whyUntested)(server);
        if (untested !== undefined)
            host.warn(untested);
        const route = await (0, pooler_ts_1.findRoute)(session, target, signal);
        // Before anything else wants one: at a pooler it would wait in line for ever.
        (0, budget_ts_1.requireConnection)(server, route);
        const log = (line) => host.info(line);
        const tools = await (0, tools_ts_1.findTools)({ major: server.major, client, target, env, signal, log });
        return { target, session, server, route, tools };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}


/***/ }),

/***/ 93602:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.refuseHalfTrees = refuseHalfTrees;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const relations_ts_1 = __webpack_require__(88766);
/**
 * pg_dump's patterns reach a partitioned table without its partitions, and all rows are in these: a backup of nothing would
 * look like one of everything, and rows that were to be left out would be stored.
 */
function refuseHalfTrees(relations) {
    for (const root of relations) {
        if (root.kind !== 'partitioned' || root.root !== root.oid)
            continue;
        const leaves = relations.filter((one) => one.root === root.oid && one.kind !== 'partitioned');
        if (leaves.length === 0 && (root.leaves ?? 0) > 0) {
            throw halfTree(root, 'would be stored without any of its rows', 'tables` or `schemas');
        }
        const kept = leaves.filter(({ notCompared }) => notCompared !== relations_ts_1.NOT_COMPARED.excluded);
        if (root.notCompared === relations_ts_1.NOT_COMPARED.excluded && kept.length > 0 && kept.length === leaves.length) {
            throw halfTree(root, 'would be stored with all the rows that were to be left out', 'exclude-table-data');
        }
    }
}
const halfTree = (root, what, option) => new errors_ts_1.UsageError({
    what: `The partitioned table ${(0, identifiers_ts_1.qualified)(root)} ${what}.`,
    why: `A pattern matches it, and none of its ${root.leaves ?? 0} partitions; pg_dump takes each by its own name.`,
    next: `Add patterns that match its partitions to \`${option}\`, such as ${root.schema}.${root.name}*.`,
});


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


/***/ }),

/***/ 31294:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.troublesOf = exports.goneOf = exports.titleOf = void 0;
exports.planTable = planTable;
exports.planLines = planLines;
exports.tellPruned = tellPruned;
exports.pruneJson = pruneJson;
exports.pruneSummary = pruneSummary;
const tiers_ts_1 = __webpack_require__(91655);
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const columns_ts_1 = __webpack_require__(11197);
const list_ts_1 = __webpack_require__(99000);
const markdown_ts_1 = __webpack_require__(54285);
/** Every backup, and why it stays or goes. */
function planTable({ prunable, now }) {
    const rows = prunable.plan.decisions.map((decision) => {
        const { id, label, startedAt } = decision.backup;
        return [
            id,
            label ?? '',
            (0, list_ts_1.age)(startedAt, now),
            (0, list_ts_1.verified)(decision.backup, now),
            lotOf(prunable, decision),
            whyOf(prunable, decision, now),
        ];
    });
    const head = ['Backup', 'Label', 'Age', 'Verified', 'What', 'Why'];
    return `${(0, exports.titleOf)(prunable)}\n${(0, columns_ts_1.columns)([head, ...rows])}`;
}
/** `offsite, shop: of 12 backups, 9 stay and 3 go.` and what else is to be swept. */
function planLines({ prunable, now }) {
    const { plan, debris, records } = prunable;
    const lots = plan.decisions.map((decision) => lotOf(prunable, decision));
    const numberOf = (wanted) => lots.filter((lot) => lot === wanted).length;
    const goes = plan.refusal ? `${numberOf('would go')} would go` : `${numberOf('goes')} go`;
    return [
        `${(0, exports.titleOf)(prunable)}: of ${(0, backup_ts_1.count)(lots.length, 'backup')}, ${numberOf('stays')} stay and ${goes}.`,
        ...debris.map((one) => debrisLine(one, now)),
        ...(records.length > 0 ? [`${(0, backup_ts_1.count)(records.length, 'record')} have been kept for long enough.`] : []),
    ];
}
/** Where it is, and under which name. */
const titleOf = ({ storage, inventory }) => `${storage.label}, ${inventory.name}`;
exports.titleOf = titleOf;
const debrisLine = ({ id, folder, why }, now) => `${(0, backup_ts_1.count)(folder.objects, 'object')} of ${id} (${(0, measure_ts_1.formatBytes)(folder.bytes)}) are debris: ${why}${feeOf(folder, now)}.`;
function lotOf({ plan }, { keptBy }) {
    if (keptBy.length > 0)
        return 'stays';
    return plan.refusal ? 'would go' : 'goes';
}
function whyOf({ inventory }, { backup, keptBy }, now) {
    if (keptBy.length > 0)
        return keptBy.join(', ');
    const folder = inventory.folders.get(backup.id);
    return `no rule keeps it${folder ? feeOf(folder, now) : ''}`;
}
function feeOf(folder, now) {
    const fee = (0, tiers_ts_1.earlyFee)(folder, now);
    return fee === undefined ? '' : `; ${fee}`;
}
/** How many backups are gone. */
const goneOf = ({ pruned }) => pruned?.fates.filter(({ gone }) => gone).length ?? 0;
exports.goneOf = goneOf;
/** All that went wrong, one by one. */
const troublesOf = ({ pruned }) => partsOf(pruned).flatMap(({ troubles }) => troubles);
exports.troublesOf = troublesOf;
const partsOf = (pruned) => pruned ? [...pruned.fates, pruned.debris, pruned.records, pruned.unfinished] : [];
/** Tells what was done, line by line. */
function tellPruned(host, report) {
    const { prunable, pruned } = report;
    if (!pruned)
        return;
    const title = (0, exports.titleOf)(prunable);
    for (const { id, gone, locked } of pruned.fates) {
        const [lock] = locked;
        if (gone)
            host.info(`${title}: removed ${id}.`);
        else if (lock)
            host.warn(`${title}: ${id} stays, since ${lock.key} is kept by ${lock.by}; a later run removes it.`);
    }
    const leftovers = [...pruned.fates.filter(({ gone }) => gone), pruned.debris, pruned.records];
    for (const { key, by } of leftovers.flatMap(({ locked }) => locked))
        host.warn(`${title}: ${key} was skipped: it is kept by ${by}.`);
    for (const trouble of (0, exports.troublesOf)(report))
        host.error(trouble.message);
    const { debris, records, unfinished } = pruned;
    host.info(`${title}: ${(0, backup_ts_1.count)((0, exports.goneOf)(report), 'backup')}, ${(0, backup_ts_1.count)(debris.count, 'object')} of debris, ${(0, backup_ts_1.count)(records.count, 'old record')} and ${(0, backup_ts_1.count)(unfinished.count, 'unfinished upload')} removed.`);
}
/** What was decided and done, as JSON. */
function pruneJson(report) {
    const { prunable, pruned, now } = report;
    const { storage, inventory, plan, debris, records } = prunable;
    return {
        destination: storage.label,
        name: inventory.name,
        refused: plan.refusal?.what ?? null,
        backups: plan.decisions.map((decision) => ({
            id: decision.backup.id,
            label: decision.backup.label ?? null,
            startedAt: decision.backup.startedAt.toISOString(),
            bytes: inventory.folders.get(decision.backup.id)?.bytes ?? 0,
            decision: lotOf(prunable, decision),
            why: whyOf(prunable, decision, now),
        })),
        debris: debris.map(({ id, why, folder: { objects, bytes } }) => ({ id, why, objects, bytes })),
        expiredRecords: records.length,
        done: pruned
            ? {
                removed: pruned.fates.filter(({ gone }) => gone).map(({ id }) => id),
                debris: pruned.debris.count,
                records: pruned.records.count,
                unfinishedUploads: pruned.unfinished.count,
                locked: partsOf(pruned).flatMap(({ locked }) => locked),
                troubles: (0, exports.troublesOf)(report).map(({ message }) => message),
            }
            : null,
    };
}
/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100;
/** What was decided and done, for the job's summary. */
function pruneSummary(report) {
    const { prunable, pruned, now } = report;
    const { refusal, decisions } = prunable.plan;
    const going = decisions.filter(({ keptBy }) => keptBy.length === 0);
    const troubles = (0, exports.troublesOf)(report);
    const good = !refusal && troubles.length === 0;
    return [
        `## ${good ? '✅' : '❌'} ${pruned ? 'Pruned' : 'To be pruned'}: ${(0, markdown_ts_1.cell)((0, exports.titleOf)(prunable))}`,
        planLines(report).map(markdown_ts_1.cell).join('  \n'),
        ...(refusal ? [(0, markdown_ts_1.cell)(refusal.what)] : []),
        ...(pruned ? [`${(0, backup_ts_1.count)((0, exports.goneOf)(report), 'backup')} removed.`] : []),
        ...troubles.slice(0, SHOWN).map(({ message }) => `- ${(0, markdown_ts_1.cell)(message)}`),
        ...(going.length > 0
            ? [
                (0, markdown_ts_1.table)(['Backup', 'Label', 'What', 'Why'], going
                    .slice(0, SHOWN)
                    .map((one) => [
                    one.backup.id,
                    one.backup.label ?? '',
                    lotOf(prunable, one),
                    whyOf(prunable, one, now),
                ])),
            ]
            : []),
        ...(going.length > SHOWN ? [`${going.length - SHOWN} more are in the log.`] : []),
    ].join('\n\n');
}


/***/ }),

/***/ 58978:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NobodyLeft = void 0;
exports.tee = tee;
const node_stream_1 = __webpack_require__(57075);
const errors_ts_1 = __webpack_require__(83916);
/**
 * Hands the same chunks to several readers, as fast as the slowest takes them. A reader that gives up (destroys its
 * branch) is left out and the others go on; when all have, the source is destroyed. When the source fails, every branch
 * is destroyed with its error and none ends. The chunks are shared, so no reader may change them.
 */
function tee(source, count) {
    const live = new Set();
    const full = new Set();
    const mayGoOn = () => {
        if (full.size === 0 && live.size > 0)
            source.resume();
    };
    const roomIn = (branch) => {
        if (full.delete(branch))
            mayGoOn();
    };
    const gone = (branch, error) => {
        live.delete(branch);
        full.delete(branch);
        if (live.size > 0)
            mayGoOn();
        else if (!source.readableEnded)
            source.destroy(new NobodyLeft(error));
    };
    const branches = Array.from({ length: count }, () => new Branch(roomIn, gone));
    for (const branch of branches)
        live.add(branch);
    source.on('data', (chunk) => {
        for (const branch of live) {
            if (!branch.push(chunk))
                full.add(branch);
        }
        if (full.size > 0)
            source.pause();
    });
    (0, node_stream_1.finished)(source, { writable: false }, (error) => {
        // Destroying a branch takes it out of the set.
        for (const branch of [...live]) {
            if (error)
                branch.destroy(error);
            else
                branch.push(null);
        }
    });
    return branches;
}
class Branch extends node_stream_1.Readable {
    #roomIn;
    #gone;
    constructor(roomIn, gone) {
        super();
        this.#roomIn = roomIn;
        this.#gone = gone;
        // The source may fail before this branch's reader has begun: it still gets the error when it does.
        this.on('error', () => { });
    }
    _read() {
        this.#roomIn(this);
    }
    _destroy(error, done) {
        this.#gone(this, error);
        done(error);
    }
}
/** Why a source was destroyed: not for a fault of its own. */
class NobodyLeft extends errors_ts_1.UserError {
    constructor(last) {
        super({
            what: 'No destination is left to write to.',
            why: last ? `The last one failed: ${last.message}` : 'All of them stopped reading.',
            next: 'See what was said about each destination.',
            cause: last ?? undefined,
        });
        this.name = 'NobodyLeft';
    }
}
exports.NobodyLeft = NobodyLeft;


/***/ })

};
