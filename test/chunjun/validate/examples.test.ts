/**
 * Chunjun's own example documents, when a folder of them is at hand: CHUNJUN_EXAMPLES=<folder>. They are not kept here;
 * many of them are out of date, so the only promise is that nothing breaks.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';

const folder = process.env['CHUNJUN_EXAMPLES'] ?? '';
const skip = existsSync(folder) ? false : 'CHUNJUN_EXAMPLES names no folder of example documents';

test('example documents are read and judged', { skip }, (t) => {
  const levels = { error: 0, warning: 0, info: 0 };
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  assert.ok(files.length > 0);
  for (const file of files) {
    const parsed = parseDocument(readFileSync(join(folder, file), 'utf8'));
    assert.deepEqual(
      parsed.diagnostics.filter(({ level }) => level === 'error'),
      [],
      file,
    );
    for (const { level } of validateDocument(parsed)) levels[level] += 1;
  }
  t.diagnostic(`${files.length} examples: ${JSON.stringify(levels)}`);
});
