// The import direction of gateway/, as rules. A file's row is decided by its folder and name alone, so that a reader can
// tell from an import line whether it is allowed. eslint.config.js takes the rows from here too.

const folders =
  '(?:core|http|auth|audit|catalogs|connectors|datasources|jobs|chunjun|distribution|clusters|flink|runs|submission' +
  '|tracking|queues|scheduling|networks|task-center|console|database)';
const inAFolder = `gateway/${folders}(?=/)`;
const storeFiles = `${inAFolder}.*[/-]store\\.ts$|gateway/task-center/.*queries\\.ts$`;

/** First match wins. No nested repetitions: dependency-cruiser refuses regular expressions that could run away. */
const kinds = [
  [6, 'gateway/(?:main|app|deps|operations|work)\\.ts$'],
  [0, 'gateway/core/'],
  [3, 'gateway/database/generated/'],
  [1, `${inAFolder}.*[/-]schemas?\\.ts$`],
  [5, `${inAFolder}.*[/-](?:routes|workers?)\\.ts$|gateway/(?:auth|audit)/(?:hook|.*-hook)s?\\.ts$`],
  [3, storeFiles],
  [1, 'gateway/(?:chunjun|connectors)/'],
  [
    1,
    'gateway/(?:auth/roles|runs/run-status|clusters/judge-health|task-center/(?:calendar|roll-up)|tracking/decide|scheduling/next-fire|queues/catalogue)(?:|-[^/]+)\\.ts$',
  ],
  [2, 'gateway/(?:flink|distribution|queues)/'],
  [2, 'gateway/clusters/(?:adapters/|kubernetes|standalone|.*-adapter\\.ts$)'],
  [2, 'gateway/networks/.*tunnel|gateway/datasources/(?:drivers/|probe/|.*-driver\\.ts$)'],
  [3, 'gateway/database/'],
  [5, 'gateway/(?:http|console)/'],
  [4, `${inAFolder}/`],
];

/** The row of a file (path from the repository's root, with slashes); undefined when the design has no place for it. */
export function rowOf(file) {
  return kinds.find(([, pattern]) => new RegExp(`^(?:${pattern})`).test(file))?.[0];
}

/** A regular expression for the files of these rows; its first group is the folder, for `$1` on the other side. */
function row(...rows) {
  const branches = kinds.flatMap(([number, pattern], index) => {
    if (!rows.includes(number)) return [];
    const earlier = kinds.slice(0, index).flatMap(([other, before]) => (rows.includes(other) ? [] : [before]));
    return [earlier.length === 0 ? `(?:${pattern})` : `(?!${earlier.join('|')})(?:${pattern})`];
  });
  return `^(?=gateway/([^/]+))(?:${branches.join('|')})`;
}

/** An npm package, whether it was resolved (a path into node_modules) or not (its bare name). */
const npm = (...names) => `(?:^|node_modules/)(?:${names.join('|')})(?:/|$)`;
const prisma = [npm('@prisma', 'prisma'), '^gateway/database/generated/'];
const fastify = npm('fastify', '@fastify', 'fastify-plugin');
const queueLibraries = npm('bullmq', 'ioredis');
const outsideWorld =
  '^(?:node:)?(?:fs|net|tls|dns|dgram|http|https|http2|child_process|worker_threads|cluster|process|os)(?:/|$)';

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...[{ path: '^gateway/', pathNot: row(0, 1, 2, 3, 4, 5, 6) }].flatMap((rowless) => {
      const says = 'A new folder of gateway/ gets its row here and in the table of gateway/README.md first.';
      return [
        forbid('every-file-has-a-row', says, rowless, {}),
        forbid('every-file-has-a-row', says, {}, rowless),
        forbid('every-file-has-a-row', says, { orphan: true, ...rowless }, {}),
      ];
    }),
    forbid(
      'no-cycles',
      'Type-only imports count: two files that need each other are one idea.',
      {},
      { circular: true },
    ),

    // Downwards only
    forbid(
      'core-stands-alone',
      'core/ knows no other folder of the gateway.',
      { path: row(0) },
      { path: row(1, 2, 3, 4, 5, 6) },
    ),
    forbid('pure-looks-up', 'Pure files import core/ and pure files.', { path: row(1) }, { path: row(2, 3, 4, 5, 6) }),
    forbid('adapter-looks-up', 'Adapters import rows 0-1.', { path: row(2) }, { path: row(3, 4, 5, 6) }),
    forbid('store-looks-up', 'Stores import rows 0-2.', { path: row(3) }, { path: row(4, 5, 6) }),
    forbid('flow-looks-up', 'Flows import rows 0-3.', { path: row(4) }, { path: row(5, 6) }),
    forbid(
      'roots-are-not-imported',
      'The roots put the program together; what a file needs is handed to it as a narrow interface.',
      { pathNot: ['^gateway/(?:main|app|operations|work)\\.ts$', '^(?:test|scripts)/'] },
      { path: '^gateway/(?:main|app|deps|operations|work)\\.ts$' },
    ),
    forbid('program-needs-no-tests', 'Not shipped.', { path: '^gateway/' }, { path: '^(?:test|scripts)/' }),
    forbid(
      'program-needs-no-dev-dependency',
      'The image is installed without them.',
      { path: '^gateway/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),

    // Sideways
    forbid(
      'adapter-needs-no-other-adapter',
      'A flow brings two adapters together.',
      { path: row(2) },
      { path: row(2), pathNot: '^gateway/$1/' },
    ),
    forbid(
      'store-needs-no-other-store',
      'A flow brings two stores together; what they share is in database/.',
      { path: row(3) },
      { path: `^(?:${storeFiles})` },
    ),
    forbid(
      'flow-needs-no-other-flow',
      "Flows meet in runs/, in stores and in the queue's catalogue.",
      { path: row(4) },
      { path: row(4), pathNot: '^gateway/$1/' },
    ),
    forbid(
      'edge-needs-no-other-edge',
      'Only what http/ has for all routes is shared, and that is not its own routes.',
      { path: row(5) },
      { path: row(5), pathNot: ['^gateway/$1/', '^gateway/http/(?!.*routes\\.ts$)'] },
    ),
    forbid(
      'submission-and-tracking-are-apart',
      "They meet in runs/ and in the queue's catalogue, so that either can be restarted alone.",
      { path: '^gateway/(submission|tracking)/' },
      { path: '^gateway/(?:submission|tracking)/', pathNot: '^gateway/$1/' },
    ),

    // One place for each library
    forbid(
      'pure-touches-nothing',
      'No network, disk, process or framework: what is pure is tested by tables.',
      { path: row(1) },
      { path: [outsideWorld, fastify, queueLibraries, npm('axios', 'pg', 'undici'), ...prisma] },
    ),
    forbid(
      'prisma-only-in-stores',
      'Type-only imports too: rows of tables do not leave the stores.',
      { path: '^gateway/', pathNot: [`^(?:${storeFiles})`, '^gateway/database/', '^gateway/deps\\.ts$'] },
      { path: prisma },
    ),
    forbid(
      'queue-libraries-only-in-queues',
      'The rest of the gateway knows messages, not BullMQ.',
      { path: '^gateway/', pathNot: ['^gateway/queues/(?!.*[/-]store\\.ts$)', '^gateway/datasources/probe/redis'] },
      { path: queueLibraries },
    ),
    forbid(
      'axios-only-in-flink-and-webhooks',
      'One place decides time limits, size limits and what an answer means.',
      { path: '^gateway/', pathNot: '^gateway/(?:flink/|.*webhook|datasources/probe/http-)' },
      { path: npm('axios') },
    ),
    forbid(
      'fastify-only-at-the-edge',
      'Flows and stores run in workers, where there is no HTTP server.',
      {
        path: '^gateway/',
        pathNot: [
          '^gateway/(?:main|app)\\.ts$',
          '^gateway/http/(?!.*[/-](?:schemas?|store)\\.ts$)',
          '^gateway/(?:auth|audit)/(?:hook|.*-hook)s?\\.ts$',
          `^${inAFolder}.*[/-]routes\\.ts$`,
        ],
      },
      { path: fastify },
    ),
  ],
  options: {
    tsPreCompilationDeps: true, // type-only imports are imports
    doNotFollow: { path: ['node_modules', '^gateway/database/generated/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
