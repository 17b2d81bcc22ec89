import type { Connector } from './connector.ts';
import { createJdbcConnector } from './jdbc.ts';
import { streamConnector } from './stream.ts';

/** Every connector the gateway can build documents for, in the order people look for them. */
export const connectors: readonly Connector[] = [
  createJdbcConnector({
    name: 'mysql',
    prefix: 'jdbc:mysql://',
    defaultPort: 3306,
    writeModes: ['insert', 'replace', 'update'],
  }),
  createJdbcConnector({
    name: 'postgresql',
    prefix: 'jdbc:postgresql://',
    defaultPort: 5432,
    writeModes: ['insert', 'update'],
  }),
  streamConnector,
];

export function findConnector(name: string): Connector | undefined {
  return connectors.find((connector) => connector.name === name);
}
