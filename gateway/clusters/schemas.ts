import { Type, type Static } from 'typebox';
import { HealthSchema } from './health-schemas.ts';

const HealthGuardSchema = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({
        description: 'Default: where runs leave metaspace behind, that is in modes bundle and dist-dir.',
      }),
    ),
    margin: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1000,
        description:
          'With fewer runs left than this nothing more is admitted until the cluster was restarted. Default: 3.',
      }),
    ),
    ignoreForeignJobs: Type.Optional(
      Type.Boolean({ description: 'Restart the cluster although jobs run on it that are not of this gateway.' }),
    ),
  },
  { additionalProperties: false, description: 'Stops admitting before the metaspace is full.' },
);

const RestartHookSchema = Type.Object(
  {
    url: Type.String({
      pattern: '^https?://[^\\s/@?#]+(/[^\\s#]*)?$',
      maxLength: 500,
      description:
        'Gets POST {clusterId, name, reason, epoch} when no job is left, and has to restart JobManager and TaskManagers. ' +
        'Its bearer token is secrets.restartHookToken.',
    }),
    timeoutSeconds: Type.Optional(
      Type.Integer({
        minimum: 10,
        maximum: 3600,
        description: 'The restarted cluster has to answer within this time. Default: 300.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const ClusterConfigSchema = Type.Object(
  {
    restUrl: Type.String({
      pattern: '^https?://[^\\s/@?#]+(/[^\\s?#]*)?$',
      maxLength: 500,
      description: "Base URL of the JobManager's REST API, with http:// or https://, e.g. http://jobmanager:8081.",
    }),
    maxActiveRuns: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'Runs of this gateway at once; the others wait.' }),
    ),
    maxSlots: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000,
        description:
          'Task slots the cluster can grow to. A run that needs more is refused; default: the most that were seen.',
      }),
    ),
    archiveDirectory: Type.Optional(
      Type.String({
        pattern: '^/[^\\x00-\\x1f]*$',
        maxLength: 500,
        description:
          'Where the gateway sees the directory that jobmanager.archive.fs.dir of the cluster names: an absolute path. ' +
          'A job that Flink has forgotten is looked for there before its run is called LOST.',
      }),
    ),
    historyServerUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[^\\s/@?#]+(/[^\\s?#]*)?$',
        maxLength: 500,
        description: "Base URL of Flink's history server for the cluster; asked like archiveDirectory, after it.",
      }),
    ),
    healthGuard: Type.Optional(HealthGuardSchema),
    restartHook: Type.Optional(RestartHookSchema),
  },
  { additionalProperties: false },
);
export type ClusterConfig = Static<typeof ClusterConfigSchema>;

export const distributionModes = ['lib', 'bundle', 'dist-dir'] as const;

export const DistributionSettingSchema = Type.Object(
  {
    mode: Type.Enum([...distributionModes], {
      description:
        'lib: the plugins lie in Flink’s lib directory. bundle: the gateway composes a job jar per run. ' +
        'dist-dir: a Chunjun distribution lies on the JobManager.',
    }),
    directory: Type.Optional(
      Type.String({ pattern: '^/[^\\s]*$', maxLength: 500, description: 'dist-dir: its path on the JobManager.' }),
    ),
  },
  { additionalProperties: false },
);
export type DistributionSetting = Static<typeof DistributionSettingSchema>;

export const ClusterSecretsSchema = Type.Object(
  { restartHookToken: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, pattern: '^[\\x21-\\x7e]+$' })) },
  { additionalProperties: false, description: 'Sealed; never returned. Given anew, they replace all that were.' },
);
export type ClusterSecrets = Static<typeof ClusterSecretsSchema>;

export const ClusterInputSchema = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,99}$' }),
    kind: Type.Enum(['standalone']),
    config: ClusterConfigSchema,
    distribution: DistributionSettingSchema,
    secrets: Type.Optional(ClusterSecretsSchema),
  },
  { additionalProperties: false },
);
export type ClusterInput = Static<typeof ClusterInputSchema>;

export const ClusterPatchSchema = Type.Object(
  {
    config: Type.Optional(ClusterConfigSchema),
    distribution: Type.Optional(DistributionSettingSchema),
    secrets: Type.Optional(ClusterSecretsSchema),
  },
  { additionalProperties: false },
);
export type ClusterPatch = Static<typeof ClusterPatchSchema>;

/** Why a person takes a cluster out of service. */
export const ReasonSchema = Type.String({
  minLength: 1,
  maxLength: 500,
  pattern: '\\S',
  description: 'Shown to whoever waits.',
});

/** What a person said who keeps a cluster from admitting runs. */
export const MaintenanceSchema = Type.Object({
  since: Type.String({ format: 'date-time' }),
  who: Type.String(),
  reason: Type.String(),
});
export type Maintenance = Static<typeof MaintenanceSchema>;

const NullableTime = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const NullableString = Type.Union([Type.String(), Type.Null()]);
const NullableInteger = Type.Union([Type.Integer(), Type.Null()]);

export const ClusterSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    config: ClusterConfigSchema,
    distribution: DistributionSettingSchema,
    reachability: Type.Enum(['unknown', 'reachable', 'unreachable']),
    reachableSince: NullableTime,
    lastSeenAt: NullableTime,
    lastError: NullableString,
    epoch: NullableString,
    flinkVersion: NullableString,
    slotsTotal: NullableInteger,
    slotsFree: NullableInteger,
    hasSecrets: Type.Boolean(),
    health: HealthSchema,
    maintenance: Type.Union([MaintenanceSchema, Type.Null()], {
      description: 'While it is there the cluster admits no runs; those that run go on.',
    }),
    revision: Type.Integer({
      description: 'Counts every change of settings and maintenance; the ETag of the cluster.',
    }),
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
  },
  { $id: 'Cluster' },
);
export type ClusterView = Static<typeof ClusterSchema>;

export const FindingSchema = Type.Object({
  level: Type.Enum(['ok', 'info', 'warning', 'error']),
  code: Type.String(),
  message: Type.String(),
  remedy: Type.Optional(Type.String()),
  connector: Type.Optional(Type.String({ description: 'The plugin directory that the finding is about.' })),
});
export type Finding = Static<typeof FindingSchema>;

export const CheckSchema = Type.Object(
  {
    usable: Type.Boolean(),
    modes: Type.Array(Type.Enum([...distributionModes]), {
      description: 'The distribution modes this cluster can carry as it is configured.',
    }),
    findings: Type.Array(FindingSchema),
    javaVersion: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Major version of the JobManager’s Java, from its log; null: not known.',
    }),
    plugins: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'Plugin directories whose jar is on the JobManager’s class path, from its log; null: not known.',
    }),
    extraJars: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'What connectors need beside their own jar and the class path has; null: not known.',
    }),
  },
  { $id: 'ClusterCheck' },
);
export type ClusterCheck = Static<typeof CheckSchema>;
