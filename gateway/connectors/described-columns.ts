import type { FieldError } from '../core/errors.ts';
import { columnName, type Column } from './connector.ts';
import { isKnownType, wordFor, type ColumnTypes } from './descriptions/column-types.ts';
import type { ColumnsDescription } from './descriptions/description.ts';

/** Types that the plugin has no word for; pointers `/columns/<index>/type`. What it takes for a text is left alone. */
export function checkTypes(columns: readonly Column[], types: ColumnTypes | undefined): FieldError[] {
  if (types === undefined || types.unknown === 'text') return [];
  return columns.flatMap((column, index) => {
    if (typeof column === 'string' || column.type === undefined || isKnownType(types, column.type)) return [];
    const near = wordFor(types, column.type);
    const remedy = near === undefined ? `Write one of ${types.words.join(', ')}.` : `Write ${near}.`;
    return [{ pointer: `/columns/${index}/type`, detail: 'is no type that this connector knows', remedy }];
  });
}

/** What is wrong with the columns for a side that is described so; pointers `/columns/<index>`. */
export function checkColumns(columns: readonly Column[], description: ColumnsDescription): FieldError[] {
  if (description.kind === 'none') return [];
  if (description.kind !== 'objects') {
    return columns.flatMap((column, index) => {
      if (columnName(column) !== '*') return [];
      if (description.star && columns.length === 1 && typeof column === 'string') return [];
      return [{ pointer: `/columns/${index}`, detail: 'stands for every column and must be the only one, if any' }];
    });
  }
  if (!needsTypes(description) || isLeftOut(columns, description)) return [];
  return columns.flatMap((column, index) =>
    isTyped(column)
      ? []
      : [
          {
            pointer: `/columns/${index}`,
            detail: 'needs a type for this connector',
            remedy: 'Write {"name": …, "type": "string"}.',
          },
        ],
  );
}

/** The `column` list of checked columns; undefined: the document has none. */
export function columnList(columns: readonly Column[], description: ColumnsDescription): unknown[] | undefined {
  switch (description.kind) {
    case 'none':
      return undefined;
    case 'names':
      return columns.length === 0 ? undefined : columns.map(columnName);
    case 'objects':
      return isLeftOut(columns, description) ? undefined : columns.map(objectOf);
    case 'any': {
      if (columns.length === 0) return undefined;
      // Chunjun refuses a list of both kinds.
      const plain = columns.every((column) => typeof column === 'string' || Object.keys(column).length === 1);
      return plain ? columns.map(columnName) : columns.map(objectOf);
    }
  }
}

function objectOf(column: Column): object {
  return typeof column === 'string' ? { name: column } : { ...column };
}

const isTyped = (column: Column): boolean => typeof column !== 'string' && column.type !== undefined;

function needsTypes({ keys }: ColumnsDescription): boolean {
  return keys.some(({ name, required }) => name === 'type' && required);
}

/** A side that can do without columns gets none of a mapping that says names only: Chunjun takes objects or nothing. */
function isLeftOut(columns: readonly Column[], description: ColumnsDescription): boolean {
  return !description.required && columns.every((column) => typeof column === 'string');
}
