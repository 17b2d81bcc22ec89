/** The HTTP reader: its data source's credentials become headers, parameters or fields of the body. */
import type { ConnectionDetails, Connector, ConnectorSide } from './connector.ts';
import { plainConnector } from './described-plain.ts';
import type { ConnectorDescription } from './descriptions/description.ts';

interface Entry {
  readonly key: string;
  readonly value: string;
}
const places = ['header', 'param', 'body'] as const;

export function describedHttp(description: ConnectorDescription): Connector {
  const plain = plainConnector(description);
  return { ...plain, reader: plain.reader === null ? null : withCredentials(plain.reader) };
}

function withCredentials(reader: ConnectorSide): ConnectorSide {
  return {
    ...reader,
    build(input) {
      const block = reader.build(input);
      const added = credentialsOf(input.connection);
      for (const place of places) {
        const entries = added.filter((one) => one.place === place).map(({ key, value }): Entry => ({ key, value }));
        if (entries.length > 0) block[place] = [...((block[place] as unknown[] | undefined) ?? []), ...entries];
      }
      return block;
    },
  };
}

function credentialsOf(connection: ConnectionDetails | null): (Entry & { place: string })[] {
  const { apiKeyName, apiKeyIn = 'header' } = connection?.config ?? {};
  const { authorization, cookie, apiKey } = connection?.secrets ?? {};
  return [
    { place: 'header', key: 'Authorization', value: authorization },
    { place: 'header', key: 'Cookie', value: cookie },
    { place: String(apiKeyIn), key: typeof apiKeyName === 'string' ? apiKeyName : '', value: apiKey },
  ].flatMap(({ place, key, value }) =>
    value === undefined || value === '' || key === '' ? [] : [{ place, key, value }],
  );
}
