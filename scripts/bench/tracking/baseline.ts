/**
 * The baseline, a process of its own: GET /jobs/:id for every record every few seconds, as Taier does, with the
 * gateway's own client (kept-alive connections, 16 per cluster). A change of the state is written to the record with its event, and
 * nothing else is fetched: counters, exceptions and offsets would come on top.
 */
import pg from 'pg';
import { createFlinkClients } from '../../../gateway/clusters/flink-clients.ts';
import { newId } from '../../../gateway/core/ids.ts';

export interface BaselineStart {
  readonly kind: 'start';
  readonly databaseUrl: string;
  readonly everyMs: number;
}
export interface BaselineAdd {
  readonly kind: 'add';
  readonly records: readonly { readonly recordId: string; readonly flinkJobId: string; readonly url: string }[];
}

const finals: Record<string, string> = { FINISHED: 'SUCCEEDED', FAILED: 'FAILED', CANCELED: 'CANCELED' };
const clients = createFlinkClients({ timeoutMs: 10_000 });
let pool: pg.Pool | undefined;
let everyMs = 3_500;

process.on('message', (message: BaselineStart | BaselineAdd) => {
  if (message.kind === 'start') {
    pool = new pg.Pool({ connectionString: message.databaseUrl, max: 10 });
    everyMs = message.everyMs;
    return;
  }
  // Spread over the period, as records that were started one after the other are.
  for (const record of message.records) setTimeout(() => poll(record), Math.random() * everyMs);
});
process.once('disconnect', () => process.exit(0));

function poll(record: BaselineAdd['records'][number]): void {
  const next = Date.now() + everyMs;
  void look(record)
    .catch(() => false)
    .then((isOver) => {
      if (!isOver) setTimeout(() => poll(record), Math.max(0, next - Date.now()));
    });
}

async function look({ recordId, flinkJobId, url }: BaselineAdd['records'][number]): Promise<boolean> {
  const job = await clients.of({ config: { restUrl: url } }).job(flinkJobId);
  const to = finals[job?.state ?? ''];
  if (job === null || to === undefined || pool === undefined) return false;
  await pool.query(
    `WITH moved AS (
       UPDATE de_job_record SET state = $2, state_version = state_version + 1, active_key = NULL, phase = $3,
         state_since = now() AT TIME ZONE 'UTC', finished_at = now() AT TIME ZONE 'UTC',
         updated_at = now() AT TIME ZONE 'UTC'
       WHERE id = $1 AND state = 'RUNNING' RETURNING id, state_version)
     INSERT INTO de_job_record_event (id, record_id, seq, at, from_state, to_state, who, why)
     SELECT $4, id, state_version, now() AT TIME ZONE 'UTC', 'RUNNING', $2, 'baseline', 'polled' FROM moved`,
    [recordId, to, job.state, newId()],
  );
  return true;
}
