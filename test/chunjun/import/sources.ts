import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/import/', import.meta.url);

/** Jobs of other tools, and what `importJob` makes of each. */
export const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.source.txt'))
  .sort()
  .map((file) => {
    const name = file.slice(0, -'.source.txt'.length);
    return {
      name,
      text: readFileSync(new URL(file, folder), 'utf8'),
      golden: new URL(`${name}.golden.json`, folder),
    };
  });
