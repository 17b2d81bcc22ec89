import { storableText } from '../../core/redact.ts';
import type { Cell, Preview } from '../probe-schemas.ts';
import type { RawPreview } from './model.ts';

export interface PreviewLimits {
  readonly rows: number;
  /** Characters of one value. */
  readonly cellLength: number;
  /** Bytes of all values together. */
  readonly bytes: number;
}

/** Values of any driver as JSON, within the limits. */
export function previewOf(raw: RawPreview, limits: PreviewLimits): Preview {
  let shortenedValues = 0;
  let bytes = 0;
  const rows: Cell[][] = [];
  for (const values of raw.rows.slice(0, limits.rows)) {
    let shortened = 0;
    const row = values.map((value): Cell => {
      const cell = cellOf(value);
      if (typeof cell !== 'string') return cell;
      const text = storableText(cell);
      if (text.length <= limits.cellLength) return text;
      shortened++;
      return storableText(`${text.slice(0, limits.cellLength)}…`);
    });
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (bytes > limits.bytes) return { columns: [...raw.columns], rows, shortenedValues, cut: true };
    shortenedValues += shortened;
    rows.push(row);
  }
  return { columns: [...raw.columns], rows, shortenedValues, cut: false };
}

/** Bytes as hexadecimal digits, times in UTC, everything with parts as JSON text. */
function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return value.toString();
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  try {
    return (
      JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) ?? null
    );
  } catch {
    return '(a value that JSON cannot hold)';
  }
}
