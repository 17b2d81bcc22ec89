import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DEFAULT_MEMORY,
  flinkConf,
  flinkConfText,
  launchPlans,
  log4jProperties,
} from '../../../scripts/flink/flink-conf.ts';

const plan = {
  workDir: '/w',
  restPort: 1,
  rpcPort: 2,
  blobPort: 3,
  taskManagers: 2,
  slotsPerTaskManager: 4,
  memory: { ...DEFAULT_MEMORY, taskManagerHeap: 300, taskManagerMetaspace: 111 },
  config: { 'io.tmp.dirs': '/elsewhere', 'rest.flamegraph.enabled': true },
};

test('what Chunjun says about its arguments at INFO is not logged', () => {
  const text = log4jProperties();
  assert.match(text, /^logger\.(\w+)\.name = com\.dtstack\.chunjun\.Main\nlogger\.\1\.level = WARN$/m);
});

test('memory limits reach Flink and the JVM alike', () => {
  const conf = flinkConfText(flinkConf(plan));
  assert.match(conf, /^taskmanager\.memory\.task\.heap\.size: 180355072b$/m); // (300 - 128) MB
  assert.match(conf, /^taskmanager\.memory\.jvm-metaspace\.size: 116391936b$/m);
  const [, taskManager] = launchPlans(plan, { major: 17 }, ['a.jar']);
  assert.ok(taskManager?.args.includes('-Xmx300m'));
  assert.ok(taskManager?.args.includes('-XX:MaxMetaspaceSize=111m'));
});

test('a given setting is not overruled on the command line; each process has its own folders', () => {
  const plans = launchPlans(plan, { major: 8 }, ['a.jar', 'b.jar']);
  assert.deepEqual(
    plans.map(({ name }) => name),
    ['jobmanager', 'taskmanager-0', 'taskmanager-1'],
  );
  assert.ok(plans.every(({ args }) => !args.some((argument) => argument.startsWith('io.tmp.dirs='))));
  assert.match(flinkConfText(flinkConf(plan)), /^io\.tmp\.dirs: \/elsewhere$/m);
  assert.equal(new Set(plans.flatMap(({ logFile, tmpDir }) => [logFile, tmpDir])).size, 6);
  assert.ok(plans.every(({ args }) => !args.some((argument) => argument.startsWith('--add-'))));
});
