import type { ConnectionDetails, ConnectorSide } from '../../connectors/connector.ts';

type Block = Readonly<Record<string, unknown>>;

const nobody: ConnectionDetails = { config: {}, secrets: {} };

/**
 * What a data source adds to a side's `parameter` block, e.g. {username, password, connection: [{jdbcUrl: [..]}]}: the
 * difference between the block with it and without it, so that forms and scripts cannot disagree.
 */
export function connectionFields(side: ConnectorSide, connection: ConnectionDetails): Block {
  const build = (details: ConnectionDetails | null) =>
    side.build({ columns: [], parameter: {}, connection: details, startLocation: null, channels: 1 });
  return difference(build(connection), build(nobody));
}

function difference(whole: Block, without: Block): Block {
  const added: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(whole)) {
    const before = without[key];
    if (isBlock(value) && isBlock(before)) {
      const inner = difference(value, before);
      if (Object.keys(inner).length > 0) added[key] = inner;
    } else if (isBlocks(value) && isBlocks(before)) {
      added[key] = value.map((item, index) => difference(item, before[index] ?? {}));
    } else if (JSON.stringify(value) !== JSON.stringify(before)) added[key] = value;
  }
  return added;
}

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlocks(value: unknown): value is readonly Block[] {
  return Array.isArray(value) && value.length > 0 && value.every(isBlock);
}
