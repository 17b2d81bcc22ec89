import assert from 'node:assert/strict';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: Sample[];
}

const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;

/** Prometheus' text format 0.0.4, strictly; throws on what a scrape would refuse, and on histograms that do not add up. */
export function parsePrometheus(text: string): Map<string, Family> {
  assert.ok(text.endsWith('\n'), 'the last line does not end');
  const families = new Map<string, Family>();
  const helps = new Map<string, string>();
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (comment !== null) {
      const [, kind, name = '', rest = ''] = comment;
      if (kind === 'HELP') helps.set(name, rest);
      else {
        assert.match(rest, /^(counter|gauge|histogram|summary|untyped)$/, line);
        assert.ok(!families.has(name), `${name} is declared twice`);
        families.set(name, { type: rest, help: helps.get(name) ?? '', samples: [] });
      }
      continue;
    }
    const [, name = '', inner = '', number = ''] = sampleLine.exec(line) ?? assert.fail(`not a sample: ${line}`);
    const value = number === '+Inf' ? Infinity : number === 'Nan' ? NaN : Number(number);
    assert.ok(number === 'Nan' || !Number.isNaN(value), `not a number: ${line}`);
    const labels = parseLabels(inner, line);
    const key = `${name}${JSON.stringify(Object.entries(labels).sort())}`;
    assert.ok(!seen.has(key), `twice: ${line}`);
    seen.add(key);
    const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
    assert.ok(family !== undefined, `${name} has no TYPE`);
    family.samples.push({ name, labels, value });
  }
  for (const [name, family] of families) if (family.type === 'histogram') checkHistogram(name, family);
  return families;
}

function parseLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  label.lastIndex = 0;
  while (label.lastIndex < text.length) {
    const [, name = '', value = ''] = label.exec(text) ?? assert.fail(`labels: ${line}`);
    assert.ok(!(name in labels), `a label twice: ${line}`);
    labels[name] = value.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
  }
  return labels;
}

function checkHistogram(name: string, { samples }: Family): void {
  const series = new Map<string, { buckets: [number, number][]; count?: number }>();
  for (const { name: part, labels, value } of samples) {
    const { le, ...rest } = labels;
    const one = series.get(JSON.stringify(rest)) ?? { buckets: [] };
    series.set(JSON.stringify(rest), one);
    if (part.endsWith('_bucket')) one.buckets.push([le === '+Inf' ? Infinity : Number(le), value]);
    if (part.endsWith('_count')) one.count = value;
  }
  for (const [labels, { buckets, count }] of series) {
    const counts = buckets.toSorted(([a], [b]) => a - b).map(([, value]) => value);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
      `${name}${labels}: buckets do not grow`,
    );
    assert.equal(buckets.find(([le]) => le === Infinity)?.[1], count, `${name}${labels}: +Inf is not the count`);
  }
}

/** The sum of the samples with these labels; 0 when there is none. */
export function sum(families: ReadonlyMap<string, Family>, name: string, labels: Record<string, string> = {}): number {
  const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
  return (family?.samples ?? [])
    .filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    .reduce((total, { value }) => total + value, 0);
}
