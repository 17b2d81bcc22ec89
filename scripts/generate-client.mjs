// Makes gateway/database/generated from prisma/schema.prisma. It is the package's `prepare` script: plain JavaScript, so
// that it runs before anything else works, and a no-op when schema and Prisma are what they were.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'gateway/database/generated/.source');
const say = (line) => console.log(`database client: ${line}`);

function findPrisma() {
  try {
    return createRequire(import.meta.url).resolve('prisma/package.json');
  } catch {
    return undefined;
  }
}

function stamped() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return '';
  }
}

const manifest = findPrisma();
if (manifest === undefined) {
  // npm runs `prepare` after an install without development packages, too.
  say('prisma is not installed, nothing generated');
} else {
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
  const source = createHash('sha256').update(`${version}\n${schema}`).digest('hex');
  if (stamped() === source) {
    say('up to date');
  } else {
    const env = {
      ...process.env,
      // Without an existing file here prisma downloads a schema engine, which generating does not use.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const program = join(dirname(manifest), typeof bin === 'string' ? bin : bin.prisma);
    try {
      execFileSync(process.execPath, [program, 'generate', '--no-hints'], {
        cwd: root,
        env,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      console.error(`${error.stdout ?? ''}${error.stderr ?? error.message}`);
      say('prisma generate failed');
      process.exit(1);
    }
    writeFileSync(stamp, source);
    say(`generated with prisma ${version}`);
  }
}
