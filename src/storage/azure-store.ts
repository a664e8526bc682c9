import {
  AnonymousCredential,
  BlobServiceClient,
  type ContainerClient,
  newPipeline,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import type { AzureDestination } from '../options/destination.ts'
import { azureError } from './azure-errors.ts'
import type { StorageContext } from './context.ts'
import { StorageError } from './error.ts'

type Env = StorageContext['env']

/** One container, as the parts of the backend share it. */
export interface AzureStore {
  readonly destination: AzureDestination
  readonly container: ContainerClient
  readonly service: BlobServiceClient
  nameOf(key: string): string
  /**
   * One request, its errors made into sentences. It fails when nothing happens for a while; where much is sent,
   * `alive` has to be called as that gets on.
   */
  call<T>(
    doing: string,
    signal: AbortSignal,
    work: (abortSignal: AbortSignal, alive: () => void) => Promise<T>,
  ): Promise<T>
}

export async function azureStore(
  destination: AzureDestination,
  env: Env,
  idleMs: number,
): Promise<AzureStore> {
  const { url, credential } = await accessTo(destination, env)
  const pipeline = newPipeline(credential, {
    // There is one retry policy, and it is ours.
    retryOptions: { maxTries: 1 },
  })
  const service = new BlobServiceClient(url, pipeline)
  return {
    destination,
    container: service.getContainerClient(destination.container),
    service,
    nameOf: (key) => destination.prefix + key,
    async call(doing, signal, work) {
      const idle = new AbortController()
      const timer = setTimeout(() => idle.abort(), idleMs)
      try {
        return await work(AbortSignal.any([signal, idle.signal]), () => timer.refresh())
      } catch (error) {
        const late = idle.signal.aborted && !signal.aborted
        throw azureError(
          destination,
          doing,
          late ? Object.assign(new Error(), { name: 'TimeoutError' }) : error,
        )
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

/** What the environment offers, in the order in which it is looked for. */
function variablesOf({ credentials: own }: AzureDestination) {
  const start = own ?? 'AZURE_STORAGE'
  return {
    connection: `${start}_CONNECTION_STRING`,
    key: `${start}_KEY`,
    token: `${start}_SAS_TOKEN`,
  }
}

async function accessTo(destination: AzureDestination, env: Env) {
  const { account, label, credentials: own } = destination
  const names = variablesOf(destination)
  const connection = env[names.connection] ? partsOf(env[names.connection] as string) : undefined
  if (connection) checkAccount(destination, names.connection, connection)
  const key = connection ? connection.get('accountkey') : env[names.key]
  const token = (connection ? connection.get('sharedaccesssignature') : env[names.token])?.replace(/^\?/, '')
  const url = destination.endpoint ?? endpointOf(connection) ?? `https://${account}.blob.core.windows.net`

  if (key) return { url, credential: new StorageSharedKeyCredential(account, key) }
  if (token) return { url: `${url}?${token}`, credential: new AnonymousCredential() }
  if (connection)
    throw new StorageError('refused', {
      what: `${label}: ${names.connection} holds no credentials.`,
      why: 'It has neither an AccountKey nor a SharedAccessSignature.',
      next: 'Copy the whole connection string from the access keys of the account in the Azure portal.',
    })
  if (own)
    throw new StorageError('refused', {
      what: `${label}: its credentials are missing.`,
      why: `The destination says credentials=${own}, but the environment has none of ${Object.values(names).join(', ')}.`,
      next: 'Set one of them from a secret, in the `env:` of the step or in the shell.',
    })
  const { DefaultAzureCredential } = await import('@azure/identity')
  return { url, credential: new DefaultAzureCredential() }
}

function partsOf(connectionString: string): Map<string, string> {
  const parts = connectionString.split(';').map((part) => {
    const at = part.indexOf('=')
    return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const
  })
  return new Map(parts)
}

function endpointOf(connection: Map<string, string> | undefined): string | undefined {
  const blob = connection?.get('blobendpoint')
  if (blob) return blob.replace(/\/$/, '')
  const [account, suffix] = [connection?.get('accountname'), connection?.get('endpointsuffix')]
  const protocol = connection?.get('defaultendpointsprotocol') ?? 'https'
  return account && suffix ? `${protocol}://${account}.blob.${suffix}` : undefined
}

function checkAccount(
  destination: AzureDestination,
  variable: string,
  connection: Map<string, string>,
): void {
  const blob = connection.get('blobendpoint')
  const account =
    connection.get('accountname') ??
    (blob && URL.canParse(blob) ? new URL(blob).hostname.split('.')[0] : undefined)
  if (account === undefined || account === destination.account) return
  throw new StorageError('refused', {
    what: `${destination.label}: ${variable} is for another account.`,
    why: `The destination names the account ${destination.account}, the connection string ${account}.`,
    next: 'Correct one of them; for a second account, put `credentials=NAME` into the URL and set NAME_CONNECTION_STRING.',
  })
}
