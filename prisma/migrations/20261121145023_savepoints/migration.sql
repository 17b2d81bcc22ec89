-- AlterTable
ALTER TABLE "de_job_record" ADD COLUMN     "checkpoints_at" TIMESTAMP(3),
ADD COLUMN     "restart_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "restore_from" JSONB,
ADD COLUMN     "restore_points" JSONB,
ADD COLUMN     "savepoint_path" VARCHAR(1000),
ADD COLUMN     "stop" JSONB,
ADD COLUMN     "stop_version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "streaming" BOOLEAN NOT NULL DEFAULT false;
