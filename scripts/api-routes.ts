import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { buildApp } from '../gateway/app.ts';
import { parseConfig } from '../gateway/core/config.ts';
import { createLog } from '../gateway/core/log.ts';
import type { Deps } from '../gateway/deps.ts';

export interface ApiRoute {
  readonly method: string;
  readonly url: string;
  /** undefined: it names none. */
  readonly role: string | undefined;
  readonly summary: string;
  /** It may change something, and is on the audit log. */
  readonly audited: boolean;
}

/** Every route that is registered while `build` runs, also those that the OpenAPI document hides. */
export async function watchRoutes<T>(build: () => Promise<T>): Promise<{ built: T; routes: ApiRoute[] }> {
  const routes: ApiRoute[] = [];
  const watch = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', (route) => void routes.push(...asRoutes(route)));
  };
  // A hook that is added later would not be told of the routes before it.
  subscribe('fastify.initialization', watch);
  try {
    return { built: await build(), routes };
  } finally {
    unsubscribe('fastify.initialization', watch);
  }
}

/** The API as it is registered, without anything behind it: no handler can be called. */
export async function registeredRoutes(): Promise<ApiRoute[]> {
  return (await hollowApi()).routes;
}

/** Its OpenAPI document. */
export async function openApiDocument(): Promise<Record<string, unknown>> {
  return (await hollowApi()).document;
}

async function hollowApi(): Promise<{ routes: ApiRoute[]; document: Record<string, unknown> }> {
  const given: Partial<Deps> = { config: parseConfig({}), log: createLog('silent') };
  const deps = new Proxy(given, {
    get: (target, name) => (target as Record<PropertyKey, unknown>)[name] ?? nothing,
  }) as Deps;
  const { built, routes } = await watchRoutes(() => buildApp(deps));
  await built.ready();
  const document = JSON.parse(JSON.stringify(built.swagger())) as Record<string, unknown>;
  await built.close();
  return { routes, document };
}

/** Stands for any part that is handed on while the API is put together. */
const nothing: object = new Proxy(() => undefined, { get: (_target, name) => (name === 'then' ? undefined : nothing) });

function asRoutes({ method, url, config, schema }: RouteOptions): ApiRoute[] {
  const methods = Array.isArray(method) ? method : [method];
  const { summary = '' } = (schema ?? {}) as { summary?: string };
  return methods.map((one) => ({
    method: one,
    url,
    role: config?.role,
    summary,
    audited: !['GET', 'HEAD', 'OPTIONS'].includes(one) && config?.audit !== false,
  }));
}
