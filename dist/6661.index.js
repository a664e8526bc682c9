export const id = 6661;
export const ids = [6661];
export const modules = {

/***/ 86661:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const errors_ts_1 = __webpack_require__(83916);
const actions_ts_1 = __webpack_require__(19881);
const ending_ts_1 = __webpack_require__(87259);
const entry_ts_1 = __webpack_require__(78926);
const inputs_ts_1 = __webpack_require__(99269);
const parse_ts_1 = __webpack_require__(89905);
const reading_ts_1 = __webpack_require__(12158);
const PREFIX = 'STATE_';
/** The clean-up after a step, also after one that was cancelled or killed. */
async function run() {
    const { env } = process;
    const host = (0, actions_ts_1.createActionsHost)({ env, out: process.stdout });
    const inputs = (0, inputs_ts_1.readInputs)(env);
    for (const secret of (0, reading_ts_1.secretsOf)(inputs.given, env))
        host.mask(secret);
    // Parsed only when it is asked for: where the step refused its inputs, there is nothing to clean up.
    const options = () => {
        const folder = env.GITHUB_WORKSPACE || process.cwd();
        return (0, parse_ts_1.parseRequest)(inputs, { env, audience: host.audience, folder }).options;
    };
    const ending = await (0, ending_ts_1.runToEnding)(host, async () => {
        const { run: cleanUp } = await Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(5110), __webpack_require__.e(270), __webpack_require__.e(5947), __webpack_require__.e(6936), __webpack_require__.e(4694), __webpack_require__.e(8618), __webpack_require__.e(493), __webpack_require__.e(6249), __webpack_require__.e(8521)]).then(__webpack_require__.bind(__webpack_require__, 86914));
        await cleanUp(host, stateOf(env), {
            destinations: () => options().destinations,
            scratch: () => scratchOf(options()),
            targetUrl: () => {
                const all = options();
                return 'targetUrl' in all ? all.targetUrl : undefined;
            },
        });
        return 'pass';
    });
    return errors_ts_1.EXIT[ending];
}
/** Where a drill of the step restored to, if it had one. */
function scratchOf(options) {
    if ('scratch' in options)
        return options.scratch;
    return 'drill' in options ? options.drill?.scratch : undefined;
}
/** What the run remembered for its clean-up. */
function stateOf(env) {
    const entries = Object.entries(env).flatMap(([variable, value = '']) => variable.startsWith(PREFIX) ? [[variable.slice(PREFIX.length), value]] : []);
    return Object.fromEntries(entries.filter(([name]) => name !== entry_ts_1.POST_STATE));
}


/***/ })

};
