export const id = 7984;
export const ids = [7984];
export const modules = {

/***/ 20532:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.localeIn = localeIn;
/** What a dump tells of its database's encoding and locale, in the statement that would make it. */
function localeIn(text) {
    const statement = /CREATE DATABASE (?:"(?:[^"]|"")*"|[^\s"]+) WITH [^;]*/.exec(text)?.[0];
    if (statement === undefined)
        return undefined;
    const value = (name) => new RegExp(`\\b${name} = (?:'((?:[^']|'')*)'|(\\w+))`)
        .exec(statement)
        ?.slice(1)
        .find((part) => part !== undefined);
    const encoding = value('ENCODING');
    const both = value('LOCALE');
    const collate = value('LC_COLLATE') ?? both;
    const ctype = value('LC_CTYPE') ?? both;
    if (encoding === undefined || collate === undefined || ctype === undefined)
        return undefined;
    const provider = value('LOCALE_PROVIDER');
    const locale = value('ICU_LOCALE') ?? value('BUILTIN_LOCALE');
    return {
        encoding,
        collate,
        ctype,
        localeProvider: provider === 'icu' || provider === 'builtin' ? provider : 'libc',
        ...(locale !== undefined && { locale }),
    };
}


/***/ }),

/***/ 59891:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.meaningOf = meaningOf;
/** More than any statement needs that speaks of roles, databases and the like. */
const LOOKED_AT = 64 * 1024;
/** Looks at the words of a statement; what stands in quoted text means nothing. */
function meaningOf(sql) {
    const words = firstWords(sql);
    const verb = verbOf(words);
    const speaksOfRoles = /^(alter|grant|revoke|set session|create (policy|schema|user|database|role|group)|comment|security)\b/.test(verb);
    const tokens = speaksOfRoles ? tokensOf(sql.toString('utf8', 0, LOOKED_AT)) : words;
    const reach = reachOf(verb, tokens);
    return {
        verb,
        reach,
        subject: reach === undefined ? undefined : subjectOf(verb, tokens),
        roles: speaksOfRoles ? [...new Set(rolesOf(verb, tokens))] : [],
        onlyRights: isOnlyRights(verb, tokens),
        copiesIn: /^copy\b/.test(verb) && /\bfrom\s+stdin\b/i.test(sql.toString('latin1', 0, LOOKED_AT)),
    };
}
const plain = (token) => (token?.kind === 'word' ? token.text : '');
/** The first two words; of SET, what is set. */
function verbOf(tokens) {
    const words = tokens.map(plain);
    if (words[0] === 'set' && words[1] === 'session' && words[2] === 'authorization')
        return 'set session authorization';
    if (words[0] === 'set' && (words[1] === 'session' || words[1] === 'local'))
        words.splice(1, 1);
    return words.slice(0, 2).join(' ').trim();
}
const firstWords = (sql) => tokensOf(sql.toString('utf8', 0, 200));
const TOKEN = /(?<blank>\s+|--[^\n]*|\/\*.*?\*\/)|(?<word>[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*)|"(?<quoted>(?:[^"]|"")*)"|'(?<text>(?:[^']|'')*)'|(?<mark>.)/suy;
function tokensOf(sql) {
    const tokens = [];
    for (const { groups } of sql.matchAll(new RegExp(TOKEN, 'gsuy'))) {
        const { word, quoted, text, mark } = groups ?? {};
        // Names are folded in ASCII alone, as the server does in most encodings.
        if (word !== undefined)
            tokens.push({ kind: 'word', text: word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) });
        else if (quoted !== undefined)
            tokens.push({ kind: 'quoted', text: quoted.replaceAll('""', '"') });
        else if (text !== undefined)
            tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
        else if (mark !== undefined)
            tokens.push({ kind: 'mark', text: mark });
    }
    return tokens;
}
function reachOf(verb, tokens) {
    const has = (...words) => indexOf(tokens, words) >= 0;
    if (/^(create|drop) database$|^alter system$/.test(verb))
        return 'databases';
    // To give rights in somebody's name, pg_dump writes the name; as text it stands where all objects are made so.
    if (verb === 'set session authorization')
        return tokens[3]?.kind === 'text' ? 'other user' : undefined;
    if (verb === 'set role')
        return 'other user';
    if (verb === 'alter database')
        return has('rename', 'to') ? 'databases' : has('set', 'tablespace') ? 'tablespaces' : 'named database';
    if (/^(create|alter|drop) tablespace$/.test(verb))
        return 'tablespaces';
    if (verb === 'set default_tablespace')
        return tokens.some(({ kind, text }) => kind !== 'mark' && text === '') ? undefined : 'tablespaces';
    if (/^(create|alter|drop) subscription$/.test(verb))
        return 'subscriptions';
    if (/^(create|alter|drop) (role|user|group)$/.test(verb))
        return has('user', 'mapping') ? undefined : 'roles';
    if (/^(comment on|security label)$/.test(verb))
        return ofShared(plain(tokens[indexOf(tokens, ['on']) + 1]));
    if (/^(grant|revoke)\b/.test(verb)) {
        const on = indexOf(tokens, ['on']);
        return on < 0 ? 'roles' : ofShared(plain(tokens[on + 1]));
    }
    return undefined;
}
const ofShared = (kind) => ({
    database: 'named database',
    role: 'roles',
    tablespace: 'tablespaces',
    subscription: 'subscriptions',
})[kind];
function subjectOf(verb, tokens) {
    if (!/^(create|alter|drop) (database|role|user|group)$/.test(verb))
        return undefined;
    const named = tokens
        .slice(2)
        .filter(({ kind, text }) => kind !== 'word' || !['if', 'not', 'exists'].includes(text));
    return named[0]?.text;
}
const isOnlyRights = (verb, tokens) => /^(grant|revoke)\b|^alter default$|^set session authorization$/.test(verb) ||
    (verb.startsWith('alter ') && indexOf(tokens, ['owner', 'to']) >= 0 && verb !== 'alter role');
/** Words that stand where a role may, and are none. */
const NO_ROLES = new Set(['public', 'current_user', 'current_role', 'session_user', 'default', 'none', 'all']);
function rolesOf(verb, tokens) {
    const after = (...words) => {
        const at = indexOf(tokens, words);
        return at < 0 ? [] : namesAt(tokens, at + words.length);
    };
    const rights = [
        ...after(verb === 'revoke' || indexOf(tokens, ['to']) < 0 ? 'from' : 'to'),
        ...after('granted', 'by'),
    ];
    if (/^grant\b|^revoke\b/.test(verb)) {
        const isMembership = indexOf(tokens, ['on']) < 0;
        return [...(isMembership ? namesAt(tokens, 1) : []), ...rights];
    }
    if (verb === 'alter default')
        return [...after('for', 'role'), ...after('for', 'user'), ...rights];
    if (verb === 'create policy')
        return after('to');
    if (verb === 'create schema' || verb === 'set session authorization')
        return after('authorization');
    if (verb === 'create user' || verb === 'alter user')
        return indexOf(tokens, ['user', 'mapping']) < 0 ? [] : after('for');
    if (verb === 'create database')
        return after('owner').length > 0 ? after('owner') : after('owner', '=');
    if (verb === 'alter role')
        return indexOf(tokens, ['in', 'database']) < 0 ? [] : namesAt(tokens, 2);
    if (verb.startsWith('alter '))
        return after('owner', 'to');
    return [];
}
/** The names of roles from a place on, with commas between them. */
function namesAt(tokens, start) {
    const names = [];
    for (let at = start;; at++) {
        if (plain(tokens[at]) === 'group')
            at++;
        const token = tokens[at];
        if (!token || token.kind === 'mark')
            return names;
        if (token.kind !== 'word' || !NO_ROLES.has(token.text))
            names.push(token.text);
        if (tokens[at + 1]?.text !== ',' || tokens[at + 1]?.kind !== 'mark')
            return names;
        at++;
    }
}
/** Where words, and marks between them, stand one after another outside of quotes. */
function indexOf(tokens, words) {
    return tokens.findIndex((_, at) => words.every((word, offset) => {
        const token = tokens[at + offset];
        return token?.text === word && (token.kind === 'word' || token.kind === 'mark');
    }));
}


/***/ }),

/***/ 94805:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NO_ROLES = void 0;
exports.openRoleMaker = openRoleMaker;
const roles_ts_1 = __webpack_require__(55019);
const session_ts_1 = __webpack_require__(92515);
/** They are made by a session of its own: that of the dump may be somebody else for a while, or in a transaction that fails. */
function openRoleMaker(scratch, database, signal) {
    const known = new Set();
    let session;
    return {
        async make(names) {
            const roles = names.filter((name) => !known.has(name));
            if (roles.length === 0)
                return;
            session ??= await (0, session_ts_1.openSession)(scratch.target, { signal });
            // Those that could not be made are told by the errors of whatever needs them.
            await (0, roles_ts_1.needRoles)(session, scratch, { roles, database: database.name });
            for (const role of roles)
                known.add(role);
        },
        async close() {
            await session?.close();
        },
    };
}
/** Makes none: what needs one that is not there tells by its error. */
exports.NO_ROLES = { make: async () => undefined, close: async () => undefined };


/***/ }),

/***/ 97823:
/***/ ((__unused_webpack_module, exports) => {


// Rows in a script stand between `COPY … FROM stdin` and the line `\.`.
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.endOfRows = endOfRows;
const NEWLINE = 10;
const RETURN = 13;
const MARK = Buffer.from('\\.');
const MARKED_LINE = Buffer.from('\n\\.');
/**
 * Looks for the line `\.`. Where it is found, `rows` bytes stand before it and what follows begins at `next`; else so many
 * bytes are rows for sure, and what follows them may be the beginning of the mark.
 */
function endOfRows(bytes, isLineStart, ended) {
    for (let from = 0;;) {
        const atStart = from === 0 && isLineStart && bytes.subarray(0, 2).equals(MARK);
        const newline = atStart ? -1 : bytes.indexOf(MARKED_LINE, from);
        if (!atStart && newline < 0)
            break;
        const rows = newline + 1;
        const after = rows + MARK.length;
        const length = bytes[after] === RETURN ? 2 : 1;
        const isEnd = after >= bytes.length || bytes[after + length - 1] === NEWLINE;
        if (after + length > bytes.length && !ended)
            return { found: false, rows: newline < 0 ? 0 : newline, next: 0 };
        if (isEnd || (length === 2 && after + 1 >= bytes.length))
            return { found: true, rows, next: Math.min(after + length, bytes.length) };
        from = after;
    }
    // A mark that is not whole yet: `\n\.\r` is the longest.
    const tail = bytes.subarray(-3);
    const newline = tail.lastIndexOf(NEWLINE);
    if (newline >= 0)
        return { found: false, rows: bytes.length - tail.length + newline, next: 0 };
    const isYoung = isLineStart && bytes.length < MARK.length;
    return { found: false, rows: isYoung ? 0 : bytes.length, next: 0 };
}


/***/ }),

/***/ 88027:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.commandIn = exports.LEFT_OUT = void 0;
exports.ruleOn = ruleOn;
exports.requireDatabases = requireDatabases;
exports.readCommand = readCommand;
const errors_ts_1 = __webpack_require__(83916);
/** Why statements are left out, each as what the report says of it. */
exports.LEFT_OUT = {
    subscriptions: 'subscriptions were left out: they would dial their publisher',
    tablespaces: 'tablespaces were left out: they belong to the server',
    'named database': 'what speaks of the database by its name in the source was left out',
    roles: 'roles were not changed: the scratch server is not ours',
    'our role': 'the role by which the scratch server is reached was left as it is',
    'kept database': 'a database that every server has was left as it is',
    rights: 'owners and rights were left out',
    'other user': 'it does not become other roles on the way: what those may do in the source, a scratch server does not know',
    'there already': 'the role or the database that the dump makes is there already',
    'nothing there': 'there was nothing yet that the dump could drop',
};
/** Whether a statement is run as it is, or why it is left out; what must not be run at all is an error. */
function ruleOn(meaning, line, grounds) {
    const { reach, subject, onlyRights } = meaning;
    if (reach === 'subscriptions' || reach === 'tablespaces' || reach === 'other user')
        return reach;
    if (onlyRights && !grounds.owners)
        return 'rights';
    if (reach === 'databases') {
        const removes = meaning.verb.startsWith('drop');
        if (removes && grounds.mayCreateDatabases && grounds.kept.has(subject ?? ''))
            return 'kept database';
        requireDatabases(`${meaning.verb.toUpperCase()} at line ${line}`, grounds);
    }
    if (reach === 'named database' && !mayReachAll(grounds))
        return reach;
    if (reach === 'roles')
        return subject === grounds.user ? 'our role' : grounds.throwaway ? undefined : 'roles';
    return undefined;
}
const mayReachAll = ({ mayCreateDatabases, throwaway }) => mayCreateDatabases && throwaway;
/** Refuses what leads out of the database that a dump is restored into, unless that was allowed and does no harm. */
function requireDatabases(found, { name, mayCreateDatabases, throwaway }) {
    if (mayCreateDatabases && throwaway)
        return;
    const what = `${name} makes databases of its own, or goes to others: it holds ${found}.`;
    const story = mayCreateDatabases
        ? {
            what,
            why: 'That is allowed, but not on this scratch server: it is not ours, and others may use it.',
            next: 'Restore into a throw-away server: `scratch: auto`, `embedded` or `docker`.',
        }
        : {
            what,
            why: 'It was not restored, since it would leave the database that it is restored into.',
            next: 'Allow it by `allow: create-database`, or dump one database without `--create`.',
        };
    throw new errors_ts_1.UserError(story, 'unverified');
}
// Newer dumps lock psql against commands that a hostile source could have put into names. The others only print.
const WITHOUT_EFFECT = /^\\(restrict|unrestrict|echo|qecho|warn|timing|pset|set [A-Z_]+)(\s[^\\]*)?$/;
/** Reads a line for psql. Nothing of it is ever carried out by psql; what would change the restore is an error. */
function readCommand(text, line, grounds) {
    if (WITHOUT_EFFECT.test(text))
        return 'nothing';
    const [, name = '', rest = ''] = /^\\(connect|c)\s+(.*)$/.exec(text) ?? [];
    if (name === '')
        throw unknownCommand(text, line, grounds);
    requireDatabases(`\\${name} at line ${line}`, grounds);
    const database = databaseIn(rest);
    if (database === undefined)
        throw elsewhere(text, line, grounds);
    return { connect: database };
}
/** The database alone of what follows \connect; nothing where a host or a user is named too. */
function databaseIn(text) {
    const argument = text.replace(/^-reuse-previous=on\s+/, '').trim();
    const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^\s"'\\]+))$/.exec(argument) ?? [];
    const name = quoted?.replaceAll('""', '"') ?? plain;
    if (name === undefined || name === '-' || name.includes('://'))
        return undefined;
    if (!name.includes('='))
        return name;
    const value = /^\s*dbname\s*=\s*'((?:[^'\\]|\\.)*)'\s*$/.exec(name)?.[1];
    return value?.replace(/\\(.)/g, '$1');
}
const unknownCommand = (text, line, { name }) => new errors_ts_1.UserError({
    what: `${name} holds a command of psql: ${(0, exports.commandIn)(text)} at line ${line}.`,
    why: 'Such commands run programs and open files on the machine that restores, so they are not carried out.',
    next: 'Give a dump as pg_dump writes it.',
}, 'unverified');
const elsewhere = (text, line, { name }) => new errors_ts_1.UserError({
    what: `${name} connects to another server or as another user, by ${(0, exports.commandIn)(text)} at line ${line}.`,
    why: 'A dump is restored into the scratch server alone.',
    next: 'Give a dump as pg_dump writes it.',
}, 'unverified');
/** What follows it may hold names, or a password. */
const commandIn = (text) => /^\\[a-z_]+|^\\./i.exec(text)?.[0] ?? '\\';
exports.commandIn = commandIn;


/***/ }),

/***/ 20589:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Script = void 0;
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
const rows_ts_1 = __webpack_require__(97823);
const window_ts_1 = __webpack_require__(88058);
const [QUOTE, NAME_QUOTE, DOLLAR, OPEN, CLOSE, STAR, DASH, SLASH, SEMICOLON, BACKSLASH] = [
    39, 34, 36, 40, 41, 42, 45, 47, 59, 92,
];
const STATEMENT = { what: 'statement' };
const TEXT = { what: 'quote', close: "'" };
const NAME = { what: 'quote', close: '"' };
const ESCAPED = { what: 'escaped quote' };
const LINE_COMMENT = { what: 'line comment' };
/**
 * Takes a script of SQL apart as psql does, piece by piece, and hands out the rows between `COPY … FROM stdin` and `\.` as
 * they come. It interprets nothing: what it takes apart wrongly, the server refuses.
 */
class Script {
    /** Whether the server takes a backslash in any quoted text for an escape; it may change with each statement. */
    backslashes = false;
    #name;
    #in;
    #inside = STATEMENT;
    #parentheses = 0;
    /** In the body of a function, `BEGIN ATOMIC … END` and `CASE … END` hold semicolons. */
    #blocks = 0;
    #words = [];
    #isRoutine = false;
    /** Lines that are to come before the end. */
    #awaited = new Set();
    #marked = false;
    constructor(source, name) {
        this.#in = new window_ts_1.Window(source, name);
        this.#name = name;
    }
    /** Whether pg_dump wrote at its beginning what it is, so that its end is known too. */
    get marked() {
        return this.#marked;
    }
    /** The next piece; nothing at the end, which is an error where the script is cut off. */
    async next() {
        for (;;) {
            const piece = this.#scan();
            if (piece)
                return piece;
            if (this.#in.ended)
                return this.#finish();
            await this.#in.more();
        }
    }
    /** The rows behind `COPY … FROM stdin`, without the mark at their end. */
    async *rows() {
        await this.#skipLine();
        let held = this.#in.takeRest();
        for (let isLineStart = true;;) {
            const end = (0, rows_ts_1.endOfRows)(held, isLineStart, this.#in.ended);
            if (end.found) {
                this.#in.line += (0, window_ts_1.newlinesIn)(held.subarray(0, end.next));
                this.#in.append(held.subarray(end.next));
                if (end.rows > 0)
                    yield held.subarray(0, end.rows);
                return;
            }
            if (this.#in.ended)
                throw this.#cutOff('within the rows of a table');
            if (end.rows > 0) {
                this.#in.line += (0, window_ts_1.newlinesIn)(held.subarray(0, end.rows));
                yield held.subarray(0, end.rows);
                isLineStart = false;
            }
            held = Buffer.concat([held.subarray(end.rows), await this.#in.pull()]);
        }
    }
    /** Reads on until a piece is whole, or until more bytes are needed. */
    #scan() {
        while (this.#in.at < this.#in.end) {
            if (this.#inside.what === 'statement') {
                const read = this.#readOne();
                if (read === 'more')
                    return undefined;
                if (read !== 'on')
                    return read;
            }
            else if (!this.#leave(this.#inside))
                return undefined;
        }
        return undefined;
    }
    /** One character of SQL that stands in no quote and no comment, or what belongs together. */
    #readOne() {
        const code = this.#in.bytes[this.#in.at] ?? 0;
        if (isBlank(code)) {
            if (this.#in.from === this.#in.at)
                this.#in.drop(this.#in.at + 1);
            else
                this.#in.at++;
            return 'on';
        }
        if (isWordStart(code))
            return this.#readWord();
        switch (code) {
            case SEMICOLON:
                this.#in.at++;
                return this.#parentheses > 0 || this.#blocks > 0 ? 'on' : this.#take();
            case QUOTE:
                return this.#enter(this.backslashes ? ESCAPED : TEXT, 1);
            case NAME_QUOTE:
                return this.#enter(NAME, 1);
            case DOLLAR:
                return this.#readDollar();
            case DASH:
                return this.#readPair(DASH, LINE_COMMENT);
            case SLASH:
                return this.#readPair(STAR, { what: 'comment', depth: 1 });
            case OPEN:
                this.#parentheses++;
                break;
            case CLOSE:
                this.#parentheses = Math.max(0, this.#parentheses - 1);
                break;
            case BACKSLASH:
                return this.#takeCommand();
        }
        this.#in.at++;
        return 'on';
    }
    #readPair(second, inside) {
        if (this.#in.at + 1 === this.#in.end && !this.#in.ended)
            return 'more';
        if (this.#in.bytes[this.#in.at + 1] === second)
            return this.#enter(inside, 2);
        this.#in.at++;
        return 'on';
    }
    #enter(inside, length) {
        this.#inside = inside;
        this.#in.at += length;
        return 'on';
    }
    #readWord() {
        const isNumber = isInNumber(this.#in.bytes[this.#in.at] ?? 0);
        const end = this.#in.endOf(this.#in.at, isNumber ? isInTag : isInWord);
        if (end === this.#in.end && !this.#in.ended)
            return 'more';
        const word = this.#in.bytes.toString('latin1', this.#in.at, Math.min(end, this.#in.at + 16)).toLowerCase();
        this.#in.at = end;
        if (word === 'e' && this.#in.bytes[end] === QUOTE && end < this.#in.end)
            return this.#enter(ESCAPED, 1);
        if (this.#words.length < 4) {
            this.#words.push(word);
            this.#isRoutine = ROUTINE.test(this.#words.join(' '));
        }
        if (!this.#isRoutine || this.#parentheses > 0)
            return 'on';
        if (word === 'begin' || (word === 'case' && this.#blocks > 0))
            this.#blocks++;
        else if (word === 'end')
            this.#blocks = Math.max(0, this.#blocks - 1);
        return 'on';
    }
    /** `$tag$` begins a quote, `$1` is a parameter. */
    #readDollar() {
        const end = this.#in.endOf(this.#in.at + 1, isInTag);
        if (end === this.#in.end && !this.#in.ended)
            return 'more';
        const isDigit = isInNumber(this.#in.bytes[this.#in.at + 1] ?? 0);
        if (this.#in.bytes[end] !== DOLLAR || end >= this.#in.end || isDigit) {
            this.#in.at++;
            return 'on';
        }
        const close = this.#in.bytes.toString('latin1', this.#in.at, end + 1);
        return this.#enter({ what: 'quote', close }, close.length);
    }
    /** Reads on to the end of a quote or a comment; whether it is there yet. */
    #leave(inside) {
        switch (inside.what) {
            case 'statement':
                return true;
            case 'quote':
                return this.#leaveQuote(inside.close);
            case 'escaped quote':
                return this.#leaveEscaped();
            case 'line comment':
                return this.#leaveLine();
            case 'comment':
                return this.#leaveComment(inside);
        }
    }
    // A doubled quote ends one and begins the next, which comes to the same.
    #leaveQuote(close) {
        const found = this.#in.find(close);
        if (found >= 0)
            this.#out(found + close.length);
        else
            this.#in.at = Math.max(this.#in.at, this.#in.end - close.length + 1);
        return found >= 0;
    }
    #leaveEscaped() {
        while (this.#in.at < this.#in.end) {
            const code = this.#in.bytes[this.#in.at];
            const pair = code === BACKSLASH || code === QUOTE;
            if (pair && this.#in.at + 1 === this.#in.end && !this.#in.ended)
                return false;
            if (code === QUOTE && this.#in.bytes[this.#in.at + 1] !== QUOTE) {
                this.#out(this.#in.at + 1);
                return true;
            }
            this.#in.at += pair ? 2 : 1;
        }
        return false;
    }
    #leaveLine() {
        const newline = this.#in.find(LINE_END);
        if (newline < 0 && !this.#in.ended)
            return false;
        this.#in.at = newline < 0 ? this.#in.end : newline;
        if (this.#isLeading())
            this.#readMark(this.#in.bytes.toString('latin1', this.#in.from, Math.min(this.#in.at, this.#in.from + 80)));
        this.#outOfComment(this.#in.at);
        return true;
    }
    #leaveComment(inside) {
        for (;;) {
            const close = this.#in.find(COMMENT_CLOSE);
            const open = this.#in.find(COMMENT_OPEN);
            const next = close < 0 || (open >= 0 && open < close) ? open : close;
            if (next < 0) {
                this.#in.at = Math.max(this.#in.at, this.#in.end - 1);
                return false;
            }
            inside.depth += next === close ? -1 : 1;
            if (inside.depth === 0) {
                this.#outOfComment(next + 2);
                return true;
            }
            this.#in.at = next + 2;
        }
    }
    #out(at) {
        this.#inside = STATEMENT;
        this.#in.at = at;
    }
    #outOfComment(at) {
        const isLeading = this.#isLeading();
        this.#out(at);
        if (isLeading)
            this.#in.drop(at);
    }
    /** Comments before a statement are no part of it. */
    #isLeading() {
        const start = this.#in.bytes.toString('latin1', this.#in.from, this.#in.from + 2);
        return this.#words.length === 0 && (start === '--' || start === '/*');
    }
    #take() {
        const line = this.#in.line;
        const sql = Buffer.from(this.#in.bytes.subarray(this.#in.from, this.#in.at));
        this.#in.drop(this.#in.at);
        this.#words = [];
        this.#isRoutine = false;
        if (sql.length === 1)
            return 'on';
        // To the server, it would end the statement.
        if (sql.includes(0))
            throw (0, damage_ts_1.damaged)(this.#name, `A statement at line ${line} holds a byte of zero.`);
        return { kind: 'statement', sql, line };
    }
    #takeCommand() {
        const newline = this.#in.find(LINE_END);
        if (newline < 0 && !this.#in.ended)
            return 'more';
        const end = newline < 0 ? this.#in.end : newline;
        const text = this.#in.bytes.toString('utf8', this.#in.at, end).trimEnd();
        const line = this.#in.line + (0, window_ts_1.newlinesIn)(this.#in.bytes.subarray(this.#in.from, this.#in.at));
        // Within a statement it would act on what stands before it, and nobody carries it out.
        if (this.#in.from < this.#in.at)
            throw this.#midway(text, line);
        this.#readLock(text);
        this.#in.drop(end);
        return { kind: 'command', text, line };
    }
    async #skipLine() {
        for (;;) {
            const newline = this.#in.find(LINE_END);
            const rest = this.#in.bytes.toString('latin1', this.#in.at, newline < 0 ? this.#in.end : newline);
            if (rest.trim() !== '')
                throw (0, damage_ts_1.damaged)(this.#name, `Something follows COPY on line ${this.#in.line}, where only rows may.`);
            this.#in.drop(newline < 0 ? this.#in.end : newline + 1);
            if (newline >= 0 || this.#in.ended)
                return;
            await this.#in.more();
        }
    }
    #readMark(comment) {
        const [line, what, complete] = /^-- PostgreSQL (database(?: cluster)? dump)( complete)?(?=\s*$)/.exec(comment) ?? [];
        if (what === undefined || line === undefined)
            return;
        this.#marked = true;
        if (complete)
            this.#awaited.delete(line);
        else
            this.#awaited.add(`${line} complete`);
    }
    /** Newer dumps lock psql, and unlock it behind their end. */
    #readLock(command) {
        const [, does, key] = /^\\(restrict|unrestrict) (\w+)$/.exec(command) ?? [];
        if (does === 'restrict')
            this.#awaited.add(`\\unrestrict ${key}`);
        else if (does === 'unrestrict')
            this.#awaited.delete(command);
    }
    #finish() {
        if (this.#inside.what === 'quote' || this.#inside.what === 'escaped quote')
            throw this.#cutOff('within a quote');
        if (this.#inside.what === 'comment')
            throw this.#cutOff('within a comment');
        if (this.#in.from < this.#in.end)
            throw this.#cutOff('within a statement: no semicolon ends it');
        const [awaited] = this.#awaited;
        if (awaited !== undefined)
            throw (0, damage_ts_1.cutOff)(this.#name, `It begins as pg_dump writes, and lacks the line "${awaited}" of its end.`);
        return undefined;
    }
    #cutOff(where) {
        return (0, damage_ts_1.cutOff)(this.#name, `It ends ${where} (from line ${this.#in.line} on).`);
    }
    #midway(text, line) {
        return new errors_ts_1.UserError({
            what: `${this.#name} holds a command of psql within a statement: ${/^\\[a-z_]*/i.exec(text)?.[0]} at line ${line}.`,
            why: 'Commands of psql run programs and open files on the machine that restores, so they are not carried out.',
            next: 'Give a dump as pg_dump writes it.',
        }, 'unverified');
    }
}
exports.Script = Script;
const LINE_END = '\n';
const COMMENT_OPEN = '/*';
const COMMENT_CLOSE = '*/';
const ROUTINE = /^create (or replace )?(function|procedure)\b/;
const isBlank = (code) => code === 32 || (code >= 9 && code <= 13);
const isLetter = (code) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128;
const isInNumber = (code) => code >= 48 && code <= 57;
/** A number takes letters along, so that none of them begins a word. */
const isWordStart = (code) => isLetter(code) || isInNumber(code);
const isInTag = (code) => isLetter(code) || isInNumber(code);
const isInWord = (code) => isInTag(code) || code === 36;


/***/ }),

/***/ 63372:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.PUBLIC_IS_THERE = void 0;
exports.runScript = runScript;
const errors_ts_1 = __webpack_require__(83916);
const drill_ts_1 = __webpack_require__(84491);
const damage_ts_1 = __webpack_require__(59079);
const identifiers_ts_1 = __webpack_require__(19467);
const errors_ts_2 = __webpack_require__(27643);
const locale_ts_1 = __webpack_require__(58146);
const locale_ts_2 = __webpack_require__(20532);
const meaning_ts_1 = __webpack_require__(59891);
const rules_ts_1 = __webpack_require__(88027);
const script_ts_1 = __webpack_require__(20589);
const wire_ts_1 = __webpack_require__(43495);
/** Runs a script to its end, or to the first error that speaks against it. */
async function runScript(request) {
    const run = new ScriptRun(request);
    try {
        return await run.toItsEnd();
    }
    finally {
        await run.close();
    }
}
class ScriptRun {
    #request;
    #script;
    #findings = [];
    #leftOut = new Map();
    #notes = [];
    #made = [];
    #session;
    #server;
    #statements = 0;
    /** Whether an extension was left out, so that what needs it fails rightly. */
    #lacksExtension = false;
    constructor(request) {
        this.#request = request;
        this.#script = new script_ts_1.Script(request.source, request.grounds.name);
    }
    async toItsEnd() {
        await this.#connect(this.#request.database);
        for (let piece = await this.#next(); piece; piece = await this.#next()) {
            const goesOn = piece.kind === 'statement' ? await this.#run(piece) : await this.#obey(piece);
            if (!goesOn)
                break;
        }
        const isWhole = this.#findings.every(({ outcome }) => outcome === 'tolerated');
        if (isWhole)
            this.#requireEnd();
        return {
            statements: this.#statements,
            findings: [...this.#findings, ...this.#tellLeftOut()],
            notes: this.#notes,
            made: this.#made,
        };
    }
    async close() {
        this.#request.source.destroy();
        await this.#session?.close();
    }
    #next() {
        this.#script.backslashes = this.#server?.setting('standard_conforming_strings') === 'off';
        requireSafeEncoding(this.#server?.setting('client_encoding') ?? '', this.#request.grounds);
        return this.#script.next();
    }
    async #connect(database) {
        this.#requireNoTransaction();
        await this.#session?.close();
        this.#session = await this.#request.connect(database);
        // What is restored here need not outlive a power cut, and an INSERT a row would wait for the disk each time.
        await this.#session.query('SET synchronous_commit = off');
        await this.#session.query(`SET lc_messages = 'C'`).catch(() => undefined);
        this.#server = await (0, wire_ts_1.watchServer)(this.#session);
    }
    async #obey({ text, line }) {
        const command = (0, rules_ts_1.readCommand)(text, line, this.#request.grounds);
        if (command !== 'nothing')
            await this.#connect(command.connect);
        return true;
    }
    /** Whether the script goes on. */
    async #run(statement) {
        const meaning = (0, meaning_ts_1.meaningOf)(statement.sql);
        const reason = (0, rules_ts_1.ruleOn)(meaning, statement.line, this.#request.grounds);
        if (reason)
            return this.#leaveOut(reason);
        await this.#request.roles.make(meaning.roles);
        this.#statements++;
        const { error, copied } = await this.#send(statement.sql);
        if (error)
            return await this.#explain(error, copied, statement, meaning);
        this.#remember(meaning);
        return true;
    }
    #leaveOut(reason) {
        this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1);
        return true;
    }
    #remember({ verb, subject }) {
        if (subject === undefined)
            return;
        if (verb === 'create database')
            this.#made.push(subject);
        const at = verb === 'drop database' ? this.#made.indexOf(subject) : -1;
        if (at >= 0)
            this.#made.splice(at, 1);
    }
    async #send(sql) {
        if (!this.#session)
            throw new Error('A script was run without a session.');
        try {
            return await (0, wire_ts_1.runBytes)(this.#session, sql, () => this.#script.rows());
        }
        catch (error) {
            throw lost(error);
        }
    }
    async #explain(error, copied, statement, meaning) {
        const text = statement.sql.toString('utf8', 0, 4096);
        if (meaning.verb === 'create database' && (await this.#createOtherwise(text, meaning, error)))
            return true;
        if (meaning.subject !== undefined && THERE_ALREADY.test(error.code))
            return this.#leaveOut('there already');
        if (NOTHING_THERE.test(error.code) && isRemoval(text))
            return this.#leaveOut('nothing there');
        const finding = this.#harmless(error, text) ?? this.#judge(error, copied, statement, meaning);
        this.#findings.push(finding);
        // Of rows that were refused on the way, the rest is still to come.
        if (finding.outcome !== 'tolerated' || copied)
            return false;
        if (meaning.copiesIn)
            for await (const _ of this.#script.rows())
                ;
        return true;
    }
    #judge(error, copied, statement, meaning) {
        const finding = (0, errors_ts_2.judge)(complaintOf(error, copied, statement, meaning), this.#request.circumstances);
        return copied && finding.outcome === 'tolerated' ? { ...finding, outcome: 'unverified' } : finding;
    }
    /** What an error rightly comes from, where it says nothing against the dump. */
    #harmless({ code, message }, text) {
        const tolerated = (what) => ({ outcome: 'tolerated', what, detail: message });
        if (code === '42P06' && /^CREATE SCHEMA "?public"?\s*;/i.test(text))
            return tolerated(exports.PUBLIC_IS_THERE);
        const extension = /^CREATE EXTENSION\s+(?:IF NOT EXISTS\s+)?(?:"([^"]+)"|(\w+))/i.exec(text);
        const name = extension?.[1] ?? extension?.[2];
        if (name !== undefined && NOT_AVAILABLE.test(message))
            return this.#withoutExtension(name, message);
        return this.#lacksExtension && NOTHING_THERE.test(code)
            ? tolerated(drill_ts_1.TOLERANCES['missing-extension'])
            : undefined;
    }
    #withoutExtension(name, message) {
        const about = { object: `extension ${name}`, detail: message };
        if (!this.#request.allow.missingExtensions.includes(name))
            return {
                outcome: 'unverified',
                what: 'the scratch server lacks an extension (`allow: missing-extension=NAME` goes on without it)',
                ...about,
            };
        this.#lacksExtension = true;
        return { outcome: 'tolerated', what: drill_ts_1.TOLERANCES['missing-extension'], ...about };
    }
    /** Where the server lacks a locale or a tablespace, the next best will do, and is told. */
    async #createOtherwise(text, { subject }, { code }) {
        const locale = (0, locale_ts_2.localeIn)(text);
        if (!locale || subject === undefined || !/^(22|42704|42809|0A|58|XX)/.test(code))
            return false;
        for (const { options, note } of (0, locale_ts_1.attemptsFor)(locale, this.#request.major)) {
            const { error } = await this.#send(Buffer.from(`CREATE DATABASE ${(0, identifiers_ts_1.quoted)(subject)} ${options}`));
            if (error)
                continue;
            this.#made.push(subject);
            if (note !== undefined)
                this.#notes.push(note);
            return true;
        }
        return false;
    }
    #requireEnd() {
        const { name } = this.#request.grounds;
        this.#requireNoTransaction();
        if (this.#statements === 0)
            throw new errors_ts_1.UserError({ what: `${name} holds no statement that restores anything.` });
        if (!this.#script.marked)
            this.#notes.push('Nothing in this SQL says where it ends, so a piece that is missing at its end would not be noticed.');
    }
    #requireNoTransaction() {
        if (this.#server && this.#server.transaction() !== 'idle')
            throw (0, damage_ts_1.cutOff)(this.#request.grounds.name, 'It ends within a transaction, which nothing commits.');
    }
    /** Owners and rights are told for all formats alike. */
    #tellLeftOut() {
        const others = [...this.#leftOut].filter(([reason]) => reason !== 'rights');
        return others.map(([reason, count]) => ({
            outcome: 'tolerated',
            what: `${count === 1 ? '1 statement' : `${count.toLocaleString('en')} statements`}: ${rules_ts_1.LEFT_OUT[reason]}`,
        }));
    }
}
exports.PUBLIC_IS_THERE = 'the schema public, which every new database has, is there already';
/** A role or a database of this name exists. */
const THERE_ALREADY = /^(42710|42P04)$/;
/** No such table, function, type, schema, column, constraint, role or database. */
const NOTHING_THERE = /^(42P01|42883|42704|3F000|42703|3D000|42P02)$/;
const NOT_AVAILABLE = /is not available|could not open extension control file/;
/** As pg_dump writes them with --clean, before anything is made. */
const REMOVALS = [
    /^DROP\s/i,
    /^ALTER\s+(TABLE|DOMAIN|MATERIALIZED|INDEX)\b[^;']*\sDROP\s/i,
    /^SELECT pg_catalog\.lo_unlink\('\d+'\);/,
    // A view that others need is emptied first.
    /^CREATE OR REPLACE VIEW\s[^;]*?\sAS\s+SELECT\s+NULL::/,
];
const isRemoval = (text) => REMOVALS.some((removal) => removal.test(text));
function complaintOf(error, copied, statement, meaning) {
    const { message, detail, hint, where } = error;
    const place = `line ${statement.line.toLocaleString('en')} of the dump`;
    return {
        message: copied ? `COPY failed: ${message}` : message,
        context: [place, detail, hint, where].filter(Boolean).join('\n'),
        statement: shown(statement, meaning),
    };
}
/** Trouble that is neither the dump's nor ours. */
function lost(error) {
    const { message } = (0, errors_ts_1.asError)(error);
    if (error instanceof errors_ts_1.UserError || !/connection|ECONNRESET|EPIPE|ended/i.test(message))
        return (0, errors_ts_1.asError)(error);
    const story = { what: 'The connection to the scratch server was lost.', why: `${message}.`, cause: error };
    return new errors_ts_1.UserError({ ...story, next: 'Look into the log of that server, and start again.' }, 'unverified');
}
/** Statements that may hold a password are named by their first words. */
const shown = ({ sql }, { verb }) => {
    const text = sql.toString('utf8', 0, 1000);
    return /password|connection|secret|options/i.test(text) ? `${verb.toUpperCase()} …` : text;
};
/** In these, the second byte of a character may look like a backslash or a quote. */
const UNSAFE = /^(SJIS|BIG5|GBK|UHC|GB18030|JOHAB|SHIFT_JIS_2004)$/;
function requireSafeEncoding(encoding, { name }) {
    if (!UNSAFE.test(encoding))
        return;
    const story = {
        what: `${name} is written in the encoding ${encoding}, which cannot be taken apart safely.`,
        why: 'Bytes in the middle of its characters look like quotes and backslashes.',
        next: 'Dump with `--encoding=UTF8`, or in custom format.',
    };
    throw new errors_ts_1.UserError(story, 'unverified');
}


/***/ }),

/***/ 88058:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Window = void 0;
exports.newlinesIn = newlinesIn;
const errors_ts_1 = __webpack_require__(83916);
const sniff_ts_1 = __webpack_require__(67988);
const NEWLINE = '\n';
/** What a server takes as one message. */
const LONGEST_STATEMENT = 2 ** 30 - 2;
/** The part of a script that is being read: it moves on as the script does, and grows for a long statement alone. */
class Window {
    bytes = Buffer.allocUnsafe(256 * 1024);
    /** What is being read lies between `from` and `at`; what is not read yet goes on until `end`. */
    from = 0;
    at = 0;
    end = 0;
    /** On which line `from` stands. */
    line = 1;
    /** Whether nothing comes after `end`. */
    ended = false;
    #source;
    #name;
    #begun = false;
    constructor(source, name) {
        this.#source = source[Symbol.asyncIterator]();
        this.#name = name;
    }
    /** Reads on. */
    async more() {
        const isFirst = !this.#begun;
        this.append(await this.pull());
        if (!isFirst)
            return;
        while (!this.ended && this.end < sniff_ts_1.BYTE_ORDER_MARK.length)
            this.append(await this.pull());
        const start = this.bytes.subarray(0, Math.min(this.end, sniff_ts_1.BYTE_ORDER_MARK.length));
        if (start.equals(sniff_ts_1.BYTE_ORDER_MARK))
            this.drop(start.length);
    }
    /** What comes next, past the window; nothing at the end. */
    async pull() {
        this.#begun = true;
        const { done, value } = await this.#source.next();
        if (done)
            this.ended = true;
        return done ? Buffer.alloc(0) : value;
    }
    append(chunk) {
        const kept = this.end - this.from;
        if (kept > LONGEST_STATEMENT)
            throw this.#tooLong();
        if (this.end + chunk.length > this.bytes.length) {
            const needed = kept + chunk.length;
            const room = needed > this.bytes.length ? Buffer.allocUnsafe(Math.max(needed, 2 * kept)) : this.bytes;
            this.bytes.copy(room, 0, this.from, this.end);
            this.bytes = room;
            this.at -= this.from;
            this.from = 0;
            this.end = kept;
        }
        chunk.copy(this.bytes, this.end);
        this.end += chunk.length;
    }
    /** Takes all that is not read yet out of the window. */
    takeRest() {
        const rest = Buffer.from(this.bytes.subarray(this.at, this.end));
        this.from = this.at = this.end = 0;
        return rest;
    }
    /** Leaves behind what stands before a place. */
    drop(until) {
        this.line += newlinesIn(this.bytes.subarray(this.from, until));
        this.from = this.at = until;
    }
    find(wanted) {
        const found = this.bytes.indexOf(wanted, this.at, 'latin1');
        // Behind the end stands what was read before.
        return found + wanted.length > this.end ? -1 : found;
    }
    /** Where the bytes end that belong together, from a place on. */
    endOf(start, belongs) {
        let at = start;
        while (at < this.end && belongs(this.bytes[at] ?? 0))
            at++;
        return at;
    }
    #tooLong() {
        return new errors_ts_1.UserError({
            what: `${this.#name} holds a statement that is longer than a server takes (1 GB), from line ${this.line} on.`,
            next: 'Dump with COPY in place of INSERT, or with fewer --rows-per-insert.',
        });
    }
}
exports.Window = Window;
function newlinesIn(bytes) {
    let count = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1))
        count++;
    return count;
}


/***/ }),

/***/ 43495:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.runBytes = runBytes;
exports.watchServer = watchServer;
/**
 * Runs one statement as the bytes that it is, in whatever encoding the script has chosen. Where it asks for rows, they are
 * taken from `rows` as they come. It rejects when the rows cannot be read, or the connection is lost.
 */
function runBytes(session, sql, rows) {
    return session.use((client) => new Promise((resolve, reject) => {
        client.query(new Running(sql, rows, resolve, reject));
    }));
}
const isServerError = (error) => error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string';
/** Listens to what the server tells of itself from now on. */
async function watchServer(session) {
    const settings = new Map();
    let status = 'I';
    await session.use(async (client) => {
        connectionOf(client)
            .on('parameterStatus', (told) => settings.set(told.parameterName, told.parameterValue))
            .on('readyForQuery', (told) => {
            status = told.status;
        });
    });
    const [row] = await session.query(`SELECT pg_catalog.current_setting('standard_conforming_strings') AS strings,
      pg_catalog.current_setting('client_encoding') AS encoding`);
    settings.set('standard_conforming_strings', row?.strings ?? '').set('client_encoding', row?.encoding ?? '');
    return {
        setting: (name) => settings.get(name) ?? '',
        transaction: () => (status === 'I' ? 'idle' : status === 'T' ? 'open' : 'failed'),
    };
}
const connectionOf = (client) => client.connection;
/** What the driver hands the server's messages to while a statement runs. */
class Running {
    #sql;
    #rows;
    #resolve;
    #reject;
    #feeding;
    #failed;
    constructor(sql, rows, resolve, reject) {
        this.#sql = sql;
        this.#rows = rows;
        this.#resolve = resolve;
        this.#reject = reject;
    }
    submit({ stream }) {
        stream.cork();
        stream.write(header('Q', this.#sql.length + 1));
        stream.write(this.#sql);
        stream.write(Buffer.alloc(1));
        stream.uncork();
    }
    handleCopyInResponse(connection) {
        this.#feeding = this.#feed(connection).catch((error) => {
            this.#failed ??= error;
            connection.sendCopyFail('the rows could not be read');
        });
    }
    async #feed(connection) {
        for await (const chunk of this.#rows()) {
            // What the server has refused already, it takes no more of.
            if (this.#failed)
                return;
            await write(connection.stream, chunk);
        }
        if (!this.#failed)
            connection.endCopyFrom();
    }
    handleError(error) {
        this.#failed ??= error;
        const failed = this.#failed;
        const tell = () => (isServerError(failed) ? this.#done(failed) : this.#reject(failed));
        // Who reads the rows must have left them before somebody else can.
        Promise.resolve(this.#feeding).then(tell, tell);
    }
    handleReadyForQuery() {
        this.#done(undefined);
    }
    #done(error) {
        this.#resolve({ copied: this.#feeding !== undefined, error });
    }
    // Nobody looks at what a statement of a dump answers.
    handleRowDescription() { }
    handleDataRow() { }
    handleCommandComplete() { }
    handleEmptyQuery() { }
    handleCopyData() { }
    handlePortalSuspended() { }
    handleParseComplete() { }
}
function header(type, length) {
    const bytes = Buffer.alloc(5);
    bytes.write(type, 'latin1');
    bytes.writeInt32BE(length + 4, 1);
    return bytes;
}
/** Resolves once the system has taken the bytes, so that no more of them wait here than one chunk. */
const write = (stream, chunk) => new Promise((resolve, reject) => {
    stream.cork();
    stream.write(header('d', chunk.length));
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
    stream.uncork();
});


/***/ }),

/***/ 37330:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.unclear = exports.notAFile = exports.noFiles = exports.isByTheWay = void 0;
exports.severalFiles = severalFiles;
const errors_ts_1 = __webpack_require__(83916);
// Archives that hold files: what of them can be a dump, said alike for tar and zip.
/** Files that macOS puts beside others. */
const isByTheWay = (name) => /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$)/.test(name);
exports.isByTheWay = isByTheWay;
const SHOWN = 10;
function severalFiles(name, packed, files) {
    const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : '';
    return (0, exports.unclear)({
        what: `${name} is a ${packed} archive with several files: ${files.slice(0, SHOWN).map(shown).join(', ')}${more}.`,
        why: 'Which of them is the dump, it does not say.',
        next: 'Unpack it, and give the dump itself, or the folder of a dump in directory format.',
    });
}
const noFiles = (name, packed) => new errors_ts_1.UserError({
    what: `${name} is a ${packed} archive without a file in it.`,
    next: 'Look at what made it.',
});
exports.noFiles = noFiles;
const notAFile = (name, packed, entry) => (0, exports.unclear)({
    what: `${name} is a ${packed} archive, and ${shown(entry)} in it is no file but a link or a device.`,
    why: 'Links can lead anywhere, so they are not followed.',
    next: 'Pack the dump itself.',
});
exports.notAFile = notAFile;
/** A dump in it may be sound all the same. */
const unclear = (story) => new errors_ts_1.UserError(story, 'unverified');
exports.unclear = unclear;
const shown = (name) => JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);


/***/ }),

/***/ 67988:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.BYTE_ORDER_MARK = exports.HEAD = void 0;
exports.sniff = sniff;
exports.archiveHead = archiveHead;
const errors_ts_1 = __webpack_require__(83916);
const tar_ts_1 = __webpack_require__(79503);
/** So much of a file's beginning tells what it is. */
exports.HEAD = 64 * 1024;
const bytes = (hex) => Buffer.from(hex, 'hex').toString('latin1');
const KNOWN = [
    [bytes('1f8b'), 'gzip'],
    [bytes('28b52ffd'), 'zstd'],
    [bytes('504b0304'), 'zip'],
    // An archive without a file in it begins with its end.
    [bytes('504b0506'), 'zip'],
    ['age-encryption.org/v1\n', 'age'],
    ['PGDMP', 'archive'],
];
const UNPACK = 'Unpack it first, or pack dumps with gzip, zstd or zip.';
const DECRYPT = 'Decrypt it first, or encrypt dumps with age.';
/** What may hold a sound dump, and cannot be opened here. */
const CLOSED = [
    [/^BZh[1-9]1AY&SY/, 'a file compressed with bzip2', UNPACK],
    [bytes('fd377a585a00'), 'a file compressed with xz', UNPACK],
    [bytes('04224d18'), 'a file compressed with LZ4', UNPACK],
    [/^[P-_]\*M\p{Cc}/u, 'a file of LZ4 or zstd that begins with a frame to be skipped', UNPACK],
    [bytes('1f9d'), 'a file compressed with `compress`', UNPACK],
    [bytes('377abcaf271c'), 'a 7-Zip archive', UNPACK],
    ['Rar!', 'a RAR archive', UNPACK],
    [bytes('504b0708'), 'a zip archive in several pieces', UNPACK],
    [
        '-----BEGIN AGE ENCRYPTED FILE-----',
        'a file of age in text form (armored)',
        'Make it binary by `age -d dump.age | age -r RECIPIENT`, and leave out `--armor` next time.',
    ],
    ['-----BEGIN PGP MESSAGE', 'a file encrypted with PGP', DECRYPT],
    ['Salted__', 'a file encrypted with OpenSSL', DECRYPT],
    [
        /^(\u00ff\u00fe|\u00fe\u00ff)/,
        'text in UTF-16, as the `>` of PowerShell makes it',
        'Let pg_dump write the file itself, with `--file`: what went through UTF-16 may have lost bytes.',
    ],
];
const ANOTHER = 'Give a dump that pg_dump wrote.';
const FETCHED = 'Look at how the file was fetched.';
/** What holds no dump of PostgreSQL. */
const STRANGERS = [
    ['SQLite format 3', 'a SQLite database', ANOTHER],
    [/^\s*PRAGMA\s/i, 'a dump of SQLite', ANOTHER],
    [bytes('54415045000003'), 'a backup of SQL Server', ANOTHER],
    [/^\s*(USE \[|SET ANSI_NULLS|\/\*{6} Object:)/i, 'a script of SQL Server', ANOTHER],
    [
        /^(--[^\n]*\n|\s)*(\/\*M?!|-- (MySQL|MariaDB|phpMyAdmin|Adminer \S+ MySQL|Host: .* Database: ))/,
        'a dump of MySQL or MariaDB',
        ANOTHER,
    ],
    [/^\s*(<!doctype html|<html)/i, 'a page of HTML, such as a login page or an error', FETCHED],
    [/^\s*<\?xml/i, 'XML, such as the answer of a store that refused', FETCHED],
    [/^\s*(\{\s*["}]|\[\s*[[{"\]])/, 'JSON', FETCHED],
    [
        /^\s*(pg_dump|pg_dumpall|pg_restore|psql|mysqldump)(\.exe)?: /,
        'the words of a program that failed',
        'Look at how the dump was made: its output and its errors went into the same file.',
    ],
    [
        /^;\s*\n; Archive created at /,
        'the list of what is in an archive, as `pg_restore --list` prints it',
        'Give the archive itself.',
    ],
];
const FIRST_WORDS = new Set(('abort alter analyze begin call checkpoint cluster comment commit copy create deallocate declare delete discard do drop ' +
    'end execute explain fetch grant import insert listen load lock merge move notify prepare reassign refresh reindex release ' +
    'reset revoke rollback savepoint security select set show start table truncate unlisten update vacuum values with').split(' '));
/** Tells what a file is by its beginning, or refuses it, saying what it looks like. `whole` when the beginning is all of it. */
function sniff(head, whole, name) {
    if (head.length === 0)
        throw new errors_ts_1.UserError({
            what: `${name} is empty.`,
            why: 'What wrote it failed, or never ran.',
            next: 'Look at the log of whatever makes this dump.',
        });
    const text = head.toString('latin1');
    const known = KNOWN.find(([magic]) => text.startsWith(magic));
    if (known)
        return known[1];
    if ((0, tar_ts_1.beginsTar)(head))
        return 'tar';
    refuseStrangers(text, name);
    if (text.includes('\0'))
        throw refused(name, 'It is none of the kinds of files that pg_dump writes.', ANOTHER);
    const [word, rest] = firstWord(text);
    // A licence may be longer than what is looked at.
    if (rest === '' && !whole)
        return 'sql';
    if (rest === '')
        throw refused(name, 'It is text with nothing but comments in it.', ANOTHER);
    if (rest.startsWith('\\') || rest.startsWith('(') || FIRST_WORDS.has(word))
        return 'sql';
    throw refused(name, 'It is text that does not begin as SQL does.', ANOTHER);
}
function refuseStrangers(text, name) {
    const start = text.slice(0, 4096);
    const fits = ([begins]) => typeof begins === 'string' ? start.startsWith(begins) : begins.test(start);
    const closed = CLOSED.find(fits);
    if (closed)
        throw refused(name, `It looks like ${closed[1]}.`, closed[2], 'unverified');
    const stranger = STRANGERS.find(fits);
    if (stranger)
        throw refused(name, `It looks like ${stranger[1]}.`, stranger[2]);
}
/** What PowerShell and others put before a text in UTF-8. */
exports.BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
function firstWord(text) {
    const start = text.startsWith(exports.BYTE_ORDER_MARK.toString('latin1')) ? 3 : 0;
    // Comments may stand within each other, which nobody does before the first word.
    const blank = /(?:\s|;|--[^\n]*(?:\n|$)|\/\*.*?(?:\*\/|$))*/sy;
    blank.lastIndex = start;
    blank.exec(text);
    const rest = text.slice(blank.lastIndex);
    return [/^[a-z]*/i.exec(rest)?.[0].toLowerCase() ?? '', rest];
}
const refused = (name, why, next, ending) => new errors_ts_1.UserError({ what: `${name} is no dump of PostgreSQL that can be restored here.`, why, next }, ending);
/** What the first bytes of an archive tell; the table of contents of a dump in tar or directory format begins so too. */
function archiveHead(head) {
    if (head.length < 16 || head.toString('latin1', 0, 5) !== 'PGDMP')
        return undefined;
    // Three bytes of version, the sizes of numbers and of offsets, the format; then which compression, or only how much.
    const compression = (head[6] ?? 0) >= 15 ? head.subarray(11, 12) : head.subarray(11, 16);
    return { custom: head[10] === 1, packed: compression.some((byte) => byte !== 0) };
}


/***/ }),

/***/ 79503:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.TarReader = exports.beginsTar = void 0;
exports.wholeTar = wholeTar;
exports.onlyFile = onlyFile;
const node_stream_1 = __webpack_require__(57075);
const damage_ts_1 = __webpack_require__(59079);
const packed_ts_1 = __webpack_require__(37330);
// The format: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, with GNU's long names.
const BLOCK = 512;
/** A name's own block of text, which must not fill the memory. */
const LONGEST_NAME = 64 * 1024;
/** Whether bytes begin as a tar does. */
const beginsTar = (head) => head.length >= BLOCK && head.toString('latin1', 257, 262) === 'ustar' && checksumFits(head);
exports.beginsTar = beginsTar;
/** Reads a tar piece by piece: what comes out are its entries, each followed by the bytes that it holds. */
class TarReader {
    #name;
    #block = Buffer.alloc(BLOCK);
    #filled = 0;
    /** Bytes of the current entry that are still to come, and the padding behind them. */
    #left = 0;
    #padding = 0;
    /** What describes the entry after it, such as a long name. */
    #about;
    #longName;
    #longSize;
    #emptyBlocks = 0;
    constructor(name) {
        this.#name = name;
    }
    *add(chunk) {
        for (let at = 0; at < chunk.length;) {
            if (this.#left > 0) {
                const bytes = chunk.subarray(at, at + this.#left);
                at += bytes.length;
                this.#left -= bytes.length;
                if (!this.#about)
                    yield bytes;
                else
                    this.#about.text.push(Buffer.from(bytes));
                if (this.#left === 0)
                    this.#describe();
            }
            else if (this.#padding > 0) {
                const skipped = Math.min(this.#padding, chunk.length - at);
                at += skipped;
                this.#padding -= skipped;
            }
            else {
                const copied = chunk.copy(this.#block, this.#filled, at);
                at += copied;
                this.#filled += copied;
                if (this.#filled < BLOCK)
                    return;
                this.#filled = 0;
                const entry = this.#readHeader();
                if (entry)
                    yield entry;
            }
        }
    }
    /** Fails unless the tar was whole. */
    end() {
        if (this.#left > 0)
            throw (0, damage_ts_1.cutOff)(this.#name, 'It ends within a file of its tar archive.');
        if (this.#filled > 0 || this.#emptyBlocks < 2)
            throw (0, damage_ts_1.cutOff)(this.#name, 'Its tar archive has no end.');
    }
    #readHeader() {
        const block = this.#block;
        if (block.every((byte) => byte === 0)) {
            this.#emptyBlocks += 1;
            return undefined;
        }
        if (this.#emptyBlocks >= 2)
            throw (0, damage_ts_1.goesOn)(this.#name, 'Bytes follow the end of its tar archive.');
        if (this.#emptyBlocks > 0 || !checksumFits(block))
            throw this.#damaged('a header is no header');
        const type = String.fromCharCode(block[156] ?? 0);
        const size = numberIn(block.subarray(124, 136));
        if (size === undefined)
            throw this.#damaged('a size is no number');
        if ('LKxg'.includes(type)) {
            if (size > LONGEST_NAME)
                throw this.#damaged('a name has no end');
            this.#expect(size);
            this.#about = { type, text: [] };
            if (size === 0)
                this.#describe();
            return undefined;
        }
        const name = this.#longName ?? nameIn(block);
        const kind = kindOf(type, name);
        // Of a folder or a link some programs write a size, and no bytes.
        const bytes = kind === 'file' ? (this.#longSize ?? size) : 0;
        this.#longName = undefined;
        this.#longSize = undefined;
        this.#expect(bytes);
        return { kind, name, size: bytes };
    }
    #expect(bytes) {
        this.#left = bytes;
        this.#padding = (BLOCK - (bytes % BLOCK)) % BLOCK;
    }
    #describe() {
        if (!this.#about)
            return;
        const { type, text } = this.#about;
        this.#about = undefined;
        const bytes = Buffer.concat(text);
        if (type === 'L')
            this.#longName = textIn(bytes);
        if (type !== 'x')
            return;
        const records = paxRecords(bytes);
        if (!records)
            throw this.#damaged('a header is no header');
        const size = records.get('size');
        if (size !== undefined && !/^\d{1,15}$/.test(size))
            throw this.#damaged('a size is no number');
        this.#longName = records.get('path') ?? this.#longName;
        this.#longSize = size === undefined ? undefined : Number(size);
    }
    #damaged(why) {
        return (0, damage_ts_1.damaged)(this.#name, `Its tar archive cannot be read: ${why}.`);
    }
}
exports.TarReader = TarReader;
/** Passes a tar on as it is, and fails where it is not whole. */
function wholeTar(name) {
    const reader = new TarReader(name);
    return new node_stream_1.Transform({
        transform(chunk, _encoding, done) {
            const error = errorOf(() => {
                for (const _ of reader.add(chunk))
                    ;
            });
            done(error, chunk);
        },
        flush(done) {
            done(errorOf(() => reader.end()));
        },
    });
}
/** What the one file in a tar holds. Where a tar turns out to hold several, that is an error, which names them. */
function onlyFile(name) {
    return new OnlyFile(name);
}
class OnlyFile extends node_stream_1.Transform {
    #name;
    #reader;
    #file;
    constructor(name) {
        super();
        this.#name = name;
        this.#reader = new TarReader(name);
    }
    _transform(chunk, _encoding, done) {
        const error = errorOf(() => {
            for (const part of this.#reader.add(chunk)) {
                if (Buffer.isBuffer(part))
                    this.push(part);
                else
                    this.#take(part);
            }
        });
        done(error);
    }
    _flush(done) {
        const error = errorOf(() => {
            this.#reader.end();
            if (!this.#file)
                throw (0, packed_ts_1.noFiles)(this.#name, 'tar');
        });
        done(error);
    }
    #take(entry) {
        if (entry.kind === 'folder' || (0, packed_ts_1.isByTheWay)(entry.name))
            return;
        if (entry.kind === 'other')
            throw (0, packed_ts_1.notAFile)(this.#name, 'tar', entry.name);
        if (this.#file)
            throw (0, packed_ts_1.severalFiles)(this.#name, 'tar', [this.#file.name, entry.name]);
        this.#file = entry;
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
function checksumFits(block) {
    let sum = 0;
    for (let at = 0; at < BLOCK; at += 1)
        sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
    return numberIn(block.subarray(148, 156)) === sum;
}
/** Octal digits, or with the first bit set a number in base 256. */
function numberIn(field) {
    if (((field[0] ?? 0) & 0x80) !== 0) {
        const number = Number(BigInt(`0x${field.toString('hex')}`) & ((1n << BigInt(field.length * 8 - 1)) - 1n));
        return Number.isSafeInteger(number) ? number : undefined;
    }
    const digits = textIn(field).trim();
    return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : undefined;
}
function nameIn(block) {
    const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
    const prefix = isPosix ? textIn(block.subarray(345, 500)) : '';
    const name = textIn(block.subarray(0, 100));
    return prefix ? `${prefix}/${name}` : name;
}
const textIn = (bytes) => {
    const end = bytes.indexOf(0);
    return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
};
/** Type 7 is a file too; a name that ends with a slash was a folder before there was a type for it. */
function kindOf(type, name) {
    if (type === '5')
        return 'folder';
    if (!['0', '\0', '7'].includes(type))
        return 'other';
    return name.endsWith('/') ? 'folder' : 'file';
}
/** Records such as `18 path=some/name\n`, whose number counts the bytes of the whole record. */
function paxRecords(bytes) {
    const records = new Map();
    for (let at = 0; at < bytes.length;) {
        const length = Number(/^\d{1,6}(?= )/.exec(bytes.toString('latin1', at, at + 8))?.[0] ?? 0);
        const record = bytes.toString('utf8', at, at + length);
        const [, key, value] = /^\d+ ([^=]+)=(.*)\n$/s.exec(record) ?? [];
        if (key === undefined || value === undefined)
            return undefined;
        records.set(key, value);
        at += length;
    }
    return records;
}


/***/ })

};
