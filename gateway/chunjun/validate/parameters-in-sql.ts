import type { Diagnostic } from '../diagnostics.ts';
import type { ParameterUse } from '../parameters/parameter-values.ts';
import { secretPrefix, type ParameterDeclarations } from '../version-spec.ts';
import { warning } from './rule.ts';

const sqlPlace =
  /^\/job\/content\/\d+\/(?:(?:reader|writer)\/parameter\/(?:where|customSql|querySql|preSql|postSql)|transformer\/transformSql)(?:\/\d+)?$/i;

/**
 * Parameters inside SQL texts; `uses` point into the document. Numbers and flags cannot change a statement, and secrets
 * are not given by whoever starts a run.
 */
export function parametersInSql(
  uses: readonly ParameterUse[],
  declarations: ParameterDeclarations = [],
): readonly Diagnostic[] {
  const harmless = new Set(declarations.flatMap(({ name, type = 'string' }) => (type === 'string' ? [] : [name])));
  return uses.flatMap(({ pointer, names }) => {
    const open = names.filter((name) => !harmless.has(name) && !name.startsWith(secretPrefix));
    if (open.length === 0 || !sqlPlace.test(pointer)) return [];
    const which = open.map((name) => `\${${name.slice(0, 80)}}`).join(', ');
    const message = `The value of ${which} becomes part of the SQL as it is: whoever starts a run can change the statement.`;
    const remedy = 'Let nobody else give it; declare it as integer, number or boolean where it is one.';
    return [warning('parameter_in_sql', pointer, message, remedy, 'parameters of a run')];
  });
}
