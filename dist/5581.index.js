export const id = 5581;
export const ids = [5581];
export const modules = {

/***/ 95581:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const errors_ts_1 = __webpack_require__(83916);
const flags_ts_1 = __webpack_require__(40913);
const help_ts_1 = __webpack_require__(3623);
const version_ts_1 = __webpack_require__(92938);
/** The terminal program. What help does not need is loaded only after it. */
async function run(args, verbs) {
    const line = read(args.length > 0 ? args : ['--help']);
    if (line === undefined)
        return errors_ts_1.EXIT.usage;
    switch (line.kind) {
        case 'help':
            process.stdout.write((0, help_ts_1.helpText)(line.command));
            return errors_ts_1.EXIT.pass;
        case 'version':
            process.stdout.write(`pg-backup ${version_ts_1.VERSION}\n`);
            return errors_ts_1.EXIT.pass;
        case 'run': {
            const [{ createTerminalHost }, { main }] = await Promise.all([
                __webpack_require__.e(/* import() */ 1540).then(__webpack_require__.bind(__webpack_require__, 31540)),
                Promise.all(/* import() */[__webpack_require__.e(3535), __webpack_require__.e(1730)]).then(__webpack_require__.bind(__webpack_require__, 41730)),
            ]);
            const host = createTerminalHost({ env: process.env, out: process.stdout, err: process.stderr });
            await warnOfArguments(line.reading, (warning) => host.warn(warning));
            return main(host, line.reading, process.cwd(), verbs);
        }
    }
}
function read(args) {
    try {
        return (0, flags_ts_1.readCommandLine)(args);
    }
    catch (error) {
        if (!(error instanceof errors_ts_1.UserError))
            throw error;
        process.stderr.write(`error: ${error.message.replaceAll('\n', '\n  ')}\n`);
        return undefined;
    }
}
async function warnOfArguments({ given }, warn) {
    const { holdsPassword } = await __webpack_require__.e(/* import() */ 7747).then(__webpack_require__.bind(__webpack_require__, 27747));
    const { declared } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 1434));
    const { isSecret } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 12158));
    for (const [name, { texts }] of given) {
        const { env } = declared(name);
        // A URL is a secret only where it has a password in it.
        const told = texts.filter((text) => isSecret(name, text) && (!text.includes('://') || holdsPassword(text)));
        if (told.length === 0)
            continue;
        warn(`Arguments can be read by other users of this machine: give \`--${name}\` by the variable ${env} instead.`);
    }
}


/***/ }),

/***/ 40913:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readCommandLine = readCommandLine;
const node_util_1 = __webpack_require__(57975);
const errors_ts_1 = __webpack_require__(83916);
const commands_ts_1 = __webpack_require__(58566);
const nearest_ts_1 = __webpack_require__(9948);
const reading_ts_1 = __webpack_require__(12158);
const table_ts_1 = __webpack_require__(1434);
const FLAG_NAMES = table_ts_1.OPTION_NAMES.filter((name) => !(0, table_ts_1.declared)(name).stepOnly);
/** Reads a command line. What is wrong with it is collected, so that all of it can be told at once. */
function readCommandLine(args) {
    const tokens = tokensOf(args);
    const options = tokens.filter((token) => token.kind === 'option');
    const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
    if (words[0] === 'help' || options.some(({ name }) => name === 'help')) {
        return helpFor(words.filter((word) => word !== 'help')[0]);
    }
    if (options.some(({ name }) => name === 'version'))
        return { kind: 'version' };
    const given = new Map();
    const problems = [];
    for (const token of options) {
        const text = textOf(token);
        if (text instanceof errors_ts_1.UsageError) {
            problems.push(text);
        }
        else {
            const before = given.get(text.name)?.texts ?? [];
            given.set(text.name, { texts: [...before, text.value], source: `--${text.name}` });
        }
    }
    // A stray word is most often the value of a flag that was misspelled: that one is told, and is enough.
    if (problems.length === 0)
        problems.push(...strayWords(words, given));
    return { kind: 'run', reading: { command: words[0], given, problems } };
}
function tokensOf(args) {
    const declaredFlags = FLAG_NAMES.map((name) => {
        const { form } = (0, table_ts_1.declared)(name);
        return [
            name,
            { type: form === 'switch' ? 'boolean' : 'string', multiple: true },
        ];
    });
    // Not strict: the parser's own errors would know neither the nearest name nor that a value may be a secret.
    return (0, node_util_1.parseArgs)({
        args: [...args],
        strict: false,
        allowPositionals: true,
        tokens: true,
        options: {
            ...Object.fromEntries(declaredFlags),
            help: { type: 'boolean', short: 'h' },
            version: { type: 'boolean', short: 'V' },
        },
    }).tokens;
}
function textOf(token) {
    const { name, rawName } = token;
    if (name === 'command') {
        return new errors_ts_1.UsageError({
            what: 'There is no flag `--command`.',
            next: 'Write the command first: pg-backup list …',
        });
    }
    if (!(0, reading_ts_1.isOptionName)(name)) {
        const meant = (0, nearest_ts_1.nearest)(name.replace(/^no-/, ''), FLAG_NAMES);
        return new errors_ts_1.UsageError({
            what: `There is no flag \`${rawName.slice(0, 80)}\`.`,
            next: meant === undefined
                ? '`pg-backup help backup` lists the flags of a command.'
                : `Did you mean \`--${meant}\`?`,
        });
    }
    if ((0, table_ts_1.declared)(name).form === 'switch')
        return { name, value: token.value ?? 'true' };
    const missing = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
    if (missing || token.value.trim() === '') {
        // An empty value is most often a shell variable that is not set: left out silently, it could turn encryption off.
        return new errors_ts_1.UsageError({
            what: `\`--${name}\` ${missing ? 'lacks its value' : 'has an empty value'}.`,
            next: `Write --${name} ${(0, table_ts_1.declared)(name).placeholder}; a value that begins with a hyphen is written --${name}=-….`,
        });
    }
    return { name, value: token.value };
}
function strayWords(words, given) {
    if (words.length < 2)
        return [];
    const meant = words[0] === 'verify' && !given.has('backup') ? '--backup ./shop.dump' : '--destinations /srv/backups';
    // Not echoed: it could be a URL with a password in it.
    return [
        new errors_ts_1.UsageError({
            what: `There ${words.length === 2 ? 'is a word' : `are ${words.length - 1} words`} too many after the command.`,
            next: `Write every option with its name, such as ${meant}.`,
        }),
    ];
}
function helpFor(word) {
    return { kind: 'help', command: word === undefined ? undefined : (0, commands_ts_1.checkCommand)(word) };
}


/***/ }),

/***/ 3623:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.helpText = helpText;
const errors_ts_1 = __webpack_require__(83916);
const commands_ts_1 = __webpack_require__(58566);
const option_ts_1 = __webpack_require__(8377);
const table_ts_1 = __webpack_require__(1434);
const WIDTH = 100;
/** The page that `pg-backup --help` shows, or that of one command. */
function helpText(command) {
    return command === undefined ? overview() : commandPage(command);
}
function overview() {
    const column = Math.max(...commands_ts_1.COMMAND_NAMES.map((name) => name.length)) + 4;
    return [
        'pg-backup: PostgreSQL backups that are whole or red, and open with stock tools.',
        '',
        'Usage: pg-backup COMMAND [--OPTION VALUE]…',
        '',
        'Commands:',
        ...commands_ts_1.COMMAND_NAMES.flatMap((name) => entry(name, commands_ts_1.COMMANDS[name], column)),
        '',
        '  pg-backup help COMMAND   shows the options of a command',
        '  pg-backup --version      shows the version',
        '',
        'Example:',
        '  DATABASE_URL=postgresql://… pg-backup backup --destinations /srv/backups --name shop',
        '',
        `Without a command the options are those of ${commands_ts_1.DEFAULT_COMMAND}.`,
        '',
        exitCodes(),
        '',
    ].join('\n');
}
function commandPage(command) {
    const options = table_ts_1.OPTION_NAMES.filter((name) => (0, table_ts_1.declared)(name).commands.includes(command) && !(0, table_ts_1.declared)(name).stepOnly);
    const heads = options.map((name) => `--${name} ${(0, table_ts_1.declared)(name).placeholder}`.trim());
    const column = Math.max(...heads.map((head) => head.length)) + 4;
    const groups = option_ts_1.GROUPS.flatMap((group) => {
        const lines = options.flatMap((name, index) => (0, table_ts_1.declared)(name).group === group
            ? entry(heads[index] ?? '', describe((0, table_ts_1.declared)(name), command), column)
            : []);
        return lines.length === 0 ? [] : ['', `${group}:`, ...lines];
    });
    return [
        `Usage: pg-backup ${command} [--OPTION VALUE]…`,
        '',
        commands_ts_1.COMMANDS[command],
        ...groups,
        '',
        exitCodes(),
        '',
    ].join('\n');
}
/** An option's sentence with its default and where else it can come from, as plain text. */
function describe(option, command) {
    const required = option.required?.includes(command);
    const notes = [
        option.form === 'lines' ? 'May be repeated.' : '',
        required ? 'Required.' : '',
        option.default === undefined || option.default === '' || option.form === 'switch'
            ? ''
            : `Default: ${option.default}.`,
        required || option.otherwise === undefined ? '' : `Without it: ${option.otherwise}.`,
        option.env === undefined
            ? ''
            : `Better given by the variable ${option.env}, which other users cannot see.`,
    ];
    return [option.sentence.replace(/, one a line/, ''), ...notes].filter(Boolean).join(' ').replaceAll('`', '');
}
function entry(head, text, column) {
    const [first = '', ...others] = wrapped(text, WIDTH - column);
    return [`  ${head.padEnd(column - 2)}${first}`, ...others.map((line) => `${' '.repeat(column)}${line}`)];
}
function wrapped(text, width) {
    const lines = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width)
            lines[lines.length - 1] = `${last} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}
const exitCodes = () => `Exit codes: ${Object.entries(errors_ts_1.EXIT)
    .map(([ending, code]) => `${code} ${ending}`)
    .join(', ')}.`;


/***/ }),

/***/ 8377:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.GROUPS = void 0;
/** The headings of `--help` and of the README's tables, in their order. */
exports.GROUPS = [
    'What to back up',
    'What to restore into',
    'Where to',
    'Which backup',
    'How',
    'What stays',
    'What is expected',
    'The drill',
    'Your own checks',
    'Encryption',
    'Who is told',
    'What to show',
    'Running the tools',
];


/***/ }),

/***/ 92938:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.VERSION = void 0;
/** The version of this program; `script/generate.ts` takes it from package.json. */
exports.VERSION = '0.1.0';


/***/ })

};
