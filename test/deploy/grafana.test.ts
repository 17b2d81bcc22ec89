import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { createMetrics } from '../../gateway/core/metrics.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: unknown }[] };
}

/** Words of PromQL and Grafana that are no metric. */
const words = new Set(['sum', 'max', 'min', 'rate', 'increase', 'by', 'histogram_quantile', 'label_values']);
/** What Prometheus itself adds to every series. */
const scrapeLabels = ['job', 'instance'];

describe('the Grafana dashboard', () => {
  let dashboard: Dashboard;
  const series = new Map<string, readonly string[]>();
  before(async () => {
    dashboard = JSON.parse(await readFile('deploy/grafana/gateway.json', 'utf8')) as Dashboard;
    const described = (await createMetrics().registry.getMetricsAsJSON()) as unknown as {
      name: string;
      type: string;
    }[];
    const metrics = createMetrics();
    for (const { name, type } of described) {
      const metric = metrics.registry.getSingleMetric(name) as unknown as { labelNames?: string[] };
      const labels = [...(metric.labelNames ?? []), ...scrapeLabels];
      // prom-client's types are its constructors' names at run time and numbers or words in the description.
      if (String(type) === 'histogram') {
        series
          .set(`${name}_bucket`, [...labels, 'le'])
          .set(`${name}_sum`, labels)
          .set(`${name}_count`, labels);
      } else series.set(name, labels);
    }
  });

  const queries = (): { title: string; expr: string }[] =>
    dashboard.panels.flatMap(({ title, targets }) => (targets ?? []).map(({ expr }) => ({ title, expr })));

  test('every metric and every label of its queries exists', () => {
    assert.ok(queries().length >= 20);
    for (const { title, expr } of queries()) {
      // Without strings, durations and what Grafana fills in, only names are left.
      const bare = expr.replace(/"[^"]*"/g, '""').replace(/\[[^\]]*\]/g, '');
      const selector = /([a-z_][a-z0-9_]*)\{([^}]*)\}/g;
      const used = [...bare.matchAll(selector)];
      assert.ok(used.length > 0, `${title}: ${expr} asks for nothing`);
      const labels = new Set<string>();
      for (const [, name = '', inner = ''] of used) {
        const known = series.get(name);
        assert.ok(known, `${title}: there is no metric ${name}`);
        for (const label of known) labels.add(label);
        for (const [, label = ''] of inner.matchAll(/([a-z_]+)(?:=~|!~|!=|=)/g)) {
          assert.ok(known.includes(label), `${title}: ${name} has no label ${label}`);
        }
      }
      for (const [, list = ''] of bare.matchAll(/by \(([^)]*)\)/g)) {
        for (const label of list.split(/,\s*/))
          assert.ok(labels.has(label), `${title}: by ${label}, which is no label`);
      }
      const rest =
        bare
          .replace(selector, '')
          .replace(/by \([^)]*\)/g, '')
          .match(/[a-z_]{2,}/g) ?? [];
      for (const word of rest) assert.ok(words.has(word), `${title}: ${word} is no metric with a selector`);
    }
  });

  test('counters are asked for as rates, gauges are not', async () => {
    const types = new Map(
      (await createMetrics().registry.getMetricsAsJSON()).map((one) => [one.name, String(one.type)]),
    );
    for (const { title, expr } of queries()) {
      for (const [, before = '', name = ''] of expr.matchAll(/(rate\(|increase\()?([a-z_0-9]+)\{/g)) {
        const family = types.get(name) ?? types.get(name.replace(/_(bucket|sum|count)$/, ''));
        assert.equal(before !== '', family === 'counter' || family === 'histogram', `${title}: ${name} is a ${family}`);
      }
    }
  });

  test('every metric of the gateway’s own is shown', () => {
    const shown = queries()
      .map(({ expr }) => expr)
      .join('\n');
    const families = new Set([...series.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, '')));
    for (const name of families) {
      if (name.startsWith('gateway_')) assert.ok(new RegExp(`\\b${name}(_bucket|_sum|_count)?\\{`).test(shown), name);
    }
  });

  test('panels have ids of their own and say what they show', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { title } of dashboard.panels) assert.ok(title.length > 2);
  });
});
