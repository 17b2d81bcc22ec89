/** What a JDBC column's name looks like when it is no plain name. */
export type Expression = 'call' | 'constant' | 'alias' | 'operation' | 'qualified' | 'blank';

/**
 * Chunjun 1.12.8 looks for a table's column of exactly this name and evaluates nothing. undefined: a plain name. Only
 * `call` can be told from a name for sure: databases allow quoted names of nearly any characters.
 */
export function expressionIn(name: string): Expression | undefined {
  if (name === '*') return undefined;
  if (/[()]/.test(name)) return 'call';
  if (/^\s*(?:[-+]?\d+(?:\.\d+)?|null|true|false|'[^']*')\s*$/i.test(name)) return 'constant';
  if (/\sas\s/i.test(name)) return 'alias';
  // A dash alone is common in names; a number or blanks around it make it a subtraction.
  if (/[+*/%|<>=!]|::|-\s*\d+$|\s-\s/.test(name)) return 'operation';
  if (/[^.\s]\.[^.\s]/.test(name)) return 'qualified';
  return /\s|["'`]/.test(name.trim()) ? 'blank' : undefined;
}

export const expressionWords: Readonly<Record<Expression, string>> = {
  call: 'is an expression',
  constant: 'looks like a constant',
  alias: 'looks like an alias',
  operation: 'looks like an expression',
  qualified: 'looks like a name with its table',
  blank: 'looks like an expression or an alias',
};

export function expressionRemedy(kind: Expression, name: string): string {
  if (kind === 'qualified') return `Write ${JSON.stringify(name.slice(name.lastIndexOf('.') + 1).slice(0, 60))} alone.`;
  if (kind === 'constant')
    return 'Write {"name": "…", "type": "string", "value": "…"} for a constant, or use customSql.';
  const constant = kind === 'alias' ? '; for a constant write {"name": …, "type": "string", "value": …}' : '';
  return `Put expressions into customSql and list the names of its columns${constant}.`;
}
