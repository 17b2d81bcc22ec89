-- DropIndex
DROP INDEX "de_outbox_delivered_at_next_try_at_idx";

-- DropIndex
DROP INDEX "de_outbox_order_key_id_idx";

-- AlterTable
ALTER TABLE "de_job_record_event" ADD COLUMN     "feed_batch" INTEGER DEFAULT -1;

-- Events from before the feed stay out of it; those that follow wait for their place.
ALTER TABLE "de_job_record_event" ALTER COLUMN "feed_batch" DROP DEFAULT;

-- Nothing has written to it so far.
DELETE FROM "de_outbox";

-- AlterTable
ALTER TABLE "de_outbox" ADD COLUMN     "attempts_before" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seq" INTEGER NOT NULL,
ADD COLUMN     "state" VARCHAR(10) NOT NULL DEFAULT 'pending',
ADD COLUMN     "webhook_id" CHAR(26) NOT NULL;

-- CreateTable
CREATE TABLE "de_record_feed" (
    "id" INTEGER NOT NULL,
    "last_batch" INTEGER NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "de_record_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_record_rollup" (
    "series" VARCHAR(12) NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "scope" VARCHAR(26) NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "canceled" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "closed" INTEGER NOT NULL DEFAULT 0,
    "rows_read" BIGINT NOT NULL DEFAULT 0,
    "rows_written" BIGINT NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "bytes_written" BIGINT NOT NULL DEFAULT 0,
    "run_ms" BIGINT NOT NULL DEFAULT 0,
    "slowest" VARCHAR(40) NOT NULL DEFAULT '',

    CONSTRAINT "de_record_rollup_pkey" PRIMARY KEY ("series","start","scope")
);

-- CreateTable
CREATE TABLE "de_webhook" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "event_types" JSONB NOT NULL,
    "job_id" CHAR(26),
    "cluster_id" CHAR(26),
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "sealed_secret" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_webhook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "de_webhook_name_key" ON "de_webhook"("name");

-- CreateIndex
CREATE INDEX "de_job_record_event_feed_batch_seq_id_idx" ON "de_job_record_event"("feed_batch", "seq", "id");

-- CreateIndex
CREATE INDEX "de_outbox_state_next_try_at_idx" ON "de_outbox"("state", "next_try_at");

-- CreateIndex
CREATE INDEX "de_outbox_webhook_id_state_next_try_at_idx" ON "de_outbox"("webhook_id", "state", "next_try_at");

-- CreateIndex
CREATE INDEX "de_outbox_webhook_id_id_idx" ON "de_outbox"("webhook_id", "id");

-- CreateIndex
CREATE INDEX "de_outbox_state_delivered_at_idx" ON "de_outbox"("state", "delivered_at");

-- CreateIndex
CREATE UNIQUE INDEX "de_outbox_order_key_seq_key" ON "de_outbox"("order_key", "seq");

-- AddForeignKey
ALTER TABLE "de_outbox" ADD CONSTRAINT "de_outbox_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "de_webhook"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- CreateIndex
CREATE INDEX "de_job_record_state_waiting_code_cluster_id_idx" ON "de_job_record"("state", "waiting_code", "cluster_id");

INSERT INTO "de_record_feed" ("id", "last_batch", "updated_at") VALUES (1, 0, CURRENT_TIMESTAMP);

-- Back-fill of the roll-up. No end is counted twice: adding the column locks the events, so that a move committed before is
-- counted here and its event marked, and one committed later is neither seen here nor marked, and is fed.
INSERT INTO "de_record_rollup" ("series", "start", "scope", "succeeded", "failed", "canceled", "rejected", "closed",
  "rows_read", "rows_written", "bytes_read", "bytes_written", "run_ms", "slowest")
SELECT s.series || '_' || s.minutes, date_bin(make_interval(mins => s.minutes), r.finished_at, TIMESTAMP '1970-01-01'),
  CASE s.series WHEN 'all' THEN 'all' WHEN 'cluster' THEN r.cluster_id ELSE r.job_id END,
  count(*) FILTER (WHERE r.state = 'SUCCEEDED'), count(*) FILTER (WHERE r.state = 'FAILED'),
  count(*) FILTER (WHERE r.state = 'CANCELED'), count(*) FILTER (WHERE r.state = 'REJECTED'),
  count(*) FILTER (WHERE r.state = 'CLOSED'),
  coalesce(sum(r.rows_read), 0), coalesce(sum(r.rows_written), 0), coalesce(sum(r.bytes_read), 0),
  coalesce(sum(r.bytes_written), 0), coalesce(sum(r.ms), 0),
  coalesce(max(lpad(r.ms::text, 12, '0') || ':' || r.id), '')
FROM (
  SELECT *, CASE WHEN started_at IS NOT NULL
    THEN greatest(0, round(extract(epoch FROM finished_at - started_at) * 1000))::bigint END AS ms
  FROM "de_job_record"
  WHERE state IN ('SUCCEEDED', 'FAILED', 'CANCELED', 'REJECTED', 'CLOSED') AND finished_at IS NOT NULL
) r
CROSS JOIN (VALUES ('all', 15), ('all', 60), ('cluster', 15), ('cluster', 60), ('job', 240), ('job', 1440))
  AS s (series, minutes)
GROUP BY 1, 2, 3;
