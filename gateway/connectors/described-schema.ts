/** The schemas that values are checked with: those of the descriptions, which the forms show, word for word. */
import type { TSchema } from 'typebox';
import type { ConnectorDescription, SideDescription, SideName } from './descriptions/description.ts';
import { datasourceSchemaOf, schemaOf } from './descriptions/json-schema.ts';

/** Whether a version may use the side: seen to work, or nothing known against it. */
export function isUsable({ status }: SideDescription): boolean {
  return status === 'works' || status === 'untested';
}

/** JSON Schema is what TypeBox's validator compiles; its type only wants an object. */
export function parametersOf(description: ConnectorDescription, side: SideName): TSchema {
  return schemaOf(description, side, 'en');
}

/** null: the connector has no data source. */
export function datasourceSchemasOf(description: ConnectorDescription): { config: TSchema; secrets: TSchema } | null {
  const config = datasourceSchemaOf(description, 'config', 'en');
  const secrets = datasourceSchemaOf(description, 'secrets', 'en');
  return config === null || secrets === null ? null : { config, secrets };
}
