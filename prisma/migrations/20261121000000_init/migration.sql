-- CreateTable
CREATE TABLE "de_catalog" (
    "id" CHAR(26) NOT NULL,
    "parent_id" CHAR(26),
    "name" VARCHAR(190) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_catalog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_catalog_resource" (
    "id" CHAR(26) NOT NULL,
    "catalog_id" CHAR(26) NOT NULL,
    "resource_type" VARCHAR(40) NOT NULL,
    "resource_id" CHAR(26) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_catalog_resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_datasource" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "description" VARCHAR(80) NOT NULL DEFAULT '',
    "type" VARCHAR(40) NOT NULL,
    "config" JSONB NOT NULL,
    "sealed_secrets" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "environment" VARCHAR(20) NOT NULL DEFAULT 'development',
    "resource_group_id" CHAR(26),
    "last_test" JSONB,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_datasource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_job" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "description" VARCHAR(500) NOT NULL DEFAULT '',
    "kind" VARCHAR(20) NOT NULL,
    "catalog_id" CHAR(26),
    "cluster_id" CHAR(26),
    "online_version" INTEGER,
    "last_version" INTEGER NOT NULL DEFAULT 0,
    "state" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "policy" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_job_version" (
    "id" CHAR(26) NOT NULL,
    "job_id" CHAR(26) NOT NULL,
    "number" INTEGER NOT NULL,
    "spec" JSONB NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "comment" VARCHAR(500) NOT NULL DEFAULT '',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_job_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_job_datasource" (
    "id" CHAR(26) NOT NULL,
    "job_id" CHAR(26) NOT NULL,
    "version" INTEGER NOT NULL,
    "datasource_id" CHAR(26) NOT NULL,
    "role" VARCHAR(10) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_job_datasource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_job_record" (
    "id" CHAR(26) NOT NULL,
    "job_id" CHAR(26) NOT NULL,
    "version" INTEGER NOT NULL,
    "cluster_id" CHAR(26) NOT NULL,
    "trigger" VARCHAR(20) NOT NULL,
    "origin_record_id" CHAR(26),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "active_key" VARCHAR(60),
    "state" VARCHAR(20) NOT NULL,
    "state_version" INTEGER NOT NULL DEFAULT 0,
    "state_since" TIMESTAMP(3) NOT NULL,
    "phase" VARCHAR(20),
    "flink_job_id" CHAR(32),
    "flink_epoch" VARCHAR(190),
    "jar_id" VARCHAR(300),
    "document_hash" CHAR(64),
    "document" JSONB,
    "datasource_revisions" JSONB,
    "params" JSONB,
    "slots" INTEGER NOT NULL DEFAULT 1,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "waiting_reason" JSONB,
    "submitted_at" TIMESTAMP(3),
    "lease_until" TIMESTAMP(3),
    "started_at" TIMESTAMP(3),
    "finished_at" TIMESTAMP(3),
    "stop_requested_at" TIMESTAMP(3),
    "watched_until" TIMESTAMP(3),
    "seen_at" TIMESTAMP(3),
    "rows_read" BIGINT,
    "rows_written" BIGINT,
    "bytes_read" BIGINT,
    "bytes_written" BIGINT,
    "dirty_rows" BIGINT,
    "offset_before" VARCHAR(190),
    "offset_after" VARCHAR(190),
    "failure" JSONB,
    "snapshot" BYTEA,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_job_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_job_record_event" (
    "id" CHAR(26) NOT NULL,
    "record_id" CHAR(26) NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "from_state" VARCHAR(20),
    "to_state" VARCHAR(20) NOT NULL,
    "who" VARCHAR(190) NOT NULL,
    "why" TEXT NOT NULL,
    "evidence" JSONB,

    CONSTRAINT "de_job_record_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_cluster" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "config" JSONB NOT NULL,
    "sealed_secrets" TEXT,
    "distribution" JSONB NOT NULL,
    "reachability" VARCHAR(20) NOT NULL DEFAULT 'unknown',
    "reachable_since" TIMESTAMP(3),
    "last_seen_at" TIMESTAMP(3),
    "last_error" TEXT,
    "epoch" VARCHAR(190),
    "flink_version" VARCHAR(40),
    "slots_total" INTEGER,
    "slots_free" INTEGER,
    "slots_max" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_schedule" (
    "id" CHAR(26) NOT NULL,
    "job_id" CHAR(26) NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "cron" VARCHAR(190),
    "time_zone" VARCHAR(60) NOT NULL DEFAULT 'UTC',
    "fire_at" TIMESTAMP(3),
    "effective_from" TIMESTAMP(3),
    "effective_to" TIMESTAMP(3),
    "misfire_policy" VARCHAR(20) NOT NULL DEFAULT 'fire_once',
    "params" JSONB,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "next_fire_at" TIMESTAMP(3),
    "last_fired_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_resource_group" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "description" VARCHAR(500) NOT NULL DEFAULT '',
    "config" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_resource_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_agent" (
    "id" CHAR(26) NOT NULL,
    "resource_group_id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "config" JSONB NOT NULL,
    "last_seen_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_api_token" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(190) NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "expires_at" TIMESTAMP(3),
    "revoked_at" TIMESTAMP(3),
    "last_used_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_idempotency_key" (
    "id" CHAR(26) NOT NULL,
    "scope" VARCHAR(190) NOT NULL,
    "key" VARCHAR(190) NOT NULL,
    "body_hash" CHAR(64) NOT NULL,
    "resource_id" CHAR(26) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_idempotency_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_audit_log" (
    "id" CHAR(26) NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "who" VARCHAR(190) NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "resource_type" VARCHAR(40) NOT NULL,
    "resource_id" CHAR(26),
    "before" JSONB,
    "after" JSONB,
    "from_address" VARCHAR(60),
    "request_id" VARCHAR(60),

    CONSTRAINT "de_audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "de_outbox" (
    "id" CHAR(26) NOT NULL,
    "topic" VARCHAR(60) NOT NULL,
    "order_key" VARCHAR(60) NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMP(3) NOT NULL,
    "delivered_at" TIMESTAMP(3),
    "last_error" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "created_by" VARCHAR(190) NOT NULL,

    CONSTRAINT "de_outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "de_catalog_parent_id_position_idx" ON "de_catalog"("parent_id", "position");

-- CreateIndex
CREATE INDEX "de_catalog_resource_catalog_id_idx" ON "de_catalog_resource"("catalog_id");

-- CreateIndex
CREATE UNIQUE INDEX "de_catalog_resource_resource_type_resource_id_key" ON "de_catalog_resource"("resource_type", "resource_id");

-- CreateIndex
CREATE UNIQUE INDEX "de_datasource_name_key" ON "de_datasource"("name");

-- CreateIndex
CREATE INDEX "de_datasource_type_idx" ON "de_datasource"("type");

-- CreateIndex
CREATE INDEX "de_datasource_resource_group_id_idx" ON "de_datasource"("resource_group_id");

-- CreateIndex
CREATE UNIQUE INDEX "de_job_name_key" ON "de_job"("name");

-- CreateIndex
CREATE INDEX "de_job_catalog_id_idx" ON "de_job"("catalog_id");

-- CreateIndex
CREATE INDEX "de_job_cluster_id_idx" ON "de_job"("cluster_id");

-- CreateIndex
CREATE UNIQUE INDEX "de_job_version_job_id_number_key" ON "de_job_version"("job_id", "number");

-- CreateIndex
CREATE INDEX "de_job_datasource_datasource_id_idx" ON "de_job_datasource"("datasource_id");

-- CreateIndex
CREATE UNIQUE INDEX "de_job_datasource_job_id_version_datasource_id_role_key" ON "de_job_datasource"("job_id", "version", "datasource_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "de_job_record_active_key_key" ON "de_job_record"("active_key");

-- CreateIndex
CREATE UNIQUE INDEX "de_job_record_flink_job_id_key" ON "de_job_record"("flink_job_id");

-- CreateIndex
CREATE INDEX "de_job_record_job_id_id_idx" ON "de_job_record"("job_id", "id");

-- CreateIndex
CREATE INDEX "de_job_record_state_id_idx" ON "de_job_record"("state", "id");

-- CreateIndex
CREATE INDEX "de_job_record_cluster_id_state_idx" ON "de_job_record"("cluster_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "de_job_record_event_record_id_seq_key" ON "de_job_record_event"("record_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "de_cluster_name_key" ON "de_cluster"("name");

-- CreateIndex
CREATE INDEX "de_schedule_job_id_idx" ON "de_schedule"("job_id");

-- CreateIndex
CREATE INDEX "de_schedule_enabled_next_fire_at_idx" ON "de_schedule"("enabled", "next_fire_at");

-- CreateIndex
CREATE UNIQUE INDEX "de_resource_group_name_key" ON "de_resource_group"("name");

-- CreateIndex
CREATE UNIQUE INDEX "de_agent_token_hash_key" ON "de_agent"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "de_agent_resource_group_id_name_key" ON "de_agent"("resource_group_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "de_api_token_name_key" ON "de_api_token"("name");

-- CreateIndex
CREATE UNIQUE INDEX "de_api_token_token_hash_key" ON "de_api_token"("token_hash");

-- CreateIndex
CREATE INDEX "de_idempotency_key_expires_at_idx" ON "de_idempotency_key"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "de_idempotency_key_scope_key_key" ON "de_idempotency_key"("scope", "key");

-- CreateIndex
CREATE INDEX "de_audit_log_resource_type_resource_id_id_idx" ON "de_audit_log"("resource_type", "resource_id", "id");

-- CreateIndex
CREATE INDEX "de_audit_log_at_idx" ON "de_audit_log"("at");

-- CreateIndex
CREATE INDEX "de_outbox_delivered_at_next_try_at_idx" ON "de_outbox"("delivered_at", "next_try_at");

-- CreateIndex
CREATE INDEX "de_outbox_order_key_id_idx" ON "de_outbox"("order_key", "id");

-- AddForeignKey
ALTER TABLE "de_catalog" ADD CONSTRAINT "de_catalog_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "de_catalog"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_catalog_resource" ADD CONSTRAINT "de_catalog_resource_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "de_catalog"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_datasource" ADD CONSTRAINT "de_datasource_resource_group_id_fkey" FOREIGN KEY ("resource_group_id") REFERENCES "de_resource_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job" ADD CONSTRAINT "de_job_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "de_cluster"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job_version" ADD CONSTRAINT "de_job_version_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "de_job"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job_datasource" ADD CONSTRAINT "de_job_datasource_job_id_version_fkey" FOREIGN KEY ("job_id", "version") REFERENCES "de_job_version"("job_id", "number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job_datasource" ADD CONSTRAINT "de_job_datasource_datasource_id_fkey" FOREIGN KEY ("datasource_id") REFERENCES "de_datasource"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job_record" ADD CONSTRAINT "de_job_record_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "de_job"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job_record" ADD CONSTRAINT "de_job_record_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "de_cluster"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_job_record_event" ADD CONSTRAINT "de_job_record_event_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "de_job_record"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_schedule" ADD CONSTRAINT "de_schedule_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "de_job"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "de_agent" ADD CONSTRAINT "de_agent_resource_group_id_fkey" FOREIGN KEY ("resource_group_id") REFERENCES "de_resource_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
