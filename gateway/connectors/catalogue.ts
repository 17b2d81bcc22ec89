import type { Connector } from './connector.ts';
import { describedConnectors } from './described.ts';
import { mysql, postgresql } from './descriptions/data/jdbc-family.ts';
import { connectorDescriptions } from './descriptions/descriptions.ts';
import { createJdbcConnector } from './jdbc.ts';
import { streamConnector } from './stream.ts';

const handWritten: readonly Connector[] = [
  createJdbcConnector(mysql, { prefix: 'jdbc:mysql://', defaultPort: 3306 }),
  createJdbcConnector(postgresql, { prefix: 'jdbc:postgresql://', defaultPort: 5432 }),
  streamConnector,
];

/** Every connector the gateway can build documents for: the hand-written ones, then those made from descriptions. */
export const connectors: readonly Connector[] = [
  ...handWritten,
  ...describedConnectors(connectorDescriptions.filter(({ name }) => !handWritten.some((one) => one.name === name))),
];

export function findConnector(name: string): Connector | undefined {
  return connectors.find((connector) => connector.name === name);
}
