/** The candidate that a mistyped word most likely meant, or `undefined` where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(word)
  if (wanted === '') return undefined
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined
}

/** ` Did you mean …?` ready to be appended, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const candidate = nearest(word, candidates)
  return candidate === undefined ? undefined : `Did you mean \`${candidate}\`?`
}

const plain = (word: string): string => word.toLowerCase().replaceAll('_', '-').slice(0, 100)

function distanceTo(wanted: string, candidate: string): number {
  // A word that was cut short or written in the other number is nearer than its missing letters say.
  if (wanted.length >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate))) return 1
  return editDistance(wanted, candidate)
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
