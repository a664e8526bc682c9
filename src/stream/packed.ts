import { UserError } from '../errors.ts'

// Archives that hold files: what of them can be a dump, said alike for tar and zip.

/** Files that macOS puts beside others. */
export const isByTheWay = (name: string): boolean => /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$)/.test(name)

const SHOWN = 10

export function severalFiles(name: string, packed: 'tar' | 'zip', files: readonly string[]): UserError {
  const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : ''
  return unclear({
    what: `${name} is a ${packed} archive with several files: ${files.slice(0, SHOWN).map(shown).join(', ')}${more}.`,
    why: 'Which of them is the dump, it does not say.',
    next: 'Unpack it, and give the dump itself, or the folder of a dump in directory format.',
  })
}

export const noFiles = (name: string, packed: 'tar' | 'zip'): UserError =>
  new UserError({
    what: `${name} is a ${packed} archive without a file in it.`,
    next: 'Look at what made it.',
  })

export const notAFile = (name: string, packed: 'tar' | 'zip', entry: string): UserError =>
  unclear({
    what: `${name} is a ${packed} archive, and ${shown(entry)} in it is no file but a link or a device.`,
    why: 'Links can lead anywhere, so they are not followed.',
    next: 'Pack the dump itself.',
  })

/** A dump in it may be sound all the same. */
export const unclear = (story: UserError['story']): UserError => new UserError(story, 'unverified')

const shown = (name: string): string => JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)
