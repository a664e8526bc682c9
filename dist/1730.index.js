export const id = 1730;
export const ids = [1730];
export const modules = {

/***/ 59080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.VERBS = void 0;
exports.runRequest = runRequest;
exports.VERBS = {
    backup: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(5110), __webpack_require__.e(855), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(5947), __webpack_require__.e(4694), __webpack_require__.e(2053), __webpack_require__.e(493), __webpack_require__.e(1964), __webpack_require__.e(3410), __webpack_require__.e(3454), __webpack_require__.e(8998)]).then(__webpack_require__.bind(__webpack_require__, 33454)),
    verify: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(5110), __webpack_require__.e(855), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(944), __webpack_require__.e(5947), __webpack_require__.e(6936), __webpack_require__.e(2053), __webpack_require__.e(8618), __webpack_require__.e(493), __webpack_require__.e(8325), __webpack_require__.e(9691), __webpack_require__.e(1964), __webpack_require__.e(3613)]).then(__webpack_require__.bind(__webpack_require__, 63613)),
    prove: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(5110), __webpack_require__.e(855), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(944), __webpack_require__.e(5947), __webpack_require__.e(6936), __webpack_require__.e(2053), __webpack_require__.e(8618), __webpack_require__.e(493), __webpack_require__.e(8325), __webpack_require__.e(9691), __webpack_require__.e(1964), __webpack_require__.e(1420)]).then(__webpack_require__.bind(__webpack_require__, 91420)),
    restore: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(5110), __webpack_require__.e(855), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(5947), __webpack_require__.e(6936), __webpack_require__.e(2053), __webpack_require__.e(8618), __webpack_require__.e(493), __webpack_require__.e(8325), __webpack_require__.e(9691), __webpack_require__.e(1964), __webpack_require__.e(6249), __webpack_require__.e(816)]).then(__webpack_require__.bind(__webpack_require__, 80816)),
    list: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(270), __webpack_require__.e(9664)]).then(__webpack_require__.bind(__webpack_require__, 49664)),
    prune: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(3410), __webpack_require__.e(2106)]).then(__webpack_require__.bind(__webpack_require__, 60294)),
    check: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(3410), __webpack_require__.e(9238)]).then(__webpack_require__.bind(__webpack_require__, 99238)),
    copy: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(4694), __webpack_require__.e(7725)]).then(__webpack_require__.bind(__webpack_require__, 57725)),
    doctor: () => Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(5110), __webpack_require__.e(855), __webpack_require__.e(270), __webpack_require__.e(944), __webpack_require__.e(5947), __webpack_require__.e(6936), __webpack_require__.e(2053), __webpack_require__.e(4915)]).then(__webpack_require__.bind(__webpack_require__, 44915)),
};
/** Runs the command that a request names. */
async function runRequest(host, { command, options, watch }, verbs) {
    const verb = await verbs[command]();
    // A run that only shows what it would do is nothing that others wait for.
    const rehearsal = 'dryRun' in options && options.dryRun;
    if (!watch || rehearsal)
        return verb.run(host, options);
    const { watched } = await Promise.all(/* import() */[__webpack_require__.e(8275), __webpack_require__.e(270), __webpack_require__.e(4382), __webpack_require__.e(3176)]).then(__webpack_require__.bind(__webpack_require__, 93176));
    const { destinations, name } = options;
    const drills = 'drill' in options && options.drill !== undefined;
    return watched(host, { command, destinations, name, drills, watch }, (heard) => verb.run(heard, options));
}


/***/ }),

/***/ 41730:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.main = main;
const verbs_ts_1 = __webpack_require__(59080);
const errors_ts_1 = __webpack_require__(83916);
const ending_ts_1 = __webpack_require__(87259);
const parse_ts_1 = __webpack_require__(89905);
const reading_ts_1 = __webpack_require__(12158);
/** From what was read to the exit code, the same for a step and a terminal. */
async function main(host, reading, folder, verbs = verbs_ts_1.VERBS) {
    for (const secret of (0, reading_ts_1.secretsOf)(reading.given, host.env))
        host.mask(secret);
    const ending = await (0, ending_ts_1.runToEnding)(host, async () => {
        const request = (0, parse_ts_1.parseRequest)(reading, { env: host.env, audience: host.audience, folder });
        if (request.options.debug)
            host.showDebug();
        return (0, verbs_ts_1.runRequest)(host, request, verbs);
    });
    return errors_ts_1.EXIT[ending];
}


/***/ })

};
