export const id = 9678;
export const ids = [9678,8926,7747];
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
        const { destinations, name, backup, from, json, debug, ...drill } = values;
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
        const { destinations, name, backup, from, json, debug, ...drill } = values;
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
};
function combineRestore(values, { audience, folder }) {
    const { backup, from, destinations, showTableNames, tables, tableMode, where, triggers, ...others } = values;
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
function combineBackup(values, surroundings) {
    const { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData, ...others } = values;
    const { databaseUrl, recipients, verify, destinations, name, label, lockTimeout, compressionLevel, ...more } = others;
    const { fingerprint, json, debug, ...drill } = more;
    if (include === 'schema' && excludeTableData.length > 0) {
        throw new errors_ts_1.UsageError({
            what: '`exclude-table-data` cannot be combined with `include: schema`, which holds no rows at all.',
            next: 'Leave out one of the two.',
        });
    }
    if (verify && recipients !== undefined && drill.identity === undefined)
        throw verifyNeedsKey();
    const all = drillOf({ ...drill, rehydrate: undefined }, surroundings);
    return {
        ...{ databaseUrl, destinations, name, label, lockTimeout, compressionLevel, fingerprint, json, debug },
        ...{ jobs: all.jobs, client: all.client, showTableNames: all.showTableNames },
        encryption: encryptionOf(recipients, drill.passphrase),
        selection: { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData },
        drill: verify ? all : undefined,
    };
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
            why: '`merge` inserts the rows that are missing; `sync` also changes and deletes rows, until the tables are as in the backup.',
            next: 'Set `table-mode: merge` or `table-mode: sync`.',
        });
    const whole = {
        mode: values.mode,
        'migrate-command': values.migrateCommand,
        'smoke-command': values.smokeCommand,
        accept: values.accept,
        'drop-old-after': values.dropOldAfter,
    };
    const [idle] = Object.entries(whole).filter(([, value]) => value !== undefined);
    if (idle)
        throw new errors_ts_1.UsageError({
            what: `\`${idle[0]}\` is for a whole database, and \`tables\` names some of its tables.`,
            next: 'Leave out one of the two.',
        });
    return { names, mode, where, triggers: triggers === 'on' };
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
    const context = { option: other };
    const isOn = given.get(other)?.texts.some((text) => (0, values_ts_1.parseSwitch)(text, context));
    if (isOn)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`${name}\` does nothing here without \`${other}\`.`,
        next: `Set \`${other}: true\` (\`--${other}\`), or leave it out; it came from ${one.source}.`,
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
