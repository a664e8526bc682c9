import type { PostgresServer } from '../test/servers/postgres.ts'

/**
 * A mixed database of about so many gigabytes on disk: wide rows with text, jsonb documents, narrow rows with many
 * numbers, each with keys and indexes. Always the same content for the same size.
 */
export async function generate(server: PostgresServer, name: string, gigabytes: number): Promise<void> {
  await server.createDatabase(name)
  const rows = (perGigabyte: number) => Math.max(1, Math.round(perGigabyte * gigabytes))
  await server.psql(
    name,
    `SELECT setseed(0.5);
    CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text, created_at timestamptz, profile jsonb);
    INSERT INTO users SELECT i, 'user' || i || '@example.com', 'Name ' || md5(i::text),
        '2020-01-01'::timestamptz + i * interval '1 minute', jsonb_build_object('age', i % 90, 'city', md5((i % 1000)::text))
      FROM generate_series(1, ${rows(200_000)}) AS i;
    CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric(12, 2), status text, placed_at timestamptz, note text);
    INSERT INTO orders SELECT i, 1 + i % ${rows(200_000)}, (i % 100000) / 100.0, (ARRAY['new', 'paid', 'sent', 'done'])[1 + i % 4],
        '2021-01-01'::timestamptz + i * interval '7 seconds', 'order ' || i || ' ' || md5(i::text) || ' packed with care and sent by post'
      FROM generate_series(1, ${rows(2_000_000)}) AS i;
    CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz, body jsonb);
    INSERT INTO events SELECT i, '2022-01-01'::timestamptz + i * interval '1 second', jsonb_build_object(
        'kind', (ARRAY['view', 'click', 'buy'])[1 + i % 3], 'user', i % 200000, 'session', md5((i / 20)::text),
        'path', '/shop/' || (i % 3000) || '/item', 'agent', 'Mozilla/5.0 (X11; Linux x86_64) ' || (i % 50))
      FROM generate_series(1, ${rows(1_000_000)}) AS i;
    CREATE TABLE documents (id bigint PRIMARY KEY, title text, body text);
    INSERT INTO documents SELECT i, 'Document ' || i,
        (SELECT string_agg(md5((i * 61 + j)::text) || ' lorem ipsum dolor sit amet ' || (i * j), ' ') FROM generate_series(1, 60) AS j)
      FROM generate_series(1, ${rows(80_000)}) AS i;
    CREATE INDEX ON orders (user_id);
    CREATE INDEX ON events (at);
    VACUUM ANALYZE;`,
  )
}
