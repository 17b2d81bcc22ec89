import { GatewayError } from '../core/errors.ts';
import { findProbe } from './probe/families.ts';
import { ProbeFailure, type Target } from './probe/model.ts';

/**
 * Stored secrets go only where they were stored for: whoever may change or test a data source must not learn them by naming
 * a host of their own, or a way there that others can listen on. Throws `validation_failed`.
 */
export function assertSameHosts(saved: Target, target: Target): void {
  if (Object.keys(saved.secrets).length === 0) return;
  const known = wayOf(saved);
  if (known !== undefined && wayOf(target) === known) return;
  throw new GatewayError('validation_failed', 'The stored secrets are not sent to another host', {
    errors: [
      {
        pointer: '/secrets',
        detail: 'is required: host, port or encryption are others than those that the secrets were stored for',
        remedy: 'Type the secrets in again.',
      },
    ],
  });
}

/** Where a connection goes and how it is protected; undefined: it cannot be read. */
function wayOf(target: Target): string | undefined {
  const { properties = {}, jdbcUrl, ...fields } = target.config;
  const settings = Object.entries({ ...fields, ...(properties as object) });
  const protection = [
    ...settings.filter(([name]) => /ssl|tls|protocol|secur/i.test(name)),
    ...(typeof jdbcUrl === 'string' ? (jdbcUrl.match(/(?:ssl|tls|encrypt)[a-z]*=[^&;]*/gi) ?? []) : []),
  ];
  // A type that nothing is asked of has places that only its whole configuration knows.
  const probe = findProbe(target.type);
  if (probe === undefined) return JSON.stringify(target.config);
  try {
    const places = probe.endpoints(target).map(({ host, port }) => `${host.toLowerCase()}:${port}`);
    const scheme = Object.values(target.config).flatMap((value) =>
      typeof value === 'string' ? (/^[a-z][a-z0-9+.:-]*:\/\//i.exec(value)?.[0] ?? []) : [],
    );
    return JSON.stringify([places.sort(), scheme, protection]);
  } catch (error) {
    if (error instanceof ProbeFailure) return undefined;
    throw error;
  }
}
