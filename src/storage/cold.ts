import type { RehydrateSpeed } from '../options/drill.ts'

type Tier = {
  readonly called: string
  /** What is brought back is a copy for some days, or the object itself, for good. */
  readonly back: 'copy' | 'moved'
  /** Minutes until an object is back, at most as a rule; a speed that is not there is not offered. */
  readonly wait: Readonly<Partial<Record<RehydrateSpeed, number>>>
}

const HOUR = 60
const FLEXIBLE = { high: 5, standard: 5 * HOUR, bulk: 12 * HOUR } as const
const DEEP = { standard: 12 * HOUR, bulk: 48 * HOUR } as const

/** The tiers from which nothing can be read at once, by the names that the stores give them. */
export const COLD_TIERS = {
  GLACIER: { called: 'S3 Glacier Flexible Retrieval', back: 'copy', wait: FLEXIBLE },
  DEEP_ARCHIVE: { called: 'S3 Glacier Deep Archive', back: 'copy', wait: DEEP },
  ARCHIVE_ACCESS: { called: 'Archive Access of S3 Intelligent-Tiering', back: 'moved', wait: FLEXIBLE },
  DEEP_ARCHIVE_ACCESS: { called: 'Deep Archive Access of S3 Intelligent-Tiering', back: 'moved', wait: DEEP },
  Archive: { called: 'Archive of Azure', back: 'moved', wait: { high: HOUR, standard: 15 * HOUR } },
} as const satisfies Readonly<Record<string, Tier>>
export type ColdTier = keyof typeof COLD_TIERS

/** How far an object in an archive tier is from being read. */
export type Cold =
  | { readonly state: 'frozen' | 'thawing'; readonly tier: ColdTier }
  /** What can be read is a copy, which the store takes away then. */
  | { readonly state: 'thawed'; readonly tier: ColdTier; readonly until: Date | undefined }

/** Minutes until an object of a tier is back; `undefined` where the tier does not have that speed. */
export const waitOf = (tier: ColdTier, speed: RehydrateSpeed): number | undefined => {
  const { wait }: Tier = COLD_TIERS[tier]
  return wait[speed]
}

/** The longest wait of several tiers; `undefined` where one of them does not have that speed. */
export function longestWait(tiers: readonly ColdTier[], speed: RehydrateSpeed): number | undefined {
  const waits = tiers.map((tier) => waitOf(tier, speed))
  return waits.includes(undefined) ? undefined : Math.max(...waits.map((minutes) => minutes ?? 0))
}
