export const id = 2158;
export const ids = [2158];
export const modules = {

/***/ 83916:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.firstLine = exports.asError = exports.ToolError = exports.Cancelled = exports.UsageError = exports.UserError = exports.EXIT = void 0;
/** How a run ends, for every verb: the one table of exit codes. */
exports.EXIT = { pass: 0, fail: 1, usage: 2, unverified: 3, cancelled: 130 };
/** An error that a user can cause or meet: it says what happened, why, and what to do next. */
class UserError extends Error {
    ending;
    story;
    constructor(story, ending = 'fail') {
        super([story.what, story.why, story.next].filter(Boolean).join('\n'), { cause: story.cause });
        this.name = 'UserError';
        this.story = story;
        this.ending = ending;
    }
}
exports.UserError = UserError;
/** A mistake in an option, an input or a flag. */
class UsageError extends UserError {
    constructor(story) {
        super(story, 'usage');
        this.name = 'UsageError';
    }
}
exports.UsageError = UsageError;
/** The run was told to stop. */
class Cancelled extends UserError {
    constructor(reason) {
        super({ what: `Cancelled: ${reason}.` }, 'cancelled');
        this.name = 'Cancelled';
    }
}
exports.Cancelled = Cancelled;
/** A program that we started ended badly; `stderrTail` is the last it said, bounded and without secrets. */
class ToolError extends UserError {
    tool;
    exitCode;
    stderrTail;
    constructor(tool, exitCode, stderrTail, story = {}) {
        const how = story.signal ? `was ended by ${story.signal}` : `ended with exit code ${exitCode}`;
        super({ what: `${tool} ${how}.`, why: story.why ?? lastLine(stderrTail), next: story.next });
        this.name = 'ToolError';
        this.tool = tool;
        this.exitCode = exitCode;
        this.stderrTail = stderrTail;
    }
}
exports.ToolError = ToolError;
const asError = (error) => (error instanceof Error ? error : new Error(String(error)));
exports.asError = asError;
const firstLine = (error) => error?.message.split('\n')[0] ?? '';
exports.firstLine = firstLine;
const lastLine = (text) => text.trim().split('\n').at(-1) || undefined;


/***/ }),

/***/ 6823:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseAllow = parseAllow;
const errors_ts_1 = __webpack_require__(83916);
const drill_ts_1 = __webpack_require__(84491);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const NAMES = Object.keys(drill_ts_1.TOLERANCES);
/** Reads the differences that are allowed, one a line, each with a comment behind ` #` if you like. */
function parseAllow(lines, { option }) {
    const all = lines
        .map((line) => line.replace(/\s#.*$/s, '').trim())
        .map((line) => parseTolerance(line, option));
    const has = (name) => all.some((one) => one.name === name);
    return {
        missingExtensions: [...new Set(all.flatMap(({ extension }) => extension ?? []))],
        leftOutDependencies: has('left-out-dependencies'),
        limitedScratch: has('limited-scratch'),
        createDatabase: has('create-database'),
    };
}
function parseTolerance(line, option) {
    const [, word = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(line) ?? [];
    const name = NAMES.find((known) => known === word.trim());
    if (name === undefined)
        throw unknown(word.trim(), option);
    const extension = value?.trim();
    if (name === 'missing-extension') {
        if (extension)
            return { name, extension };
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: missing-extension needs the name of an extension.`,
            why: 'An extension that nobody named could hold anything.',
            next: 'Write missing-extension=pg_graphql, a line for each extension.',
        });
    }
    if (value === undefined)
        return { name };
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${name} is allowed as a whole, and not for ${(0, quoted_ts_1.quoted)(extension ?? '')} alone.`,
        next: `Write ${name} by itself.`,
    });
}
const unknown = (word, option) => new errors_ts_1.UsageError({
    what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(word)} is nothing that can be allowed.`,
    next: [
        (0, nearest_ts_1.didYouMean)(word, NAMES),
        `Write ${(0, values_ts_1.listed)(NAMES.map((name) => (name === 'missing-extension' ? 'missing-extension=NAME' : name)))}, one a line.`,
    ]
        .filter(Boolean)
        .join(' '),
});


/***/ }),

/***/ 89219:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseChoice = void 0;
exports.parseBackupChoice = parseBackupChoice;
const node_path_1 = __webpack_require__(76760);
const node_url_1 = __webpack_require__(73136);
const errors_ts_1 = __webpack_require__(83916);
const destination_ts_1 = __webpack_require__(92346);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;
const PATH = /^(\/|\.\.?(\/|$)|~\/)/;
const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i;
const FORMS = 'Write latest, the id of a backup, before:2026-11-20, label:TEXT, or the path or URL of a dump such as ./shop.dump.';
/** Reads which backup is meant; `copy` takes all of them at once too. */
const parseChoice = (text, context) => context.command === 'copy' && text.trim() === 'all' ? { kind: 'all' } : parseBackupChoice(text, context);
exports.parseChoice = parseChoice;
/** Reads which backup is meant: one of ours by its place in time, its id or its label, or a dump by its place. */
function parseBackupChoice(text, context) {
    const trimmed = text.trim();
    if (trimmed === 'latest')
        return { kind: 'latest' };
    if (ID.test(trimmed))
        return { kind: 'id', id: trimmed };
    if (trimmed.startsWith('before:'))
        return { kind: 'before', time: timeOf(trimmed.slice(7).trim(), context) };
    if (trimmed.startsWith('label:'))
        return { kind: 'label', label: labelOf(trimmed.slice(6).trim(), context) };
    if (PATH.test(trimmed) || URL_LIKE.test(trimmed))
        return dumpAt(trimmed, context);
    throw new errors_ts_1.UsageError({
        what: `\`${context.option}\`: ${(0, quoted_ts_1.quoted)(trimmed)} names no backup.`,
        next: [trimmed.length > 200 ? undefined : guess(trimmed), FORMS].filter(Boolean).join(' '),
    });
}
/** What somebody most likely meant, with how it is written. */
function guess(text) {
    if (/^(before|label)\b[:=\s]/i.test(text))
        return 'After `before` and `label` stands a colon, without a space.';
    if (/^\d{8}T\d{6}/.test(text))
        return 'An id is written as `list` shows it, such as 20261120T040000Z-3f9c2a.';
    if (/^\d{4}-\d/.test(text))
        return `For the newest backup begun before a time, write before:${text}.`;
    if (/^[a-z]:[\\/]/i.test(text))
        return 'A path has slashes and begins with / or ./.';
    if (/\/|\.(dump|sql|backup|tar|gz|zst|zip|age|bak|pgdump|custom)$/i.test(text))
        return `For a file, write ./${text}.`;
    return (0, nearest_ts_1.didYouMean)(text, ['latest']) ?? `For the newest backup with a label, write label:${text}.`;
}
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
/** A day is its first moment; a time without a zone is in UTC, as ids are. */
function timeOf(text, { option }) {
    const [, day = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = TIME.exec(text) ?? [];
    const offset = zone.toUpperCase().replace(/^(.\d\d)(\d\d)$/, '$1:$2');
    const time = new Date(`${day}T${minutes}${seconds}${offset}`);
    if (isDay(day) && !Number.isNaN(time.getTime()))
        return time;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is no time.`,
        next: 'Write a day or a time, such as before:2026-11-20, before:2026-11-20T04:00Z or before:2026-11-20T04:00+01:00; without a zone it is UTC.',
    });
}
/** The thirtieth of February would pass as a day in March. */
function isDay(text) {
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
function labelOf(text, { option }) {
    if (text !== '')
        return text;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: after \`label:\` the label is missing.`,
        next: 'Write it as it was given to the backup, such as label:before-release-7.',
    });
}
function dumpAt(text, context) {
    const whole = (0, destination_ts_1.parseDestination)(text, context);
    const path = whole.kind === 'local' ? whole.path : `/${whole.prefix.slice(0, -1)}`;
    const key = (0, node_path_1.basename)(path);
    if (key !== '')
        return { kind: 'dump', place: folderOf(whole), key };
    throw new errors_ts_1.UsageError({
        what: `\`${context.option}\`: ${(0, quoted_ts_1.quoted)(text)} names no file.`,
        next: 'Write the whole path or URL of the dump, such as ./shop.dump or s3://bucket/folder/shop.dump.',
    });
}
/** The destination in which a file lies, of the one that was read as if the file were a folder. */
function folderOf(whole) {
    if (whole.kind === 'local') {
        const path = (0, node_path_1.dirname)(whole.path);
        const url = (0, node_url_1.pathToFileURL)(path).href;
        return { kind: 'local', label: url, url, path };
    }
    const url = whole.url.replace(/\/[^/?]*\/?(?=\?|$)/, '');
    return { ...whole, label: url, url, prefix: whole.prefix.replace(/[^/]+\/$/, '') };
}


/***/ }),

/***/ 58566:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.DEFAULT_COMMAND = exports.COMMAND_NAMES = exports.COMMANDS = void 0;
exports.checkCommand = checkCommand;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
/** Every command, each with its sentence. */
exports.COMMANDS = {
    backup: 'Back up a database, exactly as it is at one moment, to every destination.',
    verify: 'Restore a backup for real, and prove that it equals its source.',
    prove: 'Spoil a backup on purpose, in flight and in scratch, and show that each time the drill turns red.',
    restore: 'Restore a backup: plan, show, confirm, act, verify, and keep the way back.',
    prune: 'Remove the backups that no rule keeps, and what failed runs left behind.',
    check: 'Look whether the backups in the destinations are fresh, whole, proven and everywhere.',
    copy: 'Copy backups from one destination to the others, byte for byte.',
    list: 'List the backups that lie in the destinations.',
    doctor: 'Look at the database, the destinations and the keys, and say what is wrong and how to mend it.',
};
exports.COMMAND_NAMES = Object.keys(exports.COMMANDS);
exports.DEFAULT_COMMAND = 'backup';
/** A command by its name, or the error that names the nearest one. */
function checkCommand(word) {
    const found = exports.COMMAND_NAMES.find((name) => name === word);
    if (found !== undefined)
        return found;
    // Only what looks like a command is echoed: anything else could be a URL with a password in it.
    const shown = /^[a-z-]{1,40}$/i.test(word) ? ` \`${word}\`` : ' of that name';
    throw new errors_ts_1.UsageError({
        what: `There is no command${shown}.`,
        next: [(0, nearest_ts_1.didYouMean)(word, exports.COMMAND_NAMES), `The commands are ${exports.COMMAND_NAMES.join(', ')}.`]
            .filter(Boolean)
            .join(' '),
    });
}


/***/ }),

/***/ 47876:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseAzure = parseAzure;
const errors_ts_1 = __webpack_require__(83916);
const destination_s3_ts_1 = __webpack_require__(66681);
const destination_url_ts_1 = __webpack_require__(38250);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const TIERS = ['Hot', 'Cool', 'Cold', 'Archive'];
/** Reads `azblob://account/container/prefix?tier=…`. */
function parseAzure(parts, named, option) {
    (0, destination_url_ts_1.checkParameters)(parts, ['endpoint', 'tier', 'credentials'], option);
    const [container = '', ...prefix] = parts.path;
    if (!/^[a-z0-9]{3,24}$/.test(parts.host)) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(parts.host)} cannot be the name of a storage account.`,
            why: 'It has 3 to 24 small letters and digits.',
            next: 'Write azblob://account/container/prefix, the account without .blob.core.windows.net.',
        });
    }
    if (!/^[a-z0-9](-?[a-z0-9]){2,62}$/.test(container) || container.length > 63) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${container === '' ? 'the container is missing' : `${(0, quoted_ts_1.quoted)(container)} cannot be the name of a container`}.`,
            why: 'It has 3 to 63 small letters, digits and single hyphens.',
            next: 'Write azblob://account/container/prefix.',
        });
    }
    return {
        kind: 'azure',
        ...named,
        account: parts.host,
        container,
        prefix: prefix.map((part) => `${part}/`).join(''),
        ...(0, destination_s3_ts_1.given)({
            endpoint: (0, destination_url_ts_1.endpointOf)(parts, option),
            tier: tierOf(parts, option),
            credentials: (0, destination_url_ts_1.credentialsOf)(parts, option),
        }),
    };
}
function tierOf(parts, option) {
    const text = parts.parameters.get('tier');
    if (text === undefined)
        return undefined;
    return (0, values_ts_1.choice)(TIERS)(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(), {
        option: `${option}: tier`,
    });
}


/***/ }),

/***/ 66681:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseS3 = parseS3;
exports.given = given;
const errors_ts_1 = __webpack_require__(83916);
const destination_url_ts_1 = __webpack_require__(38250);
const duration_ts_1 = __webpack_require__(47056);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const PARAMETERS = [
    'region',
    'endpoint',
    'profile',
    'path-style',
    'storage-class',
    'sse',
    'kms-key-id',
    'lock',
    'credentials',
];
const STORAGE_CLASSES = [
    'STANDARD',
    'STANDARD_IA',
    'ONEZONE_IA',
    'INTELLIGENT_TIERING',
    'GLACIER_IR',
    'GLACIER',
    'DEEP_ARCHIVE',
    'REDUCED_REDUNDANCY',
    'EXPRESS_ONEZONE',
];
/** Reads `s3://bucket/prefix?region=…`. */
function parseS3(parts, named, option) {
    (0, destination_url_ts_1.checkParameters)(parts, PARAMETERS, option);
    checkBucket(parts.host, option);
    const { parameters } = parts;
    const endpoint = (0, destination_url_ts_1.endpointOf)(parts, option);
    const pathStyle = parameters.get('path-style');
    const optional = {
        region: regionOf(parameters, option),
        endpoint,
        profile: parameters.get('profile'),
        storageClass: storageClassOf(parameters, endpoint, option),
        ...encryptionOf(parameters, option),
        lock: lockOf(parameters, option),
        credentials: (0, destination_url_ts_1.credentialsOf)(parts, option),
    };
    if (optional.profile !== undefined && optional.credentials !== undefined) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(named.url)} gives both profile and credentials.`,
            next: 'Leave out one of the two.',
        });
    }
    return {
        kind: 's3',
        ...named,
        bucket: parts.host,
        prefix: parts.path.map((part) => `${part}/`).join(''),
        pathStyle: pathStyle === undefined
            ? endpoint !== undefined
            : (0, values_ts_1.parseSwitch)(pathStyle, { option: `${option}: path-style` }),
        ...given(optional),
    };
}
/** Only the entries that have a value, as the exact optional types want it. */
function given(entries) {
    return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
function checkBucket(bucket, option) {
    const right = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
        !/\.\.|\.-|-\.|^xn--/.test(bucket) &&
        !/^\d+\.\d+\.\d+\.\d+$/.test(bucket);
    if (right)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(bucket)} cannot be the name of a bucket.`,
        why: 'It has 3 to 63 small letters, digits, dots and hyphens, begins and ends with a letter or digit, and is no IP address.',
        next: bucket.includes(':')
            ? 'Write the address of the service as a parameter: s3://bucket/prefix?endpoint=http://127.0.0.1:9000.'
            : 'Write s3://bucket/prefix?region=….',
    });
}
function regionOf(parameters, option) {
    const region = parameters.get('region');
    if (region === undefined || /^[a-z0-9-]+$/i.test(region))
        return region;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(region)} is no region.`,
        next: 'Write it as the provider does, such as region=eu-central-1.',
    });
}
function storageClassOf(parameters, endpoint, option) {
    const text = parameters.get('storage-class');
    if (text === undefined)
        return undefined;
    const upper = text.toUpperCase().replaceAll('-', '_');
    // Other stores than AWS have classes of their own.
    if (endpoint !== undefined)
        return text;
    return (0, values_ts_1.choice)(STORAGE_CLASSES)(upper, { option: `${option}: storage-class` });
}
function encryptionOf(parameters, option) {
    const sseText = parameters.get('sse');
    const kmsKeyId = parameters.get('kms-key-id');
    const sse = sseText === undefined ? undefined : (0, values_ts_1.choice)(['AES256', 'aws:kms'])(sseText, { option: `${option}: sse` });
    if (kmsKeyId !== undefined && sse === 'AES256') {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: kms-key-id cannot be combined with sse=AES256.`,
            next: 'Write sse=aws:kms, or leave out kms-key-id.',
        });
    }
    return { sse: kmsKeyId === undefined ? sse : 'aws:kms', kmsKeyId };
}
function lockOf(parameters, option) {
    const text = parameters.get('lock');
    if (text === undefined)
        return undefined;
    const [, mode = '', duration = ''] = /^(governance|compliance):(.*)$/i.exec(text) ?? [];
    const hours = mode === '' ? 0 : (0, duration_ts_1.parseHours)(duration, `${option}: lock`);
    if (hours > 0 && hours % 24 === 0 && hours <= 24 * 36_500) {
        return { mode: mode.toUpperCase(), days: hours / 24 };
    }
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: lock=${(0, quoted_ts_1.quoted)(text)} cannot be used.`,
        next: 'Write the mode and whole days, up to a hundred years: lock=governance:30d or lock=compliance:30d.',
    });
}


/***/ }),

/***/ 38250:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.splitUrl = splitUrl;
exports.checkParameters = checkParameters;
exports.endpointOf = endpointOf;
exports.credentialsOf = credentialsOf;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const URL_SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;
/** Parameters of signed URLs, and what people try to hand over keys with. */
const SECRET_PARAMETER = /^(sig|sas|se|sp|sv|st|spr|skoid|x-amz-.*|.*(secret|password|passwd|token|signature|access-?key|account-?key|connection-?string).*)$/;
/** Takes a URL apart; `undefined` where the text is no URL at all. */
function splitUrl(text, option) {
    const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = URL_SHAPE.exec(text) ?? [];
    if (scheme === '')
        return undefined;
    refuseSecrets(authority, query, option);
    if (fragment !== '') {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} has a part that begins with #.`,
            next: 'Write %23 where a name holds a #.',
        });
    }
    return {
        scheme: scheme.toLowerCase(),
        host: decoded(authority, text, option),
        path: pathParts(path, text, option),
        parameters: parametersOf(query, text, option),
    };
}
function refuseSecrets(authority, query, option) {
    const names = query.slice(1).split('&').map(parameterName);
    const secret = authority.includes('@')
        ? 'a user name or password'
        : names.find((name) => SECRET_PARAMETER.test(name));
    if (secret === undefined)
        return;
    // Nothing of the URL is shown: what of it is secret cannot be told for certain.
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: a URL carries ${authority.includes('@') ? secret : `the parameter \`${secret}\``}, which looks like a secret.`,
        why: 'URLs of destinations are shown in logs, records and metrics.',
        next: 'Take it out of the URL, and hand it over in the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN). For keys of one destination alone add credentials=OFFSITE to its URL and put OFFSITE_ before the variables.',
    });
}
const parameterName = (pair) => {
    const name = pair.split('=', 1)[0] ?? '';
    try {
        return decodeURIComponent(name).toLowerCase().replaceAll('_', '-');
    }
    catch {
        return name.toLowerCase();
    }
};
function pathParts(path, text, option) {
    const parts = decoded(path.replace(/^\/|\/$/g, ''), text, option).split('/');
    if (parts.length === 1 && parts[0] === '')
        return [];
    if (parts.some((part) => part === '' || part === '.' || part === '..' || /\p{Cc}/u.test(part))) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: the path of ${(0, quoted_ts_1.quoted)(text)} has a part that is empty, a dot or two, or holds a control character.`,
            next: 'Write the path plainly, such as s3://bucket/team/shop.',
        });
    }
    return parts;
}
function parametersOf(query, text, option) {
    const parameters = new Map();
    for (const pair of query.slice(1).split('&')) {
        if (pair === '')
            continue;
        const name = parameterName(pair);
        if (parameters.has(name)) {
            throw new errors_ts_1.UsageError({
                what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(beforeQuery(text))} gives \`${name}\` twice.`,
                next: 'Write it once.',
            });
        }
        const value = pair.includes('=') ? decoded(pair.slice(pair.indexOf('=') + 1), text, option) : '';
        if (value === '') {
            throw new errors_ts_1.UsageError({
                what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(beforeQuery(text))} gives \`${name}\` without a value.`,
                next: `Write ${name}=…, or leave it out.`,
            });
        }
        parameters.set(name, value);
    }
    return parameters;
}
/** What of a URL an error may show: a value in the query could be a secret under any name. */
const beforeQuery = (text) => text.split('?', 1)[0] ?? '';
function decoded(text, url, option) {
    try {
        return decodeURIComponent(text);
    }
    catch (cause) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(beforeQuery(url))} is not properly percent-encoded.`,
            next: 'Write %25 where a name holds a %.',
            cause,
        });
    }
}
/** Refuses parameters that this kind of destination does not know. */
function checkParameters(parts, known, option) {
    for (const name of parts.parameters.keys()) {
        if (known.includes(name))
            continue;
        const rule = known.length === 0
            ? `A ${parts.scheme}:// URL has no parameters; write %3F where a name holds a question mark.`
            : `It knows ${(0, values_ts_1.listed)(known).replace(' or ', ' and ')}.`;
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: a ${parts.scheme}:// URL has no parameter \`${name.slice(0, 40)}\`.`,
            next: [(0, nearest_ts_1.didYouMean)(name, known), rule].filter(Boolean).join(' '),
        });
    }
}
/** An endpoint as it is connected to: http or https, without secrets, without a slash at its end. */
function endpointOf(parts, option) {
    const text = parts.parameters.get('endpoint');
    if (text === undefined)
        return undefined;
    const url = URL.parse(text);
    if (url !== null && url.username + url.password !== '')
        refuseSecrets('@', '', option);
    if (url === null || !/^https?:$/.test(url.protocol) || url.search + url.hash !== '') {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: the endpoint ${(0, quoted_ts_1.quoted)(text.replace(/^.*@/, ''))} cannot be used.`,
            next: 'Write the address of the service alone, such as endpoint=https://s3.example.com or endpoint=http://127.0.0.1:9000.',
        });
    }
    return url.href.replace(/\/+$/, '');
}
/** The prefix of environment variables that hold a destination's own credentials. */
function credentialsOf(parts, option) {
    const text = parts.parameters.get('credentials');
    if (text === undefined || /^[A-Z][A-Z0-9_]*$/.test(text))
        return text?.replace(/_$/, '');
    // Not echoed: somebody may have put the credentials themselves there.
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: the value of \`credentials\` is no prefix of environment variables.`,
        next: 'Write capitals, digits and underscores, such as credentials=OFFSITE, which reads OFFSITE_AWS_ACCESS_KEY_ID and its like.',
    });
}


/***/ }),

/***/ 92346:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseDestinations = parseDestinations;
exports.parseDestination = parseDestination;
const node_path_1 = __webpack_require__(76760);
const node_url_1 = __webpack_require__(73136);
const errors_ts_1 = __webpack_require__(83916);
const destination_azure_ts_1 = __webpack_require__(47876);
const destination_s3_ts_1 = __webpack_require__(66681);
const destination_url_ts_1 = __webpack_require__(38250);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const SCHEMES = ['file', 's3', 'azblob'];
/** Reads destinations, one a line; none may be there twice. */
function parseDestinations(lines, context) {
    const [first, ...others] = lines.map((line) => parseDestination(line, context));
    if (first === undefined) {
        throw new errors_ts_1.UsageError({
            what: `\`${context.option}\`: there is no destination in it.`,
            next: 'Write one a line.',
        });
    }
    const all = [first, ...others];
    for (const [index, destination] of all.entries()) {
        for (const earlier of all.slice(0, index))
            refuseTwins(earlier, destination, context.option);
    }
    return all;
}
/** Reads one destination, a URL or a folder, with or without a label in front. */
function parseDestination(line, context) {
    const { option } = context;
    // A label ends at the first equals sign, unless that belongs to a path or a query.
    const [, given, rest] = /^([^=/:?#]*)=(.*)$/s.exec(line) ?? [];
    if (given === undefined || rest === undefined)
        return destinationAt(line.trim(), undefined, context);
    if (/^[a-z0-9-]{1,64}$/.test(given.trim()))
        return destinationAt(rest.trim(), given.trim(), context);
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(given)} cannot be a label.`,
        next: 'Write up to 64 small letters, digits and hyphens before the equals sign, such as offsite=s3://bucket/prefix.',
    });
}
function destinationAt(text, label, { option, folder, home }) {
    const parts = (0, destination_url_ts_1.splitUrl)(text, option);
    if (parts === undefined) {
        const path = pathOf(text, option, folder, home);
        const url = (0, node_url_1.pathToFileURL)(path).href;
        return { kind: 'local', label: label ?? url, url, path };
    }
    const named = { label: label ?? text, url: text };
    switch (parts.scheme) {
        case 'file': {
            (0, destination_url_ts_1.checkParameters)(parts, [], option);
            const path = filePath(parts, text, option);
            const url = (0, node_url_1.pathToFileURL)(path).href;
            return { kind: 'local', label: label ?? url, url, path };
        }
        case 's3':
            return (0, destination_s3_ts_1.parseS3)(parts, named, option);
        case 'azblob':
            return (0, destination_azure_ts_1.parseAzure)(parts, named, option);
        default:
            throw new errors_ts_1.UsageError({
                what: `\`${option}\`: there is no destination of the kind ${parts.scheme}://.`,
                next: adviceFor(parts),
            });
    }
}
/** A plain path; a bare word is refused, since it is more often a URL that was cut short. */
function pathOf(text, option, folder, home) {
    if (/\p{Cc}/u.test(text) || text === '' || !/^(\/|\.\.?(\/|$)|~\/)/.test(text)) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is neither a URL nor a path.`,
            next: `Write s3://bucket/prefix, azblob://account/container/prefix, or a path that begins with / or ./${/^[\w.-]+$/.test(text) ? `, such as ./${text}` : ''}.`,
        });
    }
    if (!text.startsWith('~/'))
        return (0, node_path_1.resolve)(folder, text);
    if (home !== undefined && home !== '')
        return (0, node_path_1.resolve)(home, text.slice(2));
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} needs the variable HOME, which is not set.`,
        next: 'Write the whole path.',
    });
}
function filePath(parts, text, option) {
    if ((parts.host === '' || parts.host === 'localhost') && parts.path.length > 0)
        return `/${parts.path.join('/')}`;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} does not name a folder of this machine.`,
        next: 'Write three slashes and the whole path, file:///srv/backups, or a plain path, /srv/backups or ./backups.',
    });
}
function adviceFor({ scheme, host }) {
    if (/^https?$/.test(scheme) && host.endsWith('.blob.core.windows.net')) {
        return `Write azblob://${host.split('.')[0]}/container/prefix.`;
    }
    if (/^https?$/.test(scheme))
        return 'Write s3://bucket/prefix?endpoint=https://… for a store that speaks S3.';
    if (scheme === 'gs')
        return 'Write s3://bucket/prefix?endpoint=https://storage.googleapis.com with HMAC keys.';
    if (/^(az|azure|abfss?|wasbs?)$/.test(scheme))
        return 'Write azblob://account/container/prefix.';
    const meant = (0, nearest_ts_1.nearest)(scheme, SCHEMES);
    const known = `Write ${(0, values_ts_1.listed)(SCHEMES.map((known) => `${known}://`))}.`;
    return meant === undefined ? known : `Did you mean ${meant}://? ${known}`;
}
function refuseTwins(one, other, option) {
    if (placeOf(one) === placeOf(other)) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(one.label)} and ${(0, quoted_ts_1.quoted)(other.label)} are the same place.`,
            why: 'Two copies in one place are one copy.',
            next: 'Leave out one of them.',
        });
    }
    if (one.label === other.label) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: two destinations have the label ${(0, quoted_ts_1.quoted)(one.label)}.`,
            next: 'Give each a label of its own.',
        });
    }
}
function placeOf(destination) {
    switch (destination.kind) {
        case 'local':
            return JSON.stringify(['local', destination.path]);
        case 's3':
            return JSON.stringify(['s3', destination.endpoint ?? '', destination.bucket, destination.prefix]);
        case 'azure':
            return JSON.stringify([
                'azure',
                destination.endpoint ?? '',
                destination.account,
                destination.container,
                destination.prefix,
            ]);
    }
}


/***/ }),

/***/ 84491:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.TOLERANCES = exports.REHYDRATE_SPEEDS = exports.LEVELS = void 0;
/** How much a drill proves, each level with all that stands before it. */
exports.LEVELS = ['archive', 'restore', 'full'];
/** How fast a store brings objects back from an archive tier; faster costs more. */
exports.REHYDRATE_SPEEDS = ['standard', 'bulk', 'high'];
/** Differences that a user may allow by name, each with the reason that the report gives for it. */
exports.TOLERANCES = {
    'missing-extension': 'the extension is not there for this server, and was left out as allowed',
    'left-out-dependencies': 'it needs something that the backup rightly leaves out, and was left out as allowed',
    'limited-scratch': 'the user of the scratch server may not restore it, which is allowed',
    'create-database': 'the dump makes databases of its own, which is allowed',
};


/***/ }),

/***/ 47056:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseHours = parseHours;
exports.parseSeconds = parseSeconds;
const errors_ts_1 = __webpack_require__(83916);
const quoted_ts_1 = __webpack_require__(72956);
const HOURS = { h: 1, d: 24, w: 7 * 24 };
/** Parses `12h`, `30d` or `6w` into hours. */
function parseHours(text, option) {
    const [, digits = '', unit = ''] = /^(\d{1,6})([a-z]*)$/.exec(text) ?? [];
    if (digits !== '' && Object.hasOwn(HOURS, unit))
        return Number(digits) * HOURS[unit];
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is no duration.`,
        why: unit === 'm' ? 'A bare `m` could mean minutes or months.' : undefined,
        next: 'Write a whole number and h, d or w, such as 12h, 30d or 6w.',
    });
}
const SECONDS = { s: 1, min: 60, h: 3600 };
/** Parses `30s`, `5min` or `1h` into seconds. */
function parseSeconds(text, { option }) {
    const [, digits = '', unit = ''] = /^(\d{1,6})([a-z]*)$/.exec(text.trim()) ?? [];
    if (Number(digits) > 0 && Object.hasOwn(SECONDS, unit))
        return Number(digits) * SECONDS[unit];
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is no time to wait.`,
        why: unit === 'm' ? 'A bare `m` could mean minutes or months.' : undefined,
        next: 'Write a whole number and s, min or h, such as 30s, 5min or 1h.',
    });
}


/***/ }),

/***/ 28614:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseFile = parseFile;
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const quoted_ts_1 = __webpack_require__(72956);
/** Reads the path of a file; one that begins with `~/` lies at home, a relative one in the folder of the run. */
function parseFile(text, { option, folder, home }) {
    const path = text.trim();
    if (path === '' || /\p{Cc}/u.test(path)) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: the value is ${path === '' ? 'blank' : 'no path: it holds a line break or another control character'}.`,
            next: 'Write the path of one file.',
        });
    }
    if (!path.startsWith('~/'))
        return (0, node_path_1.resolve)(folder, path);
    if (home !== undefined && home !== '')
        return (0, node_path_1.resolve)(home, path.slice(2));
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(path)} needs the variable HOME, which is not set.`,
        next: 'Write the whole path.',
    });
}


/***/ }),

/***/ 95020:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseHttpUrl = parseHttpUrl;
const errors_ts_1 = __webpack_require__(83916);
/** Reads an address of the web. It is never echoed: a part of it is often a secret. */
function parseHttpUrl(text, { option }) {
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
    if (url && /^https?:$/.test(url.protocol) && url.hostname !== '')
        return url;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: the value is no address that begins with https:// or http://.`,
        next: 'Write the whole address; where it comes from a secret of the repository, look whether that holds all of it.',
    });
}


/***/ }),

/***/ 93534:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.holdsKey = void 0;
exports.parseIdentity = parseIdentity;
const errors_ts_1 = __webpack_require__(83916);
const file_ts_1 = __webpack_require__(28614);
/** What a secret key looks like, and what people take for one: told apart where keys are read, and never as a path. */
const KEY_TEXT = /age-secret-key-|age-encryption\.org\/|-----BEGIN/i;
/** Whether a value is a key itself, or could be one that was copied badly, and not the path of one. */
const holdsKey = (text) => KEY_TEXT.test(text) || mayBeKey(text.trim());
exports.holdsKey = holdsKey;
const mayBeKey = (text) => /secret-?key/i.test(text) || /^[A-Za-z0-9+=_-][A-Za-z0-9+/=_-]{49,}$/.test(text);
/** Reads a secret key of age, as `age-keygen` writes it, or the path of the file that holds it. */
function parseIdentity(text, context) {
    const trimmed = text.trim();
    if (KEY_TEXT.test(trimmed))
        return { text: trimmed };
    if (/^age1[0-9a-z]{20,}$/.test(trimmed)) {
        throw new errors_ts_1.UsageError({
            what: `\`${context.option}\`: this is a public key, and a public key opens nothing.`,
            next: 'Give the secret key that belongs to it, which begins with AGE-SECRET-KEY-1, or the file that holds it.',
        });
    }
    // A key that lost a letter, or that was encoded, must not be taken for a path and shown in an error.
    if (mayBeKey(trimmed))
        throw neither(context.option);
    if (!/\p{Cc}/u.test(trimmed))
        return { file: (0, file_ts_1.parseFile)(trimmed, context) };
    throw neither(context.option);
}
/** Whatever it is, it may be secret, so nothing of it is shown. */
const neither = (option) => new errors_ts_1.UsageError({
    what: `\`${option}\`: the value is neither a secret key of age nor a path.`,
    next: 'Give the text of the file that `age-keygen` wrote (it holds a line that begins with AGE-SECRET-KEY-1), or its path.',
});


/***/ }),

/***/ 37723:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.checkName = checkName;
exports.checkLookup = checkLookup;
exports.checkLabel = checkLabel;
const errors_ts_1 = __webpack_require__(83916);
const quoted_ts_1 = __webpack_require__(72956);
/**
 * Databases that providers create for everybody (AWS, Azure, Supabase, Crunchy; Neon; DigitalOcean, Aiven, CockroachDB;
 * Railway; Vercel; Koyeb; Timescale; Elastic Beanstalk; Yugabyte; Citus; EDB; PostgreSQL's own templates).
 */
const GIVEN_TO_EVERYBODY = new Set([
    'postgres',
    'template0',
    'template1',
    'neondb',
    'defaultdb',
    'railway',
    'verceldb',
    'koyebdb',
    'tsdb',
    'ebdb',
    'yugabyte',
    'citus',
    'edb',
]);
/** Names that say nothing where they come from the database (`app` is CloudNativePG's default), but may be chosen. */
const GENERIC = new Set(['app', 'db', 'database']);
const LONGEST = 128;
/** A name becomes one percent-encoded part of a path, and most file systems end at 255 bytes. */
const LONGEST_ENCODED = 200;
/** Checks the name under which backups are stored: one that was chosen, or the database's own as the default. */
function checkName(name, origin) {
    checkPathPart('name', name);
    const folded = name.toLowerCase();
    if (GIVEN_TO_EVERYBODY.has(folded) || (origin === 'database' && GENERIC.has(folded))) {
        throw new errors_ts_1.UsageError({
            what: origin === 'given'
                ? `\`name\`: ${(0, quoted_ts_1.quoted)(name)} cannot be the name of backups.`
                : `The database is called ${(0, quoted_ts_1.quoted)(name)}, which cannot be the name of its backups.`,
            why: 'Many servers have a database of that name, and two projects in one bucket would share "latest" and retention.',
            next: 'Choose a name that tells this database from others, such as `name: shop-production` (`--name shop-production`).',
        });
    }
    return name;
}
/** Checks the name by which backups are looked up: any that could have been stored. */
function checkLookup(name) {
    checkPathPart('name', name);
    return name;
}
/** Checks the label that is put on one backup. */
function checkLabel(label) {
    checkPathPart('label', label);
    return label;
}
function checkPathPart(option, text) {
    const problem = problemOf(text);
    if (problem === undefined)
        return;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} ${problem}.`,
        next: `Write 1 to ${LONGEST} characters in one line, such as \`${option}: ${option === 'name' ? 'shop-production' : 'before-release-7'}\`.`,
    });
}
function problemOf(text) {
    if (text.trim() === '')
        return 'is empty';
    if (text !== text.trim())
        return 'begins or ends with a space';
    if (text === '.' || text === '..')
        return 'means a folder';
    if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(text))
        return 'holds a control character or a line break';
    if (!text.isWellFormed())
        return 'is not valid Unicode';
    if ([...text].length > LONGEST)
        return `is longer than ${LONGEST} characters`;
    if (encodeURIComponent(text).length > LONGEST_ENCODED)
        return 'is too long once it is percent-encoded for a file name';
    return undefined;
}


/***/ }),

/***/ 9948:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.nearest = nearest;
exports.didYouMean = didYouMean;
/** The candidate that a mistyped word most likely meant, or `undefined` where none is near. */
function nearest(word, candidates) {
    const wanted = plain(word);
    if (wanted === '')
        return undefined;
    const ranked = candidates
        .map((candidate) => ({ candidate, distance: distanceTo(wanted, plain(candidate)) }))
        .sort((a, b) => a.distance - b.distance);
    const best = ranked[0];
    return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined;
}
/** ` Did you mean …?` ready to be appended, or nothing. */
function didYouMean(word, candidates) {
    const candidate = nearest(word, candidates);
    return candidate === undefined ? undefined : `Did you mean \`${candidate}\`?`;
}
const plain = (word) => word.toLowerCase().replaceAll('_', '-').slice(0, 100);
function distanceTo(wanted, candidate) {
    // A word that was cut short or written in the other number is nearer than its missing letters say.
    if (wanted.length >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate)))
        return 1;
    return editDistance(wanted, candidate);
}
/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a, b) {
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            let best = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
                best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
            }
            row.push(best);
        }
        beforeLast = last;
        last = row;
    }
    return last[b.length] ?? 0;
}


/***/ }),

/***/ 72956:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.quoted = quoted;
/**
 * A value as an error sentence shows it. A long one is not cut: half a secret that was put into the wrong option would no
 * longer be recognised and masked.
 */
function quoted(text) {
    return text.length > 200 ? `a text of ${text.length} characters` : JSON.stringify(text);
}


/***/ }),

/***/ 12158:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isOptionName = void 0;
exports.withEnvironment = withEnvironment;
exports.secretsOf = secretsOf;
exports.isSecret = isSecret;
const table_ts_1 = __webpack_require__(1434);
const isOptionName = (name) => Object.hasOwn(NAMES, name);
exports.isOptionName = isOptionName;
const NAMES = Object.fromEntries(table_ts_1.OPTION_NAMES.map((name) => [name, true]));
/** Adds what the environment gives to options that were not written otherwise. */
function withEnvironment(given, env) {
    const all = new Map(given);
    for (const name of table_ts_1.OPTION_NAMES) {
        const variable = (0, table_ts_1.declared)(name).env;
        const text = variable === undefined ? undefined : env[variable];
        if (variable === undefined || text === undefined || text.trim() === '' || all.has(name))
            continue;
        all.set(name, { texts: [text], source: `the variable ${variable}` });
    }
    return all;
}
/** Every secret among the values, to be masked before anything else happens. */
function secretsOf(given, env) {
    const variables = table_ts_1.OPTION_NAMES.flatMap((name) => {
        const text = env[(0, table_ts_1.declared)(name).env ?? ''];
        return text !== undefined && isSecret(name, text) ? [text] : [];
    });
    const values = [...given].flatMap(([name, { texts }]) => texts.filter((text) => isSecret(name, text)));
    return [...variables, ...values];
}
/** Whether this value of an option is one to be hidden. */
function isSecret(name, text) {
    const { secret } = (0, table_ts_1.declared)(name);
    return typeof secret === 'function' ? secret(text) : secret === true;
}


/***/ }),

/***/ 45556:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.ACCEPTED = exports.OWNERS = exports.TABLE_MODES = exports.MODES = void 0;
/** What happens to a database that is there: nothing, since there is none; another takes its place; or it goes first. */
exports.MODES = ['new', 'swap', 'in-place'];
/** What happens to tables: rows come back into those that are there, or those that are missing are made again. */
exports.TABLE_MODES = ['merge', 'sync', 'create'];
/** Whether what is restored belongs to those to whom it belonged. */
exports.OWNERS = ['keep', 'drop'];
/** Verdicts with which a restored database may take the place of the live one all the same. */
exports.ACCEPTED = ['unverified', 'fail'];


/***/ }),

/***/ 5228:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.PERIODS = void 0;
exports.parseKeep = parseKeep;
exports.parseWindow = parseWindow;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
/** Of which periods the newest backup stays; `last` takes each backup for a period of its own. */
exports.PERIODS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'];
/** Reads a policy, such as `last=3 daily=30d`: rules with blanks or line breaks between them. */
function parseKeep(lines, { option }) {
    const rules = lines
        .flatMap((line) => line.split(/\s+/))
        .filter((word) => word !== '')
        .map((word) => parseRule(word, option));
    for (const [at, { period }] of rules.entries()) {
        if (rules.findIndex((rule) => rule.period === period) === at)
            continue;
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${period} is given twice.`,
            next: 'Write each of them once.',
        });
    }
    return rules;
}
function parseRule(text, option) {
    const [, word = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    const period = exports.PERIODS.find((known) => known === word);
    if (period === undefined) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is no rule.`,
            next: [`Write ${(0, values_ts_1.listed)(exports.PERIODS)}, each with =, such as ${EXAMPLE}.`, (0, nearest_ts_1.didYouMean)(word, exports.PERIODS)]
                .filter(Boolean)
                .join(' '),
        });
    }
    if (value === undefined || value === '') {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${period} does not say how many, or for how long.`,
            next: `Write ${period}=7, or a time such as ${period}=30d.`,
        });
    }
    if (!/^\d+$/.test(value))
        return { period, text, window: parseWindow(value, option) };
    const count = Number(value);
    if (count > 0 && count < 1_000_000)
        return { period, text, count };
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} cannot be used.`,
        why: count === 0 ? 'It would keep nothing.' : undefined,
        next: count === 0 ? `Leave ${period} out, or write a number.` : 'Write a smaller number.',
    });
}
const EXAMPLE = 'last=3 daily=30d monthly=12mo';
const UNITS = {
    h: (hours) => ({ hours }),
    d: (days) => ({ days }),
    w: (weeks) => ({ days: 7 * weeks }),
    mo: (months) => ({ months }),
    y: (years) => ({ years }),
};
const NONE = { years: 0, months: 0, days: 0, hours: 0 };
/** Reads a time that is counted by the calendar: `36h`, `30d`, `6w`, `12mo` or `7y`. */
function parseWindow(text, option) {
    const [, digits = '', unit = ''] = /^(\d{1,4})([a-z]*)$/.exec(text.trim()) ?? [];
    if (Number(digits) > 0 && Object.hasOwn(UNITS, unit))
        return { ...NONE, ...UNITS[unit](Number(digits)) };
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is no stretch of time.`,
        why: unit === 'm' ? 'A bare `m` means minutes to some and months to others.' : undefined,
        next: `Write a whole number from 1 to 9999 and h, d, w, mo (months) or y, such as ${unit === 'm' ? `${digits}mo` : '30d'}.`,
    });
}


/***/ }),

/***/ 16896:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseScratch = parseScratch;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const KINDS = ['auto', 'embedded', 'docker'];
/** Reads where a drill restores to: one of the words, or the URL of a server that is there already. */
function parseScratch(text, { option }) {
    const trimmed = text.trim();
    const kind = KINDS.find((word) => word === trimmed);
    if (kind !== undefined)
        return { kind };
    if (/^postgres(ql)?:\/\/./i.test(trimmed))
        return { kind: 'url', url: trimmed };
    // Only what looks like a word is echoed: anything else could be a URL with a password in it.
    const shown = /^[a-z-]{1,40}$/i.test(trimmed) ? `\`${trimmed}\`` : 'what is given';
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${shown} is no place to restore into.`,
        next: [
            (0, nearest_ts_1.didYouMean)(trimmed, KINDS),
            'Write auto, embedded or docker, or the URL of a server, such as postgresql://postgres@localhost:5432/postgres.',
        ]
            .filter(Boolean)
            .join(' '),
    });
}


/***/ }),

/***/ 20899:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.CHECK = void 0;
const duration_ts_1 = __webpack_require__(47056);
const values_ts_1 = __webpack_require__(62262);
/** The options that say what `check` expects, beside those that say what stays. */
exports.CHECK = {
    'max-verification-age': {
        commands: ['check'],
        group: 'What is expected',
        form: 'value',
        placeholder: 'TIME',
        example: '35d',
        default: '8d',
        sentence: 'How old the newest full drill of each name may be (h, d, w), in each destination; it must have passed. `off` asks for none.',
        parse: (0, values_ts_1.orOff)((text, { option }) => (0, duration_ts_1.parseHours)(text, option)),
    },
    'max-size-change': {
        commands: ['check'],
        group: 'What is expected',
        form: 'value',
        placeholder: 'SHARE',
        example: '80%',
        default: '50%',
        sentence: 'By how much the stored size of the newest backup may differ from the mean of the seven before it; rows may never fall by more than half. `off` looks at neither.',
        parse: (0, values_ts_1.orOff)(values_ts_1.parseShare),
    },
};


/***/ }),

/***/ 1738:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.DRILL = void 0;
const allow_ts_1 = __webpack_require__(6823);
const choice_ts_1 = __webpack_require__(89219);
const drill_ts_1 = __webpack_require__(84491);
const duration_ts_1 = __webpack_require__(47056);
const file_ts_1 = __webpack_require__(28614);
const identity_ts_1 = __webpack_require__(93534);
const scratch_ts_1 = __webpack_require__(16896);
const values_ts_1 = __webpack_require__(62262);
const WITH_VERIFY = { backup: 'verify' };
/** The options of a drill, whichever command runs it. */
exports.DRILL = {
    verify: {
        commands: ['backup'],
        group: 'The drill',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Verify the backup as soon as it is stored: fetched back, restored, and compared with the source.',
        parse: values_ts_1.parseSwitch,
    },
    backup: {
        commands: ['verify', 'prove', 'restore', 'copy'],
        group: 'Which backup',
        form: 'value',
        placeholder: 'WHICH',
        example: 'label:before-release-7',
        default: 'latest',
        sentence: 'Which backup: `latest`, an id, `before:2026-11-20` (or a time such as `before:2026-11-20T04:00Z`), or `label:TEXT`. `verify` and `restore` also take the path or URL of a dump that another program made, such as `./shop.sql.gz`; `copy` takes `all`.',
        parse: choice_ts_1.parseChoice,
    },
    from: {
        commands: ['verify', 'prove', 'restore', 'copy'],
        group: 'Which backup',
        form: 'value',
        placeholder: 'LABEL',
        example: 'offsite',
        otherwise: 'the first destination, and, but for `copy`, the next one where that does not answer',
        sentence: 'Which destination it is fetched from, by label or URL; `all` verifies each copy.',
        parse: values_ts_1.parseText,
    },
    rehydrate: {
        commands: ['verify', 'restore'],
        group: 'Which backup',
        form: 'value',
        placeholder: 'SPEED',
        example: 'standard',
        otherwise: 'the run ends with what is to be done, and nothing is begun',
        sentence: 'Where objects of the backup lie in an archive tier: begin to bring them back, and tell when to run it again; `standard` (hours), `bulk` (slower and cheaper, in S3) or `high` (faster and dearer).',
        parse: (0, values_ts_1.choice)(drill_ts_1.REHYDRATE_SPEEDS),
    },
    level: {
        commands: ['backup', 'verify'],
        group: 'The drill',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'LEVEL',
        example: 'restore',
        default: 'full',
        sentence: 'How much is proven: `archive` reads every byte and every archive to its end, `restore` restores it too and asks your checks, `full` compares the restored database with the source.',
        parse: (0, values_ts_1.choice)(drill_ts_1.LEVELS),
    },
    scratch: {
        commands: ['backup', 'verify', 'prove', 'doctor'],
        group: 'The drill',
        form: 'value',
        secret: (text) => text.includes('://'),
        env: 'PG_BACKUP_SCRATCH',
        needs: WITH_VERIFY,
        placeholder: 'WHERE',
        example: 'docker',
        default: 'auto',
        sentence: 'Where it is restored: `embedded`, a throw-away server made of programs on this machine, `docker`, one from the image `postgres:<major>`, `auto`, which is embedded where it can be, or the URL of a server, such as a service container.',
        parse: scratch_ts_1.parseScratch,
    },
    'keep-scratch': {
        commands: ['backup', 'verify'],
        group: 'The drill',
        form: 'switch',
        needs: WITH_VERIFY,
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Keep the restored database, and tell how to reach it.',
        parse: values_ts_1.parseSwitch,
    },
    allow: {
        commands: ['backup', 'verify', 'prove', 'restore'],
        group: 'The drill',
        form: 'lines',
        needs: WITH_VERIFY,
        placeholder: 'WHAT',
        example: 'missing-extension=pg_graphql',
        default: '',
        sentence: 'What may be missing without spoiling the verdict, one a line: `missing-extension=NAME`, `left-out-dependencies`, `limited-scratch`, and for a foreign dump `create-database`.',
        parse: allow_ts_1.parseAllow,
    },
    rto: {
        commands: ['backup', 'verify'],
        group: 'The drill',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'TIME',
        example: '4h',
        otherwise: 'no limit',
        sentence: 'How long fetching and restoring may take; longer fails the verdict.',
        parse: duration_ts_1.parseSeconds,
    },
    checks: {
        commands: ['backup', 'verify'],
        group: 'Your own checks',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'SQL',
        example: 'SELECT count(*) > 0 AS "there are claims" FROM claims;',
        otherwise: 'none',
        sentence: 'SQL that must hold on the restored database: queries with `;` between them, each with one row whose first column is true; the name of the column is the name of the check.',
        parse: values_ts_1.parseText,
    },
    'checks-file': {
        commands: ['backup', 'verify'],
        group: 'Your own checks',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'FILE',
        example: './db/checks.sql',
        otherwise: 'none',
        sentence: 'A file with more of such queries.',
        parse: file_ts_1.parseFile,
    },
    'check-timeout': {
        commands: ['backup', 'verify'],
        group: 'Your own checks',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'TIME',
        example: '10min',
        default: '5min',
        sentence: 'How long each of these queries may take.',
        parse: duration_ts_1.parseSeconds,
    },
    'smoke-command': {
        commands: ['backup', 'verify', 'restore'],
        group: 'Your own checks',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'COMMAND',
        example: 'alembic upgrade head && pytest -q',
        otherwise: 'none',
        sentence: 'A command that bash runs in the workspace, with `DATABASE_URL` and `PG*` of the restored database; it must end with 0.',
        parse: values_ts_1.parseText,
    },
    'smoke-timeout': {
        commands: ['backup', 'verify'],
        group: 'Your own checks',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'TIME',
        example: '2h',
        default: '30min',
        sentence: 'How long the smoke command may take.',
        parse: duration_ts_1.parseSeconds,
    },
    'restore-log': {
        commands: ['backup', 'verify'],
        group: 'What to show',
        form: 'value',
        needs: WITH_VERIFY,
        placeholder: 'FILE',
        example: './docs/restore-tests.md',
        otherwise: 'none is written',
        sentence: 'A Markdown file with a log of restore tests; a row is added to its table.',
        parse: file_ts_1.parseFile,
    },
    identity: {
        commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
        group: 'Encryption',
        form: 'value',
        secret: identity_ts_1.holdsKey,
        env: 'PG_BACKUP_IDENTITY',
        needs: WITH_VERIFY,
        placeholder: 'KEY',
        example: './key.txt',
        otherwise: 'only backups that are not encrypted to a key can be opened',
        sentence: 'The secret key of age that opens the backup: what `age-keygen` wrote, or the path of the file that holds it.',
        parse: identity_ts_1.parseIdentity,
    },
};


/***/ }),

/***/ 78662:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.KEEP = void 0;
const duration_ts_1 = __webpack_require__(47056);
const retention_ts_1 = __webpack_require__(5228);
const values_ts_1 = __webpack_require__(62262);
/** The options that say which backups stay. */
exports.KEEP = {
    keep: {
        commands: ['backup', 'prune', 'check'],
        group: 'What stays',
        form: 'lines',
        placeholder: 'RULES',
        example: 'last=3 hourly=7d daily=30d weekly=90d monthly=12mo yearly=7y',
        otherwise: 'everything stays',
        sentence: 'Which backups stay: the newest of each period, for a number of periods (`last=3`, `daily=7`) or a time counted back from the newest backup (`daily=30d`; h, d, w, mo, y). `last`, `hourly`, `daily`, `weekly`, `monthly`, `yearly`. Of `backup`: prune this name by them, once the backup is whole. Of `check`: what should be gone by them must be.',
        parse: retention_ts_1.parseKeep,
    },
    'keep-labels': {
        commands: ['backup', 'prune', 'check'],
        group: 'What stays',
        form: 'switch',
        needs: { backup: 'keep', check: 'keep' },
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Every backup that has a label stays.',
        parse: values_ts_1.parseSwitch,
    },
    'keep-records': {
        commands: ['backup', 'prune'],
        group: 'What stays',
        form: 'value',
        needs: { backup: 'keep' },
        placeholder: 'TIME',
        example: '2y',
        default: '365d',
        sentence: 'How long records of drills, restores and failures stay, also those of backups that are gone, counted back from the newest backup.',
        parse: (text, { option }) => (0, retention_ts_1.parseWindow)(text, option),
    },
    'allow-large-prune': {
        commands: ['backup', 'prune'],
        group: 'What stays',
        form: 'switch',
        needs: { backup: 'keep' },
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Let more than half of the backups of a name go at once.',
        parse: values_ts_1.parseSwitch,
    },
    rpo: {
        commands: ['prune', 'check'],
        group: 'What stays',
        form: 'value',
        placeholder: 'TIME',
        example: '26h',
        otherwise: 'no limit; of `check`, two days',
        sentence: 'How old the newest backup may be (h, d, w). While it is older, `prune` removes nothing, and `check` is red.',
        parse: (text, { option }) => (0, duration_ts_1.parseHours)(text.trim(), option),
    },
};


/***/ }),

/***/ 41377:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.RESTORE = void 0;
const duration_ts_1 = __webpack_require__(47056);
const restore_ts_1 = __webpack_require__(45556);
const values_ts_1 = __webpack_require__(62262);
/** The options of `restore` alone. */
exports.RESTORE = {
    'target-url': {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        secret: true,
        env: 'PG_BACKUP_TARGET_URL',
        required: ['restore'],
        placeholder: 'URL',
        example: 'postgresql://admin@db.example.com/shop?sslmode=verify-full',
        sentence: 'The database to restore into, as a URL that libpq understands; it need not be there yet.',
        parse: values_ts_1.parseText,
    },
    mode: {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        placeholder: 'MODE',
        example: 'swap',
        otherwise: '`new` where the database is not there, `swap` where it is',
        sentence: 'How: `new` makes the database, `swap` restores beside the one that is there, verifies that, and then lets the two change places; the old one stays under another name. `in-place`, for servers without room for two, backs it up, drops it, restores, and puts its backup back where that fails.',
        parse: (0, values_ts_1.choice)(restore_ts_1.MODES),
    },
    'dry-run': {
        commands: ['restore', 'prune', 'copy'],
        group: 'How',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Show what would be done, and change nothing.',
        parse: values_ts_1.parseSwitch,
    },
    plan: {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        placeholder: 'DIGEST',
        example: '4f0c2a9be1d7',
        otherwise: 'whatever the plan is',
        sentence: 'The digest of a plan that somebody has looked at: that one is carried out, or none.',
        parse: values_ts_1.parseText,
    },
    confirm: {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        placeholder: 'NAME',
        example: 'shop',
        otherwise: 'a terminal asks for it',
        sentence: 'The name of the database that is to be replaced, typed once more.',
        parse: values_ts_1.parseText,
    },
    'safety-backup': {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'switch',
        placeholder: '',
        example: 'false',
        default: 'true',
        sentence: 'With `mode: in-place`: back up what is there before it is dropped, to the same destinations under `<name>.before-restore`, and put it back where the restore fails. Without it, what is there is lost.',
        parse: values_ts_1.parseSwitch,
    },
    undo: {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Take the newest `swap` back: the database that it replaced becomes the live one again.',
        parse: values_ts_1.parseSwitch,
    },
    'table-mode': {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        placeholder: 'MODE',
        example: 'sync',
        otherwise: 'none, and it must be named with `tables`',
        sentence: 'What happens to `tables`: `merge` inserts the rows whose key is missing, `sync` makes the tables equal to the backup, or their `where` part, `create` makes tables that are missing, with all that belongs to them.',
        parse: (0, values_ts_1.choice)(restore_ts_1.TABLE_MODES),
    },
    where: {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        placeholder: 'SQL',
        example: "placed_at >= '2026-11-01'",
        otherwise: 'all rows',
        sentence: 'With `tables`: only the rows for which this SQL condition is true.',
        parse: values_ts_1.parseText,
    },
    triggers: {
        commands: ['restore'],
        group: 'What to restore into',
        form: 'value',
        placeholder: 'WHETHER',
        example: 'off',
        default: 'on',
        sentence: 'With `merge` and `sync`: whether the tables’ own triggers run, `on` or `off`; foreign keys hold in any case.',
        parse: (0, values_ts_1.choice)(['on', 'off']),
    },
    owner: {
        commands: ['restore'],
        group: 'How',
        form: 'value',
        placeholder: 'WHOSE',
        example: 'drop',
        default: 'keep',
        sentence: 'Whether what is restored keeps its owners and rights, or all of it belongs to the user of `target-url`: `keep` or `drop`.',
        parse: (0, values_ts_1.choice)(restore_ts_1.OWNERS),
    },
    globals: {
        commands: ['restore'],
        group: 'How',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Make the roles that the backup needs and the server lacks, without passwords.',
        parse: values_ts_1.parseSwitch,
    },
    accept: {
        commands: ['restore'],
        group: 'How',
        form: 'value',
        placeholder: 'VERDICT',
        example: 'unverified',
        otherwise: 'only what passes goes live',
        sentence: 'Let the restored database go live although it does not pass: `unverified`, or even `fail`. It is recorded, and the run is red all the same.',
        parse: (0, values_ts_1.choice)(restore_ts_1.ACCEPTED),
    },
    'drop-old-after': {
        commands: ['restore'],
        group: 'How',
        form: 'value',
        placeholder: 'AGE',
        example: '14d',
        otherwise: 'they are kept',
        sentence: 'Drop databases that earlier runs of `swap` replaced once they are this old; never the newest of them.',
        parse: (text, { option }) => (0, duration_ts_1.parseHours)(text.trim(), option),
    },
    'migrate-command': {
        commands: ['restore'],
        group: 'Your own checks',
        form: 'value',
        placeholder: 'COMMAND',
        example: 'alembic upgrade head',
        otherwise: 'none',
        sentence: 'A command that bash runs in the workspace with the restored database, after it was verified and before it goes live.',
        parse: values_ts_1.parseText,
    },
    'before-command': {
        commands: ['restore'],
        group: 'Your own checks',
        form: 'value',
        placeholder: 'COMMAND',
        example: 'systemctl stop shop-workers',
        otherwise: 'none',
        sentence: 'A command that bash runs right before the target changes; where it fails, nothing changes.',
        parse: values_ts_1.parseText,
    },
    'after-command': {
        commands: ['restore'],
        group: 'Your own checks',
        form: 'value',
        placeholder: 'COMMAND',
        example: 'systemctl start shop-workers',
        otherwise: 'none',
        sentence: 'A command that bash runs once `before-command` has begun and the target has changed or not, in every ending; PG_BACKUP_RESULT tells it: `changed`, `unchanged`, `gone` (after `mode: in-place`, where nothing could be put back) or `unknown`.',
        parse: values_ts_1.parseText,
    },
    'command-timeout': {
        commands: ['restore'],
        group: 'Your own checks',
        form: 'value',
        placeholder: 'TIME',
        example: '10min',
        default: '30min',
        sentence: 'How long each of these commands may take.',
        parse: duration_ts_1.parseSeconds,
    },
};


/***/ }),

/***/ 6280:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.WATCH = void 0;
const file_ts_1 = __webpack_require__(28614);
const http_url_ts_1 = __webpack_require__(95020);
const values_ts_1 = __webpack_require__(62262);
const watch_ts_1 = __webpack_require__(9877);
/** What leaves nothing in storage has no metrics. */
const MEASURED = ['backup', 'verify', 'restore'];
const WATCHED = ['backup', 'verify', 'prove', 'restore'];
/** The options that say who else is told of a run. */
exports.WATCH = {
    'metrics-file': {
        commands: MEASURED,
        group: 'Who is told',
        form: 'value',
        placeholder: 'FILE',
        example: '/var/lib/prometheus/node-exporter/pg-backup.prom',
        otherwise: 'none is written',
        sentence: "A file for metrics of Prometheus, as node_exporter's textfile collector reads it; replaced in one moment when the run has ended, whichever way.",
        parse: file_ts_1.parseFile,
    },
    pushgateway: {
        commands: MEASURED,
        group: 'Who is told',
        form: 'value',
        // Of an address with a name or a password in it, all is hidden.
        secret: (text) => text.includes('@'),
        env: 'PG_BACKUP_PUSHGATEWAY',
        placeholder: 'URL',
        example: 'https://pushgateway.example.com',
        otherwise: 'metrics are pushed nowhere',
        sentence: "The address of Prometheus' push gateway, which gets the same metrics, in a group for each name and destination.",
        parse: http_url_ts_1.parseHttpUrl,
    },
    'notify-webhook': {
        commands: WATCHED,
        group: 'Who is told',
        form: 'value',
        secret: true,
        env: 'PG_BACKUP_NOTIFY_WEBHOOK',
        placeholder: 'URL',
        example: 'https://hooks.slack.com/services/T000/B000/XXXX',
        otherwise: 'nobody is told',
        sentence: 'An address that is told how runs end, by a POST.',
        parse: http_url_ts_1.parseHttpUrl,
    },
    'notify-format': {
        commands: WATCHED,
        group: 'Who is told',
        form: 'value',
        placeholder: 'FORMAT',
        example: 'slack',
        default: 'json',
        sentence: 'The shape of that message: `json` with all there is to say, or what `slack`, `teams` or `discord` show.',
        parse: (0, values_ts_1.choice)(watch_ts_1.NOTIFY_FORMATS),
    },
    'notify-on': {
        commands: WATCHED,
        group: 'Who is told',
        form: 'value',
        placeholder: 'WHEN',
        example: 'change',
        default: 'failure',
        sentence: 'Of which runs the webhook is told: `failure`, all that do not pass; `change`, those that end otherwise than the one before did, by the records in storage; `always`.',
        parse: (0, values_ts_1.choice)(watch_ts_1.NOTIFY_WHEN),
    },
    'heartbeat-url': {
        commands: WATCHED,
        group: 'Who is told',
        form: 'value',
        secret: true,
        env: 'PG_BACKUP_HEARTBEAT_URL',
        placeholder: 'URL',
        example: 'https://hc-ping.com/0b9f6f9e-2c0f-4f0e-8a54-0c4d5f5c2e11',
        otherwise: 'none is pinged',
        sentence: 'The address of a heartbeat such as healthchecks.io has: pinged when a run has passed, and with `/fail` at its end when not.',
        parse: http_url_ts_1.parseHttpUrl,
    },
    'github-issue': {
        commands: WATCHED,
        group: 'Who is told',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Open one issue in the repository for each name and command that does not pass, comment on it when that happens again, and close it when it is well again; the job needs `issues: write`.',
        parse: values_ts_1.parseSwitch,
    },
    'github-token': {
        commands: WATCHED,
        group: 'Who is told',
        form: 'value',
        secret: true,
        env: 'GITHUB_TOKEN',
        placeholder: 'TOKEN',
        example: 'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
        otherwise: 'none',
        needs: { backup: 'github-issue', verify: 'github-issue', prove: 'github-issue', restore: 'github-issue' },
        sentence: 'The token that issues are written with; in a workflow, its own: `github.token`.',
        parse: values_ts_1.parseText,
    },
};


/***/ }),

/***/ 1434:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.declared = exports.OPTION_NAMES = exports.TABLE = void 0;
const commands_ts_1 = __webpack_require__(58566);
const destination_ts_1 = __webpack_require__(92346);
const duration_ts_1 = __webpack_require__(47056);
const name_ts_1 = __webpack_require__(37723);
const table_check_ts_1 = __webpack_require__(20899);
const table_drill_ts_1 = __webpack_require__(1738);
const table_keep_ts_1 = __webpack_require__(78662);
const table_restore_ts_1 = __webpack_require__(41377);
const table_watch_ts_1 = __webpack_require__(6280);
const values_ts_1 = __webpack_require__(62262);
/**
 * Every option of every command. The inputs in `action.yml`, the flags and `--help`, and the README's tables are
 * generated from it, and the types of the parsed options are inferred from it.
 */
exports.TABLE = {
    command: {
        commands: commands_ts_1.COMMAND_NAMES,
        group: 'What to back up',
        form: 'value',
        stepOnly: true,
        placeholder: 'COMMAND',
        example: 'backup',
        default: 'backup',
        sentence: `What to do: ${(0, values_ts_1.listed)(commands_ts_1.COMMAND_NAMES.map((name) => `\`${name}\``))}.`,
        parse: (0, values_ts_1.choice)(commands_ts_1.COMMAND_NAMES),
    },
    'database-url': {
        commands: ['backup', 'doctor'],
        group: 'What to back up',
        form: 'value',
        secret: true,
        env: 'DATABASE_URL',
        placeholder: 'URL',
        example: 'postgresql://backup@db.example.com/shop?sslmode=verify-full',
        otherwise: "libpq's own variables, `PGHOST`, `PGDATABASE` and so on",
        sentence: 'The database, as a URL that libpq understands.',
        parse: values_ts_1.parseText,
    },
    include: {
        commands: ['backup', 'doctor'],
        group: 'What to back up',
        form: 'value',
        placeholder: 'PART',
        example: 'schema',
        default: 'all',
        sentence: 'Which part of the database: `all`, only its `schema`, or only its `data`.',
        parse: (0, values_ts_1.choice)(['all', 'schema', 'data']),
    },
    schemas: {
        commands: ['backup', 'doctor'],
        group: 'What to back up',
        form: 'lines',
        placeholder: 'PATTERN',
        example: 'public\nsales_*',
        default: '',
        otherwise: 'all schemas',
        sentence: "Only the schemas that match one of these patterns, in pg_dump's own sense, one a line.",
        parse: values_ts_1.parsePatterns,
    },
    'exclude-schemas': {
        commands: ['backup', 'doctor'],
        group: 'What to back up',
        form: 'lines',
        placeholder: 'PATTERN',
        example: 'scratch_*',
        default: '',
        sentence: 'Leave out the schemas that match one of these patterns, one a line.',
        parse: values_ts_1.parsePatterns,
    },
    tables: {
        commands: ['backup', 'restore', 'doctor'],
        group: 'What to back up',
        form: 'lines',
        placeholder: 'PATTERN',
        example: 'public.orders\npublic.customers',
        default: '',
        otherwise: 'all tables',
        excludes: {
            schemas: 'pg_dump ignores patterns for schemas where there are patterns for tables',
            'exclude-schemas': 'pg_dump ignores patterns for schemas where there are patterns for tables',
        },
        sentence: 'Of `backup`: only the tables that match one of these patterns, one a line; what they depend on is not taken along. Of `restore`: only the rows of these tables, each by its name (`orders`, `sales.orders`), into the tables that are there.',
        parse: (lines, context) => (context.command === 'restore' ? lines : (0, values_ts_1.parsePatterns)(lines, context)),
    },
    'exclude-tables': {
        commands: ['backup', 'doctor'],
        group: 'What to back up',
        form: 'lines',
        placeholder: 'PATTERN',
        example: 'public.import_*',
        default: '',
        sentence: 'Leave out the tables that match one of these patterns, one a line.',
        parse: values_ts_1.parsePatterns,
    },
    'exclude-table-data': {
        commands: ['backup', 'doctor'],
        group: 'What to back up',
        form: 'lines',
        placeholder: 'PATTERN',
        example: 'public.sessions',
        default: '',
        sentence: 'Keep the tables that match one of these patterns, but leave out their rows, one a line.',
        parse: values_ts_1.parsePatterns,
    },
    destinations: {
        commands: ['backup', 'verify', 'prove', 'list', 'prune', 'restore', 'doctor', 'check', 'copy'],
        group: 'Where to',
        form: 'lines',
        required: ['backup', 'prove', 'list', 'prune', 'check', 'copy'],
        otherwise: 'none, which only `verify` can do with, for a dump that another program made, `restore` with `undo: true`, and `doctor`',
        placeholder: '[LABEL=]URL',
        example: 's3://my-backups/shop?region=eu-central-1\noffsite=azblob://myaccount/backups',
        sentence: 'Where backups lie, one a line: a folder (`/srv/backups`, `file:///srv/backups`), `s3://bucket/prefix?region=…` or `azblob://account/container/prefix`, each with a label in front if you like (`offsite=s3://…`).',
        parse: destination_ts_1.parseDestinations,
    },
    name: {
        commands: ['backup', 'verify', 'prove', 'list', 'prune', 'restore', 'doctor', 'check', 'copy'],
        group: 'Where to',
        form: 'value',
        placeholder: 'NAME',
        example: 'shop-production',
        otherwise: "the database's own name; `list`, `prune`, `check` and `copy` with `backup: all` take all names, all others the only one that is there",
        sentence: 'The name under which the backups of this database are kept together in every destination.',
        parse: (text, { command }) => command === 'backup' || command === 'doctor'
            ? (0, name_ts_1.checkName)(text.trim(), 'given')
            : (0, name_ts_1.checkLookup)(text.trim()),
    },
    label: {
        commands: ['backup'],
        group: 'Where to',
        form: 'value',
        placeholder: 'LABEL',
        example: 'before-release-7',
        otherwise: 'no label',
        sentence: 'A label for this one backup, by which it can be found again.',
        parse: (text) => (0, name_ts_1.checkLabel)(text.trim()),
    },
    jobs: {
        commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
        group: 'How',
        form: 'value',
        placeholder: 'N',
        example: '4',
        default: '2',
        sentence: 'How many dumps, or restores, run side by side, from 1 to 64; a small database uses one.',
        parse: (0, values_ts_1.integer)(1, 64),
    },
    'lock-timeout': {
        commands: ['backup', 'restore'],
        group: 'How',
        form: 'value',
        placeholder: 'TIME',
        example: '30min',
        default: '5min',
        sentence: 'How long to wait for tables that a migration, maintenance or a long transaction keeps locked, before giving up.',
        parse: duration_ts_1.parseSeconds,
    },
    'compression-level': {
        commands: ['backup'],
        group: 'How',
        form: 'value',
        placeholder: 'LEVEL',
        example: '3',
        default: '1',
        sentence: 'The level of zstd, from 1 (fastest) to 19 (smallest).',
        parse: (0, values_ts_1.integer)(1, 19),
    },
    fingerprint: {
        commands: ['backup'],
        group: 'How',
        form: 'value',
        placeholder: 'KIND',
        example: 'content',
        default: 'auto',
        sentence: 'What is recorded to prove a restore against: `counts` of rows, hashes of the `content` too, `none`, or `auto`, which is content up to a size and counts above.',
        parse: (0, values_ts_1.choice)(['auto', 'counts', 'content', 'none']),
    },
    recipients: {
        commands: ['backup', 'restore', 'doctor'],
        group: 'Encryption',
        form: 'lines',
        placeholder: 'KEY',
        example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
        otherwise: 'no encryption by keys; what `restore` stores is then encrypted to `identity`, or by `passphrase`',
        sentence: 'Public keys of age, one a line; whoever has the secret half of one of them can read the backup. With `restore`: what it stores of what it is about to change.',
        parse: values_ts_1.parseRecipients,
    },
    passphrase: {
        commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
        group: 'Encryption',
        form: 'value',
        secret: true,
        env: 'PG_BACKUP_PASSPHRASE',
        placeholder: 'TEXT',
        example: 'a long sentence of your own',
        otherwise: 'no encryption by passphrase',
        excludes: { recipients: 'a file of age is encrypted either by keys or by a passphrase' },
        sentence: 'A passphrase that the backup is encrypted with, in place of recipients.',
        parse: values_ts_1.parsePassphrase,
    },
    ...table_keep_ts_1.KEEP,
    ...table_check_ts_1.CHECK,
    ...table_drill_ts_1.DRILL,
    ...table_restore_ts_1.RESTORE,
    ...table_watch_ts_1.WATCH,
    limit: {
        commands: ['list'],
        group: 'What to show',
        form: 'value',
        placeholder: 'N',
        example: '200',
        default: '50',
        sentence: 'How many backups are listed, the newest first.',
        parse: (0, values_ts_1.integer)(1, 1_000_000),
    },
    'show-table-names': {
        commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
        group: 'What to show',
        form: 'value',
        placeholder: 'WHEN',
        example: 'yes',
        default: 'auto',
        sentence: 'Whether names of tables and other objects appear in the log and the job summary: `yes`, `no`, or `auto`, which is only where the repository is private or on a terminal.',
        parse: (text, context) => (text.trim() === 'auto' ? 'auto' : (0, values_ts_1.parseSwitch)(text, context)),
    },
    json: {
        commands: commands_ts_1.COMMAND_NAMES,
        group: 'What to show',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Print the answer as JSON.',
        parse: values_ts_1.parseSwitch,
    },
    debug: {
        commands: commands_ts_1.COMMAND_NAMES,
        group: 'What to show',
        form: 'switch',
        placeholder: '',
        example: 'true',
        default: 'false',
        sentence: 'Show more of what is going on, and stacks of errors.',
        parse: values_ts_1.parseSwitch,
    },
    client: {
        commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
        group: 'Running the tools',
        form: 'value',
        placeholder: 'WHERE',
        example: 'docker',
        default: 'auto',
        sentence: "Which pg_dump and pg_restore are used: `local` ones, those of the image `postgres:<major>` by `docker`, or `auto`, which is local where there are such of the server's major version.",
        parse: (0, values_ts_1.choice)(['auto', 'local', 'docker']),
    },
};
exports.OPTION_NAMES = Object.keys(exports.TABLE);
/** An option as declared, without the literal types that only the inference of types needs. */
const declared = (name) => exports.TABLE[name];
exports.declared = declared;


/***/ }),

/***/ 62262:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.parseText = void 0;
exports.parseSwitch = parseSwitch;
exports.choice = choice;
exports.integer = integer;
exports.orOff = orOff;
exports.parseShare = parseShare;
exports.parsePatterns = parsePatterns;
exports.parseRecipients = parseRecipients;
exports.parsePassphrase = parsePassphrase;
exports.listed = listed;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
/** Any text, without the blanks around it. */
const parseText = (text, _context) => text.trim();
exports.parseText = parseText;
const SWITCH = {
    true: true,
    yes: true,
    '1': true,
    false: false,
    no: false,
    '0': false,
};
/** `true`, `yes`, `1`, `false`, `no` or `0`; anything else is an error, not "false". */
function parseSwitch(text, { option }) {
    const value = Object.hasOwn(SWITCH, text.trim().toLowerCase())
        ? SWITCH[text.trim().toLowerCase()]
        : undefined;
    if (value !== undefined)
        return value;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is neither yes nor no.`,
        next: 'Write true, yes or 1, or false, no or 0.',
    });
}
/** A parser for one of a few words. */
function choice(words) {
    return (text, { option }) => {
        const found = words.find((word) => word === text.trim());
        if (found !== undefined)
            return found;
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is not one of its values.`,
            next: [`Write ${listed(words)}.`, (0, nearest_ts_1.didYouMean)(text.trim(), words)].filter(Boolean).join(' '),
        });
    };
}
/** A parser for a whole number within limits. */
function integer(least, most) {
    return (text, { option }) => {
        const value = /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
        if (value >= least && value <= most)
            return value;
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} cannot be used.`,
            next: `Write a whole number from ${least} to ${most}.`,
        });
    };
}
/** A parser for what can be turned off too, by the word `off`. */
function orOff(parse) {
    return (text, context) => text.trim() === 'off' ? undefined : parse(text.trim(), context);
}
/** Parses `50%` into a share of one. */
function parseShare(text, { option }) {
    const [, digits = ''] = /^(\d{1,4}) ?%$/.exec(text.trim()) ?? [];
    if (Number(digits) > 0)
        return Number(digits) / 100;
    throw new errors_ts_1.UsageError({
        what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(text)} is no share.`,
        next: 'Write a whole number and a percent sign, such as 50%.',
    });
}
/** Patterns for names as pg_dump reads them, one a line. */
function parsePatterns(lines, { option }) {
    for (const line of lines) {
        if (!line.replace(/"[^"]*"/g, '').includes(','))
            continue;
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(line)} holds a comma.`,
            why: 'Patterns stand one a line, not in a list.',
            next: 'Put each pattern on a line of its own (or repeat the flag); a name with a comma goes in double quotes.',
        });
    }
    return lines;
}
/** Public keys of age. Only their shape is checked here; the encryption itself looks at their checksum. */
function parseRecipients(lines, { option }) {
    for (const [index, line] of lines.entries()) {
        if (/age-secret-key-/i.test(line)) {
            // A secret key is never echoed.
            throw new errors_ts_1.UsageError({
                what: `\`${option}\`: line ${index + 1} is a secret key, and only public keys belong there.`,
                why: 'The machine that backs up must not be able to read its own backups.',
                next: '`age-keygen -y KEYFILE` prints the public half, which begins with age1. Treat the secret key as leaked if this value is readable to others.',
            });
        }
        if (!/^age1[0-9a-z]{20,}$/.test(line)) {
            throw new errors_ts_1.UsageError({
                what: `\`${option}\`: ${(0, quoted_ts_1.quoted)(line)} is no public key of age.`,
                why: line.startsWith('ssh-') ? 'SSH keys cannot be used.' : undefined,
                next: 'Write one key a line, each beginning with age1; `age-keygen` makes a pair of keys and prints the public one.',
            });
        }
    }
    return lines;
}
/** A passphrase, kept to the letter apart from line breaks at its end, which secrets from files bring along. */
function parsePassphrase(text, { option }) {
    const passphrase = text.replace(/[\r\n]+$/, '');
    if (passphrase.trim() === '' || /[\r\n]/.test(passphrase)) {
        throw new errors_ts_1.UsageError({
            what: `\`${option}\`: the value is ${passphrase.trim() === '' ? 'blank' : 'more than one line long'}.`,
            why: '`age --decrypt` asks for one line, and every backup must open with stock tools.',
            next: 'Write the passphrase in one line.',
        });
    }
    return passphrase;
}
/** `a, b or c` */
function listed(words) {
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}


/***/ }),

/***/ 9877:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NOTIFY_WHEN = exports.NOTIFY_FORMATS = void 0;
exports.watchOf = watchOf;
const errors_ts_1 = __webpack_require__(83916);
/** Which shape of message a webhook takes. */
exports.NOTIFY_FORMATS = ['json', 'slack', 'teams', 'discord'];
/** Of which runs a webhook is told: those that did not pass, those that ended otherwise than the one before, or each. */
exports.NOTIFY_WHEN = ['failure', 'change', 'always'];
/** Who is to be told; nobody, where nothing of it is given. */
function watchOf(values) {
    const { metricsFile, pushgateway, heartbeatUrl: heartbeat, githubIssue: wanted } = values;
    const [webhook, githubIssue] = [webhookOf(values), wanted ? { token: tokenOf(values) } : undefined];
    const all = { metricsFile, pushgateway, webhook, heartbeat, githubIssue };
    return Object.values(all).some((one) => one !== undefined) ? all : undefined;
}
function webhookOf({ notifyWebhook: url, notifyFormat: format = 'json', notifyOn: on = 'failure', }) {
    if (url)
        return { url, format, on };
    const idle = format === 'json' ? on !== 'failure' && 'notify-on' : 'notify-format';
    if (!idle)
        return undefined;
    throw new errors_ts_1.UsageError({
        what: `\`${idle}\` does nothing without \`notify-webhook\`.`,
        why: 'One that comes from a secret is empty where the secret is not set.',
        next: 'Set `notify-webhook` (or PG_BACKUP_NOTIFY_WEBHOOK), or leave it out.',
    });
}
function tokenOf({ githubToken }) {
    if (githubToken !== undefined)
        return githubToken;
    throw new errors_ts_1.UsageError({
        what: '`github-issue` needs a token.',
        next: "Set `github-token` to the workflow's own, `github.token` (or the variable GITHUB_TOKEN), and give the job `permissions: { issues: write }`.",
    });
}


/***/ })

};
