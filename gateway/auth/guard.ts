import { listOf, type Config } from '../core/config.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createJwksSource } from './jwks.ts';
import { createOidc, type Oidc } from './oidc.ts';
import type { Role } from './roles.ts';
import type { Identity, Tokens } from './tokens.ts';

/** Three parts with dots between: a JWT. The gateway's own tokens have no dot. */
const isJwt = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);

/** Who a bearer token stands for: the gateway's own tokens, and JWTs where an identity provider is configured. */
export function createGuard({ tokens, oidc }: { tokens: Pick<Tokens, 'authenticate'>; oidc: Oidc | null }) {
  return {
    authenticate: (token: string): Promise<Identity> =>
      oidc !== null && isJwt(token) ? oidc.authenticate(token) : tokens.authenticate(token),
  };
}

/** null: no identity provider is configured. */
export function createConfiguredOidc(config: Config, { clock, log }: { clock: Clock; log: Log }): Oidc | null {
  const { OIDC_ISSUER: issuer, OIDC_JWKS_URL: url, OIDC_AUDIENCE: audience } = config;
  if (issuer === undefined || url === undefined || audience === undefined) return null;
  const pairs = listOf(config.OIDC_ROLE_MAP).map((pair) => pair.split('=').map((side) => side.trim()));
  return createOidc(
    {
      issuer,
      audience,
      roleClaim: config.OIDC_ROLE_CLAIM,
      nameClaim: config.OIDC_NAME_CLAIM,
      roleMap: new Map(pairs.map(([theirs = '', ours]) => [theirs, ours as Role])),
      algorithms: listOf(config.OIDC_ALGORITHMS),
      clockToleranceSeconds: config.OIDC_CLOCK_TOLERANCE_SECONDS,
    },
    createJwksSource({ url, clock, log }),
  );
}
