import { Type, type Static } from 'typebox';

/**
 * One thing that is wrong, risky or worth knowing about a Chunjun document before it is submitted. `error`: Chunjun
 * 1.12.8 refuses it, fails at run time or damages data; `warning`: it runs, but probably not as meant; `info`: good to
 * know.
 */
export const DiagnosticSchema = Type.Object(
  {
    level: Type.Enum(['error', 'warning', 'info']),
    code: Type.String({ description: 'Stable, snake case.' }),
    pointer: Type.String({ description: 'RFC 6901 pointer into the document.' }),
    message: Type.String({ description: 'What is wrong, and what Chunjun 1.12.8 does with it.' }),
    remedy: Type.String({ description: 'What to write instead.' }),
    fact: Type.Optional(
      Type.String({ description: 'What it rests on: a recorded verdict or a section of the contract.' }),
    ),
  },
  { $id: 'Diagnostic' },
);
export type Diagnostic = Static<typeof DiagnosticSchema>;
