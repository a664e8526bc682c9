export const id = 9279;
export const ids = [9279];
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

/***/ 78858:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.coldness = coldness;
exports.thaw = thaw;
const client_s3_1 = __webpack_require__(53711);
const cold_ts_1 = __webpack_require__(96171);
const error_ts_1 = __webpack_require__(20871);
const s3_errors_ts_1 = __webpack_require__(14171);
const TIERS = [
    'GLACIER',
    'DEEP_ARCHIVE',
    'ARCHIVE_ACCESS',
    'DEEP_ARCHIVE_ACCESS',
];
const tierOf = (name) => name !== undefined && TIERS.includes(name) ? name : undefined;
/** How cold an object is, by what was answered of it. */
async function coldness(store, key, about, signal) {
    const told = toldBy(about);
    // Elsewhere than on AWS a class of that name may be as warm as any other, so the object itself is asked.
    const asked = told?.state === 'frozen' && store.checks === 'md5';
    return asked && (await opens(store, key, signal)) ? undefined : told;
}
function toldBy({ StorageClass, ArchiveStatus, Restore = '' }) {
    const tier = tierOf(ArchiveStatus) ?? tierOf(StorageClass);
    if (tier === undefined)
        return undefined;
    if (Restore.includes('ongoing-request="true"'))
        return { state: 'thawing', tier };
    if (!Restore.includes('ongoing-request="false"'))
        return { state: 'frozen', tier };
    const [, expiry = ''] = /expiry-date="([^"]+)"/.exec(Restore) ?? [];
    const until = Date.parse(expiry);
    return { state: 'thawed', tier, until: Number.isNaN(until) ? undefined : new Date(until) };
}
/** Whether the first byte of an object can be had. */
async function opens(store, key, signal) {
    const command = new client_s3_1.GetObjectCommand({ ...store.nameOf(key), Range: 'bytes=0-0' });
    try {
        const answer = await store.call(`looking at ${key}`, () => store.reader.send(command, { abortSignal: signal }));
        const body = answer.Body;
        body.on('error', () => { }).destroy();
        return true;
    }
    catch (error) {
        if ((0, error_ts_1.isKind)(error, 'frozen'))
            return false;
        // An empty object has no first byte.
        if ((0, s3_errors_ts_1.codeOf)(error.cause).status === 416)
            return true;
        throw error;
    }
}
const SPEEDS = { standard: 'Standard', bulk: 'Bulk', high: 'Expedited' };
/** Has a frozen object brought back: as a copy that is there for some days, or, in Intelligent-Tiering, for good. */
async function thaw(store, key, { speed, days, signal }) {
    const { label } = store.destination;
    const doing = `bringing ${key} back`;
    const about = await store.call(doing, () => store.head(key, signal));
    const cold = await coldness(store, key, about, signal);
    if (cold?.state !== 'frozen')
        return;
    if ((0, cold_ts_1.waitOf)(cold.tier, speed) === undefined)
        throw new error_ts_1.StorageError('refused', {
            what: `${label}: ${cold.tier} does not have the speed \`${speed}\`.`,
        });
    const command = new client_s3_1.RestoreObjectCommand({
        ...store.nameOf(key),
        RestoreRequest: {
            ...(about.StorageClass !== 'INTELLIGENT_TIERING' && { Days: days }),
            GlacierJobParameters: { Tier: SPEEDS[speed] },
        },
    });
    await store.call(doing, async () => {
        try {
            await store.client.send(command, { abortSignal: signal });
        }
        catch (error) {
            // Another run was faster, or the try before was heard and only its answer lost.
            if (!DONE_ALREADY.includes((0, s3_errors_ts_1.codeOf)(error).code ?? ''))
                throw error;
        }
    });
}
const DONE_ALREADY = [
    'RestoreAlreadyInProgress',
    'ObjectAlreadyInActiveTierError',
    'ObjectAlreadyInActiveTier',
];


/***/ }),

/***/ 14171:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.codeOf = codeOf;
exports.s3Error = s3Error;
const advice_ts_1 = __webpack_require__(13757);
const error_ts_1 = __webpack_require__(20871);
const KEYS = {
    kind: 'refused',
    why: 'The store does not accept these credentials.',
    next: 'Check {credentials}.',
};
const EXPIRED = {
    kind: 'refused',
    why: 'The temporary credentials have expired.',
    next: 'Get new ones just before the run, with a lifetime longer than the backup takes: {credentials}.',
};
const BUSY = { kind: 'busy', why: 'The store is busy.', next: 'Run it again later.' };
const DAMAGED = {
    kind: 'busy',
    why: 'What the store received is not what was sent: bytes were changed on the way.',
    next: 'Look for a proxy or a network that damages data between this machine and the store.',
};
const CLOCK = {
    kind: 'refused',
    why: 'The clock of this machine is wrong by too much.',
    next: 'Set the clock (NTP), then run it again.',
};
const REGION = {
    kind: 'refused',
    why: 'The bucket is in another region{region}.',
    next: 'Put `region={name}` into the URL of the destination.',
};
const CODES = {
    NoSuchKey: { kind: 'missing', why: 'There is no such object.' },
    NotFound: { kind: 'missing', why: 'There is no such object.' },
    PreconditionFailed: { kind: 'exists', why: 'It exists already, and was left as it is.' },
    ConditionalRequestConflict: { ...BUSY, why: 'Another request for the same key was under way.' },
    OperationAborted: { ...BUSY, why: 'Another request for the same key was under way.' },
    NoSuchBucket: {
        kind: 'refused',
        why: 'There is no bucket named {bucket}.',
        next: 'Create the bucket, or correct its name in the destination.',
    },
    AccessDenied: {
        kind: 'refused',
        why: 'These credentials may not do that in bucket {bucket}.',
        next: 'They need s3:ListBucket and s3:ListBucketMultipartUploads on the bucket, and s3:GetObject, s3:PutObject, ' +
            's3:AbortMultipartUpload and (to prune) s3:DeleteObject on its objects; with a lock, s3:PutObjectRetention ' +
            'too, and s3:RestoreObject to bring objects back from an archive tier.',
    },
    AllAccessDisabled: {
        kind: 'refused',
        why: 'The owner of the account has disabled bucket {bucket}.',
        next: 'Ask the provider of the store.',
    },
    AccountProblem: {
        kind: 'refused',
        why: 'There is a problem with the account at the store.',
        next: 'Ask the provider.',
    },
    InvalidAccessKeyId: { ...KEYS, why: 'The store does not know this access key.' },
    SignatureDoesNotMatch: {
        ...KEYS,
        why: 'The secret key does not belong to the access key, or something on the way changes requests.',
    },
    InvalidToken: { ...KEYS, why: 'The session token is not valid.' },
    InvalidClientTokenId: { ...KEYS, why: 'The session token is not valid.' },
    UnrecognizedClientException: KEYS,
    ExpiredToken: EXPIRED,
    ExpiredTokenException: EXPIRED,
    TokenRefreshRequired: EXPIRED,
    RequestExpired: EXPIRED,
    CredentialsProviderError: {
        kind: 'refused',
        why: 'No credentials were found.',
        next: 'Set {credentials}, or add a step that logs in (such as aws-actions/configure-aws-credentials).',
    },
    TokenProviderError: EXPIRED,
    RequestTimeTooSkewed: CLOCK,
    PermanentRedirect: REGION,
    TemporaryRedirect: { ...BUSY, why: 'The bucket is so new that its name is not known everywhere yet.' },
    AuthorizationHeaderMalformed: REGION,
    IllegalLocationConstraintException: REGION,
    IncorrectEndpoint: REGION,
    InvalidBucketName: {
        kind: 'refused',
        why: '{bucket} is no valid name of a bucket.',
        next: 'Correct it in the destination.',
    },
    InvalidStorageClass: {
        kind: 'refused',
        why: 'The store does not know the storage class {storageClass}.',
        next: 'Correct `storage-class` in the URL of the destination.',
    },
    InvalidObjectState: {
        kind: 'frozen',
        why: 'The object lies in an archive storage class, from which nothing can be read at once.',
        next: 'Have it brought back first, by `rehydrate` or `aws s3api restore-object`, and run it again once that is done.',
    },
    GlacierExpeditedRetrievalNotAvailable: {
        kind: 'refused',
        why: 'The store has no room for fast retrievals just now.',
        next: 'Take `rehydrate: standard`, or try again later.',
    },
    ObjectLockConfigurationNotFoundError: {
        kind: 'refused',
        why: 'Bucket {bucket} was not created with Object Lock.',
        next: 'Leave the lock out of the URL of the destination, or use a bucket with Object Lock.',
    },
    'KMS.NotFoundException': {
        kind: 'refused',
        why: 'There is no such KMS key.',
        next: 'Correct `kms-key-id` in the URL of the destination.',
    },
    'KMS.DisabledException': {
        kind: 'refused',
        why: 'The KMS key is disabled.',
        next: 'Enable it, or use another one.',
    },
    'KMS.AccessDeniedException': {
        kind: 'refused',
        why: 'These credentials may not use the KMS key.',
        next: 'Allow them kms:GenerateDataKey and kms:Decrypt on it.',
    },
    QuotaExceeded: {
        kind: 'refused',
        why: 'The quota of the bucket or its owner is used up.',
        next: 'Raise it, or remove old backups.',
    },
    EntityTooLarge: {
        kind: 'refused',
        why: 'The object is larger than the store allows.',
        next: 'Use more `jobs`, which makes more and smaller objects.',
    },
    BadDigest: DAMAGED,
    InvalidDigest: DAMAGED,
    XAmzContentSHA256Mismatch: DAMAGED,
    XAmzContentChecksumMismatch: DAMAGED,
    IncompleteBody: { ...DAMAGED, why: 'The store received only part of what was sent.' },
    SlowDown: { ...BUSY, why: 'The store asks for fewer requests.' },
    Throttling: { ...BUSY, why: 'The store asks for fewer requests.' },
    ThrottlingException: { ...BUSY, why: 'The store asks for fewer requests.' },
    TooManyRequests: { ...BUSY, why: 'The store asks for fewer requests.' },
    RequestTimeout: { ...BUSY, why: 'The store waited too long for the rest of the request.' },
    RequestTimeoutException: { ...BUSY, why: 'The store waited too long for the rest of the request.' },
    InternalError: { ...BUSY, why: 'The store had an error of its own.' },
    ServiceUnavailable: BUSY,
};
/** Which code the store gave, and which HTTP status. */
function codeOf(error) {
    const { name, Code, $metadata, $response } = (error ?? {});
    return { code: Code ?? name, status: $metadata?.httpStatusCode ?? $response?.statusCode };
}
/** An error of the SDK as a sentence that names the destination, and whether another try could help. */
function s3Error(destination, doing, error) {
    if (error instanceof error_ts_1.StorageError)
        return error;
    const thrown = error;
    const { code, status } = codeOf(error);
    const socket = typeof thrown.code === 'string' ? thrown.code : undefined;
    const region = thrown.Region ?? thrown.$response?.headers?.['x-amz-bucket-region'];
    const names = {
        bucket: destination.bucket,
        host: hostOf(destination),
        credentials: credentialsOf(destination),
        storageClass: destination.storageClass,
        region: region ? `: ${region}` : '',
        name: region ?? 'REGION',
    };
    const what = `${destination.label}: ${doing} failed${code && CODES[code] ? ` (${code})` : ''}.`;
    const give = (advice) => (0, advice_ts_1.advise)(what, advice, names, error, (0, advice_ts_1.retryAfterOf)(thrown.$response?.headers?.['retry-after']));
    // The SDK has set its clock by the store's answer, so the next try is signed with the right time.
    if (code === 'RequestTimeTooSkewed' && thrown.$metadata?.clockSkewCorrected)
        return give({ ...CLOCK, kind: 'busy' });
    // Ceph's words while it brings an object back.
    if (code === 'RequestTimeout' && /restore is still in progress/.test(thrown.message ?? ''))
        return give(CODES.InvalidObjectState);
    if (thrown.message === 'Region is missing')
        return give({
            kind: 'refused',
            why: 'It is not known in which region the bucket is.',
            next: 'Put `region=…` into the URL of the destination, or set AWS_REGION.',
        });
    const known = (code && Object.hasOwn(CODES, code) ? CODES[code] : undefined) ??
        (0, advice_ts_1.networkAdvice)([socket, code]) ??
        (status === 301 ? REGION : undefined) ??
        (0, advice_ts_1.statusAdvice)(status);
    if (known)
        return give(known);
    const said = [status && `status ${status}`, code, thrown.message].filter(Boolean).join(', ');
    return give({ kind: 'broken', why: `The store answered: ${said}.` });
}
function hostOf({ endpoint, bucket }) {
    return endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : `the S3 service of bucket ${bucket}`;
}
function credentialsOf({ credentials, profile }) {
    if (credentials)
        return `${credentials}_ACCESS_KEY_ID and ${credentials}_SECRET_ACCESS_KEY`;
    if (profile)
        return `the profile "${profile}" in ~/.aws/config and ~/.aws/credentials`;
    return 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
}


/***/ }),

/***/ 98947:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.s3Store = s3Store;
const client_s3_1 = __webpack_require__(53711);
const error_ts_1 = __webpack_require__(20871);
const s3_errors_ts_1 = __webpack_require__(14171);
const DAY_MS = 24 * 60 * 60 * 1000;
async function s3Store(destination, { env, tuning }) {
    const { bucket, prefix, lock } = destination;
    const endpoint = destination.endpoint ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
    const region = destination.region ?? (endpoint ? 'us-east-1' : (env.AWS_REGION ?? env.AWS_DEFAULT_REGION));
    const profile = destination.profile ?? env.AWS_PROFILE;
    const credentials = await credentialsOf(destination, env, profile);
    const checks = endpoint ? 'md5' : 'crc32';
    const config = {
        ...(region && { region }),
        ...(endpoint && { endpoint }),
        ...(profile && !destination.credentials && { profile }),
        credentials,
        forcePathStyle: destination.pathStyle,
        // There is one retry policy, and it is ours; the SDK's own also replaces errors that it does not know.
        maxAttempts: 1,
        retryStrategy: { retry: (next, args) => next(args) },
        requestChecksumCalculation: checks === 'crc32' ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        logger: { debug() { }, info() { }, warn() { }, error() { }, trace() { } },
    };
    const { connectMs, idleMs } = tuning;
    const client = new client_s3_1.S3Client({
        ...config,
        requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
    });
    const reader = new client_s3_1.S3Client({
        ...config,
        requestHandler: {
            connectionTimeout: connectMs,
            requestTimeout: idleMs,
            throwOnRequestTimeout: true,
            socketTimeout: 0,
        },
    });
    const call = async (doing, work) => {
        try {
            return await work();
        }
        catch (error) {
            throw (0, s3_errors_ts_1.s3Error)(destination, doing, error);
        }
    };
    const nameOf = (key) => ({ Bucket: bucket, Key: prefix + key });
    return {
        destination,
        client,
        reader,
        checks,
        nameOf,
        call,
        storing: () => ({
            ...(destination.sse && { ServerSideEncryption: destination.sse }),
            ...(destination.kmsKeyId && { SSEKMSKeyId: destination.kmsKeyId }),
            ...(lock && {
                ObjectLockMode: lock.mode,
                ObjectLockRetainUntilDate: new Date(Date.now() + lock.days * DAY_MS),
            }),
        }),
        head: (key, signal) => client.send(new client_s3_1.HeadObjectCommand({ ...nameOf(key), ...(checks === 'crc32' && { ChecksumMode: 'ENABLED' }) }), {
            abortSignal: signal,
        }),
    };
}
async function credentialsOf(destination, env, profile) {
    const own = destination.credentials;
    const of = (start) => ({
        accessKeyId: env[`${start}_ACCESS_KEY_ID`] ?? '',
        secretAccessKey: env[`${start}_SECRET_ACCESS_KEY`] ?? '',
        ...(env[`${start}_SESSION_TOKEN`] && { sessionToken: env[`${start}_SESSION_TOKEN`] }),
    });
    if (own) {
        const keys = of(own);
        if (keys.accessKeyId && keys.secretAccessKey)
            return keys;
        throw new error_ts_1.StorageError('refused', {
            what: `${destination.label}: its credentials are missing.`,
            why: `The destination says credentials=${own}, but the environment lacks ${[
                !keys.accessKeyId && `${own}_ACCESS_KEY_ID`,
                !keys.secretAccessKey && `${own}_SECRET_ACCESS_KEY`,
            ]
                .filter(Boolean)
                .join(' and ')}.`,
            next: 'Set it from a secret, in the `env:` of the step or in the shell.',
        });
    }
    const keys = of('AWS');
    if (!profile && keys.accessKeyId && keys.secretAccessKey)
        return keys;
    const { fromNodeProviderChain } = await __webpack_require__.e(/* import() */ 9719).then(__webpack_require__.t.bind(__webpack_require__, 29719, 19));
    return fromNodeProviderChain(profile ? { profile } : {});
}


/***/ }),

/***/ 18009:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.endUploads = endUploads;
const client_s3_1 = __webpack_require__(53711);
const s3_errors_ts_1 = __webpack_require__(14171);
/** Ends multipart uploads that were begun and never finished; returns how many. */
async function endUploads(store, prefix, { signal, exactly, begunBefore }) {
    const { Bucket, Key } = store.nameOf(prefix);
    const doing = `ending unfinished uploads of ${prefix || 'everything'}`;
    const options = { abortSignal: signal };
    let ended = 0;
    let from = {};
    for (;;) {
        const command = new client_s3_1.ListMultipartUploadsCommand({ Bucket, Prefix: Key, ...from });
        const page = await store.call(doing, () => store.client.send(command, options));
        for (const { Key: key, UploadId, Initiated } of page.Uploads ?? []) {
            if (key === undefined || (exactly && key !== Key))
                continue;
            if (begunBefore && !(Initiated && Initiated < begunBefore))
                continue;
            try {
                await store.client.send(new client_s3_1.AbortMultipartUploadCommand({ Bucket, Key: key, UploadId }), options);
                ended += 1;
            }
            catch (error) {
                // Somebody else ended or finished it in between.
                if ((0, s3_errors_ts_1.codeOf)(error).code === 'NoSuchUpload')
                    continue;
                await store.call(doing, () => Promise.reject(error));
            }
        }
        if (!page.IsTruncated)
            return ended;
        from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
}


/***/ }),

/***/ 48393:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.s3Upload = s3Upload;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
const node_zlib_1 = __webpack_require__(38522);
const client_s3_1 = __webpack_require__(53711);
const lib_storage_1 = __webpack_require__(22358);
const error_ts_1 = __webpack_require__(20871);
const parts_ts_1 = __webpack_require__(41587);
const s3_errors_ts_1 = __webpack_require__(14171);
const source_ts_1 = __webpack_require__(82772);
const MAX_PARTS = 10_000;
const CLEAN_UP_MS = 60_000;
/**
 * Sends a stream as one object. The SDK's `Upload` cuts it and counts the parts; every request it makes goes through
 * `send` below, which adds what it lacks: retries of single parts, checksums that the store checks, stopping all
 * parts when one fails for good, and cleaning up whatever happened.
 */
async function s3Upload(store, { retry, log }, key, stream, options) {
    const { client, destination } = store;
    const partBytes = (0, parts_ts_1.partBytesFor)(options.expectedBytes, MAX_PARTS);
    const sent = { size: 0, crc: 0, md5: [], multipart: false };
    const stop = new AbortController();
    const signal = AbortSignal.any([options.signal, stop.signal]);
    const abortSignal = signal;
    // Whether the store may show an object because of us, though we never heard of it.
    let mayBeVisible = false;
    let isVisible = false;
    let creations = 0;
    const attempt = (doing, work) => retry(doing, signal, () => store.call(doing, work));
    const send = async (command) => {
        if (command instanceof client_s3_1.AbortMultipartUploadCommand)
            return await cleanUp(command);
        try {
            if (command instanceof client_s3_1.CreateMultipartUploadCommand)
                return await create(command);
            if (command instanceof client_s3_1.UploadPartCommand)
                return await part(command);
            if (command instanceof client_s3_1.PutObjectCommand)
                return await whole(command);
            if (command instanceof client_s3_1.CompleteMultipartUploadCommand)
                return await complete(command);
            throw new Error(`an upload was not expected to send ${command.constructor.name}`);
        }
        catch (error) {
            // Left alone, the other parts would go on to the end of the stream before anybody heard of this one.
            stop.abort(error);
            throw error;
        }
    };
    const create = async (command) => {
        sent.multipart = true;
        return await retry(`beginning to store ${key}`, signal, () => {
            creations += 1;
            // Not cut off when cancelled: the answer says what there is to clean up.
            return store.call(`beginning to store ${key}`, () => client.send(command));
        });
    };
    const part = async (command) => {
        const { PartNumber: number = 0, Body: body } = command.input;
        addMd5(command.input, body, number);
        return await attempt(`storing part ${number} of ${key}`, () => client.send(command, { abortSignal }));
    };
    const whole = async (command) => {
        addMd5(command.input, command.input.Body, 1);
        mayBeVisible = true;
        return await attempt(`storing ${key}`, () => client.send(command, { abortSignal }));
    };
    const addMd5 = (input, body, number) => {
        if (store.checks !== 'md5')
            return;
        const md5 = (0, node_crypto_1.createHash)('md5').update(body).digest();
        sent.md5[number - 1] = md5;
        input.ContentMD5 = md5.toString('base64');
    };
    const complete = async (command) => {
        if (store.checks === 'crc32')
            Object.assign(command.input, { ChecksumCRC32: base64Of(sent.crc), MpuObjectSize: sent.size });
        return await retry(`finishing ${key}`, signal, async (nth) => {
            mayBeVisible = true;
            try {
                return await client.send(command, { abortSignal });
            }
            catch (error) {
                const { code } = (0, s3_errors_ts_1.codeOf)(error);
                // The try before succeeded and its answer was lost; what is there is looked at next anyway.
                if (nth > 1 && code === 'NoSuchUpload')
                    return {};
                if (code === 'BadDigest')
                    throw differs(destination.label, key, 'the store refused its crc32');
                return await store.call(`finishing ${key}`, () => Promise.reject(error));
            }
        });
    };
    /** Ends the upload at the store, cancelled or not; what cannot be ended is said, and `abandon` finds it later. */
    const cleanUp = async (command) => {
        const patience = AbortSignal.timeout(CLEAN_UP_MS);
        try {
            return await retry(`ending the unfinished upload of ${key}`, patience, () => store.call(`ending the unfinished upload of ${key}`, () => client.send(command, { abortSignal: patience })));
        }
        catch (error) {
            if ((0, s3_errors_ts_1.codeOf)(error.cause).code !== 'NoSuchUpload')
                log(`${destination.label}: an unfinished upload of ${key} may remain and cost money until it is swept: ${error.message}`);
            return {};
        }
    };
    const outgrown = () => (0, parts_ts_1.tooLong)(destination.label, key, partBytes, MAX_PARTS);
    const upload = new lib_storage_1.Upload({
        client: sendingThrough(client, send),
        params: {
            ...store.nameOf(key),
            ...store.storing(),
            ...(destination.storageClass && { StorageClass: destination.storageClass }),
            ...(store.checks === 'crc32' && { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' }),
            Body: node_stream_1.Readable.from(measured((0, source_ts_1.chunksOf)(stream, signal), sent, partBytes * MAX_PARTS, outgrown, stop), {
                highWaterMark: 1,
            }),
        },
        partSize: partBytes,
        queueSize: parts_ts_1.PARTS_AT_ONCE,
    });
    try {
        await upload.done();
        isVisible = true;
        const head = await attempt(`looking at ${key}`, () => store.head(key, signal));
        return { size: sent.size, checkedBy: compare(destination.label, key, sent, head) };
    }
    catch (error) {
        if (isVisible || mayBeVisible)
            await remove(store, key, isVisible ? undefined : sent);
        // Which of the parts failed first is what went wrong; the others were only stopped.
        throw stop.signal.aborted && !options.signal.aborted ? stop.signal.reason : error;
    }
    finally {
        // A beginning whose answer was lost left an upload that we have no name for.
        if (creations > 1)
            await endStrays(store, key, log);
    }
}
/** The client, but with our way of sending. */
function sendingThrough(client, send) {
    return Object.create(client, { send: { value: send } });
}
/** Counts what goes by, and stops the parts on their way as soon as nothing whole can come of them. */
async function* measured(chunks, sent, most, outgrown, stop) {
    try {
        for await (const chunk of chunks) {
            sent.size += chunk.length;
            sent.crc = (0, node_zlib_1.crc32)(chunk, sent.crc);
            if (sent.size > most)
                throw outgrown();
            yield chunk;
        }
    }
    catch (error) {
        stop.abort(error);
        throw error;
    }
}
/** Compares what the store has with what was sent, and says by what; rejects what differs. */
function compare(label, key, sent, head) {
    if (head.ContentLength !== sent.size)
        throw differs(label, key, `${sent.size} bytes were sent, and the store has ${head.ContentLength}`);
    if (head.ChecksumCRC32 && !head.ChecksumCRC32.includes('-')) {
        const ours = base64Of(sent.crc);
        if (head.ChecksumCRC32 === ours)
            return 'crc32';
        throw differs(label, key, `its crc32 is ${head.ChecksumCRC32}, and ${ours} was sent`);
    }
    const etag = head.ETag?.replaceAll('"', '').toLowerCase();
    const ours = etagOf(sent);
    if (etag === ours)
        return 'md5';
    // With a key of KMS the ETag looks like an MD5 and is none; and some stores make ETags of something else altogether.
    const isMd5 = /^[0-9a-f]{32}(-\d+)?$/.test(etag ?? '') && !head.ServerSideEncryption?.startsWith('aws:kms');
    if (ours && isMd5)
        throw differs(label, key, `its ETag is ${etag}, and ${ours} was sent`);
    return 'size';
}
function etagOf({ md5, multipart }) {
    if (md5.length === 0)
        return undefined;
    if (!multipart)
        return md5[0]?.toString('hex');
    return `${(0, node_crypto_1.createHash)('md5').update(Buffer.concat(md5)).digest('hex')}-${md5.length}`;
}
const differs = (label, key, how) => new error_ts_1.StorageError('broken', {
    what: `${label}: ${key} is not at the store as it was sent.`,
    why: `Compared with our own count, ${how}.`,
    next: 'Run it again; if it happens twice, do not trust this store or the way to it.',
});
/** Takes away what became visible though the upload failed; where that is not sure, only what equals what was sent. */
async function remove(store, key, sent) {
    const patience = AbortSignal.timeout(CLEAN_UP_MS);
    try {
        if (sent && compare(store.destination.label, key, sent, await store.head(key, patience)) === 'size')
            return;
        await store.client.send(new client_s3_1.DeleteObjectCommand(store.nameOf(key)), { abortSignal: patience });
    }
    catch {
        // Nothing there, or nothing of ours: without a manifest it is no backup.
    }
}
async function endStrays(store, key, log) {
    const { endUploads } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 18009));
    try {
        await endUploads(store, key, { exactly: true, signal: AbortSignal.timeout(CLEAN_UP_MS) });
    }
    catch (error) {
        log(`${store.destination.label}: unfinished uploads of ${key} may remain: ${error.message}`);
    }
}
function base64Of(crc) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc);
    return bytes.toString('base64');
}


/***/ }),

/***/ 69279:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.s3Backend = s3Backend;
const node_crypto_1 = __webpack_require__(77598);
const client_s3_1 = __webpack_require__(53711);
const backend_ts_1 = __webpack_require__(46897);
const error_ts_1 = __webpack_require__(20871);
const s3_cold_ts_1 = __webpack_require__(78858);
const s3_errors_ts_1 = __webpack_require__(14171);
const s3_store_ts_1 = __webpack_require__(98947);
const s3_unfinished_ts_1 = __webpack_require__(18009);
const s3_upload_ts_1 = __webpack_require__(48393);
/**
 * A bucket of S3, or of a store that speaks like it. *Nothing visible* means that no object appears and no multipart
 * upload remains. *Checked by the store*: on AWS its own CRC32 over the whole object; elsewhere its ETag, where that is
 * made of MD5 (every part is sent with its MD5, which stores check on receipt); where it is not, `size` alone.
 */
async function s3Backend(destination, tools) {
    const { label, url } = destination;
    const { log, tuning } = tools;
    const store = await (0, s3_store_ts_1.s3Store)(destination, tools);
    const { client, call, nameOf } = store;
    let conditionalPut = true;
    const exists = (key) => new error_ts_1.StorageError('exists', { what: `${label}: ${key} exists already, and was left as it is.` });
    const put = async (key, bytes, { signal, ifAbsent }) => {
        const doing = `storing ${key}`;
        const Body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const input = {
            ...nameOf(key),
            ...store.storing(),
            Body,
            ...(store.checks === 'md5' && { ContentMD5: (0, node_crypto_1.createHash)('md5').update(Body).digest('base64') }),
        };
        const send = (more) => client.send(new client_s3_1.PutObjectCommand({ ...input, ...more }), { abortSignal: signal });
        if (!ifAbsent) {
            await call(doing, () => send({}));
            return;
        }
        // Some look-alikes take the condition and ignore it, so it is looked first; on AWS the condition alone decides.
        if (store.checks === 'md5' && (await stat(store, key, signal)))
            throw exists(key);
        if (conditionalPut) {
            try {
                await send({ IfNoneMatch: '*' });
                return;
            }
            catch (error) {
                if ((0, s3_errors_ts_1.codeOf)(error).status === 412)
                    throw exists(key);
                if (!refusesCondition(error))
                    await call(doing, () => Promise.reject(error));
                conditionalPut = false;
                log(`${label}: this store has no conditional put; it is looked first whether an object exists, so of two runs ` +
                    'that store the same name in the same second both may succeed. Do not let backups overlap.');
            }
            if (await stat(store, key, signal))
                throw exists(key);
        }
        await call(doing, () => send({}));
    };
    return {
        label,
        url,
        get conditionalPut() {
            return conditionalPut;
        },
        put,
        upload: (key, stream, options) => (0, s3_upload_ts_1.s3Upload)(store, tools, key, stream, options),
        open: async (key, { signal, from, version }) => {
            const command = new client_s3_1.GetObjectCommand({
                ...nameOf(key),
                ...(from > 0 && { Range: `bytes=${from}-` }),
                ...(version !== undefined && { IfMatch: version }),
            });
            return await openObject(store, command, key, from, signal);
        },
        stat: (key, { signal }) => stat(store, key, signal),
        thaw: (key, options) => (0, s3_cold_ts_1.thaw)(store, key, options),
        page: (prefix, cursor, { signal, folders }) => call(`listing ${prefix || 'everything'}`, async () => {
            const { Bucket, Key: Prefix } = nameOf(prefix);
            const answer = await client.send(new client_s3_1.ListObjectsV2Command({
                Bucket,
                Prefix,
                MaxKeys: tuning.pageSize,
                ...(folders && { Delimiter: '/' }),
                ...(cursor !== undefined && { ContinuationToken: cursor }),
            }), { abortSignal: signal });
            const next = answer.IsTruncated ? answer.NextContinuationToken : undefined;
            if (answer.IsTruncated && !next)
                throw cutListing(destination.label);
            if (folders) {
                const found = (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => (0, backend_ts_1.folderOf)(Prefix.slice(destination.prefix.length)));
                return { objects: found, next };
            }
            const objects = [];
            for (const { Key = '', Size = 0, LastModified = new Date(0) } of answer.Contents ?? []) {
                const key = Key.slice(destination.prefix.length);
                // What the web consoles make when somebody "creates a folder" is no object of ours.
                if (key === '' || key.endsWith('/'))
                    continue;
                objects.push({ key, size: Size, modified: LastModified });
            }
            return { objects, next };
        }),
        remove: async (key, { signal }) => {
            try {
                await call(`removing ${key}`, () => client.send(new client_s3_1.DeleteObjectCommand(nameOf(key)), { abortSignal: signal }));
            }
            catch (error) {
                if (!(error instanceof error_ts_1.StorageError && error.kind === 'missing'))
                    throw error;
            }
        },
        abandon: (prefix, { signal, begunBefore }) => (0, s3_unfinished_ts_1.endUploads)(store, prefix, { signal, begunBefore }),
    };
}
async function openObject(store, command, key, from, signal) {
    const { label } = store.destination;
    const answer = await store.call(`reading ${key}`, async () => {
        try {
            return await store.reader.send(command, { abortSignal: signal });
        }
        catch (error) {
            if ((0, s3_errors_ts_1.codeOf)(error).status !== 412)
                throw error;
            throw new error_ts_1.StorageError('broken', {
                what: `${label}: ${key} was changed while it was being read.`,
                next: 'Nothing should change stored backups: find out who or what does.',
                cause: error,
            });
        }
    });
    const body = answer.Body;
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.ContentRange ?? '');
    if (from > 0 && Number(range?.[1]) !== from) {
        body.on('error', () => { }).destroy();
        throw new error_ts_1.StorageError('broken', {
            what: `${label}: reading ${key} on from byte ${from} failed.`,
            why: 'The store did not give the range that it was asked for.',
        });
    }
    return { body, size: from > 0 ? Number(range?.[2]) : (answer.ContentLength ?? 0), version: answer.ETag };
}
async function stat(store, key, signal) {
    const doing = `looking at ${key}`;
    try {
        const about = await store.head(key, signal);
        const { ContentLength = 0, LastModified = new Date(0) } = about;
        const cold = await (0, s3_cold_ts_1.coldness)(store, key, about, signal);
        return { key, size: ContentLength, modified: LastModified, ...(cold && { cold }) };
    }
    catch (error) {
        const { status } = (0, s3_errors_ts_1.codeOf)(error);
        // Answers to HEAD have no body, so they do not say whether it is the object or the bucket that is missing, or what
        // is wrong with the credentials. A listing does.
        if (status === 404 || status === 403 || status === 400 || status === 301)
            await explain(store, doing, key, signal, status);
        if (status === 404)
            return undefined;
        return await store.call(doing, () => Promise.reject(error));
    }
}
async function explain(store, doing, key, signal, status) {
    const { Bucket, Key: Prefix } = store.nameOf(key);
    try {
        await store.call(doing, () => store.client.send(new client_s3_1.ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }), { abortSignal: signal }));
    }
    catch (error) {
        // Who may not list may still learn that an object is not there.
        if (status === 404 && (0, s3_errors_ts_1.codeOf)(error.cause).code === 'AccessDenied')
            return;
        throw error;
    }
}
/** Whether the store does not know the condition, rather than finding it not met. */
function refusesCondition(error) {
    const { code, status } = (0, s3_errors_ts_1.codeOf)(error);
    if (status === 501 || code === 'NotImplemented')
        return true;
    return status === 400 && /if-none-match|conditional|header/i.test(error.message);
}
/** Taken for the end, it would hide backups, and retention would act on what it does not see. */
const cutListing = (label) => new error_ts_1.StorageError('broken', {
    what: `${label}: the store says that its listing goes on, and not where.`,
    next: 'This is a fault of the store; try again, and report it to its makers.',
});


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
