-- DropIndex
DROP INDEX "de_job_record_cluster_id_state_idx";

-- AlterTable
ALTER TABLE "de_cluster" ADD COLUMN     "admissions" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "de_job_record" ADD COLUMN     "deadline_at" TIMESTAMP(3),
ADD COLUMN     "late_answer" JSONB,
ADD COLUMN     "not_before" TIMESTAMP(3),
ADD COLUMN     "overlap" VARCHAR(20) NOT NULL DEFAULT 'refuse',
ADD COLUMN     "rank_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "retry_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "retry_of" CHAR(26),
ADD COLUMN     "retry_state" VARCHAR(20),
ADD COLUMN     "waiting_code" VARCHAR(30);

-- CreateIndex
CREATE UNIQUE INDEX "de_job_record_retry_of_key" ON "de_job_record"("retry_of");

-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_state_rank_at_idx" ON "de_job_record"("cluster_id", "state", "rank_at");

-- CreateIndex
CREATE INDEX "de_job_record_state_deadline_at_idx" ON "de_job_record"("state", "deadline_at");

-- CreateIndex
CREATE INDEX "de_job_record_retry_state_state_idx" ON "de_job_record"("retry_state", "state");
