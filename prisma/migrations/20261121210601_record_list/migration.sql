-- DropIndex
DROP INDEX "de_job_record_cluster_id_id_idx";

-- DropIndex
DROP INDEX "de_job_record_job_id_id_idx";

-- DropIndex
DROP INDEX "de_job_record_state_id_idx";

-- AlterTable
ALTER TABLE "de_job_record" ADD COLUMN     "failure_code" VARCHAR(60);

-- Records from before the column
UPDATE "de_job_record" SET "failure_code" = left("failure"->>'code', 60) WHERE "failure" IS NOT NULL;

-- CreateIndex
CREATE INDEX "de_job_record_job_id_id_streaming_idx" ON "de_job_record"("job_id", "id", "streaming");

-- CreateIndex
CREATE INDEX "de_job_record_state_id_streaming_idx" ON "de_job_record"("state", "id", "streaming");

-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_id_streaming_idx" ON "de_job_record"("cluster_id", "id", "streaming");

-- CreateIndex
CREATE INDEX "de_job_record_job_id_state_id_trigger_idx" ON "de_job_record"("job_id", "state", "id", "trigger");

-- CreateIndex
CREATE INDEX "de_job_record_job_id_trigger_id_idx" ON "de_job_record"("job_id", "trigger", "id");

-- CreateIndex
CREATE INDEX "de_job_record_job_id_cluster_id_id_state_trigger_idx" ON "de_job_record"("job_id", "cluster_id", "id", "state", "trigger");

-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_state_id_trigger_streaming_idx" ON "de_job_record"("cluster_id", "state", "id", "trigger", "streaming");

-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_trigger_id_idx" ON "de_job_record"("cluster_id", "trigger", "id");

-- CreateIndex
CREATE INDEX "de_job_record_state_trigger_id_idx" ON "de_job_record"("state", "trigger", "id");

-- CreateIndex
CREATE INDEX "de_job_record_trigger_id_idx" ON "de_job_record"("trigger", "id");

-- CreateIndex
CREATE INDEX "de_job_record_streaming_id_state_trigger_cluster_id_idx" ON "de_job_record"("streaming", "id", "state", "trigger", "cluster_id");

-- CreateIndex
CREATE INDEX "de_job_record_failure_code_id_idx" ON "de_job_record"("failure_code", "id");
