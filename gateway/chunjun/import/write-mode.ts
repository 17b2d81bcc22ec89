import type { DocumentNode } from '../validate/document-node.ts';
import type { ImportReport } from './import-report.ts';

/** What other tools write for Chunjun's write modes; the second word says how far that is the same. */
const modes: Readonly<Record<string, readonly [mode: string, note?: string]>> = {
  'insert into': ['insert'],
  'replace into': ['replace'],
  'on duplicate key update': ['update'],
  'insert ignore': ['insert', 'a duplicate key is a dirty row instead of being passed over'],
  copy: ['insert', 'rows are inserted, not copied'],
  nonconflict: ['append', 'files that are there already do not stop it'],
  truncate: ['overwrite', 'the whole directory is overwritten'],
};

/** Stores `writeMode` (and `uniqueKey` of `update(id,code)`); `choices`: the connector's own modes. */
export function readWriteMode(
  node: DocumentNode,
  choices: readonly (string | number)[] | null,
  report: ImportReport,
  store: (key: string, value: unknown, node: DocumentNode) => void,
): void {
  const written = node.text.trim().toLowerCase().replace(/\s+/g, ' ');
  const [, bare = '', list] = /^([a-z ]+?)(?:\s*\(([^)]*)\))?$/.exec(written) ?? [];
  const own = choices === null ? written : choices.find((choice) => String(choice).toLowerCase() === bare);
  const other = Object.entries(modes).find(([name]) => name === bare)?.[1];
  const mode = own ?? other?.[0];
  if (mode === undefined || (choices !== null && !choices.includes(mode))) {
    const remedy = choices === null ? undefined : `Choose one of ${choices.join(', ')}.`;
    return report.note(node, 'refused', 'The connector has no such write mode.', remedy);
  }
  store('writeMode', mode, node);
  const keys = list === undefined ? [] : list.split(',').map((key) => key.trim());
  // Column names may have capitals: taken from the text as written.
  const exact =
    /\(([^)]*)\)/
      .exec(node.text)?.[1]
      ?.split(',')
      .map((key) => key.trim()) ?? keys;
  if (exact.length > 0) store('uniqueKey', exact, node);
  if (own === undefined && other?.[1] !== undefined)
    report.note(node, 'approximated', `writeMode ${mode}: ${other[1]}.`);
  else if (mode === 'update' && exact.length === 0) {
    const message =
      'writeMode update: without uniqueKey Chunjun takes the primary key, else the columns of unique indexes.';
    report.note(node, 'approximated', message, 'Name the columns of the key in uniqueKey to be sure.');
  }
}
