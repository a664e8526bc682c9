export const id = 1262;
export const ids = [1262];
export const modules = {

/***/ 41262:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.writeMetricsFile = writeMetricsFile;
const promises_1 = __webpack_require__(51455);
const errors_ts_1 = __webpack_require__(83916);
const metrics_ts_1 = __webpack_require__(36479);
const metrics_text_ts_1 = __webpack_require__(70475);
/**
 * Writes metrics to a file for node_exporter, which never sees half of it. What an earlier run wrote there of other names
 * and of destinations that do not answer now stays: a number that vanishes would silence every alert on it.
 */
async function writeMetricsFile(path, samples) {
    const fresh = new Set(samples.map(placeOf));
    const kept = (await readSamples(path)).filter((sample) => !fresh.has(placeOf(sample)));
    // The collector reads what ends in `.prom` alone.
    const beside = `${path}.${process.pid}.tmp`;
    try {
        await (0, promises_1.writeFile)(beside, await (0, metrics_text_ts_1.renderMetrics)([...kept, ...samples]), { flush: true });
        // Whatever the umask says: the collector is another user.
        await (0, promises_1.chmod)(beside, 0o644);
        await (0, promises_1.rename)(beside, path);
    }
    catch (error) {
        await (0, promises_1.rm)(beside, { force: true });
        throw error;
    }
}
const placeOf = ({ labels }) => JSON.stringify([labels.name, labels.destination]);
async function readSamples(path) {
    try {
        const text = await (0, promises_1.readFile)(path, 'utf8');
        if (text.trim() !== '' && !text.startsWith('# HELP pg_backup_'))
            throw notOurs(path);
        return text.split('\n').flatMap(readSample);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
const notOurs = (path) => new errors_ts_1.UserError({
    what: `${path} holds something else than our metrics, so it was left as it is.`,
    next: 'Set `metrics-file` to a file of its own.',
});
/** Reads a line of our own; what is none of ours is left out. */
function readSample(line) {
    const [, name, inner = '', number] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
    const metric = metrics_ts_1.METRIC_NAMES.find((known) => known === name);
    const labels = Object.fromEntries([...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [
        label,
        plain(text),
    ]));
    const value = Number(number);
    if (metric === undefined || Number.isNaN(value))
        return [];
    const { name: of, destination, outcome } = labels;
    if (of === undefined || destination === undefined)
        return [];
    return [{ metric, value, labels: { name: of, destination, ...(outcome !== undefined && { outcome }) } }];
}
const plain = (text) => text.replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char));


/***/ }),

/***/ 70475:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.renderMetrics = renderMetrics;
const prom_client_1 = __webpack_require__(95222);
const metrics_ts_1 = __webpack_require__(36479);
/** The text format of Prometheus. */
async function renderMetrics(samples) {
    const registry = new prom_client_1.Registry();
    for (const [name, some] of Map.groupBy(samples, ({ metric }) => metric)) {
        const labelNames = [...new Set(some.flatMap(({ labels }) => Object.keys(labels)))];
        const about = { name, help: metrics_ts_1.METRICS[name].help, labelNames, registers: [registry] };
        if (name.endsWith('_total')) {
            const counter = new prom_client_1.Counter(about);
            for (const { labels, value } of some)
                counter.inc(labels, value);
        }
        else {
            const gauge = new prom_client_1.Gauge(about);
            for (const { labels, value } of some)
                gauge.set(labels, value);
        }
    }
    return registry.metrics();
}


/***/ })

};
