import type { Made } from './choice.ts'
import type { Counts } from './request.ts'

/** What is counted of a table, in the user's words; what is not named is a detail of something that is. */
const WORDS: Readonly<Record<string, string | undefined>> = {
  SEQUENCE: 'sequences',
  DEFAULT: 'defaults',
  INDEX: 'indexes',
  CONSTRAINT: 'keys and constraints',
  'CHECK CONSTRAINT': 'keys and constraints',
  'FK CONSTRAINT': 'foreign keys',
  TRIGGER: 'triggers',
  RULE: 'rules',
  POLICY: 'policies',
  STATISTICS: 'statistics',
  COMMENT: 'comments',
  ACL: 'grants',
  'SECURITY LABEL': 'security labels',
  'PUBLICATION TABLE': 'publications',
}

/** How many of each kind belong to a chosen table, its partitions among them. */
export function countParts(made: readonly Made[]): Counts {
  const counts: Record<string, number> = {}
  const partitions = made.filter(
    ({ piece, table }) => piece !== table && /^(FOREIGN )?TABLE$/.test(piece.kind),
  )
  if (partitions.length > 0) counts.partitions = partitions.length
  for (const { piece } of made) {
    const word = WORDS[piece.kind]
    if (word !== undefined) counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}
