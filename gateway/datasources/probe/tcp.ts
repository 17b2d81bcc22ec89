import type { Endpoint, Probe, Target } from './model.ts';
import { firstOf } from './address.ts';
import { dial } from './socket.ts';

/** For servers there is no driver for: tells whether somebody listens there, and that nothing more was tried. */
export function tcpProbe(endpoints: (target: Target) => readonly Endpoint[]): Probe {
  return {
    depth: 'reachability',
    endpoints,
    async open(target, steps) {
      const socket = await dial(firstOf(endpoints(target)), steps);
      const reason = 'For this type only the connection is tried; a job shows the rest';
      for (const stage of ['tls', 'login', 'permission'] as const) steps.skip(stage, reason);
      return { permission: async () => undefined, close: () => void socket.destroy() };
    },
  };
}
