/** The one way an SQL identifier enters a statement of ours; pg_dump reads the same form as an exact name. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The name that an identifier in a statement stands for. */
export const unquoted = (identifier: string): string =>
  identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier

export const qualified = (object: { readonly schema: string; readonly name: string }): string =>
  `${quoted(object.schema)}.${quoted(object.name)}`
