import { hasCode } from '../core/errors.ts';
import { keyIdOf, type Sealer } from '../core/secrets.ts';
import { sealedKinds, type SealedKind, type SealedStore } from './sealed-store.ts';

interface Deps {
  readonly sealedTexts: SealedStore;
  readonly sealer: Sealer;
}

const pageSize = 200;
/** So many that cannot be opened are named. */
const mostNamed = 100;

export interface SealedSummary {
  /** The key that seals now. */
  readonly keyId: string;
  /** Sealed texts by the id of their key. */
  readonly byKey: Readonly<Record<string, number>>;
}

export interface ResealReport extends SealedSummary {
  readonly resealed: number;
  /** No configured key opens these; they stay as they are. */
  readonly unreadable: readonly { readonly kind: SealedKind; readonly id: string }[];
  /** The time was over first: to be asked for again. */
  readonly unfinished: boolean;
}

/** Which keys are still needed. */
export async function summarizeSealed({ sealedTexts, sealer }: Deps): Promise<SealedSummary> {
  const byKey: Record<string, number> = {};
  for (const kind of sealedKinds) {
    for await (const { sealed } of everyText(sealedTexts, kind)) {
      const key = keyIdOf(sealed);
      byKey[key] = (byKey[key] ?? 0) + 1;
    }
  }
  return { keyId: sealer.keyId, byKey };
}

/**
 * Seals everything with the present key that another one sealed. What is changed meanwhile is left to who changed it.
 * Safe to stop at any point, to repeat, and to run in two processes.
 */
export async function reseal(deps: Deps, isOver: () => boolean): Promise<ResealReport> {
  const { sealedTexts, sealer } = deps;
  const unreadable: { kind: SealedKind; id: string }[] = [];
  let resealed = 0;
  let unfinished = false;
  for (const kind of sealedKinds) {
    for await (const text of everyText(sealedTexts, kind)) {
      if (isOver()) {
        unfinished = true;
        break;
      }
      if (keyIdOf(text.sealed) === sealer.keyId) continue;
      const context = `${kind}:${text.id}`;
      try {
        const sealed = sealer.seal(sealer.open(text.sealed, context), context);
        if (await sealedTexts.replace(kind, text, sealed)) resealed += 1;
      } catch (error) {
        if (!hasCode(error, 'secret_unreadable')) throw error;
        if (unreadable.length < mostNamed) unreadable.push({ kind, id: text.id });
      }
    }
  }
  return { ...(await summarizeSealed(deps)), resealed, unreadable, unfinished };
}

async function* everyText(store: SealedStore, kind: SealedKind) {
  let after: string | null = null;
  for (;;) {
    const texts = await store.page(kind, after, pageSize);
    yield* texts;
    if (texts.length < pageSize) return;
    after = texts.at(-1)?.id ?? null;
  }
}
