import type { FastifyReply } from 'fastify';

/** What people are spoken to in. */
export type Language = 'en' | 'zh';

/** `zh` when the header prefers it to English; English for everything else. RFC 9110, 12.5.4. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [, tag, q] = /^\s*([a-z]+|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(part) ?? [];
    if (tag === undefined) continue;
    const weight = q === undefined ? 1 : Number(q);
    const language = tag.toLowerCase() === 'zh' ? 'zh' : ['en', '*'].includes(tag.toLowerCase()) ? 'en' : null;
    if (language !== null && weight > best.weight) best = { language, weight };
  }
  return best.language;
}

/** Says which language the answer is in, and that another reader may get another one. */
export function tellLanguage(reply: FastifyReply, language: Language): void {
  const vary = reply.getHeader('vary');
  const others = vary === undefined ? [] : [String(vary)];
  void reply.header('content-language', language).header('vary', [...others, 'accept-language'].join(', '));
}
