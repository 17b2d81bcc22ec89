import { defineConfig } from 'prisma/config';

// Used by `prisma generate` only. Migrations are applied by gateway/database/migrate.ts, which needs no engine binary.
export default defineConfig({ schema: 'prisma/schema.prisma' });
