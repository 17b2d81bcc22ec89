-- DropIndex
DROP INDEX "de_job_record_event_record_id_seq_key";

-- AlterTable
ALTER TABLE "de_job_record_event" ADD COLUMN     "note" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "de_job_record_event_record_id_seq_note_key" ON "de_job_record_event"("record_id", "seq", "note");
