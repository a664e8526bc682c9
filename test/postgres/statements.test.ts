import { splitStatements } from '../../src/postgres/statements.ts'

const split = (text: string) => splitStatements(text).statements
const sqlOf = (text: string) => split(text).map(({ sql }) => sql)

describe('SQL is split at its semicolons', () => {
  test('each statement with the line of its first word', () => {
    expect(split('SELECT 1;\n\n-- the next\n  SELECT\n2 ; SELECT 3')).toEqual([
      { sql: 'SELECT 1', line: 1 },
      { sql: 'SELECT\n2', line: 4 },
      { sql: 'SELECT 3', line: 5 },
    ])
    expect(split('SELECT 1;\r\nSELECT 2')[1]).toEqual({ sql: 'SELECT 2', line: 2 })
  })

  test('and what holds nothing is none', () => {
    for (const text of ['', ' \n', ';;', '-- nothing', '/* nothing; */ ; -- ;\n;'])
      expect(splitStatements(text)).toEqual({ statements: [], unclosed: undefined })
    expect(sqlOf(';SELECT 1;;-- end')).toEqual(['SELECT 1'])
  })

  test.each([
    ["SELECT 'a;b'"],
    ["SELECT 'it''s;'"],
    ["SELECT 'a\\'"],
    ["SELECT E'a\\';b'"],
    ["SELECT e'a''\\\\'"],
    ["SELECT U&'a;'"],
    ['SELECT 1 AS "a;""b"'],
    ['SELECT $$a;b$$'],
    ['SELECT $über$a;$$;$b$;$über$'],
    ['SELECT $a$;$ab$;$a$'],
    ['SELECT 1 /* ; /* ; */ ; */ + 1'],
    ['SELECT 1 -- ; "\n+ 1'],
    ['SELECT a$b$ FROM c'],
    ['SELECT $1, $2'],
    ["SELECT 'a' -- it's\n'b'"],
    ["SELECT n'x;', fee'y;'"],
  ])('outside of quotes and comments: %s', (sql) => {
    expect(sqlOf(`${sql};SELECT 2`)).toEqual([sql, 'SELECT 2'])
  })

  test('a backslash means something only in a text that says so', () => {
    expect(sqlOf("SELECT 'a\\';SELECT 'b'")).toEqual(["SELECT 'a\\'", "SELECT 'b'"])
    expect(sqlOf("SELECT E'a\\';SELECT ';'")).toEqual(["SELECT E'a\\';SELECT '", "'"])
  })

  test('what never ends is told, with its line', () => {
    for (const [text, what] of [
      ["SELECT 1;\nSELECT 'a", 'quoted text'],
      ["SELECT 1;\nSELECT E'a\\'", 'quoted text'],
      ['SELECT 1;\nSELECT "a', 'quoted name'],
      ['SELECT 1;\nSELECT $x$ a $y$', 'text quoted by $x$'],
      ['SELECT 1;\n/* a /* b */ ;', 'comment'],
    ] as const) {
      expect(splitStatements(text).unclosed).toEqual({ what, line: 2 })
    }
  })

  test('a long text takes no longer than it must', () => {
    const long = 'x'.repeat(2_000_000)
    expect(sqlOf(`SELECT '${long}';SELECT $$${long}$$`)).toHaveLength(2)
  })
})
