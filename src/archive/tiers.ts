import type { Folder } from './inventory.ts'

/** For how many days a tier is billed at least, whatever is removed before. */
const LEAST_DAYS: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
  Cool: 30,
  Cold: 90,
  Archive: 180,
}

const DAY_MS = 24 * 3_600_000

/** The fee that removing a backup now brings with it, in words; nothing where there is none. */
export function earlyFee({ tiers }: Folder, now: Date): string | undefined {
  for (const [tier, stored] of tiers) {
    const days = Math.floor((now.getTime() - stored.getTime()) / DAY_MS)
    const least = LEAST_DAYS[tier]
    if (least !== undefined && days < least)
      return `an early-deletion fee is due: ${tier} is billed for ${least} days, and this lay there for ${days}`
  }
  return undefined
}
