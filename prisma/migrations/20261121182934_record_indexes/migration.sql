-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_id_idx" ON "de_job_record"("cluster_id", "id");

-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_state_state_since_idx" ON "de_job_record"("cluster_id", "state", "state_since");
