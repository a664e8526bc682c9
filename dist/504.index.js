export const id = 504;
export const ids = [504];
export const modules = {

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


/***/ }),

/***/ 90504:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pushMetrics = pushMetrics;
const request_ts_1 = __webpack_require__(91399);
const metrics_text_ts_1 = __webpack_require__(70475);
/** Pushes metrics, in a group for each name and destination, so that one does not wipe out the other. */
async function pushMetrics(gateway, samples, how) {
    const groups = Map.groupBy(samples, ({ labels }) => groupPath(labels));
    for (const [path, group] of groups) {
        const url = new URL(gateway);
        url.pathname = `${url.pathname.replace(/\/$/, '')}/metrics/job/pg_backup/${path}`;
        const body = await (0, metrics_text_ts_1.renderMetrics)(group);
        const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
        await (0, request_ts_1.withRetries)(how.signal, () => (0, request_ts_1.send)(url, { method: 'PUT', headers, body, ...how }));
    }
}
/** In base64, since a slash in a path is one even where it is encoded. */
const groupPath = ({ name, destination }) => Object.entries({ name, destination })
    .map(([label, value]) => `${label}@base64/${Buffer.from(value).toString('base64url')}`)
    .join('/');


/***/ })

};
