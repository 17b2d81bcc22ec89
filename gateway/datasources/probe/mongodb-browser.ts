import type { Document, MongoClient } from 'mongodb';
import type { ColumnInfo } from '../probe-schemas.ts';
import type { Browser } from './model.ts';

/** Documents that are looked at to learn which fields there are. */
const sample = 20;

/** Collections are tables; their columns are the fields of the first documents. */
export function mongodbBrowser(client: MongoClient, own: string): Browser {
  const read = (schema: string | null, collection: string, limit: number, maxTimeMS: number): Promise<Document[]> =>
    client
      .db(schema ?? own)
      .collection(collection)
      .find({}, { maxTimeMS, batchSize: limit })
      .limit(limit)
      .toArray();
  return {
    async schemas(limit) {
      const { databases } = await client
        .db('admin')
        .command({ listDatabases: 1, nameOnly: true, authorizedDatabases: true });
      const names = (databases as { name: unknown }[]).map(({ name }) => String(name));
      const others = names.filter((name) => !['admin', 'local', 'config'].includes(name) || name === own);
      return others
        .sort()
        .slice(0, limit)
        .map((name) => ({ name, isDefault: name === own }));
    },
    async tables({ schema, search, after, limit }) {
      const found = await client
        .db(schema ?? own)
        .listCollections({}, { nameOnly: true, authorizedCollections: true })
        .toArray();
      return found
        .map(({ name, type }) => ({
          name,
          kind: type === 'view' ? ('view' as const) : ('collection' as const),
          comment: null,
        }))
        .filter(({ name }) => !name.startsWith('system.') && name.toLowerCase().includes(search?.toLowerCase() ?? ''))
        .filter(({ name }) => after === null || name > after)
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .slice(0, limit);
    },
    async columns(schema, table, limit) {
      return columnsOf(await read(schema, table, sample, 10_000)).slice(0, limit);
    },
    async preview({ schema, table, rows, timeoutMs }) {
      const documents = await read(schema, table, rows, Math.max(1, Math.floor(timeoutMs)));
      const columns = columnsOf(documents);
      return {
        columns: columns.map(({ name, type }) => ({ name, type })),
        rows: documents.map((document) => columns.map(({ name }) => plainOf(document[name]))),
      };
    },
  };
}

function columnsOf(documents: readonly Document[]): ColumnInfo[] {
  const types = new Map<string, Set<string>>();
  for (const document of documents) {
    for (const [name, value] of Object.entries(document)) {
      const seen = types.get(name) ?? new Set();
      if (value !== null) seen.add(typeOf(value));
      types.set(name, seen);
    }
  }
  const none = { length: null, precision: null, scale: null, comment: null };
  return [...types].map(([name, seen]) => ({
    name,
    type: [...seen].sort().join(' | ') || 'null',
    ...none,
    nullable: name !== '_id',
    primaryKey: name === '_id',
  }));
}

function typeOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && '_bsontype' in value) return String(value._bsontype);
  if (value instanceof Date) return 'Date';
  if (Array.isArray(value)) return 'Array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'Int' : 'Double') : typeof value;
}

/** Ids and exact numbers as their digits. */
function plainOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('_bsontype' in value)) return value;
  const exact = ['ObjectId', 'Decimal128', 'Long'].includes(String(value._bsontype));
  return exact ? (value as { toString(): string }).toString() : value;
}
