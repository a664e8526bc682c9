import { UsageError } from '../errors.ts'
import { given } from './destination-s3.ts'
import type { AzureDestination } from './destination-types.ts'
import { checkParameters, credentialsOf, endpointOf, type UrlParts } from './destination-url.ts'
import { quoted } from './quoted.ts'
import { choice } from './values.ts'

const TIERS = ['Hot', 'Cool', 'Cold', 'Archive'] as const

/** Reads `azblob://account/container/prefix?tier=…`. */
export function parseAzure(
  parts: UrlParts,
  named: { label: string; url: string },
  option: string,
): AzureDestination {
  checkParameters(parts, ['endpoint', 'tier', 'credentials'], option)
  const [container = '', ...prefix] = parts.path
  if (!/^[a-z0-9]{3,24}$/.test(parts.host)) {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(parts.host)} cannot be the name of a storage account.`,
      why: 'It has 3 to 24 small letters and digits.',
      next: 'Write azblob://account/container/prefix, the account without .blob.core.windows.net.',
    })
  }
  if (!/^[a-z0-9](-?[a-z0-9]){2,62}$/.test(container) || container.length > 63) {
    throw new UsageError({
      what: `\`${option}\`: ${container === '' ? 'the container is missing' : `${quoted(container)} cannot be the name of a container`}.`,
      why: 'It has 3 to 63 small letters, digits and single hyphens.',
      next: 'Write azblob://account/container/prefix.',
    })
  }
  return {
    kind: 'azure',
    ...named,
    account: parts.host,
    container,
    prefix: prefix.map((part) => `${part}/`).join(''),
    ...given({
      endpoint: endpointOf(parts, option),
      tier: tierOf(parts, option),
      credentials: credentialsOf(parts, option),
    }),
  }
}

function tierOf(parts: UrlParts, option: string): AzureDestination['tier'] {
  const text = parts.parameters.get('tier')
  if (text === undefined) return undefined
  return choice(TIERS)(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(), {
    option: `${option}: tier`,
  })
}
