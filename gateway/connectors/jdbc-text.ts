/** Texts of the JDBC family that Chunjun 1.12.8 puts into SQL, or reads as numbers, as they are. */
import type { FieldError } from '../core/errors.ts';

/** What keeps a table's name from being found; `schema`: given beside it. */
export function checkTable(table: string | undefined, schema: string | undefined, bracketed: boolean): FieldError[] {
  const pointer = '/parameter/table';
  if (table === undefined) return [];
  if (table.trim() === '') return [{ pointer, detail: 'is required' }];
  // SQL Server's dialect reads [schema].[table] itself.
  if (bracketed) return [];
  if (/[`"']/.test(table)) {
    return [{ pointer, detail: 'must not hold quotes', remedy: 'Chunjun quotes the name itself: write it bare.' }];
  }
  if (/[\s-]/.test(table)) {
    const remedy = 'Read it with customSql, or name a view: Chunjun asks for its columns without quotes.';
    return [{ pointer, detail: 'must not hold blanks or dashes', remedy }];
  }
  if (schema !== undefined && schema.trim() !== '' && table.includes('.')) {
    return [{ pointer, detail: 'has a schema, and schema names one too', remedy: 'Write the schema once.' }];
  }
  return [];
}

/** Chunjun reads SELECT * FROM (customSql). */
export function checkCustomSql(customSql: string | undefined): FieldError[] {
  if (customSql === undefined) return [];
  const bare = customSql.replace(/\/\*[\s\S]*?(?:\*\/|$)|--[^\n]*/g, ' ').trim();
  if (/^(?:\(|(?:select|with|values|table)\b)/i.test(bare)) return [];
  return [{ pointer: '/parameter/customSql', detail: 'is no query', remedy: 'Write a SELECT.' }];
}

/** Without increColumn it is never read. */
export function checkStartLocation(
  startLocation: string | undefined,
  increColumn: string | undefined,
  channels: number,
): FieldError[] {
  if (increColumn === undefined || startLocation === undefined || startLocation.trim() === '') return [];
  const pointer = '/parameter/startLocation';
  const entries = startLocation.split(',').map((entry) => entry.trim());
  const right = (entry: string) => /^(?:\d+|\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?)$/.test(entry);
  if (!entries.every(right)) {
    return [{ pointer, detail: 'must be digits, or a time as yyyy-MM-dd HH:mm:ss' }];
  }
  if (entries.length === 1 || entries.length === channels) return [];
  return [{ pointer, detail: `has ${entries.length} entries for ${channels} channels`, remedy: 'Write one value.' }];
}
