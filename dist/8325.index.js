export const id = 8325;
export const ids = [8325];
export const modules = {

/***/ 5614:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.SIGNS = void 0;
exports.drillSummary = drillSummary;
const verdict_ts_1 = __webpack_require__(55647);
const measure_ts_1 = __webpack_require__(23810);
const version_ts_1 = __webpack_require__(92938);
const backup_ts_1 = __webpack_require__(4630);
const drill_ts_1 = __webpack_require__(10519);
const findings_ts_1 = __webpack_require__(19334);
const markdown_ts_1 = __webpack_require__(54285);
/** The verdict's sign, as a summary shows it. */
exports.SIGNS = { pass: '✅', fail: '❌', unverified: '❓' };
/** A drill for an auditor: what was verified, what was looked at, what was found, and what was not looked at. */
function drillSummary(report, showNames) {
    const { verdict, checks } = report;
    return [
        `## ${exports.SIGNS[verdict]} ${verdict}: ${(0, markdown_ts_1.cell)((0, drill_ts_1.subjectOf)(report))}`,
        MEANING[verdict],
        ...(report.manifest ? [] : [FOREIGN]),
        (0, markdown_ts_1.table)(['', ''], factsOf(report)),
        '### What was looked at',
        (0, markdown_ts_1.table)(['', 'Check', 'What it proves', 'Looked at'], checkRows(report)),
        ...yourChecks(report),
        ...findingsSection('Findings', ['fail', 'unverified'], report, showNames),
        ...findingsSection('Tolerated differences', ['tolerated'], report, showNames),
        ...(showNames || !(0, findings_ts_1.namesAnything)(checks) ? [] : [findings_ts_1.HOW_TO_SHOW]),
        '### Times',
        (0, markdown_ts_1.table)(['Part', 'Took'], timeRows(report)),
        ...notes(report),
    ].join('\n\n');
}
const MEANING = {
    pass: 'Everything that was looked at is as it should be.',
    fail: 'Something is not as it should be: see the findings below.',
    unverified: 'Nothing was found wrong, but not all of it could be looked at, so this proves nothing: see the findings below.',
};
const FOREIGN = 'This dump was made by another program, so **nothing could be compared with its source**: the verdict is about restoring it, the validity of its schema, your checks and the smoke command, and about nothing else.';
function factsOf(report) {
    const { manifest, name, dump, from, level, scratch, startedAt } = report;
    const backup = manifest
        ? [
            ['Backup', manifest.label === undefined ? manifest.id : `${manifest.id} (${manifest.label})`],
            ['Name', name],
            ['Taken', `${manifest.snapshot.time}, by pg-backup-action ${manifest.tool.version}`],
            ['Source', `database ${manifest.database.name}, PostgreSQL ${manifest.server.version}`],
            ['Holds', holds(manifest)],
            [
                'Size',
                `${(0, measure_ts_1.formatBytes)(manifest.totals.rawBytes)}, stored as ${(0, measure_ts_1.formatBytes)(manifest.totals.storedBytes)}`,
            ],
            ['Encryption', backup_ts_1.ENCRYPTION[manifest.encryption.kind]],
            ['Fingerprint', backup_ts_1.FINGERPRINT[manifest.fingerprint]],
        ]
        : [
            ['Dump', name],
            ['Kind', dump ?? 'unknown'],
        ];
    return [
        ...backup,
        ['Fetched from', from],
        ['Restored into', scratch ?? 'nothing'],
        ['Level', `${level}: ${manifest || level === 'archive' ? LEVEL[level] : LEVEL_FOREIGN}`],
        ['Verified', `${startedAt.toISOString()}, by pg-backup-action ${version_ts_1.VERSION}`],
    ];
}
const LEVEL = {
    archive: 'every byte and every archive is read to its end, and nothing is restored',
    restore: 'it is restored, and not compared with its source',
    full: 'it is restored, and compared with its source',
};
const LEVEL_FOREIGN = 'it is restored, and there is nothing to compare it with';
const SELECTION = {
    whole: 'the whole database',
    excluding: 'the database without what was left out',
    schemas: 'chosen schemas',
    tables: 'chosen tables',
};
const INCLUDE = { all: '', schema: ', no rows', data: ', rows only' };
const holds = ({ selection, include }) => `${SELECTION[selection]}${INCLUDE[include]}`;
function checkRows(report) {
    return Object.keys(verdict_ts_1.CHECKS).flatMap((name) => {
        const made = report.checks.filter((check) => check.name === name);
        if (made.length === 0 && name === 'migrate')
            return [];
        if (made.length === 0)
            return [['–', name, verdict_ts_1.CHECKS[name], notLooked(name, report)]];
        return made.map((check) => [exports.SIGNS[(0, verdict_ts_1.outcomeOf)(check)], name, verdict_ts_1.CHECKS[name], check.looked]);
    });
}
const COMPARING = ['schema', 'objects', 'rows', 'content', 'sequences', 'large objects'];
/** Why a check was not made, as far as that is known. */
function notLooked(name, { manifest, level, rto }) {
    if (name === 'rto')
        return rto === undefined ? 'no RTO was given' : 'it did not come to this';
    if (name === 'checks' || name === 'smoke')
        return 'none was given, or it did not come to this';
    if (COMPARING.includes(name) && !manifest)
        return 'there is nothing to compare with';
    if (level === 'archive' && name !== 'fetch' && name !== 'archives')
        return 'not at level archive';
    if (level === 'restore' && (COMPARING.includes(name) || name === 'validity'))
        return 'not at level restore';
    if (name === 'content' && manifest?.fingerprint === 'counts')
        return 'the backup holds no hashes of its rows';
    if (name === 'rows' && manifest?.fingerprint === 'none')
        return 'the backup holds no fingerprint';
    if (name === 'archives' && level !== 'archive')
        return 'restoring reads them';
    return 'not looked at';
}
function yourChecks({ checks }) {
    const each = checks.flatMap((check) => check.each ?? []);
    if (each.length === 0)
        return [];
    return [
        '### Your checks',
        (0, markdown_ts_1.table)(['', 'Check', 'Outcome'], each.map(({ name, outcome }) => [exports.SIGNS[outcome], name, outcome])),
    ];
}
function findingsSection(title, outcomes, { checks }, showNames) {
    const parts = checks.flatMap((check) => {
        const findings = check.findings.filter(({ outcome }) => outcomes.includes(outcome));
        if (findings.length === 0)
            return [];
        const { shown, more } = (0, findings_ts_1.findingsOf)({ ...check, findings }, showNames);
        const items = shown.map((finding) => {
            const unsure = finding.outcome === 'unverified' ? '❓ ' : '';
            return `- ${unsure}${(0, markdown_ts_1.cell)((0, findings_ts_1.findingLine)(finding))}${(0, markdown_ts_1.block)(finding.detail)}${finding.next ? `\n\n  ${(0, markdown_ts_1.cell)(finding.next)}` : ''}`;
        });
        return [
            `**${check.name}**`,
            [...items, ...(more > 0 ? [`- … and ${more.toLocaleString('en')} more`] : [])].join('\n'),
        ];
    });
    return parts.length > 0 ? [`### ${title}`, ...parts] : [];
}
function timeRows(report) {
    const { times, rto, checks } = report;
    const back = (0, measure_ts_1.formatDuration)((0, drill_ts_1.secondsToRestore)(report));
    const outcome = checks.filter(({ name }) => name === 'rto').map(verdict_ts_1.outcomeOf)[0];
    const met = outcome === undefined ? '' : outcome === 'pass' ? ': met' : ': missed';
    return [
        ['Fetching', (0, measure_ts_1.formatDuration)(times.fetch)],
        ['Restoring, with what is fetched meanwhile', (0, measure_ts_1.formatDuration)(times.restore)],
        ['Comparing', (0, measure_ts_1.formatDuration)(times.compare)],
        ['Your checks and the smoke command', (0, measure_ts_1.formatDuration)(times.checks)],
        ['All of it', (0, measure_ts_1.formatDuration)(times.total)],
        ...(rto === undefined
            ? []
            : [['Fetching and restoring, against the RTO', `${back} of ${(0, measure_ts_1.formatDuration)(rto)}${met}`]]),
    ];
}
function notes({ notes, kept }) {
    const all = kept === undefined ? notes : [...notes, `The restored database was kept. ${kept}`];
    return all.length > 0 ? ['### Notes', all.map((note) => `- ${(0, markdown_ts_1.cell)(note)}`).join('\n')] : [];
}


/***/ }),

/***/ 19334:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.HOW_TO_SHOW = exports.namesAnything = void 0;
exports.findingsOf = findingsOf;
exports.findingLine = findingLine;
/** How many findings of a check are shown; the rest is counted. */
const SHOWN = 50;
const ORDER = ['fail', 'unverified', 'tolerated'];
/** The findings of a check, the worst first, as many as are shown, and how many more there are. */
function findingsOf({ findings }, showNames) {
    const sorted = ORDER.flatMap((outcome) => findings.filter((finding) => finding.outcome === outcome));
    const all = grouped(showNames ? sorted : sorted.map(withoutNames));
    const more = all.slice(SHOWN).reduce((sum, { times }) => sum + times, 0);
    return { shown: all.slice(0, SHOWN), more };
}
/** What is left to tell where no names may be shown: what kind of difference it is. */
const withoutNames = ({ outcome, what, next }) => ({ outcome, what, next });
/** What is said several times in the same words is told once. */
function grouped(findings) {
    const kinds = Map.groupBy(findings, ({ outcome, what, object, detail }) => JSON.stringify([outcome, what, object, detail]));
    return [...kinds.values()].flatMap((alike) => {
        const [first] = alike;
        return first ? [{ ...first, times: alike.length }] : [];
    });
}
/** Whether anything is kept from a reader who is not shown names. */
const namesAnything = (checks) => checks.some(({ findings }) => findings.some(({ object, detail }) => object !== undefined || detail !== undefined));
exports.namesAnything = namesAnything;
/** How names and details come to be shown. */
exports.HOW_TO_SHOW = 'Names and details are shown where the repository is private, or with `show-table-names: yes`.';
/** A finding in a line, without its detail. */
function findingLine({ object, what, times }) {
    const sentence = what.replace(/[.\s]+$/, '');
    const line = object === undefined ? sentence : `${object}: ${sentence}`;
    return times > 1 ? `${line} (${times.toLocaleString('en')} times)` : line;
}


/***/ }),

/***/ 51117:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.drillRecord = drillRecord;
const verdict_ts_1 = __webpack_require__(55647);
const version_ts_1 = __webpack_require__(92938);
const drill_ts_1 = __webpack_require__(10519);
/** What proves less is not what `list` and alarms take for a drill. */
const VERBS = { full: 'verify', restore: 'rehearse', archive: 'read' };
/** The record of a drill as it is left beside the backup, in clear and therefore without a name of anything in it. */
function drillRecord(report, verb) {
    const { manifest, verdict, level, scratchMajor } = report;
    // What is not stored with us has no place for records.
    if (!manifest)
        return undefined;
    const times = (0, drill_ts_1.roundedTimes)(report);
    const { storedBytes, rawBytes, rows } = manifest.totals;
    const message = [
        sentence(report, 'fail', 'failed'),
        sentence(report, 'unverified', 'could not be verified'),
    ];
    return {
        format: 1,
        id: manifest.id,
        name: manifest.name,
        verb: verb ?? VERBS[level],
        outcome: verdict,
        time: new Date(report.startedAt.getTime() + times.total * 1000).toISOString(),
        tool: version_ts_1.VERSION,
        durationSeconds: times.total,
        storedBytes,
        rawBytes,
        ...(rows !== undefined && { rows }),
        level,
        times,
        checks: outcomes(report),
        ...(scratchMajor !== undefined && { scratchMajor }),
        ...(verdict !== 'pass' && {
            message: message.filter(Boolean).join(' ') || 'Nothing could be looked at.',
        }),
    };
}
const sentence = (report, outcome, how) => {
    const names = (0, drill_ts_1.namesOf)(report, outcome);
    return names.length > 0 ? `${names.join(', ')} ${how}.` : '';
};
/** Of each check how it ended, the worst where it was made several times. */
function outcomes({ checks }) {
    const byName = Map.groupBy(checks, ({ name }) => name);
    return Object.fromEntries([...byName].map(([name, alike]) => [
        name,
        (0, verdict_ts_1.outcomeOf)({ findings: alike.flatMap(({ findings }) => findings) }),
    ]));
}


/***/ }),

/***/ 98325:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.indented = exports.MARKS = exports.reportDrill = exports.drillRecord = void 0;
exports.reportDrills = reportDrills;
exports.storeReport = storeReport;
exports.tellChecks = tellChecks;
exports.sentenceOf = sentenceOf;
exports.reportNoDrill = reportNoDrill;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const backup_ts_1 = __webpack_require__(4630);
const drill_ts_1 = __webpack_require__(10519);
const drill_json_ts_1 = __webpack_require__(99390);
const drill_summary_ts_1 = __webpack_require__(5614);
const findings_ts_1 = __webpack_require__(19334);
const markdown_ts_1 = __webpack_require__(54285);
const restore_log_ts_1 = __webpack_require__(97871);
var record_ts_1 = __webpack_require__(51117);
Object.defineProperty(exports, "drillRecord", ({ enumerable: true, get: function () { return record_ts_1.drillRecord; } }));
/** Tells how a drill ended: log, outputs, the job's summary, JSON, and the user's own log of restore tests. */
const reportDrill = (host, options, report) => reportDrills(host, options, [report]);
exports.reportDrill = reportDrill;
/** Tells of the drills of several copies of a backup, whose verdict is the worst of them. */
async function reportDrills(host, options, reports) {
    const untold = await addRows(host, options, reports);
    const { showTableNames, metrics } = options;
    const json = { ...jsonOf(reports, showTableNames), ...(metrics && { metrics }) };
    for (const report of reports)
        tellChecks(host, options.showTableNames, report);
    const outputs = {
        verdict: (0, verdict_ts_1.worst)(reports.map(({ verdict }) => verdict)),
        'backup-id': reports[0].manifest?.id ?? '',
        'restore-seconds': String(Math.round(10 * Math.max(...reports.map(drill_ts_1.secondsToRestore))) / 10),
        report: await storeReport(host, 'verify', reports[0], json),
    };
    for (const [name, value] of Object.entries(outputs))
        host.output(name, value);
    for (const report of reports) {
        host[report.verdict === 'pass' ? 'info' : 'error'](sentenceOf(report));
        await host.summary((0, drill_summary_ts_1.drillSummary)(report, options.showTableNames));
    }
    if (options.print === 'json')
        host.print(JSON.stringify(json, undefined, 2));
    if (options.print === 'verdict')
        host.print(outputs.verdict);
    // The verdict stands, and is told; but who asked for a record and got none must not see green.
    if (untold)
        throw untold;
}
async function addRows(host, { restoreLog }, reports) {
    if (restoreLog === undefined)
        return undefined;
    try {
        for (const report of reports)
            await (0, restore_log_ts_1.addToRestoreLog)(host, restoreLog, report);
        return undefined;
    }
    catch (error) {
        if (error instanceof errors_ts_1.UserError)
            return error;
        throw error;
    }
}
/** Of one drill its own JSON, of several one around them. */
function jsonOf(reports, showNames) {
    const [first, ...others] = reports;
    if (others.length === 0)
        return (0, drill_json_ts_1.drillJson)(first, showNames);
    return {
        format: 1,
        verdict: (0, verdict_ts_1.worst)(reports.map(({ verdict }) => verdict)),
        copies: reports.map((report) => (0, drill_json_ts_1.drillJson)(report, showNames)),
    };
}
/** Leaves JSON for a later step of the job; on a terminal nobody would look for it. */
async function storeReport(host, verb, { manifest, startedAt }, json) {
    const { GITHUB_ACTIONS, RUNNER_TEMP } = host.env;
    if (GITHUB_ACTIONS !== 'true' || !RUNNER_TEMP)
        return '';
    const time = startedAt.toISOString().replace(/[-:]|\.\d+/g, '');
    const file = (0, node_path_1.join)(RUNNER_TEMP, `pg-backup-${verb}-${manifest?.id ?? 'dump'}-${time}.json`);
    const redacted = (_, value) => (typeof value === 'string' ? host.redact(value) : value);
    try {
        await (0, promises_1.writeFile)(file, `${JSON.stringify(json, redacted, 2)}\n`);
        return file;
    }
    catch (error) {
        host.warn(`The report could not be written, so the output \`report\` is empty: ${(0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error))}`);
        return '';
    }
}
/** Marks that tell an outcome at a glance. */
exports.MARKS = { pass: '✔', fail: '✘', unverified: '?', tolerated: '~' };
/** Every check of a drill with what it found, in lines. */
function tellChecks(host, showNames, report) {
    for (const check of report.checks)
        host.info(checkLines(check, showNames).join('\n'));
    if (!showNames && (0, findings_ts_1.namesAnything)(report.checks))
        host.info(findings_ts_1.HOW_TO_SHOW);
    for (const note of report.notes)
        host.info(`Note: ${note}`);
    if (report.kept !== undefined)
        host.info(`The restored database was kept. ${report.kept}`);
}
function checkLines(check, showNames) {
    const { name, looked, each = [] } = check;
    const outcome = (0, verdict_ts_1.outcomeOf)(check);
    const { shown, more } = (0, findings_ts_1.findingsOf)(check, showNames);
    const head = outcome === 'pass' ? `${name}: ${verdict_ts_1.CHECKS[name]} (${looked})` : `${name} (${looked}):`;
    return [
        `${exports.MARKS[outcome]} ${head}`,
        ...each.filter((one) => one.outcome === 'pass').map((one) => `    ${exports.MARKS.pass} ${one.name}`),
        ...shown.flatMap((finding) => [
            `    ${exports.MARKS[finding.outcome]} ${(0, findings_ts_1.findingLine)(finding)}`,
            ...(0, exports.indented)(finding.detail),
            ...(0, exports.indented)(finding.next),
        ]),
        ...(more > 0 ? [`    … and ${more.toLocaleString('en')} more`] : []),
    ];
}
/** A text of several lines under the line that it explains. */
const indented = (detail) => detail === undefined || detail === '' ? [] : detail.split('\n').map((line) => `        ${line}`);
exports.indented = indented;
/** The verdict in one sentence, saying no more than was looked at. */
function sentenceOf(report) {
    const subject = (0, drill_ts_1.subjectOf)(report);
    const about = `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
    return `${about}: ${report.verdict}. ${reasonOf(report)} It took ${(0, measure_ts_1.formatDuration)(report.times.total)}.`;
}
function reasonOf(report) {
    const failed = (0, drill_ts_1.namesOf)(report, 'fail');
    const unknown = (0, drill_ts_1.namesOf)(report, 'unverified');
    const open = unknown.length > 0 ? [`What could not be looked at: ${unknown.join(', ')}.`] : [];
    if (report.verdict === 'pass')
        return proven(report);
    if (failed.length > 0)
        return [`What is not as it should be: ${failed.join(', ')}.`, ...open].join(' ');
    return open[0] ?? 'Nothing could be looked at.';
}
function proven({ manifest, level, checks }) {
    if (level === 'archive')
        return 'Every byte and every archive was read to its end; at `level: archive` nothing is restored.';
    if (!manifest)
        return 'It was restored without an error; a dump that another program made has nothing to be compared with.';
    if (level === 'restore')
        return 'It was restored without an error; at `level: restore` it is not compared with its source.';
    const rows = checks.find(({ name }) => name === 'rows');
    if (!rows)
        return 'It was restored, and its schema is that of its source; without a fingerprint its rows could not be compared.';
    const how = checks.some(({ name }) => name === 'content') ? 'counted and compared by content' : 'counted';
    const tolerated = checks.flatMap(({ findings }) => findings).length;
    const but = tolerated > 0 ? `, with ${(0, backup_ts_1.count)(tolerated, 'tolerated difference')}` : '';
    return `It was restored, and equals its source${but}: ${rows.looked}, ${how}.`;
}
/** Tells outputs and the job's summary of a drill that could not begin. */
async function reportNoDrill(host, error) {
    const verdict = error.ending === 'fail' ? 'fail' : 'unverified';
    host.output('verdict', verdict);
    await host.summary(`## ${drill_summary_ts_1.SIGNS[verdict]} Drill: ${verdict}\n\n${(0, markdown_ts_1.cell)(error.message)}\n`);
}


/***/ })

};
