import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { newId } from '../../gateway/core/ids.ts';
import type { Deps } from '../../gateway/deps.ts';
import type { ApiRoute } from '../../scripts/api-routes.ts';
import { startWholeApp, type WholeApp } from '../helpers/whole-app.ts';

/**
 * Who may do what, written by hand: the least role, or everybody (no token is asked for). A route that is not in this
 * table fails the test, so nobody adds one without a decision.
 */
const table = `
everybody  GET     /healthz
everybody  GET     /readyz
everybody  GET     /metrics
everybody  GET     /openapi.json
everybody  GET     /docs
everybody  GET     /docs/json
everybody  GET     /docs/yaml
everybody  GET     /docs/static/*
everybody  GET     /docs/static/index.html
everybody  GET     /docs/static/swagger-initializer.js

viewer     GET     /api/v1/catalogs
viewer     GET     /api/v1/catalogs/:id
viewer     GET     /api/v1/catalogs/:id/resources
viewer     GET     /api/v1/catalogs/search
viewer     GET     /api/v1/catalogs/unfiled
developer  POST    /api/v1/catalogs
developer  PATCH   /api/v1/catalogs/:id
developer  DELETE  /api/v1/catalogs/:id
developer  POST    /api/v1/catalogs/:id/move
developer  POST    /api/v1/catalogs/order
developer  PUT     /api/v1/catalogs/:id/resources/:type/:resourceId
developer  DELETE  /api/v1/catalogs/resources/:type/:resourceId

viewer     GET     /api/v1/connectors
viewer     GET     /api/v1/connectors/:name
viewer     GET     /api/v1/connectors/:reader/:writer/template

viewer     GET     /api/v1/datasources
viewer     GET     /api/v1/datasources/:id
viewer     GET     /api/v1/datasources/:id/uses
developer  POST    /api/v1/datasources
developer  PATCH   /api/v1/datasources/:id
developer  DELETE  /api/v1/datasources/:id
developer  POST    /api/v1/datasources/test
developer  POST    /api/v1/datasources/:id/test
developer  GET     /api/v1/datasources/:id/schemas
developer  GET     /api/v1/datasources/:id/tables
developer  GET     /api/v1/datasources/:id/tables/:table/columns
developer  GET     /api/v1/datasources/:id/tables/:table/preview

viewer     GET     /api/v1/jobs
viewer     GET     /api/v1/jobs/:id
viewer     GET     /api/v1/jobs/:id/export
viewer     GET     /api/v1/jobs/:id/versions
viewer     GET     /api/v1/jobs/:id/versions/:number
viewer     GET     /api/v1/jobs/:id/versions/:number/diff
viewer     POST    /api/v1/jobs/validate
viewer     POST    /api/v1/jobs/mapping
viewer     POST    /api/v1/jobs/:id/render
developer  POST    /api/v1/jobs
developer  PATCH   /api/v1/jobs/:id
developer  DELETE  /api/v1/jobs/:id
developer  POST    /api/v1/jobs/:id/copy
developer  POST    /api/v1/jobs/batch
developer  POST    /api/v1/jobs/:id/online
developer  POST    /api/v1/jobs/:id/offline
developer  POST    /api/v1/jobs/:id/versions
developer  POST    /api/v1/jobs/:id/runs
developer  POST    /api/v1/jobs/import
developer  POST    /api/v1/jobs/import/create
developer  POST    /api/v1/jobs/import-file

viewer     GET     /api/v1/records
viewer     GET     /api/v1/records/:id
viewer     GET     /api/v1/records/:id/events
viewer     GET     /api/v1/records/:id/document
viewer     GET     /api/v1/records/:id/snapshot
viewer     GET     /api/v1/records/:id/logs
viewer     GET     /api/v1/records/:id/logs/download
viewer     GET     /api/v1/records/:id/exceptions
viewer     GET     /api/v1/records/:id/diagnostics
viewer     GET     /api/v1/records/:id/metrics
developer  POST    /api/v1/records/:id/rerun
developer  POST    /api/v1/records/:id/stop
operator   POST    /api/v1/records/:id/attach
operator   POST    /api/v1/records/:id/close

viewer     GET     /api/v1/clusters
viewer     GET     /api/v1/clusters/:id
viewer     GET     /api/v1/clusters/:id/load
viewer     GET     /api/v1/clusters/:id/taskmanagers
viewer     GET     /api/v1/clusters/:id/orphans
operator   POST    /api/v1/clusters
operator   PATCH   /api/v1/clusters/:id
operator   DELETE  /api/v1/clusters/:id
operator   POST    /api/v1/clusters/:id/check
operator   PUT     /api/v1/clusters/:id/maintenance
operator   DELETE  /api/v1/clusters/:id/maintenance
operator   POST    /api/v1/clusters/:id/restart
operator   DELETE  /api/v1/clusters/:id/restart
operator   POST    /api/v1/clusters/:id/orphans/:jobId

viewer     GET     /api/v1/task-center/overview
viewer     GET     /api/v1/task-center/events
operator   GET     /api/v1/task-center/webhooks
operator   GET     /api/v1/task-center/webhooks/:id
operator   GET     /api/v1/task-center/webhooks/:id/deliveries
operator   POST    /api/v1/task-center/webhooks
operator   PATCH   /api/v1/task-center/webhooks/:id
operator   DELETE  /api/v1/task-center/webhooks/:id
operator   POST    /api/v1/task-center/webhooks/:id/rotate-secret
operator   POST    /api/v1/task-center/webhooks/:id/deliveries/:deliveryId/redeliver

admin      GET     /api/v1/tokens
admin      POST    /api/v1/tokens
admin      DELETE  /api/v1/tokens/:id
admin      GET     /api/v1/secrets
admin      POST    /api/v1/secrets/reseal
admin      GET     /api/v1/audit
admin      GET     /api/v1/audit/export
`;

const order = ['viewer', 'developer', 'operator', 'admin'] as const;
const rows = table.split('\n').flatMap((line) => {
  const [least = '', method = '', url = ''] = line.trim().split(/ +/);
  return line.trim() === '' ? [] : [{ least, method: method as 'GET', url }];
});

describe('who may do what', () => {
  let whole: WholeApp;
  let deps: Deps;
  let app: FastifyInstance;
  let routes: readonly ApiRoute[];
  /** By role; and those that open nothing. */
  const tokens: Record<string, string> = {};
  const nobody: Record<string, string | undefined> = {};

  before(async () => {
    whole = await startWholeApp();
    ({ deps, app, routes } = whole);
    const issue = (role: (typeof order)[number], expiresAt: Date | null = null) =>
      deps.tokens.issue({ name: newId(), role, expiresAt, createdBy: 'test' });
    for (const role of order) tokens[role] = (await issue(role)).token;
    const revoked = await issue('admin');
    await deps.tokens.revoke(revoked.row.id);
    const expired = await issue('admin', new Date(Date.now() - 1000));
    const jwt = [{ alg: 'none' }, { sub: 'admin', roles: ['admin'] }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    Object.assign(nobody, {
      'no token': undefined,
      'an expired one': `Bearer ${expired.token}`,
      'a revoked one': `Bearer ${revoked.token}`,
      'one that nobody issued': `Bearer gw_${randomBytes(32).toString('base64url')}`,
      'a JWT, where no identity provider is configured': `Bearer ${jwt.join('.')}.`,
      'another scheme': `Basic ${Buffer.from(`admin:${tokens.admin}`).toString('base64')}`,
      'the hash of a token': `Bearer ${revoked.row.tokenHash}`,
    });
  });
  after(async () => {
    await whole?.close();
  });

  const values: Record<string, string> = { ':type': 'job', ':number': '1', '*': 'index.html' };
  /** Their answers are long or never end: HEAD is no route there. */
  const withoutHead = new Set(['/api/v1/audit/export', '/api/v1/task-center/events']);
  /** Status and code; the body of an answer that never ends is not waited for. */
  async function ask(method: 'GET' | 'HEAD', url: string, authorization: string | undefined) {
    const asked = url.replace(/:\w+|\*/g, (name) => values[name] ?? '01ARZ3NDEKTSV4RRFFQ69G5FAV');
    const request: InjectOptions = {
      method,
      url: asked,
      headers: { 'if-match': '*', ...(authorization === undefined ? {} : { authorization }) },
      ...(method === 'GET' || method === 'HEAD' ? {} : { payload: {} }),
      payloadAsStream: true,
    };
    const answer = await app.inject(request);
    const stream = answer.stream();
    if (answer.statusCode !== 401 && answer.statusCode !== 403) {
      stream.destroy();
      return { status: answer.statusCode, code: null };
    }
    const text = (await stream.toArray()).map(String).join('');
    return { status: answer.statusCode, code: text === '' ? null : (JSON.parse(text) as { code: string }).code };
  }

  test('every route that is registered is in the table, and nothing else', () => {
    const registered = routes.flatMap(({ method, url }) => (method === 'HEAD' ? [] : [`${method} ${url}`]));
    const decided = rows.map(({ method, url }) => `${method} ${url}`);
    assert.deepEqual(
      {
        undecided: registered.filter((route) => !decided.includes(route)),
        gone: decided.filter((route) => !registered.includes(route)),
        twice: decided.filter((route, index) => decided.indexOf(route) !== index),
      },
      { undecided: [], gone: [], twice: [] },
    );
  });

  for (const { least, method, url } of rows) {
    test(`${method} ${url}: ${least}`, async () => {
      if (least === 'everybody') {
        for (const [what, header] of Object.entries(nobody)) {
          const { status } = await ask(method, url, header);
          assert.ok(status !== 401 && status !== 403 && status < 500, `${what}: ${status}`);
        }
        return;
      }
      for (const [what, header] of Object.entries(nobody)) {
        assert.deepEqual(await ask(method, url, header), { status: 401, code: 'unauthenticated' }, what);
      }
      for (const role of order) {
        const { status, code } = await ask(method, url, `Bearer ${tokens[role]}`);
        if (order.indexOf(role) < order.indexOf(least as 'viewer')) {
          assert.deepEqual([status, code], [403, 'forbidden'], role);
        } else {
          assert.ok(status !== 401 && status !== 403, `${role}: ${status}`);
          assert.ok(status < 500, `${role}: ${status}`);
        }
      }
      if (method === 'GET') {
        assert.equal((await ask('HEAD', url, undefined)).status, withoutHead.has(url) ? 404 : 401, 'HEAD');
      }
    });
  }

  test('what is no route tells nobody anything', async () => {
    for (const url of ['/api/v1/nothing', '/api/v1', '/api', '/']) {
      for (const header of [undefined, `Bearer ${tokens.admin}`]) {
        assert.equal((await ask('GET', url, header)).status, 404, url);
      }
    }
  });

  test('there are no owners: what one developer made, another may change; a viewer may not', async () => {
    const { token: other } = await deps.tokens.issue({
      name: newId(),
      role: 'developer',
      expiresAt: null,
      createdBy: 'test',
    });
    const send = (method: 'POST' | 'PATCH', url: string, token: string | undefined, payload: object) =>
      app.inject({
        method,
        url: `/api/v1${url}`,
        payload,
        headers: { authorization: `Bearer ${token}`, 'if-match': '*' },
      });
    const made = await send('POST', '/catalogs', tokens.developer, { name: 'mine' });
    const { id } = made.json<{ id: string }>();
    assert.equal((await send('PATCH', `/catalogs/${id}`, tokens.viewer, { name: 'x' })).statusCode, 403);
    assert.equal((await send('PATCH', `/catalogs/${id}`, other, { name: 'yours' })).statusCode, 200);
    const entries = await deps.audit.list({ resourceId: id }, { limit: 10, order: 'asc' });
    assert.deepEqual(
      entries.map(({ action, role, status, before, after }) => [action, role, status, before, after]),
      [
        ['POST /catalogs', 'developer', 201, null, made.json()],
        ['PATCH /catalogs/:id', 'viewer', 403, null, null],
        ['PATCH /catalogs/:id', 'developer', 200, { name: 'mine', path: ['mine'] }, { name: 'yours', path: ['yours'] }],
      ],
    );
  });
});
