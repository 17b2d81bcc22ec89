import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { recordActs } from '../../gateway/audit/audit-hook.ts';
import { auditRoutes } from '../../gateway/audit/audit-routes.ts';
import { createAuditStore, type AuditStore } from '../../gateway/audit/audit-store.ts';
import { anonymousPerMinute, createAuditTrail } from '../../gateway/audit/audit-trail.ts';
import type { AuditEntryView } from '../../gateway/audit/schemas.ts';
import { requireTokens } from '../../gateway/auth/auth-hook.ts';
import { isRole } from '../../gateway/auth/roles.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { newId } from '../../gateway/core/ids.ts';
import { createMetrics } from '../../gateway/core/metrics.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';
import { validateRequests } from '../../gateway/http/validation.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const noId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const Thing = Type.Object({ id: Type.String(), name: Type.String(), note: Type.String() }, { $id: 'Thing' });
const body = Type.Object({ name: Type.String() }, { additionalProperties: false });

describe('the audit log', () => {
  let place: TestDatabase;
  let database: Database;
  let audit: AuditStore;
  let app: FastifyInstance;
  const metrics = createMetrics();
  const things = new Map<string, { id: string; name: string; note: string }>();
  const logged: Record<string, unknown>[] = [];
  let now = new Date('2026-01-01T00:00:00Z');
  /** What goes wrong next with the store, and what a handler does in the middle. */
  let broken: Partial<Record<'begin' | 'settle' | 'add', true>> = {};
  let inTheMiddle: () => unknown = () => undefined;

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    const real = createAuditStore(database.prisma);
    const orBroken =
      <A extends unknown[], R>(name: keyof typeof broken, run: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (broken[name]) throw new Error('the disk is full');
        return run(...args);
      };
    audit = {
      ...real,
      begin: orBroken('begin', real.begin),
      settle: orBroken('settle', real.settle),
      add: orBroken('add', real.add),
    };
    const line = (facts: unknown) => void logged.push(facts as Record<string, unknown>);
    const log = { debug: line, info: line, warn: line, error: line };
    const clock = { now: () => now };
    app = Fastify();
    handleErrors(app);
    validateRequests(app);
    await app.register(
      async (api) => {
        // The token is the name of the role.
        requireTokens(api, {
          authenticate: async (token) => {
            if (isRole(token)) return { name: `the ${token}`, role: token };
            throw new GatewayError('unauthenticated', 'unknown');
          },
        });
        const read = async (id: string) => things.get(id) ?? null;
        recordActs(api, {
          trail: createAuditTrail({ audit, clock, log, metrics }),
          prefix: '/api/v1',
          readers: { thing: { schema: 'Thing', read } },
        });
        const config = { role: 'developer' } as const;
        api.post('/things', { config, schema: { body } }, async (request, reply) => {
          await inTheMiddle();
          const thing = { id: newId(), name: (request.body as { name: string }).name, note: 'n' };
          things.set(thing.id, thing);
          return reply.code(201).send({ ...thing, token: 'gw_never_kept', nested: { password: 'never', port: 1 } });
        });
        api.patch('/things/:id', { config, schema: { body, response: { 200: Thing } } }, async (request) => {
          const id = (request.params as { id: string }).id;
          const thing = things.get(id);
          if (thing === undefined) throw new GatewayError('not_found', 'none');
          things.set(id, { ...thing, ...(request.body as { name: string }) });
          return things.get(id);
        });
        api.post('/things/:id/finish', { config, schema: { response: { 200: Thing } } }, async (request) => {
          const id = (request.params as { id: string }).id;
          things.set(id, { ...(things.get(id) ?? { id, name: '' }), note: 'done' });
          return things.get(id);
        });
        api.post('/things/:id/children', { config }, async (_request, reply) =>
          reply.code(202).send({ id: newId(), child: true }),
        );
        api.post('/things/long', { config }, async () => ({ text: 'x'.repeat(20_000) }));
        api.delete('/things/:id', { config }, async (request, reply) => {
          things.delete((request.params as { id: string }).id);
          return reply.code(204).send(null);
        });
        api.post('/things/check', { config: { ...config, audit: false } }, async () => ({ ok: true }));
        api.get('/things', { config }, async () => [...things.values()]);
        await api.register(auditRoutes({ audit }));
      },
      { prefix: '/api/v1' },
    );
  });
  after(async () => {
    await app?.close();
    await database?.close();
    await place?.drop();
  });
  beforeEach(async () => {
    broken = {};
    inTheMiddle = () => undefined;
    logged.length = 0;
    things.clear();
    metrics.auditFailures.reset();
    now = new Date(now.getTime() + 60_000);
    await database.prisma.auditLog.deleteMany();
  });

  type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  const call = (method: Method, url: string, payload?: object, token: string | null = 'developer') =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      remoteAddress: '10.1.2.3',
      ...(payload === undefined ? {} : { payload }),
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  const entries = async (query = ''): Promise<AuditEntryView[]> =>
    (await call('GET', `/audit${query}`, undefined, 'admin')).json<{ items: AuditEntryView[] }>().items;
  const made = async (name = 'a') => (await call('POST', '/things', { name })).json<{ id: string }>().id;
  const failures = async () =>
    Object.fromEntries((await metrics.auditFailures.get()).values.map(({ labels, value }) => [labels.stage, value]));

  test('something made: who, what, which, from where, without its secrets', async () => {
    const id = await made();
    const [entry, ...rest] = await entries();
    assert.equal(rest.length, 0);
    assert.match(entry?.requestId ?? '', /^req-/);
    assert.deepEqual(entry, {
      ...entry,
      at: now.toISOString(),
      who: 'the developer',
      role: 'developer',
      action: 'POST /things',
      path: '/api/v1/things',
      resourceType: 'thing',
      resourceId: id,
      status: 201,
      code: null,
      before: null,
      after: { id, name: 'a', note: 'n', token: '******', nested: { password: '******', port: 1 } },
      fromAddress: '10.1.2.3',
    });
    assert.equal(JSON.stringify(await database.prisma.auditLog.findMany()).includes('never'), false);
  });

  test('a change: only the fields that are different; an act on it, too; a deletion: all of what was there', async () => {
    const id = await made();
    await call('PATCH', `/things/${id}?ignored=secret`, { name: 'b' });
    await call('POST', `/things/${id}/finish`);
    await call('DELETE', `/things/${id}`);
    const [deleted, finished, changed] = await entries();
    assert.deepEqual([changed?.before, changed?.after, changed?.resourceId], [{ name: 'a' }, { name: 'b' }, id]);
    assert.equal(changed?.path, `/api/v1/things/${id}`);
    assert.deepEqual([finished?.before, finished?.after], [{ note: 'n' }, { note: 'done' }]);
    assert.deepEqual([deleted?.before, deleted?.after, deleted?.status], [{ id, name: 'b', note: 'done' }, null, 204]);
  });

  test('what is made of something is told with that something', async () => {
    const id = await made();
    await call('POST', `/things/${id}/children`);
    const [entry] = await entries();
    assert.deepEqual([entry?.resourceId, entry?.before, entry?.after?.child], [id, null, true]);
  });

  test('long views are left out, and said so', async () => {
    await call('POST', '/things/long');
    assert.deepEqual((await entries())[0]?.after, { id: null, leftOut: ['text'] });
  });

  test('reading and computing are not acts', async () => {
    await call('GET', '/things');
    assert.equal((await call('POST', '/things/check')).statusCode, 200);
    assert.deepEqual(await entries(), []);
  });

  test('refused: without a token, with a wrong one, with too small a role; and by the handler', async () => {
    await call('POST', '/things', { name: 'x' }, null);
    await call('DELETE', `/things/${noId}`, undefined, 'gw_wrong');
    await call('PATCH', `/things/${noId}`, { name: 'x' }, 'viewer');
    await call('PATCH', `/things/${noId}`, { name: 'x' });
    await call('GET', '/things', undefined, null);
    // Never reaches a handler: nothing was about to be done.
    assert.equal((await call('POST', '/things', { nome: 'x' })).statusCode, 400);
    const found = (await entries()).reverse();
    assert.deepEqual(
      found.map(({ who, role, status, code, resourceId }) => [who, role, status, code, resourceId]),
      [
        ['anonymous', null, 401, 'unauthenticated', null],
        ['anonymous', null, 401, 'unauthenticated', noId],
        ['the viewer', 'viewer', 403, 'forbidden', noId],
        ['the developer', 'developer', 404, 'not_found', noId],
      ],
    );
    assert.equal(JSON.stringify(found).includes('gw_wrong'), false);
  });

  test('no record, no act: 503, logged and counted', async () => {
    broken = { begin: true };
    const answer = await call('POST', '/things', { name: 'x' });
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [503, 'audit_unavailable']);
    assert.equal(things.size, 0);
    assert.deepEqual(await failures(), { begin: 1 });
    assert.deepEqual(
      logged.map(({ stage, action, who, reason }) => [stage, action, who, reason]),
      [['begin', 'POST /things', 'the developer', 'the disk is full']],
    );
  });

  test('the act is on record before it is done; without an outcome, that is what the entry says', async () => {
    let meanwhile: AuditEntryView[] = [];
    inTheMiddle = async () => {
      meanwhile = await entries();
      broken = { settle: true };
    };
    const answer = await call('POST', '/things', { name: 'x' });
    assert.equal(answer.statusCode, 201, 'what was done is told as done');
    assert.deepEqual(
      meanwhile.map(({ action, status }) => [action, status]),
      [['POST /things', null]],
    );
    assert.deepEqual((await entries())[0]?.status, null);
    assert.deepEqual(await failures(), { settle: 1 });
    assert.deepEqual([logged[0]?.stage, logged[0]?.entry, logged[0]?.status], ['settle', meanwhile[0]?.id, 201]);
  });

  test('an outcome is written once', async () => {
    await made();
    const [entry] = await entries();
    const outcome = { status: 500, code: null, resourceId: null, before: null, after: null };
    assert.equal(await audit.settle(entry?.id ?? '', outcome), false);
    assert.equal((await entries())[0]?.status, 201);
  });

  test('a refusal that cannot be written is still a refusal, loudly', async () => {
    broken = { add: true };
    assert.equal((await call('POST', '/things', { name: 'x' }, null)).statusCode, 401);
    assert.deepEqual(await failures(), { refusal: 1 });
    assert.equal(logged[0]?.stage, 'refusal');
  });

  test('who has no token fills no disk: the rest of a minute is counted, not kept; those with one are kept', async () => {
    for (let i = 0; i < anonymousPerMinute + 5; i++) await call('POST', '/things', { name: 'x' }, null);
    await call('POST', '/things', { name: 'x' }, 'viewer');
    assert.equal(await database.prisma.auditLog.count(), anonymousPerMinute + 1);
    assert.deepEqual(await failures(), { flood: 5 });
    assert.equal(logged.length, 1);
    now = new Date(now.getTime() + 60_000);
    await call('POST', '/things', { name: 'x' }, null);
    assert.equal(await database.prisma.auditLog.count(), anonymousPerMinute + 2);
  });

  test('filters and pages', async () => {
    const first = await made('one');
    const start = now;
    now = new Date(now.getTime() + 1000);
    const second = await made('two');
    await call('PATCH', `/things/${second}`, { name: 'three' });
    await call('DELETE', `/things/${first}`, undefined, 'admin');
    const actions = async (query: string) => (await entries(query)).map(({ action }) => action.split(' ')[0]).join();
    assert.equal(await actions(''), 'DELETE,PATCH,POST,POST');
    assert.equal(await actions('?who=the%20admin'), 'DELETE');
    assert.equal(await actions(`?resourceId=${second}&resourceType=thing`), 'PATCH,POST');
    assert.equal(await actions(`?resourceType=job`), '');
    assert.equal(await actions(`?action=${encodeURIComponent('PATCH /things/:id')}`), 'PATCH');
    assert.equal(await actions(`?to=${now.toISOString()}`), 'POST');
    assert.equal(await actions(`?from=${now.toISOString()}`), 'DELETE,PATCH,POST');
    assert.equal(await actions(`?from=${start.toISOString()}&to=${now.toISOString()}`), 'POST');
    const page = (await call('GET', '/audit?limit=3', undefined, 'admin')).json<{ nextCursor: string }>();
    await made('added meanwhile');
    assert.equal(await actions(`?limit=3&cursor=${page.nextCursor}`), 'POST');
    assert.equal((await call('GET', '/audit?from=2026-02-30T00:00:00Z', undefined, 'admin')).statusCode, 400);
    assert.equal((await call('GET', '/audit?whom=x', undefined, 'admin')).statusCode, 400);
    assert.equal((await call('GET', '/audit', undefined, 'operator')).statusCode, 403);
    assert.equal((await call('GET', '/audit/export', undefined, 'operator')).statusCode, 403);
  });

  test('the export has every entry once, a line each, oldest first, over many pages', async () => {
    const act = { who: 'w', role: 'admin', action: 'POST /x', path: '/x', resourceType: 'x', resourceId: null };
    const at = new Date();
    const data = Array.from({ length: 1201 }, (_, i) => ({ id: newId(), at, ...act, path: `/${i}\n` }));
    await database.prisma.auditLog.createMany({ data });
    const answer = await call('GET', '/audit/export', undefined, 'admin');
    assert.equal(answer.headers['content-type'], 'application/x-ndjson');
    const lines = answer.body.split('\n');
    assert.equal(lines.pop(), '');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as AuditEntryView).path),
      data.map(({ path }) => path),
    );
    const none = await call('GET', '/audit/export?who=nobody', undefined, 'admin');
    assert.deepEqual([none.statusCode, none.body], [200, '']);
    // It would read all of it to send nothing.
    assert.equal((await call('HEAD', '/audit/export', undefined, 'admin')).statusCode, 404);
  });
});
