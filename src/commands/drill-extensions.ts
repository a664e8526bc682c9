import type { Manifest } from '../archive/manifest.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { DrillOptions } from '../options/drill.ts'
import { findExtensions } from '../postgres/restore/extensions.ts'
import { inSession } from '../postgres/restore/restored.ts'
import type { Scratch } from '../postgres/scratch/scratch.ts'
import type { Ledger } from './drill-ledger.ts'

/** Refuses a server without an extension that the backup needs, unless that was allowed; its answer is what is left out. */
export async function requireExtensions(
  { signal }: Host,
  scratch: Scratch,
  { extensions }: Manifest,
  { allow }: DrillOptions,
  ledger: Ledger,
): Promise<readonly string[]> {
  const { missing, otherVersions } = await inSession(
    { target: scratch.target, major: scratch.server.major, signal },
    (session) => findExtensions(session, extensions),
  )
  for (const other of otherVersions) ledger.note(`The scratch server has the extension ${other}.`)
  const leftOut = extensions
    .map(({ name }) => name)
    .filter((name) => missing.includes(name) || Object.hasOwn(NEEDS_ITS_OWN, name))
  const refused = leftOut.filter((name) => !allow.missingExtensions.includes(name))
  if (refused.length === 0) return leftOut
  const [special] = refused.filter((name) => !missing.includes(name))
  if (special !== undefined) throw needsItsOwn(special)
  throw new UserError(
    {
      what: `The scratch server lacks the ${refused.length === 1 ? 'extension' : 'extensions'} ${refused.join(', ')}.`,
      why: 'Without it, what leans on it can be neither restored nor compared.',
      next: `Name a server that has it by \`scratch\`, or go on without by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`,
    },
    'unverified',
  )
}

/** Extensions that must be called before and after a restore, which nobody does here. */
const NEEDS_ITS_OWN: Readonly<Record<string, true>> = { timescaledb: true }

const needsItsOwn = (name: string): UserError =>
  new UserError(
    {
      what: `The extension ${name} needs calls of its own around a restore, which a drill does not make.`,
      next: `Verify with \`level: archive\`, or leave it and what leans on it out by \`allow: missing-extension=${name}\`.`,
    },
    'unverified',
  )
