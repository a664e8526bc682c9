export const id = 2922;
export const ids = [2922];
export const modules = {

/***/ 46897:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.folderOf = void 0;
/** A folder, as a listing of folders shows it. */
const folderOf = (key) => ({ key, size: 0, modified: new Date(0) });
exports.folderOf = folderOf;


/***/ }),

/***/ 30052:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.localError = localError;
const error_ts_1 = __webpack_require__(20871);
const ADVICE = {
    ENOSPC: {
        kind: 'refused',
        why: 'The disk is full.',
        next: 'Free some space there, by removing old backups or otherwise, then run it again.',
    },
    EDQUOT: {
        kind: 'refused',
        why: 'The disk quota of this user is used up.',
        next: 'Raise the quota or free some space, then run it again.',
    },
    EFBIG: {
        kind: 'refused',
        why: 'The file would be larger than the file system or a limit of this user allows.',
        next: 'Use another file system, or raise the limit (`ulimit -f`).',
    },
    EACCES: {
        kind: 'refused',
        why: 'The user that runs this may not do that there.',
        next: 'Give that user the right to read and write in the folder, or choose another folder.',
    },
    EPERM: {
        kind: 'refused',
        why: 'The file system does not permit it.',
        next: 'Look at the owner, the mount options and the attributes (`lsattr`) of the folder.',
    },
    EROFS: {
        kind: 'refused',
        why: 'The file system is mounted read-only.',
        next: 'Mount it for writing, or choose another folder. A disk with errors is often mounted so: look at `dmesg`.',
    },
    ENOTDIR: {
        kind: 'refused',
        why: 'Something on the way to it is a file where a folder is needed.',
        next: 'Name a folder as the destination, or move that file away.',
    },
    EISDIR: {
        kind: 'broken',
        why: 'There is a folder where a file is needed.',
        next: 'Move that folder away.',
    },
    ENAMETOOLONG: {
        kind: 'refused',
        why: 'The name is longer than the file system allows.',
        next: 'Choose a shorter name or label, or a shorter folder.',
    },
    ELOOP: {
        kind: 'refused',
        why: 'Symbolic links there lead in a circle.',
        next: 'Repair the links in the folder.',
    },
    EIO: {
        kind: 'broken',
        why: 'The disk reports an error.',
        next: 'Look at `dmesg`, and do not trust this disk with backups until you know what it is.',
    },
    ESTALE: {
        kind: 'busy',
        why: 'The network file system lost hold of the file.',
        next: 'Look at the mount, then run it again.',
    },
    EMFILE: {
        kind: 'busy',
        why: 'Too many files are open in this process.',
        next: 'Raise the limit (`ulimit -n`).',
    },
};
/** An error of the file system as a sentence; what it does not know is passed on with its own words. */
function localError(destination, doing, error) {
    const { code, message } = error;
    // Codes of Node's own (ERR_…) are not the file system's.
    if (error instanceof error_ts_1.StorageError || !code || code.startsWith('ERR_'))
        return error;
    const what = `${destination.label}: ${doing} failed in ${destination.path} (${code}).`;
    const advice = ADVICE[code];
    if (!advice)
        return new error_ts_1.StorageError('broken', { what, why: message, cause: error });
    return new error_ts_1.StorageError(advice.kind, { what, why: advice.why, next: advice.next, cause: error });
}


/***/ }),

/***/ 38095:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.filesUnder = filesUnder;
exports.foldersIn = foldersIn;
exports.partialsUnder = partialsUnder;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const backend_ts_1 = __webpack_require__(46897);
const key_ts_1 = __webpack_require__(54046);
// Links that lead in a circle must not make a listing endless.
const DEEPEST = 64;
const AT_ONCE = 64;
/** All files whose key begins with the prefix, in the order of their keys' bytes, as object stores list them. */
async function filesUnder(root, prefix, signal) {
    const keys = await keysUnder(root, prefix, signal);
    return await about(root, keys.filter((key) => !isPartial(key)), signal);
}
/** The folders whose key begins with the prefix and has one more name. */
async function foldersIn(root, prefix) {
    const above = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const keys = (await namesIn((0, node_path_1.join)(root, above))).map((name) => above + name);
    return keys.filter((key) => key.endsWith('/') && key.startsWith(prefix)).map(backend_ts_1.folderOf);
}
/** What uploads left behind that never finished. */
async function partialsUnder(root, prefix, signal) {
    // A partial's own name says nothing of its key, so what lies in the folder of the prefix counts as under it.
    const keys = await keysUnder(root, prefix.slice(0, prefix.lastIndexOf('/') + 1), signal);
    const partials = await about(root, keys.filter(isPartial), signal);
    return partials.map(({ key, modified }) => ({ path: (0, node_path_1.join)(root, key), modified }));
}
const isPartial = (key) => key.slice(key.lastIndexOf('/') + 1).startsWith(key_ts_1.PARTIAL);
async function keysUnder(root, prefix, signal) {
    const keys = [];
    const walk = async (folder, depth) => {
        signal.throwIfAborted();
        if (depth > DEEPEST)
            throw Object.assign(new Error(`${folder} is too deep`), { code: 'ELOOP' });
        for (const name of await namesIn((0, node_path_1.join)(root, folder))) {
            const key = folder + name;
            // Only what can begin with the prefix is worth a visit.
            if (!key.startsWith(prefix) && !prefix.startsWith(key))
                continue;
            if (name.endsWith('/'))
                await walk(key, depth + 1);
            else if (key.startsWith(prefix))
                keys.push(key);
        }
    };
    await walk(prefix.slice(0, prefix.lastIndexOf('/') + 1), 0);
    return keys;
}
/** The names in a folder, those of folders with a slash behind, so that sorting them sorts the keys. */
async function namesIn(folder) {
    let entries;
    try {
        entries = await (0, promises_1.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        // Another run may remove an empty folder at any time, and a prefix may name none.
        return absent(error) ?? [];
    }
    const names = [];
    for (const entry of entries) {
        const kind = entry.isSymbolicLink() ? await (0, promises_1.stat)((0, node_path_1.join)(folder, entry.name)).catch(absent) : entry;
        if (kind?.isDirectory())
            names.push(`${entry.name}/`);
        else if (kind?.isFile())
            names.push(entry.name);
    }
    return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
/** What another run removed meanwhile is not there; anything else that goes wrong does. */
function absent(error) {
    if (!['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
        throw error;
}
async function about(root, keys, signal) {
    const objects = [];
    for (let at = 0; at < keys.length; at += AT_ONCE) {
        signal.throwIfAborted();
        const batch = keys.slice(at, at + AT_ONCE).map(async (key) => {
            const file = await (0, promises_1.stat)((0, node_path_1.join)(root, key)).catch(absent);
            return file && { key, size: file.size, modified: file.mtime };
        });
        for (const object of await Promise.all(batch))
            if (object)
                objects.push(object);
    }
    return objects;
}


/***/ }),

/***/ 72922:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.localBackend = localBackend;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const node_stream_1 = __webpack_require__(57075);
const node_zlib_1 = __webpack_require__(38522);
const error_ts_1 = __webpack_require__(20871);
const key_ts_1 = __webpack_require__(54046);
const local_errors_ts_1 = __webpack_require__(30052);
const local_tree_ts_1 = __webpack_require__(38095);
const source_ts_1 = __webpack_require__(82772);
/**
 * A folder. Objects are written beside their place under a private name, forced to the disk, and renamed: *nothing
 * visible* means that a listing never shows such a file, and failing removes it. *Checked by the store* means that
 * the file is read back and its crc32 compared; that its bytes reached the disk is the word of `fsync`. Whether a conditional put
 * wins is decided by the file system, in `link`.
 */
function localBackend(destination) {
    const { label, url, path: root } = destination;
    const pathOf = (key) => (0, node_path_1.join)(root, ...key.split('/'));
    const attempt = async (doing, work) => {
        try {
            return await work();
        }
        catch (error) {
            throw (0, local_errors_ts_1.localError)(destination, doing, error);
        }
    };
    const missing = (key, cause) => new error_ts_1.StorageError('missing', {
        what: `${label}: there is no ${key}.`,
        why: `No such file in ${root}.`,
        cause,
    });
    /** Has a file written under a private name, and gives it its own once it is on the disk. */
    const place = async (key, fill, publish = promises_1.rename) => {
        const target = pathOf(key);
        const folder = (0, node_path_1.dirname)(target);
        const { file, temporary } = await createIn(folder);
        try {
            try {
                await fill(file, temporary);
            }
            finally {
                await file.close();
            }
            await publish(temporary, target);
        }
        catch (error) {
            await (0, promises_1.unlink)(temporary).catch(() => { });
            await removeEmptyFolders(folder, root);
            throw error;
        }
        await syncFolder(folder);
    };
    const publishOnce = (key) => async (temporary, target) => {
        try {
            await linkOnce(temporary, target);
        }
        catch (error) {
            if (codeOf(error) !== 'EEXIST')
                throw error;
            throw new error_ts_1.StorageError('exists', {
                what: `${label}: ${key} exists already, and was left as it is.`,
                cause: error,
            });
        }
    };
    return {
        label,
        url,
        conditionalPut: true,
        put: (key, bytes, { ifAbsent }) => attempt(`storing ${key}`, () => place(key, async (file) => {
            await file.writeFile(bytes);
            await file.sync();
        }, ifAbsent ? publishOnce(key) : promises_1.rename)),
        upload: (key, stream, { signal }) => attempt(`storing ${key}`, async () => {
            let size = 0;
            await place(key, async (file, temporary) => {
                const sent = await pour((0, source_ts_1.chunksOf)(stream, signal), file);
                await file.sync();
                signal.throwIfAborted();
                const held = await readBack(temporary, signal);
                if (held.size !== sent.size || held.crc !== sent.crc)
                    throw new error_ts_1.StorageError('broken', {
                        what: `${label}: ${key} does not read back as it was written.`,
                        why: `Written were ${sent.size} bytes with crc32 ${hex(sent.crc)}, read ${held.size} with ${hex(held.crc)}.`,
                        next: 'Do not trust this disk or this machine’s memory with backups until you know why.',
                    });
                size = sent.size;
            });
            return { size, checkedBy: 'crc32' };
        }),
        open: (key, { from, version }) => attempt(`reading ${key}`, async () => {
            const file = await (0, promises_1.open)(pathOf(key)).catch((error) => {
                throw isAbsence(error) ? missing(key, error) : error;
            });
            try {
                const about = await file.stat();
                if (!about.isFile())
                    throw missing(key, undefined);
                const found = `${about.ino}-${about.size}-${about.mtimeMs}`;
                if (version !== undefined && version !== found)
                    throw new error_ts_1.StorageError('broken', {
                        what: `${label}: ${key} was changed while it was being read.`,
                    });
                // A file that grew since must not bring more than its size says.
                if (from >= about.size) {
                    await file.close();
                    return { body: node_stream_1.Readable.from([]), size: about.size, version: found };
                }
                const body = file.createReadStream({ start: from, end: about.size - 1, highWaterMark: 512 * 1024 });
                return { body, size: about.size, version: found };
            }
            catch (error) {
                await file.close();
                throw error;
            }
        }),
        stat: (key) => attempt(`looking at ${key}`, async () => {
            try {
                const about = await (0, promises_1.stat)(pathOf(key));
                return about.isFile() ? { key, size: about.size, modified: about.mtime } : undefined;
            }
            catch (error) {
                if (!isAbsence(error))
                    throw error;
                await refuseFileAsRoot(root);
                return undefined;
            }
        }),
        // A folder has no archive tiers.
        thaw: async () => undefined,
        // The whole listing is one page: it costs a few hundred bytes an object, and a cursor would have to walk again.
        page: (prefix, _cursor, { signal, folders }) => attempt(`listing ${prefix || 'everything'}`, async () => {
            await refuseFileAsRoot(root);
            const objects = folders ? await (0, local_tree_ts_1.foldersIn)(root, prefix) : await (0, local_tree_ts_1.filesUnder)(root, prefix, signal);
            return { objects, next: undefined };
        }),
        remove: (key) => attempt(`removing ${key}`, async () => {
            const path = pathOf(key);
            try {
                await (0, promises_1.unlink)(path);
            }
            catch (error) {
                if (!isAbsence(error))
                    throw error;
                await refuseFileAsRoot(root);
                return;
            }
            await removeEmptyFolders((0, node_path_1.dirname)(path), root);
        }),
        abandon: (prefix, { signal, begunBefore }) => attempt(`ending unfinished uploads of ${prefix || 'everything'}`, async () => {
            let count = 0;
            for (const partial of await (0, local_tree_ts_1.partialsUnder)(root, prefix, signal)) {
                // A file that is still being written is nobody's to remove, so its last change counts, not its beginning.
                if (begunBefore && partial.modified >= begunBefore)
                    continue;
                await (0, promises_1.unlink)(partial.path);
                await removeEmptyFolders((0, node_path_1.dirname)(partial.path), root);
                count += 1;
            }
            return count;
        }),
    };
}
/**
 * Makes a folder and those above it that are missing; returns the highest that it made. Node's own way to do so goes on for
 * ever where a file system makes nothing and says that something above is missing, as /proc does.
 */
async function makeFolders(folder) {
    const made = await makeFolder(folder).catch((error) => {
        if (codeOf(error) !== 'ENOENT' || (0, node_path_1.dirname)(folder) === folder)
            throw error;
        return undefined;
    });
    if (made !== undefined)
        return made ? folder : undefined;
    const above = await makeFolders((0, node_path_1.dirname)(folder));
    const here = await makeFolder(folder);
    return above ?? (here ? folder : undefined);
}
/** Whether it made the folder; one that is there already is as good. */
async function makeFolder(folder) {
    try {
        await (0, promises_1.mkdir)(folder, { mode: 0o700 });
        return true;
    }
    catch (error) {
        // Where the folder is there, a read-only disk and a closed parent do not matter.
        const there = await (0, promises_1.stat)(folder).catch(() => undefined);
        if (there?.isDirectory())
            return false;
        throw there ? Object.assign(error, { code: 'ENOTDIR' }) : error;
    }
}
async function createIn(folder) {
    const temporary = (0, node_path_1.join)(folder, key_ts_1.PARTIAL + (0, node_crypto_1.randomBytes)(8).toString('hex'));
    for (let tries = 1;; tries += 1) {
        const created = await makeFolders(folder);
        if (created)
            await syncNewFolders(created, folder);
        try {
            return { file: await (0, promises_1.open)(temporary, 'wx', 0o600), temporary };
        }
        catch (error) {
            // Another run may have removed the folder again because it was empty.
            if (codeOf(error) !== 'ENOENT' || tries === 5)
                throw error;
        }
    }
}
async function syncNewFolders(first, last) {
    for (let folder = last; folder.length >= first.length; folder = (0, node_path_1.dirname)(folder))
        await syncFolder(folder);
    await syncFolder((0, node_path_1.dirname)(first));
}
async function syncFolder(folder) {
    let handle;
    try {
        handle = await (0, promises_1.open)(folder);
        await handle.sync();
    }
    catch (error) {
        // Some network and FUSE file systems cannot; the rename is all they give. And a parent folder may be unreadable.
        if (!['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM', 'EISDIR'].includes(codeOf(error) ?? ''))
            throw error;
    }
    finally {
        await handle?.close();
    }
}
/** Gives a file its name unless that is taken: the file system decides, so of two runs at once one wins. */
async function linkOnce(temporary, target) {
    try {
        await (0, promises_1.link)(temporary, target);
        await (0, promises_1.unlink)(temporary);
    }
    catch (error) {
        if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? ''))
            throw error;
        // No hard links here: take the name with an empty file, which only one can do, and put the whole one in its place.
        await (await (0, promises_1.open)(target, 'wx', 0o600)).close();
        await (0, promises_1.rename)(temporary, target);
    }
}
async function pour(chunks, file) {
    let size = 0;
    let crc = 0;
    for await (const chunk of chunks) {
        crc = (0, node_zlib_1.crc32)(chunk, crc);
        size += chunk.length;
        await writeWhole(file, chunk);
    }
    return { size, crc };
}
async function writeWhole(file, chunk) {
    for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await file.write(chunk, done);
        done += bytesWritten;
    }
}
async function readBack(path, signal) {
    let size = 0;
    let crc = 0;
    for await (const chunk of (0, node_fs_1.createReadStream)(path, { highWaterMark: 1024 * 1024, signal })) {
        crc = (0, node_zlib_1.crc32)(chunk, crc);
        size += chunk.length;
    }
    return { size, crc };
}
/** Removes a folder and those above it while they are empty; never the root. */
async function removeEmptyFolders(folder, root) {
    const top = (0, node_path_1.join)(root);
    for (let at = folder; at !== top && at.startsWith((0, node_path_1.join)(top, '/')); at = (0, node_path_1.dirname)(at)) {
        try {
            await (0, promises_1.rmdir)(at);
        }
        catch {
            // Not empty, or not ours to remove: an empty folder does no harm.
            return;
        }
    }
}
/** A file in the folder's place looks like "nothing there" to everything else, and that would be a dangerous answer. */
async function refuseFileAsRoot(root) {
    const about = await (0, promises_1.stat)(root).catch((error) => {
        if (codeOf(error) === 'ENOENT')
            return undefined;
        throw error;
    });
    if (about && !about.isDirectory())
        throw Object.assign(new Error(`${root} is not a folder`), { code: 'ENOTDIR' });
}
const codeOf = (error) => error.code;
const isAbsence = (error) => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '') || (0, error_ts_1.isKind)(error, 'missing');
const hex = (crc) => crc.toString(16).padStart(8, '0');


/***/ }),

/***/ 82772:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.chunksOf = chunksOf;
exports.partsOf = partsOf;
/**
 * The chunks of a stream that is being stored. Cancelling ends it at once, even while the stream itself hangs: its own
 * end may have to wait for a database that says nothing. A stream that was cut off is an error, never an end.
 */
async function* chunksOf(stream, signal) {
    const iterator = stream[Symbol.asyncIterator]();
    // One listener and one slot, rather than a race for each chunk, which would pile up on the signal for hours.
    let stop = () => { };
    const onAbort = () => {
        stream.on('error', () => { }).destroy();
        stop(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
        for (;;) {
            signal.throwIfAborted();
            const { done, value } = await new Promise((resolve, reject) => {
                stop = reject;
                iterator.next().then(resolve, reject);
            });
            if (done)
                return;
            yield value;
        }
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}
/**
 * Cuts a stream into parts of one size; only the last may be smaller, and there is one even when the stream is empty.
 * Each part has memory of its own, taken from `spare`, where its user puts it back.
 */
async function* partsOf(chunks, partBytes, spare) {
    const take = () => {
        const { buffer } = spare.pop() ?? Buffer.allocUnsafeSlow(partBytes);
        return Buffer.from(buffer, 0, partBytes);
    };
    let part = take();
    let size = 0;
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length;) {
            // A full part waits until it is known not to be the last.
            if (size === partBytes) {
                yield part;
                part = take();
                size = 0;
            }
            const copied = chunk.copy(part, size, at);
            at += copied;
            size += copied;
        }
    }
    yield part.subarray(0, size);
}


/***/ })

};
