-- DropIndex
DROP INDEX "de_job_record_cluster_id_trigger_id_idx";

-- DropIndex
DROP INDEX "de_job_record_job_id_trigger_id_idx";
