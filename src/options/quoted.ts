/**
 * A value as an error sentence shows it. A long one is not cut: half a secret that was put into the wrong option would no
 * longer be recognised and masked.
 */
export function quoted(text: string): string {
  return text.length > 200 ? `a text of ${text.length} characters` : JSON.stringify(text)
}
