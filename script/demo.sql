-- The sample database of script/demo: a small shop with a bit of everything that a restore must bring back.
CREATE SCHEMA shop;
SET search_path = shop;

CREATE TYPE order_status AS ENUM ('new', 'paid', 'sent', 'done', 'returned');
CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+$');

CREATE TABLE countries (code char(2) PRIMARY KEY, name text NOT NULL);
INSERT INTO countries VALUES ('de', 'Germany'), ('fr', 'France'), ('pt', 'Portugal'), ('at', 'Österreich');

CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email email NOT NULL UNIQUE,
  country char(2) NOT NULL REFERENCES countries,
  tags text[] NOT NULL DEFAULT '{}',
  profile jsonb NOT NULL DEFAULT '{}'
);
INSERT INTO customers (name, email, country, tags, profile)
SELECT 'Customer ' || i, 'c' || i || '@example.com', (ARRAY['de', 'fr', 'pt', 'at'])[1 + i % 4],
    ARRAY['tag' || i % 7, 'tag' || i % 11], jsonb_build_object('score', i % 100, 'newsletter', i % 2 = 0)
  FROM generate_series(1, 20000) AS i;

CREATE TABLE suppliers (id serial PRIMARY KEY, name text NOT NULL, rating numeric(3, 2));
INSERT INTO suppliers (name, rating) SELECT 'Supplier ' || i, (i % 500) / 100.0 FROM generate_series(1, 200) AS i;

CREATE TABLE categories (id serial PRIMARY KEY, parent int REFERENCES categories, name text NOT NULL);
INSERT INTO categories (parent, name) SELECT CASE WHEN i > 5 THEN 1 + i % 5 END, 'Category ' || i FROM generate_series(1, 50) AS i;

CREATE TABLE products (
  id bigserial PRIMARY KEY,
  supplier int NOT NULL REFERENCES suppliers,
  name text NOT NULL,
  price numeric(10, 2) NOT NULL CHECK (price > 0),
  gross numeric(10, 2) GENERATED ALWAYS AS (price * 1.19) STORED,
  description tsvector
);
INSERT INTO products (supplier, name, price, description)
SELECT 1 + i % 200, 'Product ' || i, 1 + (i % 9999) / 100.0, to_tsvector('english', 'a fine product number ' || i)
  FROM generate_series(1, 5000) AS i;
CREATE INDEX ON products USING gin (description);

CREATE TABLE product_categories (product bigint REFERENCES products, category int REFERENCES categories, PRIMARY KEY (product, category));
INSERT INTO product_categories SELECT i, 1 + i % 50 FROM generate_series(1, 5000) AS i;

CREATE TABLE orders (
  id bigint NOT NULL,
  customer bigint NOT NULL REFERENCES customers,
  status order_status NOT NULL DEFAULT 'new',
  placed_at timestamptz NOT NULL,
  PRIMARY KEY (id, placed_at)
) PARTITION BY RANGE (placed_at);
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE orders_2025 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE orders_later PARTITION OF orders DEFAULT;
INSERT INTO orders
SELECT i, 1 + i % 20000, (enum_range(NULL::order_status))[1 + i % 5], '2024-01-01'::timestamptz + i * interval '7 minutes'
  FROM generate_series(1, 150000) AS i;

CREATE TABLE order_lines (
  id bigserial PRIMARY KEY,
  order_id bigint NOT NULL,
  placed_at timestamptz NOT NULL,
  product bigint NOT NULL REFERENCES products,
  quantity int NOT NULL,
  FOREIGN KEY (order_id, placed_at) REFERENCES orders (id, placed_at)
);
INSERT INTO order_lines (order_id, placed_at, product, quantity)
SELECT id, placed_at, 1 + id % 5000, 1 + (id % 5)::int FROM orders;

CREATE TABLE payments (id uuid PRIMARY KEY, order_id bigint, amount money, at timestamptz);
INSERT INTO payments SELECT md5(i::text)::uuid, i, (i % 1000)::int::money, now() FROM generate_series(1, 30000) AS i;

CREATE TABLE audit (id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), what jsonb);
INSERT INTO audit (what) SELECT jsonb_build_object('event', 'login', 'customer', i) FROM generate_series(1, 20000) AS i;

CREATE TABLE files (id serial PRIMARY KEY, name text, content oid);
INSERT INTO files (name, content)
SELECT 'invoice-' || i || '.pdf', lo_from_bytea(0, decode(repeat(md5(i::text), 50), 'hex')) FROM generate_series(1, 100) AS i;

CREATE VIEW open_orders AS SELECT * FROM orders WHERE status IN ('new', 'paid');
CREATE MATERIALIZED VIEW revenue AS
  SELECT date_trunc('month', placed_at) AS month, count(*) AS orders FROM orders GROUP BY 1;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.at := now(); RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON TABLE orders IS 'One row an order, partitioned by year.';
ALTER DATABASE shop SET search_path = shop, public;
ANALYZE;
