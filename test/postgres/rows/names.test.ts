import { UsageError } from '../../../src/errors.ts'
import { resolveTables } from '../../../src/postgres/rows/names.ts'

const TABLES = [
  { schema: 'public', name: 'orders' },
  { schema: 'sales', name: 'orders' },
  { schema: 'sales', name: 'customers' },
  { schema: 'Upper', name: 'Odd, "name".x' },
  { schema: 'public', name: 'Users' },
  { schema: 'public', name: 'größe' },
]

const found = (text: string) => resolveTables(text, TABLES).map(({ schema, name }) => `${schema}|${name}`)

test.each([
  ['customers', ['sales|customers']],
  ['CUSTOMERS', ['sales|customers']],
  ['sales.orders, public.orders', ['sales|orders', 'public|orders']],
  ['  sales . orders\n\ncustomers,\n"Users"\n', ['sales|orders', 'sales|customers', 'public|Users']],
  ['"Odd, ""name"".x"', ['Upper|Odd, "name".x']],
  ['"Upper"."Odd, ""name"".x"', ['Upper|Odd, "name".x']],
  ['Größe', ['public|größe']],
  ['customers, sales.customers', ['sales|customers']],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  ['orders', /`tables`: orders could be any of public.orders, sales.orders\.\nWrite its schema/],
  ['custmers', /holds no table custmers\.\nDid you mean `customers`\?/],
  ['sale.orders', /Did you mean `sales.orders`\?/],
  ['users', /Did you mean `"Users"`\?/],
  ['nothing_like_it', /It holds public.orders, sales.orders, sales.customers/],
  ['', /no table is named/],
  [' ,\n', /no table is named/],
  ['sales.*', /has a wildcard/],
  ['a.b.c', /is no name of a table/],
  ['"open', /is no name of a table/],
  ['orders customers', /is no name of a table/],
  ['sales.', /is no name of a table/],
  ['""', /is no name of a table/],
])('%s is refused', (text, message) => {
  const run = () => found(text)
  expect(run).toThrow(UsageError)
  expect(run).toThrow(message)
})
