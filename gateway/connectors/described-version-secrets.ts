/** A version is stored and shown as it is: its `parameter` is no place for secrets. */
import { escapePointer } from '../core/check.ts';
import type { FieldError } from '../core/errors.ts';
import type { ConnectorDescription } from './descriptions/description.ts';

const secretName =
  /passw(or)?d|passphrase|secret|credential|authorization|^(set-)?cookie$|(^|[-_.x])(api|access|private|account|signing)[-_.]?key$|(^token$|(access|auth|bearer|refresh|api|session|private|security|csrf|id)[-_.]?token$)/i;
const credentialsInAddress = /:\/\/[^/?#\s'"@]*:[^/?#\s'"@]+@/;
/** Statements may hold anything that looks like an address. */
const sql = new Set(['where', 'customSql', 'preSql', 'postSql']);

/** Refusals of secrets anywhere in `parameter`, with where to put them; pointers `/parameter/…`. */
export function checkVersionSecrets(
  parameter: Readonly<Record<string, unknown>>,
  description: ConnectorDescription | undefined,
): FieldError[] {
  const fields = description?.datasource?.secrets.map(({ name }) => name) ?? [];
  const remedy =
    fields.length === 0
      ? 'Leave it out: a version is stored and shown as it is.'
      : `Give it to the data source, which keeps it sealed: ${fields.join(', ')}.`;
  return Object.entries(parameter)
    .filter(([name]) => !sql.has(name))
    .flatMap(([name, value]) => placesOf(value, `/parameter/${escapePointer(name)}`, true))
    .map((pointer) => ({ pointer, detail: 'must not hold a secret', remedy }));
}

/** `top`: the parameter itself, whose name the connector's description answers for. */
function placesOf(value: unknown, pointer: string, top = false): string[] {
  if (typeof value === 'string') return credentialsInAddress.test(value) ? [pointer] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => placesOf(item, `${pointer}/${index}`));
  const { key, ...rest } = value as Record<string, unknown>;
  // {key: 'Authorization', value: '…'}, as the HTTP reader has its headers, parameters and fields.
  if (!top && typeof key === 'string' && secretName.test(key)) {
    return ['value', 'nextValue'].filter((part) => isFilled(rest[part])).map((part) => `${pointer}/${part}`);
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = `${pointer}/${escapePointer(name)}`;
    return secretName.test(name) && isFilled(inner) ? [place] : placesOf(inner, place);
  });
}

function isFilled(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
