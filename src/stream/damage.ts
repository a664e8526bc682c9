import { UserError } from '../errors.ts'

// What can be wrong with bytes that come back from a store, said alike by every stage that notices.

/** What came back is not what was stored: no matter of keys, rights or networks. */
export class Damage extends UserError {}

const next =
  'Fetch it again, and if that does not help, take the copy at another destination or another backup.'

export const cutOff = (name: string, why: string, cause?: Error): Damage =>
  new Damage({ what: `${name} is cut off.`, why, next, cause })

export const damaged = (name: string, why: string, cause?: Error): Damage =>
  new Damage({ what: `${name} is damaged.`, why, next, cause })

export const goesOn = (name: string, why: string, cause?: Error): Damage =>
  new Damage({ what: `${name} goes on after its end.`, why, next, cause })
