// npm run migrate                          apply what is new, on DATABASE_URL or the embedded database
// npm run migrate -- --rolled-back NAME    a failed migration left nothing behind: try it again
// npm run migrate -- --applied NAME        a failed migration is in the database after all
import { parseArgs } from 'node:util';
import { GatewayError } from '../gateway/core/errors.ts';
import { migrate, resolveMigration } from '../gateway/database/migrate.ts';
import { withGatewayDatabase } from './embedded-database.ts';

const { values } = parseArgs({ options: { 'rolled-back': { type: 'string' }, applied: { type: 'string' } } });

try {
  await withGatewayDatabase(async (url) => {
    if (values['rolled-back'] !== undefined) await resolveMigration(url, values['rolled-back'], 'rolled-back');
    if (values.applied !== undefined) await resolveMigration(url, values.applied, 'applied');
    const { applied } = await migrate(url, { log: console });
    console.log(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migration(s) applied.`);
  });
} catch (error) {
  if (!(error instanceof GatewayError)) throw error;
  console.error([error.message, error.remedy].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
