/** The one way an SQL identifier enters a statement of ours; pg_dump reads the same form as an exact name. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const qualified = (object: { readonly schema: string; readonly name: string }): string =>
  `${quoted(object.schema)}.${quoted(object.name)}`
