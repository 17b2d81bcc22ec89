-- AlterTable
ALTER TABLE "de_job_version" ADD COLUMN     "sealed_secrets" TEXT;
