import type { Chance } from '../faults/random.ts';
import type { Schema } from './operations.ts';

/** What an id belongs to. */
export const kinds = [
  'catalog',
  'datasource',
  'job',
  'record',
  'lostRecord',
  'sendingWebhook',
  'cluster',
  'webhook',
  'delivery',
  'token',
  'flinkJob',
] as const;
export type Kind = (typeof kinds)[number];

/** Answers of these schemas carry the id of one. */
const kindOfSchema: Readonly<Record<string, Kind>> = {
  Folder: 'catalog',
  Datasource: 'datasource',
  Job: 'job',
  Record: 'record',
  Cluster: 'cluster',
  Webhook: 'webhook',
  WebhookSecret: 'webhook',
  WebhookDelivery: 'delivery',
};

/** Of each kind so many that came in answers; an older one makes room. */
const most = 30;

/**
 * Ids for requests. Those of the seed data stay as they are; the others came in answers and may be changed and deleted.
 */
export class Pools {
  readonly #pinned = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]));
  readonly #loose = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]));
  /** Never taken from an answer: who asks, and what has to stay in order. */
  readonly #reserved = new Set<string>();
  readonly cursors = new Map<string, string>();

  pin(kind: Kind, ...ids: readonly string[]): void {
    this.#pinned.get(kind)?.push(...ids);
  }

  reserve(...ids: readonly string[]): void {
    for (const id of ids) this.#reserved.add(id);
  }

  add(kind: Kind, id: string): void {
    const loose = this.#loose.get(kind) ?? [];
    if (this.#reserved.has(id) || loose.includes(id) || this.#pinned.get(kind)?.includes(id)) return;
    if (loose.push(id) > most) loose.shift();
  }

  remove(id: string): void {
    for (const ids of this.#loose.values()) {
      const at = ids.indexOf(id);
      if (at >= 0) ids.splice(at, 1);
    }
  }

  /** One that may be spoilt, if there is one. */
  pick(kind: Kind, chance: Chance, { loose = false } = {}): string {
    const [pinned, others] = [this.#pinned.get(kind) ?? [], this.#loose.get(kind) ?? []];
    if (others.length > 0 && (loose || pinned.length === 0 || chance.chance(0.4))) return chance.pick(others);
    return loose || pinned.length === 0 ? '01ARZ3NDEKTSV4RRFFQ69G5FAV' : chance.pick(pinned);
  }

  /** Takes the ids out of an answer. */
  harvest(operationId: string, schema: Schema, body: unknown): void {
    if (typeof body !== 'object' || body === null) return;
    const { items, nextCursor, id } = body as { items?: unknown; nextCursor?: unknown; id?: unknown };
    if (typeof nextCursor === 'string') this.cursors.set(operationId, nextCursor);
    const kind = kindOf(schema) ?? (/Tokens$/.test(operationId) ? 'token' : undefined);
    if (kind !== undefined && typeof id === 'string') this.add(kind, id);
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
    const kindOfItems = kindOf((properties['items']?.['items'] ?? {}) as Schema);
    if (kindOfItems === undefined || !Array.isArray(items)) return;
    for (const item of items.slice(0, 5) as { id?: unknown }[]) {
      if (typeof item?.id === 'string') this.add(kindOfItems, item.id);
    }
  }
}

function kindOf(schema: Schema): Kind | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? kindOfSchema[reference.split('/').at(-1) ?? ''] : undefined;
}
