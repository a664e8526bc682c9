export const id = 7725;
export const ids = [7725];
export const modules = {

/***/ 19270:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.formatMinute = exports.coldProblems = exports.isReadable = exports.THAWED_DAYS = void 0;
exports.findCold = findCold;
exports.thawAll = thawAll;
exports.coldProblem = coldProblem;
exports.thawBegun = thawBegun;
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const drill_ts_1 = __webpack_require__(84491);
const values_ts_1 = __webpack_require__(62262);
const cold_ts_1 = __webpack_require__(96171);
const layout_ts_1 = __webpack_require__(72630);
/** Days for which a store keeps the copies that it brings back: a restore that is put off over a weekend still finds them. */
exports.THAWED_DAYS = 7;
/** Looks at each object of one backup, and reads none. */
async function findCold({ storage, manifest }, signal) {
    const found = { frozen: [], thawing: [] };
    let until;
    for (const { name, bytes } of manifest.objects) {
        const key = (0, layout_ts_1.layout)(manifest.name).object(manifest.id, name);
        const cold = (await storage.stat(key, { signal }))?.cold;
        if (cold === undefined)
            continue;
        if (cold.state !== 'thawed')
            found[cold.state].push({ name, key, bytes, tier: cold.tier });
        else if (cold.until && !(until && until < cold.until))
            until = cold.until;
    }
    return { ...found, until };
}
/** Whether all of it can be read at once. */
const isReadable = ({ frozen, thawing }) => frozen.length + thawing.length === 0;
exports.isReadable = isReadable;
/** Begins to bring back all that is frozen, or nothing of it where that cannot be done at this speed. */
async function thawAll({ storage }, { frozen }, speed, signal) {
    if (frozen.length > 0 && waitFor(frozen, speed) === undefined)
        throw new errors_ts_1.UsageError({
            what: `\`rehydrate\`: ${tiersOf(frozen)} does not have the speed \`${speed}\`.`,
            next: `Choose ${offersOf(frozen)}.`,
        });
    for (const { key } of frozen)
        await storage.thaw(key, { speed, days: exports.THAWED_DAYS, signal });
}
/** What of a backup keeps it from being read now, for a plan that tells all that is in the way. */
const coldProblems = (shelf, cold) => ((0, exports.isReadable)(cold) ? [] : [coldProblem(shelf, cold, new Date())]);
exports.coldProblems = coldProblems;
/** What is cold, and what can be done about it. */
function coldProblem({ manifest, storage }, { frozen, thawing }, now) {
    const both = [...frozen, ...thawing];
    const which = `${both.length} of the ${manifest.objects.length} objects of the backup ${manifest.id} in ${storage.label} (${sizeOf(both)})`;
    if (frozen.length === 0)
        return {
            what: `${which} are being brought back from an archive tier, ${tiersOf(both)}.`,
            next: `Run the same command again later; they are back by ${timeAfter(longest(thawing), now)}, or sooner.`,
        };
    const some = thawing.length > 0 ? ` ${thawing.length} of them are being brought back already.` : '';
    return {
        what: `${which} lie in an archive tier, ${tiersOf(both)}, from which nothing can be read at once.${some}`,
        next: `Have them brought back by \`rehydrate\` of \`verify\` or \`restore\`, for which the store charges: ${offersOf(frozen)}; or take the copy at another destination, by \`from\`.`,
    };
}
/** What was begun, and when to come back. */
function thawBegun({ manifest, storage }, { frozen, thawing }, speed, now) {
    const minutes = Math.max(waitFor(frozen, speed) ?? 0, longest(thawing));
    const copies = frozen.some(({ tier }) => cold_ts_1.COLD_TIERS[tier].back === 'copy');
    return {
        what: `${frozen.length} objects of the backup ${manifest.id} in ${storage.label} (${sizeOf(frozen)}) are being brought back from an archive tier, ${tiersOf(frozen)}, from now on.`,
        next: `Run the same command again after ${timeAfter(minutes, now)}${copies ? `; what was brought back can be read for ${exports.THAWED_DAYS} days` : ''}.`,
    };
}
const waitFor = (objects, speed) => (0, cold_ts_1.longestWait)(objects.map(({ tier }) => tier), speed);
/** Of what was begun before, nobody knows when and at which speed. */
const longest = (objects) => Math.max(0, ...drill_ts_1.REHYDRATE_SPEEDS.map((speed) => waitFor(objects, speed) ?? 0));
const sizeOf = (objects) => (0, measure_ts_1.formatBytes)(objects.reduce((sum, { bytes }) => sum + bytes, 0));
const tiersOf = (objects) => [...new Set(objects.map(({ tier }) => cold_ts_1.COLD_TIERS[tier].called))].join(' and ');
/** `standard` (up to 5 hours), `bulk` (up to 12 hours) or `high` (up to 5 minutes) */
function offersOf(objects) {
    const offers = drill_ts_1.REHYDRATE_SPEEDS.flatMap((speed) => {
        const minutes = waitFor(objects, speed);
        return minutes === undefined ? [] : [`\`${speed}\` (up to ${inWords(minutes)})`];
    });
    return (0, values_ts_1.listed)(offers);
}
function inWords(minutes) {
    if (minutes < 60)
        return `${minutes} minutes`;
    return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
const timeAfter = (minutes, now) => (0, exports.formatMinute)(new Date(now.getTime() + minutes * 60_000));
/** `2026-11-20 04:00 UTC` */
const formatMinute = (time) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
exports.formatMinute = formatMinute;


/***/ }),

/***/ 43713:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.sound = void 0;
exports.atEach = atEach;
exports.requireOne = requireOne;
const errors_ts_1 = __webpack_require__(83916);
const sound = (copies) => copies.filter(({ trouble }) => trouble === undefined);
exports.sound = sound;
/**
 * Does the same at every destination that is still sound; it rejects only when none is left, or for the reason of the run's
 * signal where one is given.
 */
async function atEach(copies, work, signal) {
    await Promise.all((0, exports.sound)(copies).map(async (copy) => {
        try {
            await work(copy);
        }
        catch (error) {
            copy.trouble = (0, errors_ts_1.asError)(error);
        }
    }));
    signal?.throwIfAborted();
    requireOne(copies);
}
function requireOne(copies) {
    if ((0, exports.sound)(copies).length > 0)
        return;
    const [only] = copies;
    if (copies.length === 1 && only?.trouble instanceof errors_ts_1.UserError)
        throw only.trouble;
    throw new errors_ts_1.UserError({
        what: copies.length === 1 ? 'The destination failed.' : 'Every destination failed.',
        why: copies.map(({ storage, trouble }) => `${storage.label}: ${(0, errors_ts_1.firstLine)(trouble)}`).join('\n'),
        cause: only?.trouble,
    });
}


/***/ }),

/***/ 11461:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requireWhole = requireWhole;
exports.copyBackup = copyBackup;
const node_stream_1 = __webpack_require__(57075);
const consumers_1 = __webpack_require__(38321);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const error_ts_1 = __webpack_require__(20871);
const damage_ts_1 = __webpack_require__(59079);
const exact_ts_1 = __webpack_require__(26919);
const commit_ts_1 = __webpack_require__(70749);
const lack_ts_1 = __webpack_require__(96565);
const layout_ts_1 = __webpack_require__(72630);
const whole_ts_1 = __webpack_require__(73445);
/** Refuses, before anything is stored, to copy what is not whole itself. */
async function requireWhole({ storage, manifest }, signal) {
    const [lost] = await (0, whole_ts_1.lackingIn)(storage, manifest, signal);
    if (!lost)
        return;
    throw new damage_ts_1.Damage({
        what: `The backup ${manifest.id} in ${storage.label} is not whole, so it is not copied.`,
        why: `${lost.name} is not there as it was stored.`,
        next: 'Copy it from another destination, by `from`, or copy another backup.',
    });
}
/**
 * Brings a backup to a destination, byte for byte: what that lacks is read from the original, checked on the way, and stored;
 * the manifest comes last. Gives the bytes that were stored. What comes to nothing is taken back.
 */
async function copyBackup(original, target, lack, copying) {
    const { manifest } = original;
    const { signal, onPointOfNoReturn } = copying;
    const copy = { storage: target };
    const stored = [];
    try {
        for (const object of manifest.objects) {
            if (!lack.objects.includes(object) &&
                (lack.committed || (await isSame(target, manifest, object, signal))))
                continue;
            stored.push(object);
            await pour(original, object, target, copying);
        }
        const extras = await extrasOf(original, signal);
        if (lack.committed)
            await (0, commit_ts_1.complete)(target, manifest, { signal, extras });
        else
            await (0, commit_ts_1.commit)([copy], manifest, { signal, onPointOfNoReturn, extras });
    }
    catch (error) {
        if (!signal.aborted && (await cameMeanwhile(target, manifest, (0, errors_ts_1.asError)(error), signal)))
            return 0;
        // What completes a backup that exists is none the worse for not being all of it.
        if (!lack.committed && !copy.manifestSent)
            await takeBack(target, manifest, stored, copying);
        throw error;
    }
    return stored.reduce((sum, { bytes }) => sum + bytes, 0);
}
const keyOf = ({ name, id }, file) => (0, layout_ts_1.layout)(name).object(id, file);
/** An earlier run may have stored it before it was cut off; only its bytes tell. */
async function isSame(target, manifest, object, signal) {
    try {
        const there = await target.read(keyOf(manifest, object.name), { signal });
        await (0, promises_1.pipeline)([there, (0, exact_ts_1.exact)(object.name, object), nowhere()], { signal });
        return true;
    }
    catch (error) {
        signal.throwIfAborted();
        const isBad = ['missing', 'frozen', 'broken'].some((kind) => (0, error_ts_1.isKind)(error, kind));
        if (isBad || error instanceof damage_ts_1.Damage)
            return false;
        throw error;
    }
}
const nowhere = () => new node_stream_1.Writable({ write: (_chunk, _encoding, done) => done() });
async function pour({ storage: source, manifest }, object, target, { signal, watch }) {
    const key = keyOf(manifest, object.name);
    const closing = new AbortController();
    const either = AbortSignal.any([signal, closing.signal]);
    const checked = (0, exact_ts_1.exact)(`${object.name} in ${source.label}`, object);
    watch(() => checked.bytes());
    const fed = source
        .read(key, { signal: either })
        .then((bytes) => (0, promises_1.pipeline)(bytes, checked, { signal: either }))
        // The upload ends with it, and tells it.
        .catch((error) => void checked.destroy((0, errors_ts_1.asError)(error)));
    try {
        const receipt = await target.upload(key, checked, { signal, expectedBytes: object.bytes });
        if (receipt.size !== object.bytes)
            throw sizeDiffers(target, object, receipt.size);
    }
    finally {
        closing.abort();
        await fed;
    }
}
const sizeDiffers = ({ label }, { name, bytes }, there) => new errors_ts_1.UserError({
    what: `${label}: ${name} has ${there} bytes there, and ${bytes} were sent.`,
    why: 'The store did not keep what it was given.',
    next: 'Copy again; if it happens again, do not trust this store.',
});
/** Both are a few kilobytes long. */
const EXTRA_BYTES = 1024 * 1024;
/** Those of the original, where they are there and fit the manifest; else they are made anew. */
async function extrasOf({ storage, manifest }, signal) {
    const read = async (file) => {
        const key = keyOf(manifest, file);
        const size = (await storage.stat(key, { signal }))?.size ?? 0;
        return size > EXTRA_BYTES ? Buffer.of() : (0, consumers_1.buffer)(await storage.read(key, { signal }));
    };
    try {
        const guide = await read('RESTORE.md');
        const sums = await read('SHA256SUMS');
        if (sums.toString('utf8') !== (0, commit_ts_1.checksums)(manifest.objects, guide))
            return undefined;
        return { 'RESTORE.md': guide, SHA256SUMS: sums };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof error_ts_1.StorageError && error.kind !== 'busy' && error.kind !== 'refused')
            return undefined;
        throw error;
    }
}
/** Another run may have brought the same backup there in the same moment. */
async function cameMeanwhile(target, manifest, error, signal) {
    if (!(0, error_ts_1.isKind)(error.cause, 'exists'))
        return false;
    const { committed, objects } = await (0, lack_ts_1.lackAt)(target, manifest, signal);
    return committed && objects.length === 0;
}
/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000;
const PATIENCE_MS = 60_000;
async function takeBack(target, manifest, stored, { signal: run, warn }) {
    const signal = AbortSignal.timeout(run.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    try {
        if (await (0, commit_ts_1.isCommitted)(target, manifest.name, manifest.id, signal))
            return;
        for (const file of [...stored.map(({ name }) => name), 'SHA256SUMS', 'RESTORE.md'])
            await target.remove(keyOf(manifest, file), { signal });
    }
    catch (error) {
        warn(`${target.label}: what this run stored could not be taken back: ${(0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error))}`);
    }
}


/***/ }),

/***/ 96565:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.lackAt = lackAt;
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
const catalog_ts_1 = __webpack_require__(84153);
const layout_ts_1 = __webpack_require__(72630);
const manifest_ts_1 = __webpack_require__(49365);
const whole_ts_1 = __webpack_require__(73445);
/** Looks what a destination lacks of a backup; rejects where something else lies in its place. */
async function lackAt(storage, manifest, signal) {
    const { id, name, label } = manifest;
    const keys = (0, layout_ts_1.layout)(name);
    const wanted = keys.manifest(id, label);
    const there = [];
    for await (const { key } of storage.list(`${keys.manifests}${id}.`, { signal }))
        there.push(key);
    const other = there.find((key) => key !== wanted);
    if (other !== undefined)
        throw inTheWay(storage, other, 'It has another label.');
    if (there.length > 0)
        await requireSame(storage, wanted, manifest, signal);
    return { committed: there.length > 0, objects: await (0, whole_ts_1.lackingIn)(storage, manifest, signal) };
}
async function requireSame(storage, key, manifest, signal) {
    let theirs;
    try {
        theirs = await (0, catalog_ts_1.openManifest)(storage, { key, id: manifest.id }, signal);
    }
    catch (error) {
        if (error instanceof damage_ts_1.Damage)
            throw inTheWay(storage, key, error.story.what);
        throw error;
    }
    if ((0, manifest_ts_1.writeManifest)(theirs) !== (0, manifest_ts_1.writeManifest)(manifest))
        throw inTheWay(storage, key, 'It says something else.');
}
const inTheWay = (storage, key, why) => new errors_ts_1.UserError({
    what: `${storage.label}: a manifest ${key} is there already, and is never overwritten.`,
    why,
    next: 'Look at both; where the one in the way is not needed, remove it by hand and copy again.',
});


/***/ }),

/***/ 45113:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pickBackup = pickBackup;
const errors_ts_1 = __webpack_require__(83916);
const nearest_ts_1 = __webpack_require__(9948);
const quoted_ts_1 = __webpack_require__(72956);
const values_ts_1 = __webpack_require__(62262);
const error_ts_1 = __webpack_require__(20871);
const catalog_ts_1 = __webpack_require__(84153);
const kept_ts_1 = __webpack_require__(99904);
const layout_ts_1 = __webpack_require__(72630);
/**
 * Finds the backup that is meant in the first place that answers and has it. A damaged manifest ends the search: an older
 * backup or another copy in its place would hide it.
 */
async function pickBackup(storages, wanted, picking) {
    const without = [];
    let { name } = picking;
    for (const storage of storages) {
        const look = await lookAt(storage, wanted, name, picking.signal);
        if ('manifest' in look) {
            for (const other of without)
                picking.log(passedOver(other, wanted));
            return look;
        }
        without.push(look);
        // From here on it is settled: in the next place, another database's backups may be the only ones.
        if ('backups' in look)
            name = look.name;
    }
    throw notFound(without, wanted, name);
}
async function lookAt(storage, wanted, given, signal) {
    try {
        const name = given ?? (await onlyName(storage, signal));
        const backups = name === undefined ? [] : await (0, catalog_ts_1.listBackups)(storage, name, signal);
        const listed = backups.find((backup) => isWanted(backup, wanted));
        if (listed)
            return { storage, listed, manifest: await (0, catalog_ts_1.openManifest)(storage, listed, signal) };
        const names = backups.length === 0 && name !== undefined ? await (0, catalog_ts_1.listNames)(storage, signal) : [];
        return { storage, name, backups, names };
    }
    catch (error) {
        signal.throwIfAborted();
        // What the store cannot read is damaged, not silent.
        if (error instanceof error_ts_1.StorageError && !(0, error_ts_1.isKind)(error, 'broken'))
            return { storage, error };
        throw error;
    }
}
/** Backups come the newest first. */
function isWanted({ id, label, startedAt }, wanted) {
    switch (wanted.kind) {
        case 'latest':
            return true;
        case 'id':
            return id === wanted.id;
        case 'before':
            return startedAt < wanted.time;
        case 'label':
            return label === wanted.label;
    }
}
async function onlyName(storage, signal) {
    const all = (0, kept_ts_1.withoutKept)(await (0, catalog_ts_1.listNames)(storage, signal));
    // Runs that failed leave a record under their name, and no backup.
    const names = all.length < 2 ? all : await withBackups(storage, all, signal);
    if (names.length < 2)
        return names[0];
    throw new errors_ts_1.UsageError({
        what: `\`name\` is missing: ${storage.label} holds backups under ${names.length} names.`,
        why: `They are ${some(names)}.`,
        next: `Set it to the one you mean, such as \`name: ${names[0]}\` (\`--name ${names[0]}\`).`,
    });
}
async function withBackups(storage, names, signal) {
    const found = [];
    for (const name of names) {
        for await (const _ of storage.list((0, layout_ts_1.layout)(name).manifests, { signal })) {
            found.push(name);
            break;
        }
    }
    return found;
}
const passedOver = (other, wanted) => 'error' in other
    ? `${other.storage.label} is passed over, since it could not be asked: ${(0, errors_ts_1.firstLine)(other.error)}`
    : `${other.storage.label} is passed over, since it has no ${described(wanted, other.name)}.`;
function notFound(without, wanted, name) {
    const silent = without.filter((other) => 'error' in other);
    const lacking = without.filter((other) => 'backups' in other);
    const [only] = silent;
    if (only && without.length === 1)
        return new errors_ts_1.UserError({ ...only.error.story, cause: only.error }, 'unverified');
    const silence = silent.map(({ storage, error }) => `${storage.label} could not be asked: ${(0, errors_ts_1.firstLine)(error)}`);
    const why = silence.length > 0 ? silence.join('\n') : undefined;
    if (lacking.length === 0) {
        return new errors_ts_1.UserError({
            what: 'None of the destinations could be asked for its backups.',
            why,
            next: 'Try again when one of them answers, or correct what was said of it.',
            cause: only?.error,
        }, 'unverified');
    }
    const places = (0, values_ts_1.listed)(lacking.map(({ storage }) => storage.label));
    return new errors_ts_1.UserError({
        what: `There is no ${described(wanted, name)} in ${places}.`,
        why,
        next: instead(lacking, wanted, name),
        cause: only?.error,
    }, 'unverified');
}
function described(wanted, name) {
    const of = name === undefined ? '' : ` of ${(0, quoted_ts_1.quoted)(name)}`;
    switch (wanted.kind) {
        case 'latest':
            return `backup${of}`;
        case 'id':
            return `backup ${wanted.id}${of}`;
        case 'before':
            return `backup${of} begun before ${wanted.time.toISOString()}`;
        case 'label':
            return `backup${of} with the label ${(0, quoted_ts_1.quoted)(wanted.label)}`;
    }
}
/** What there is in place of what was asked for. */
function instead(lacking, wanted, name) {
    const all = new Map(lacking.flatMap(({ backups }) => backups).map((backup) => [backup.id, backup]));
    const backups = [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    const ids = backups.map(({ id }) => id);
    const [newest] = ids;
    if (newest === undefined)
        return otherNames([...new Set(lacking.flatMap(({ names }) => names))], name);
    switch (wanted.kind) {
        case 'latest':
            return `The newest is ${newest}.`;
        case 'id':
            return `Nearest to it in time: ${nearestTo(wanted.id, ids).join(', ')}. \`list\` shows them all.`;
        case 'before':
            return `The oldest there is ${ids.at(-1)}.`;
        case 'label': {
            const labels = [...new Set(backups.flatMap(({ label }) => label ?? []))];
            if (labels.length === 0)
                return `No backup there has a label; the newest is ${newest}.`;
            const meant = (0, nearest_ts_1.didYouMean)(wanted.label, labels);
            return [meant, `The labels there are ${some(labels)}.`].filter(Boolean).join(' ');
        }
    }
}
function otherNames(names, name) {
    if (names.length === 0)
        return 'No backup is there under any name. Make one with `backup`, or check the destination.';
    const meant = name === undefined ? undefined : (0, nearest_ts_1.didYouMean)(name, names);
    return [meant, `There are backups under ${some(names)}; \`name\` chooses among them.`]
        .filter(Boolean)
        .join(' ');
}
function nearestTo(wanted, ids) {
    const time = (0, layout_ts_1.timeOfId)(wanted).getTime() || 0;
    const distance = (id) => Math.abs((0, layout_ts_1.timeOfId)(id).getTime() - time);
    return ids.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3);
}
/** The first few of many, as a sentence shows them. */
const some = (words) => words.length > 10
    ? `${words.slice(0, 10).map(quoted_ts_1.quoted).join(', ')} and ${words.length - 10} more`
    : words.map(quoted_ts_1.quoted).join(', ');


/***/ }),

/***/ 73445:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.damageOf = damageOf;
exports.lossOf = lossOf;
exports.lackingIn = lackingIn;
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
const catalog_ts_1 = __webpack_require__(84153);
const layout_ts_1 = __webpack_require__(72630);
/** What a look at a backup shows to be wrong with it, without reading its objects; nothing where all are there. */
async function damageOf(storage, listed, signal) {
    try {
        return await lossOf(storage, await (0, catalog_ts_1.openManifest)(storage, listed, signal), signal);
    }
    catch (error) {
        if (error instanceof damage_ts_1.Damage)
            return error;
        throw error;
    }
}
/** The same, where its manifest is at hand. */
async function lossOf(storage, manifest, signal) {
    const [lost] = await lackingIn(storage, manifest, signal);
    if (!lost)
        return undefined;
    return new errors_ts_1.UserError({ what: `${lost.name} of backup ${manifest.id} is not there as it was stored.` });
}
/** The objects of a backup that are not in a place, or not with their size. */
async function lackingIn(storage, { id, name, objects }, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    const sizes = new Map();
    for await (const { key, size } of storage.list(keys.data(id), { signal }))
        sizes.set(key, size);
    return objects.filter((object) => sizes.get(keys.object(id, object.name)) !== object.bytes);
}


/***/ }),

/***/ 57725:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const catalog_ts_1 = __webpack_require__(84153);
const copying_ts_1 = __webpack_require__(11461);
const lack_ts_1 = __webpack_require__(96565);
const pick_ts_1 = __webpack_require__(45113);
const undo_ts_1 = __webpack_require__(74694);
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const copy_ts_1 = __webpack_require__(37237);
const open_ts_1 = __webpack_require__(69633);
const meter_ts_1 = __webpack_require__(58045);
const nursery_ts_1 = __webpack_require__(47080);
const rehydrate_ts_1 = __webpack_require__(31590);
/** Brings backups from one destination to the others, byte for byte; no key is needed. */
async function run(host, options) {
    const context = { env: host.env, log: (line) => host.info(line), signal: host.signal };
    (0, nursery_ts_1.keepNurserySmall)();
    const source = await (0, open_ts_1.openStorage)(options.source, context);
    const targets = await Promise.all(options.targets.map((destination) => (0, open_ts_1.openStorage)(destination, context)));
    const reports = [];
    for await (const chosen of choose(host, source, options)) {
        reports.push(await copyOne(host, chosen, targets, options));
    }
    await (0, copy_ts_1.reportCopies)(host, options, reports);
    return (0, verdict_ts_1.worst)(['pass', ...reports.map(verdictOf)]);
}
/** With `backup: all` the newest come first: where the run is cut off, they are what matters. */
async function* choose(host, source, options) {
    const { backup, name } = options;
    const { signal } = host;
    if (backup.kind !== 'all') {
        const log = (line) => host.warn(line);
        const { listed, manifest } = await (0, pick_ts_1.pickBackup)([source], backup, { name, signal, log });
        const open = async () => ({ storage: source, manifest });
        yield { id: listed.id, name: listed.name, label: listed.label, from: source, open };
        return;
    }
    const names = name === undefined ? await (0, catalog_ts_1.listNames)(source, signal) : [name];
    let found = false;
    for (const one of names) {
        for (const listed of await (0, catalog_ts_1.listBackups)(source, one, signal)) {
            found = true;
            const open = async () => ({ storage: source, manifest: await (0, catalog_ts_1.openManifest)(source, listed, signal) });
            yield { id: listed.id, name: listed.name, label: listed.label, from: source, open };
        }
    }
    if (found)
        return;
    throw new errors_ts_1.UserError({
        what: `There is no backup${name === undefined ? '' : ` of ${name}`} in ${source.label}.`,
        next: 'Name the destination that has them, by `from`; `list` shows what there is.',
    });
}
async function copyOne(host, { open, from, ...about }, targets, options) {
    const report = { ...about, from: from.label };
    try {
        const original = await open();
        const lacks = await Promise.all(targets.map((target) => look(host, target, original)));
        if (lacks.some((one) => 'lack' in one && isLacking(one.lack))) {
            await (0, rehydrate_ts_1.requireReadable)(host, { ...original, keys: { identities: [] } }, { rehydrate: undefined });
            await (0, copying_ts_1.requireWhole)(original, host.signal);
        }
        const copies = [];
        for (const one of lacks)
            copies.push('lack' in one ? await copyTo(host, original, one, options) : one);
        return { ...report, copies };
    }
    catch (error) {
        return { ...report, copies: [], trouble: told(host, error) };
    }
}
/** What is wrong with one backup or one destination does not stop the others. */
function told(host, error) {
    host.signal.throwIfAborted();
    if (error instanceof errors_ts_1.UserError)
        return error;
    throw error;
}
const isLacking = ({ committed, objects }) => !committed || objects.length > 0;
async function look(host, target, { manifest }) {
    try {
        return { target, lack: await (0, lack_ts_1.lackAt)(target, manifest, host.signal) };
    }
    catch (error) {
        return { destination: target.label, outcome: 'failed', bytes: 0, trouble: told(host, error) };
    }
}
async function copyTo(host, original, { target, lack }, { dryRun }) {
    const destination = target.label;
    const bytes = lack.objects.reduce((sum, object) => sum + object.bytes, 0);
    if (!isLacking(lack))
        return { destination, outcome: 'is there already', bytes: 0 };
    const done = lack.committed ? 'completed' : 'copied';
    if (dryRun)
        return { destination, outcome: `would be ${done}`, bytes };
    const { id } = original.manifest;
    return host.group(`Copying ${id} to ${destination}`, async () => {
        const meter = new meter_ts_1.Meter(host.progress(`Copying to ${destination}`), { total: bytes });
        (0, undo_ts_1.remember)(host, original.manifest);
        let isLeft = false;
        try {
            const stored = await (0, copying_ts_1.copyBackup)(original, target, lack, {
                signal: host.signal,
                onPointOfNoReturn: () => (0, undo_ts_1.forget)(host),
                watch: (count) => meter.watch(count),
                warn: (line) => {
                    isLeft = true;
                    host.warn(line);
                },
            });
            host.info(`${destination}: ${done} ${id}.`);
            return { destination, outcome: done, bytes: stored };
        }
        catch (error) {
            return { destination, outcome: 'failed', bytes: 0, trouble: told(host, error) };
        }
        finally {
            meter.done();
            // What could not be taken back now, the clean-up after this step tries again.
            if (!isLeft)
                (0, undo_ts_1.forget)(host);
        }
    });
}
function verdictOf({ copies, trouble }) {
    const troubles = [...copies.flatMap((copy) => copy.trouble ?? []), ...(trouble ? [trouble] : [])];
    return (0, verdict_ts_1.worst)(['pass', ...troubles.map(({ ending }) => (ending === 'unverified' ? ending : 'fail'))]);
}


/***/ }),

/***/ 31590:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requireReadable = requireReadable;
exports.requireWarm = requireWarm;
const cold_ts_1 = __webpack_require__(19270);
const errors_ts_1 = __webpack_require__(83916);
/**
 * Ends the run before anything is begun where objects of the backup lie in an archive tier, and has them brought back
 * where that is wanted.
 */
async function requireReadable(host, shelf, wish) {
    await requireWarm(host, shelf, await (0, cold_ts_1.findCold)(shelf, host.signal), wish);
}
/** The same, where it was looked already what is cold. */
async function requireWarm(host, shelf, cold, { rehydrate, dryRun }) {
    const now = new Date();
    if (cold.until && cold.until.getTime() - now.getTime() < SOON_MS)
        host.warn(`What ${shelf.storage.label} brought back from an archive tier can be read until ${(0, cold_ts_1.formatMinute)(cold.until)} alone.`);
    if ((0, cold_ts_1.isReadable)(cold))
        return;
    const problem = (0, cold_ts_1.coldProblem)(shelf, cold, now);
    if (rehydrate === undefined || cold.frozen.length === 0)
        throw new errors_ts_1.UserError(problem, 'unverified');
    if (dryRun)
        throw new errors_ts_1.UserError({ ...problem, next: DRY }, 'unverified');
    await host.group('Bringing back from the archive tier', async () => {
        await (0, cold_ts_1.thawAll)(shelf, cold, rehydrate, host.signal);
        for (const { name } of cold.frozen)
            host.info(name);
    });
    throw new errors_ts_1.UserError((0, cold_ts_1.thawBegun)(shelf, cold, rehydrate, now), 'unverified');
}
const SOON_MS = 24 * 3_600_000;
const DRY = 'Run it without `dry-run`: then they begin to be brought back, and nothing else is done.';


/***/ }),

/***/ 4630:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.FINGERPRINT = exports.ENCRYPTION = exports.count = void 0;
exports.reportBackup = reportBackup;
exports.reportFailure = reportFailure;
exports.backupJson = backupJson;
const copies_ts_1 = __webpack_require__(43713);
const layout_ts_1 = __webpack_require__(72630);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const markdown_ts_1 = __webpack_require__(54285);
/** Tells how a backup went: lines, outputs and the job's summary. */
async function reportBackup(host, options, report) {
    for (const [name, value] of Object.entries(outputsOf(report)))
        host.output(name, value);
    for (const { storage, trouble } of report.copies) {
        if (trouble)
            host.error(`${storage.label} has no copy of this backup.\n${trouble.message}`);
        else
            host.info(`${storage.label}: stored as ${report.key}.`);
    }
    host.info(sentenceOf(report));
    await host.summary(summaryOf(report, options.showTableNames));
}
/** Tells the job's summary of a backup that came to nothing; the log tells the whole story. */
async function reportFailure(host, name, error) {
    await host.summary(`## ❌ Backup of ${(0, markdown_ts_1.cell)(name)}\n\n${(0, markdown_ts_1.cell)((0, errors_ts_1.firstLine)(error))}\n\nThere is no backup of this run.\n`);
}
function outputsOf({ manifest, key, copies, proof }) {
    const folder = (0, layout_ts_1.layout)(manifest.name).data(manifest.id);
    return {
        'backup-id': manifest.id,
        location: `${withSlash((0, copies_ts_1.sound)(copies)[0]?.storage.url ?? '')}${folder}`,
        'size-bytes': String(manifest.totals.storedBytes),
        'raw-bytes': String(manifest.totals.rawBytes),
        'duration-seconds': String(secondsOf(manifest)),
        rows: String(manifest.totals.rows ?? ''),
        tables: String(manifest.totals.tables),
        fingerprint: proof.level,
        manifest: key,
    };
}
const withSlash = (url) => (url.endsWith('/') ? url : `${url}/`);
const secondsOf = ({ startedAt, finishedAt }) => Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 100) / 10);
function sentenceOf({ manifest, copies }) {
    const { totals } = manifest;
    const rows = totals.rows === undefined ? '' : `, ${(0, exports.count)(totals.rows, 'row')}`;
    const size = `${(0, measure_ts_1.formatBytes)(totals.rawBytes)} as ${(0, measure_ts_1.formatBytes)(totals.storedBytes)}`;
    const places = `${(0, copies_ts_1.sound)(copies).length} of ${(0, exports.count)(copies.length, 'destination')}`;
    return `Backup ${manifest.id}: ${(0, exports.count)(totals.tables, 'table')}${rows}, ${size}, at ${places}, in ${(0, measure_ts_1.formatDuration)(secondsOf(manifest))}.`;
}
/** `1 table`, `1,204 tables`. */
const count = (number, what) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
exports.count = count;
/** A backup as JSON. */
function backupJson({ manifest, key, copies, proof }) {
    return {
        outcome: (0, copies_ts_1.sound)(copies).length === copies.length ? 'pass' : 'fail',
        durationSeconds: secondsOf(manifest),
        manifestKey: key,
        destinations: copies.map(({ storage, trouble }) => ({
            label: storage.label,
            url: storage.url,
            stored: trouble === undefined,
            ...(trouble && { message: trouble.message }),
        })),
        notCompared: proof.notCompared.length,
        manifest,
    };
}
const LARGEST_SHOWN = 10;
function summaryOf(report, showTableNames) {
    const { manifest, copies, proof } = report;
    const whole = (0, copies_ts_1.sound)(copies).length === copies.length;
    return [
        `## ${whole ? '✅' : '❌'} Backup of ${(0, markdown_ts_1.cell)(manifest.name)}`,
        sentenceOf(report),
        (0, markdown_ts_1.table)(['', ''], [
            ['Backup', manifest.id],
            ['Database', `${manifest.database.name}, PostgreSQL ${manifest.server.version}`],
            [
                'Snapshot',
                `${manifest.snapshot.time}${manifest.snapshot.lsn ? ` at ${manifest.snapshot.lsn}` : ''}`,
            ],
            ['Encryption', exports.ENCRYPTION[manifest.encryption.kind]],
            ['Fingerprint', exports.FINGERPRINT[manifest.fingerprint]],
        ]),
        '### Destinations',
        (0, markdown_ts_1.table)(['Destination', 'Copy'], copies.map(({ storage, trouble }) => [
            storage.label,
            trouble ? `❌ ${(0, errors_ts_1.firstLine)(trouble)}` : '✅ stored and read back',
        ])),
        '### Parts',
        (0, markdown_ts_1.table)(['Object', 'Dumped', 'Stored', 'Share'], manifest.objects.map(({ name, plainBytes, bytes }) => [
            name,
            (0, measure_ts_1.formatBytes)(plainBytes),
            (0, measure_ts_1.formatBytes)(bytes),
            share(bytes, plainBytes),
        ])),
        `${(0, measure_ts_1.formatBytes)(manifest.totals.rawBytes / Math.max(secondsOf(manifest), 0.1))}/s over ${(0, measure_ts_1.formatDuration)(secondsOf(manifest))}.`,
        ...largest(proof, showTableNames),
        ...warnings(manifest),
    ].join('\n\n');
}
/** How a reader is told of each kind of encryption. */
exports.ENCRYPTION = {
    none: '⚠️ none',
    'age-recipients': 'age, by public keys',
    'age-passphrase': 'age, by a passphrase',
};
/** How a reader is told of each kind of fingerprint. */
exports.FINGERPRINT = {
    content: 'rows counted and their content hashed',
    counts: 'rows counted',
    none: 'none',
};
const share = (stored, plain) => plain > 0 ? `${Math.round((100 * stored) / plain)} %` : '';
function largest({ tables }, showTableNames) {
    if (tables.length === 0)
        return [];
    const bySize = tables.toSorted((a, b) => b.bytes - a.bytes || b.rows - a.rows).slice(0, LARGEST_SHOWN);
    const name = (at, { schema, name }) => showTableNames ? `${schema}.${name}` : `table ${at + 1}`;
    return [
        '### Largest tables',
        (0, markdown_ts_1.table)(['Table', 'Rows', 'On disk'], bySize.map((one, at) => [name(at, one), one.rows.toLocaleString('en'), (0, measure_ts_1.formatBytes)(one.bytes)])),
        ...(showTableNames
            ? []
            : ['Names are shown where the repository is private, or with `show-table-names: yes`.']),
    ];
}
const warnings = ({ warnings }) => warnings.length > 0 ? ['### Warnings', warnings.map((warning) => `- ${(0, markdown_ts_1.cell)(warning)}`).join('\n')] : [];


/***/ }),

/***/ 11197:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.columns = columns;
/** A table for a terminal, the first line its head; the columns of numbers stand to the right. */
function columns(lines, numbers = new Set()) {
    const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
    return lines
        .map((line) => line
        .map((text, at) => (numbers.has(at) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd())
        .join('\n');
}


/***/ }),

/***/ 37237:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.reportCopies = reportCopies;
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const columns_ts_1 = __webpack_require__(11197);
const markdown_ts_1 = __webpack_require__(54285);
/** Tells what was copied where: a table or JSON as the answer, what went wrong, outputs and the job's summary. */
async function reportCopies(host, options, reports) {
    for (const [name, value] of Object.entries(outputsOf(reports)))
        host.output(name, value);
    if (options.json)
        host.print(JSON.stringify(reports.map(copyJson), undefined, 2));
    else if (reports.length > 0)
        host.print((0, columns_ts_1.columns)([HEAD, ...reports.flatMap(rowsOf)], NUMBERS));
    for (const { name, id, copies, trouble } of reports) {
        if (trouble)
            host.error(`${name}, ${id}: not copied.\n${trouble.message}`);
        for (const copy of copies)
            if (copy.trouble)
                host.error(`${copy.destination}, ${name}, ${id}: not copied.\n${copy.trouble.message}`);
    }
    host.info(sentenceOf(reports));
    await host.summary(`${summaryOf(reports)}\n`);
}
const madeOf = (reports) => reports
    .flatMap(({ copies }) => copies)
    .filter(({ outcome }) => outcome === 'copied' || outcome === 'completed');
const bytesOf = (copies) => copies.reduce((sum, { bytes }) => sum + bytes, 0);
const outputsOf = (reports) => ({
    copied: String(madeOf(reports).length),
    'copied-bytes': String(bytesOf(madeOf(reports))),
});
const sentenceOf = (reports) => `${(0, backup_ts_1.count)(reports.length, 'backup')} looked at, ${madeOf(reports).length.toLocaleString('en')} copies made, ${(0, measure_ts_1.formatBytes)(bytesOf(madeOf(reports)))} stored.`;
const HEAD = ['Backup', 'Name', 'From', 'To', 'What', 'Bytes'];
const NUMBERS = new Set([5]);
const rowsOf = ({ id, name, label, from, copies, trouble }) => {
    const what = [id, label === undefined ? name : `${name} (${label})`, from];
    if (trouble)
        return [[...what, '', 'failed', '']];
    return copies.map(({ destination, outcome, bytes }) => [...what, destination, outcome, (0, measure_ts_1.formatBytes)(bytes)]);
};
const copyJson = ({ id, name, label, from, copies, trouble }) => ({
    ...{ id, name, label: label ?? null, from },
    trouble: trouble?.message ?? null,
    copies: copies.map(({ destination, outcome, bytes, trouble }) => ({
        ...{ destination, outcome, bytes },
        trouble: trouble?.message ?? null,
    })),
});
/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100;
function summaryOf(reports) {
    const bad = reports.some(({ trouble, copies }) => trouble ?? copies.some((copy) => copy.trouble));
    const rows = reports.flatMap(rowsOf);
    return [
        `## ${bad ? '❌' : '✅'} Copies`,
        (0, markdown_ts_1.cell)(sentenceOf(reports)),
        ...(rows.length > 0 ? [(0, markdown_ts_1.table)(HEAD, rows.slice(0, SHOWN))] : []),
        ...(rows.length > SHOWN ? [`${rows.length - SHOWN} more are in the log.`] : []),
    ].join('\n\n');
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

/***/ 96171:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.waitOf = exports.COLD_TIERS = void 0;
exports.longestWait = longestWait;
const HOUR = 60;
const FLEXIBLE = { high: 5, standard: 5 * HOUR, bulk: 12 * HOUR };
const DEEP = { standard: 12 * HOUR, bulk: 48 * HOUR };
/** The tiers from which nothing can be read at once, by the names that the stores give them. */
exports.COLD_TIERS = {
    GLACIER: { called: 'S3 Glacier Flexible Retrieval', back: 'copy', wait: FLEXIBLE },
    DEEP_ARCHIVE: { called: 'S3 Glacier Deep Archive', back: 'copy', wait: DEEP },
    ARCHIVE_ACCESS: { called: 'Archive Access of S3 Intelligent-Tiering', back: 'moved', wait: FLEXIBLE },
    DEEP_ARCHIVE_ACCESS: { called: 'Deep Archive Access of S3 Intelligent-Tiering', back: 'moved', wait: DEEP },
    Archive: { called: 'Archive of Azure', back: 'moved', wait: { high: HOUR, standard: 15 * HOUR } },
};
/** Minutes until an object of a tier is back; `undefined` where the tier does not have that speed. */
const waitOf = (tier, speed) => {
    const { wait } = exports.COLD_TIERS[tier];
    return wait[speed];
};
exports.waitOf = waitOf;
/** The longest wait of several tiers; `undefined` where one of them does not have that speed. */
function longestWait(tiers, speed) {
    const waits = tiers.map((tier) => (0, exports.waitOf)(tier, speed));
    return waits.includes(undefined) ? undefined : Math.max(...waits.map((minutes) => minutes ?? 0));
}


/***/ }),

/***/ 78134:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Digest = void 0;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
/** Passes bytes on as they are, counting them and computing their SHA-256. */
class Digest extends node_stream_1.Transform {
    #hash = (0, node_crypto_1.createHash)('sha256');
    #bytes = 0;
    #sha256;
    /** How many bytes went through so far. */
    bytes() {
        return this.#bytes;
    }
    /** The SHA-256 of all that went through, in hex; known once the input has ended. */
    sha256() {
        // A digest of a part would look as good as one of the whole.
        if (this.#sha256 === undefined)
            throw new Error('The digest of a stream was asked for before its end.');
        return this.#sha256;
    }
    _transform(chunk, _encoding, done) {
        this.#hash.update(chunk);
        this.#bytes += chunk.length;
        done(null, chunk);
    }
    _flush(done) {
        this.#sha256 = this.#hash.digest('hex');
        done();
    }
}
exports.Digest = Digest;


/***/ }),

/***/ 26919:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.exact = exact;
const damage_ts_1 = __webpack_require__(59079);
const digest_ts_1 = __webpack_require__(78134);
/**
 * Passes bytes on as they are, and fails unless they are exactly those that were recorded: at once where there are more,
 * else instead of ending. `name` is what the error calls them.
 */
function exact(name, recorded) {
    return new Exact(name, recorded);
}
class Exact extends digest_ts_1.Digest {
    #name;
    #recorded;
    constructor(name, recorded) {
        super();
        this.#name = name;
        this.#recorded = recorded;
    }
    _transform(chunk, encoding, done) {
        if (this.bytes() + chunk.length <= this.#recorded.bytes)
            super._transform(chunk, encoding, done);
        else
            done((0, damage_ts_1.goesOn)(this.#name, `It has more than the ${this.#recorded.bytes} bytes that were recorded.`));
    }
    _flush(done) {
        super._flush(() => done(this.#difference()));
    }
    #difference() {
        const { bytes, sha256 } = this.#recorded;
        if (this.bytes() < bytes)
            return (0, damage_ts_1.cutOff)(this.#name, `It has ${this.bytes()} of the ${bytes} bytes that were recorded.`);
        if (this.sha256() === sha256)
            return null;
        return (0, damage_ts_1.damaged)(this.#name, `Its SHA-256 is ${this.sha256()}, and ${sha256} was recorded.`);
    }
}


/***/ }),

/***/ 58045:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Meter = void 0;
const BETWEEN_REPORTS = 250;
/**
 * Reports how far several streams have come together. It asks each for its count now and then, in place of being told of
 * every chunk, so that metering costs the streams nothing.
 */
class Meter {
    #progress;
    #options;
    #counts = [];
    #timer;
    #ended = false;
    constructor(progress, options = {}) {
        this.#progress = progress;
        this.#options = options;
        // A meter nobody ended must not keep the process alive.
        this.#timer = setInterval(() => this.report(), BETWEEN_REPORTS).unref();
    }
    /** Adds a stream; `count` says how many bytes went through it so far. */
    watch(count) {
        this.#counts.push(count);
    }
    /** Called by the meter's own timer. */
    report() {
        const bytes = this.#counts.reduce((sum, count) => sum + count(), 0);
        const estimate = this.#options.total;
        // An estimate that was passed is no estimate any more: rather no share than more than the whole.
        const total = estimate !== undefined && bytes <= estimate ? estimate : undefined;
        this.#progress.update({ bytes, total, note: this.#options.note?.() ?? '' });
    }
    /** Reports a last time and stops; once is enough, and twice does no harm. */
    done() {
        if (this.#ended)
            return;
        this.#ended = true;
        clearInterval(this.#timer);
        this.report();
        this.#progress.done();
    }
}
exports.Meter = Meter;


/***/ }),

/***/ 47080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keepNurserySmall = keepNurserySmall;
const node_v8_1 = __webpack_require__(78877);
/**
 * Keeps V8's nursery at its smallest; to be called once, before the streams begin. Streams make few objects and many
 * buffers, which lie outside of V8's heap: with a large nursery the objects that own them are seldom collected there, and
 * V8 collects its whole heap instead each time the buffers have grown by some megabytes. Without this, a backup's streams
 * take a fifth more CPU and half as much memory again.
 */
function keepNurserySmall() {
    // An internal name of V8's: where it is not known to be right, a backup is a little slower and nothing else.
    if (process.versions.node.startsWith('24.'))
        (0, node_v8_1.setFlagsFromString)('--scavenger-max-new-space-capacity-mb=1');
}


/***/ })

};
