/** Connectors made from their descriptions: whatever can be said as data needs no code of its own. */
import type { Connector } from './connector.ts';
import { describedDoris } from './described-doris.ts';
import { describedJdbcConnector, isJdbcDialect } from './described-jdbc.ts';
import { describedHttp } from './described-http.ts';
import { plainConnector } from './described-plain.ts';
import { isUsable } from './described-schema.ts';
import type { ConnectorDescription } from './descriptions/description.ts';

/**
 * A connector for every usable side of a description; the others are null. Throws TypeError when the distribution has
 * no directory for it.
 */
export function describedConnector(description: ConnectorDescription): Connector {
  if (isJdbcDialect(description.name)) return describedJdbcConnector(description);
  if (description.name === 'doris') return describedDoris(description);
  if (description.name === 'http') return describedHttp(description);
  return plainConnector(description);
}

/** One for each description that has a side a version may use. */
export function describedConnectors(descriptions: readonly ConnectorDescription[]): Connector[] {
  return descriptions.filter(({ reader, writer }) => isUsable(reader) || isUsable(writer)).map(describedConnector);
}
