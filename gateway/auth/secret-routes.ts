import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Sealer } from '../core/secrets.ts';
import { reseal, summarizeSealed } from './reseal.ts';
import { sealedKinds, type SealedStore } from './sealed-store.ts';

interface Deps {
  readonly sealedTexts: SealedStore;
  readonly sealer: Sealer;
}

/** An answer comes within the request's own limit; the rest is for the next one. */
const longestMs = 20_000;

const Summary = {
  keyId: Type.String({ description: 'Of GATEWAY_SECRET_KEY: the first 8 digits of its SHA-256.' }),
  byKey: Type.Record(Type.String(), Type.Integer(), { description: 'Sealed values by the id of their key.' }),
};

/** For changing the key that seals secrets, see docs/secret-key.md. */
export function secretRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['access'];
  return async (app) => {
    app.get(
      '/secrets',
      {
        config: { role: 'admin' },
        schema: {
          summary: 'Which keys the stored secrets are sealed with',
          tags,
          response: { 200: Type.Object(Summary, { $id: 'SealedSummary' }) },
        },
      },
      async () => summarizeSealed(deps),
    );
    app.post(
      '/secrets/reseal',
      {
        config: { role: 'admin' },
        schema: {
          summary: 'Seal all secrets with the present key',
          description:
            'Those that another configured key sealed. Works beside running jobs and other gateways, can be repeated, and ' +
            'leaves as it is what no key opens.',
          tags,
          body: Type.Optional(Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()])),
          response: {
            200: Type.Object(
              {
                ...Summary,
                resealed: Type.Integer(),
                unreadable: Type.Array(Type.Object({ kind: Type.Enum([...sealedKinds]), id: Type.String() }), {
                  description: 'No configured key opens these; the first 100.',
                }),
                unfinished: Type.Boolean({ description: 'There was not time for all: ask again.' }),
              },
              { $id: 'ResealReport' },
            ),
          },
        },
      },
      async () => {
        const begun = performance.now();
        const report = await reseal(deps, () => performance.now() - begun > longestMs);
        return { ...report, unreadable: [...report.unreadable] };
      },
    );
  };
}
