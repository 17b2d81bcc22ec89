import { Type, type Static } from 'typebox';

/** `GET /jobmanager/metrics?get=…`: every value is text; a metric that Flink has not fetched yet is left out. */
export const MetricsSchema = Type.Array(Type.Object({ id: Type.String(), value: Type.Optional(Type.String()) }));
export type Metrics = Static<typeof MetricsSchema>;

/** `GET /taskmanagers/metrics?get=…`: over all TaskManagers; of those that are asked for. */
export const AggregatedMetricsSchema = Type.Array(
  Type.Object({ id: Type.String(), min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) }),
);
export type AggregatedMetrics = Static<typeof AggregatedMetricsSchema>;
