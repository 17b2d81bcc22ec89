/** What the property tests draw from. */
import fc from 'fast-check';

/** Any 16-bit units: lone surrogates, controls, what JSON and HTML escape. */
export const anyText = (maxLength = 30): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength }),
    fc
      .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength })
      .map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '\\',
          '/',
          '//',
          '/*',
          '*/',
          '#',
          '\n',
          '\r',
          '\t',
          '\u2028',
          '<',
          '&',
          '${x}',
          '%',
          '密',
          ',',
          '}',
          ']',
          ':',
        ),
        { maxLength },
      )
      .map((parts) => parts.join('')),
  );

const secretPiece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '"',
      "'",
      '%',
      '%41',
      '&',
      '+',
      '=',
      '?',
      ' ',
      '\n',
      '\r\n',
      '\t',
      '\\',
      '\\n',
      '<',
      '>',
      '/',
      '#',
      '@',
      ':',
      ';',
      '${x}',
      '~',
      '!',
      '(',
      ')',
      '\u2028',
      '密',
      'é',
      '😀',
      '{',
      '}',
      ',',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
);

const pieces = fc.array(secretPiece, { minLength: 3, maxLength: 40 }).map((parts) =>
  parts
    .join('')
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, ''),
);

/** 3 to 200 characters. No asterisk: the mask consists of them, so that nothing could be seen from finding one. */
export const secretText: fc.Arbitrary<string> = pieces.filter((text) => text.length >= 3 && !text.includes('*'));

/** A secret whose two ends are found nowhere else. */
export const markedSecret: fc.Arbitrary<{ readonly secret: string; readonly marks: readonly string[] }> = pieces.map(
  (text) => ({ secret: `s3cr${text}3tQ`, marks: ['s3cr', '3tQ'] }),
);
