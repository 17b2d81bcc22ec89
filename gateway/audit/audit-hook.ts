import type { FastifyInstance, FastifyRequest } from 'fastify';
import { messageOf } from '../core/errors.ts';
import type { AuditRule } from '../http/audited.ts';
import '../http/identity.ts';
import { askedSide, type Act, type Shown } from './audit-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import { difference, shown } from './shown.ts';

/** How a resource looked before: of a type whose answers carry the view with that name. */
export interface ViewReader {
  /** `$id` of the schema of the view. */
  readonly schema: string;
  /** null: there is none. */
  readonly read: (id: string) => Promise<object | null>;
}

declare module 'fastify' {
  interface FastifyRequest {
    openAct: OpenAct | null;
  }
}

interface OpenAct {
  readonly entry: string;
  readonly act: Act;
  readonly before: Shown;
}

const id26 = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Puts every request below this instance that may change something on record: begun before its handler runs, settled
 * before its answer leaves; refused ones (401, 403) with their answer. Readers are by type of resource (`job`).
 */
export function recordActs(
  app: FastifyInstance,
  { trail, prefix, readers }: { trail: AuditTrail; prefix: string; readers: Readonly<Record<string, ViewReader>> },
): void {
  const isAct = (request: FastifyRequest): boolean =>
    !reading.has(request.method) && request.routeOptions.config.audit !== false;

  app.decorateRequest('openAct', null);
  app.addHook('preHandler', async (request) => {
    if (!isAct(request)) return;
    const act = { ...describe(request, prefix), asked: askedOf(request) };
    const before = await viewBefore(request, act, readers[act.resourceType]);
    request.openAct = { entry: await trail.begin(act), act, before };
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { openAct } = request;
    const status = reply.statusCode;
    if (openAct !== null) {
      request.openAct = null;
      const body = bodyOf(payload);
      const done = status < 400;
      const sides = done ? sidesOf(openAct, tellOf(request, body)) : { before: null, after: null };
      await trail.settle(openAct.entry, openAct.act, {
        status,
        code: codeOf(status, body),
        ...(done ? aboutOf(request, openAct.act, body) : { resourceId: openAct.act.resourceId }),
        before: sides.before,
        after: openAct.act.asked === null ? sides.after : { ...askedSide(openAct.act.asked), ...sides.after },
      });
    } else if ((status === 401 || status === 403) && isAct(request)) {
      await trail.refused(describe(request, prefix), { status, code: codeOf(status, bodyOf(payload)) });
    }
    return payload;
  });
}

function ruleOf({ routeOptions }: FastifyRequest): AuditRule {
  return routeOptions.config.audit || {};
}

function askedOf(request: FastifyRequest): Shown {
  const asked = ruleOf(request).asked?.(request) ?? {};
  return Object.keys(asked).length === 0 ? null : shown(asked);
}

function tellOf(request: FastifyRequest, body: Shown): Shown {
  const { told } = ruleOf(request);
  return body === null || told === undefined ? body : told(body);
}

/** What an act that is done was about. */
function aboutOf(request: FastifyRequest, act: Act, body: Shown): { resourceType?: string; resourceId: string | null } {
  const { made } = ruleOf(request);
  const id = made === undefined || body === null ? null : idOf({ id: made.id(body) });
  if (made !== undefined && id !== null) return { resourceType: made.type, resourceId: id };
  return { resourceId: act.resourceId ?? idOf(body) };
}

function describe(request: FastifyRequest, prefix: string): Act {
  const route = (request.routeOptions.url ?? '').replace(prefix, '');
  const [, first = '', second = ''] = route.split('/');
  const params = Object.values((request.params ?? {}) as Record<string, unknown>);
  return {
    who: request.identity?.name ?? 'anonymous',
    role: request.identity?.role ?? null,
    action: `${request.method} ${route}`.slice(0, 120),
    path: (request.url.split('?')[0] ?? '').slice(0, 300),
    // /jobs/:id/online is about a job, whatever it does.
    resourceType: (first === 'task-center' ? second : first).replace(/s$/, '').slice(0, 40),
    resourceId: params.find((value): value is string => typeof value === 'string' && id26.test(value)) ?? null,
    fromAddress: request.ip.slice(0, 60),
    requestId: request.id.slice(0, 60),
    asked: null,
  };
}

/** Only where the answer will show it again, or never more: a run is no change of its job. */
async function viewBefore(request: FastifyRequest, act: Act, reader: ViewReader | undefined): Promise<Shown> {
  if (reader === undefined || act.resourceId === null || ruleOf(request).made !== undefined) return null;
  const { url = '', schema } = request.routeOptions;
  const answers = Object.values((schema?.response ?? {}) as Record<string, { $id?: string }>);
  const changesIt = /\/:\w+$/.test(url) && request.method !== 'POST';
  if (!changesIt && !answers.some(({ $id }) => $id === reader.schema)) return null;
  try {
    return (await reader.read(act.resourceId)) as Shown;
  } catch (error) {
    // The handler meets the same trouble and tells it; the entry is written without this side.
    request.log.warn({ reason: messageOf(error) }, 'the state before an act could not be read');
    return null;
  }
}

function sidesOf({ act, before }: OpenAct, body: Shown): { before: Shown; after: Shown } {
  if (before === null) return { before: null, after: shown(body) };
  if (body === null || idOf(body) !== act.resourceId) return { before: shown(before), after: shown(body) };
  return difference(before, body);
}

function bodyOf(payload: unknown): Shown {
  if (typeof payload !== 'string' || payload.length > 1_000_000 || !payload.startsWith('{')) return null;
  try {
    return JSON.parse(payload) as Shown;
  } catch {
    return null;
  }
}

function idOf(body: Shown): string | null {
  return typeof body?.id === 'string' && id26.test(body.id) ? body.id : null;
}

function codeOf(status: number, body: Shown): string | null {
  return status >= 400 && typeof body?.code === 'string' ? body.code.slice(0, 60) : null;
}
