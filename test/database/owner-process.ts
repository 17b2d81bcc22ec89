// Stands in for a gateway: starts the embedded server of the folder in argv[2], says where it is, and stays.
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
await server.createDatabase('gateway');
console.log(server.url('gateway'));
