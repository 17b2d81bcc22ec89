import data from './data/connectors.json' with { type: 'json' };

/** What Chunjun 1.12.8 reads from `parameter`; types as its conf classes have them. */
export interface ParameterData {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  /** The words Chunjun knows. */
  readonly values?: readonly (string | number)[];
  /** Another word is refused or fails; otherwise it is silently taken for the default. */
  readonly strict?: boolean;
}

export interface ConnectorSideData {
  /** `objects`: a list of names is refused. */
  readonly columns: 'objects' | 'names-or-objects';
  readonly parameters: readonly ParameterData[];
}

export interface ConnectorData {
  readonly name: string;
  /** Under `connector/` of a distribution. */
  readonly directory: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  /** `any-case`: filled by Jackson, which ignores the letter case of keys. */
  readonly keys: string;
  readonly urlPrefixes: readonly string[];
  /** Of the JDBC family, lower case. */
  readonly writeModes: readonly string[];
  readonly reader: ConnectorSideData | null;
  readonly writer: ConnectorSideData | null;
}

export const connectorData = data as readonly ConnectorData[];

const byName = new Map(connectorData.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each])));

/** The connector of a plugin name without its ending (`mysql`, `tidb`), in any letter case. */
export function connectorOf(prefix: string): ConnectorData | undefined {
  return byName.get(prefix.toLowerCase());
}

export interface Unavailable {
  readonly why: string;
  readonly instead: string;
}

const noModule = 'has no module at 1.12.8, although examples and documentation exist';
const sqlOnly = 'is a connector of SQL jobs only: it has no source or sink for a sync document';

/** Names that look right and do not load: contract §5. */
export const unavailable: Readonly<Record<string, Unavailable>> = {
  gbase: { why: noModule, instead: 'There is none; a JDBC connector of a compatible database may do.' },
  kingbase: { why: noModule, instead: 'Try postgresql when the server speaks its protocol.' },
  phoenix5: { why: noModule, instead: 'Read and write the HBase table itself with hbase.' },
  elasticsearch5: { why: noModule, instead: 'Use elasticsearch7.' },
  elasticsearch6: { why: 'is left out of the build of 1.12.8', instead: 'Use elasticsearch7.' },
  es: { why: 'means elasticsearch6, which is left out of the build of 1.12.8', instead: 'Use elasticsearch7.' },
  hbase2: { why: 'does not load: its classes are called otherwise than the name says', instead: 'Use hbase.' },
  rabbitmq: { why: sqlOnly, instead: 'Use kafka or emqx.' },
  rocketmq: { why: sqlOnly, instead: 'Use kafka or emqx.' },
  file: { why: sqlOnly, instead: 'Use hdfs, s3 or (to read) ftp.' },
  filesystem: { why: sqlOnly, instead: 'Use hdfs, s3 or (to read) ftp.' },
};
