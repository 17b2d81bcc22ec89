/** What a run did, in numbers; null: Flink told none. */
export interface RunNumbers {
  readonly rowsRead: bigint | null;
  readonly rowsWritten: bigint | null;
  readonly bytesRead: bigint | null;
  readonly bytesWritten: bigint | null;
  readonly dirtyRows: bigint | null;
}

/** Chunjun's "no value": Integer.MIN_VALUE, reported when nothing was read and always by polling readers. */
const noLocation = '-2147483648';

/**
 * Reads Chunjun's accumulators (value always text). For a finished bounded run rowsWritten is clamped to the rows that
 * were read and are not dirty: BaseRichOutputFormat.close() counts the last partial batch twice when its flush timer did
 * not fire before. Chunjun counts the dirty rows of both sides together and leaves those of the reader out of numRead:
 * where the reader had some, the clamped number is too low by as many.
 */
export function readNumbers(accumulators: ReadonlyMap<string, string>, finished: boolean): RunNumbers {
  const rowsRead = integer(accumulators.get('numRead'));
  const counted = integer(accumulators.get('numWrite'));
  const dirtyRows = integer(accumulators.get('nErrors'));
  const most = rowsRead === null ? null : rowsRead - (dirtyRows ?? 0n);
  const overCounted = finished && most !== null && counted !== null && counted > most;
  return {
    rowsRead,
    rowsWritten: overCounted ? (most > 0n ? most : 0n) : counted,
    bytesRead: integer(accumulators.get('byteRead')),
    bytesWritten: integer(accumulators.get('byteWrite')),
    dirtyRows,
  };
}

/** Where an incremental run ended; null when it has no increment or read nothing: the previous bound stays. */
export function readEndLocation(accumulators: ReadonlyMap<string, string>): string | null {
  const location = accumulators.get('endLocation');
  return location === undefined || location === noLocation || location === '' ? null : location;
}

function integer(text: string | undefined): bigint | null {
  return text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) : null;
}
