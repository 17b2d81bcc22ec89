-- AlterTable
ALTER TABLE "de_cluster" ADD COLUMN     "maintenance" JSONB,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "de_job" ADD COLUMN     "deleted_at" TIMESTAMP(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;
