import type { Diagnostic } from '../../diagnostics.ts';
import { walk, type DocumentNode } from '../document-node.ts';
import type { JobView } from '../job-view.ts';
import { error, mostSuggestions, quoted } from '../rule.ts';

const whole = /^\s*<[A-Za-z0-9][\w .-]{0,80}>\s*$/;

/** Keys below `parameter` that name something; elsewhere <null> and the like can be meant. */
const naming =
  /^(?:column|name|tables?|schema|database|keyspace|jdbcUrl|username|user|hosts?|url|path|topic|index|collection|splitPk|increColumn|uniqueKey|tableFields)$/i;

/** Templates give these a text with a placeholder inside. */
const within = /^(?:where|defaultFS|tablesColumn)$/;

/** What a template left to be filled in: `<table>`, `<column>`, `<path>`. */
export function* placeholders({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const { parameter, parameterPointer } of [reader, writer]) {
    if (parameter === null) continue;
    let found = 0;
    for (const node of walk(parameter)) {
      if (node.kind !== 'string' || !node.text.includes('<')) continue;
      const place = placeOf(node, parameterPointer);
      if (!isPlaceholder(node.text, place.key)) continue;
      if (found === mostSuggestions) break;
      found += 1;
      const message = `${quoted(node.text)} is the template's placeholder, not a value: ${place.key} is not filled in.`;
      yield error('placeholder', node.pointer, message, `Write ${place.what}.`, 'template');
    }
  }
}

function isPlaceholder(text: string, key: string): boolean {
  if (whole.test(text)) return naming.test(key) || text.trim().slice(1, -1).toLowerCase() === key.toLowerCase();
  return within.test(key) && /<(?:column|table|host)>/.test(text);
}

/** The key a text stands under, without the places in lists behind it. */
function placeOf({ pointer }: DocumentNode, parameterPointer: string): { key: string; what: string } {
  const tokens = pointer.slice(parameterPointer.length).split('/').slice(1);
  const key = tokens.findLast((token) => !/^\d+$/.test(token)) ?? '';
  const inColumn = tokens.some((token) => token.toLowerCase() === 'column');
  return { key, what: inColumn ? 'the name of a column' : `the ${key} that is meant` };
}
