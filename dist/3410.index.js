export const id = 3410;
export const ids = [3410];
export const modules = {

/***/ 29852:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.abreast = abreast;
/** Does the same with each of many things, a few at a time: nobody waits long, and no store is flooded. */
async function abreast(items, most, work) {
    const results = [];
    for (let at = 0; at < items.length; at += most)
        results.push(...(await Promise.all(items.slice(at, at + most).map(work))));
    return results;
}


/***/ }),

/***/ 47075:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.debrisIn = void 0;
exports.debrisOf = debrisOf;
exports.sweptBefore = sweptBefore;
exports.expiredRecords = expiredRecords;
const commit_ts_1 = __webpack_require__(70749);
const layout_ts_1 = __webpack_require__(72630);
const pruned_ts_1 = __webpack_require__(25744);
const removal_ts_1 = __webpack_require__(77038);
const retention_ts_1 = __webpack_require__(63176);
/**
 * The folders that no manifest is of: those that an earlier prune had begun to remove, and those that are old enough that no
 * running backup can be filling them.
 */
function debrisOf(inventory, now) {
    const { backups, folders, records } = inventory;
    const whole = new Set(backups.map(({ id }) => id));
    const pruned = new Map(records.filter(({ verb }) => verb === pruned_ts_1.PRUNED).map(({ id, time }) => [id, time]));
    const limit = sweptBefore(inventory, now);
    return [...folders].flatMap(([id, folder]) => {
        if (whole.has(id))
            return [];
        const prunedAt = pruned.get(id);
        // The record's time is cut to its second.
        if (prunedAt && folder.modified.getTime() < prunedAt.getTime() + 1000)
            return [{ id, folder, why: 'left by an earlier prune' }];
        const isOld = limit !== undefined && folder.modified < limit && (0, layout_ts_1.timeOfId)(id) < limit;
        return isOld ? [{ id, folder, why: 'never committed' }] : [];
    });
}
const WEEK_MS = 7 * 24 * 3_600_000;
/** What is older than this was not stored by a run that still goes on: it is a week old, and something was committed since. */
function sweptBefore({ backups, committedAt }, now) {
    const [newest] = backups;
    if (!newest || !committedAt)
        return undefined;
    return new Date(Math.min(now.getTime() - WEEK_MS, committedAt.getTime(), newest.startedAt.getTime()));
}
/** The objects of such a folder; none where it has become a backup meanwhile. */
const debrisIn = async (storage, name, { id }, signal) => (await (0, commit_ts_1.isCommitted)(storage, name, id, signal)) ? [] : (0, removal_ts_1.keysUnder)(storage, (0, layout_ts_1.layout)(name).data(id), signal);
exports.debrisIn = debrisIn;
/**
 * Records that have been kept for long enough, counted back from the newest backup. What tells how a backup that is there was
 * last verified stays, and so does what tells that a prune has not come to its end.
 */
function expiredRecords({ backups, records, folders }, kept) {
    const [newest] = backups;
    if (!newest)
        return [];
    const limit = (0, retention_ts_1.before)(newest.startedAt, kept);
    const there = new Map(backups.map(({ id, verification }) => [id, verification?.time.getTime()]));
    return records.filter(({ id, verb, time }) => {
        if (time >= limit)
            return false;
        if (there.has(id))
            return verb !== 'verify' || time.getTime() !== there.get(id);
        return verb !== pruned_ts_1.PRUNED || !folders.has(id);
    });
}


/***/ }),

/***/ 78934:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.takeInventory = takeInventory;
const catalog_ts_1 = __webpack_require__(84153);
const layout_ts_1 = __webpack_require__(72630);
/** Lists all that lies under a name, and opens nothing. */
async function takeInventory(storage, name, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    // The manifests come last: what is committed meanwhile must not look like something that was never committed.
    const folders = await foldersIn(storage.list(keys.folders, { signal }));
    const records = [];
    for await (const { key } of storage.list(keys.records, { signal })) {
        const record = (0, layout_ts_1.readRecordKey)(key);
        if (record)
            records.push(record);
    }
    const manifests = [];
    let committedAt;
    for await (const { key, modified } of storage.list(keys.manifests, { signal })) {
        const manifest = (0, layout_ts_1.readManifestKey)(key);
        if (!manifest)
            continue;
        manifests.push(manifest);
        committedAt = later(committedAt, modified);
    }
    return { name, backups: (0, catalog_ts_1.backupsOf)(name, manifests, records), records, folders, committedAt };
}
async function foldersIn(objects) {
    const folders = new Map();
    for await (const { key, size, modified, tier } of objects) {
        const id = (0, layout_ts_1.idOfObject)(key);
        if (id === undefined)
            continue;
        const known = folders.get(id);
        const tiers = new Map(known?.tiers);
        if (tier !== undefined)
            tiers.set(tier, later(tiers.get(tier), modified));
        folders.set(id, {
            objects: (known?.objects ?? 0) + 1,
            bytes: (known?.bytes ?? 0) + size,
            modified: later(known?.modified, modified),
            tiers,
        });
    }
    return folders;
}
const later = (one, other) => (one && one > other ? one : other);


/***/ }),

/***/ 6876:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.goingOf = void 0;
exports.planPrune = planPrune;
exports.decide = decide;
const measure_ts_1 = __webpack_require__(23810);
const retention_ts_1 = __webpack_require__(63176);
/** The backups that a plan removes. */
const goingOf = ({ decisions, refusal }) => refusal ? [] : decisions.filter(({ keptBy }) => keptBy.length === 0).map(({ backup }) => backup);
exports.goingOf = goingOf;
/** Decides of each backup of a name, the newest first, whether it stays, and whether anything may go at all. */
function planPrune(backups, { retention, now, freshest = backups[0]?.startedAt }) {
    const decisions = decide(backups, retention);
    const [newest] = backups;
    if (retention.policy.length === 0 || !newest)
        return { decisions };
    const refusal = clockRefuses(newest, now) ??
        ageRefuses(freshest ?? newest.startedAt, retention, now) ??
        sizeRefuses(decisions, retention);
    return { decisions, ...(refusal && { refusal }) };
}
/** What keeps each backup of a name, the newest first. */
function decide(backups, { policy, keepLabels }) {
    if (policy.length === 0)
        return backups.map((backup) => ({ backup, keptBy: ['no rule is given'] }));
    const rules = (0, retention_ts_1.keptBy)(backups, policy);
    const newestVerified = backups.find(isVerified);
    const decisions = backups.map((backup, at) => ({
        backup,
        keptBy: [
            ...(at === 0 ? ['the newest'] : []),
            ...(backup === newestVerified ? ['the newest verified'] : []),
            ...(keepLabels && hasLabel(backup) ? ['its label'] : []),
            ...(rules[at] ?? []).map(({ text }) => text),
        ],
    }));
    // Where somebody copied a manifest, two of them are of one backup, and its data stay for either.
    const staying = new Set(decisions.filter(({ keptBy }) => keptBy.length > 0).map(({ backup }) => backup.id));
    return decisions.map(({ backup, keptBy }) => keptBy.length === 0 && staying.has(backup.id)
        ? { backup, keptBy: ['another manifest of the same backup stays'] }
        : { backup, keptBy });
}
const isVerified = ({ verification }) => verification?.outcome === 'pass';
/** Also one that cannot be read: somebody put it there. */
const hasLabel = ({ key, id }) => !key.endsWith(`/${id}.json`);
const HOUR_MS = 3_600_000;
/** Windows are counted from the newest backup, so one from the future would push all others out of them. */
function clockRefuses({ id, key, startedAt }, now) {
    if (startedAt.getTime() <= now.getTime() + HOUR_MS)
        return undefined;
    return {
        what: `The newest backup, ${id}, is from the future, so nothing is removed.`,
        why: 'The clock of this machine is wrong, or that of the one that made it was.',
        next: `Set the clock; where it is the backup that is wrong, remove its manifest (${key}) by hand.`,
    };
}
function ageRefuses(freshest, { rpo }, now) {
    const seconds = (now.getTime() - freshest.getTime()) / 1000;
    if (rpo === undefined || seconds <= rpo * 3600)
        return undefined;
    return {
        what: `The newest backup is ${(0, measure_ts_1.formatDuration)(seconds)} old, and may be ${rpo} h old, so nothing is removed.`,
        why: 'Backups have stopped, and the old ones may be all there is.',
        next: 'See why no backup is made any more (`list` shows what there is), or set `rpo` to what is right here.',
    };
}
function sizeRefuses(decisions, { allowLargePrune }) {
    const going = decisions.filter(({ keptBy }) => keptBy.length === 0).length;
    if (allowLargePrune || going * 2 <= decisions.length)
        return undefined;
    return {
        what: `${going} of ${decisions.length} backups would go at once, which is more than half, so nothing is removed.`,
        why: 'That is more often a mistake in `keep` than what was meant.',
        next: 'Look at what would go (`dry-run: true`); where it is right, run it once with `allow-large-prune: true`.',
    };
}


/***/ }),

/***/ 25744:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.notePruned = exports.PRUNED = void 0;
const version_ts_1 = __webpack_require__(92938);
const record_ts_1 = __webpack_require__(58029);
/** The verb of the record that is left before a backup is removed: by it, a later run knows what to bring to an end. */
exports.PRUNED = 'prune';
const notePruned = (storage, { id, name }, { rules, signal }) => (0, record_ts_1.writeRecord)(storage, {
    ...{ format: 1, id, name, verb: exports.PRUNED, outcome: 'pass', tool: version_ts_1.VERSION },
    time: new Date().toISOString(),
    durationSeconds: 0,
    message: `None of the rules keeps it: ${rules}.`,
}, signal);
exports.notePruned = notePruned;


/***/ }),

/***/ 77038:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.together = exports.NOTHING = void 0;
exports.removeBackup = removeBackup;
exports.removeUnlocked = removeUnlocked;
exports.attempt = attempt;
exports.keysUnder = keysUnder;
exports.lockOn = lockOn;
const errors_ts_1 = __webpack_require__(83916);
const error_ts_1 = __webpack_require__(20871);
const abreast_ts_1 = __webpack_require__(29852);
const layout_ts_1 = __webpack_require__(72630);
/**
 * Removes a backup: its manifests first, so that at any moment it is whole or no backup at all. Where a lock keeps any of its
 * objects, all of it stays. `note` is called once nothing stands against it any more.
 */
async function removeBackup(storage, { name, id, manifests }, { note, signal }) {
    try {
        const objects = await keysUnder(storage, (0, layout_ts_1.layout)(name).data(id), signal);
        const all = [...manifests, ...objects];
        const locked = (await (0, abreast_ts_1.abreast)(all, OBJECTS_AT_ONCE, (key) => lockOn(storage, key, signal))).flatMap((lock) => lock ?? []);
        if (locked.length > 0)
            return { id, gone: false, ...exports.NOTHING, locked };
        await note();
        const first = await removeEach(storage, manifests, signal);
        if (first.count < manifests.length)
            return { id, gone: false, ...first };
        return { id, gone: true, ...(await removeEach(storage, objects, signal)) };
    }
    catch (error) {
        signal.throwIfAborted();
        return { id, gone: false, ...exports.NOTHING, troubles: [(0, errors_ts_1.asError)(error)] };
    }
}
const OBJECTS_AT_ONCE = 16;
exports.NOTHING = { count: 0, locked: [], troubles: [] };
/** Removes objects one by one, less those that a lock keeps. */
async function removeUnlocked(storage, keys, signal) {
    const removed = await (0, abreast_ts_1.abreast)(keys, OBJECTS_AT_ONCE, (key) => attempt(signal, async () => {
        const locked = await lockOn(storage, key, signal);
        return locked ? { ...exports.NOTHING, locked: [locked] } : await removeOne(storage, key, signal);
    }));
    return (0, exports.together)(removed);
}
/** What goes wrong is told in the end, unless it is that the run was told to stop. */
async function attempt(signal, work) {
    try {
        return await work();
    }
    catch (error) {
        signal.throwIfAborted();
        return { ...exports.NOTHING, troubles: [(0, errors_ts_1.asError)(error)] };
    }
}
/** The keys of all objects under a prefix. */
async function keysUnder(storage, prefix, signal) {
    const keys = [];
    for await (const { key } of storage.list(prefix, { signal }))
        keys.push(key);
    return keys;
}
/** Several as one. */
const together = (all) => ({
    count: all.reduce((sum, { count }) => sum + count, 0),
    locked: all.flatMap(({ locked }) => locked),
    troubles: all.flatMap(({ troubles }) => troubles),
});
exports.together = together;
/** A store that keeps versions would take the removal of a locked object, and only hide it. */
async function lockOn(storage, key, signal) {
    const about = await storage.stat(key, { signal });
    return about?.locked === undefined ? undefined : { key, by: about.locked };
}
const removeEach = async (storage, keys, signal) => (0, exports.together)(await (0, abreast_ts_1.abreast)(keys, OBJECTS_AT_ONCE, (key) => removeOne(storage, key, signal)));
const removeOne = (storage, key, signal) => attempt(signal, async () => {
    try {
        await storage.remove(key, { signal });
        return { ...exports.NOTHING, count: 1 };
    }
    catch (error) {
        if (!(0, error_ts_1.isKind)(error, 'locked'))
            throw error;
        return { ...exports.NOTHING, locked: [{ key, by: 'an immutability policy or a legal hold' }] };
    }
});


/***/ }),

/***/ 63176:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keptBy = keptBy;
exports.before = before;
/**
 * Of each backup, the rules that keep it; the backups come the newest first. A rule keeps the newest of each period (in
 * UTC, weeks by ISO), for so many periods that have one, or within its window, which ends at the newest backup.
 */
function keptBy(backups, policy) {
    const times = backups.map(({ startedAt }) => startedAt);
    const kept = policy.map((rule) => keptByRule(times, rule));
    return times.map((_, at) => policy.filter((_, rule) => kept[rule]?.[at]));
}
function keptByRule(times, rule) {
    const [newest] = times;
    const begin = newest && 'window' in rule ? before(newest, rule.window) : undefined;
    let left = 'count' in rule ? rule.count : Number.POSITIVE_INFINITY;
    let last;
    return times.map((time, at) => {
        if (left === 0 || (begin && time <= begin))
            return false;
        const period = PERIOD[rule.period](time, at);
        if (period === last)
            return false;
        last = period;
        left -= 1;
        return true;
    });
}
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const daysOf = (time) => Math.floor(time.getTime() / DAY_MS);
/** Which period a time is in, as a number that no other period of the kind has. */
const PERIOD = {
    last: (_, at) => at,
    hourly: (time) => Math.floor(time.getTime() / HOUR_MS),
    daily: daysOf,
    // Weeks begin on Monday, and the first day that is counted here was a Thursday.
    weekly: (time) => Math.floor((daysOf(time) + 3) / 7),
    monthly: (time) => time.getUTCFullYear() * 12 + time.getUTCMonth(),
    yearly: (time) => time.getUTCFullYear(),
};
/** The time that lies a window before another, by the calendar; what falls on the 31st of a short month runs over into the next. */
function before(time, { years, months, days, hours }) {
    const then = new Date(time);
    then.setUTCFullYear(time.getUTCFullYear() - years, time.getUTCMonth() - months, time.getUTCDate() - days);
    return new Date(then.getTime() - hours * HOUR_MS);
}


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

/***/ 99000:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.age = void 0;
exports.listJson = listJson;
exports.listTable = listTable;
exports.verified = verified;
const measure_ts_1 = __webpack_require__(23810);
const columns_ts_1 = __webpack_require__(11197);
function listJson(rows) {
    const items = rows.map(({ backup, manifest, places }) => ({
        id: backup.id,
        name: backup.name,
        label: backup.label ?? null,
        startedAt: backup.startedAt.toISOString(),
        destinations: places,
        verification: backup.verification
            ? { outcome: backup.verification.outcome, time: backup.verification.time.toISOString() }
            : null,
        ...(manifest instanceof Error ? { damaged: manifest.message } : factsOf(manifest)),
    }));
    return JSON.stringify(items, undefined, 2);
}
function factsOf({ totals, encryption, database, server, fingerprint }) {
    return {
        database: database.name,
        serverVersion: server.version,
        storedBytes: totals.storedBytes,
        rawBytes: totals.rawBytes,
        tables: totals.tables,
        rows: totals.rows ?? null,
        encryption: encryption.kind,
        fingerprint,
    };
}
/** A table for people, the newest first. */
function listTable(rows, now) {
    const head = ['Backup', 'Name', 'Age', 'Size', 'Rows', 'Encrypted', 'Verified', 'Where'];
    const lines = rows.map(({ backup, manifest, places }) => {
        const [size, amount, encrypted] = manifest instanceof Error
            ? ['damaged', '', '']
            : [
                (0, measure_ts_1.formatBytes)(manifest.totals.storedBytes),
                manifest.totals.rows?.toLocaleString('en') ?? '',
                manifest.encryption.kind === 'none' ? 'no' : 'yes',
            ];
        const name = backup.label === undefined ? backup.name : `${backup.name} (${backup.label})`;
        return [
            backup.id,
            name,
            (0, exports.age)(backup.startedAt, now),
            size,
            amount,
            encrypted,
            verified(backup, now),
            places.join(', '),
        ];
    });
    return (0, columns_ts_1.columns)([head, ...lines], NUMBERS);
}
/** How the newest drill of a backup ended, and when. */
function verified({ verification }, now) {
    return verification ? `${verification.outcome}, ${(0, exports.age)(verification.time, now)} ago` : 'never';
}
/** How old something is, in days once hours say little. */
const age = (time, now) => {
    const seconds = Math.max(0, (now.getTime() - time.getTime()) / 1000);
    return seconds < 2 * 86_400 ? (0, measure_ts_1.formatDuration)(seconds) : `${Math.floor(seconds / 86_400)} days`;
};
exports.age = age;
const NUMBERS = new Set([3, 4]);


/***/ })

};
