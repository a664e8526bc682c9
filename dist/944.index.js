export const id = 944;
export const ids = [944];
export const modules = {

/***/ 70272:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openDocker = openDocker;
const node_crypto_1 = __webpack_require__(77598);
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const process_ts_1 = __webpack_require__(17439);
const docker_ts_1 = __webpack_require__(59163);
const target_ts_1 = __webpack_require__(11454);
const folder_ts_1 = __webpack_require__(84080);
const memory_ts_1 = __webpack_require__(3227);
const name_ts_1 = __webpack_require__(49275);
const place_ts_1 = __webpack_require__(24217);
const settings_ts_1 = __webpack_require__(37925);
const SUPERUSER = 'postgres';
const ADDRESS = '127.0.0.1';
const PORT = '5432/tcp';
const RUN_MS = 60_000;
const REMOVAL_MS = 20_000;
/** Starts a container of PostgreSQL's official image, whose port only this machine can reach. */
async function openDocker(request) {
    const { host, major } = request;
    const { signal } = host;
    const env = (0, target_ts_1.plainEnvironment)(host.env);
    const image = await (0, docker_ts_1.needImage)(major, {
        env,
        signal,
        log: (line) => host.info(line),
        purpose: 'a throw-away server',
        next: `Check the network, install PostgreSQL ${major} here, or name a database server by \`scratch: <url>\`.`,
        ending: 'unverified',
    });
    await sweepContainers(host, env);
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    const container = {
        name: (0, name_ts_1.scratchName)(),
        image,
        password: (0, node_crypto_1.randomBytes)(18).toString('base64url'),
        env,
    };
    const { name } = container;
    host.mask(container.password);
    const forget = (0, memory_ts_1.rememberThing)(host, { kind: 'container', name });
    const onExit = () => removeAtExit(container);
    const leave = async () => {
        process.off('exit', onExit);
        await folder.remove().catch((error) => host.warn(`${folder.path} is left: ${(0, errors_ts_1.asError)(error).message}`));
    };
    let closing;
    const close = () => {
        closing ??= remove(host, container)
            .then((gone) => gone && forget())
            .then(leave);
        return closing;
    };
    process.on('exit', onExit);
    try {
        await runContainer(request, container);
        const place = await untilReady(host, container);
        return {
            kind: 'docker',
            where: `a throw-away PostgreSQL ${(0, place_ts_1.plainVersion)(place.server)} (docker image ${image})`,
            ...place,
            throwaway: true,
            folder: folder.own,
            close,
            async keep() {
                forget();
                closing ??= leave();
                await closing;
                return {
                    reach: (database) => `docker exec -it ${name} psql -U ${SUPERUSER} ${database}`,
                    remove: `docker ${(0, docker_ts_1.removalOf)(name).join(' ')}`,
                };
            },
        };
    }
    catch (error) {
        await close();
        signal.throwIfAborted();
        throw error;
    }
}
async function runContainer({ host, jobs, needBytes, major }, container) {
    const { name, image, password, env } = container;
    const settings = (0, settings_ts_1.loadingSettings)(await dockersMachine(host, env), { jobs, needBytes });
    const variables = {
        POSTGRES_PASSWORD: password,
        POSTGRES_INITDB_ARGS: `--encoding=UTF8 --locale=C --no-sync${major >= 18 ? ' --no-data-checksums' : ''}`,
    };
    const how = [
        ...['run', '--detach', '--rm', `--name=${name}`, `--publish=${ADDRESS}::${PORT}`, '--shm-size=256m'],
        // By name alone, so that no value stands among docker's arguments.
        ...Object.keys(variables).flatMap((variable) => ['--env', variable]),
    ];
    // Not cut short by a cancel: docker would go on making what could then not yet be removed.
    const options = { env: { ...env, ...variables }, signal: AbortSignal.timeout(RUN_MS) };
    const run = await (0, process_ts_1.probe)('docker', [...how, image, ...(0, settings_ts_1.asArguments)(settings)], options);
    host.signal.throwIfAborted();
    if (run.code !== 0)
        throw notStarted(image, run.stderr);
}
/** The machine that docker runs on may be another, or a virtual one with less. */
async function dockersMachine({ signal }, env) {
    const info = await (0, process_ts_1.probe)('docker', ['info', '--format', '{{.NCPU}} {{.MemTotal}}'], { env, signal });
    const [cores = 0, memory = 0] = info.stdout.trim().split(' ').map(Number);
    const here = (0, settings_ts_1.thisMachine)();
    if (!(cores > 0 && memory > 0))
        return here;
    return {
        cores: Math.min(cores, here.cores),
        memory: Math.min(memory, here.memory),
        free: Math.min(memory, here.free),
    };
}
const START_MS = 120_000;
/** So often the server may be ready in its container and not to be reached from here. */
const PATIENCE = 5;
async function untilReady(host, container) {
    const { name, image, env } = container;
    const following = new AbortController();
    const signal = AbortSignal.any([host.signal, following.signal]);
    // With the container its log goes too, so it is read from the beginning; it ends when the container does.
    const log = (0, process_ts_1.start)('docker', ['logs', '--follow', name], { env, signal });
    const over = endOf(log);
    try {
        const target = await targetOf(host, container);
        const deadline = Date.now() + START_MS;
        for (let readyInside = 0;;) {
            try {
                return await (0, place_ts_1.readPlace)(target, { signal: host.signal, purpose: 'scratch' });
            }
            catch (error) {
                host.signal.throwIfAborted();
                if (!(0, place_ts_1.mayComeUp)(error))
                    throw error;
                if (readyInside > PATIENCE)
                    throw notReached(image);
            }
            if (await Promise.race([over, (0, promises_1.setTimeout)(200, false, { signal })]))
                throw notStarted(image, log.stderrTail());
            if (Date.now() > deadline)
                throw notStarted(image, `${log.stderrTail()}\nIt was not ready after ${START_MS / 1000} s.`);
            const ready = ['exec', name, 'pg_isready', '--quiet', `--host=${ADDRESS}`];
            if ((await (0, process_ts_1.probe)('docker', ready, { env, signal })).code === 0)
                readyInside++;
        }
    }
    finally {
        following.abort();
    }
}
async function endOf(log) {
    log.stdin.end();
    log.stdout.resume();
    await log.ended.catch(() => undefined);
    return true;
}
async function targetOf({ signal }, { name, image, password, env }) {
    const { stdout, stderr } = await (0, process_ts_1.probe)('docker', ['port', name, PORT], { env, signal });
    const [, port] = new RegExp(`^${ADDRESS}:(\\d+)$`, 'm').exec(stdout) ?? [];
    if (!port)
        throw notStarted(image, stderr);
    return {
        host: ADDRESS,
        port: Number(port),
        user: SUPERUSER,
        database: 'postgres',
        password,
        sslmode: 'disable',
        given: {},
    };
}
const notStarted = (image, said) => new errors_ts_1.UserError({
    what: `The throw-away server of the docker image ${image} did not start.`,
    why: said.trim().split('\n').slice(-10).join('\n') || undefined,
    next: 'Mend what it says, or name a database server to restore into by `scratch: <url>`.',
}, 'unverified');
const notReached = (image) => new errors_ts_1.UserError({
    what: `The throw-away server of the docker image ${image} runs, and cannot be reached from here.`,
    why: `Its port is open to the machine that docker runs on, at ${ADDRESS}; a job in a container of its own, or with docker on another machine, does not get there.`,
    next: 'Let the job run outside of a container, install PostgreSQL in it, or give it a service container and name that by `scratch: <url>`.',
}, 'unverified');
/** Whether it is gone. */
async function remove(host, { name, env }) {
    try {
        await (0, docker_ts_1.removeContainer)(name, { env, signal: AbortSignal.timeout(REMOVAL_MS) });
        return true;
    }
    catch (error) {
        host.warn(`The container ${name} could not be removed: ${(0, errors_ts_1.asError)(error).message} Remove it by: docker ${(0, docker_ts_1.removalOf)(name).join(' ')}`);
        return false;
    }
}
/** In the last moment of this process nothing can be waited for, so docker is told and left to itself. */
function removeAtExit({ name, env }) {
    (0, process_ts_1.startResident)('docker', (0, docker_ts_1.removalOf)(name), { env, log: '/dev/null' });
}
/** Removes containers of runs on this machine that died. */
async function sweepContainers(host, env) {
    const { signal } = host;
    const list = ['ps', '--all', '--filter=name=pg-backup-scratch-', '--format={{.Names}}'];
    const { stdout } = await (0, process_ts_1.probe)('docker', list, { env, signal });
    for (const name of stdout.split('\n').filter((one) => (0, name_ts_1.isAbandoned)(one, memory_ts_1.isInUse))) {
        if (await remove(host, { name, env }))
            host.info(`Removed the container ${name}, which a run that died had left.`);
    }
}


/***/ }),

/***/ 45186:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findServers = findServers;
exports.openEmbedded = openEmbedded;
exports.serverUser = serverUser;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const promises_2 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const process_ts_1 = __webpack_require__(17439);
const installed_ts_1 = __webpack_require__(70197);
const folder_ts_1 = __webpack_require__(84080);
const place_ts_1 = __webpack_require__(24217);
const settings_ts_1 = __webpack_require__(37925);
/** The server programs that are installed here and can be run by us, or by the user that takes root's place. */
async function findServers({ env, signal }) {
    const how = { env: environment(env, '/'), signal, user: serverUser() };
    return isRoot() && !how.user ? [] : (0, installed_ts_1.findInstalled)(['postgres', 'initdb'], how);
}
const PORT = 5432;
/** A socket's path must fit into this many bytes on every system that we know. */
const LONGEST_SOCKET = 103;
const SUPERUSER = 'postgres';
/** Makes a server that only we can reach, by a socket in a private folder, and starts it. */
async function openEmbedded(request, programs) {
    const { host } = request;
    const user = serverUser();
    const folders = [];
    let server;
    let closing;
    const onExit = () => server?.kill('SIGQUIT');
    const close = () => {
        closing ??= end(host, folders, server).finally(() => process.off('exit', onExit));
        return closing;
    };
    // Before its folder goes, which does so at the exit too.
    process.prependListener('exit', onExit);
    try {
        const folder = await (0, folder_ts_1.openFolder)(host, {
            user,
            needBytes: request.needBytes + (0, settings_ts_1.walBytes)(request.needBytes),
        });
        folders.push(folder);
        let socket = (0, node_path_1.join)(folder.path, folder_ts_1.SOCKET);
        if (Buffer.byteLength((0, node_path_1.join)(socket, `.s.PGSQL.${PORT}`)) > LONGEST_SOCKET) {
            const short = await (0, folder_ts_1.openFolder)(host, { user, parent: '/tmp' });
            folders.push(short);
            socket = (0, node_path_1.join)(short.path, folder_ts_1.SOCKET);
        }
        const cluster = { ...programs, user, root: folder.path, socket };
        await makeCluster(host, cluster);
        server = startServer(request, cluster);
        await untilReady(host, cluster, server);
        const place = await (0, place_ts_1.readPlace)(targetAt(socket), { signal: host.signal, purpose: 'scratch' });
        return {
            kind: 'embedded',
            where: `a throw-away PostgreSQL ${(0, place_ts_1.plainVersion)(place.server)} (${programs.folder})`,
            ...place,
            throwaway: true,
            folder: folder.own,
            lastWords: () => breakdownOf(cluster),
            close,
            async keep() {
                for (const one of folders)
                    await one.keep();
                process.off('exit', onExit);
                server?.leave();
                closing = Promise.resolve();
                const paths = folders.map(({ path }) => path).join(' ');
                return {
                    reach: (database) => `psql --host='${socket}' --username=${SUPERUSER} ${database}`,
                    remove: `kill -QUIT ${server?.pid}; rm -rf ${paths}`,
                };
            },
        };
    }
    catch (error) {
        await close();
        host.signal.throwIfAborted();
        throw error;
    }
}
const dataOf = ({ root }) => (0, node_path_1.join)(root, folder_ts_1.DATA);
const logOf = ({ root }) => (0, node_path_1.join)(root, 'server.log');
async function makeCluster({ signal, env }, cluster) {
    const { folder, major, version, user } = cluster;
    const data = dataOf(cluster);
    const made = await (0, process_ts_1.probe)((0, node_path_1.join)(folder, 'initdb'), [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        '--auth-local=trust',
        '--auth-host=reject',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
        ...(major >= 18 ? ['--no-data-checksums'] : []),
    ], { env: environment(env, data), cwd: data, user, signal });
    if (made.code !== 0)
        throw notStarted(version, folder, made.stderr || made.stdout);
}
function startServer({ jobs, needBytes, host }, cluster) {
    const { folder, user, socket } = cluster;
    const data = dataOf(cluster);
    const settings = {
        ...(0, settings_ts_1.loadingSettings)((0, settings_ts_1.thisMachine)(), { jobs, needBytes }),
        listen_addresses: '',
        port: String(PORT),
        unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
        unix_socket_permissions: '0700',
    };
    return (0, process_ts_1.startResident)((0, node_path_1.join)(folder, 'postgres'), ['-D', data, ...(0, settings_ts_1.asArguments)(settings)], {
        env: environment(host.env, data),
        cwd: data,
        user,
        log: logOf(cluster),
    });
}
/** All that the server's processes see of our environment: a dump can run code in them. */
const environment = ({ PATH }, home) => ({
    PATH: PATH ?? '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    HOME: home,
});
const START_MS = 60_000;
async function untilReady({ signal }, cluster, server) {
    const ended = server.ended.then(({ code, signal: by }) => `It ended with ${by ?? `exit code ${code}`}.`, (error) => (0, errors_ts_1.asError)(error).message);
    const deadline = Date.now() + START_MS;
    while (!(await isReady(cluster))) {
        const pause = (0, promises_2.setTimeout)(15, undefined, { signal });
        const over = await Promise.race([ended, pause]);
        const why = over ?? (Date.now() > deadline ? `It was not ready after ${START_MS / 1000} s.` : undefined);
        if (why !== undefined)
            throw notStarted(cluster.version, cluster.folder, `${await tailOf(cluster)}\n${why}`);
    }
}
/** The line of its own file in which a server says how far it is. */
async function isReady(cluster) {
    const text = await (0, promises_1.readFile)((0, node_path_1.join)(dataOf(cluster), 'postmaster.pid'), 'utf8').catch(() => '');
    return text.split('\n')[7]?.trim() === 'ready';
}
async function tailOf(cluster) {
    const text = await (0, promises_1.readFile)(logOf(cluster), 'utf8').catch(() => '');
    return text.trimEnd().split('\n').slice(-10).join('\n');
}
/** Such lines name files and processes, and nothing of the user's. */
const BREAKDOWN = /PANIC: |was terminated by signal|No space left on device/;
async function breakdownOf(cluster) {
    const text = await (0, promises_1.readFile)(logOf(cluster), 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => BREAKDOWN.test(line));
    const said = lines.map((line) => line.replace(/^.*? \[\d+\] /, ''));
    return [...new Set(said)].slice(-3).join('\n') || undefined;
}
const notStarted = (version, folder, said) => new errors_ts_1.UserError({
    what: `The throw-away PostgreSQL ${version} of ${folder} did not start.`,
    why: said.trim().split('\n').slice(-12).join('\n') || undefined,
    next: 'Mend what it says, or name a database server to restore into by `scratch: <url>`.',
}, 'unverified');
const targetAt = (socket) => ({
    host: socket,
    port: PORT,
    user: SUPERUSER,
    database: 'postgres',
    password: undefined,
    sslmode: 'disable',
    given: {},
});
const END_MS = 5_000;
async function end(host, folders, server) {
    if (server) {
        // Immediate shutdown: nothing that it would still write is wanted.
        server.kill('SIGQUIT');
        const limit = new AbortController();
        const gone = server.ended.then(() => true, () => true);
        const late = (0, promises_2.setTimeout)(END_MS, false, { signal: limit.signal }).catch(() => false);
        if (!(await Promise.race([gone, late])))
            server.kill('SIGKILL');
        limit.abort();
    }
    for (const folder of folders) {
        await folder.remove().catch((error) => {
            host.warn(`${folder.path} could not be taken away: ${(0, errors_ts_1.asError)(error).message} Remove it by hand.`);
        });
    }
}
const isRoot = () => process.getuid?.() === 0;
/** PostgreSQL refuses to run as root, so another user takes its place; nothing for whoever is not root. */
function serverUser() {
    if (!isRoot())
        return undefined;
    const users = (0, node_fs_1.readFileSync)('/etc/passwd', 'utf8').split('\n');
    for (const name of ['postgres', 'nobody']) {
        const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
        if (uid && gid)
            return { uid: Number(uid), gid: Number(gid) };
    }
    return undefined;
}


/***/ }),

/***/ 30944:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openScratch = openScratch;
exports.chooseScratch = chooseScratch;
const errors_ts_1 = __webpack_require__(83916);
const docker_ts_1 = __webpack_require__(59163);
const target_ts_1 = __webpack_require__(11454);
const docker_ts_2 = __webpack_require__(70272);
const embedded_ts_1 = __webpack_require__(45186);
const folder_ts_1 = __webpack_require__(84080);
const url_ts_1 = __webpack_require__(78115);
/** Opens a server to restore into, as the user chose it or as this machine allows. */
async function openScratch(request) {
    const { host, major } = request;
    await (0, folder_ts_1.sweepFolders)(host);
    const scratch = await chosen(request);
    const { major: other, version } = scratch.server;
    if (other !== major) {
        host.warn(`The scratch server is PostgreSQL ${version}, and the backup is of PostgreSQL ${major}: its rows can be compared, its schema cannot.`);
    }
    return scratch;
}
async function chosen(request) {
    const found = await chooseScratch(request);
    switch (found.kind) {
        case 'url':
            return (0, url_ts_1.openByUrl)(request, found.url);
        case 'docker':
            return (0, docker_ts_2.openDocker)(request);
        case 'embedded':
            return (0, embedded_ts_1.openEmbedded)(request, found.programs);
    }
}
/** Looks what there is to restore into, and starts nothing. */
async function chooseScratch(request) {
    const { choice, host, major, client } = request;
    if (choice.kind === 'url')
        return choice;
    if (choice.kind === 'docker') {
        const why = await dockerTrouble(request);
        if (why === undefined)
            return { kind: 'docker' };
        throw notToBeHad('`scratch: docker` was asked for, but docker does not answer.', why, request);
    }
    const found = await (0, embedded_ts_1.findServers)(host);
    const fitting = found.find((installed) => installed.major === major);
    if (fitting)
        return { kind: 'embedded', programs: fitting };
    // Who wants no docker for the client programs wants none here.
    const docker = choice.kind === 'auto' && client !== 'local' && (await dockerTrouble(request)) === undefined;
    if (docker)
        return { kind: 'docker' };
    const other = nextBest(found, major);
    if (other)
        return { kind: 'embedded', programs: other };
    const here = choice.kind === 'auto' && client !== 'local' ? ', and no docker to run one' : '';
    throw notToBeHad(`There are no server programs of PostgreSQL here${here}.`, whyNone(), request);
}
const dockerTrouble = ({ host }) => (0, docker_ts_1.whyNoDocker)({ env: (0, target_ts_1.plainEnvironment)(host.env), signal: host.signal });
/** A newer server can read an older one's dump, an older one seldom a newer one's. */
function nextBest(found, major) {
    const byAge = [...found].sort((a, b) => a.major - b.major);
    return byAge.find((installed) => installed.major > major) ?? byAge.at(-1);
}
const whyNone = () => process.getuid?.() === 0 && !(0, embedded_ts_1.serverUser)()
    ? 'They refuse to run as root, and there is neither a user postgres nor a user nobody to run them as.'
    : undefined;
const notToBeHad = (what, why, { major }) => new errors_ts_1.UserError({
    what,
    why,
    next: `Install the server (Debian, Ubuntu: apt-get install postgresql-${major}, from apt.postgresql.org where the system has it not), or name a database server to restore into by \`scratch: <url>\`, such as a service container.`,
}, 'unverified');


/***/ }),

/***/ 37925:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.asArguments = exports.walBytes = void 0;
exports.thisMachine = thisMachine;
exports.loadingSettings = loadingSettings;
const node_os_1 = __webpack_require__(48161);
const MB = 1024 * 1024;
const GB = 1024 * MB;
/** This machine, or the container that we run in where that has less. */
function thisMachine() {
    // 0, or a number beyond all machines, where nothing is limited.
    const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
    const memory = Math.min((0, node_os_1.totalmem)(), limit);
    return { cores: (0, node_os_1.availableParallelism)(), memory, free: Math.min(memory, process.availableMemory()) };
}
/** How a server is set that is loaded once and thrown away: nothing is kept safe, and loading is all that counts. */
function loadingSettings({ cores, memory, free }, { jobs, needBytes }) {
    const quarter = Math.min(memory / 4, free / 3);
    return {
        fsync: 'off',
        full_page_writes: 'off',
        synchronous_commit: 'off',
        wal_level: 'minimal',
        max_wal_senders: '0',
        autovacuum: 'off',
        jit: 'off',
        // More is no faster: what is loaded is written once, and the system keeps it too.
        shared_buffers: inMegabytes(between(64 * MB, quarter, GB)),
        maintenance_work_mem: inMegabytes(between(64 * MB, quarter / jobs, GB)),
        // Also where every core has a job: the last large index is often left to one of them alone.
        max_parallel_maintenance_workers: String(between(1, Math.floor(cores / jobs), 4)),
        max_wal_size: inMegabytes((0, exports.walBytes)(needBytes)),
        checkpoint_timeout: '1h',
        wal_buffers: '16MB',
        wal_init_zero: 'off',
        // A restore, and the dump that it is compared by, lock every table at once.
        max_locks_per_transaction: '2048',
        max_connections: String(50 + 2 * jobs),
        // Files in the server's own folder: /dev/shm is tiny in containers, and keeps what a killed server leaves.
        dynamic_shared_memory_type: 'mmap',
        // A subscription that came with a dump must not dial out.
        max_logical_replication_workers: '0',
    };
}
/** How much WAL may lie beside the data before it is made room for, which costs time. */
const walBytes = (needBytes) => between(64 * MB, needBytes / 2, 4 * GB);
exports.walBytes = walBytes;
/** Settings as arguments of the server. */
const asArguments = (settings) => Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
exports.asArguments = asArguments;
const between = (least, wanted, most) => Math.max(least, Math.min(wanted, most));
const inMegabytes = (bytes) => `${Math.floor(bytes / MB)}MB`;


/***/ }),

/***/ 78115:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openByUrl = openByUrl;
exports.readScratchTarget = readScratchTarget;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const target_ts_1 = __webpack_require__(11454);
const words_ts_1 = __webpack_require__(20298);
const folder_ts_1 = __webpack_require__(84080);
const place_ts_1 = __webpack_require__(24217);
/** Restores into a server that is there already, such as a workflow's service container. */
async function openByUrl({ host }, url) {
    const target = await readScratchTarget(host, url);
    const place = await untilAnswered(host, target);
    if (place.server.inRecovery)
        throw isReplica(target);
    if (!place.createsDatabases)
        throw (0, place_ts_1.mayNotCreate)(place);
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    return {
        kind: 'url',
        where: `the PostgreSQL ${(0, place_ts_1.plainVersion)(place.server)} at ${target.host} that \`scratch\` names`,
        ...place,
        throwaway: false,
        folder: folder.own,
        close: () => folder.remove().catch((error) => host.warn(`${folder.path} is left: ${(0, errors_ts_1.asError)(error).message}`)),
        keep: async () => ({
            reach: (database) => `psql with the URL of \`scratch\` and the database ${database}`,
            remove: undefined,
        }),
    };
}
/** The target that `scratch` names; variables of the environment belong to the source, and mean nothing here. */
async function readScratchTarget(host, url) {
    const { HOME } = host.env;
    const target = await (0, words_ts_1.inWordsOf)('scratch', () => (0, target_ts_1.readTarget)(url, HOME === undefined ? {} : { HOME }));
    if (target.password !== undefined)
        host.mask(target.password);
    return target;
}
const PATIENCE_MS = 60_000;
/** Service containers come up slowly: a server that is not there yet, or is starting, is waited for. */
async function untilAnswered(host, target) {
    const deadline = Date.now() + PATIENCE_MS;
    for (let tries = 0;; tries++) {
        try {
            return await (0, words_ts_1.inWordsOf)('scratch', () => (0, place_ts_1.readPlace)(target, { signal: host.signal, purpose: 'scratch' }));
        }
        catch (error) {
            host.signal.throwIfAborted();
            if (!(0, place_ts_1.mayComeUp)(error) || Date.now() > deadline)
                throw unverified(error);
            if (tries === 0)
                host.info(`The scratch server does not answer yet; it has ${PATIENCE_MS / 1000} s to come up.`);
            await (0, promises_1.setTimeout)(Math.min(1000, 100 * (tries + 1)), undefined, { signal: host.signal }).catch(() => undefined);
        }
    }
}
const unverified = (error) => error instanceof errors_ts_1.UserError && !(error instanceof errors_ts_1.UsageError)
    ? new errors_ts_1.UserError(error.story, 'unverified')
    : error;
const isReplica = (target) => new errors_ts_1.UserError({
    what: `The scratch server at ${target.host} is a replica, on which no database can be made.`,
    next: 'Name another server by `scratch`, or leave it out for a throw-away one.',
}, 'unverified');


/***/ })

};
