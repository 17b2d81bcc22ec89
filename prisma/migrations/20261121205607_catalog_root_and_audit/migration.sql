-- AlterTable
ALTER TABLE "de_audit_log" ADD COLUMN     "code" VARCHAR(60),
ADD COLUMN     "path" VARCHAR(300) NOT NULL DEFAULT '',
ADD COLUMN     "role" VARCHAR(20),
ADD COLUMN     "status" INTEGER,
ALTER COLUMN "action" SET DATA TYPE VARCHAR(120);

-- CreateIndex
CREATE INDEX "de_audit_log_who_id_idx" ON "de_audit_log"("who", "id");

-- CreateIndex
CREATE INDEX "de_audit_log_action_id_idx" ON "de_audit_log"("action", "id");

-- The root of the tree, and what was at the top goes below it
INSERT INTO "de_catalog" ("id", "name", "position", "updated_at", "created_by")
VALUES ('00000000000000000000000000', '', 0, CURRENT_TIMESTAMP, 'gateway');
UPDATE "de_catalog" SET "parent_id" = '00000000000000000000000000'
WHERE "parent_id" IS NULL AND "id" <> '00000000000000000000000000';

-- CreateIndex
CREATE UNIQUE INDEX "de_catalog_parent_id_name_key" ON "de_catalog"("parent_id", "name");
