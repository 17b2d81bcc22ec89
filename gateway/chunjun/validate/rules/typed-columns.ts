import {
  columnTypesOf,
  isKnownType,
  wordFor,
  type ColumnTypes,
} from '../../../connectors/descriptions/column-types.ts';
import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, given, isOpen, textOf } from '../document-node.ts';
import { objectOf, type ColumnView, type JobView, type SideView } from '../job-view.ts';
import { own } from '../own.ts';
import { error, quoted, warning } from '../rule.ts';

/** Plugins that take the column's type from the document: each has to be there, in a word that the plugin knows. */
export function* typedColumns(job: JobView): Generator<Diagnostic> {
  for (const side of [job.reader, job.writer]) {
    const types = typesOf(side, job);
    if (types === undefined || side.data === undefined) continue;
    for (const column of side.columns ?? []) yield* typeOf(side, column, types);
  }
}

/** undefined: the plugin does not look at types in this document. */
function typesOf(side: SideView, { content }: JobView): ColumnTypes | undefined {
  const types = columnTypesOf(side.connector?.name ?? '', side.side);
  switch (`${side.connector?.name}.${side.side}`) {
    case 'stream.writer':
      return undefined;
    case 'kafka.reader':
      return textOf(side.get('codec')) === 'json' ? types : undefined;
    case 'http.reader': {
      const transformer = objectOf(given(content, 'transformer'));
      return filledText(given(transformer, 'transformSql')) === undefined ? undefined : types;
    }
    default:
      return types;
  }
}

function* typeOf(side: SideView, { node, type }: ColumnView, types: ColumnTypes): Generator<Diagnostic> {
  if (node.kind !== 'object') return;
  const written = given(node, 'type');
  if (written !== undefined && isOpen(written)) return;
  const connector = side.connector?.name ?? '';
  const pointer = at(node.pointer, 'type');
  if (type === undefined) {
    const message = `${connector}${side.side} takes the type from the document; without one Chunjun stops with a NullPointerException.`;
    const fact = connector === 'stream' ? 'verdicts/stream-column-missing-type' : `source: ${types.source}`;
    yield error('column_type', pointer, message, 'Write "type".', fact);
  } else if (!isKnownType(types, type)) {
    const near = wordFor(types, type);
    const remedy = near === undefined ? `Write one of ${types.words.join(', ')}.` : `Write ${near}.`;
    const level = types.unknown === 'text' ? warning : error;
    const message = `${connector}${side.side} does not know the type ${quoted(type)} and ${consequences[types.unknown]}.`;
    yield level('column_type', pointer, message, remedy, own(verdicts, connector) ?? `source: ${types.source}`);
  }
}

const consequences = {
  refused: 'refuses the job',
  fails: 'fails at run time',
  text: 'makes texts',
} as const satisfies Record<ColumnTypes['unknown'], string>;

const verdicts: Readonly<Record<string, string>> = {
  stream: 'verdicts/stream-unknown-type',
  ftp: 'verdicts/ftp-unknown-type',
};
