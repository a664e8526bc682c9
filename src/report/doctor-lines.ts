/** Every line that `doctor` may say, each with what is well where it is ok. */
export const LINES = {
  database: {
    connect: 'the server lets us in',
    version: 'the server is of a version that this was tested with',
    name: 'the backups have a name that tells them from others',
    pooler: 'the way to the server is fit for a dump',
    capacity: 'the server has connections and locks to spare',
    client: 'there are client programs of its version',
    user: 'the user may do no more than is needed',
    tables: 'every table and sequence may be read',
    'row-security': 'no row is hidden from the user',
    'large-objects': 'every large object may be read',
    replica: 'nothing ends a long dump',
  },
  scratch: {
    server: 'drills have a server to restore into',
    rights: 'databases may be made there',
    extensions: 'it has the extensions of the source',
    room: 'there is room for a restored copy',
  },
  destination: {
    write: 'a small object can be stored, as manifests are',
    upload: 'a stream can be stored as archives are, and what arrived is compared',
    read: 'what was stored comes back as it was',
    conditional: 'nothing is ever overwritten',
    list: 'what is stored can be listed',
    unfinished: 'unfinished uploads can be looked for',
    delete: 'objects can be removed',
    clock: 'our clock agrees with the store’s',
    versioning: 'what is overwritten or deleted is kept for a while',
    encryption: 'objects are encrypted where they lie',
    public: 'nobody else can get in',
    lifecycle: 'the store deletes and freezes nothing by itself that must stay',
    lock: 'whoever has these keys cannot delete backups at once',
    room: 'there is room for more backups',
  },
  keys: {
    encryption: 'backups are encrypted before they leave this machine',
    identity: 'the secret key can be read',
    decrypt: 'what we encrypt opens with the keys that are given',
  },
} as const

export type Part = keyof typeof LINES
export type LineName<Of extends Part = Part> = Of extends Part ? keyof (typeof LINES)[Of] & string : never

export const OUTCOMES = ['ok', 'warn', 'fail', 'skipped'] as const
export type LineOutcome = (typeof OUTCOMES)[number]

/** One thing that was looked at, or why it was not. */
export type Line = {
  readonly name: string
  readonly outcome: LineOutcome
  /** What was found, as a whole sentence without secrets. */
  readonly said: string
  /** How to mend it. */
  readonly next?: string | undefined
}

/** A part of the diagnosis: of a destination, `label` is its own. */
export type Section = { readonly part: Part; readonly label: string; readonly lines: readonly Line[] }
