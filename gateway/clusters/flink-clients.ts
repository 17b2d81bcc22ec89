import { createFlinkClient, type FlinkClient, type FlinkClientOptions } from '../flink/client.ts';

/** One REST client per cluster address, made when first needed: connections are kept alive between calls. */
export interface FlinkClients {
  of(cluster: { readonly config: { readonly restUrl: string } }): FlinkClient;
  close(): void;
}

export function createFlinkClients(options: Omit<FlinkClientOptions, 'baseUrl'>): FlinkClients {
  const clients = new Map<string, FlinkClient>();
  return {
    of({ config }) {
      const known = clients.get(config.restUrl);
      if (known !== undefined) return known;
      const made = createFlinkClient({ ...options, baseUrl: config.restUrl });
      clients.set(config.restUrl, made);
      return made;
    },
    close() {
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}
