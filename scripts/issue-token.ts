/**
 * `npm run token -- NAME [ROLE]`: issues a bearer token (role admin unless told) and prints it once. For when the first
 * one was lost. On DATABASE_URL, else on the embedded database, which must not be in use by a running gateway then.
 */
import { createTokenStore } from '../gateway/auth/token-store.ts';
import { createTokens } from '../gateway/auth/tokens.ts';
import { isRole, roles } from '../gateway/auth/roles.ts';
import { systemClock } from '../gateway/core/clock.ts';
import { GatewayError, messageOf } from '../gateway/core/errors.ts';
import { openDatabase } from '../gateway/database/client.ts';
import { migrate } from '../gateway/database/migrate.ts';
import { withGatewayDatabase } from './embedded-database.ts';

const [name, role = 'admin'] = process.argv.slice(2);
if (name === undefined || !isRole(role)) {
  console.error(`Usage: npm run token -- NAME [${roles.join('|')}]`);
  process.exit(2);
}
try {
  await withGatewayDatabase(async (url) => {
    await migrate(url, { log: { info: () => undefined } });
    const database = await openDatabase(url, { poolSize: 2 });
    try {
      const tokens = createTokens({ store: createTokenStore(database.prisma), clock: systemClock });
      const { token } = await tokens.issue({ name, role, expiresAt: null, createdBy: 'npm run token' });
      console.log(token);
    } finally {
      await database.close();
    }
  });
} catch (error) {
  console.error(messageOf(error));
  if (error instanceof GatewayError && error.remedy !== undefined) console.error(error.remedy);
  process.exitCode = 1;
}
