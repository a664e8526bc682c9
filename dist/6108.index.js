export const id = 6108;
export const ids = [6108,8926,7747];
export const modules = {

/***/ 19881:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createActionsHost = createActionsHost;
const cancel_ts_1 = __webpack_require__(75758);
const progress_ts_1 = __webpack_require__(5723);
const runner_ts_1 = __webpack_require__(58934);
const secrets_ts_1 = __webpack_require__(27747);
const visible_ts_1 = __webpack_require__(96924);
const PROGRESS_EVERY_MS = 8_000;
/** A mask of one or two letters would eat the whole job's log, of other steps too; our own lines hide them anyway. */
const SHORTEST_MASK = 3;
/**
 * A step of a GitHub workflow. It speaks the runner's protocol itself instead of through @actions/core: masks have to be
 * out before anything else is, in the same tick, and importing that package takes longer than all of our start.
 */
function createActionsHost(options) {
    const { env, out } = options;
    const secrets = (0, secrets_ts_1.createSecrets)();
    const cancelling = options.cancelling ?? (0, cancel_ts_1.listenForCancel)();
    let debugging = env.RUNNER_DEBUG === '1';
    let depth = 0;
    const write = (text) => {
        const lines = (0, visible_ts_1.visibleLines)(secrets.redact(text)).map(visible_ts_1.withoutCommands);
        out.write(`${lines.join('\n')}\n`);
    };
    const annotate = (level, text) => {
        out.write(`${(0, runner_ts_1.workflowCommand)(level, (0, visible_ts_1.visibleLines)(secrets.redact(text)).join('\n'))}\n`);
    };
    const mask = (secret) => {
        for (const form of secrets.add(secret)) {
            if (form.length >= SHORTEST_MASK)
                out.write(`${(0, runner_ts_1.workflowCommand)('add-mask', form)}\n`);
        }
    };
    const board = (0, progress_ts_1.createBoard)({
        everyMs: options.progressEveryMs ?? PROGRESS_EVERY_MS,
        show: (work) => {
            for (const one of work)
                write((0, progress_ts_1.progressLine)(one));
        },
    });
    for (const secret of (0, secrets_ts_1.secretsInEnvironment)(env))
        mask(secret);
    return {
        signal: cancelling.signal,
        env,
        audience: (0, runner_ts_1.audienceOf)(env),
        ask: async () => undefined,
        info: write,
        warn: (line) => annotate('warning', line),
        error: (line) => annotate('error', line),
        debug: (line) => {
            if (debugging)
                write(line.replace(/^/gm, 'debug: '));
        },
        async group(title, work) {
            // The runner knows no groups within groups: an inner one is a line of the outer.
            if (depth > 0)
                write(title);
            else
                out.write(`${(0, runner_ts_1.workflowCommand)('group', (0, visible_ts_1.visibleLine)(secrets.redact(title)))}\n`);
            depth++;
            try {
                return await work();
            }
            finally {
                depth--;
                if (depth === 0)
                    out.write(`${(0, runner_ts_1.workflowCommand)('endgroup')}\n`);
            }
        },
        progress: board.start,
        mask,
        redact: secrets.redact,
        output(name, value) {
            const told = secrets.redact(value);
            if (told !== value)
                annotate('warning', `The output ${name} holds a masked secret, and is given with *** in its place.`);
            (0, runner_ts_1.appendValue)(env, 'GITHUB_OUTPUT', name, told);
        },
        summary: async (markdown) => (0, runner_ts_1.appendSummary)(env, secrets.redact(markdown)),
        print: write,
        // Read by our own clean-up alone, which needs every name as it is, also one that is a password somewhere.
        remember: (name, value) => (0, runner_ts_1.appendValue)(env, 'GITHUB_STATE', name, value),
        showDebug: () => {
            debugging = true;
        },
        get debugging() {
            return debugging;
        },
        stop: cancelling.stop,
        close() {
            board.close();
            cancelling.close();
        },
    };
}


/***/ }),

/***/ 75758:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.listenForCancel = listenForCancel;
const errors_ts_1 = __webpack_require__(83916);
/** Time that GitHub's runner leaves between SIGTERM and SIGKILL, less a little. */
const LAST_MOMENTS_MS = 2_000;
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const WORDS = {
    SIGINT: 'interrupted (SIGINT)',
    SIGTERM: 'told to stop (SIGTERM)',
    SIGHUP: 'the terminal was closed (SIGHUP)',
};
/**
 * The first SIGINT or SIGTERM aborts the run with a `Cancelled`; a second one of the same kind ends the process at once.
 * SIGTERM after SIGINT is not impatience but the runner's own order of things (SIGINT, 7.5 s later SIGTERM, 2.5 s later
 * SIGKILL): the moments left are used for cleaning up.
 */
function listenForCancel(exit = process.exit, lastMomentsMs = LAST_MOMENTS_MS) {
    const controller = new AbortController();
    const seen = new Set();
    let timer;
    const onSignal = (signal) => {
        const impatient = seen.has(signal) || seen.has('SIGTERM');
        seen.add(signal);
        if (impatient) {
            exit(CODES[signal]);
        }
        else if (seen.size === 1) {
            controller.abort(new errors_ts_1.Cancelled(WORDS[signal]));
        }
        else {
            timer = setTimeout(() => exit(CODES[signal]), lastMomentsMs).unref();
        }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    process.on('SIGHUP', onSignal);
    return {
        signal: controller.signal,
        stop: (reason) => controller.abort(reason),
        close() {
            clearTimeout(timer);
            process.off('SIGINT', onSignal);
            process.off('SIGTERM', onSignal);
            process.off('SIGHUP', onSignal);
        },
    };
}


/***/ }),

/***/ 78926:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.POST_STATE = void 0;
exports.entryFor = entryFor;
/** The name under which a step's run tells its own clean-up what it is. */
exports.POST_STATE = 'post';
/** Which entry a start of the bundle means: the runner starts it without arguments, a person with some. */
function entryFor(args, env) {
    if (args.length > 0)
        return 'cli';
    if (env[`STATE_${exports.POST_STATE}`])
        return 'post';
    const onRunner = env.GITHUB_ACTIONS === 'true' || Object.keys(env).some((name) => name.startsWith('INPUT_'));
    return onRunner ? 'step' : 'cli';
}


/***/ }),

/***/ 23810:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.formatBytes = formatBytes;
exports.formatDuration = formatDuration;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** `1.4 GB`: decimal units, as stores count and bill them. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
/** `42 s`, `3 min 05 s`, `2 h 07 min`. */
function formatDuration(seconds) {
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    const two = (number) => String(number).padStart(2, '0');
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
    return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}


/***/ }),

/***/ 5723:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createBoard = createBoard;
exports.progressLine = progressLine;
exports.progressBar = progressBar;
const measure_ts_1 = __webpack_require__(23810);
const visible_ts_1 = __webpack_require__(96924);
/** How long the time is over which a rate is taken: short enough to show a stall, long enough to be calm. */
const WINDOW_MS = 5_000;
/**
 * All work in progress of a run. `show` is called every `everyMs` while there is any, and must not keep the process
 * alive; `update` only stores a number, since it is called for every chunk.
 */
function createBoard(options) {
    const now = options.now ?? performance.now.bind(performance);
    const running = new Map();
    let timer;
    const snapshots = () => [...running.values()].map((meter) => meter.snapshot());
    const stop = () => {
        clearInterval(timer);
        timer = undefined;
    };
    return {
        snapshots,
        start(title) {
            const id = Symbol(title);
            const meter = createMeter(title, now);
            running.set(id, meter);
            timer ??= setInterval(() => options.show(snapshots()), options.everyMs).unref();
            return {
                update: meter.update,
                done() {
                    if (!running.delete(id) || running.size > 0)
                        return;
                    stop();
                    options.idle?.();
                },
            };
        },
        close() {
            running.clear();
            stop();
        },
    };
}
function createMeter(title, now) {
    let status = { bytes: 0 };
    let samples = [{ at: now(), bytes: 0 }];
    return {
        update: (latest) => {
            status = latest;
        },
        snapshot() {
            const latest = { at: now(), bytes: status.bytes };
            // One sample older than the window stays, so that there is always something to measure against.
            const old = samples.findLastIndex(({ at }) => latest.at - at >= WINDOW_MS);
            samples = [...samples.slice(Math.max(old, 0)), latest];
            const first = samples[0] ?? latest;
            const seconds = (latest.at - first.at) / 1000;
            return { title, status, rate: seconds > 0 ? Math.max(0, (latest.bytes - first.bytes) / seconds) : 0 };
        },
    };
}
/** One piece of work as a line of a log. */
function progressLine({ title, status, rate }) {
    const { bytes, total, note } = status;
    const share = shareOf(status);
    const size = total === undefined ? (0, measure_ts_1.formatBytes)(bytes) : `${(0, measure_ts_1.formatBytes)(bytes)} of ${(0, measure_ts_1.formatBytes)(total)}`;
    const left = share !== undefined && rate > 0 && total !== undefined ? (total - bytes) / rate : undefined;
    const parts = [
        share === undefined ? size : `${size} (${percent(share)})`,
        `${(0, measure_ts_1.formatBytes)(rate)}/s`,
        left === undefined ? undefined : `${(0, measure_ts_1.formatDuration)(left)} left`,
        note === undefined || note === '' ? undefined : note,
    ];
    return `${title}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}
const BAR = 20;
/** All work in progress as one line of at most so many columns: a bar for one, a few words each for several. */
function progressBar(work, columns) {
    const [only, ...others] = work;
    if (only === undefined)
        return '';
    if (others.length > 0) {
        const parts = work.map((one) => `${one.title} ${briefly(one)}`);
        return (0, visible_ts_1.fitted)((0, visible_ts_1.visibleLine)(parts.join(' · ')), columns);
    }
    const share = shareOf(only.status);
    const line = (0, visible_ts_1.visibleLine)(progressLine(only));
    if (share === undefined || (0, visible_ts_1.columnsOf)(line) + BAR + 1 > columns)
        return (0, visible_ts_1.fitted)(line, columns);
    const filled = Math.round(share * BAR);
    return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${line}`;
}
function briefly({ status, rate }) {
    const share = shareOf(status);
    return `${share === undefined ? (0, measure_ts_1.formatBytes)(status.bytes) : percent(share)} ${(0, measure_ts_1.formatBytes)(rate)}/s`;
}
/** A total is an estimate more often than not: it is never shown as passed. */
function shareOf({ bytes, total }) {
    return total === undefined || total <= 0 ? undefined : Math.min(1, Math.max(0, bytes / total));
}
const percent = (share) => `${Math.floor(share * 100)} %`;


/***/ }),

/***/ 58934:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.workflowCommand = workflowCommand;
exports.appendValue = appendValue;
exports.appendSummary = appendSummary;
exports.audienceOf = audienceOf;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const errors_ts_1 = __webpack_require__(83916);
/** A workflow command: a line that GitHub's runner acts on. */
function workflowCommand(name, message = '') {
    const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    return `::${name}::${escaped}`;
}
/** Hands a named value to the runner by one of its files; the delimiter cannot be guessed, so no value can end itself. */
function appendValue(env, variable, name, value) {
    const delimiter = `pg-backup-${(0, node_crypto_1.randomUUID)()}`;
    appendTo(env[variable], variable, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}
/** The runner refuses a larger summary of a step as a whole. */
const SUMMARY_LIMIT = 1024 * 1024;
const CUT = '\n\n_The rest of this summary is left out: GitHub shows no more than 1 MiB._\n';
/** Appends to the step's summary, cut at a line's end where the runner would refuse it. */
function appendSummary(env, markdown) {
    const file = env.GITHUB_STEP_SUMMARY;
    const room = SUMMARY_LIMIT - sizeOf(file);
    const text = `${markdown}\n`;
    if (Buffer.byteLength(text) <= room) {
        appendTo(file, 'GITHUB_STEP_SUMMARY', text);
    }
    else {
        const cut = cutToBytes(text, room - Buffer.byteLength(CUT));
        if (cut !== undefined)
            appendTo(file, 'GITHUB_STEP_SUMMARY', `${cut}${CUT}`);
    }
}
function cutToBytes(text, bytes) {
    if (bytes < 0)
        return undefined;
    // A cut in the middle of a character leaves a replacement character, which the cut to a line's end takes away.
    const head = Buffer.from(text).subarray(0, bytes).toString();
    return head.slice(0, Math.max(0, head.lastIndexOf('\n')));
}
function sizeOf(file) {
    return file === undefined ? 0 : ((0, node_fs_1.statSync)(file, { throwIfNoEntry: false })?.size ?? 0);
}
function appendTo(file, variable, text) {
    // Without the file there is nobody who would read it, as in a copy of a runner that knows no summaries.
    if (file === undefined || file === '')
        return;
    try {
        (0, node_fs_1.appendFileSync)(file, text);
    }
    catch (cause) {
        throw new errors_ts_1.UserError({
            what: `The runner's file ${variable} cannot be written.`,
            why: cause instanceof Error ? cause.message : undefined,
            next: 'Look for room and rights on the disk of the runner.',
            cause,
        });
    }
}
/** Who reads the log: only an event that says that its repository is private makes it private. */
function audienceOf(env) {
    if (env.GITHUB_EVENT_PATH === undefined)
        return 'public';
    try {
        const event = JSON.parse((0, node_fs_1.readFileSync)(env.GITHUB_EVENT_PATH, 'utf8'));
        return event?.repository?.private === true
            ? 'private'
            : 'public';
    }
    catch {
        return 'public';
    }
}


/***/ }),

/***/ 27747:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.withoutCredentials = exports.holdsPassword = void 0;
exports.createSecrets = createSecrets;
exports.secretsInEnvironment = secretsInEnvironment;
/** What a masked secret is replaced with. */
const MASK = '***';
/** A part of a secret (one of its lines) that is shorter says too little and would hide too much. */
const SHORTEST_PART = 4;
/** A shorter form is replaced only where it stands alone: a password `db` must not eat the middle of `adbc`. */
const SHORTEST_ANYWHERE = 6;
function createSecrets() {
    const forms = new Set();
    let pattern;
    return {
        add(secret) {
            const fresh = formsOf(secret).filter((form) => !forms.has(form));
            for (const form of fresh)
                forms.add(form);
            if (fresh.length > 0)
                pattern = patternFor(forms);
            return fresh;
        },
        redact: (text) => (pattern === undefined ? text : text.replace(pattern, MASK)),
    };
}
function patternFor(forms) {
    const alternatives = [...forms]
        // The longest first, so that a whole URL goes before the password in it.
        .sort((a, b) => b.length - a.length)
        .map((form) => form.length >= SHORTEST_ANYWHERE
        ? escaped(form)
        : `(?<![\\p{L}\\p{N}])${escaped(form)}(?![\\p{L}\\p{N}])`);
    return new RegExp(alternatives.join('|'), 'gu');
}
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** Every form in which a secret could show up: itself, its lines, the passwords in it, each as encoded elsewhere. */
function formsOf(secret) {
    const whole = [secret, secret.trim(), ...passwordsIn(secret)];
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    const plain = [...whole, ...lines.filter((line) => line.length >= SHORTEST_PART)];
    const forms = plain.flatMap((text) => [text, ...encodingsOf(text)]);
    return [...new Set(forms)].filter((form) => form.trim() !== '');
}
/** Whether a text that may be no secret as a whole has a password in it. */
const holdsPassword = (text) => passwordsIn(text).length > 0;
exports.holdsPassword = holdsPassword;
/** A text without what stands before the host in a URL, whether or not it is known as a secret. */
const withoutCredentials = (text) => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+@/gi, `$1${MASK}@`);
exports.withoutCredentials = withoutCredentials;
/** Passwords inside URLs, in libpq's `key=value` strings, and in Azure's connection strings and signatures. */
function passwordsIn(text) {
    const found = [
        ...text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/gi),
        ...text.matchAll(/(?:^|[\s?&;])(?:password|sslpassword|passwd)\s*=\s*'((?:[^'\\]|\\.)+)'/gi),
        ...text.matchAll(/(?:^|[\s?&;])(?:password|sslpassword|passwd)\s*=\s*([^\s&;']+)/gi),
        ...text.matchAll(/(?:^|;)(?:AccountKey|SharedAccessSignature)=([^;]+)/gi),
        ...text.matchAll(/[?&;=]sig=([^&;]+)/gi),
    ].map(([, password = '']) => password);
    return found.flatMap((password) => [password, decoded(password), password.replace(/\\(.)/g, '$1')]);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function encodingsOf(text) {
    const wellFormed = text.toWellFormed();
    const urls = [
        encodeURIComponent(wellFormed),
        encodeURI(wellFormed),
        new URLSearchParams([['', wellFormed]]).toString().slice(1),
        // RFC 3986 to the letter, as signers of requests write it.
        encodeURIComponent(wellFormed).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    ];
    const small = urls.map((url) => url.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()));
    const json = JSON.stringify(text).slice(1, -1);
    const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return [...urls, ...small, json, html, html.replaceAll('"', '&quot;'), ...base64Of(text)];
}
/** Base64 of the secret alone, and of it in the middle of something longer, where it can begin at three offsets. */
function base64Of(text) {
    if (text.length < SHORTEST_ANYWHERE)
        return [];
    const alone = Buffer.from(text).toString('base64').replace(/=+$/, '');
    const inside = [0, 1, 2].map((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
        const whole = Math.floor((bytes.length * 8) / 6);
        return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
    });
    return [alone, ...inside].flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}
const SECRET_VARIABLE = /^(PGPASSWORD|PGSSLPASSWORD|(.+_)?(AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AZURE_STORAGE_KEY|AZURE_STORAGE_CONNECTION_STRING|AZURE_STORAGE_SAS_TOKEN|AZURE_CLIENT_SECRET))$/;
/** The values of the well-known variables that hold secrets, with any destination's prefix in front. */
function secretsInEnvironment(env) {
    return Object.entries(env).flatMap(([name, value]) => (value && SECRET_VARIABLE.test(name) ? value : []));
}


/***/ }),

/***/ 96924:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.visibleLine = visibleLine;
exports.visibleLines = visibleLines;
exports.withoutCommands = withoutCommands;
exports.columnsOf = columnsOf;
exports.fitted = fitted;
/**
 * Characters that a terminal or a log viewer acts on instead of showing: controls (escape sequences begin with one),
 * other line breaks, and the marks that turn the direction of text round. Tab stays.
 */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;
/** One line of text from anywhere, with everything shown that it could have acted by; JSON stays the same JSON. */
function visibleLine(line) {
    return line.replace(INVISIBLE, (char) => char === '\t' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** The lines of a text, each made visible. */
function visibleLines(text) {
    return text.split(/\r\n|\r|\n/).map(visibleLine);
}
/**
 * Keeps a line from being read as a command by GitHub's runner, which looks for `::` at a line's start and for the older
 * `##[` anywhere in it.
 */
function withoutCommands(line) {
    return line.replace(/^(\s*)::/, '$1\\::').replaceAll('##[', '##\\[');
}
/** How many columns a text takes on a terminal. */
function columnsOf(text) {
    let columns = 0;
    for (const char of text)
        columns += widthOf(char);
    return columns;
}
/** The text, cut to a number of columns. */
function fitted(text, columns) {
    if (columnsOf(text) <= columns)
        return text;
    let fit = '';
    let used = 1;
    for (const char of text) {
        used += widthOf(char);
        if (used > columns)
            break;
        fit += char;
    }
    return columns < 1 ? '' : `${fit}…`;
}
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const widthOf = (char) => (/\p{Mn}|\u200d/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1);


/***/ }),

/***/ 99269:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readInputs = readInputs;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const reading_ts_1 = __webpack_require__(12158);
const table_ts_1 = __webpack_require__(1434);
const PREFIX = 'INPUT_';
/**
 * Reads a step's inputs, which the runner passes as INPUT_ variables: also those that the action does not declare, so
 * that a misspelled one can be refused. An empty one was not given: expressions yield empty text.
 */
function readInputs(env) {
    const given = new Map();
    const problems = [];
    for (const [variable, text = ''] of Object.entries(env)) {
        if (!variable.startsWith(PREFIX))
            continue;
        const name = variable.slice(PREFIX.length).toLowerCase();
        if (!(0, reading_ts_1.isOptionName)(name))
            problems.push(unknownInput(name));
        else if (text.trim() !== '')
            given.set(name, { texts: [text], source: `the input \`${name}\`` });
    }
    return { command: given.get('command')?.texts[0]?.trim(), given, problems };
}
function unknownInput(name) {
    return new errors_ts_1.UsageError({
        what: `There is no input \`${name.slice(0, 80)}\`.`,
        next: (0, nearest_ts_1.didYouMean)(name, table_ts_1.OPTION_NAMES) ?? 'The README lists every input.',
    });
}


/***/ })

};
