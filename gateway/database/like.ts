/** For Prisma's `contains`, which hands `%` and `_` on as wildcards: as the letters that they are. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
