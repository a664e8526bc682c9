export const id = 3535;
export const ids = [3535];
export const modules = {

/***/ 87259:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.runToEnding = runToEnding;
exports.storyOf = storyOf;
const errors_ts_1 = __webpack_require__(83916);
/** How long a run may still clean up after an error that came out of nowhere. */
const STRAY_GRACE_MS = 10_000;
/** The one place that turns errors into messages and endings, also those that nobody waited for. */
async function runToEnding(host, work) {
    let stray;
    let timer;
    const onStray = (error) => {
        if (stray !== undefined) {
            host.debug(stackOf(error));
            return;
        }
        stray = { error };
        // Aborting lets the run end its children and its uploads; nothing else it does is to be trusted now.
        host.stop(new errors_ts_1.UserError({ what: 'Stopped by an unexpected error.' }));
        timer = setTimeout(() => {
            report(host, error);
            process.exit(1);
        }, STRAY_GRACE_MS).unref();
    };
    const onAbort = () => {
        if (host.signal.reason instanceof errors_ts_1.Cancelled)
            host.info('Stopping, and cleaning up what is unfinished.');
    };
    process.on('uncaughtException', onStray);
    process.on('unhandledRejection', onStray);
    host.signal.addEventListener('abort', onAbort, { once: true });
    try {
        const ending = await work();
        return stray === undefined ? ending : report(host, stray.error);
    }
    catch (error) {
        return report(host, stray === undefined ? error : stray.error);
    }
    finally {
        clearTimeout(timer);
        process.off('uncaughtException', onStray);
        process.off('unhandledRejection', onStray);
        host.signal.removeEventListener('abort', onAbort);
        host.close();
    }
}
/** What is told of an error, and decides the ending; a defect has no story. */
function storyOf({ signal }, error) {
    // Once cancelled, what fails fails because of that.
    if (signal.aborted && signal.reason instanceof errors_ts_1.Cancelled)
        return signal.reason;
    return error instanceof errors_ts_1.UserError ? error : undefined;
}
function report(host, error) {
    const story = storyOf(host, error);
    host.error(story === undefined ? defect(error, host.debugging) : story.message);
    if (error instanceof errors_ts_1.ToolError && error !== story)
        host.debug(error.stderrTail);
    host.debug(stackOf(error));
    return story?.ending ?? 'fail';
}
function defect(error, debugging) {
    return [
        `This is a defect of pg-backup: ${messageOf(error)}`,
        'Please report it in the issues of pg-backup-action, with this message and what was run.',
        debugging ? '' : 'With `debug: true` (`--debug`) it shows where it happened.',
    ]
        .filter(Boolean)
        .join('\n');
}
function messageOf(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return error.errors.map(messageOf).join('; ');
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
/** Stacks along the chain of causes. Nothing else of an error is shown: SDKs hang requests with credentials on theirs. */
function stackOf(error, depth = 0) {
    if (!(error instanceof Error) || depth > 5)
        return depth > 5 ? '…' : String(error);
    const parts = [error.stack ?? messageOf(error)];
    if (error instanceof AggregateError)
        parts.push(...error.errors.slice(0, 5).map((one) => stackOf(one, depth + 1)));
    if (error.cause !== undefined)
        parts.push(`Caused by: ${stackOf(error.cause, depth + 1)}`);
    return parts.join('\n');
}


/***/ }),

/***/ 3314:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.missing = missing;
const errors_ts_1 = __webpack_require__(83916);
const table_ts_1 = __webpack_require__(1434);
/** What a user reads who left out what a command cannot do without. */
function missing(name) {
    const option = (0, table_ts_1.declared)(name);
    const example = option.example.split('\n')[0];
    const variable = option.env === undefined ? '' : `, or by the variable ${option.env}`;
    return new errors_ts_1.UsageError({
        what: `\`${name}\` is missing.`,
        next: `Set it as an input of the step, \`${name}: ${example}\`, or on the command line, \`--${name} ${example}\`${variable}.`,
    });
}


/***/ }),

/***/ 87976:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.COMBINE = void 0;
const errors_ts_1 = __webpack_require__(83916);
const missing_ts_1 = __webpack_require__(3314);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
/** From single values to the options of each command. */
exports.COMBINE = {
    backup: combineBackup,
    verify: (values, surroundings) => {
        const { destinations, name, backup: choice, from, json, debug, ...drill } = values;
        const backup = oneOf(choice);
        if (destinations === undefined && backup.kind !== 'dump')
            throw (0, missing_ts_1.missing)('destinations');
        if (backup.kind === 'dump' && values.rehydrate !== undefined)
            throw rehydrateNeedsOurs();
        return {
            ...drillOf(drill, surroundings),
            ...{ destinations: destinations ?? [], name, backup, json, debug },
            from: fromOf(from, destinations ?? []),
        };
    },
    prove: (values, surroundings) => {
        const { destinations, name, backup: choice, from, json, debug, ...drill } = values;
        const backup = oneOf(choice);
        if (backup.kind === 'dump')
            throw proveNeedsOurs();
        if (from === 'all')
            throw proveFromOne();
        return {
            ...drillOf({ ...NO_CHECKS, ...drill }, surroundings),
            ...{ destinations, name, backup, json, debug },
            from: fromOf(from, destinations),
        };
    },
    restore: combineRestore,
    list: (values) => values,
    prune: ({ keep, ...values }) => ({ ...values, policy: keep ?? [] }),
    check: ({ keep, rpo, ...values }) => ({ ...values, policy: keep ?? [], rpo: rpo ?? CHECKED_RPO_HOURS }),
    copy: combineCopy,
    doctor: combineDoctor,
};
/** A check that nobody told anything must still notice that backups have stopped. */
const CHECKED_RPO_HOURS = 48;
function combineRestore(values, { audience, folder }) {
    const { backup: choice, from, destinations, showTableNames, ...more } = values;
    const { tables, tableMode, where, triggers, ...others } = more;
    const backup = oneOf(choice);
    if (backup.kind === 'dump')
        refuseForDump(values);
    if (from === 'all')
        throw restoreFromOne();
    if (destinations === undefined && !values.undo && backup.kind !== 'dump')
        throw (0, missing_ts_1.missing)('destinations');
    if (!values.safetyBackup && values.mode !== 'in-place')
        throw idleSafety();
    return {
        ...others,
        destinations: destinations ?? [],
        backup,
        tables: tablesOf(values),
        from: fromOf(from, destinations ?? []),
        workspace: folder,
        showTableNames: showTableNames === 'auto' ? audience === 'private' : showTableNames,
    };
}
/** Reading them gives all backups at once to `copy` alone. */
function oneOf(choice) {
    if (choice.kind === 'all')
        throw new Error('All backups at once were given to a command that takes one.');
    return choice;
}
function combineCopy({ backup, from, ...values }) {
    const { destinations } = values;
    if (backup.kind === 'dump')
        throw copyNeedsOurs();
    const chosen = fromOf(from, destinations);
    if (chosen.kind === 'all')
        throw copyFromOne();
    const source = chosen.kind === 'one' ? destinations.find(({ label }) => label === chosen.label) : destinations[0];
    const targets = destinations.filter((destination) => destination !== source);
    if (source === undefined || targets.length === 0)
        throw copyNeedsTwo();
    return { ...values, backup, source, targets };
}
function combineBackup(values, surroundings) {
    const { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData, ...others } = values;
    const selection = { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData };
    refuseDataOfSchema(selection);
    const { databaseUrl, recipients, verify, destinations, name, label, lockTimeout, compressionLevel, ...more } = others;
    const { fingerprint, json, debug, keep, keepLabels, keepRecords, allowLargePrune, ...drill } = more;
    if (verify && recipients !== undefined && drill.identity === undefined)
        throw verifyNeedsKey();
    const all = drillOf({ ...drill, rehydrate: undefined }, surroundings);
    return {
        ...{ databaseUrl, destinations, name, label, lockTimeout, compressionLevel, fingerprint, json, debug },
        ...{ jobs: all.jobs, client: all.client, showTableNames: all.showTableNames },
        encryption: encryptionOf(recipients, drill.passphrase),
        selection,
        drill: verify ? all : undefined,
        // The backup is made just before, so there is none that could be too old.
        retention: keep && { policy: keep, keepLabels, keepRecords, allowLargePrune, rpo: undefined },
    };
}
function combineDoctor(values, { audience }) {
    const { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData, ...others } = values;
    const { recipients, destinations, showTableNames, ...more } = others;
    const selection = { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData };
    refuseDataOfSchema(selection);
    return {
        ...more,
        destinations: destinations ?? [],
        encryption: encryptionOf(recipients, more.passphrase),
        selection,
        showTableNames: showTableNames === 'auto' ? audience === 'private' : showTableNames,
    };
}
function refuseDataOfSchema({ include, excludeTableData }) {
    if (include !== 'schema' || excludeTableData.length === 0)
        return;
    throw new errors_ts_1.UsageError({
        what: '`exclude-table-data` cannot be combined with `include: schema`, which holds no rows at all.',
        next: 'Leave out one of the two.',
    });
}
function drillOf(values, { audience, folder }) {
    if (values.level === 'archive')
        refuseUnasked(values);
    return {
        ...values,
        showTableNames: values.showTableNames === 'auto' ? audience === 'private' : values.showTableNames,
        workspace: folder,
    };
}
/** What would never be asked must not look as if it had been answered. */
function refuseUnasked({ checks, checksFile, smokeCommand, rto, keepScratch }) {
    const given = { checks, 'checks-file': checksFile, 'smoke-command': smokeCommand, rto };
    const idle = Object.entries(given).filter(([, value]) => value !== undefined);
    const names = [...idle.map(([name]) => name), ...(keepScratch ? ['keep-scratch'] : [])];
    if (names.length === 0)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`level: archive\` restores nothing, so ${(0, values_ts_1.listed)(names.map((name) => `\`${name}\``)).replace(' or ', ' and ')} would never be looked at.`,
        next: 'Leave it out, or take `level: restore` or `full`.',
    });
}
/** `prove` shows that the drill's own comparison works, so it asks nothing of the user's. */
const NO_CHECKS = {
    ...{ level: 'full', checks: undefined, checksFile: undefined, checkTimeout: 1 },
    ...{ smokeCommand: undefined, smokeTimeout: 1, rto: undefined, keepScratch: false, restoreLog: undefined },
    rehydrate: undefined,
};
function fromOf(text, destinations) {
    if (text === undefined)
        return { kind: 'first' };
    if (text === 'all')
        return { kind: 'all' };
    const found = destinations.find(({ label, url }) => label === text || url === text);
    if (found)
        return { kind: 'one', label: found.label };
    const labels = destinations.map(({ label }) => label);
    throw new errors_ts_1.UsageError({
        what: `\`from\`: ${(0, quoted_ts_1.quoted)(text)} is none of the destinations.`,
        next: [`Write ${(0, values_ts_1.listed)(['all', ...labels])}.`, (0, nearest_ts_1.didYouMean)(text, labels)].filter(Boolean).join(' '),
    });
}
const verifyNeedsKey = () => new errors_ts_1.UsageError({
    what: '`verify` needs `identity`, since the backup is encrypted to `recipients`.',
    why: 'What nobody can open cannot be restored and compared.',
    next: 'Set `identity` (or PG_BACKUP_IDENTITY), or verify in a run of its own, where the secret key is.',
});
const proveNeedsOurs = () => new errors_ts_1.UsageError({
    what: '`backup`: a dump that another program made cannot be proven with.',
    why: 'It has no fingerprint of its source, so there is nothing that a spoiled row could differ from.',
    next: 'Name a backup of ours, or use `verify` for this dump.',
});
function tablesOf(values) {
    const { tables: names, tableMode: mode, where, triggers } = values;
    const given = { 'table-mode': mode, where, triggers: triggers === 'off' ? triggers : undefined };
    if (names.length === 0) {
        const [idle] = Object.entries(given).filter(([, value]) => value !== undefined);
        if (!idle)
            return undefined;
        throw new errors_ts_1.UsageError({
            what: `\`${idle[0]}\` does nothing without \`tables\`.`,
            next: 'Name the tables that are meant, or leave it out.',
        });
    }
    if (mode === undefined)
        throw new errors_ts_1.UsageError({
            what: '`table-mode` is missing, with `tables`.',
            why: '`merge` inserts the rows that are missing; `sync` also changes and deletes rows, until the tables are as in the backup; `create` makes tables that are missing.',
            next: 'Set `table-mode: merge`, `table-mode: sync` or `table-mode: create`.',
        });
    if (mode === 'create' && triggers === 'off')
        throw new errors_ts_1.UsageError({
            what: '`triggers` does nothing with `table-mode: create`.',
            why: 'The triggers of a table that is made again come after its rows, and do not run on them.',
            next: 'Leave it out.',
        });
    const whole = {
        mode: values.mode,
        'migrate-command': values.migrateCommand,
        'smoke-command': values.smokeCommand,
        accept: values.accept,
        'drop-old-after': values.dropOldAfter,
        globals: values.globals || undefined,
    };
    const [idle] = Object.entries(whole).filter(([, value]) => value !== undefined);
    if (idle)
        throw new errors_ts_1.UsageError({
            what: `\`${idle[0]}\` is for a whole database, and \`tables\` names some of its tables.`,
            next: 'Leave out one of the two.',
        });
    return mode === 'create' ? { names, mode, where } : { names, mode, where, triggers: triggers === 'on' };
}
/** What needs more than a dump of another program holds. */
function refuseForDump({ tables, mode, globals, rehydrate }) {
    if (rehydrate !== undefined)
        throw rehydrateNeedsOurs();
    const given = { tables: tables.length > 0, 'mode: in-place': mode === 'in-place', globals };
    const [idle] = Object.entries(given).filter(([, is]) => is);
    if (!idle)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`${idle[0]}\` needs a backup of ours, and \`backup\` names a dump that another program made.`,
        why: 'Such a dump has no proof of what its source held, and no list of what it needs.',
        next: 'Restore all of it beside what is there, by `mode: swap`, or under another name, by `mode: new`.',
    });
}
const rehydrateNeedsOurs = () => new errors_ts_1.UsageError({
    what: '`rehydrate` brings back the objects of a backup of ours, and `backup` names a dump that another program made.',
    next: 'Have the dump brought back by the tools of its store, and leave `rehydrate` out.',
});
const idleSafety = () => new errors_ts_1.UsageError({
    what: '`safety-backup: false` is for `mode: in-place`; no other mode drops what is there.',
    next: 'Leave one of the two out, or name the mode.',
});
const restoreFromOne = () => new errors_ts_1.UsageError({
    what: '`from`: a backup is restored from one destination.',
    next: 'Write its label, or leave it out.',
});
const proveFromOne = () => new errors_ts_1.UsageError({
    what: '`from`: `prove` takes one destination.',
    next: 'Write its label, or leave it out.',
});
const copyNeedsOurs = () => new errors_ts_1.UsageError({
    what: '`backup`: a dump that another program made cannot be copied.',
    next: 'Name a backup of ours, or copy the file by the tools of its store.',
});
const copyFromOne = () => new errors_ts_1.UsageError({
    what: '`from`: a backup is copied from one destination to all the others.',
    next: 'Write its label, or leave it out for the first of `destinations`.',
});
const copyNeedsTwo = () => new errors_ts_1.UsageError({
    what: '`destinations` names no other place to copy to.',
    next: 'Name the destination that has the backup, and each that is to get it.',
});
function encryptionOf(recipients, passphrase) {
    if (recipients !== undefined)
        return { kind: 'recipients', recipients };
    return passphrase === undefined ? undefined : { kind: 'passphrase', passphrase };
}


/***/ }),

/***/ 89905:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseRequest = parseRequest;
const errors_ts_1 = __webpack_require__(83916);
const commands_ts_1 = __webpack_require__(58566);
const missing_ts_1 = __webpack_require__(3314);
const options_ts_1 = __webpack_require__(87976);
const reading_ts_1 = __webpack_require__(12158);
const table_ts_1 = __webpack_require__(1434);
const table_watch_ts_1 = __webpack_require__(6280);
const values_ts_1 = __webpack_require__(62262);
const watch_ts_1 = __webpack_require__(9877);
/** Turns what was read into a request, or throws one `UsageError` that tells everything that is wrong with it. */
function parseRequest(reading, place) {
    const command = (0, commands_ts_1.checkCommand)(reading.command ?? commands_ts_1.DEFAULT_COMMAND);
    return requestFor(command, reading, place);
}
function requestFor(command, reading, place) {
    const problems = [...reading.problems];
    const given = (0, reading_ts_1.withEnvironment)(reading.given, place.env);
    const values = {};
    const watchValues = {};
    for (const name of reading.given.keys())
        collect(problems, () => checkBelongs(name, command));
    for (const name of table_ts_1.OPTION_NAMES) {
        const option = (0, table_ts_1.declared)(name);
        if (name === 'command' || !option.commands.includes(command))
            continue;
        collect(problems, () => checkExcludes(name, option, given));
        collect(problems, () => checkNeeds(name, option, command, reading.given));
        // After a misspelled name, what is missing is most often that one.
        if (option.required?.includes(command) && !given.has(name) && reading.problems.length === 0)
            problems.push((0, missing_ts_1.missing)(name));
        collect(problems, () => {
            const context = { command, option: name, folder: place.folder, home: place.env.HOME };
            const kept = Object.hasOwn(table_watch_ts_1.WATCH, name) ? watchValues : values;
            kept[camelCase(name)] = parsed(option, given.get(name), context);
        });
    }
    if (problems.length > 0)
        throw together(problems);
    // The table's types say what `values` holds now; only the compiler cannot follow the loop.
    const combine = options_ts_1.COMBINE[command];
    const options = combine(values, place);
    return { command, options, watch: (0, watch_ts_1.watchOf)(watchValues) };
}
function parsed(option, given, context) {
    const texts = given?.texts ?? (option.default === undefined ? undefined : [option.default]);
    if (texts === undefined)
        return undefined;
    if (option.form === 'lines') {
        const lines = linesOf(texts);
        if (given !== undefined && lines.length === 0) {
            // Only comments: taken for "not given", this could turn encryption off without a word.
            throw new errors_ts_1.UsageError({
                what: `\`${context.option}\`: ${given.source} holds comments only.`,
                next: `Write a value, such as ${option.example.split('\n')[0]}, or leave it out.`,
            });
        }
        return option.parse(lines, context);
    }
    const [text = '', ...others] = texts;
    if (others.length === 0)
        return option.parse(text, context);
    throw new errors_ts_1.UsageError({
        what: `\`--${context.option}\` is given ${texts.length} times.`,
        next: 'Write it once.',
    });
}
/** Lines without blank ones and comments; a name that begins with # goes in double quotes. */
function linesOf(texts) {
    return texts
        .flatMap((text) => text.split(/\r\n|\r|\n/))
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}
function checkBelongs(name, command) {
    const { commands } = (0, table_ts_1.declared)(name);
    if (commands.includes(command))
        return;
    throw new errors_ts_1.UsageError({
        what: `\`${name}\` is no option of \`${command}\`; it belongs to ${(0, values_ts_1.listed)(commands.map((other) => `\`${other}\``)).replace(' or ', ' and ')}.`,
        next: 'Leave it out, or choose the other command.',
    });
}
function checkExcludes(name, option, given) {
    for (const [other, why] of Object.entries(option.excludes ?? {})) {
        const one = given.get(name);
        const two = given.get(other);
        if (one === undefined || two === undefined)
            continue;
        throw new errors_ts_1.UsageError({
            what: `\`${name}\` cannot be combined with \`${other}\`: ${why}.`,
            next: `Leave out one of the two; they came from ${one.source} and ${two.source}.`,
        });
    }
}
/** An option that would do nothing is more often a switch that was forgotten. */
function checkNeeds(name, option, command, given) {
    const other = option.needs?.[command];
    const one = given.get(name);
    if (other === undefined || one === undefined)
        return;
    const { form, example } = (0, table_ts_1.declared)(other);
    const texts = given.get(other)?.texts ?? [];
    const isOn = texts.some((text) => form !== 'switch' || (0, values_ts_1.parseSwitch)(text, { option: other }));
    if (isOn)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`${name}\` does nothing here without \`${other}\`.`,
        next: `Set \`${other}: ${form === 'switch' ? 'true' : example}\` (\`--${other}\`), or leave it out; it came from ${one.source}.`,
    });
}
function collect(problems, work) {
    try {
        work();
    }
    catch (error) {
        if (!(error instanceof errors_ts_1.UsageError))
            throw error;
        problems.push(error);
    }
}
function together(problems) {
    const [first, ...others] = problems;
    if (first !== undefined && others.length === 0)
        return first;
    const all = problems.map(({ message }) => `- ${message.replaceAll('\n', '\n  ')}`);
    return new errors_ts_1.UsageError({
        what: `${problems.length} things are wrong with the options:`,
        why: all.join('\n'),
    });
}
const camelCase = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());


/***/ })

};
