import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { firstIdAt } from '../core/ids.ts';
import { runStates, type RunState } from './run-status.ts';
import type { Trigger } from './schemas.ts';

const withoutBlobs = { snapshot: true, document: true } as const;

/** A row of de_job_record without document and snapshot. */
export type ListedRecord = Omit<Prisma.JobRecordGetPayload<{ omit: typeof withoutBlobs }>, 'state'> & {
  readonly state: RunState;
};

export interface RecordFilter {
  readonly jobId?: string;
  readonly clusterId?: string;
  /** Any of them. */
  readonly states?: readonly RunState[];
  readonly trigger?: Trigger;
  readonly streaming?: boolean;
  /** Accepted at or after. */
  readonly from?: Date;
  /** Accepted before. */
  readonly to?: Date;
  /** The beginning of a record's id, part of a job's name in any case, or a whole failure code. */
  readonly text?: string;
  /** Id of the last record of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** Reads pages of de_job_record. */
export interface RecordListStore {
  /** Newest first. */
  list(filter: RecordFilter): Promise<readonly ListedRecord[]>;
}

/** Jobs that are looked at for having the text in their name, and branches of one query: each is a look into an index of its own. */
const mostJobs = 20;
const mostBranches = 60;

/** What stands where the text is looked for; a record that any of them finds is shown. */
type Place = { readonly jobId: string } | { readonly failureCode: string } | { readonly idPrefix: string };

/**
 * A page is read in two steps: ids, which the indexes alone tell, then their rows. With several states or places to look
 * at, each has a branch that reads at most a page from its own index; a list over all of them (`state in (…)`) would have
 * to sort all that match, or to walk through records that do not.
 */
export function createRecordListStore(prisma: PrismaClient): RecordListStore {
  async function placesOf(text: string): Promise<readonly Place[]> {
    // A deleted job is called name~id: the id is no part of its name, and it comes after those that are there.
    const jobs = await prisma.$queryRaw<{ id: string }[]>`
      select j.id from de_job j
      where lower(case when j.deleted_at is null then j.name else left(j.name, char_length(j.name) - 27) end)
        like ${`%${escapeLike(text.toLowerCase())}%`} escape '!'
      order by case when j.deleted_at is null then 0 else 1 end, j.id desc limit ${Prisma.raw(String(mostJobs))}`;
    return [
      ...jobs.map(({ id }) => ({ jobId: id })),
      ...(/^[a-z][a-z0-9_]{0,59}$/.test(text) ? [{ failureCode: text }] : []),
      // Shorter ones would find months of records.
      ...(/^0[0-9A-HJKMNP-TV-Z]{3,25}$/i.test(text) ? [{ idPrefix: text.toUpperCase() }] : []),
    ];
  }

  return {
    async list(filter) {
      const places = filter.text === undefined ? [null] : await placesOf(filter.text);
      const query = pageQuery(filter, places);
      if (query === null) return [];
      const ids = (await prisma.$queryRaw<{ id: string }[]>(query)).map(({ id }) => id);
      if (ids.length === 0) return [];
      const rows = await prisma.jobRecord.findMany({
        where: { id: { in: ids } },
        omit: withoutBlobs,
      });
      return rows.map((row) => row as ListedRecord).sort((a, b) => (a.id < b.id ? 1 : -1));
    },
  };
}

/** The ids of a page, newest first; null: nothing can match. Also for tests, which have it explained. */
export function pageQuery(filter: RecordFilter, places: readonly (Place | null)[]): Prisma.Sql | null {
  const { states = [], limit } = filter;
  // All of them are no filter.
  const wanted = states.length === 0 || new Set(states).size === runStates.length ? [null] : [...new Set(states)];
  const apart = wanted.length * places.length <= mostBranches;
  const branches = places.flatMap((place) =>
    (apart ? wanted.map((state) => (state === null ? [] : [state])) : [states]).map((some) => branch(place, some)),
  );
  const order = Prisma.sql`order by id desc limit ${Prisma.raw(String(limit))}`;
  const [only] = branches;
  if (only === undefined) return null;
  if (branches.length === 1) return Prisma.sql`${only} ${order}`;
  return Prisma.sql`${Prisma.join(
    branches.map((one) => Prisma.sql`(${one} ${order})`),
    // Two places may find the same record, two states never do.
    places.length > 1 ? ' union ' : ' union all ',
  )} ${order}`;

  function branch(place: Place | null, some: readonly RunState[]): Prisma.Sql {
    const jobIds = [filter.jobId, place !== null && 'jobId' in place ? place.jobId : undefined];
    const conditions = [
      ...jobIds.flatMap((id) => (id === undefined ? [] : [Prisma.sql`r.job_id = ${id}`])),
      ...(some.length === 1 ? [Prisma.sql`r.state = ${some[0]}`] : []),
      ...(some.length > 1 ? [Prisma.sql`r.state in (${Prisma.join([...some])})`] : []),
      ...(filter.clusterId === undefined ? [] : [Prisma.sql`r.cluster_id = ${filter.clusterId}`]),
      // Written with the table's name: MySQL takes the word alone for its own.
      ...(filter.trigger === undefined ? [] : [Prisma.sql`r.trigger = ${filter.trigger}`]),
      ...(filter.streaming === undefined ? [] : [Prisma.sql`r.streaming = ${filter.streaming}`]),
      ...(place !== null && 'failureCode' in place ? [Prisma.sql`r.failure_code = ${place.failureCode}`] : []),
      ...(place !== null && 'idPrefix' in place
        ? [Prisma.sql`r.id >= ${place.idPrefix.padEnd(26, '0')} and r.id <= ${place.idPrefix.padEnd(26, 'Z')}`]
        : []),
      // An id begins with the time it was made, so that every index that ends with id is one of time, too.
      ...(filter.from === undefined ? [] : [Prisma.sql`r.id >= ${firstIdAt(filter.from)}`]),
      ...(filter.to === undefined ? [] : [Prisma.sql`r.id < ${firstIdAt(filter.to)}`]),
      ...(filter.cursor === undefined ? [] : [Prisma.sql`r.id < ${filter.cursor}`]),
    ];
    const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`where ${Prisma.join(conditions, ' and ')}`;
    return Prisma.sql`select r.id from de_job_record r ${where}`;
  }
}

/** `!` and not `\`, which MySQL takes out of the literal first. */
const escapeLike = (text: string): string => text.replace(/[!%_]/g, '!$&');
