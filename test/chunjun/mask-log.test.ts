import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskLog } from '../../gateway/chunjun/mask-log.ts';

const document = JSON.stringify({ job: { reader: { username: 'u', password: 'planted "1"' } } });
const line = (text: string): string => `2026-01-01 00:00:00,000 INFO  com.dtstack.chunjun.Main [] - ${text}`;

test('documents of other jobs are taken out of a log, however they are printed', () => {
  const forms = [
    encodeURIComponent(document),
    encodeURIComponent(document).replaceAll('%20', '+'),
    document,
    JSON.stringify(document),
    JSON.stringify(JSON.stringify(document)),
    'jdbc:mysql://h/db?user=u&password=planted&useSSL=false',
    '{sasl.jaas.config=x, ssl.keystore.password=planted}',
  ];
  for (const form of forms) {
    const masked = maskLog(line(`[-job, ${form}, -jobType, sync]`));
    assert.doesNotMatch(masked, /planted/, masked);
    assert.match(masked, /chunjun\.Main \[\] - \[-job, .*\*{6}.*, -jobType, sync\]$/);
  }
});

test('other lines stay as they are', () => {
  for (const text of ['slots=4, parallelism=2', '"name":"reader"', 'Connection refused: h:5432', '100%7B', 'a=b=c']) {
    assert.equal(maskLog(line(text)), line(text));
  }
});

test('a long line takes no time', () => {
  for (const part of ['a=', '"a":"', '\\"', '%7B%22', 'password=']) {
    const text = part.repeat(65_536 / part.length);
    const before = process.cpuUsage();
    maskLog(text);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_000_000, `${part}: ${user + system} µs`);
  }
});
