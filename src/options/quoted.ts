/** A value as an error sentence shows it: bounded, so that a pasted file does not fill the log. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
