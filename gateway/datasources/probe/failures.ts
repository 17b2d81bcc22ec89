/** Errors of sockets, names and TLS in a person's words; drivers pass them on as Node made them. */
import { messageOf } from '../../core/errors.ts';
import { createRedactor, shorten, storableText } from '../../core/redact.ts';
import type { StageName } from '../test-result-schema.ts';
import { ProbeFailure, type Failure, type Probe, type Target } from './model.ts';

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
]);

const unresolved: Failure = {
  code: 'name_unresolved',
  stage: 'resolve',
  reason: 'The host name does not resolve',
  remedy: 'Check the spelling, and that the name is known where the gateway runs.',
};
const closed: Failure = {
  code: 'port_closed',
  stage: 'connect',
  reason: 'The host refuses connections on this port',
  remedy: 'Check the port, that the server runs, and that it listens on this address and not only on its own host.',
};
const unreachable: Failure = {
  code: 'host_unreachable',
  stage: 'connect',
  reason: 'There is no way to the host',
  remedy: 'Check the address, and routes and firewalls between the gateway and the host.',
};
export const lost: Failure = {
  code: 'connection_lost',
  reason: 'The server closed the connection',
  remedy: 'Check that this port belongs to a server of this type, and what its log says about the connection.',
};
const tlsRefused: Failure = {
  code: 'tls_refused',
  stage: 'tls',
  reason: 'The TLS handshake failed',
  remedy: 'Check that the server offers TLS on this port and a protocol version that is still in use (1.2 or newer).',
};
export const noTls: Failure = {
  code: 'tls_refused',
  stage: 'tls',
  reason: 'The server offers no TLS, but the data source demands it',
  remedy: 'Turn TLS on at the server, or off in the data source.',
};
export const tlsRequired: Failure = {
  code: 'tls_required',
  stage: 'tls',
  reason: 'The server only takes encrypted connections',
  remedy: 'Turn TLS on in the data source.',
};
const tlsUntrusted: Failure = {
  code: 'tls_untrusted',
  stage: 'tls',
  reason: "The server's certificate is not trusted, or is made out to another name",
  remedy: 'Give the server a certificate of a known authority for this host name, or do not ask for its verification.',
};

/** For drivers that keep nothing but the words of a failed handshake. */
export function explainTls(error: unknown): Failure {
  const words =
    /self.signed|unable to (?:get|verify)|certificate (?:has expired|is not yet valid)|match certificate|altname/i;
  return words.test(messageOf(error)) ? tlsUntrusted : tlsRefused;
}

/** What Node itself says of a connection; undefined: something else. */
export function explainNetwork(error: unknown): Failure | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'].includes(code)) return unresolved;
    if (code === 'ECONNREFUSED') return closed;
    if (['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN', 'EHOSTDOWN', 'EACCES'].includes(code)) {
      return unreachable;
    }
    if (code === 'ETIMEDOUT') return timedOut('connect');
    if (untrusted.has(code)) return tlsUntrusted;
    if (/^ERR_(?:TLS|SSL)_|^EPROTO$/.test(code)) return tlsRefused;
    if (code === 'ECONNRESET' || code === 'EPIPE') return lost;
  }
  return undefined;
}

const silence: Readonly<Record<StageName, readonly [reason: string, remedy: string]>> = {
  resolve: ['The name was not resolved in time', 'Check the name servers where the gateway runs.'],
  connect: [
    'The host did not answer in time',
    'A firewall may drop the packets: check the address, the port and the rules on the way.',
  ],
  tls: [
    'The host took the connection and then said nothing to the TLS handshake in time',
    'Check that the port belongs to a server of this type; a proxy or firewall may hold the connection.',
  ],
  login: [
    'The host took the connection and then did not finish the login in time',
    'Check that the port belongs to a server of this type and that the server is not overloaded.',
  ],
  permission: ['The server did not answer a small question in time', 'Check the load of the server.'],
};

export function timedOut(stage: StageName): Failure {
  const [reason, remedy] = silence[stage];
  return { code: 'timeout', stage, reason, remedy };
}

/** Words for whatever was thrown at a stage, without any secret of the target. */
export function explainFailure(probe: Pick<Probe, 'explain'>, target: Target, error: unknown, at?: StageName): Failure {
  const told = error instanceof ProbeFailure ? error.failure : (probe.explain?.(error) ?? explainNetwork(error));
  // Many servers hang up on a handshake that they do not know.
  const known = told?.code === 'connection_lost' && told.stage === undefined && at === 'tls' ? tlsRefused : told;
  const failure = known ?? {
    code: 'not_understood' as const,
    reason: `The driver gave up: ${messageOf(error)}`,
    remedy: 'Check that the port belongs to a server of this type, and the fields of the data source.',
  };
  return { ...failure, reason: withoutSecrets(target, failure.reason) };
}

/** A server's own words, for the end of a reason. */
export function serverSays(error: unknown): string {
  return ` (it says: ${messageOf(error).replace(/\s+/g, ' ').trim()})`;
}

function withoutSecrets(target: Target, text: string): string {
  // A user may have typed a password so short that it cannot be told from ordinary text: then nothing foreign is shown.
  const secrets = Object.values(target.secrets).flatMap(partsOf);
  const redacted = createRedactor(secrets)(text);
  const short = secrets.some((secret) => secret.length > 0 && secret.length < 3);
  return storableText(shorten(short ? redacted.replace(/ \(it says: .*|: .*$/s, '') : redacted, 500));
}

/** Secrets that hold others: a URL with a password, a JAAS line. */
function partsOf(secret: string): string[] {
  const inUrl = /^[a-z][a-z0-9+.-]*:\/\/([^/@]*)@/i.exec(secret)?.[1]?.split(':') ?? [];
  const quoted = [...secret.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '');
  return [secret, ...inUrl.slice(1), ...inUrl.slice(1).map(decoded), ...quoted].filter((part) => part !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
