import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createMetrics } from '../../gateway/core/metrics.ts';

test('the alerting rules ask for metrics and labels that there are', async () => {
  const rules = await readFile('deploy/prometheus/alerts.yaml', 'utf8');
  const { registry } = createMetrics();
  const expressions = [...rules.matchAll(/^ +expr: (.+)$/gm)].map(([, expr = '']) => expr);
  assert.equal(expressions.length, [...rules.matchAll(/- alert:/g)].length);
  for (const expr of expressions) {
    const names = expr.match(/gateway_\w+/g) ?? [];
    assert.ok(names.length > 0, expr);
    for (const name of names) {
      const metric = registry.getSingleMetric(name) as unknown as { labelNames: readonly string[] } | undefined;
      assert.ok(metric, name);
      const used = [...expr.matchAll(/by \((\w+)\)|\{(\w+)=/g)].map(([, by, label]) => by ?? label ?? '');
      for (const label of used) assert.ok(metric.labelNames.includes(label), `${name} has no ${label}`);
    }
  }
});
