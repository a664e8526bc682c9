export const id = 134;
export const ids = [134];
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

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.drillForeign = drillForeign;
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
        const { env, signal } = host;
        const storage = await (0, open_ts_1.openStorage)(place, { env, signal, log: (line) => host.info(line) });
        const folder = await (0, folder_ts_1.openFolder)(host, {});
        try {
            const path = place.kind === 'local' ? place.path : undefined;
            const foreign = await ledger.phase('fetch', 'Looking at the dump', () => (0, foreign_ts_1.openForeign)({ storage, key, path, keys, folder: folder.own, signal }));
            const facts = await ledger.phase('fetch', undefined, () => (0, facts_ts_1.readForeignFacts)(foreign, { signal }));
            host.info(sentenceOf(foreign, facts));
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
    const wish = { major, bytes: roomFor(foreign), locale: facts.locale, roles: [] };
    await (0, drill_scratch_ts_1.inScratch)(host, ledger, { options, ...wish }, {
        async inside(scratch, database) {
            const target = await restore(host, found, { scratch, database }, ledger);
            const place = { target, major: scratch.server.major, signal: host.signal };
            if ((await (0, restored_ts_1.inSession)(place, objects_ts_1.countRelations)) === 0)
                throw holdsNothing(foreign);
            const validity = () => (0, restored_ts_1.inSession)(place, (session) => (0, validity_ts_1.compareValidity)(session, {}));
            ledger.add(await ledger.phase('compare', 'Looking at constraints and indexes', validity));
            await (0, drill_checks_ts_1.askUser)(host, found, place, ledger);
            ledger.checkRto();
        },
    });
}
async function restore(host, { foreign, facts, options }, { scratch, database }, ledger) {
    const { signal } = host;
    const reached = (0, restored_ts_1.undisturbed)(database.target, scratch.server.major);
    const major = Math.max(facts.major ?? 0, scratch.server.major);
    const restored = await ledger.phase('restore', 'Restoring', () => (0, drill_tools_ts_1.metered)(host, 'Restoring', undefined, (watch) => (0, foreign_ts_2.restoreForeign)({
        ...{ foreign, facts, scratch, database, watch, signal },
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
const archive_ts_1 = __webpack_require__(282);
const meaning_ts_1 = __webpack_require__(59891);
const roles_ts_1 = __webpack_require__(94805);
const script_ts_1 = __webpack_require__(20589);
const sql_ts_1 = __webpack_require__(63372);
/** Restores a dump; what speaks against it is found, and what is cut off, damaged or refused rejects. */
async function restoreForeign(request) {
    const { foreign, scratch, database, signal } = request;
    const roles = (0, roles_ts_1.openRoleMaker)(scratch, database, signal);
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
    const connect = (name) => (0, session_ts_1.openSession)((0, restored_ts_1.undisturbed)(targetOf(scratch, name), major), { signal });
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
    return { check, notes: [...notes, told], target: targetOf(scratch, fullest) };
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
                owners: scratch.server.superuser,
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
function groundsOf({ foreign, scratch, database, allow }) {
    return {
        name: foreign.name,
        mayCreateDatabases: allow.createDatabase,
        throwaway: scratch.throwaway,
        user: scratch.server.user,
        owners: scratch.server.superuser,
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
function checkOf({ scratch, allow }, looked, findings) {
    const what = 'owners and rights were not restored: the user of the scratch server is no superuser';
    const rights = allow.limitedScratch
        ? { outcome: 'tolerated', what: `${what} (${drill_ts_1.TOLERANCES['limited-scratch']})` }
        : { outcome: 'unverified', what: `${what} (\`allow: limited-scratch\` accepts that)` };
    return { name: 'restore', looked, findings: scratch.server.superuser ? findings : [...findings, rights] };
}
const targetOf = ({ target }, database) => ({
    ...target,
    database,
    given: { ...target.given, dbname: database },
});
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
            why: 'It was not restored, since it would leave the scratch database.',
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
