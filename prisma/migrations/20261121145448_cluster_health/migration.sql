-- AlterTable
ALTER TABLE "de_cluster" ADD COLUMN     "guard" JSONB,
ADD COLUMN     "guard_state" VARCHAR(20) NOT NULL DEFAULT 'open',
ADD COLUMN     "guard_version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "health" JSONB;
