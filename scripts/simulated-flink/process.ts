/** The process of simulated-flink.ts: serves the clusters and does what its parent asks over IPC. */
import { randomUUID } from 'node:crypto';
import { startClusterServer, type ClusterServer } from './cluster-server.ts';
import type { Answers, Request } from './messages.ts';

const servers: ClusterServer[] = [];

async function handle(request: Request): Promise<Answers[Request['kind']]> {
  switch (request.kind) {
    case 'start': {
      const started: { url: string; epoch: string }[] = [];
      for (let count = 0; count < request.clusters; count += 1) {
        const epoch = `flink-web-${randomUUID()}`;
        const server = await startClusterServer({ ...request, epoch });
        servers.push(server);
        started.push({ url: server.url, epoch });
      }
      return started;
    }
    case 'add':
      for (const [index, server] of servers.entries()) {
        const jobs = request.jobs.filter(({ cluster }) => cluster === index);
        if (jobs.length > 0) server.add(jobs);
      }
      return null;
    case 'end': {
      let at = Date.now();
      for (const job of request.jobs) at = servers[job.cluster]?.end([job]) ?? at;
      return at;
    }
    case 'report':
      return {
        counts: servers.map((server) => server.counts()),
        listIntervals: servers.map((server) => server.takeListIntervals()),
      };
  }
}

process.on('message', (message) => {
  const { id, request } = message as { id: number; request: Request };
  handle(request).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
