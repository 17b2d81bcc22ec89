import { Type, type Static } from 'typebox';

const WrittenText = (which: string) =>
  Type.Optional(
    Type.String({
      description: `The value ${which} as JSON text, where a number of a script is written otherwise than JSON would (1.0, 1e5).`,
    }),
  );

/** One place where two versions differ. */
export const DifferenceSchema = Type.Object(
  {
    pointer: Type.String({
      description: 'RFC 6901 pointer into the version after; of what was removed, into the version before.',
    }),
    kind: Type.Enum(['added', 'removed', 'changed', 'moved'], {
      description: 'moved: the same entry of a list at another place; what changed inside it is told apart.',
    }),
    from: Type.Optional(
      Type.String({ description: 'Where it stood in the version before, when that is another place.' }),
    ),
    before: Type.Optional(Type.Unknown({ description: 'Missing: it was added.' })),
    after: Type.Optional(Type.Unknown({ description: 'Missing: it was removed.' })),
    beforeText: WrittenText('before'),
    afterText: WrittenText('after'),
  },
  { $id: 'VersionDifference' },
);
export type Difference = Static<typeof DifferenceSchema>;
