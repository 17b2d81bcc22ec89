import { Type, type Static } from 'typebox';

/** The way to a data source, in order: what fails first is named. */
export const stageNames = ['resolve', 'connect', 'tls', 'login', 'permission'] as const;
export type StageName = (typeof stageNames)[number];

/** Stable words for what went wrong; the sentences beside them may change. */
export const probeCodes = [
  'config_incomplete',
  'name_unresolved',
  'port_closed',
  'host_unreachable',
  'timeout',
  'tls_refused',
  'tls_untrusted',
  'tls_required',
  'login_refused',
  'login_unsupported',
  'unknown_database',
  'unknown_object',
  'permission_denied',
  'too_many_connections',
  'connection_lost',
  'not_understood',
  'query_failed',
] as const;
export type ProbeCode = (typeof probeCodes)[number];

const depths = ['login', 'reachability'] as const;
export type ProbeDepth = (typeof depths)[number];

const StageResultSchema = Type.Object({
  name: Type.Enum([...stageNames]),
  status: Type.Enum(['ok', 'failed', 'skipped']),
  ms: Type.Integer(),
  code: Type.Optional(Type.Enum([...probeCodes], { description: 'Of a failed stage.' })),
  reason: Type.Optional(
    Type.String({ description: 'Why it failed or was skipped, or what is worth knowing although it went well.' }),
  ),
  remedy: Type.Optional(Type.String()),
});
export type StageResult = Static<typeof StageResultSchema>;

const result = {
  ok: Type.Boolean(),
  depth: Type.Enum([...depths], { description: 'reachability: nothing but the TCP connection was tried.' }),
  stages: Type.Array(StageResultSchema, { description: 'All five, in the order of the way.' }),
  server: Type.Optional(Type.String({ description: 'What the server says it is.' })),
};

export const ProbeResultSchema = Type.Object(result);
export type ProbeResult = Static<typeof ProbeResultSchema>;

/** How the last test of the saved data source went. */
export const LastTestSchema = Type.Object({
  ...result,
  at: Type.String({ format: 'date-time' }),
  revision: Type.Integer({ description: 'Of the data source that was tested.' }),
});
export type LastTest = Static<typeof LastTestSchema>;
