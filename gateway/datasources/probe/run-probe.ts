import { storableText } from '../../core/redact.ts';
import { performance } from 'node:perf_hooks';
import { stageNames, type ProbeResult, type StageName, type StageResult } from '../test-result-schema.ts';
import { explainFailure, timedOut } from './failures.ts';
import { ProbeFailure, type Failure, type Probe, type Session, type Steps, type Target } from './model.ts';

/** Goes the whole way to a data source once, within the time, and tells how far it came. Never throws. */
export async function runProbe(
  probe: Probe,
  target: Target,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<ProbeResult> {
  await probe.load?.(target);
  const track = trackStages();
  let session: Session | undefined;
  try {
    await within(timeoutMs, track, async (steps) => {
      session = await openSession(probe, target, steps);
      if (probe.depth === 'reachability') return;
      steps.enter('permission');
      const note = await session.permission();
      if (note !== undefined) steps.note('permission', note);
    });
    return { ok: true, depth: probe.depth, stages: track.finish(), ...serverOf(session) };
  } catch (error) {
    return {
      ok: false,
      depth: probe.depth,
      stages: track.finish(explainFailure(probe, target, error, track.current())),
      ...serverOf(session),
    };
  } finally {
    session?.close();
  }
}

const serverOf = (session: Session | undefined) =>
  session?.server === undefined ? {} : { server: storableText(session.server.slice(0, 200)) };

/** Logged in, or ProbeFailure with the stage; what comes too late is closed. */
export async function connectWithin(probe: Probe, target: Target, timeoutMs: number): Promise<Session> {
  await probe.load?.(target);
  const track = trackStages();
  try {
    return await within(timeoutMs, track, (steps) => openSession(probe, target, steps));
  } catch (error) {
    const failure = explainFailure(probe, target, error, track.current());
    throw new ProbeFailure({ ...failure, stage: failure.stage ?? track.current() }, error);
  }
}

/** Closes a session that came after the time was over. */
async function openSession(probe: Probe, target: Target, steps: Steps): Promise<Session> {
  const session = await probe.open(target, steps);
  if (!steps.signal.aborted) return session;
  session.close();
  throw steps.signal.reason;
}

interface Track {
  steps(signal: AbortSignal, timeoutMs: number): Steps;
  current(): StageName;
  /** All stages; those after a failure are told as skipped. */
  finish(failure?: Failure): StageResult[];
}

async function within<T>(timeoutMs: number, track: Track, work: (steps: Steps) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      const failure = new ProbeFailure(timedOut(track.current()));
      fail(failure);
      abort.abort(failure);
    }, timeoutMs);
  });
  const working = work(track.steps(abort.signal, timeoutMs));
  try {
    return await Promise.race([working, late]);
  } catch (error) {
    // Whatever an adapter has open beside what it threw about.
    if (!abort.signal.aborted) abort.abort(error);
    working.catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function trackStages(): Track {
  const results = new Map<StageName, StageResult>();
  const notes = new Map<StageName, string>();
  let stage: StageName = 'resolve';
  let since = performance.now();
  let over = false;

  const spent = () => Math.max(0, Math.round(performance.now() - since));
  const leave = () => {
    if (!results.has(stage)) results.set(stage, { name: stage, status: 'ok', ms: spent() });
    since = performance.now();
  };
  return {
    current: () => stage,
    steps: (signal, timeoutMs) => ({
      signal,
      timeoutMs,
      enter(next) {
        // A driver that goes on after the end has nothing to say any more; none goes back.
        if (over || stageNames.indexOf(next) <= stageNames.indexOf(stage)) return;
        leave();
        stage = next;
      },
      skip(name, reason) {
        // The first word counts: a second try without TLS need not say again why it has none.
        if (!over && !results.has(name)) results.set(name, { name, status: 'skipped', ms: 0, reason });
      },
      note(name, reason) {
        if (!over) notes.set(name, reason);
      },
    }),
    finish(failure) {
      over = true;
      const failed = failure === undefined ? undefined : (failure.stage ?? stage);
      if (failure !== undefined && failed !== undefined) {
        const { code, reason, remedy } = failure;
        results.set(failed, { name: failed, status: 'failed', ms: spent(), code, reason, remedy });
      } else leave();
      const end = stageNames.indexOf(failed ?? 'permission');
      return stageNames.map((name, index): StageResult => {
        if (index > end) return skippedAfter(name, failed);
        // A failure may belong to a later stage than the one the driver told of last: those between went well.
        const passed = name !== 'tls' && index >= stageNames.indexOf(stage);
        const result = results.get(name) ?? { name, status: passed ? ('ok' as const) : ('skipped' as const), ms: 0 };
        const note = notes.get(name);
        return note === undefined || result.reason !== undefined ? result : { ...result, reason: note };
      });
    },
  };
}

function skippedAfter(name: StageName, failed: StageName | undefined): StageResult {
  return { name, status: 'skipped', ms: 0, reason: `Not reached: ${failed ?? 'an earlier stage'} failed` };
}
