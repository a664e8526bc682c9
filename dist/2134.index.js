export const id = 2134;
export const ids = [2134];
export const modules = {

/***/ 6080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isPart = exports.CONTENTS = void 0;
exports.copyDirectory = copyDirectory;
exports.unpackTar = unpackTar;
exports.unpackZip = unpackZip;
exports.checkDirectory = checkDirectory;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const node_stream_1 = __webpack_require__(57075);
const promises_2 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
const gzip_ts_1 = __webpack_require__(4398);
const lz4_ts_1 = __webpack_require__(78542);
const packed_ts_1 = __webpack_require__(37330);
const tar_ts_1 = __webpack_require__(79503);
const unzip_ts_1 = __webpack_require__(61526);
const zstd_ts_1 = __webpack_require__(95709);
// A dump in directory format: toc.dat, a file for each table's rows, one for each large object, and lists of those.
exports.CONTENTS = 'toc.dat';
const PART = /^(toc\.dat|blobs(_\d+)?\.toc|(blob_)?\d+\.dat(\.gz|\.lz4|\.zst)?)$/;
/** Whether a file with this name, whatever folder it lies in, belongs to a dump in directory format. */
const isPart = (path) => PART.test(node_path_1.posix.basename(path));
exports.isPart = isPart;
/** Copies a dump out of a store into a folder of ours, below `folder`. */
async function copyDirectory(storage, prefix, folder, { signal }) {
    const copy = await openCopy(folder, prefix);
    for await (const { key } of storage.list(prefix, { signal })) {
        const name = key.slice(prefix.length);
        if ((0, exports.isPart)(name) && !name.includes('/'))
            await copy.write(name, await storage.read(key, { signal }), signal);
    }
    return copy.finish();
}
/** Unpacks a dump out of a tar into a folder of ours, below `folder`. */
async function unpackTar(tar, name, folder, { signal }) {
    const copy = await openCopy(folder, name);
    const reader = new tar_ts_1.TarReader(name);
    let file;
    const close = async () => {
        if (file)
            await ended(file);
        file = undefined;
    };
    await (0, promises_2.pipeline)(tar, async (chunks) => {
        for await (const chunk of chunks) {
            for (const part of reader.add(chunk)) {
                if (Buffer.isBuffer(part)) {
                    if (file)
                        await written(file, part);
                    continue;
                }
                await close();
                if (part.kind === 'other')
                    throw (0, packed_ts_1.notAFile)(name, 'tar', part.name);
                if (part.kind === 'file' && (0, exports.isPart)(part.name))
                    file = copy.create(part.name);
            }
        }
        await close();
        reader.end();
    }, { signal }).finally(() => file?.destroy());
    return copy.finish();
}
/** Unpacks a dump out of a zip archive into a folder of ours, below `folder`. */
async function unpackZip(zip, entries, name, folder, { signal }) {
    const copy = await openCopy(folder, name);
    for (const entry of entries.filter((entry) => (0, exports.isPart)(entry.name)))
        await copy.write(entry.name, await (0, unzip_ts_1.openZipped)(zip, entry.name, name), signal);
    return copy.finish();
}
/** A folder that a dump is copied into, under plain names alone. */
async function openCopy(folder, name) {
    const place = await (0, promises_1.mkdtemp)((0, node_path_1.join)(folder, 'dump-'));
    const from = new Set();
    const seen = new Set();
    const create = (path) => {
        const base = node_path_1.posix.basename(path);
        if (path.startsWith('/') || path.split(/[/\\]/).includes('..'))
            throw leadsOut(name, path);
        if (seen.has(base))
            throw (0, damage_ts_1.damaged)(name, `It holds ${base} twice, so which is meant cannot be known.`);
        seen.add(base);
        from.add(node_path_1.posix.normalize(node_path_1.posix.dirname(path)));
        return (0, node_fs_1.createWriteStream)((0, node_path_1.join)(place, base), { flags: 'wx', mode: 0o600 });
    };
    return {
        create,
        write: (path, content, signal) => (0, promises_2.pipeline)(content, create(path), { signal }),
        finish() {
            if (!seen.has(exports.CONTENTS))
                throw (0, damage_ts_1.cutOff)(name, `It holds parts of a dump in directory format, and no ${exports.CONTENTS}.`);
            if (from.size > 1)
                throw (0, damage_ts_1.damaged)(name, 'The files of its dump lie in several folders.');
            return place;
        },
    };
}
const leadsOut = (name, path) => new errors_ts_1.UserError({
    what: `${name} was refused: ${JSON.stringify(path)} in it leads out of the folder that it is unpacked to.`,
    next: 'Do not unpack it by other means before you know where it comes from.',
});
const written = (file, bytes) => new Promise((resolve, reject) => file.write(bytes, (error) => (error ? reject(error) : resolve())));
const ended = (file) => new Promise((resolve, reject) => {
    file.once('error', reject);
    file.end(() => resolve());
});
/**
 * Fails unless all files of a dump are whole. pg_restore does not notice by itself where compressed or plain files of rows
 * are cut off, or lists of large objects. Returns how many large objects have no end of their own, so that nobody can know.
 */
async function checkDirectory(folder, name, { signal }) {
    const files = (await (0, promises_1.readdir)(folder)).filter(exports.isPart);
    let endless = 0;
    for (const file of files) {
        signal.throwIfAborted();
        const path = (0, node_path_1.join)(folder, file);
        const called = `${file} of ${name}`;
        if (file.endsWith('.gz'))
            await (0, promises_2.pipeline)((0, node_fs_1.createReadStream)(path), (0, gzip_ts_1.gunzip)(called), nowhere(), { signal });
        else if (!file.includes('.dat') || file === exports.CONTENTS)
            continue;
        else if (!(await hasEnd(path, file, called, signal)))
            endless += 1;
    }
    await checkLists(folder, files, name);
    return { files: files.length, endless };
}
async function hasEnd(path, file, called, signal) {
    const isLargeObject = file.startsWith('blob_');
    const { size, head, tail } = await edges(path);
    // Of nothing, pg_dump writes a frame neither of zstd nor of LZ4.
    if (isLargeObject && (size === 0 || file.endsWith('.dat')))
        return false;
    if (size === 0)
        throw (0, damage_ts_1.cutOff)(called, 'It is empty.');
    if (file.endsWith('.lz4'))
        await (0, lz4_ts_1.checkLz4)(path, called, { signal });
    else if (file.endsWith('.zst'))
        await (0, promises_2.pipeline)((0, node_fs_1.createReadStream)(path), (0, zstd_ts_1.decompress)(called), nowhere(), { signal });
    else if (!rowsEnd(head, tail))
        throw (0, damage_ts_1.cutOff)(called, 'The rows in it have no end.');
    return true;
}
/** How pg_dump ends rows: of COPY, of INSERT, of INSERT without any. */
const rowsEnd = (head, tail) => tail.endsWith('\\.\n\n\n') ||
    (head.startsWith('INSERT INTO ') && tail.endsWith(';\n\n\n')) ||
    tail === '\n\n';
async function edges(path) {
    const file = await (0, promises_1.open)(path);
    try {
        const { size } = await file.stat();
        const at = async (position) => (await file.read({ buffer: Buffer.alloc(16), position, length: 16 }));
        const text = async (position) => {
            const { buffer, bytesRead } = await at(position);
            return buffer.toString('latin1', 0, bytesRead);
        };
        return { size, head: await text(0), tail: await text(Math.max(0, size - 16)) };
    }
    finally {
        await file.close();
    }
}
/** Each large object stands in a list, and each in a list is there. */
async function checkLists(folder, files, name) {
    const lists = files.filter((file) => file.endsWith('.toc'));
    const texts = await Promise.all(lists.map((file) => (0, promises_1.readFile)((0, node_path_1.join)(folder, file), 'latin1')));
    const whole = texts.every((text) => text === '' || text.endsWith('\n'));
    const listed = texts.flatMap((text) => [...text.matchAll(/^\d+ (blob_\d+\.dat)$/gm)].map(([, file]) => file));
    const there = files
        .filter((file) => file.startsWith('blob_'))
        .map((file) => file.replace(/\.(gz|lz4|zst)$/, ''));
    const all = new Set([...listed, ...there]);
    if (!whole || all.size > listed.length)
        throw (0, damage_ts_1.cutOff)(name, 'Its list of large objects lacks some that are there.');
    if (all.size > there.length)
        throw new damage_ts_1.Damage({
            what: `${name} lacks large objects.`,
            why: `Its list names ${listed.length}, and ${there.length} are there.`,
            next: 'Fetch all of its files again, or take another dump.',
        });
}
const nowhere = () => new node_stream_1.Writable({ write: (_chunk, _encoding, done) => done() });


/***/ }),

/***/ 35754:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openForeign = openForeign;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const node_path_1 = __webpack_require__(76760);
const node_stream_1 = __webpack_require__(57075);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const age_ts_1 = __webpack_require__(1327);
const damage_ts_1 = __webpack_require__(59079);
const gzip_ts_1 = __webpack_require__(4398);
const packed_ts_1 = __webpack_require__(37330);
const sniff_ts_1 = __webpack_require__(67988);
const tar_ts_1 = __webpack_require__(79503);
const unzip_ts_1 = __webpack_require__(61526);
const zstd_ts_1 = __webpack_require__(95709);
const foreign_directory_ts_1 = __webpack_require__(6080);
const FORMATS = {
    custom: 'custom format',
    tar: 'tar format',
    directory: 'directory format',
    sql: 'plain SQL',
};
/** More than anybody packs around a dump, and few enough to end where a file holds itself. */
const DEEPEST = 8;
/** Finds out by its content what a dump is and what lies around it. */
async function openForeign(request) {
    try {
        return await find(request);
    }
    catch (error) {
        request.signal.throwIfAborted();
        throw noRoom(error, request.key, request.folder) ?? error;
    }
}
async function find(request) {
    const { storage, path, signal } = request;
    const key = request.key.replace(/\/+$/, '');
    const called = { ...request, key, name: `${key || 'the dump'} in ${storage.label}` };
    const there = key === '' ? undefined : await storage.stat(key, { signal });
    if (!there)
        return await openFolder(called);
    const source = {
        file: path === undefined ? undefined : (0, node_path_1.join)(path, key),
        open: (signal) => storage.read(key, { signal }),
    };
    return await unwrap({ ...called, bytes: there.size }, source);
}
async function openFolder({ storage, key, path, name, folder, signal }) {
    const prefix = key === '' ? '' : `${key}/`;
    if (!(await storage.stat(prefix + foreign_directory_ts_1.CONTENTS, { signal })))
        throw noDump(storage, key, path);
    let bytes = 0;
    for await (const file of storage.list(prefix, { signal }))
        if ((0, foreign_directory_ts_1.isPart)(file.key.slice(prefix.length)))
            bytes += file.size;
    const about = { name, layers: [], described: FORMATS.directory, bytes, format: 'directory' };
    const place = path === undefined ? await (0, foreign_directory_ts_1.copyDirectory)(storage, prefix, folder, { signal }) : (0, node_path_1.join)(path, key);
    return inDirectory(about, place);
}
/** Peels off one layer after another. */
async function unwrap(request, outermost) {
    const { name, bytes, signal } = request;
    const layers = [];
    let source = outermost;
    for (;;) {
        const { head, whole } = await beginningOf(source, signal);
        const content = (0, sniff_ts_1.sniff)(head, whole, name);
        const about = { name, layers, bytes };
        const found = await look(content, source, head, request);
        if (found.layer)
            layers.push(found.layer);
        if ('format' in found) {
            const described = describe(found.format, layers);
            if (found.format === 'directory')
                return inDirectory({ ...about, described, format: found.format }, found.folder);
            return { ...about, described, format: found.format, open: openFrom(found.source) };
        }
        if (layers.length > DEEPEST)
            throw new errors_ts_1.UserError({
                what: `${name} is packed more than ${DEEPEST} times.`,
                next: 'Unpack it first.',
            });
        source = found.source;
    }
}
async function look(content, source, head, request) {
    const { name, keys } = request;
    switch (content) {
        case 'gzip':
            return { layer: 'gzip', source: through(source, () => (0, gzip_ts_1.gunzip)(name)) };
        case 'zstd':
            return { layer: 'zstd', source: through(source, () => (0, zstd_ts_1.decompress)(name)) };
        case 'age':
            return { layer: 'age', source: through(source, () => (0, age_ts_1.decrypt)({ ...keys, name })) };
        case 'zip':
            return await lookIntoZip(source, request);
        case 'tar':
            return await lookIntoTar(source, head, request);
        case 'archive':
            return { format: 'custom', source: customOnly(source, head, name) };
        case 'sql':
            return { format: 'sql', source };
    }
}
function customOnly(source, head, name) {
    const about = (0, sniff_ts_1.archiveHead)(head);
    if (!about)
        throw (0, damage_ts_1.cutOff)(name, 'It ends within the first bytes of an archive.');
    if (about.custom)
        return source;
    throw tableOfContents(name);
}
async function lookIntoZip(source, { name, folder, signal }) {
    const file = source.file ?? (await spool(source, folder, signal));
    const entries = await (0, unzip_ts_1.listZip)(file, name);
    const [only, ...others] = entries;
    if (!only)
        throw (0, packed_ts_1.noFiles)(name, 'zip');
    if (entries.some((entry) => node_path_1.posix.basename(entry.name) === foreign_directory_ts_1.CONTENTS)) {
        const unpacked = await (0, foreign_directory_ts_1.unpackZip)(file, entries, name, folder, { signal });
        return { layer: 'zip', format: 'directory', folder: unpacked };
    }
    const names = entries.map((entry) => entry.name);
    if (others.length > 0)
        throw (0, packed_ts_1.severalFiles)(name, 'zip', names);
    return { layer: 'zip', source: { open: () => (0, unzip_ts_1.openZipped)(file, only.name, name) } };
}
/** Packed is what a folder holds, and never what pg_dump writes in tar format, where the table of contents stands first. */
async function lookIntoTar(source, head, { name, folder, signal }) {
    const { first, content } = firstFile(head, name);
    if (first && /^(\.\/)?(backup_label|tablespace_map|PG_VERSION|base\/|global\/|pg_wal\/)/.test(first.name))
        throw baseBackup(name);
    if (first?.name === foreign_directory_ts_1.CONTENTS && (0, sniff_ts_1.archiveHead)(content)?.packed === false)
        return { format: 'tar', source: through(source, () => (0, tar_ts_1.wholeTar)(name)) };
    if (first && (0, foreign_directory_ts_1.isPart)(first.name)) {
        const unpacked = await (0, foreign_directory_ts_1.unpackTar)(await source.open(signal), name, folder, { signal });
        return { layer: 'tar', format: 'directory', folder: unpacked };
    }
    return { layer: 'tar', source: through(source, () => (0, tar_ts_1.onlyFile)(name)) };
}
function firstFile(head, name) {
    let first;
    const content = [];
    for (const part of new tar_ts_1.TarReader(name).add(head)) {
        if (Buffer.isBuffer(part))
            content.push(part);
        else if (first)
            break;
        else if (part.kind === 'file' && !(0, packed_ts_1.isByTheWay)(part.name))
            first = part;
    }
    return { first, content: Buffer.concat(content) };
}
/** Adds a stage to a source; an error of either ends both. */
const through = (source, stage) => ({
    async open(signal) {
        // Made first: a key that is none needs no reading.
        const next = stage();
        return (0, node_stream_1.pipeline)(await source.open(signal), next, () => undefined);
    },
});
/** The opened stream ends as soon as the signal is aborted, whatever its stages wait for. */
const openFrom = (source) => async (signal) => {
    signal.throwIfAborted();
    const stream = await source.open(signal);
    // It may fail before anybody reads: whoever reads later still gets the error.
    stream.on('error', () => { });
    const stop = () => stream.destroy((0, errors_ts_1.asError)(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    stream.once('close', () => signal.removeEventListener('abort', stop));
    if (signal.aborted)
        stop();
    return stream;
};
async function beginningOf(source, signal) {
    const stream = await openFrom(source)(signal);
    const chunks = [];
    let length = 0;
    // Leaving the loop closes all that is behind the stream.
    for await (const chunk of stream) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= sniff_ts_1.HEAD)
            return { head: Buffer.concat(chunks).subarray(0, sniff_ts_1.HEAD), whole: false };
    }
    return { head: Buffer.concat(chunks), whole: true };
}
/** The directory of a zip archive stands at its end, so it has to lie in a file. */
async function spool(source, folder, signal) {
    const file = (0, node_path_1.join)(folder, `packed-${(0, node_crypto_1.randomBytes)(6).toString('hex')}`);
    const copy = (0, node_fs_1.createWriteStream)(file, { flags: 'wx', mode: 0o600 });
    await (0, promises_1.pipeline)(await source.open(signal), copy, { signal });
    return file;
}
function noRoom(error, name, folder) {
    const { code, message } = error;
    if (!/^(ENOSPC|EDQUOT|EFBIG)$/.test(code ?? ''))
        return undefined;
    const story = {
        what: `${name} could not be copied to ${folder}.`,
        why: `${message}. It is copied since a zip archive has its directory at its end, and a dump in directory format is read here and there.`,
        next: 'Free some room there, or keep dumps in one file, packed with gzip or zstd.',
        cause: error,
    };
    return new errors_ts_1.UserError(story, 'unverified');
}
async function inDirectory(about, folder) {
    const contents = { open: async () => (0, node_fs_1.createReadStream)((0, node_path_1.join)(folder, foreign_directory_ts_1.CONTENTS)) };
    const { head } = await beginningOf(contents, new AbortController().signal);
    if ((0, sniff_ts_1.archiveHead)(head)?.custom === false)
        return { ...about, folder };
    throw new errors_ts_1.UserError({
        what: `${about.name} is no dump in directory format.`,
        why: `${foreign_directory_ts_1.CONTENTS} in it is no table of contents that pg_dump wrote.`,
        next: 'Give the folder as pg_dump wrote it.',
    });
}
const describe = (format, layers) => [FORMATS[format], ...layers.toReversed()].join(' in ');
function noDump(storage, key, path) {
    const place = path === undefined ? storage.label : path;
    return new errors_ts_1.UserError({
        what: `There is no dump ${key || 'right'} in ${place}.`,
        why: `Neither is there such a file, nor a folder of that name with a ${foreign_directory_ts_1.CONTENTS}, which every dump in directory format has.`,
        next: 'Check the path, and that the dump was made.',
    });
}
const tableOfContents = (name) => new errors_ts_1.UserError({
    what: `${name} is the table of contents of a dump, without its rows.`,
    why: 'pg_dump writes it into the folder of a dump in directory format, or first into a tar.',
    next: 'Give the folder that it belongs to.',
}, 'unverified');
const baseBackup = (name) => new errors_ts_1.UserError({
    what: `${name} is a copy of a server's files, as pg_basebackup makes it, and no dump.`,
    next: 'Give a dump that pg_dump wrote.',
}, 'unverified');


/***/ }),

/***/ 2134:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.roomFor = void 0;
exports.drillForeign = drillForeign;
exports.openDump = openDump;
exports.restoreDumpInto = restoreDumpInto;
const foreign_ts_1 = __webpack_require__(35754);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const validity_ts_1 = __webpack_require__(78293);
const facts_ts_1 = __webpack_require__(907);
const foreign_ts_2 = __webpack_require__(72384);
const objects_ts_1 = __webpack_require__(7707);
const restored_ts_1 = __webpack_require__(78618);
const embedded_ts_1 = __webpack_require__(45186);
const folder_ts_1 = __webpack_require__(84080);
const open_ts_1 = __webpack_require__(69633);
const drill_checks_ts_1 = __webpack_require__(39905);
const drill_ledger_ts_1 = __webpack_require__(10449);
const drill_scratch_ts_1 = __webpack_require__(7432);
const drill_tools_ts_1 = __webpack_require__(68417);
/**
 * Restores a dump that another program made, and asks the user's own checks. It has no fingerprint of its source, so there
 * is nothing to compare it with.
 */
async function drillForeign(host, options, { dump, keys, checks }) {
    const { place, key } = dump;
    const about = { name: key, manifest: undefined, dump: undefined, from: place.label };
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, { ...about, options });
    await ledger.through(async () => {
        const folder = await (0, folder_ts_1.openFolder)(host, {});
        try {
            const { foreign, facts } = await ledger.phase('fetch', 'Looking at the dump', () => openDump(host, { dump, keys, folder: folder.own }));
            ledger.found(foreign.described);
            const found = { foreign, facts, options, checks };
            if (options.level === 'archive')
                await read(host, found, ledger);
            else
                await rehearse(host, found, ledger);
        }
        finally {
            await folder.remove();
        }
    });
    return ledger.report();
}
/** Finds out what a dump is. */
async function openDump(host, { dump, keys, folder }) {
    const { env, signal } = host;
    const { place, key } = dump;
    const storage = await (0, open_ts_1.openStorage)(place, { env, signal, log: (line) => host.info(line) });
    const path = place.kind === 'local' ? place.path : undefined;
    const foreign = await (0, foreign_ts_1.openForeign)({ storage, key, path, keys, folder, signal });
    const facts = await (0, facts_ts_1.readForeignFacts)(foreign, { signal });
    host.info(sentenceOf(foreign, facts));
    return { foreign, facts };
}
function sentenceOf({ name, described, bytes }, { server, database }) {
    const of = database === undefined ? '' : ` of the database "${database}"`;
    const version = server === undefined ? '' : `, from PostgreSQL ${server}`;
    return `${name}: ${described}${of}${version}, ${(0, measure_ts_1.formatBytes)(bytes)}.`;
}
async function read(host, { foreign, facts, options }, ledger) {
    const { signal } = host;
    const major = facts.major ?? NEWEST;
    const { check, notes } = await ledger.phase('fetch', 'Reading the dump', () => (0, drill_tools_ts_1.metered)(host, 'Reading', undefined, (watch) => (0, foreign_ts_2.readForeign)({
        ...{ foreign, facts, watch, signal, debug: (line) => host.debug(line) },
        tools: () => (0, drill_tools_ts_1.toolsFor)(host, major, options, undefined),
    })));
    ledger.add(check);
    ledger.note(...notes);
}
async function rehearse(host, found, ledger) {
    const { foreign, facts, options } = found;
    const major = facts.major ?? (await newestHere(host));
    const wish = { major, bytes: (0, exports.roomFor)(foreign), locale: facts.locale, roles: [] };
    await (0, drill_scratch_ts_1.inScratch)(host, ledger, { options, ...wish }, {
        async inside(scratch, database) {
            const owners = scratch.server.superuser;
            const place = await restoreDumpInto(host, found, { scratch, database, owners, options }, ledger);
            await (0, drill_checks_ts_1.askUser)(host, found, place, ledger);
            ledger.checkRto();
        },
    });
}
/** Restores a dump into an empty database, and looks at what has come of it. */
async function restoreDumpInto(host, dump, into, ledger) {
    const { scratch } = into;
    const target = await restore(host, dump, into, ledger);
    const place = { target, major: scratch.server.major, signal: host.signal };
    if ((await (0, restored_ts_1.inSession)(place, objects_ts_1.countRelations)) === 0)
        throw holdsNothing(dump.foreign);
    const validity = () => (0, restored_ts_1.inSession)(place, (session) => (0, validity_ts_1.compareValidity)(session, {}));
    ledger.add(await ledger.phase('compare', 'Looking at constraints and indexes', validity));
    return place;
}
async function restore(host, { foreign, facts }, { options, ...into }, ledger) {
    const { scratch, database } = into;
    const { signal } = host;
    const reached = (0, restored_ts_1.undisturbed)(database.target, scratch.server.major);
    const major = Math.max(facts.major ?? 0, scratch.server.major);
    const restored = await ledger.phase('restore', 'Restoring', () => (0, drill_tools_ts_1.metered)(host, 'Restoring', undefined, (watch) => (0, foreign_ts_2.restoreForeign)({
        ...{ ...into, foreign, facts, watch, signal },
        ...{ jobs: options.jobs, allow: options.allow, debug: (line) => host.debug(line) },
        tools: () => (0, drill_tools_ts_1.toolsFor)(host, major, options, reached),
    })));
    ledger.add(restored.check);
    ledger.note(...database.notes, ...restored.notes);
    return restored.target;
}
const holdsNothing = ({ name, described }) => new errors_ts_1.UserError({
    what: `${name} (${described}) made no table, view or sequence.`,
    why: 'A dump of nothing, or of roles alone, restores without an error too.',
    next: 'Check which database was dumped, and by which user.',
}, 'unverified');
/** The newest version that our tests run. */
const NEWEST = 18;
/** A dump that does not tell where it comes from is tried on the newest server that there is. */
async function newestHere(host) {
    const majors = (await (0, embedded_ts_1.findServers)(host)).map(({ major }) => major);
    return majors.length > 0 ? Math.max(...majors) : NEWEST;
}
/** Nobody knows how large the database was; text packs well, and indexes are in no dump. */
const roomFor = ({ bytes, layers, format }) => bytes * (layers.length > 0 || format === 'custom' || format === 'directory' ? 10 : 3);
exports.roomFor = roomFor;


/***/ }),

/***/ 282:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreArchive = restoreArchive;
exports.readArchive = readArchive;
exports.openedAtOnce = openedAtOnce;
const node_stream_1 = __webpack_require__(57075);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const drill_ts_1 = __webpack_require__(84491);
const contents_ts_1 = __webpack_require__(98429);
const dump_ts_1 = __webpack_require__(8677);
const extensions_ts_1 = __webpack_require__(79534);
const process_ts_1 = __webpack_require__(69703);
const request_ts_1 = __webpack_require__(90815);
const restore_ts_1 = __webpack_require__(97660);
const schema_text_ts_1 = __webpack_require__(75567);
const side_by_side_ts_1 = __webpack_require__(45553);
const toc_ts_1 = __webpack_require__(26848);
const meaning_ts_1 = __webpack_require__(59891);
const rules_ts_1 = __webpack_require__(88027);
const script_ts_1 = __webpack_require__(20589);
/** Restores an archive, after a look at what its schema would do. */
async function restoreArchive(request) {
    const { foreign, session } = request;
    const restore = {
        ...request.restore,
        tools: toolsFor(foreign, request.restore.tools),
        missingExtensions: await unavailable(session, request.restore.missingExtensions),
        archives: archivesOf(foreign),
    };
    const schema = await schemaOf(request, restore);
    await requireExtensions(request, schema);
    await lookAtSchema(request, restore, schema);
    const restored = foreign.format === 'directory' ? restoreFolder(restore, schema) : (0, restore_ts_1.restoreArchives)(restore, schema);
    const leftOut = [...schema.leftOut].map(({ what }) => ({
        outcome: 'tolerated',
        what: drill_ts_1.TOLERANCES['missing-extension'],
        object: what,
    }));
    return { entries: schema.entries.length, complaints: await restored, findings: leftOut };
}
/** Reads an archive to its end without restoring it. */
async function readArchive(foreign, facts, request) {
    const tools = toolsFor(foreign, request.tools);
    const [archive] = archivesOf(foreign);
    const place = foreign.format === 'directory' ? [foreign.folder] : [];
    try {
        const feeding = { ...request, tools, files: [] };
        return await (0, process_ts_1.runRestore)(feeding, ['--file=/dev/null', ...place], archive);
    }
    catch (error) {
        throw tooNew(error, foreign, facts, tools) ?? error;
    }
}
/** Programs that can read the folder of a dump, wherever they run. */
const toolsFor = (foreign, tools) => foreign.format !== 'directory'
    ? tools
    : {
        ...tools,
        start: (program, args, options) => tools.start(program, args, { ...options, files: [...(options.files ?? []), foreign.folder] }),
    };
const archivesOf = (foreign) => foreign.format === 'directory'
    ? []
    : [{ name: 'dump', kind: 'database', open: (signal, watch) => openedAtOnce(foreign, signal, watch) }];
/** What goes wrong when a dump is opened is the stream's error. */
function openedAtOnce(foreign, signal, watch) {
    let bytes = 0;
    const content = new node_stream_1.Transform({
        transform(chunk, _encoding, done) {
            bytes += chunk.length;
            done(null, chunk);
        },
    });
    // It may fail before anybody reads: whoever reads later still gets the error.
    content.on('error', () => { });
    watch?.(() => bytes);
    foreign
        .open(signal)
        .then((source) => (0, promises_1.pipeline)(source, content))
        .catch((error) => content.destroy((0, errors_ts_1.asError)(error)));
    return content;
}
/** The table of contents: of a stream its head is kept in a file, as the schema is restored from there. */
async function schemaOf({ foreign, facts }, restore) {
    try {
        const schema = await (0, restore_ts_1.openSchema)(restore);
        if (schema)
            return schema;
        if (foreign.format !== 'directory')
            throw new Error('An archive has no table of contents.');
        const { archive, listing } = (0, contents_ts_1.startListing)(restore.tools, ['--list', '--verbose', foreign.folder], restore);
        archive.end();
        const entries = (0, toc_ts_1.parseToc)(await listing);
        const missing = entries.filter(({ what }) => restore.missingExtensions.includes(extensionIn(what) ?? ''));
        return { file: foreign.folder, entries, leftOut: (0, toc_ts_1.withDependents)(entries, missing) };
    }
    catch (error) {
        throw tooNew(error, foreign, facts, restore.tools) ?? error;
    }
}
const extensionIn = (what) => /^EXTENSION - (\S+) /.exec(what)?.[1];
async function unavailable(session, names) {
    const { missing } = await (0, extensions_ts_1.findExtensions)(session, names.map((name) => ({ name, version: '' })));
    return missing;
}
async function requireExtensions({ session }, schema) {
    const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry));
    const names = wanted.map(({ what }) => extensionIn(what)).filter((name) => name !== undefined);
    const missing = await unavailable(session, names);
    if (missing.length === 0)
        return;
    const story = {
        what: `The scratch server lacks the ${missing.length === 1 ? 'extension' : 'extensions'} ${missing.join(', ')}.`,
        why: 'Without it, what leans on it cannot be restored.',
        next: `Name a server that has it by \`scratch\`, or go on without by \`allow\`: ${missing.map((name) => `missing-extension=${name}`).join(', ')}.`,
    };
    throw new errors_ts_1.UserError(story, 'unverified');
}
/** Makes the roles that the schema names, and refuses what would leave the scratch database. */
async function lookAtSchema({ grounds, roles, foreign }, restore, schema) {
    const text = await (0, schema_text_ts_1.schemaText)(restore, schema);
    const script = new script_ts_1.Script(node_stream_1.Readable.from([Buffer.from(text)]), foreign.name);
    const named = new Set();
    for (let piece = await script.next(); piece; piece = await script.next()) {
        if (piece.kind !== 'statement')
            continue;
        const meaning = (0, meaning_ts_1.meaningOf)(piece.sql);
        if (meaning.reach === 'databases')
            (0, rules_ts_1.requireDatabases)(meaning.verb.toUpperCase(), grounds);
        for (const role of meaning.roles)
            named.add(role);
        if (meaning.verb === 'set standard_conforming_strings')
            script.backslashes = /\boff\b/.test(`${piece.sql}`);
    }
    await roles.make([...named]);
}
/** Only a folder can be restored side by side as a whole. */
async function restoreFolder(restore, schema) {
    const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry));
    const list = schema.leftOut.size > 0 ? [await (0, toc_ts_1.listFile)(restore, 'wanted', wanted)] : [];
    const into = [`--dbname=${dump_ts_1.KEEPALIVE}`, '--no-password', '--no-subscriptions', ...(0, request_ts_1.ownerFlags)(restore)];
    return (0, side_by_side_ts_1.restoreSideBySide)(restore, schema, into, list);
}
/** An archive's format changes with some major versions, and older programs do not read newer ones. */
function tooNew(error, { name }, facts, tools) {
    if (!(error instanceof errors_ts_1.ToolError) || !/unsupported version \(/.test(error.stderrTail))
        return undefined;
    const { dumper, major } = facts;
    const story = {
        what: `${name} cannot be read by pg_restore ${tools.version} (${tools.where}).`,
        why: dumper === undefined ? 'A newer pg_dump wrote it.' : `pg_dump ${dumper} wrote it.`,
        next: `Use the programs of PostgreSQL ${major ?? 'its version'} or newer${major === undefined ? '' : `: install postgresql-client-${major}, or set \`client: docker\``}.`,
        cause: error,
    };
    return new errors_ts_1.UserError(story, 'unverified');
}


/***/ }),

/***/ 907:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readForeignFacts = readForeignFacts;
const node_fs_1 = __webpack_require__(73024);
const node_path_1 = __webpack_require__(76760);
const foreign_directory_ts_1 = __webpack_require__(6080);
const tar_ts_1 = __webpack_require__(79503);
const locale_ts_1 = __webpack_require__(20532);
/** Reads it out of the first bytes, by nothing but ourselves: only after it is known which programs are needed. */
async function readForeignFacts(foreign, { signal }) {
    const head = await beginningOf(foreign, signal);
    const told = foreign.format === 'sql' ? toldBySql(head.toString('utf8')) : toldByArchive(head);
    const majors = [told.server, told.dumper].map(majorOf).filter((major) => major !== undefined);
    return {
        ...told,
        major: majors.length === 0 ? undefined : Math.max(...majors),
        locale: localeOf(head.toString('utf8')),
    };
}
/** Roles stand before the first database of a whole server's dump, and there may be many. */
const READ = 1024 * 1024;
async function beginningOf(foreign, signal) {
    const stream = foreign.format === 'directory'
        ? (0, node_fs_1.createReadStream)((0, node_path_1.join)(foreign.folder, foreign_directory_ts_1.CONTENTS))
        : await foreign.open(signal);
    const reader = foreign.format === 'tar' ? new tar_ts_1.TarReader(foreign.name) : undefined;
    const chunks = [];
    let length = 0;
    for await (const chunk of stream) {
        const parts = reader ? [...reader.add(chunk)].filter((part) => Buffer.isBuffer(part)) : [chunk];
        chunks.push(...parts);
        length += chunk.length;
        if (length >= READ)
            break;
    }
    return Buffer.concat(chunks);
}
function toldBySql(text) {
    const newest = (pattern) => [...text.matchAll(pattern)]
        .map(([, version = '']) => version)
        .sort((a, b) => (majorOf(b) ?? 0) - (majorOf(a) ?? 0))[0];
    return {
        server: newest(/^-- Dumped from database version (\S+)/gm),
        dumper: newest(/^-- Dumped by pg_dump(?:all)? version (\S+)/gm),
        database: undefined,
    };
}
/** The head of an archive, as pg_dump's WriteHead wrote it; all versions since 8.x write these fields alike. */
function toldByArchive(head) {
    const minor = head[6] ?? 0;
    const size = head[8] ?? 4;
    let at = 11;
    const readInt = () => {
        const isNegative = head[at] === 1;
        const value = head.length > at + size ? head.readUIntLE(at + 1, Math.min(size, 6)) : 0;
        at += 1 + size;
        return isNegative ? -value : value;
    };
    const readText = () => {
        const length = readInt();
        if (length < 0 || length > 10_000 || at + length > head.length)
            return undefined;
        at += length;
        return head.toString('utf8', at - length, at);
    };
    // Since 1.15 a byte names the compression, before that a number says how much; then the date, field by field.
    if (minor >= 15)
        at += 1;
    else
        readInt();
    for (let field = 0; field < 7; field++)
        readInt();
    const [database, server, dumper] = [readText(), readText(), readText()];
    const version = (text) => /^\d\S*/.exec(text ?? '')?.[0];
    return { database, server: version(server), dumper: version(dumper) };
}
const majorOf = (version) => {
    const major = Number.parseInt(version ?? '', 10);
    return Number.isNaN(major) ? undefined : major;
};
/** Encodings that clients may have, and databases may not. */
const CLIENTS_ALONE = /^(SJIS|BIG5|GBK|UHC|GB18030|JOHAB|SHIFT_JIS_2004)$/i;
function localeOf(head) {
    const told = (0, locale_ts_1.localeIn)(head);
    if (told)
        return told;
    const name = /SET client_encoding = '([A-Z0-9_]+)';/.exec(head)?.[1] ?? 'UTF8';
    if (name === 'UTF8' || CLIENTS_ALONE.test(name))
        return { ...LIBC, encoding: 'UTF8', collate: 'C.UTF-8', ctype: 'C.UTF-8' };
    return { ...LIBC, encoding: name, collate: 'C', ctype: 'C' };
}
const LIBC = { localeProvider: 'libc' };


/***/ }),

/***/ 72384:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreForeign = restoreForeign;
exports.readForeign = readForeign;
const foreign_directory_ts_1 = __webpack_require__(6080);
const drill_ts_1 = __webpack_require__(84491);
const errors_ts_1 = __webpack_require__(27643);
const restored_ts_1 = __webpack_require__(78618);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const archive_ts_1 = __webpack_require__(282);
const meaning_ts_1 = __webpack_require__(59891);
const roles_ts_1 = __webpack_require__(94805);
const script_ts_1 = __webpack_require__(20589);
const sql_ts_1 = __webpack_require__(63372);
/** Restores a dump; what speaks against it is found, and what is cut off, damaged or refused rejects. */
async function restoreForeign(request) {
    const { foreign, scratch, database, signal } = request;
    const roles = request.roles ?? (0, roles_ts_1.openRoleMaker)(scratch, database, signal);
    try {
        return foreign.format === 'sql'
            ? await restoreSql(request, foreign, roles)
            : await restoreDump(request, foreign, roles);
    }
    finally {
        await roles.close();
    }
}
async function restoreSql(request, foreign, roles) {
    const { scratch, database, allow, signal, watch } = request;
    const { major } = scratch.server;
    const connect = (name) => (0, session_ts_1.openSession)((0, restored_ts_1.undisturbed)((0, target_ts_1.inDatabase)(scratch.target, name), major), { signal });
    const { statements, findings, notes, made } = await (0, sql_ts_1.runScript)({
        source: (0, archive_ts_1.openedAtOnce)(foreign, signal, watch),
        grounds: groundsOf(request),
        circumstances: circumstancesOf(request),
        allow,
        major,
        database: database.name,
        connect,
        roles,
    });
    const looked = `${statements.toLocaleString('en')} ${statements === 1 ? 'statement' : 'statements'}`;
    const check = checkOf(request, looked, findings);
    if (made.length === 0)
        return { check, notes, target: database.target };
    const fullest = await fullestOf([...made, database.name], connect);
    const told = `The dump made ${made.length === 1 ? 'a database' : `${made.length} databases`} of its own; ${made.length === 1 ? 'that' : 'the one with the most tables'} is what is looked at.`;
    return { check, notes: [...notes, told], target: (0, target_ts_1.inDatabase)(scratch.target, fullest) };
}
async function restoreDump(request, foreign, roles) {
    const { scratch, database, facts, allow, jobs, watch, debug, signal } = request;
    const notes = await checkFolder(foreign, signal);
    const session = await (0, session_ts_1.openSession)((0, restored_ts_1.undisturbed)(database.target, scratch.server.major), { signal });
    try {
        const { entries, complaints, findings } = await (0, archive_ts_1.restoreArchive)({
            foreign,
            facts,
            grounds: groundsOf(request),
            roles,
            session,
            restore: {
                tools: await request.tools(),
                folder: scratch.folder,
                // A tar can only be read from its beginning.
                jobs: foreign.format === 'tar' ? 1 : jobs,
                owners: request.owners,
                missingExtensions: allow.missingExtensions,
                watch,
                debug,
                signal,
            },
        });
        const end = (0, errors_ts_1.gaveUp)(complaints);
        // What comes after it says nothing of the dump.
        const telling = end ? [end] : complaints;
        const judged = telling.map((complaint) => judgeForeign(complaint, circumstancesOf(request)));
        const looked = `${entries.toLocaleString('en')} entries`;
        return { check: checkOf(request, looked, [...findings, ...judged]), notes, target: database.target };
    }
    finally {
        await session.close();
    }
}
/** Reads a dump to its end without restoring it: as much as can be told where there is no server. */
async function readForeign(request) {
    const { foreign, facts, signal, watch } = request;
    if (foreign.format === 'sql') {
        const statements = await countStatements(foreign, signal, watch);
        const looked = `${statements.toLocaleString('en')} statements`;
        return { check: { name: 'archives', looked, findings: [] }, notes: [] };
    }
    const notes = await checkFolder(foreign, signal);
    const complaints = await (0, archive_ts_1.readArchive)(foreign, facts, { ...request, tools: await request.tools() });
    const findings = complaints.map(({ message }) => ({
        outcome: 'fail',
        what: 'the dump cannot be read to its end',
        detail: message,
    }));
    return { check: { name: 'archives', looked: '1 archive', findings }, notes };
}
async function checkFolder(foreign, signal) {
    if (foreign.format !== 'directory')
        return [];
    const { endless } = await (0, foreign_directory_ts_1.checkDirectory)(foreign.folder, foreign.name, { signal });
    if (endless === 0)
        return [];
    const objects = endless === 1 ? 'one large object' : `${endless.toLocaleString('en')} large objects`;
    return [`Of ${objects} nothing says where the content ends: had it been cut short, nobody would notice.`];
}
async function countStatements(foreign, signal, watch) {
    const source = (0, archive_ts_1.openedAtOnce)(foreign, signal, watch);
    const script = new script_ts_1.Script(source, foreign.name);
    let count = 0;
    try {
        for (let piece = await script.next(); piece; piece = await script.next()) {
            if (piece.kind !== 'statement')
                continue;
            count++;
            const { verb, copiesIn } = (0, meaning_ts_1.meaningOf)(piece.sql);
            if (copiesIn)
                for await (const _ of script.rows())
                    ;
            if (verb === 'set standard_conforming_strings')
                script.backslashes = /\boff\b/.test(`${piece.sql}`);
        }
        return count;
    }
    finally {
        source.destroy();
    }
}
function groundsOf({ foreign, scratch, database, allow, owners }) {
    return {
        name: foreign.name,
        mayCreateDatabases: allow.createDatabase,
        throwaway: scratch.throwaway,
        user: scratch.server.user,
        owners,
        kept: new Set(['postgres', 'template0', 'template1', scratch.target.database, database.name]),
    };
}
function circumstancesOf({ scratch, facts, allow }) {
    const { major, superuser } = scratch.server;
    const [source, dumper] = [facts.server, facts.dumper].map((version) => Number.parseInt(version ?? '', 10));
    return {
        limited: !superuser,
        partial: allow.leftOutDependencies,
        otherMajor: source !== undefined && source !== major && !Number.isNaN(source),
        older: dumper !== undefined && major < dumper,
        allows: (tolerance) => (tolerance === 'limited-scratch' && allow.limitedScratch) ||
            (tolerance === 'left-out-dependencies' && allow.leftOutDependencies),
    };
}
/** A dump of chosen schemas makes the one that every new database has. */
const judgeForeign = (complaint, circumstances) => complaint.message === 'schema "public" already exists'
    ? { outcome: 'tolerated', what: sql_ts_1.PUBLIC_IS_THERE, detail: complaint.message }
    : (0, errors_ts_1.judge)(complaint, circumstances);
function checkOf({ owners, allow }, looked, findings) {
    const what = 'owners and rights were not restored: the user of the scratch server is no superuser';
    const rights = allow.limitedScratch
        ? { outcome: 'tolerated', what: `${what} (${drill_ts_1.TOLERANCES['limited-scratch']})` }
        : { outcome: 'unverified', what: `${what} (\`allow: limited-scratch\` accepts that)` };
    return { name: 'restore', looked, findings: owners ? findings : [...findings, rights] };
}
async function fullestOf(databases, connect) {
    let fullest = { name: databases[0] ?? '', tables: -1 };
    for (const name of databases) {
        const session = await connect(name);
        try {
            const [row] = await session.query(TABLES);
            const tables = row?.tables ?? 0;
            if (tables > fullest.tables)
                fullest = { name, tables };
        }
        finally {
            await session.close();
        }
    }
    return fullest.name;
}
const TABLES = `SELECT count(*)::int AS tables
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`;


/***/ }),

/***/ 4398:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.gunzip = gunzip;
const node_stream_1 = __webpack_require__(57075);
const node_zlib_1 = __webpack_require__(38522);
const damage_ts_1 = __webpack_require__(59079);
const OUTPUT = 256 * 1024;
/**
 * Decompresses gzip members, one after another as the stock `gzip -d` does; zeros behind the last are padding. Input that
 * is damaged, cut off or followed by something else is an error; `name` is what the error calls it.
 */
function gunzip(name) {
    return new Gunzip(name);
}
/** Node takes whatever follows a zero for padding, so what it left untaken is looked at here. */
class Gunzip extends node_stream_1.Transform {
    #name;
    #engine = (0, node_zlib_1.createGunzip)({ chunkSize: OUTPUT });
    #given = 0;
    #ended = false;
    constructor(name) {
        super({ readableHighWaterMark: OUTPUT });
        this.#name = name;
        this.#engine.on('data', (chunk) => {
            if (!this.push(chunk))
                this.#engine.pause();
        });
        this.#engine.on('error', (error) => this.destroy(this.#explain(error)));
    }
    _transform(chunk, _encoding, done) {
        if (this.#ended)
            done(this.#beyond(chunk));
        else
            this.#feed(chunk, done);
    }
    #feed(chunk, done) {
        const ended = () => {
            this.#ended = true;
            done(this.#beyond(chunk.subarray(chunk.length - (this.#given - this.#engine.bytesWritten))));
        };
        this.#given += chunk.length;
        this.#engine.once('end', ended);
        this.#engine.write(chunk, (error) => {
            this.#engine.off('end', ended);
            // An error is told by the engine's event.
            if (!error && !this.#ended)
                done();
        });
    }
    _flush(done) {
        if (this.#ended)
            done();
        else if (this.#given === 0)
            done(this.#cutOff());
        else
            this.#engine.once('end', done).end();
    }
    /** Lets go on what waited until the reader had room: a few bytes of gzip can hold megabytes. */
    _read(size) {
        this.#engine.resume();
        super._read(size);
    }
    _destroy(error, done) {
        this.#engine.destroy();
        done(error);
    }
    #beyond(rest) {
        return rest.every((byte) => byte === 0) ? null : this.#followed();
    }
    #explain(error) {
        const code = 'code' in error ? error.code : undefined;
        if (code === 'Z_BUF_ERROR')
            return this.#cutOff(error);
        return /incorrect header check/.test(error.message)
            ? this.#followed(error)
            : (0, damage_ts_1.damaged)(this.#name, `gzip says: ${error.message}.`, error);
    }
    #cutOff(cause) {
        return (0, damage_ts_1.cutOff)(this.#name, 'It ends before its gzip stream does.', cause);
    }
    #followed(cause) {
        return (0, damage_ts_1.goesOn)(this.#name, 'Bytes that are no gzip stream follow the last one.', cause);
    }
}


/***/ }),

/***/ 78542:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.checkLz4 = checkLz4;
const promises_1 = __webpack_require__(51455);
const damage_ts_1 = __webpack_require__(59079);
// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
const MAGIC = 0x184d2204;
const HAS_BLOCK_CHECKSUMS = 0x10;
const HAS_SIZE = 0x08;
const HAS_CHECKSUM = 0x04;
const HAS_DICTIONARY = 0x01;
/**
 * Fails unless a file is whole LZ4 frames, one after another. Nothing is decompressed: it goes from block to block, and
 * finds what was cut off.
 */
async function checkLz4(path, name, { signal }) {
    const file = await (0, promises_1.open)(path);
    try {
        const { size } = await file.stat();
        let at = 0;
        do
            at = await endOfFrame(file, at, size, name, signal);
        while (at < size);
    }
    finally {
        await file.close();
    }
}
async function endOfFrame(file, start, size, name, signal) {
    const numberAt = async (at) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, at);
        if (bytesRead < 4)
            throw (0, damage_ts_1.cutOff)(name, 'It ends before its LZ4 frame does.');
        return buffer.readUInt32LE();
    };
    if ((await numberAt(start)) !== MAGIC)
        throw start === 0
            ? (0, damage_ts_1.damaged)(name, 'It does not begin as an LZ4 frame does.')
            : (0, damage_ts_1.goesOn)(name, 'Bytes that are no LZ4 frame follow the last one.');
    const flags = (await numberAt(start + 4)) & 0xff;
    const has = (flag) => (flags & flag) !== 0;
    let at = start + 7 + (has(HAS_SIZE) ? 8 : 0) + (has(HAS_DICTIONARY) ? 4 : 0);
    for (let left = await numberAt(at); left !== 0; left = await numberAt(at)) {
        signal.throwIfAborted();
        // The highest bit says that the block did not compress.
        at += 4 + (left & 0x7fffffff) + (has(HAS_BLOCK_CHECKSUMS) ? 4 : 0);
    }
    const end = at + 4 + (has(HAS_CHECKSUM) ? 4 : 0);
    if (end > size)
        throw (0, damage_ts_1.cutOff)(name, 'It ends before its LZ4 frame does.');
    return end;
}


/***/ }),

/***/ 61526:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.listZip = listZip;
exports.openZipped = openZipped;
const node_stream_1 = __webpack_require__(57075);
const node_zlib_1 = __webpack_require__(38522);
const yauzl_1 = __webpack_require__(20663);
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
const packed_ts_1 = __webpack_require__(37330);
/** The files in a zip archive; its directory stands at its end, so it must lie in a file. `name` is what errors call it. */
async function listZip(file, name) {
    return await withZip(file, name, async (zip) => {
        const files = [];
        for await (const entry of zip.eachEntry()) {
            if (entry.fileName.endsWith('/') || (0, packed_ts_1.isByTheWay)(entry.fileName))
                continue;
            refuse(entry, name);
            files.push({ name: entry.fileName, size: entry.uncompressedSize });
        }
        return files;
    });
}
/** What one file in a zip archive holds; the stream ends well only where size and checksum are the recorded ones. */
async function openZipped(file, wanted, name) {
    const zip = await openZip(file, name);
    try {
        for await (const entry of zip.eachEntry()) {
            if (entry.fileName !== wanted)
                continue;
            refuse(entry, name);
            const packed = await zip.openReadStreamPromise(entry);
            const content = checked(entry, name);
            packed.once('error', (error) => content.destroy(explained(error, name)));
            content.once('close', () => {
                packed.destroy();
                zip.close();
            });
            return packed.pipe(content);
        }
        throw (0, damage_ts_1.damaged)(name, `Its zip archive no longer holds ${JSON.stringify(wanted)}.`);
    }
    catch (error) {
        zip.close();
        throw explained(error, name);
    }
}
async function withZip(file, name, work) {
    const zip = await openZip(file, name);
    try {
        return await work(zip);
    }
    catch (error) {
        throw explained(error, name);
    }
    finally {
        zip.close();
    }
}
/** Names that lead out of a folder are refused by the package. */
const openZip = (file, name) => (0, yauzl_1.openPromise)(file, { lazyEntries: true, autoClose: false }).catch((error) => {
    throw explained(error, name);
});
/** The package compares sizes, and leaves the checksum to us. */
function checked(entry, name) {
    let sum = 0;
    return new node_stream_1.Transform({
        transform(chunk, _encoding, done) {
            sum = (0, node_zlib_1.crc32)(chunk, sum);
            done(null, chunk);
        },
        flush(done) {
            if (sum === entry.crc32)
                done();
            else
                done((0, damage_ts_1.damaged)(name, 'The checksum in its zip archive does not fit what is in it.'));
        },
    });
}
const METHODS = {
    1: 'Shrink',
    6: 'Implode',
    9: 'Deflate64, as Windows does with large files',
    12: 'bzip2',
    14: 'LZMA',
    93: 'zstd',
    95: 'xz',
    99: 'AES',
};
const STORED = 0;
const DEFLATED = 8;
function refuse(entry, name) {
    const { fileName, compressionMethod: method } = entry;
    // The mode of a file that a Unix wrote.
    const type = (entry.externalFileAttributes >>> 16) & 0o170000;
    if (type !== 0 && type !== 0o100000)
        throw (0, packed_ts_1.notAFile)(name, 'zip', fileName);
    if (entry.isEncrypted())
        throw (0, packed_ts_1.unclear)({
            what: `${name} is an encrypted zip archive, and those are not opened.`,
            next: 'Unpack it with the password first, or encrypt dumps with age.',
        });
    if (method !== STORED && method !== DEFLATED)
        throw (0, packed_ts_1.unclear)({
            what: `${name} is a zip archive that cannot be opened here.`,
            why: `It is compressed by ${METHODS[method] ?? `method ${method}`}.`,
            next: 'Unpack it first, or pack the dump with plain `zip`, gzip or zstd.',
        });
}
function explained(error, name) {
    if (error instanceof errors_ts_1.UserError)
        return error;
    const cause = (0, errors_ts_1.asError)(error);
    const says = cause.message.split('\n')[0] ?? '';
    if (/strong encryption/i.test(says))
        return (0, packed_ts_1.unclear)({ what: `${name} is an encrypted zip archive, and those are not opened.` });
    if (/invalid relative path|absolute path|invalid characters in fileName/i.test(says))
        return new errors_ts_1.UserError({
            what: `${name} was refused: a name in its zip archive leads out of the folder that it is unpacked to.`,
            why: `${says}.`,
            next: 'Do not unpack it by other means before you know where it comes from.',
            cause,
        });
    // Its directory stands at its end, so what was cut off anywhere lacks it.
    if (/end of central directory/i.test(says))
        return (0, damage_ts_1.cutOff)(name, 'Its zip archive has no end.', cause);
    if (/invalid comment length/i.test(says))
        return (0, damage_ts_1.goesOn)(name, 'Bytes follow the end of its zip archive.', cause);
    if ('code' in cause && typeof cause.code === 'string' && cause.code.startsWith('E'))
        return cause;
    return (0, damage_ts_1.damaged)(name, `Its zip archive cannot be read: ${says}.`, cause);
}


/***/ })

};
