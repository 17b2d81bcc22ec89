import { errors, jwtVerify, type JWTPayload } from 'jose';
import { GatewayError } from '../core/errors.ts';
import type { JwksSource } from './jwks.ts';
import { roles, type Role } from './roles.ts';
import type { Identity } from './tokens.ts';

export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** `a.b`: the field b of the claim a, unless there is a claim of that very name. */
  readonly roleClaim: string;
  readonly nameClaim: string;
  /** What the provider's roles are here. */
  readonly roleMap: ReadonlyMap<string, Role>;
  /** Asymmetric ones only. */
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
}

export interface Oidc {
  /** Throws `unauthenticated`, `identity_provider_unreachable` when it cannot be told whether the token is good. */
  authenticate(jwt: string): Promise<Identity>;
}

/** Prefix of names from the identity provider: a person there is never taken for a token of the same name. */
const namePrefix = 'oidc:';
const longestName = 180;

/** People of the studio's identity provider, by the JWTs it signs. */
export function createOidc(options: OidcOptions, keys: JwksSource): Oidc {
  return {
    async authenticate(jwt) {
      let claims: JWTPayload;
      try {
        const verified = await jwtVerify(jwt, keys.find, {
          issuer: options.issuer,
          audience: options.audience,
          algorithms: [...options.algorithms],
          clockTolerance: options.clockToleranceSeconds,
          requiredClaims: ['exp'],
        });
        claims = verified.payload;
      } catch (error) {
        if (error instanceof GatewayError) throw error;
        throw refusal(error);
      }
      return { name: nameOf(claims, options.nameClaim), role: roleOf(claims, options) };
    },
  };
}

function nameOf(claims: JWTPayload, claim: string): string {
  const name = claims[claim];
  if (typeof name === 'string' && name !== '' && name.length <= longestName && !/\p{C}/u.test(name)) {
    return namePrefix + name;
  }
  throw new GatewayError('unauthenticated', `The JWT does not name anybody: its claim ${claim} is no short text`, {
    remedy: 'Let the identity provider put the claim of OIDC_NAME_CLAIM into the token.',
  });
}

function roleOf(claims: JWTPayload, { roleClaim, roleMap }: OidcOptions): Role | null {
  const value = Object.hasOwn(claims, roleClaim) ? claims[roleClaim] : roleClaim.split('.').reduce(field, claims);
  const given = (Array.isArray(value) ? value : [value]).flatMap((one) => roleMap.get(String(one)) ?? []);
  return roles.findLast((role) => given.includes(role)) ?? null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** What is wrong, in general: neither the token nor a claim's value is repeated. */
function refusal(error: unknown): GatewayError {
  const cause = { cause: error };
  if (error instanceof errors.JWTExpired) return new GatewayError('unauthenticated', 'The JWT has expired', cause);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new GatewayError('unauthenticated', `The JWT is not for this gateway: its claim ${error.claim} is wrong`, {
      ...cause,
      remedy: 'OIDC_ISSUER and OIDC_AUDIENCE say what it has to be.',
    });
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new GatewayError('unauthenticated', 'The JWT is signed in a way that is not taken', {
      ...cause,
      remedy: 'OIDC_ALGORITHMS says which are.',
    });
  }
  if (error instanceof errors.JWKSNoMatchingKey) {
    return new GatewayError(
      'unauthenticated',
      'The JWT is signed with a key that the provider does not publish',
      cause,
    );
  }
  return new GatewayError('unauthenticated', 'The JWT is not valid', cause);
}
