// npm run migrate:new -- NAME: writes prisma/migrations/<UTC time>_NAME/migration.sql with what prisma/schema.prisma says
// beyond the present migrations. Read it before you commit it: a renamed column looks like one dropped and one added.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { migrate, schemaDifference } from '../gateway/database/migrate.ts';
import { withThrowAwayDatabase } from './embedded-database.ts';

const name = process.argv[2] ?? '';
const migrations = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));
await mkdir(migrations, { recursive: true });

if (!/^[a-z0-9_]{1,60}$/.test(name)) {
  console.error('Give the migration a name of a-z, 0-9 and _:  npm run migrate:new -- add_agent_version');
  process.exitCode = 1;
} else {
  const sql = await withThrowAwayDatabase(async (url) => {
    await migrate(url, { log: { info: () => undefined } });
    return await schemaDifference(url);
  });
  if (sql === '') {
    console.log('Schema and migrations agree: nothing to write.');
  } else {
    const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(migrations, `${time}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, 'migration.sql'), `${sql}\n`);
    console.log(`prisma/migrations/${time}_${name}/migration.sql`);
  }
}
