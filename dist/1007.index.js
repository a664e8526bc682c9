export const id = 1007;
export const ids = [1007];
export const modules = {

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
exports.inScratch = inScratch;
const database_ts_1 = __webpack_require__(95989);
const scratch_ts_1 = __webpack_require__(30944);
/** Makes a server and a database to restore into, and takes them away in every ending, unless they are to be kept. */
async function inScratch(host, ledger, { options, major, bytes, locale, roles }, work) {
    const { scratch: choice, jobs, client, keepScratch } = options;
    const needBytes = ROOM_FOR_A_SERVER + 1.25 * bytes;
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


/***/ })

};
