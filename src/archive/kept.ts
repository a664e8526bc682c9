/** What a restore stores of what it is about to change lies beside the backups, under names of its own: `latest` must not mean it. */
const SUFFIXES = { rows: '.rows', database: '.before-restore' } as const

/** The name under which a restore of such a backup keeps what was there. */
export const keptName = (name: string, what: keyof typeof SUFFIXES): string =>
  `${backedUpName(name)}${SUFFIXES[what]}`

/** Without those under which only what restores have changed is kept, where they stand beside the backups. */
export const withoutKept = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name === backedUpName(name) || !names.includes(backedUpName(name)))

/** Under which name the backups lie of what is kept under this one. */
export function backedUpName(name: string): string {
  const suffix = Object.values(SUFFIXES).find((one) => name.endsWith(one) && name !== one)
  return suffix === undefined ? name : name.slice(0, -suffix.length)
}
