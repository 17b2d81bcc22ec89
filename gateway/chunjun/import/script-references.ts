import type { SideName } from '../build-job-json.ts';
import { readScript } from '../script/read-script.ts';
import { endOfLiteral, offsetsOf, replacePieces } from '../script/script-text.ts';

/**
 * A script that refers to other data sources, or to placeholders instead of them; everything else in its text stays as
 * it is. Throws GatewayError `document_invalid` for a text that is no JSON.
 */
export function replaceReferences(text: string, instead: Readonly<Partial<Record<SideName, string>>>): string {
  const script = readScript(text);
  const offsetOf = offsetsOf(text);
  const pieces = (['reader', 'writer'] as const).flatMap((role) => {
    const { reference } = script[role];
    const value = instead[role];
    if (value === undefined || reference?.kind !== 'string' || reference.position === null) return [];
    const start = offsetOf(reference.position);
    return [{ start, end: endOfLiteral(text, start), instead: JSON.stringify(value) }];
  });
  return replacePieces(text, pieces);
}
