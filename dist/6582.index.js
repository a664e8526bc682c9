export const id = 6582;
export const ids = [6582];
export const modules = {

/***/ 13757:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.networkAdvice = networkAdvice;
exports.statusAdvice = statusAdvice;
exports.advise = advise;
exports.retryAfterOf = retryAfterOf;
const error_ts_1 = __webpack_require__(20871);
const PROXY = 'If it sits behind a proxy with its own certificate authority, set NODE_EXTRA_CA_CERTS to its file.';
const UNTRUSTED = {
    kind: 'refused',
    why: 'The certificate of {host} is not one that this machine trusts.',
    next: PROXY,
};
const CUT = {
    kind: 'busy',
    why: 'The connection to {host} broke.',
    next: 'Check the network between this machine and the store, then run it again.',
};
const SILENT = {
    kind: 'busy',
    why: '{host} did not answer in time.',
    next: 'Check the network between this machine and the store, then run it again.',
};
/** Codes of sockets, of name look-ups and of TLS, the same for every store. */
const NETWORK = {
    ENOTFOUND: {
        kind: 'refused',
        why: 'There is no host named {host}.',
        next: 'Check the name in the destination, and that this machine can look names up.',
    },
    EAI_AGAIN: {
        kind: 'busy',
        why: 'The name {host} could not be looked up just now.',
        next: 'Check the name service of this machine.',
    },
    ECONNREFUSED: {
        kind: 'busy',
        why: 'Nothing accepts connections at {host}.',
        next: 'Check that the store is running, and the endpoint and port in the destination.',
    },
    EHOSTUNREACH: { ...CUT, why: 'There is no way from here to {host}.' },
    ENETUNREACH: { ...CUT, why: 'There is no way from here to {host}.' },
    ECONNRESET: CUT,
    ECONNABORTED: CUT,
    EPIPE: CUT,
    ERR_STREAM_PREMATURE_CLOSE: CUT,
    UND_ERR_SOCKET: CUT,
    ETIMEDOUT: SILENT,
    ESOCKETTIMEDOUT: SILENT,
    TimeoutError: SILENT,
    CERT_HAS_EXPIRED: { ...UNTRUSTED, why: 'The certificate of {host} has expired.' },
    DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
    SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
    ERR_TLS_CERT_ALTNAME_INVALID: { ...UNTRUSTED, why: 'The certificate that was shown is not for {host}.' },
    EPROTO: {
        kind: 'refused',
        why: '{host} does not speak TLS as expected.',
        next: 'Check whether the endpoint in the destination begins with http:// or https:// as it should.',
    },
    HPE_INVALID_CONSTANT: {
        kind: 'refused',
        why: '{host} does not speak HTTP.',
        next: 'Check the endpoint and the port in the destination.',
    },
};
/** What an HTTP status means where the store gave no code of its own. */
const STATUS = {
    401: {
        kind: 'refused',
        why: 'The store did not accept the credentials.',
        next: 'Check the credentials of this destination.',
    },
    403: {
        kind: 'refused',
        why: 'The store denied access.',
        next: 'Check the rights of these credentials on this destination.',
    },
    404: { kind: 'missing', why: 'There is no such object.' },
    408: SILENT,
    429: { kind: 'busy', why: 'The store asks for fewer requests.', next: 'Run it again later.' },
};
function networkAdvice(codes) {
    for (const code of codes)
        if (code && Object.hasOwn(NETWORK, code))
            return NETWORK[code];
    return undefined;
}
function statusAdvice(status) {
    if (status === undefined)
        return undefined;
    if (status >= 500 && status !== 501)
        return { kind: 'busy', why: `The store answered ${status}.`, next: 'Run it again later.' };
    return STATUS[status];
}
/** Makes the sentence; names that are not known are left out of it with their braces. */
function advise(what, advice, names, cause, retryAfterMs) {
    const fill = (text) => text?.replace(/\{(\w+)\}/g, (_, name) => names[name] ?? 'the store');
    return new error_ts_1.StorageError(advice.kind, { what, why: fill(advice.why), next: fill(advice.next), cause }, retryAfterMs);
}
/** Reads a Retry-After header: seconds, or a date. */
function retryAfterOf(header) {
    if (!header)
        return undefined;
    const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
    return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}


/***/ }),

/***/ 60673:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.coldness = coldness;
exports.thaw = thaw;
const azure_errors_ts_1 = __webpack_require__(35328);
const cold_ts_1 = __webpack_require__(96171);
const error_ts_1 = __webpack_require__(20871);
/** How cold an object is, by what was answered of it; once it is back, its tier is another. */
function coldness({ accessTier, archiveStatus, }) {
    if (accessTier !== 'Archive')
        return undefined;
    return { state: archiveStatus?.startsWith('rehydrate-pending') ? 'thawing' : 'frozen', tier: 'Archive' };
}
/** Has a frozen object moved to the Hot tier, where it stays: no other can be read as soon, and none is cheaper to leave again. */
async function thaw(store, key, { speed, signal }) {
    const { label } = store.destination;
    const blob = store.container.getBlockBlobClient(store.nameOf(key));
    await store.call(`bringing ${key} back`, signal, async (abortSignal) => {
        const about = await blob.getProperties({ abortSignal });
        if (coldness(about)?.state !== 'frozen')
            return;
        if ((0, cold_ts_1.waitOf)('Archive', speed) === undefined)
            throw new error_ts_1.StorageError('refused', { what: `${label}: Azure does not have the speed \`${speed}\`.` });
        const rehydratePriority = speed === 'high' ? 'High' : 'Standard';
        try {
            await blob.setAccessTier('Hot', { rehydratePriority, abortSignal });
        }
        catch (error) {
            // Another run was faster, or the try before was heard and only its answer lost.
            if ((0, azure_errors_ts_1.codeOf)(error).code !== 'BlobBeingRehydrated')
                throw error;
        }
    });
}


/***/ }),

/***/ 35328:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.codeOf = codeOf;
exports.azureError = azureError;
const advice_ts_1 = __webpack_require__(13757);
const error_ts_1 = __webpack_require__(20871);
const BUSY = { kind: 'busy', why: 'The store is busy.', next: 'Run it again later.' };
const DAMAGED = {
    kind: 'busy',
    why: 'What the store received is not what was sent: bytes were changed on the way.',
    next: 'Look for a proxy or a network that damages data between this machine and the store.',
};
const NOBODY = {
    kind: 'refused',
    why: 'No credentials were found, or the login did not work.',
    next: 'Set AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, or log in before (such as by ' +
        'azure/login), with the role "Storage Blob Data Contributor".',
};
const DENIED = {
    kind: 'refused',
    why: 'These credentials may not do that in container {container}.',
    next: 'Give the identity the role "Storage Blob Data Contributor" on the container (a new role takes some minutes to work), ' +
        'or a SAS token the rights read, write, delete, list, add and create.',
};
const TIER = {
    kind: 'refused',
    why: 'This account does not have that access tier.',
    next: 'Leave `tier` out of the URL of the destination, or use another one.',
};
const CODES = {
    BlobNotFound: { kind: 'missing', why: 'There is no such object.' },
    ResourceNotFound: { kind: 'missing', why: 'There is no such object.' },
    BlobAlreadyExists: { kind: 'exists', why: 'It exists already, and was left as it is.' },
    ContainerNotFound: {
        kind: 'refused',
        why: 'There is no container named {container} in account {account}.',
        next: 'Create the container, or correct its name in the destination.',
    },
    ContainerBeingDeleted: {
        kind: 'refused',
        why: 'Container {container} is being deleted.',
        next: 'Wait half a minute and create it again, or use another one.',
    },
    ContainerDisabled: {
        kind: 'refused',
        why: 'Container {container} was disabled.',
        next: 'Ask its administrator.',
    },
    AccountIsDisabled: {
        kind: 'refused',
        why: 'Account {account} is disabled.',
        next: 'Enable it in the Azure portal (subscription, billing), or use another one.',
    },
    AuthenticationFailed: {
        kind: 'refused',
        why: 'The store does not accept these credentials: a wrong or rotated key, an expired SAS token, or a wrong clock.',
        next: 'Check {credentials}, and the clock of this machine.',
    },
    InvalidAuthenticationInfo: {
        kind: 'refused',
        why: 'The store does not accept these credentials: the token has expired, or is of another tenant.',
        next: 'Check {credentials}; log in again just before the run.',
    },
    NoAuthenticationInformation: {
        kind: 'refused',
        why: 'The request carried no credentials.',
        next: 'Check {credentials}.',
    },
    AuthorizationFailure: {
        ...DENIED,
        why: 'The credentials are wrong, expired or lack the right, or the firewall of account {account} keeps this machine out.',
    },
    AuthorizationPermissionMismatch: DENIED,
    AuthorizationProtocolMismatch: { ...DENIED, why: 'The SAS token is not valid for this protocol.' },
    AuthorizationResourceTypeMismatch: {
        ...DENIED,
        why: 'The SAS token is not valid for containers and objects both.',
    },
    AuthorizationServiceMismatch: { ...DENIED, why: 'The SAS token is not valid for the Blob service.' },
    AuthorizationSourceIPMismatch: {
        ...DENIED,
        why: 'The SAS token is not valid for the address of this machine.',
    },
    InsufficientAccountPermissions: DENIED,
    KeyBasedAuthenticationNotPermitted: {
        kind: 'refused',
        why: 'Account {account} does not permit keys.',
        next: 'Log in with an identity instead (such as by azure/login), and leave the key out of the environment.',
    },
    BlobArchived: {
        kind: 'frozen',
        why: 'The object lies in the Archive tier, from which nothing can be read at once.',
        next: 'Have it moved to Hot first, by `rehydrate` or `az storage blob set-tier`, which takes up to 15 hours, and run it again once that is done.',
    },
    BlobBeingRehydrated: {
        kind: 'frozen',
        why: 'The object is still being brought back from the Archive tier.',
        next: 'Wait until that is done (up to 15 hours), then run it again.',
    },
    BlobImmutableDueToPolicy: {
        kind: 'refused',
        why: 'An immutability policy or a legal hold protects the object.',
        next: 'It can be changed only after the policy has ended.',
    },
    BlobAccessTierNotSupportedForAccountType: TIER,
    AccessTierNotSupportedForBlobType: TIER,
    LeaseIdMissing: {
        kind: 'refused',
        why: 'Somebody holds a lease on the object.',
        next: 'Break the lease, then run it again.',
    },
    BlockCountExceedsLimit: {
        kind: 'refused',
        why: 'An object can have 50,000 blocks.',
        next: 'Use more `jobs`, which makes more and smaller objects.',
    },
    RequestBodyTooLarge: {
        kind: 'refused',
        why: 'The object is larger than the store allows.',
        next: 'Use more `jobs`, which makes more and smaller objects.',
    },
    Md5Mismatch: DAMAGED,
    Crc64Mismatch: DAMAGED,
    InternalError: { ...BUSY, why: 'The store had an error of its own.' },
    OperationTimedOut: { ...BUSY, why: 'The store did not finish in time.' },
    ServerBusy: BUSY,
    CredentialUnavailableError: NOBODY,
    AuthenticationError: NOBODY,
    AuthenticationRequiredError: NOBODY,
    AggregateAuthenticationError: NOBODY,
    ENOTFOUND: {
        kind: 'refused',
        why: 'There is no host named {host}; an account that does not exist has none.',
        next: 'Check the name of the account in the destination, and that this machine can look names up.',
    },
};
/** Which code the store gave, and which HTTP status. */
function codeOf(error) {
    const { name, code, statusCode, details, response } = (error ?? {});
    const given = response?.headers?.get('x-ms-error-code') ?? details?.errorCode ?? code;
    return { code: typeof given === 'string' ? given : name, status: statusCode };
}
/** An error of the SDK as a sentence that names the destination, and whether another try could help. */
function azureError(destination, doing, error) {
    if (error instanceof error_ts_1.StorageError)
        return error;
    const thrown = error;
    const { code, status } = codeOf(error);
    const { account, container, endpoint, credentials: own } = destination;
    const names = {
        account,
        container,
        host: endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : `${account}.blob.core.windows.net`,
        credentials: own ? `${own}_KEY, ${own}_SAS_TOKEN or ${own}_CONNECTION_STRING` : 'the AZURE_ variables',
    };
    // Emulators have no code of their own for it.
    const damaged = code === 'InvalidOperation' && /md5/i.test(thrown.message ?? '') ? DAMAGED : undefined;
    const known = damaged ??
        [code, thrown.name].flatMap((one) => (one && Object.hasOwn(CODES, one) ? [CODES[one]] : []))[0] ??
        (0, advice_ts_1.networkAdvice)([code, thrown.name]) ??
        (0, advice_ts_1.statusAdvice)(status);
    const what = `${destination.label}: ${doing} failed${status && code ? ` (${code})` : ''}.`;
    const advice = known ?? {
        kind: 'broken',
        // The SDK's messages go on with request ids and times after the first line.
        why: `The store answered: ${[status && `status ${status}`, code, firstLine(thrown.message)].filter(Boolean).join(', ')}.`,
    };
    return (0, advice_ts_1.advise)(what, advice, names, error, (0, advice_ts_1.retryAfterOf)(thrown.response?.headers?.get('retry-after')));
}
const firstLine = (text = '') => text.split('\n')[0]?.replace(/\.$/, '');


/***/ }),

/***/ 65342:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.azureStore = azureStore;
const storage_blob_1 = __webpack_require__(71400);
const azure_errors_ts_1 = __webpack_require__(35328);
const error_ts_1 = __webpack_require__(20871);
async function azureStore(destination, env, idleMs) {
    const { url, credential } = await accessTo(destination, env);
    const pipeline = (0, storage_blob_1.newPipeline)(credential, {
        // There is one retry policy, and it is ours.
        retryOptions: { maxTries: 1 },
    });
    const container = new storage_blob_1.BlobServiceClient(url, pipeline).getContainerClient(destination.container);
    return {
        destination,
        container,
        nameOf: (key) => destination.prefix + key,
        async call(doing, signal, work) {
            const idle = new AbortController();
            const timer = setTimeout(() => idle.abort(), idleMs);
            try {
                return await work(AbortSignal.any([signal, idle.signal]), () => timer.refresh());
            }
            catch (error) {
                const late = idle.signal.aborted && !signal.aborted;
                throw (0, azure_errors_ts_1.azureError)(destination, doing, late ? Object.assign(new Error(), { name: 'TimeoutError' }) : error);
            }
            finally {
                clearTimeout(timer);
            }
        },
    };
}
/** What the environment offers, in the order in which it is looked for. */
function variablesOf({ credentials: own }) {
    const start = own ?? 'AZURE_STORAGE';
    return {
        connection: `${start}_CONNECTION_STRING`,
        key: `${start}_KEY`,
        token: `${start}_SAS_TOKEN`,
    };
}
async function accessTo(destination, env) {
    const { account, label, credentials: own } = destination;
    const names = variablesOf(destination);
    const connection = env[names.connection] ? partsOf(env[names.connection]) : undefined;
    if (connection)
        checkAccount(destination, names.connection, connection);
    const key = connection ? connection.get('accountkey') : env[names.key];
    const token = (connection ? connection.get('sharedaccesssignature') : env[names.token])?.replace(/^\?/, '');
    const url = destination.endpoint ?? endpointOf(connection) ?? `https://${account}.blob.core.windows.net`;
    if (key)
        return { url, credential: new storage_blob_1.StorageSharedKeyCredential(account, key) };
    if (token)
        return { url: `${url}?${token}`, credential: new storage_blob_1.AnonymousCredential() };
    if (connection)
        throw new error_ts_1.StorageError('refused', {
            what: `${label}: ${names.connection} holds no credentials.`,
            why: 'It has neither an AccountKey nor a SharedAccessSignature.',
            next: 'Copy the whole connection string from the access keys of the account in the Azure portal.',
        });
    if (own)
        throw new error_ts_1.StorageError('refused', {
            what: `${label}: its credentials are missing.`,
            why: `The destination says credentials=${own}, but the environment has none of ${Object.values(names).join(', ')}.`,
            next: 'Set one of them from a secret, in the `env:` of the step or in the shell.',
        });
    const { DefaultAzureCredential } = await __webpack_require__.e(/* import() */ 8064).then(__webpack_require__.bind(__webpack_require__, 58064));
    return { url, credential: new DefaultAzureCredential() };
}
function partsOf(connectionString) {
    const parts = connectionString.split(';').map((part) => {
        const at = part.indexOf('=');
        return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
    });
    return new Map(parts);
}
function endpointOf(connection) {
    const blob = connection?.get('blobendpoint');
    if (blob)
        return blob.replace(/\/$/, '');
    const [account, suffix] = [connection?.get('accountname'), connection?.get('endpointsuffix')];
    const protocol = connection?.get('defaultendpointsprotocol') ?? 'https';
    return account && suffix ? `${protocol}://${account}.blob.${suffix}` : undefined;
}
function checkAccount(destination, variable, connection) {
    const blob = connection.get('blobendpoint');
    const account = connection.get('accountname') ??
        (blob && URL.canParse(blob) ? new URL(blob).hostname.split('.')[0] : undefined);
    if (account === undefined || account === destination.account)
        return;
    throw new error_ts_1.StorageError('refused', {
        what: `${destination.label}: ${variable} is for another account.`,
        why: `The destination names the account ${destination.account}, the connection string ${account}.`,
        next: 'Correct one of them; for a second account, put `credentials=NAME` into the URL and set NAME_CONNECTION_STRING.',
    });
}


/***/ }),

/***/ 81826:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.azureUpload = azureUpload;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
const error_ts_1 = __webpack_require__(20871);
const parts_ts_1 = __webpack_require__(41587);
const source_ts_1 = __webpack_require__(82772);
const MAX_BLOCKS = 50_000;
const SLICE = 256 * 1024;
const CLEAN_UP_MS = 60_000;
/**
 * Sends a stream as blocks, each with its MD5, which the store checks before it takes the block, and makes an object of
 * them at the end. Until then nobody sees anything; what is left of a failed upload vanishes by itself within a week.
 */
async function azureUpload(store, retry, key, stream, options) {
    const { destination, call } = store;
    const blob = store.container.getBlockBlobClient(store.nameOf(key));
    const partBytes = (0, parts_ts_1.partBytesFor)(options.expectedBytes, MAX_BLOCKS);
    const stop = new AbortController();
    const signal = AbortSignal.any([options.signal, stop.signal]);
    // All ids of an object have one length, and those of an upload that failed before are not ours.
    const mark = (0, node_crypto_1.randomUUID)();
    const ids = [];
    const spare = [];
    let size = 0;
    let committing = false;
    let committed = false;
    const stage = async (id, part) => {
        const doing = `storing block ${ids.indexOf(id) + 1} of ${key}`;
        const md5 = (0, node_crypto_1.createHash)('md5').update(part).digest();
        const { contentMD5 } = await retry(doing, signal, () => call(doing, signal, (abortSignal, alive) => blob.stageBlock(id, () => slicesOf(part, alive), part.length, {
            abortSignal,
            transactionalContentMD5: md5,
        })));
        if (contentMD5 && !md5.equals(contentMD5))
            throw differs(store, key, 'the MD5 of a block is another one');
        spare.push(part);
    };
    const stageAll = async () => {
        const running = new Set();
        for await (const part of (0, source_ts_1.partsOf)((0, source_ts_1.chunksOf)(stream, signal), partBytes, spare)) {
            if (part.length === 0)
                break;
            if (ids.length === MAX_BLOCKS)
                throw (0, parts_ts_1.tooLong)(destination.label, key, partBytes, MAX_BLOCKS);
            const id = Buffer.from(`${mark}-${String(ids.length).padStart(5, '0')}`).toString('base64');
            ids.push(id);
            size += part.length;
            const job = stage(id, part).finally(() => running.delete(job));
            // Left alone, the stream would be read on to its end before anybody heard of this block.
            job.catch((error) => stop.abort(error));
            running.add(job);
            if (running.size >= parts_ts_1.PARTS_AT_ONCE)
                await Promise.race(running);
        }
        await Promise.all(running);
    };
    try {
        await stageAll();
        signal.throwIfAborted();
        committing = true;
        const doing = `finishing ${key}`;
        // Where the answer is lost, committing the same blocks again is as good as once.
        await retry(doing, signal, () => call(doing, signal, (abortSignal) => blob.commitBlockList(ids, { abortSignal, ...(destination.tier && { tier: destination.tier }) })));
        committed = true;
        const looking = `looking at ${key}`;
        const { contentLength } = await retry(looking, signal, () => call(looking, signal, (abortSignal) => blob.getProperties({ abortSignal })));
        if (contentLength !== size)
            throw differs(store, key, `${size} bytes were sent, and the store has ${contentLength}`);
        return { size, checkedBy: 'md5' };
    }
    catch (error) {
        // Which block failed first is what went wrong; the others were only stopped, if they were not yet.
        const first = stop.signal.aborted && !options.signal.aborted ? stop.signal.reason : error;
        stop.abort(error);
        if (committing)
            await remove();
        throw first;
    }
    /** Takes away what became visible though the upload failed, but never what somebody else put there. */
    async function remove() {
        const abortSignal = AbortSignal.timeout(CLEAN_UP_MS);
        try {
            const { committedBlocks = [] } = await blob.getBlockList('committed', { abortSignal });
            const ours = committed || committedBlocks.some(({ name }) => name === ids[0]);
            if (ours)
                await blob.delete({ abortSignal });
        }
        catch {
            // Nothing there, or the store is away: without a manifest it is no backup.
        }
    }
}
/** A body that tells as it is taken, so that a slow connection can be told from a dead one. */
function slicesOf(part, alive) {
    let at = 0;
    return new node_stream_1.Readable({
        highWaterMark: SLICE,
        read() {
            alive();
            this.push(at < part.length ? part.subarray(at, at + SLICE) : null);
            at += SLICE;
        },
    });
}
const differs = ({ destination }, key, how) => new error_ts_1.StorageError('broken', {
    what: `${destination.label}: ${key} is not at the store as it was sent.`,
    why: `Compared with our own count, ${how}.`,
    next: 'Run it again; if it happens twice, do not trust this store or the way to it.',
});


/***/ }),

/***/ 36582:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.azureBackend = azureBackend;
const azure_cold_ts_1 = __webpack_require__(60673);
const azure_errors_ts_1 = __webpack_require__(35328);
const azure_store_ts_1 = __webpack_require__(65342);
const azure_upload_ts_1 = __webpack_require__(81826);
const backend_ts_1 = __webpack_require__(46897);
const error_ts_1 = __webpack_require__(20871);
/**
 * A container of Azure Blob Storage. *Nothing visible* means that no blob appears; blocks that were never committed are
 * not listed, and the store removes them within a week, so there is nothing to abandon. *Checked by the store*: it
 * compares the MD5 of each block with what it received, and the size of the whole is read back.
 */
async function azureBackend(destination, tools) {
    const { label, url } = destination;
    const { retry, tuning } = tools;
    const store = await (0, azure_store_ts_1.azureStore)(destination, tools.env, tuning.idleMs);
    const { container, nameOf, call } = store;
    const blobOf = (key) => container.getBlockBlobClient(nameOf(key));
    // Premium accounts have no tiers.
    let hot = { tier: 'Hot' };
    const put = (key, bytes, { signal, ifAbsent }) => call(`storing ${key}`, signal, async (abortSignal) => {
        const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const conditions = ifAbsent ? { ifNoneMatch: '*' } : {};
        try {
            await blobOf(key).upload(body, body.length, { abortSignal, conditions, ...hot });
        }
        catch (error) {
            if (hot.tier && (0, azure_errors_ts_1.codeOf)(error).code === 'BlobAccessTierNotSupportedForAccountType') {
                hot = {};
                await put(key, bytes, { signal, ...(ifAbsent && { ifAbsent }) });
                return;
            }
            if (ifAbsent && [409, 412].includes((0, azure_errors_ts_1.codeOf)(error).status ?? 0) && meansExists(error))
                throw new error_ts_1.StorageError('exists', {
                    what: `${label}: ${key} exists already, and was left as it is.`,
                    cause: error,
                });
            throw error;
        }
    });
    return {
        label,
        url,
        conditionalPut: true,
        put,
        upload: (key, stream, options) => (0, azure_upload_ts_1.azureUpload)(store, retry, key, stream, options),
        open: (key, options) => openBlob(store, key, options),
        stat: async (key, { signal }) => {
            try {
                const about = await call(`looking at ${key}`, signal, (abortSignal) => blobOf(key).getProperties({ abortSignal }));
                if (isFolder(about.metadata))
                    return undefined;
                const cold = (0, azure_cold_ts_1.coldness)(about);
                const modified = about.lastModified ?? new Date(0);
                return { key, size: about.contentLength ?? 0, modified, ...(cold && { cold }) };
            }
            catch (error) {
                if ((0, error_ts_1.isKind)(error, 'missing'))
                    return undefined;
                throw error;
            }
        },
        thaw: (key, options) => (0, azure_cold_ts_1.thaw)(store, key, options),
        page: (prefix, cursor, { signal, folders }) => call(`listing ${prefix || 'everything'}`, signal, async (abortSignal) => {
            const paging = {
                maxPageSize: tuning.pageSize,
                ...(cursor !== undefined && { continuationToken: cursor }),
            };
            if (folders) {
                const tree = container
                    .listBlobsByHierarchy('/', { prefix: nameOf(prefix), abortSignal })
                    .byPage(paging);
                const { value } = await tree.next();
                const found = (value?.segment.blobPrefixes ?? []);
                return {
                    objects: found.map(({ name }) => (0, backend_ts_1.folderOf)(name.slice(destination.prefix.length))),
                    next: value?.continuationToken || undefined,
                };
            }
            // With the metadata, for accounts with folders list these as if they were objects.
            const pages = container
                .listBlobsFlat({ prefix: nameOf(prefix), includeMetadata: true, abortSignal })
                .byPage(paging);
            const { value } = await pages.next();
            const objects = [];
            for (const { name, metadata, properties } of value?.segment.blobItems ?? []) {
                const key = name.slice(destination.prefix.length);
                if (key === '' || key.endsWith('/') || isFolder(metadata))
                    continue;
                objects.push({ key, size: properties.contentLength ?? 0, modified: properties.lastModified });
            }
            return { objects, next: value?.continuationToken || undefined };
        }),
        remove: async (key, { signal }) => {
            try {
                await call(`removing ${key}`, signal, (abortSignal) => blobOf(key).delete({ abortSignal, deleteSnapshots: 'include' }));
            }
            catch (error) {
                if (!(0, error_ts_1.isKind)(error, 'missing'))
                    throw error;
            }
        },
        // The container is asked all the same, so that a wrong one is not taken for a clean one.
        abandon: (prefix, { signal }) => call(`looking for unfinished uploads of ${prefix || 'everything'}`, signal, async (abortSignal) => {
            await container
                .listBlobsFlat({ prefix: nameOf(prefix), abortSignal })
                .byPage({ maxPageSize: 1 })
                .next();
            return 0;
        }),
    };
}
const openBlob = (store, key, { signal, from, version }) => store.call(`reading ${key}`, signal, async (idleSignal) => {
    const { label } = store.destination;
    const blob = store.container.getBlobClient(store.nameOf(key));
    // Only the wait for the answer is limited: how long a reader takes over the body is its own affair.
    const started = new AbortController();
    const stop = () => started.abort(idleSignal.reason);
    idleSignal.addEventListener('abort', stop);
    try {
        const answer = await blob.download(from, undefined, {
            abortSignal: AbortSignal.any([signal, started.signal]),
            maxRetryRequests: 0,
            ...(version !== undefined && { conditions: { ifMatch: version } }),
        });
        const body = answer.readableStreamBody;
        if (isFolder(answer.metadata)) {
            body.on('error', () => { }).destroy();
            throw new error_ts_1.StorageError('missing', { what: `${label}: there is no ${key}.`, why: 'It is a folder.' });
        }
        return { body, size: from + (answer.contentLength ?? 0), version: answer.etag };
    }
    catch (error) {
        if ((0, azure_errors_ts_1.codeOf)(error).status === 412)
            throw new error_ts_1.StorageError('broken', {
                what: `${label}: ${key} was changed while it was being read.`,
                next: 'Nothing should change stored backups: find out who or what does.',
                cause: error,
            });
        throw error;
    }
    finally {
        idleSignal.removeEventListener('abort', stop);
    }
});
/** Accounts with a hierarchical namespace show folders as empty objects with this mark. */
const isFolder = (metadata) => metadata?.hdi_isfolder === 'true';
const meansExists = (error) => ['BlobAlreadyExists', 'ConditionNotMet', 'UnauthorizedBlobOverwrite'].includes((0, azure_errors_ts_1.codeOf)(error).code ?? '');


/***/ }),

/***/ 46897:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.folderOf = void 0;
/** A folder, as a listing of folders shows it. */
const folderOf = (key) => ({ key, size: 0, modified: new Date(0) });
exports.folderOf = folderOf;


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

/***/ 41587:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.PARTS_AT_ONCE = void 0;
exports.partBytesFor = partBytesFor;
exports.tooLong = tooLong;
const error_ts_1 = __webpack_require__(20871);
const MIB = 1024 * 1024;
const SMALLEST = 8 * MIB;
const LARGEST = 64 * MIB;
const OF_UNKNOWN = 16 * MIB;
// The size of a compressed dump is guessed before it begins, and the guess may be too small by this much.
const SLACK = 2;
/** How many parts of one stream are on their way at once: one is sent while the next is collected. */
exports.PARTS_AT_ONCE = 2;
/** One size for all parts of a stream, by how long it is thought to be and how many parts the store allows. */
function partBytesFor(expectedBytes, maxParts) {
    if (expectedBytes === undefined)
        return OF_UNKNOWN;
    const needed = Math.ceil((expectedBytes * SLACK) / maxParts / MIB) * MIB;
    return Math.min(LARGEST, Math.max(SMALLEST, needed));
}
function tooLong(label, key, partBytes, maxParts) {
    const most = sizeText(partBytes * maxParts);
    return new error_ts_1.StorageError('refused', {
        what: `${label}: ${key} has outgrown what this upload can hold, ${most}.`,
        why: `The store allows ${maxParts.toLocaleString('en')} parts, and parts of ${sizeText(partBytes)} were chosen by the size that was expected.`,
        next: 'Use more `jobs`, which makes more and smaller objects.',
    });
}
function sizeText(bytes) {
    return bytes >= 1024 * MIB ? `${Math.round(bytes / (1024 * MIB))} GiB` : `${Math.round(bytes / MIB)} MiB`;
}


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
