export const id = 3176;
export const ids = [3176,7747];
export const modules = {

/***/ 36745:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.outcomeOfEnding = void 0;
exports.outcomeBefore = outcomeBefore;
const layout_ts_1 = __webpack_require__(72630);
const record_ts_1 = __webpack_require__(58029);
/** A mistake in an option is a failure to everybody who was not there. */
const outcomeOfEnding = (ending) => (ending === 'usage' ? 'fail' : ending);
exports.outcomeOfEnding = outcomeOfEnding;
/** How much a drill proves stands in its verb; a run that is looked back upon may have been of any. */
const VERBS = { drill: ['verify', 'rehearse', 'read'], restore: ['restore'] };
/**
 * How the run before this one ended, by what lies at the destinations; nothing where there was none. A run that did
 * several things ended as the worst of them.
 */
function outcomeBefore(histories, deeds, startedAt) {
    // Keys tell whole seconds, and what this run left must never pass for what was before it.
    const before = new Date(Math.floor(startedAt.getTime() / 1000) * 1000);
    const outcomes = deeds.map((deed) => deed === 'backup' ? backupBefore(histories, before) : recordBefore(histories, VERBS[deed], before));
    return BY_HARM.find((outcome) => outcomes.includes(outcome));
}
const BY_HARM = ['fail', 'cancelled', 'unverified', 'pass'];
/** A backup left its manifest at each destination, or it did not pass. */
function backupBefore(histories, before) {
    const earlier = ({ id }) => (0, layout_ts_1.timeOfId)(id) < before;
    const tries = histories
        .flatMap(({ records }) => records)
        .filter((record) => record.verb === 'backup' && earlier(record));
    const backups = histories.flatMap(({ manifests }) => manifests).filter(earlier);
    const [newest] = [...tries, ...backups].map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));
    if (newest === undefined)
        return undefined;
    const failed = outcomeIn(tries.find(({ id }) => id === newest)?.outcome);
    if (failed !== undefined)
        return failed;
    return histories.every(({ manifests }) => manifests.some(({ id }) => id === newest)) ? 'pass' : 'fail';
}
function recordBefore(histories, verbs, before) {
    const [newest] = histories
        .flatMap(({ records }) => records)
        .filter(({ verb, time }) => verbs.includes(verb) && time < before)
        .sort((a, b) => b.time.getTime() - a.time.getTime());
    return outcomeIn(newest?.outcome);
}
const outcomeIn = (word) => record_ts_1.OUTCOMES.find((outcome) => outcome === word);


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

/***/ 7098:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.sendAlarms = sendAlarms;
const errors_ts_1 = __webpack_require__(83916);
const request_ts_1 = __webpack_require__(91399);
const secrets_ts_1 = __webpack_require__(27747);
const alarm_ts_1 = __webpack_require__(22948);
const github_issue_ts_1 = __webpack_require__(63828);
const heartbeat_ts_1 = __webpack_require__(75857);
const webhook_ts_1 = __webpack_require__(24920);
const PATIENCE_MS = 10_000;
/** A runner gives a cancelled step seven seconds, and cleaning up needs most of them. */
const PATIENCE_CANCELLED_MS = 3_000;
/** Tells everybody who is to know; who cannot be told is warned of, and never hides the verdict. */
async function sendAlarms(host, channels, run) {
    const { webhook, heartbeat, github } = channels;
    const alarm = alarmOf(host, run);
    const telling = tellingOf(host);
    await Promise.all([
        webhook &&
            isTold(webhook.on, alarm) &&
            deliver(host, 'notify-webhook', () => (0, webhook_ts_1.tellWebhook)(webhook, alarm, telling)),
        heartbeat && deliver(host, 'heartbeat-url', () => (0, heartbeat_ts_1.pingHeartbeat)(heartbeat, alarm, telling)),
        github && deliver(host, 'github-issue', () => (0, github_issue_ts_1.keepIssue)(github, alarm, telling), github_issue_ts_1.adviceOn),
    ]);
}
/** Where the run was told to stop, it may still say so, in haste. */
const tellingOf = ({ signal }) => signal.aborted
    ? { signal: AbortSignal.timeout(PATIENCE_CANCELLED_MS), patienceMs: PATIENCE_CANCELLED_MS }
    : { signal, patienceMs: PATIENCE_MS };
function isTold(on, { outcome, previous }) {
    switch (on) {
        case 'always':
            return true;
        case 'failure':
            return outcome !== 'pass';
        case 'change':
            return outcome !== (previous ?? 'pass');
    }
}
async function deliver(host, option, work, advice = () => undefined) {
    try {
        const note = await work();
        if (typeof note === 'string')
            host.warn(`\`${option}\`: ${note}`);
    }
    catch (error) {
        const why = error instanceof request_ts_1.Undelivered || error instanceof errors_ts_1.UserError ? (0, errors_ts_1.firstLine)(error) : (0, errors_ts_1.asError)(error).name;
        host.debug(`\`${option}\`: ${(0, errors_ts_1.asError)(error).stack}`);
        const lines = [
            `\`${option}\`: the alarm could not be delivered: ${why}. How the run ended stays as it is.`,
        ];
        host.warn([...lines, advice(error)].filter(Boolean).join('\n'));
    }
}
/** No receiver needs more of what went wrong; the log has all of it. */
const MESSAGE_LENGTH = 20_000;
function alarmOf(host, { destinations, message, name, startedAt, ...run }) {
    const clean = (text) => (0, secrets_ts_1.withoutCredentials)(host.redact(text));
    const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = host.env;
    return {
        ...run,
        startedAt,
        name: name && clean(name),
        destinations: destinations.map(({ label }) => clean(label)),
        message: run.outcome === 'pass' || message === undefined ? undefined : (0, alarm_ts_1.cut)(clean(message), MESSAGE_LENGTH),
        seconds: Math.round((Date.now() - startedAt.getTime()) / 100) / 10,
        page: GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
            ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
            : undefined,
    };
}


/***/ }),

/***/ 81385:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.tellMetrics = tellMetrics;
const errors_ts_1 = __webpack_require__(83916);
const metrics_ts_1 = __webpack_require__(79031);
const PATIENCE_MS = 10_000;
/** Writes and pushes metrics where that is wanted; that this does not work is a warning, and spoils nothing. */
async function tellMetrics(host, { metricsFile, pushgateway }, places) {
    // A run that was told to stop has no time for listings; the next one tells what it left.
    if ((metricsFile === undefined && pushgateway === undefined) || host.signal.aborted)
        return;
    const samples = await (0, metrics_ts_1.metricsOf)(host, places);
    const [{ writeMetricsFile }, { pushMetrics }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(5222), __webpack_require__.e(1262)]).then(__webpack_require__.bind(__webpack_require__, 41262)),
        Promise.all(/* import() */[__webpack_require__.e(5222), __webpack_require__.e(504)]).then(__webpack_require__.bind(__webpack_require__, 90504)),
    ]);
    const { signal } = host;
    await Promise.all([
        metricsFile !== undefined && attempt(host, 'metrics-file', () => writeMetricsFile(metricsFile, samples)),
        pushgateway &&
            attempt(host, 'pushgateway', () => pushMetrics(pushgateway, samples, { signal, patienceMs: PATIENCE_MS })),
    ]);
}
async function attempt(host, option, work) {
    try {
        await work();
    }
    catch (error) {
        const why = error instanceof errors_ts_1.UserError ? error.message : `the metrics could not be told: ${(0, errors_ts_1.asError)(error).message}`;
        host.warn(`\`${option}\`: ${why}`);
    }
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

/***/ 47345:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.previousOf = previousOf;
const catalog_ts_1 = __webpack_require__(84153);
const previous_ts_1 = __webpack_require__(36745);
const errors_ts_1 = __webpack_require__(83916);
const open_ts_1 = __webpack_require__(69633);
const PATIENCE_MS = 30_000;
/** How the run of such a kind before this one ended, by what lies at the destinations that answer. */
async function previousOf(host, run, { destinations, name }, startedAt) {
    if (name === undefined || host.signal.aborted)
        return undefined;
    const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const context = { env: host.env, log: (line) => host.debug(line), signal };
    const histories = destinations.map(async (destination) => {
        try {
            return [await (0, catalog_ts_1.readHistory)(await (0, open_ts_1.openStorage)(destination, context), name, signal)];
        }
        catch (error) {
            host.debug(`${destination.label}: it does not tell how earlier runs ended: ${(0, errors_ts_1.asError)(error).message}`);
            return [];
        }
    });
    return (0, previous_ts_1.outcomeBefore)((await Promise.all(histories)).flat(), deedsOf(run), startedAt);
}
/** What a run of this kind leaves behind. `prove` leaves nothing, since it is not about the backup. */
function deedsOf({ command, drills }) {
    switch (command) {
        case 'backup':
            return drills ? ['backup', 'drill'] : ['backup'];
        case 'verify':
            return ['drill'];
        case 'restore':
            return ['restore'];
        default:
            return [];
    }
}


/***/ }),

/***/ 93176:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.watched = watched;
const previous_ts_1 = __webpack_require__(36745);
const ending_ts_1 = __webpack_require__(87259);
const github_ts_1 = __webpack_require__(34758);
const alarms_ts_1 = __webpack_require__(7098);
const metrics_told_ts_1 = __webpack_require__(81385);
const previous_ts_2 = __webpack_require__(47345);
const witness_ts_1 = __webpack_require__(5189);
/** Runs a command and tells those who watch how it ended, which changes nothing about how it ended. */
async function watched(host, run, work) {
    const { command, destinations, watch } = run;
    const { githubIssue, webhook } = watch;
    const github = githubIssue && (0, github_ts_1.githubOf)(host.env, githubIssue.token);
    const startedAt = new Date();
    const witness = (0, witness_ts_1.witnessOf)(host);
    const tell = async (ending, error) => {
        const places = { destinations, name: run.name ?? witness.outputOf('name') };
        const previous = webhook?.on === 'change' ? await (0, previous_ts_2.previousOf)(host, run, places, startedAt) : undefined;
        const said = { backup: witness.outputOf('backup-id'), message: witness.trouble(error) };
        const ended = { command, outcome: (0, previous_ts_1.outcomeOfEnding)(ending), previous, startedAt, ...places, ...said };
        await Promise.all([(0, metrics_told_ts_1.tellMetrics)(host, watch, places), (0, alarms_ts_1.sendAlarms)(host, { ...watch, github }, ended)]);
    };
    let ending;
    try {
        ending = await work(witness.host);
    }
    catch (error) {
        await tell((0, ending_ts_1.storyOf)(host, error)?.ending ?? 'fail', error);
        throw error;
    }
    await tell(ending);
    return ending;
}


/***/ }),

/***/ 5189:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.witnessOf = witnessOf;
const ending_ts_1 = __webpack_require__(87259);
const outputs_ts_1 = __webpack_require__(8464);
/** Stands between a command and its host, so that no command needs to know who else is told. */
function witnessOf(host) {
    const outputs = new Map();
    const errors = [];
    return {
        host: {
            ...host,
            error(line) {
                errors.push(line);
                host.error(line);
            },
            output(name, value) {
                if (Object.hasOwn(outputs_ts_1.OUTPUTS, name))
                    outputs.set(name, value);
                host.output(name, value);
            },
        },
        outputOf: (name) => outputs.get(name) || undefined,
        trouble(error) {
            const last = error === undefined ? [] : [(0, ending_ts_1.storyOf)(host, error)?.message ?? DEFECT];
            return [...errors, ...last].join('\n') || undefined;
        },
    };
}
const DEFECT = 'A defect of pg-backup; the log tells more.';


/***/ }),

/***/ 91399:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Undelivered = void 0;
exports.send = send;
exports.withRetries = withRetries;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const version_ts_1 = __webpack_require__(92938);
/** What was to be sent did not arrive; `why` is a part of a sentence, without the address. */
class Undelivered extends Error {
    why;
    /** Whether another try may help. */
    passing;
    /** What the other side answered, where it did. */
    status;
    constructor(why, { passing, status }) {
        super(why);
        this.name = 'Undelivered';
        this.why = why;
        this.passing = passing;
        this.status = status;
    }
}
exports.Undelivered = Undelivered;
/** No answer that we read is longer. */
const ANSWER_BYTES = 16 * 1024 * 1024;
/** One request; resolves with the answer's text where that is a yes, and never follows to another address. */
async function send(address, sending) {
    const { method, body, patienceMs } = sending;
    const { url, headers } = withoutCredentials(address);
    const limit = AbortSignal.timeout(patienceMs);
    try {
        const answer = await fetch(url, {
            method,
            headers: { 'user-agent': `pg-backup-action/${version_ts_1.VERSION}`, ...headers, ...sending.headers },
            redirect: 'manual',
            signal: AbortSignal.any([sending.signal, limit]),
            ...(body !== undefined && { body }),
        });
        const text = await readText(answer);
        if (answer.ok)
            return text;
        throw refused(answer.status);
    }
    catch (error) {
        if (error instanceof Undelivered)
            throw error;
        if (sending.signal.aborted)
            throw new Undelivered('the run was told to stop', { passing: false });
        if (limit.aborted)
            throw new Undelivered(`no answer within ${patienceMs / 1000} s`, { passing: true });
        throw new Undelivered(reasonOf(error), { passing: true });
    }
}
const refused = (status) => {
    const passing = status >= 500 || status === 429 || status === 408;
    const moved = status >= 300 && status < 400 ? ', which points to another address: set that one' : '';
    return new Undelivered(`the answer was ${status}${moved}`, { passing, status });
};
/** An address may hold a name and a password, which belong into a header. */
function withoutCredentials(address) {
    const { username, password } = address;
    if (username === '' && password === '')
        return { url: address, headers: {} };
    const url = new URL(address);
    url.username = '';
    url.password = '';
    const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { url, headers: { authorization: `Basic ${Buffer.from(plain).toString('base64')}` } };
}
async function readText({ body }) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body ?? []) {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES)
            throw new Undelivered('the answer is too long', { passing: false });
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** `fetch failed` says nothing; what it was caused by does. */
function reasonOf(error) {
    const { cause } = error;
    return cause?.errors?.[0]?.message || cause?.message || (0, errors_ts_1.asError)(error).message;
}
const RETRIES = 2;
const PAUSE_MS = 1_000;
/** Does it once more, and once more again, where that may help. */
async function withRetries(signal, work) {
    for (let nth = 1;; nth++) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof Undelivered) || !error.passing || nth > RETRIES)
                throw error;
            // Once the signal is aborted, the next try ends at once and says so.
            await (0, promises_1.setTimeout)(PAUSE_MS * nth, undefined, { signal }).catch(() => undefined);
        }
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

/***/ 22948:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.cut = exports.factsOf = exports.headlineOf = void 0;
const measure_ts_1 = __webpack_require__(23810);
/** `backup of shop: fail` */
const headlineOf = ({ command, name, outcome }) => `${command}${name === undefined ? '' : ` of ${name}`}: ${outcome}`;
exports.headlineOf = headlineOf;
/** The rest of it in lines, each a word and what there is to say. */
const factsOf = (alarm) => [
    ['Backup', alarm.backup],
    ['Destinations', alarm.destinations.join(', ') || undefined],
    ['Began', alarm.startedAt.toISOString()],
    ['Took', (0, measure_ts_1.formatDuration)(alarm.seconds)],
    ['Before', alarm.previous],
    ['Run', alarm.page],
].flatMap(([word, what]) => (what === undefined ? [] : [[word, what]]));
exports.factsOf = factsOf;
/** No receiver takes a text of any length. */
const cut = (text, length) => text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
exports.cut = cut;


/***/ }),

/***/ 63828:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keepIssue = keepIssue;
exports.adviceOn = adviceOn;
const request_ts_1 = __webpack_require__(91399);
const alarm_ts_1 = __webpack_require__(22948);
const github_ts_1 = __webpack_require__(34758);
/** By this label issues are found again, and by the mark in its text the one that is about this name and command. */
const LABEL = 'pg-backup';
const markOf = ({ command, name }) => `<!-- pg-backup-action: ${command} of ${encodeURIComponent(name ?? '')} -->`;
/**
 * Keeps one issue for a name and a command: opened when a run does not pass, commented on when that happens again, closed
 * when it is well again, and opened once more after that. Resolves with what a reader should know besides.
 */
async function keepIssue(github, alarm, telling) {
    const issues = (0, github_ts_1.issueApi)(github, telling);
    const mark = markOf(alarm);
    // The whole of it again: what was opened although the answer was lost is found then, and not opened twice.
    return (0, request_ts_1.withRetries)(telling.signal, async () => {
        const ours = (await issues.withLabel(LABEL)).filter(({ text }) => text.includes(mark));
        const open = ours.filter((issue) => issue.open);
        if (alarm.outcome !== 'pass')
            return raise(issues, alarm, open[0] ?? ours[0]);
        for (const { number } of open) {
            await issues.comment(number, bodyOf(alarm));
            await issues.setOpen(number, false);
        }
        return undefined;
    });
}
async function raise(issues, alarm, issue) {
    if (issue) {
        if (!issue.open)
            await issues.setOpen(issue.number, true);
        await issues.comment(issue.number, bodyOf(alarm));
        return undefined;
    }
    const title = (0, alarm_ts_1.cut)(`pg-backup: ${alarm.command}${alarm.name === undefined ? '' : ` of ${alarm.name}`} does not pass`, 250);
    const made = await issues.open({
        title,
        body: `${bodyOf(alarm)}\n\n${CLOSES}\n${markOf(alarm)}`,
        label: LABEL,
    });
    if (made.labels.includes(LABEL))
        return undefined;
    return `The issue #${made.number} did not get the label \`${LABEL}\`, by which it is found again: the token may not label issues.`;
}
const CLOSES = 'The next run that passes closes this issue.';
/** Between fences, where nothing of it calls anybody or points anywhere. */
function bodyOf(alarm) {
    const { page } = alarm;
    const facts = (0, alarm_ts_1.factsOf)(alarm).filter(([word]) => word !== 'Run');
    const lines = [
        alarm.message && (0, alarm_ts_1.cut)(alarm.message, 20_000),
        ...facts.map(([word, what]) => `${word}: ${what}`),
    ];
    const text = lines.filter(Boolean).join('\n');
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    const where = page === undefined ? '' : `\n\n[The run](${page})`;
    return `**${(0, alarm_ts_1.headlineOf)({ ...alarm, name: undefined })}**\n\n${fence}text\n${text}\n${fence}${where}`;
}
/** What to do where GitHub says no. */
function adviceOn(error) {
    const status = error instanceof request_ts_1.Undelivered ? error.status : undefined;
    if (status === 401)
        return 'The token is wrong or has expired: look at `github-token`.';
    if (status === 403 || status === 404)
        return 'Most often the token may not write issues: give the job `permissions: { issues: write }`.';
    return status === 410 ? 'The repository has no issues: turn them on in its settings.' : undefined;
}


/***/ }),

/***/ 34758:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.githubOf = githubOf;
exports.issueApi = issueApi;
const v = __importStar(__webpack_require__(48275));
const errors_ts_1 = __webpack_require__(83916);
const request_ts_1 = __webpack_require__(91399);
/** The repository that the run belongs to, by the variables that a runner sets. */
function githubOf(env, token) {
    const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: api } = env;
    if (repository && /^[\w.-]+\/[\w.-]+$/.test(repository))
        return { api: api || 'https://api.github.com', repository, token };
    throw new errors_ts_1.UsageError({
        what: '`github-issue` needs to know the repository, and the variable GITHUB_REPOSITORY does not tell it.',
        next: 'On a terminal, set it to OWNER/NAME, or leave `github-issue` out.',
    });
}
const AnIssue = v.pipe(v.object({
    number: v.number(),
    state: v.string(),
    body: v.nullish(v.string()),
    labels: v.array(v.union([v.string(), v.object({ name: v.nullish(v.string()) })])),
    pull_request: v.optional(v.unknown()),
}), v.transform(({ number, state, body, labels, pull_request }) => ({
    ...{ number, open: state === 'open', text: body ?? '', isIssue: pull_request === undefined },
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
})));
const PAGE = 100;
const MOST_PAGES = 20;
/** What is done with issues, each a request or few. */
function issueApi({ api, repository, token }, telling) {
    const ask = (method, path, body) => (0, request_ts_1.send)(new URL(`${api.replace(/\/$/, '')}/repos/${repository}/issues${path}`), {
        method,
        headers: {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${token}`,
            'x-github-api-version': '2022-11-28',
            ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...telling,
    });
    return {
        /** The newest first, closed ones too. */
        async withLabel(label) {
            const found = [];
            for (let page = 1; page <= MOST_PAGES; page++) {
                const query = new URLSearchParams({
                    labels: label,
                    state: 'all',
                    per_page: `${PAGE}`,
                    page: `${page}`,
                });
                const some = read(v.array(AnIssue), await ask('GET', `?${query}`));
                found.push(...some.filter(({ isIssue }) => isIssue));
                if (some.length < PAGE)
                    break;
            }
            return found;
        },
        async open({ title, body, label, }) {
            return read(AnIssue, await ask('POST', '', { title, body, labels: [label] }));
        },
        async comment(number, body) {
            await ask('POST', `/${number}/comments`, { body });
        },
        async setOpen(number, open) {
            await ask('PATCH', `/${number}`, open ? { state: 'open' } : { state: 'closed', state_reason: 'completed' });
        },
    };
}
function read(schema, text) {
    try {
        return v.parse(schema, JSON.parse(text));
    }
    catch {
        throw new request_ts_1.Undelivered('the answer is not what GitHub answers', { passing: false });
    }
}


/***/ }),

/***/ 75857:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pingHeartbeat = pingHeartbeat;
const request_ts_1 = __webpack_require__(91399);
const alarm_ts_1 = __webpack_require__(22948);
/** Pings a heartbeat as healthchecks.io has it: the address itself where the run passed, else the one with `/fail`. */
async function pingHeartbeat(address, alarm, telling) {
    const url = new URL(address);
    if (alarm.outcome !== 'pass')
        url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
    const body = (0, alarm_ts_1.cut)([(0, alarm_ts_1.headlineOf)(alarm), alarm.message].filter(Boolean).join('\n'), 8000);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    await (0, request_ts_1.withRetries)(telling.signal, () => (0, request_ts_1.send)(url, { method: 'POST', headers, body, ...telling }));
}


/***/ }),

/***/ 24920:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.tellWebhook = tellWebhook;
const request_ts_1 = __webpack_require__(91399);
const version_ts_1 = __webpack_require__(92938);
const alarm_ts_1 = __webpack_require__(22948);
/** Tells a webhook, in the shape that it takes. */
async function tellWebhook({ url, format }, alarm, telling) {
    const body = JSON.stringify(SHAPES[format](alarm));
    const headers = { 'content-type': 'application/json' };
    await (0, request_ts_1.withRetries)(telling.signal, () => (0, request_ts_1.send)(url, { method: 'POST', headers, body, ...telling }));
}
const MARKS = {
    pass: '✅',
    fail: '❌',
    unverified: '❓',
    cancelled: '⏹️',
};
const SHAPES = {
    json: jsonShape,
    slack: slackShape,
    teams: teamsShape,
    discord: discordShape,
};
/** All there is to say; fields may be added to format 1, and none is given another meaning. */
function jsonShape(alarm) {
    return {
        format: 1,
        tool: version_ts_1.VERSION,
        command: alarm.command,
        outcome: alarm.outcome,
        previous: alarm.previous ?? null,
        name: alarm.name ?? null,
        backup: alarm.backup ?? null,
        destinations: alarm.destinations,
        message: alarm.message ?? null,
        startedAt: alarm.startedAt.toISOString(),
        durationSeconds: alarm.seconds,
        run: alarm.page ?? null,
    };
}
const title = (alarm) => `${MARKS[alarm.outcome]} pg-backup, ${(0, alarm_ts_1.headlineOf)(alarm)}`;
/** Three characters mean something there: a link, a mention and an entity all begin with one of them. */
const slackText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
function slackShape(alarm) {
    const lines = (0, alarm_ts_1.factsOf)(alarm).map(([word, what]) => `${word}: ${slackText(what)}`);
    // In a fence nothing is bold or struck through.
    const message = alarm.message && `\`\`\`\n${slackText(fenced(alarm.message, 2500))}\n\`\`\``;
    return { text: [`*${slackText(title(alarm))}*`, message, ...lines].filter(Boolean).join('\n') };
}
/** What is put between fences must not end them. */
const fenced = (text, length) => (0, alarm_ts_1.cut)(text, length).replaceAll('```', "'''");
/** An adaptive card, as the workflows of Teams take it. */
function teamsShape(alarm) {
    const text = (what, more = {}) => ({ type: 'TextBlock', text: what, wrap: true, ...more });
    const facts = (0, alarm_ts_1.factsOf)(alarm).map(([word, what]) => ({ title: word, value: teamsText(what) }));
    const card = {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
            text(teamsText(title(alarm)), { weight: 'Bolder', size: 'Medium' }),
            ...(alarm.message === undefined ? [] : [text(teamsText((0, alarm_ts_1.cut)(alarm.message, 5000)))]),
            { type: 'FactSet', facts },
        ],
        ...(alarm.page !== undefined && {
            actions: [{ type: 'Action.OpenUrl', title: 'Open the run', url: alarm.page }],
        }),
    };
    const attachment = {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: card,
    };
    return { type: 'message', attachments: [attachment] };
}
/** A text block knows a little Markdown, and a line break only as two of them. */
const teamsText = (text) => text.replace(/[\\*_[\]]/g, (char) => `\\${char}`).replaceAll('\n', '\n\n');
function discordShape(alarm) {
    const facts = (0, alarm_ts_1.factsOf)(alarm).map(([word, what]) => `${word}: ${discordText(what)}`);
    const message = alarm.message && `\`\`\`\n${fenced(alarm.message, 1000)}\n\`\`\``;
    const content = [`**${discordText(title(alarm))}**`, message, ...facts].filter(Boolean).join('\n');
    // Discord takes 2000 characters; and no text of ours may call anybody.
    return { content: (0, alarm_ts_1.cut)(content, 2000), allowed_mentions: { parse: [] } };
}
const discordText = (text) => /^https?:/.test(text) ? text : text.replace(/[\\*_~`|>]/g, (char) => `\\${char}`);


/***/ }),

/***/ 8464:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.OUTPUTS = void 0;
/** Every output of the step, each with its sentence; `action.yml` and the README are generated from it. */
exports.OUTPUTS = {
    name: {
        commands: ['backup', 'verify', 'prove', 'restore'],
        sentence: 'The name under which the backups are kept together; empty for a dump that another program made.',
    },
    'backup-id': {
        commands: ['backup', 'verify', 'prove', 'restore'],
        sentence: 'The id of the backup, such as `20261120T040000Z-3f9c2a`; empty for a dump that another program made.',
    },
    location: {
        commands: ['backup'],
        sentence: 'The URL of the backup in the first destination that holds it, without secrets.',
    },
    'size-bytes': { commands: ['backup'], sentence: 'Stored size of one copy of the backup, in bytes.' },
    'raw-bytes': { commands: ['backup'], sentence: 'Size of the dump before compression, in bytes.' },
    'duration-seconds': { commands: ['backup'], sentence: 'How long the backup took, in seconds.' },
    rows: {
        commands: ['backup'],
        sentence: 'Number of rows in the backup; empty with `fingerprint: none`.',
    },
    tables: { commands: ['backup'], sentence: 'Number of tables in the backup.' },
    fingerprint: {
        commands: ['backup'],
        sentence: 'Which fingerprint was taken: `content`, `counts` or `none`.',
    },
    manifest: { commands: ['backup'], sentence: 'The key of the manifest inside the destination.' },
    verdict: {
        commands: ['backup', 'verify', 'prove', 'restore'],
        sentence: 'How the drill ended: `pass`, `fail` or `unverified`; of `backup`, only with `verify: true`, and of several copies the worst.',
    },
    'restore-seconds': {
        commands: ['backup', 'verify', 'restore'],
        sentence: 'How long fetching and restoring took, in seconds, which is what `rto` limits; of several copies the longest.',
    },
    plan: {
        commands: ['restore'],
        sentence: 'The digest of the plan, for a later run that is to do just that.',
    },
    'old-database': {
        commands: ['restore'],
        sentence: 'The name under which the database that was replaced is kept; empty where none was.',
    },
    'safety-backup-id': {
        commands: ['restore'],
        sentence: 'The backup of what was there before `mode: in-place` dropped it; empty where there is none.',
    },
    pruned: {
        commands: ['backup', 'prune'],
        sentence: 'How many backups were removed, over all destinations; of `backup`, only with `keep`.',
    },
    breaches: {
        commands: ['check'],
        sentence: 'How many things are not as they should be, over all destinations.',
    },
    copied: {
        commands: ['copy'],
        sentence: 'How many copies were made, or completed, over all destinations.',
    },
    'copied-bytes': { commands: ['copy'], sentence: 'How many bytes were stored for them.' },
    report: {
        commands: ['backup', 'verify', 'prove', 'restore'],
        sentence: 'The path of a file with the whole report as JSON, for a later step of the same job.',
    },
};


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
