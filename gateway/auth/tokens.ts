import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { GatewayError, hasCode } from '../core/errors.ts';
import { sha256Hex } from '../core/ids.ts';
import { isRole, type Role } from './roles.ts';
import type { TokenRow, TokenStore } from './token-store.ts';

export interface Identity {
  readonly name: string;
  /** null: known, and without any role here. */
  readonly role: Role | null;
}

export interface Tokens {
  /** Throws `unauthenticated`. */
  authenticate(token: string): Promise<Identity>;
  /** The token itself is returned here once and stored nowhere. */
  issue(request: {
    name: string;
    role: Role;
    expiresAt: Date | null;
    createdBy: string;
  }): Promise<{ token: string; row: TokenRow }>;
  /** False: there is none, or it was revoked before. Works at once here, within 10 s in other processes. */
  revoke(id: string): Promise<boolean>;
  /** Makes the token `admin` when there is none at all yet; null otherwise. */
  issueFirst(): Promise<string | null>;
}

/** An authenticated token is not looked up again for this long. */
const rememberedMs = 10_000;
const rememberedTokens = 1000;
/** Nor is one that is not known, for this long: who goes on sending it costs no query each. */
const unknownMs = 5_000;

/** What has another form was never issued: it is refused without a look. */
const ownForm = /^gw_[\w-]{43}$/;

export function createTokens({ store, clock }: { store: TokenStore; clock: Clock }): Tokens {
  // Apart from each other: guesses push out no token that is known.
  const remembered = new Map<string, { row: TokenRow; until: number }>();
  const unknown = new Map<string, { row: null; until: number }>();

  async function lookUp(token: string): Promise<TokenRow | null> {
    if (!ownForm.test(token)) return null;
    const hash = sha256Hex(token);
    const now = clock.now().getTime();
    const seen = remembered.get(hash) ?? unknown.get(hash);
    if (seen !== undefined && seen.until > now) return seen.row;
    const row = await store.findByHash(hash);
    remembered.delete(hash);
    unknown.delete(hash);
    if (row === null) keep(unknown, hash, { row, until: now + unknownMs });
    else keep(remembered, hash, { row, until: now + rememberedMs });
    return row;
  }

  const issue: Tokens['issue'] = async ({ name, role, expiresAt, createdBy }) => {
    const token = `gw_${randomBytes(32).toString('base64url')}`;
    return { token, row: await store.create({ name, role, expiresAt, createdBy, tokenHash: sha256Hex(token) }) };
  };

  return {
    issue,
    async authenticate(token) {
      const row = await lookUp(token);
      const now = clock.now();
      if (row === null || row.revokedAt !== null || !isRole(row.role)) {
        throw new GatewayError('unauthenticated', 'The bearer token is not known or was revoked', {
          remedy: 'Ask an administrator for a token, or make one with npm run token.',
        });
      }
      if (row.expiresAt !== null && row.expiresAt <= now) {
        throw new GatewayError('unauthenticated', 'The bearer token has expired');
      }
      return { name: row.name, role: row.role };
    },
    async revoke(id) {
      remembered.clear();
      return store.revoke(id, clock.now());
    },
    async issueFirst() {
      if (!(await store.isEmpty())) return null;
      try {
        return (await issue({ name: 'admin', role: 'admin', expiresAt: null, createdBy: 'gateway' })).token;
      } catch (error) {
        // Another process made it at the same moment, and prints it.
        if (hasCode(error, 'name_taken')) return null;
        throw error;
      }
    },
  };
}

function keep<T>(seen: Map<string, T>, hash: string, one: T): void {
  if (seen.size >= rememberedTokens) seen.clear();
  seen.set(hash, one);
}
