import type { LifecycleRule as Rule, Transition } from '@aws-sdk/client-s3'
import type { LifecycleRule } from './facts.ts'
import { tierOf } from './s3-cold.ts'

/** AWS leaves smaller objects where they are, unless it is told otherwise. */
const SMALL_STAY_BYTES = 128 * 1024

/** What a rule does to objects that are current and have no tags, as ours; nothing where it does not concern them. */
export function ruleOf(rule: Rule, smallStay: boolean): LifecycleRule | undefined {
  const { ID = 'without a name', Status, Filter, Expiration, Transitions = [] } = rule
  const tagged = Filter?.Tag !== undefined || (Filter?.And?.Tags?.length ?? 0) > 0
  if (Status !== 'Enabled' || tagged) return undefined
  const least = Filter?.ObjectSizeGreaterThan ?? Filter?.And?.ObjectSizeGreaterThan
  const [freezing] = Transitions.flatMap((one) => freezingOf(one) ?? [])
  const deletes = whenOf(Expiration)
  if (freezing === undefined && deletes === undefined) return undefined
  return {
    id: ID,
    prefix: Filter?.Prefix ?? Filter?.And?.Prefix ?? rule.Prefix ?? '',
    leastBytes: least ?? (smallStay && deletes === undefined ? SMALL_STAY_BYTES : 0),
    deletes,
    freezes: freezing,
  }
}

function freezingOf({ StorageClass, ...when }: Transition): LifecycleRule['freezes'] {
  const tier = tierOf(StorageClass)
  return tier && { tier, when: whenOf(when) ?? 'at once' }
}

function whenOf(
  what: { Days?: number | undefined; Date?: Date | undefined } | undefined,
): string | undefined {
  if (what?.Days !== undefined) return `after ${what.Days} days`
  return what?.Date && `from ${what.Date.toISOString().slice(0, 10)} on`
}
