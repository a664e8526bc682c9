import { UsageError } from '../errors.ts'
import type { Host } from '../host/host.ts'

/** Lets a person say once more, by its name, which database is to be replaced or changed; nothing else stands for that. */
export async function confirmed(
  host: Host,
  { confirm }: { readonly confirm: string | undefined },
  { database, fate }: { readonly database: string; readonly fate: 'replaced' | 'changed' | undefined },
): Promise<void> {
  // What changes nothing that is there needs no second word.
  if (fate === undefined) return
  const asked = confirm ?? (await host.ask(`Type the name of the database that is to be ${fate}: `))
  if (asked === database) return
  throw new UsageError({
    what:
      asked === undefined
        ? `\`confirm\` is missing: the database "${database}" would be ${fate}; nothing was changed.`
        : `\`confirm\` names another database than "${database}", which would be ${fate}; nothing was changed.`,
    next: `Set \`confirm: ${database}\` (\`--confirm ${database}\`) if that is what you want.`,
  })
}
