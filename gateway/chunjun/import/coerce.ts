import type { FieldDescription, ParameterType } from '../../connectors/descriptions/description.ts';

/** The value as a field takes it (a list of one for a text, "10" for 10); undefined when it cannot be. */
export function coerce(field: FieldDescription, value: unknown): unknown {
  for (const type of [field.type, ...field.alsoAccepts]) {
    const exact = as(type, value, false);
    if (exact !== undefined) return fits(field, exact);
  }
  return fits(field, as(field.type, value, true));
}

function fits(field: FieldDescription, value: unknown): unknown {
  if (field.enum === null || typeof value !== 'string') return value;
  const lower = value.trim().toLowerCase();
  return field.enum.find((choice) => String(choice).toLowerCase() === lower);
}

function as(type: ParameterType, value: unknown, isLenient: boolean): unknown {
  const isList = Array.isArray(value);
  const list: readonly unknown[] = isList ? value : [value];
  const single: unknown = isLenient && isList && list.length === 1 ? list[0] : value;
  switch (type) {
    case 'string':
      if (typeof single === 'string') return single;
      return isLenient && ['number', 'boolean'].includes(typeof single) ? String(single) : undefined;
    case 'integer':
    case 'number': {
      const isNumeral = isLenient && typeof single === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(single);
      const number = isNumeral ? Number(single) : single;
      return typeof number === 'number' && (type === 'number' || Number.isSafeInteger(number)) ? number : undefined;
    }
    case 'boolean':
      if (typeof single === 'boolean') return single;
      return isLenient && typeof single === 'string' && /^(true|false)$/i.test(single)
        ? single.toLowerCase() === 'true'
        : undefined;
    case 'string[]':
    case 'integer[]':
    case 'object[]': {
      if (!isList && !isLenient) return undefined;
      const each = type === 'string[]' ? 'string' : type === 'integer[]' ? 'integer' : 'object';
      const items = list.map((item) => as(each, item, isLenient));
      return items.includes(undefined) ? undefined : items;
    }
    case 'object':
    case 'map':
      return typeof value === 'object' && value !== null && !isList ? value : undefined;
    case 'any':
      return value;
  }
}
