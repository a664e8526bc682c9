import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const monitoring = resolve(import.meta.dirname, '../../monitoring')
const read = (file: string): string => readFileSync(join(monitoring, file), 'utf8')

type Dashboard = {
  readonly panels: readonly {
    readonly title: string
    readonly targets: readonly { readonly expr: string }[]
  }[]
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly allValue?: string; readonly query: unknown }[]
  }
}

/** Every expression of the dashboard, with its variables as they are when nobody has chosen anything. */
export function dashboardExpressions(): readonly string[] {
  const { panels, templating } = JSON.parse(read('grafana-dashboard.json')) as Dashboard
  const values = new Map(
    templating.list.map(({ name, allValue, query }) => [name, allValue ?? String(query).split(',')[0] ?? '']),
  )
  return panels.flatMap(({ targets }) =>
    targets.map(({ expr }) =>
      expr.replace(/\$(\w+)/g, (_, name: string) => {
        const value = values.get(name)
        if (value === undefined) throw new Error(`The dashboard has no variable ${name}.`)
        return value
      }),
    ),
  )
}

/** The expression of each alert. */
export const alertExpressions = (): readonly string[] =>
  [...read('alerts.yml').matchAll(/^ +expr: (?:>-\n +)?(.*?)(?: # .*)?$/gm)].map(([, expr = '']) => expr)
