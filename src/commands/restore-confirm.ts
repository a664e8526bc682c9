import { UsageError } from '../errors.ts'
import type { Host } from '../host/host.ts'

/** Lets a person say once more, by its name, which database is to be replaced; nothing else stands for that. */
export async function confirmed(
  host: Host,
  { confirm }: { readonly confirm: string | undefined },
  { database, replaced }: { readonly database: string; readonly replaced: boolean },
): Promise<void> {
  // What replaces nothing needs no second word.
  if (!replaced) return
  const asked = confirm ?? (await host.ask(`Type the name of the database that is to be replaced: `))
  if (asked === database) return
  throw new UsageError({
    what:
      asked === undefined
        ? `\`confirm\` is missing: the database "${database}" would be replaced; nothing was changed.`
        : `\`confirm\` names another database than "${database}", which would be replaced; nothing was changed.`,
    next: `Set \`confirm: ${database}\` (\`--confirm ${database}\`) if that is what you want.`,
  })
}
