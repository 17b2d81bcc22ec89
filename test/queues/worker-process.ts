/** A gateway in a process of its own that takes a message and never finishes it. Argument: JSON {urls, prefix, aheadMs}. */
import { startGateway } from './harness.ts';
import type { EngineUrls } from './engines.ts';

const { urls, prefix, aheadMs } = JSON.parse(process.argv[2] ?? '') as {
  urls: EngineUrls;
  prefix: string;
  aheadMs: number;
};
const now = Date.now.bind(Date);
Date.now = () => now() + aheadMs;
const gateway = await startGateway(urls, prefix);
gateway.react = async ({ name }) => {
  process.send?.(name);
  await new Promise(() => undefined);
};
process.send?.('ready');
