import type { ConnectionDetails } from '../../connectors/connector.ts';
import type { FieldDescription } from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';

/** Open, as a parameter without a value: nothing is said about it. */
const unknown = '${datasource}';

/**
 * A connection to judge a document by when its data source cannot be found: what is required, and the first of each
 * choice. null: the connector has no data sources.
 */
export function assumedConnection(connectorName: string): ConnectionDetails | null {
  const datasource = findDescription(connectorName)?.datasource ?? null;
  if (datasource === null) return null;
  const chosen = new Set(datasource.requiresOneOf.flatMap(([first]) => first ?? []));
  for (const name of ['username', 'defaultFS']) chosen.add(name);
  const config = datasource.config.filter(({ name, required }) => required || chosen.has(name));
  return {
    config: Object.fromEntries(config.map((field) => [field.name, assumedValue(field)])),
    secrets: Object.fromEntries(datasource.secrets.map(({ name }) => [name, unknown])),
  };
}

function assumedValue({ type, enum: choices, minimum, default: value }: FieldDescription): unknown {
  if (choices !== null) return value ?? choices[0];
  switch (type) {
    case 'integer':
    case 'number':
      return value ?? minimum ?? 1;
    case 'boolean':
      return value ?? false;
    case 'string[]':
      return [unknown];
    case 'integer[]':
      return [minimum ?? 1];
    case 'object':
    case 'map':
      return {};
    case 'object[]':
      return [{}];
    case 'string':
    case 'any':
      return unknown;
  }
}
