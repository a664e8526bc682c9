export const id = 2053;
export const ids = [2053];
export const modules = {

/***/ 14116:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readKeys = readKeys;
exports.requireKeys = requireKeys;
exports.encryptionForKept = encryptionForKept;
const node_fs_1 = __webpack_require__(73024);
const age_encryption_1 = __webpack_require__(20855);
const errors_ts_1 = __webpack_require__(83916);
const quoted_ts_1 = __webpack_require__(72956);
const age_keys_ts_1 = __webpack_require__(49640);
/** Reads the keys that were given, and keeps them out of everything that is shown from here on. */
async function readKeys(host, given) {
    const { identity, passphrase } = given;
    if (passphrase !== undefined)
        host.mask(passphrase);
    if (identity === undefined)
        return { identities: [], passphrase };
    const text = 'file' in identity ? await readKeyFile(identity.file, host.signal) : identity.text;
    host.mask(text);
    const where = 'file' in identity ? `the file ${(0, quoted_ts_1.quoted)(identity.file)}` : 'the value';
    return { identities: identitiesIn(text, where), passphrase };
}
function identitiesIn(text, where) {
    let identities;
    try {
        identities = (0, age_keys_ts_1.readIdentities)(text);
    }
    catch (error) {
        if (!(error instanceof errors_ts_1.UsageError))
            throw error;
        const { what, why, next } = error.story;
        throw new errors_ts_1.UsageError({
            what: `\`identity\`: ${where} holds no key that can be used.`,
            why: [what, why].filter(Boolean).join(' '),
            next,
        });
    }
    if (identities.length > 0)
        return identities;
    throw new errors_ts_1.UsageError({
        what: `\`identity\`: ${where} holds no key.`,
        next: 'Give what `age-keygen` wrote; it has a line that begins with AGE-SECRET-KEY-1.',
    });
}
/** A file of keys has a few lines; anything else may be without an end. */
const KEY_FILE_BYTES = 64 * 1024;
async function readKeyFile(file, signal) {
    const chunks = [];
    let size = 0;
    try {
        // One byte more than is allowed tells that there is more. It may be a pipe, so its size is not asked.
        for await (const chunk of (0, node_fs_1.createReadStream)(file, { end: KEY_FILE_BYTES, signal })) {
            chunks.push(chunk);
            size += chunk.length;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        throw unreadable(file, error);
    }
    if (size <= KEY_FILE_BYTES)
        return Buffer.concat(chunks).toString('utf8');
    throw new errors_ts_1.UsageError({
        what: `\`identity\`: the file ${(0, quoted_ts_1.quoted)(file)} is larger than a file of keys ever is.`,
        why: `More than ${KEY_FILE_BYTES} bytes are not read.`,
        next: 'Name the file that `age-keygen` wrote.',
    });
}
const TROUBLES = {
    ENOENT: [
        'is not there',
        'Check the path; one that does not begin with / begins at the folder in which this runs.',
    ],
    ENOTDIR: ['is not there', 'Check the path: something on the way to it is a file.'],
    EISDIR: ['is a folder', 'Name the file in it that `age-keygen` wrote.'],
    EACCES: ['may not be read', 'Give the user that runs this the right to read it.'],
};
function unreadable(file, error) {
    const { code = '', message } = error;
    const [what, next] = TROUBLES[code] ?? [`cannot be read: ${message}`, 'Check the file.'];
    return new errors_ts_1.UsageError({ what: `\`identity\`: the file ${(0, quoted_ts_1.quoted)(file)} ${what}.`, next, cause: error });
}
/** Refuses, before anything is fetched, to begin with a backup that none of the keys can open. */
async function requireKeys({ id, encryption }, keys) {
    switch (encryption.kind) {
        case 'none':
            return;
        case 'age-passphrase':
            if (keys.passphrase !== undefined)
                return;
            throw locked({
                what: `The backup ${id} is locked with a passphrase, and none was given.`,
                why: keys.identities.length > 0 ? 'An identity does not open it.' : undefined,
                next: 'Set `passphrase`, or the variable PG_BACKUP_PASSPHRASE, to the one that it was made with.',
            });
        case 'age-recipients':
            return requireIdentity(id, encryption.recipients, keys);
    }
}
async function requireIdentity(id, recipients, keys) {
    const theirs = recipients.join(', ');
    if (keys.identities.length === 0) {
        throw locked({
            what: `The backup ${id} is encrypted to a key, and no identity was given.`,
            why: keys.passphrase === undefined ? undefined : 'A passphrase does not open it.',
            next: `Set \`identity\`, or the variable PG_BACKUP_IDENTITY, to the secret key that belongs to ${recipients.length > 1 ? 'one of ' : ''}${theirs}.`,
        });
    }
    const ours = await recipientsOf(keys);
    if (ours.some((recipient) => recipients.includes(recipient)))
        return;
    throw locked({
        what: `The backup ${id} is encrypted to other keys than the ${ours.length === 1 ? 'one' : 'ones'} given.`,
        why: `It opens with the secret half of ${theirs}. Given was that of ${ours.join(', ')}.`,
        next: 'Set `identity`, or the variable PG_BACKUP_IDENTITY, to a key that fits; it may have been changed since.',
    });
}
/** The public halves of these keys. */
const recipientsOf = ({ identities }) => Promise.all(identities.flatMap(age_keys_ts_1.readIdentities).map(age_encryption_1.identityToRecipient));
/**
 * What a restore itself stores is encrypted to who was named in this run, else for who runs it: a manifest in a bucket is no
 * authority on who may read what is live.
 */
async function encryptionForKept(keys, recipients) {
    const named = recipients ?? (await recipientsOf(keys));
    if (named.length > 0)
        return { kind: 'recipients', recipients: named };
    return keys.passphrase === undefined ? undefined : { kind: 'passphrase', passphrase: keys.passphrase };
}
/** Such a backup could not be looked at; it may be sound. */
const locked = (story) => new errors_ts_1.UserError(story, 'unverified');


/***/ }),

/***/ 70197:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.canRun = exports.versionOf = exports.describeInstalled = void 0;
exports.findInstalled = findInstalled;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const process_ts_1 = __webpack_require__(17439);
/** The folders that hold all of these programs, those in PATH first; the first program is asked for its version. */
async function findInstalled(programs, how) {
    const folders = [...(how.env.PATH ?? '').split(node_path_1.delimiter), ...(await usualFolders())];
    const found = [];
    for (const folder of new Set(folders.filter(Boolean))) {
        const version = await versionIn(folder, programs, how);
        if (version)
            found.push({ folder, version, major: Number.parseInt(version, 10) });
    }
    return found;
}
/** What was found, for an error that says why none of it fits. */
const describeInstalled = (found) => found.map(({ folder, version }) => `${version} in ${folder}`).join(', ');
exports.describeInstalled = describeInstalled;
/** Where packages put one folder a major version: its parent, how its name begins, and what is below it. */
const PLACES = [
    { parent: '/usr/lib/postgresql', prefix: '', below: 'bin' },
    { parent: '/usr', prefix: 'pgsql-', below: 'bin' },
    { parent: '/usr/libexec', prefix: 'postgresql', below: '' },
    { parent: '/opt/homebrew/opt', prefix: 'postgresql@', below: 'bin' },
    { parent: '/usr/local/opt', prefix: 'postgresql@', below: 'bin' },
    { parent: '/Applications/Postgres.app/Contents/Versions', prefix: '', below: 'bin' },
];
async function usualFolders() {
    const folders = await Promise.all(PLACES.map(async ({ parent, prefix, below }) => {
        const names = await (0, promises_1.readdir)(parent).catch(() => []);
        return names.filter((name) => name.startsWith(prefix)).map((name) => (0, node_path_1.join)(parent, name, below));
    }));
    return [...folders.flat(), '/usr/local/pgsql/bin', '/opt/homebrew/opt/libpq/bin'];
}
async function versionIn(folder, programs, how) {
    const [first] = programs;
    // Debian's wrapper stands for whichever version it likes best; the real ones lie in folders of their own.
    if ((0, node_path_1.basename)(await (0, promises_1.realpath)((0, node_path_1.join)(folder, first)).catch(() => '')) === 'pg_wrapper')
        return undefined;
    for (const program of programs) {
        if (!(await (0, exports.canRun)((0, node_path_1.join)(folder, program))))
            return undefined;
    }
    const { stdout } = await (0, process_ts_1.probe)((0, node_path_1.join)(folder, first), ['--version'], how).catch((error) => {
        how.signal.throwIfAborted();
        return { stdout: String(error && '') };
    });
    return (0, exports.versionOf)(stdout);
}
/** The version in what a program answers to `--version`. */
const versionOf = (answer) => /\) (\d+(?:\.\d+)*)/.exec(answer)?.[1] ?? /(\d+)(?:beta|rc|devel)/.exec(answer)?.[1];
exports.versionOf = versionOf;
/** Whether there is a program that we may start. */
const canRun = (file) => (0, promises_1.access)(file, node_fs_1.constants.X_OK).then(() => true, () => false);
exports.canRun = canRun;


/***/ }),

/***/ 18880:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findTools = findTools;
exports.containerArguments = containerArguments;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const process_ts_1 = __webpack_require__(17439);
const docker_ts_1 = __webpack_require__(59163);
const installed_ts_1 = __webpack_require__(70197);
const target_ts_1 = __webpack_require__(11454);
/** Without these a folder does not count; `psql` is missed only when it is started. */
const NEEDED = ['pg_dump', 'pg_dumpall', 'pg_restore'];
/** Finds the client programs of exactly the server's major version; another one is never taken in silence. */
async function findTools(search) {
    const env = (0, target_ts_1.toolEnvironment)(search.target, search.env);
    const { client, signal } = search;
    const found = client === 'docker' ? [] : await (0, installed_ts_1.findInstalled)(NEEDED, { env, signal });
    const fitting = found.find(({ major }) => major === search.major);
    if (fitting)
        return localTools(fitting, env);
    if (client !== 'local' && (await dockerAnswers(search, env)))
        return dockerTools(search, env);
    throw noTools(search, found);
}
async function localTools({ folder, version }, env) {
    const buffered = await inLargePieces(env);
    return {
        version,
        where: folder,
        start(program, args, options) {
            if (program === 'psql' && !(0, node_fs_1.existsSync)((0, node_path_1.join)(folder, program)))
                throw noPsql(folder, version);
            const [command = '', ...rest] = [
                ...(program === 'pg_dump' ? buffered : []),
                (0, node_path_1.join)(folder, program),
                ...args,
            ];
            return (0, process_ts_1.start)(command, rest, { ...options, env });
        },
    };
}
/** pg_dump writes 4 KiB at a time into a pipe; in larger pieces the same dump costs both ends much less. */
async function inLargePieces({ PATH = '' }) {
    for (const folder of PATH.split(node_path_1.delimiter).filter(Boolean)) {
        const stdbuf = (0, node_path_1.join)(folder, 'stdbuf');
        if (await (0, installed_ts_1.canRun)(stdbuf))
            return [stdbuf, '--output=64K'];
    }
    return [];
}
async function dockerAnswers({ signal, client }, env) {
    const why = await (0, docker_ts_1.whyNoDocker)({ env, signal });
    if (why === undefined)
        return true;
    if (client === 'auto')
        return false;
    throw new errors_ts_1.UserError({
        what: '`client: docker` was asked for, but docker does not answer.',
        why,
        next: 'Start docker, or install the client programs and set `client: local`.',
    });
}
async function dockerTools(search, env) {
    const { signal, major } = search;
    const image = await (0, docker_ts_1.needImage)(major, {
        env,
        signal,
        log: search.log,
        purpose: 'the client programs',
        next: `Check the network, or install postgresql-client-${major} and set \`client: local\`.`,
    });
    const { stdout } = await (0, process_ts_1.probe)('docker', ['run', '--rm', image, 'pg_dump', '--version'], { env, signal });
    return {
        version: (0, installed_ts_1.versionOf)(stdout) ?? String(major),
        where: `docker image ${image}`,
        start(program, args, options) {
            const name = `pg-backup-${(0, node_crypto_1.randomBytes)(6).toString('hex')}`;
            const running = (0, process_ts_1.start)('docker', [...containerArguments(search.target, env, name, options.files), image, program, ...args], { ...options, env });
            // Ending the docker client need not end the container.
            const remove = () => void (0, docker_ts_1.removeContainer)(name, { env, signal: new AbortController().signal }).catch(() => undefined);
            options.signal.addEventListener('abort', remove, { once: true });
            const forget = () => options.signal.removeEventListener('abort', remove);
            running.ended.then(forget, forget);
            return running;
        },
    };
}
/** Variables go by name alone, so that no value stands among docker's arguments. */
function containerArguments(target, env, name, files = []) {
    const variables = Object.keys(env).filter((variable) => /^(PG|LC_ALL$)/.test(variable));
    const folders = (0, target_ts_1.isSocket)(target) ? [target.host] : [];
    return [
        'run',
        '--rm',
        '--interactive',
        '--network=host',
        `--name=${name}`,
        ...variables.flatMap((variable) => ['--env', variable]),
        ...folders.flatMap((folder) => ['--volume', `${folder}:${folder}`]),
        ...[...(0, target_ts_1.targetFiles)(target), ...files].flatMap((file) => ['--volume', `${file}:${file}:ro`]),
        ...usualCertificates(env).flatMap((folder) => ['--volume', `${folder}:/root/.postgresql:ro`]),
    ];
}
/** Where libpq looks for certificates that nobody named; in the image the programs run as root. */
function usualCertificates({ HOME = '' }) {
    const folder = (0, node_path_1.join)(HOME, '.postgresql');
    return HOME !== '' && (0, node_fs_1.existsSync)(folder) ? [folder] : [];
}
const noPsql = (folder, version) => new errors_ts_1.UserError({
    what: `There is no psql in ${folder}, where the other client programs ${version} are.`,
    next: `Install it (Debian, Ubuntu: apt-get install postgresql-client-${Number.parseInt(version, 10)}).`,
});
function noTools({ major, client }, found) {
    const here = (0, installed_ts_1.describeInstalled)(found);
    return new errors_ts_1.UserError({
        what: `The server is PostgreSQL ${major}, and there is no pg_dump ${major} here${client === 'auto' ? ' and no docker to run one' : ''}.`,
        why: `${here ? `Found: ${here}. ` : ''}An older client refuses this server, a newer one makes dumps that it cannot load.`,
        next: `Install the client (Debian, Ubuntu: apt-get install postgresql-client-${major}, from apt.postgresql.org where the system has it not)${client === 'local' ? ', or set `client: docker`' : ''}.`,
    });
}


/***/ }),

/***/ 54285:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.cell = void 0;
exports.table = table;
exports.block = block;
/** A text from anywhere as it may stand in a cell or a line of Markdown: on one line, and meaning nothing there. */
const cell = (text) => text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~@]/g, (character) => `&#${character.charCodeAt(0)};`);
exports.cell = cell;
function table(head, rows) {
    const line = (cells) => `| ${cells.map(exports.cell).join(' | ')} |`;
    return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
/** A summary may be a megabyte long in all, and what is longest is seldom what matters. */
const BLOCK_LIMIT = 2_000;
/** A text of several lines as it may follow an item of a list, letter by letter; nothing where there is none. */
function block(text) {
    if (text === undefined || text.trim() === '')
        return '';
    const shown = text.length > BLOCK_LIMIT ? `${text.slice(0, BLOCK_LIMIT)}\n…` : text;
    const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    const lines = [fence, ...shown.split(/\r\n|\r|\n/), fence].map((line) => `  ${line}`);
    return `\n${lines.join('\n')}`;
}


/***/ }),

/***/ 49640:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.checkRecipient = checkRecipient;
exports.checkRecipients = checkRecipients;
exports.readIdentities = readIdentities;
const age_encryption_1 = __webpack_require__(20855);
const errors_ts_1 = __webpack_require__(83916);
const LOOKS_LIKE = 'A right one begins with age1 and is 62 characters long, such as age1ql3z7hjy54pw…; `age-keygen` makes a pair of keys.';
/** Refuses what cannot be encrypted to, saying what it is instead. Nothing that may be secret is repeated. */
function checkRecipient(text) {
    if (/age-(secret-key|plugin)-/i.test(text)) {
        throw new errors_ts_1.UsageError({
            what: 'A recipient is a secret key, the private half of a pair.',
            why: 'Backups are encrypted to the public half, so that the machine that writes them cannot read them.',
            next: 'Make the public one with `age-keygen -y KEYFILE`. If others could read where this key stood, make a new pair.',
        });
    }
    if (/^(ssh-|ecdsa-|sk-)/.test(text)) {
        throw new errors_ts_1.UsageError({
            what: 'A recipient is an SSH key, and those are not supported.',
            next: 'Make a key of age with `age-keygen -o key.txt`, keep that file safe, and give the public key that it prints.',
        });
    }
    if (!text.startsWith('age1')) {
        // It may be anything, a passphrase too, so it is not shown.
        throw new errors_ts_1.UsageError({ what: 'A recipient does not begin with age1.', next: LOOKS_LIKE });
    }
    // A `1` ends the name of a kind of key and stands nowhere else; in a key of the right length it is a mistyped l.
    if (text.length !== 62 && /^age1(?!pq1)[a-z0-9-]+1/.test(text)) {
        throw new errors_ts_1.UsageError({
            what: `The recipient ${shortened(text)} belongs to an age plugin, and those are not supported.`,
            why: 'The key to open its backups is in a device that a drill on another machine cannot reach.',
            next: LOOKS_LIKE,
        });
    }
    try {
        new age_encryption_1.Encrypter().addRecipient(text);
    }
    catch (cause) {
        throw new errors_ts_1.UsageError({
            what: `The recipient ${shortened(text)} is not a whole public key.`,
            why: `It has ${text.length} characters, and its checksum does not fit: some are missing or mistyped.`,
            next: `Copy it again. ${LOOKS_LIKE}`,
            cause,
        });
    }
}
/** Refuses a set of recipients that cannot be used together. */
function checkRecipients(recipients) {
    if (recipients.length === 0) {
        throw new errors_ts_1.UsageError({ what: 'There is no recipient to encrypt to.', next: LOOKS_LIKE });
    }
    for (const recipient of recipients)
        checkRecipient(recipient);
    const hardened = recipients.filter((recipient) => recipient.startsWith('age1pq1')).length;
    // As the age program does: one ordinary recipient takes from all others what their kind of key is for.
    if (hardened > 0 && hardened < recipients.length) {
        throw new errors_ts_1.UsageError({
            what: 'The recipients are of two kinds, ordinary (age1…) and post-quantum (age1pq1…).',
            why: 'A file that an ordinary key opens is not safe from a quantum computer, whoever else it is encrypted to.',
            next: 'Give recipients of one kind only.',
        });
    }
}
/** The secret keys in a text as age-keygen writes it, a key a line, with comments. No error repeats any of it. */
function readIdentities(text) {
    const trimmed = text.trim();
    if (trimmed.startsWith('age-encryption.org/') || trimmed.startsWith('-----BEGIN AGE ENCRYPTED')) {
        throw new errors_ts_1.UsageError({
            what: 'The identity is itself encrypted with age.',
            next: 'Open it with `age -d` and give what comes out.',
        });
    }
    if (trimmed.startsWith('-----BEGIN')) {
        throw new errors_ts_1.UsageError({
            what: 'The identity is an SSH or PEM key, and those are not supported.',
            next: 'Give the file that `age-keygen` wrote; it holds a line that begins with AGE-SECRET-KEY-1.',
        });
    }
    const keys = trimmed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    for (const key of keys)
        checkIdentity(key);
    return keys;
}
function checkIdentity(key) {
    if (key.startsWith('age1')) {
        throw new errors_ts_1.UsageError({
            what: 'An identity is a public key (age1…), and those only encrypt.',
            next: 'Give the private half: the line that begins with AGE-SECRET-KEY-1 in the file that `age-keygen` wrote.',
        });
    }
    if (!/^AGE-SECRET-KEY-(PQ-)?1/.test(key)) {
        throw new errors_ts_1.UsageError({
            what: 'An identity does not begin with AGE-SECRET-KEY-1.',
            next: 'Give the file that `age-keygen` wrote, or the line of it that begins so.',
        });
    }
    try {
        new age_encryption_1.Decrypter().addIdentity(key);
    }
    catch {
        // No `cause`: a message about a key may hold a part of it.
        throw new errors_ts_1.UsageError({
            what: 'An identity is not a whole secret key.',
            why: 'Its checksum does not fit: characters are missing or mistyped.',
            next: 'Copy the line that begins with AGE-SECRET-KEY-1 again, from the file that `age-keygen` wrote.',
        });
    }
}
const shortened = (text) => text.length > 24 ? `${text.slice(0, 16)}…${text.slice(-4)}` : text;


/***/ }),

/***/ 27360:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.passphraseRecipient = passphraseRecipient;
exports.passphraseIdentity = passphraseIdentity;
const node_crypto_1 = __webpack_require__(77598);
const age_encryption_1 = __webpack_require__(20855);
// What the age program writes: 256 MiB and most of a second of one core, for every file, since each has a salt of its
// own. That is the price of a guess for an attacker too, which is what protects a passphrase.
const WORK_FACTOR = 18;
// Takes 1 GiB; a file that asks for more is not ours, and would only serve to exhaust the machine.
const MOST_WORK = 20;
const NONCE = Buffer.alloc(12);
const TAG = 16;
const FILE_KEY = 16;
/** Wraps the key of a file by a passphrase, as the package does, but without blocking the event loop meanwhile. */
function passphraseRecipient(passphrase, workFactor = WORK_FACTOR) {
    return {
        async wrapFileKey(fileKey) {
            const salt = (0, node_crypto_1.randomBytes)(16);
            const key = await deriveKey(passphrase, salt, workFactor);
            const cipher = (0, node_crypto_1.createCipheriv)('chacha20-poly1305', key, NONCE, { authTagLength: TAG });
            const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
            return [new age_encryption_1.Stanza(['scrypt', base64(salt), String(workFactor)], body)];
        },
    };
}
function passphraseIdentity(passphrase) {
    return {
        async unwrapFileKey(stanzas) {
            const [stanza] = stanzas.filter(({ args }) => args[0] === 'scrypt');
            if (!stanza)
                return null;
            if (stanzas.length !== 1)
                throw new Error('a passphrase stands beside others');
            const [, encodedSalt = '', work = ''] = stanza.args;
            const salt = Buffer.from(encodedSalt, 'base64');
            const sound = stanza.args.length === 3 &&
                salt.length === 16 &&
                base64(salt) === encodedSalt &&
                /^[1-9][0-9]?$/.test(work) &&
                stanza.body.length === FILE_KEY + TAG;
            if (!sound)
                throw new Error('its passphrase line is malformed');
            if (Number(work) > MOST_WORK)
                throw new Error(`its scrypt work factor, ${work}, is above ${MOST_WORK}`);
            const key = await deriveKey(passphrase, salt, Number(work));
            const decipher = (0, node_crypto_1.createDecipheriv)('chacha20-poly1305', key, NONCE, { authTagLength: TAG });
            decipher.setAuthTag(stanza.body.subarray(FILE_KEY));
            const fileKey = decipher.update(stanza.body.subarray(0, FILE_KEY));
            try {
                decipher.final();
            }
            catch {
                return null;
            }
            return fileKey;
        },
    };
}
let lastDerivation = Promise.resolve();
/** One after another: the streams of a backup begin together, and each derivation takes 256 MiB while it runs. */
function deriveKey(passphrase, salt, workFactor) {
    const derive = () => new Promise((resolve, reject) => {
        const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
        const N = 2 ** workFactor;
        // OpenSSL counts a little beside the 128 * N * r bytes of the table itself.
        const options = { N, r: 8, p: 1, maxmem: 128 * N * 8 + 2 ** 20 };
        (0, node_crypto_1.scrypt)(passphrase, labelled, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
    });
    const mine = lastDerivation.then(derive);
    lastDerivation = mine.catch(() => { });
    return mine;
}
const base64 = (bytes) => bytes.toString('base64').replaceAll('=', '');


/***/ }),

/***/ 31832:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Opener = exports.Sealer = exports.payloadKey = void 0;
const node_crypto_1 = __webpack_require__(77598);
const damage_ts_1 = __webpack_require__(59079);
/** The payload of an age file: chunks of 64 KiB, each sealed under its number and whether it is the last. */
const CHUNK = 64 * 1024;
const TAG = 16;
const SEALED = CHUNK + TAG;
const CIPHER = 'chacha20-poly1305';
const TAG_LENGTH = { authTagLength: TAG };
const payloadKey = (fileKey, nonce) => Buffer.from((0, node_crypto_1.hkdfSync)('sha256', fileKey, nonce, 'payload', 32));
exports.payloadKey = payloadKey;
/** Numbers chunks: eleven bytes that count, of which six are enough for any disk, and one that marks the last. */
class Counter {
    #nonce = Buffer.alloc(12);
    value = 0;
    nonce(last) {
        this.#nonce.writeUIntBE(this.value, 5, 6);
        this.#nonce[11] = last ? 1 : 0;
        return this.#nonce;
    }
}
/**
 * Cuts bytes into pieces of one size. A whole piece stays back until another byte comes, because only then it is known
 * not to be the last. What arrives in pieces of that size is not copied.
 */
class Pieces {
    #kept;
    #take;
    #filled = 0;
    constructor(size, take) {
        this.#kept = Buffer.allocUnsafeSlow(size);
        this.#take = take;
    }
    add(bytes) {
        const size = this.#kept.length;
        let at = 0;
        while (this.#filled + bytes.length - at > size) {
            if (this.#filled === 0) {
                this.#take(bytes.subarray(at, at + size));
                at += size;
            }
            else {
                at += bytes.copy(this.#kept, this.#filled, at);
                this.#filled = 0;
                this.#take(this.#kept);
            }
        }
        this.#filled += bytes.copy(this.#kept, this.#filled, at);
    }
    /** The last piece, once nothing more comes. */
    rest() {
        return this.#kept.subarray(0, this.#filled);
    }
}
class Sealer {
    #key;
    #counter = new Counter();
    #pieces;
    #emit;
    constructor(key, emit) {
        this.#key = key;
        this.#emit = emit;
        this.#pieces = new Pieces(CHUNK, (piece) => this.#seal(piece, false));
    }
    add(bytes) {
        this.#pieces.add(bytes);
    }
    end() {
        this.#seal(this.#pieces.rest(), true);
    }
    #seal(piece, last) {
        const cipher = (0, node_crypto_1.createCipheriv)(CIPHER, this.#key, this.#counter.nonce(last), TAG_LENGTH);
        const sealed = cipher.update(piece);
        cipher.final();
        this.#counter.value += 1;
        this.#emit(Buffer.concat([sealed, cipher.getAuthTag()]));
    }
}
exports.Sealer = Sealer;
class Opener {
    #key;
    #name;
    #counter = new Counter();
    #pieces;
    #emit;
    constructor(key, name, emit) {
        this.#key = key;
        this.#name = name;
        this.#emit = emit;
        this.#pieces = new Pieces(SEALED, (piece) => this.#openMiddle(piece));
    }
    add(bytes) {
        this.#pieces.add(bytes);
    }
    end() {
        const piece = this.#pieces.rest();
        const first = this.#counter.value === 0;
        // Only a file without content ends with an empty chunk.
        if (piece.length < TAG || (piece.length === TAG && !first))
            throw this.#cutOff();
        const plain = this.#open(piece, true);
        if (!plain) {
            throw piece.length === SEALED && this.#open(piece, false) ? this.#cutOff() : this.#damaged(true);
        }
        if (plain.length > 0)
            this.#emit(plain);
    }
    #openMiddle(piece) {
        const plain = this.#open(piece, false);
        if (!plain)
            throw this.#open(piece, true) ? this.#goesOn() : this.#damaged(false);
        this.#counter.value += 1;
        this.#emit(plain);
    }
    #open(piece, last) {
        const decipher = (0, node_crypto_1.createDecipheriv)(CIPHER, this.#key, this.#counter.nonce(last), TAG_LENGTH);
        decipher.setAuthTag(piece.subarray(piece.length - TAG));
        const plain = decipher.update(piece.subarray(0, piece.length - TAG));
        try {
            decipher.final();
            return plain;
        }
        catch {
            return undefined;
        }
    }
    #cutOff() {
        const bytes = this.#counter.value * CHUNK;
        return (0, damage_ts_1.cutOff)(this.#name, `The encrypted file ends after ${bytes} bytes of content, and more belongs to it.`);
    }
    #damaged(last) {
        const why = `It does not decrypt from byte ${this.#counter.value * CHUNK} of its content on.`;
        return (0, damage_ts_1.damaged)(this.#name, last ? `${why} That is its end, so it may also be cut off.` : why);
    }
    #goesOn() {
        return (0, damage_ts_1.goesOn)(this.#name, 'Bytes that do not belong to it follow the last chunk of the encrypted file.');
    }
}
exports.Opener = Opener;


/***/ }),

/***/ 1327:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.encrypt = encrypt;
exports.decrypt = decrypt;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
const age_encryption_1 = __webpack_require__(20855);
const errors_ts_1 = __webpack_require__(83916);
const age_keys_ts_1 = __webpack_require__(49640);
const age_passphrase_ts_1 = __webpack_require__(27360);
const age_payload_ts_1 = __webpack_require__(31832);
const damage_ts_1 = __webpack_require__(59079);
// Files of age, version 1 (https://age-encryption.org/v1). The package makes and reads the header; the payload goes
// through node:crypto, which is several times faster than the package's own.
const INTRO = 'age-encryption.org/v1\n';
const NONCE = 16;
/** The nonce and the one empty chunk of a file without content. */
const EMPTY_PAYLOAD = NONCE + 16;
/** A thousand recipients fit; a header that never ends must not fill the memory. */
const LONGEST_HEADER = 128 * 1024;
/** Encrypts to recipients or by a passphrase. By a passphrase, the first byte takes about a second; see there. */
function encrypt(lock) {
    const encrypter = new age_encryption_1.Encrypter();
    if ('passphrase' in lock) {
        if (lock.passphrase === '')
            throw new errors_ts_1.UsageError({ what: 'The passphrase is empty.', next: 'Give another.' });
        encrypter.addRecipient((0, age_passphrase_ts_1.passphraseRecipient)(lock.passphrase));
    }
    else {
        (0, age_keys_ts_1.checkRecipients)(lock.recipients);
        for (const recipient of lock.recipients)
            encrypter.addRecipient(recipient);
    }
    return new Encrypt(encrypter);
}
class Encrypt extends node_stream_1.Transform {
    #encrypter;
    #head;
    #sealer;
    constructor(encrypter) {
        super();
        this.#encrypter = encrypter;
    }
    _construct(done) {
        makeHeader(this.#encrypter).then(({ header, fileKey }) => {
            const nonce = (0, node_crypto_1.randomBytes)(NONCE);
            this.#head = Buffer.concat([header, nonce]);
            this.#sealer = new age_payload_ts_1.Sealer((0, age_payload_ts_1.payloadKey)(fileKey, nonce), (bytes) => this.push(bytes));
            done();
        }, done);
    }
    _transform(chunk, _encoding, done) {
        this.#begin().add(chunk);
        done();
    }
    _flush(done) {
        this.#begin().end();
        done();
    }
    #begin() {
        if (this.#head)
            this.push(this.#head);
        this.#head = undefined;
        if (!this.#sealer)
            throw new Error('A stream was written to before it was constructed.');
        return this.#sealer;
    }
}
/** The package keeps the key of a file to itself, so a recipient that wants no line in the header listens in. */
async function makeHeader(encrypter) {
    let fileKey;
    const listener = {
        wrapFileKey(key) {
            fileKey = key;
            return [];
        },
    };
    encrypter.addRecipient(listener);
    const empty = await encrypter.encrypt(new Uint8Array());
    if (!fileKey)
        throw new Error('age-encryption asked no recipient.');
    const header = empty.subarray(0, empty.length - EMPTY_PAYLOAD);
    if (header.length > LONGEST_HEADER) {
        throw new errors_ts_1.UsageError({
            what: 'There are too many recipients to encrypt to.',
            why: `The header of a file would be ${header.length} bytes long, and may be ${LONGEST_HEADER}.`,
            next: 'Give fewer recipients, such as one key for each team.',
        });
    }
    return { header, fileKey };
}
/**
 * Decrypts a file by whichever key fits. Bytes come out as soon as their chunk is proven; only the end of the stream
 * says that the file was whole.
 */
function decrypt(keys) {
    const name = keys.name ?? 'The encrypted file';
    const identities = keys.identities.flatMap(age_keys_ts_1.readIdentities);
    const decrypter = new age_encryption_1.Decrypter();
    for (const identity of identities)
        decrypter.addIdentity(identity);
    if (keys.passphrase !== undefined)
        decrypter.addIdentity((0, age_passphrase_ts_1.passphraseIdentity)(keys.passphrase));
    // Asked after all others have declined.
    decrypter.addIdentity({
        unwrapFileKey(stanzas) {
            throw noKeyFits(name, stanzas, identities.length, keys.passphrase !== undefined);
        },
    });
    return new Decrypt(decrypter, name);
}
class Decrypt extends node_stream_1.Transform {
    #decrypter;
    #name;
    #head = Buffer.allocUnsafe(0);
    #filled = 0;
    #opener;
    constructor(decrypter, name) {
        super();
        this.#decrypter = decrypter;
        this.#name = name;
    }
    _transform(chunk, _encoding, done) {
        const opener = this.#opener;
        if (opener)
            done(errorOf(() => opener.add(chunk)));
        else
            this.#readHeader(chunk).then(() => done(), done);
    }
    _flush(done) {
        const opener = this.#opener;
        if (opener)
            done(errorOf(() => opener.end()));
        else if (this.#filled === 0)
            done(noHeader(this.#name, 'It is empty.'));
        else
            done((0, damage_ts_1.cutOff)(this.#name, 'It ends within its age header.'));
    }
    async #readHeader(chunk) {
        this.#gather(chunk);
        const head = this.#head.subarray(0, this.#filled);
        const intro = Math.min(head.length, INTRO.length);
        if (head.toString('latin1', 0, intro) !== INTRO.slice(0, intro))
            throw notAge(this.#name, head);
        const end = headerEnd(head);
        if (end === undefined && head.length > LONGEST_HEADER) {
            throw (0, damage_ts_1.damaged)(this.#name, `Its age header has no end within ${LONGEST_HEADER} bytes.`);
        }
        if (end === undefined || head.length < end + NONCE)
            return;
        const fileKey = await this.#decrypter.decryptHeader(head.subarray(0, end)).catch((error) => {
            throw error instanceof errors_ts_1.UserError
                ? error
                : (0, damage_ts_1.damaged)(this.#name, `Its age header cannot be read: ${error.message}.`, error);
        });
        const key = (0, age_payload_ts_1.payloadKey)(fileKey, head.subarray(end, end + NONCE));
        this.#opener = new age_payload_ts_1.Opener(key, this.#name, (bytes) => this.push(bytes));
        this.#opener.add(head.subarray(end + NONCE));
        this.#head = Buffer.allocUnsafe(0);
    }
    /** Doubles its room as needed, so that a header that comes byte by byte is not copied for each. */
    #gather(chunk) {
        const needed = this.#filled + chunk.length;
        if (needed > this.#head.length) {
            const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#head.length));
            this.#head.copy(larger, 0, 0, this.#filled);
            this.#head = larger;
        }
        chunk.copy(this.#head, this.#filled);
        this.#filled = needed;
    }
}
/** The error of a piece of work, for a callback that wants it as a value. */
function errorOf(work) {
    try {
        work();
        return null;
    }
    catch (error) {
        return error;
    }
}
function headerEnd(head) {
    const last = head.indexOf('\n--- ');
    const end = last < 0 ? -1 : head.indexOf('\n', last + 1);
    return end < 0 || end >= LONGEST_HEADER ? undefined : end + 1;
}
function noKeyFits(name, stanzas, identities, passphrase) {
    const byPassphrase = stanzas.some(({ args }) => args[0] === 'scrypt');
    if (byPassphrase && !passphrase) {
        return noKey({
            what: `${name} is locked with a passphrase, and none was given.`,
            next: 'Give the passphrase that the backup was made with.',
        });
    }
    if (byPassphrase) {
        return noKey({
            what: `${name} cannot be opened: the passphrase given does not fit.`,
            why: 'It was encrypted with another one, or its header is damaged.',
            next: 'Give the passphrase that the backup was made with; it may have been changed since.',
        });
    }
    if (identities === 0) {
        return noKey({
            what: `${name} is encrypted to a key, and no identity was given.`,
            next: 'Give the secret key (AGE-SECRET-KEY-1…) that belongs to a recipient of the backup.',
        });
    }
    return noKey({
        what: `${name} cannot be opened: none of the identities given fits.`,
        why: 'It was encrypted to other recipients, or its header is damaged.',
        next: 'Compare the public key of each identity (`age-keygen -y KEYFILE`) with the recipients of the backup.',
    });
}
/** A file that cannot be opened may be sound all the same. */
const noKey = (story) => new errors_ts_1.UserError(story, 'unverified');
function notAge(name, head) {
    if (head.toString('latin1', 0, 10) === '-----BEGIN') {
        return noHeader(name, 'It looks like an armored file, which is age in text form; backups are in binary form.');
    }
    if (head.readUIntBE(0, Math.min(4, head.length)) === 0x28b52ffd) {
        return noHeader(name, 'It is compressed with zstd, and not encrypted.');
    }
    return noHeader(name, 'It does not begin as a file of age does.');
}
const noHeader = (name, why) => new errors_ts_1.UserError({
    what: `${name} is not encrypted with age.`,
    why,
    next: 'Check that it is the right file, and whether the backup was encrypted at all.',
});


/***/ })

};
