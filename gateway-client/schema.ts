/** Generated from the gateway's OpenAPI document by `npm run generate`. */
export interface paths {
    "/api/v1/catalogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole tree of folders
         * @description A list in the order of the tree, with `parentId` and `depth`, and how much is in each folder.
         */
        get: operations["getCatalogs"];
        put?: never;
        /** Make a folder */
        post: operations["postCatalogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a folder */
        get: operations["getCatalogsById"];
        put?: never;
        post?: never;
        /**
         * Delete a folder
         * @description A folder that holds something is refused (`not_empty`, with how much). With `cascade` it goes with every folder below; jobs and data sources that were in them are kept, in no folder.
         */
        delete: operations["deleteCatalogsById"];
        options?: never;
        head?: never;
        /** Rename a folder */
        patch: operations["patchCatalogsById"];
        trace?: never;
    };
    "/api/v1/catalogs/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a folder
         * @description With everything below it, to another parent, another place among its siblings, or both. Refused: into itself or below (`tree_cycle`), too deep (`tree_too_deep`), beside a folder of its name (`name_taken`).
         */
        post: operations["postCatalogsByIdMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the folders of one parent in order
         * @description The list names each of them once; `conflict` when the tree has others by now.
         */
        post: operations["postCatalogsOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{id}/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs and data sources in a folder
         * @description Directly in it, in the order in which they were first put into a folder.
         */
        get: operations["getCatalogsByIdResources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{id}/resources/{type}/{resourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a job or data source into a folder
         * @description It leaves the folder it was in. Doing it twice is doing it once.
         */
        put: operations["putCatalogsByIdResourcesByTypeByResourceId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/resources/{type}/{resourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a job or data source out of its folder
         * @description It is kept, in no folder.
         */
        delete: operations["deleteCatalogsResourcesByTypeByResourceId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/unfiled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs or data sources in no folder */
        get: operations["getCatalogsUnfiled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find folders, jobs and data sources by name */
        get: operations["getCatalogsSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what Chunjun 1.12.8 can read and write, and what it only seems to */
        get: operations["getConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read everything about a connector, with JSON Schemas to draw its forms from
         * @description The texts of the schemas are English, or Chinese when Accept-Language prefers it.
         */
        get: operations["getConnectorsByName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List data sources */
        get: operations["getDatasources"];
        put?: never;
        /** Create a data source */
        post: operations["postDatasources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a data source */
        get: operations["getDatasourcesById"];
        put?: never;
        post?: never;
        /** Delete a data source */
        delete: operations["deleteDatasourcesById"];
        options?: never;
        head?: never;
        /**
         * Change a data source
         * @description Fields left out stay; `config` and `secrets` are replaced as a whole.
         */
        patch: operations["patchDatasourcesById"];
        trace?: never;
    };
    "/api/v1/datasources/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which jobs use a data source
         * @description Of the newest 1,000 uses. While there is one it cannot be deleted.
         */
        get: operations["getDatasourcesByIdUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a connection that is not saved
         * @description Resolve, connect, TLS, log in, permission. A test that fails is a result: 200 with the failing stage, its reason and a remedy.
         */
        post: operations["postDatasourcesTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a data source
         * @description A test that fails is a result: 200 with the failing stage, its reason and a remedy. Without a body the result is noted in `lastTest`. With values of an edited form these are tried and nothing is noted; the stored secrets are used with them only while the host and port stay the same.
         */
        post: operations["postDatasourcesByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/{id}/schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schemas (or databases) of a data source
         * @description At most 1,000, without those of the server itself. Fails with `datasource_failed`, whose `facts.stage` says how far the gateway came.
         */
        get: operations["getDatasourcesByIdSchemas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/{id}/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tables and views of a schema
         * @description Sorted by name; topics, collections and indices count as tables. Fails with `datasource_failed`, whose `facts.stage` says how far the gateway came.
         */
        get: operations["getDatasourcesByIdTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/{id}/tables/{table}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Columns of a table
         * @description In the order of the table, at most 2,000. Fails with `datasource_failed`, whose `facts.stage` says how far the gateway came.
         */
        get: operations["getDatasourcesByIdTablesByTableColumns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasources/{id}/tables/{table}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first rows of a table
         * @description At most 20 rows, 1,000 characters a value and 512 KB in all. Fails with `datasource_failed`, whose `facts.stage` says how far the gateway came.
         */
        get: operations["getDatasourcesByIdTablesByTablePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List jobs */
        get: operations["getJobs"];
        put?: never;
        /** Create a job */
        post: operations["postJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a job */
        get: operations["getJobsById"];
        put?: never;
        post?: never;
        /**
         * Delete a job
         * @description Refused while it is online or has runs that are not over. Its records stay readable, its name is free again, and its data sources are in use by it no more.
         */
        delete: operations["deleteJobsById"];
        options?: never;
        head?: never;
        /** Change name, description, cluster or policy of a job */
        patch: operations["patchJobsById"];
        trace?: never;
    };
    "/api/v1/jobs/{id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a job
         * @description A draft with its description, policy and cluster; one of its versions becomes version 1.
         */
        post: operations["postJobsByIdCopy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put many jobs online, take them offline or delete them
         * @description One after the other; the answer says of each whether it was done, or why not.
         */
        post: operations["postJobsBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/online": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a version online
         * @description Runs take this version from now on. Refused while the validator finds an error, or a data source of environment production has not passed its connection test as it is now.
         */
        post: operations["postJobsByIdOnline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/offline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a job offline
         * @description Runs that were accepted go on.
         */
        post: operations["postJobsByIdOffline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggest a field mapping
         * @description Pairs columns of a reader and a writer by name or by position, and says of each pair what Chunjun 1.12.8 makes of its values. Nothing is stored; GET /datasources/:id/tables/:table/columns gives the columns.
         */
        post: operations["postJobsMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the newest 100 versions */
        get: operations["getJobsByIdVersions"];
        put?: never;
        /**
         * Store a version
         * @description Versions are numbered from 1 and never change. A version with findings is stored: `diagnostics` has them. With If-Match, the ETag of the job, it is refused when the job or its newest version is another one meanwhile.
         */
        post: operations["postJobsByIdVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a version */
        get: operations["getJobsByIdVersionsByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/versions/{number}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare a version with another one, field by field
         * @description Without `against`: with the version before; the first version is compared with nothing, so that all of it was added. Entries of `mapping` are matched by reader column, then by writer column, parameters by name. Scripts are compared as documents: `/script/job/…` is a place of the document.
         */
        get: operations["getJobsByIdVersionsByNumberDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a version as a file
         * @description No secrets and no ids: data sources by name and type, secrets of a script by name. POST /jobs/import-file reads it, here or elsewhere.
         */
        get: operations["getJobsByIdExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/import-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a job from an exported file
         * @description The job and its first version, or nothing. Data sources are those of the given ids, else those of the name and type in the file; secrets of a script are given by name. `/file/…` in errors is a place of the file.
         */
        post: operations["postJobsImportFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview what a DataX, DataWorks or Chunjun job becomes
         * @description Answers the version it becomes and a report in which every part of the document is mapped, approximated, dropped or refused. Nothing is stored, and secrets of the document are left out: /jobs/import/create makes job and data sources of it.
         */
        post: operations["postJobsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/import/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a job from a DataX, DataWorks or Chunjun job
         * @description The job, its first version and the data sources it lacks, or nothing. Secrets of the document are sealed with the new data sources. Parts that are refused are errors; `/text/…` is a place of the document.
         */
        post: operations["postJobsImportCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{reader}/{writer}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A filled, commented script for two connectors
         * @description A Chunjun document; with `kind=form` the version of a form. JSON with comments.
         */
        get: operations["getConnectorsByReaderByWriterTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a Chunjun document
         * @description Static: no network, nothing stored. Give `document` or `documentText`; `"$datasource"` references and `${parameters}` are filled in as for a script.
         */
        post: operations["postJobsValidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the validator says of the document that a record was submitted with
         * @description As it judges today, with what is known of the cluster today. 404: nothing was submitted.
         */
        get: operations["getRecordsByIdDiagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dry run: the document a version becomes
         * @description Secrets are masked; nothing is submitted.
         */
        post: operations["postJobsByIdRender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List clusters */
        get: operations["getClusters"];
        put?: never;
        /** Register a Flink cluster */
        post: operations["postClusters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a cluster */
        get: operations["getClustersById"];
        put?: never;
        post?: never;
        /** Forget a cluster */
        delete: operations["deleteClustersById"];
        options?: never;
        head?: never;
        /**
         * Change the address, the limits or the distribution mode of a cluster
         * @description The address can change only while no run is on the cluster, or to where the same JobManager answers.
         */
        patch: operations["patchClustersById"];
        trace?: never;
    };
    "/api/v1/clusters/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Preflight: can the cluster run Chunjun as it is registered */
        post: operations["postClustersByIdCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Begin maintenance: no new submissions
         * @description From now on runs wait (cluster_maintenance). Those that run go on and are tracked; `GET /clusters/:id/load` says how many are left. Said again, the reason is replaced.
         */
        put: operations["putClustersByIdMaintenance"];
        post?: never;
        /** End maintenance: runs are admitted again */
        delete: operations["deleteClustersByIdMaintenance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How busy a cluster is
         * @description Slots as of `lastSeenAt`, runs as of now. Does not ask Flink.
         */
        get: operations["getClustersByIdLoad"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}/taskmanagers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** TaskManagers of a cluster, as Flink tells them now */
        get: operations["getClustersByIdTaskmanagers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drain a cluster and restart it
         * @description Nothing is admitted from now on; runs wait. When no run is on the cluster its restart hook is called; without one a person restarts it. Runs are admitted again once another start of Flink answers. See `health` for how far it is.
         */
        post: operations["postClustersByIdRestart"];
        /**
         * Call a restart off: runs are admitted again
         * @description While it drains only. What the cluster drains for by itself may make it drain again.
         */
        delete: operations["deleteClustersByIdRestart"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}/orphans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs on the cluster that no record follows
         * @description Asked of Flink now: 503 when it does not answer.
         */
        get: operations["getClustersByIdOrphans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clusters/{id}/orphans/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adopt or cancel a job that no record follows */
        post: operations["postClustersByIdOrphansByJobId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a job now
         * @description Answers as soon as the run is accepted; follow the record. The job's policy says what happens beside another run.
         */
        post: operations["postJobsByIdRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List records, newest first
         * @description A page goes on below the last id of the page before: rows that are added meanwhile move none of it. All filters hold together.
         */
        get: operations["getRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a record */
        get: operations["getRecordsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every move of a record, with its evidence */
        get: operations["getRecordsByIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The submitted Chunjun document, secrets replaced */
        get: operations["getRecordsByIdDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What Flink knew of the job when it was over
         * @description Accumulators, exceptions, vertices, configuration and, of a failed run, the ends of the logs of JobManager and TaskManagers.
         */
        get: operations["getRecordsByIdSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run it again
         * @description A new record: the same version and parameters unless told otherwise, on the cluster the job has now. It begins anew, whatever the record went on from, unless restoreFrom says otherwise.
         */
        post: operations["postRecordsByIdRerun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run
         * @description 202: the wish is on record, the run is STOPPING until Flink says that it is over: CANCELED, or SUCCEEDED after a savepoint (savepointPath). A savepoint that fails leaves the run RUNNING, with the reason in stop.failure.
         */
        post: operations["postRecordsByIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ends of the logs of JobManager and TaskManagers
         * @description While Flink has them; of a failed run that is over, as they were kept. Secrets are masked.
         */
        get: operations["getRecordsByIdLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/logs/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same logs as a text file */
        get: operations["getRecordsByIdLogsDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What went wrong in a run, in words and as Flink tells it */
        get: operations["getRecordsByIdExceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows and bytes of a run, and per second while it runs
         * @description Two calls to Flink for each vertex of the job, when it is asked for.
         */
        get: operations["getRecordsByIdMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tie a record to a Flink job
         * @description For a record that is LOST, UNCERTAIN, or WAITING after a given-up attempt. Flink has to know the job now, no other record may have it, and no other job of the record may run. The record is RUNNING and followed again; a stop that was asked for before it was LOST counts no more. A job that only the archive knows is ended as it says.
         */
        post: operations["postRecordsByIdAttach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a record that nobody can find out about
         * @description For a record that is LOST, or RUNNING, STOPPING or UNCERTAIN where Flink does not know the job or cannot be asked any more. It ends as CLOSED: SUCCEEDED, FAILED and CANCELED are Flink’s word alone. 409 while Flink shows a job of it alive, or the archive knows how it ended. A job of it that comes to life later is cancelled.
         */
        post: operations["postRecordsByIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-center/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What runs, waits and ended, at a glance
         * @description By the time of their end, which is counted within a second; an answer is at most a second old. Batch instances are GET /records?streaming=false, stream runs GET /records?streaming=true.
         */
        get: operations["getTaskCenterOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-center/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every move of a record as it happens
         * @description Server-sent events. `record.moved` has a Move as its data; `ready` comes first on a new connection; `reset` says that events were missed and the records have to be read anew. With Last-Event-ID everything after that event comes first. A connection that reads too slowly, or whose token is not valid any more, is ended.
         */
        get: operations["getTaskCenterEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-center/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks */
        get: operations["getTaskCenterWebhooks"];
        put?: never;
        /**
         * Tell a receiver of moves
         * @description Every move from now on is sent by POST, at least once, those of one record in order, and again after a growing pause until the receiver answers with 2xx within 10 s. Messages are signed as Standard Webhooks say: HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the bytes behind `whsec_`.
         */
        post: operations["postTaskCenterWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-center/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook */
        get: operations["getTaskCenterWebhooksById"];
        put?: never;
        post?: never;
        /** Delete a webhook and its messages */
        delete: operations["deleteTaskCenterWebhooksById"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Fields left out stay. Messages that wait go to the new URL.
         */
        patch: operations["patchTaskCenterWebhooksById"];
        trace?: never;
    };
    "/api/v1/task-center/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign with a new secret
         * @description From now on, also what waits; the old one is forgotten.
         */
        post: operations["postTaskCenterWebhooksByIdRotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-center/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a webhook, newest first
         * @description Delivered ones are kept for seven days, dead ones for thirty.
         */
        get: operations["getTaskCenterWebhooksByIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-center/webhooks/{id}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a dead message again
         * @description With all attempts anew. It may come after later ones of its record: `seq` tells the order.
         */
        post: operations["postTaskCenterWebhooksByIdDeliveriesByDeliveryIdRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which keys the stored secrets are sealed with */
        get: operations["getSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/reseal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seal all secrets with the present key
         * @description Those that another configured key sealed. Works beside running jobs and other gateways, can be repeated, and leaves as it is what no key opens.
         */
        post: operations["postSecretsReseal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tokens */
        get: operations["getTokens"];
        put?: never;
        /** Issue a token */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["deleteTokensById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description Every request that changed something or tried to, and those that were refused (401, 403).
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log
         * @description One JSON object a line, oldest first, to the end of what is on record. An export that breaks off goes on with `from` the time of its last line.
         */
        get: operations["getAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process lives */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything it needs answers */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures for Prometheus
         * @description Text format 0.0.4. The names are in gateway/core/metrics.ts.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Folder: {
            id: string;
            /** @description null: it is at the top. */
            parentId: string | null;
            name: string;
            /** @description Place among its siblings, from 0. */
            position: number;
            /** @description 1: at the top. */
            depth: number;
            /** @description Names from the top down to this folder. */
            path: string[];
            /** @description Folders directly in it. */
            folders: number;
            resources: {
                own: {
                    job: number;
                    datasource: number;
                };
                /** @description With those of every folder below. */
                total: {
                    job: number;
                    datasource: number;
                };
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            createdBy: string;
        };
        FiledResource: {
            /** @enum {unknown} */
            type: "job" | "datasource";
            /** @description Of the job or data source. */
            id: string;
            name: string;
            /** @description Kind of the job, or type of the data source. */
            kind: string;
            /** @description null: in no folder. */
            catalogId: string | null;
        };
        Datasource: {
            id: string;
            name: string;
            description: string;
            type: string;
            config: {
                [key: string]: unknown;
            };
            hasSecrets: boolean;
            /** @description Counts every change; a record notes the one it ran with. */
            revision: number;
            environment: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            createdBy: string;
            /** @description How the last test of it went; null: none yet. */
            lastTest: {
                ok: boolean;
                /**
                 * @description reachability: nothing but the TCP connection was tried.
                 * @enum {unknown}
                 */
                depth: "login" | "reachability";
                /** @description All five, in the order of the way. */
                stages: {
                    /** @enum {unknown} */
                    name: "resolve" | "connect" | "tls" | "login" | "permission";
                    /** @enum {unknown} */
                    status: "ok" | "failed" | "skipped";
                    ms: number;
                    /**
                     * @description Of a failed stage.
                     * @enum {unknown}
                     */
                    code?: "config_incomplete" | "name_unresolved" | "port_closed" | "host_unreachable" | "timeout" | "tls_refused" | "tls_untrusted" | "tls_required" | "login_refused" | "login_unsupported" | "unknown_database" | "unknown_object" | "permission_denied" | "too_many_connections" | "connection_lost" | "not_understood" | "query_failed";
                    /** @description Why it failed or was skipped, or what is worth knowing although it went well. */
                    reason?: string;
                    remedy?: string;
                }[];
                /** @description What the server says it is. */
                server?: string;
                /** Format: date-time */
                at: string;
                /** @description Of the data source that was tested. */
                revision: number;
            } | null;
        };
        DatasourceUse: {
            jobId: string;
            jobName: string;
            /** @description reader or writer. */
            role: string;
            /** @description Newest first. */
            versions: number[];
            onlineVersion: number | null;
        };
        Job: {
            id: string;
            name: string;
            description: string;
            kind: string;
            clusterId: string | null;
            /** @description Folder it is in; PUT /catalogs/:id/resources. */
            catalogId: string | null;
            state: string;
            /** @description What runs and schedules take. */
            onlineVersion: number | null;
            /** @description Highest version number; 0: none yet. */
            lastVersion: number;
            /** @description The whole policy: what is left out takes its default. Holds for runs accepted from now on. */
            policy: {
                /**
                 * @description While the job has an active run, another one is refused (409 run_active), is queued behind it, is skipped (its record ends CANCELED at once), makes the older ones be cancelled, or runs beside it.
                 * @enum {unknown}
                 */
                overlap?: "refuse" | "queue" | "skip" | "cancel_old" | "allow";
                /** @description Runs at once; overlap allow only. */
                maxActiveRuns?: number;
                /** @description A run that was not submitted this long after it was accepted is REJECTED. Default: none. */
                deadlineSeconds?: number;
                /** @description Among the runs that wait for one cluster; a minute of waiting counts as one. */
                priority?: number;
                retry?: {
                    /** @description Runs in all, the first one included. */
                    maxAttempts: number;
                    /** @description From an end to the retry of it. */
                    backoffSeconds?: number;
                    /** @description Each pause is so many times the one before. */
                    factor?: number;
                    /** @description failed: it ran and failed. rejected_by_cluster: Flink refused it, it never ran. lost: Flink does not know it any more; it may have done its work, or come back while its retry runs. */
                    on?: ("failed" | "lost" | "rejected_by_cluster")[];
                };
                /**
                 * @description What becomes of a run that is LOST because the JobManager was restarted (lost_by_restart): a person decides, it is run again from the beginning, or (stream jobs) from its newest savepoint or retained checkpoint; without one a person decides. Not after a stop was asked for, and at most 5 restarts in a row that come within an hour. While it is not ask, `lost` in retry.on is for other losses only.
                 * @enum {unknown}
                 */
                onClusterRestart?: "ask" | "rerun" | "restore";
            };
            /** @description Counts every change; the ETag of the job. */
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            createdBy: string;
        };
        ItemProblem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            remedy?: string;
            errors?: {
                pointer: string;
                detail: string;
                remedy?: string;
            }[];
            facts?: {
                [key: string]: unknown;
            };
        };
        Diagnostic: {
            /** @enum {unknown} */
            level: "error" | "warning" | "info";
            /** @description Stable, snake case. */
            code: string;
            /** @description RFC 6901 pointer into the document. */
            pointer: string;
            /** @description What is wrong, and what Chunjun 1.12.8 does with it. */
            message: string;
            /** @description What to write instead. */
            remedy: string;
            /** @description What it rests on: a recorded verdict or a section of the contract. */
            fact?: string;
        };
        JobVersion: {
            jobId: string;
            number: number;
            spec: {
                reader: {
                    /** @description Connector of the reader, e.g. mysql. */
                    connector: string;
                    /** @description Data source it connects to. */
                    datasourceId?: string;
                    /** @description The connector's own parameters, without connection, credentials and columns. */
                    parameter: {
                        [key: string]: unknown;
                    };
                };
                writer: {
                    /** @description Connector of the writer, e.g. mysql. */
                    connector: string;
                    /** @description Data source it connects to. */
                    datasourceId?: string;
                    /** @description The connector's own parameters, without connection, credentials and columns. */
                    parameter: {
                        [key: string]: unknown;
                    };
                };
                /** @description May be empty where neither side needs columns, as from a change log to a message queue. */
                mapping: {
                    /** @description A column name, or an object with name and type. */
                    from: string | {
                        name: string;
                        type?: string;
                        value?: string;
                        format?: string;
                        parseFormat?: string;
                        splitter?: string;
                        /** @description Place in the row, from 0. */
                        index?: number;
                        length?: number;
                        /** @description The value comes from the path (partition). */
                        isPart?: boolean;
                        notNull?: boolean;
                    };
                    /** @description A column name, or an object with name and type. */
                    to?: string | {
                        name: string;
                        type?: string;
                        value?: string;
                        format?: string;
                        parseFormat?: string;
                        splitter?: string;
                        /** @description Place in the row, from 0. */
                        index?: number;
                        length?: number;
                        /** @description The value comes from the path (partition). */
                        isPart?: boolean;
                        notNull?: boolean;
                    };
                }[];
                settings?: {
                    /** @description Parallel channels. */
                    channels?: number;
                    /** @description Parallel channels of the reader, when they are others. */
                    readerChannels?: number;
                    /** @description Parallel channels of the writer, when they are others. */
                    writerChannels?: number;
                    /** @description Read limit of the whole job, bytes per second. */
                    bytesPerSecond?: number;
                    /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                    dirtyRowsAllowed?: number;
                    /**
                     * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                     * @enum {unknown}
                     */
                    dirtyRowsOutput?: "default" | "log" | "mysql";
                    /** @description Spread rows evenly over the writers. */
                    rebalance?: boolean;
                    /** @description Milliseconds between checkpoints. */
                    checkpointIntervalMs?: number;
                    /** @enum {unknown} */
                    checkpointMode?: "exactly-once" | "at-least-once";
                    /** @description Milliseconds that one checkpoint may take. */
                    checkpointTimeoutMs?: number;
                    /** @description Milliseconds from the end of a checkpoint to the next. */
                    checkpointMinPauseMs?: number;
                    /** @description Checkpoints in a row that may fail. */
                    failedCheckpointsAllowed?: number;
                    /**
                     * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                     * @enum {unknown}
                     */
                    checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                    /**
                     * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                     * @enum {unknown}
                     */
                    stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                    /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                    checkpointPath?: string;
                    /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                    savepointPath?: string;
                    /** @description Restarts by Flink itself; 0: none. */
                    restartAttempts?: number;
                    /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                    restartFailuresPerInterval?: number;
                    /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                    restartFailureIntervalMs?: number;
                    /** @description Milliseconds before a restart; default: 10000. */
                    restartDelayMs?: number;
                    /** @description Growing column of a JDBC reader whose value goes into checkpoints: after a restart it reads on from there. */
                    restoreColumn?: string;
                    /** @description Changes rows between reader and writer; not with kafka, redis, emqx. */
                    transformer?: {
                        /** @description Flink SQL: a SELECT over the rows of the reader, without aggregation: changes of earlier rows would be written as new ones. */
                        sql: string;
                        /** @description Name that FROM uses for the rows of the reader. */
                        readerTable: string;
                        /** @description Name of the rows that are written; must be another. */
                        writerTable?: string;
                        /** @description Columns of the writer in the order of the SELECT; left out: those of the mapping. */
                        columns?: (string | {
                            name: string;
                            type?: string;
                            value?: string;
                            format?: string;
                            parseFormat?: string;
                            splitter?: string;
                            /** @description Place in the row, from 0. */
                            index?: number;
                            length?: number;
                            /** @description The value comes from the path (partition). */
                            isPart?: boolean;
                            notNull?: boolean;
                        })[];
                    };
                    /** @description Other names for what a change log names: `identifiers` from a database, schema or table of the source to its name in the target, `columnTypes` likewise. Only for the readers binlog, oraclelogminer, sqlservercdc and pgwal. */
                    nameMapping?: {
                        identifiers?: {
                            [key: string]: string;
                        };
                        columnTypes?: {
                            [key: string]: string;
                        };
                        /**
                         * @description Letters of all other names.
                         * @enum {unknown}
                         */
                        casing?: "unchanged" | "upper" | "lower";
                    };
                    /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                    flinkConfiguration?: {
                        [key: string]: string | number | boolean;
                    };
                };
                /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                parameters?: {
                    /** @description Written as ${name} inside a text. */
                    name: string;
                    /**
                     * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                     * @enum {unknown}
                     */
                    type?: "string" | "integer" | "number" | "boolean";
                    /** @description Value of a run that gives none; without it a run must give one. */
                    default?: string | number | boolean;
                    description?: string;
                }[];
                /** @description Database types by column name, in the order of the table. */
                columnTypes?: {
                    reader?: {
                        [key: string]: string;
                    };
                    writer?: {
                        [key: string]: string;
                    };
                };
            } | {
                /** @description A Chunjun job document: JSON, comments allowed. `"$datasource": "<id>"` inside a parameter block fills in address and credentials. */
                script: string;
                settings?: {
                    /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                    dirtyRowsAllowed?: number;
                    /**
                     * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                     * @enum {unknown}
                     */
                    dirtyRowsOutput?: "default" | "log" | "mysql";
                    /** @description Milliseconds between checkpoints. */
                    checkpointIntervalMs?: number;
                    /** @enum {unknown} */
                    checkpointMode?: "exactly-once" | "at-least-once";
                    /** @description Milliseconds that one checkpoint may take. */
                    checkpointTimeoutMs?: number;
                    /** @description Milliseconds from the end of a checkpoint to the next. */
                    checkpointMinPauseMs?: number;
                    /** @description Checkpoints in a row that may fail. */
                    failedCheckpointsAllowed?: number;
                    /**
                     * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                     * @enum {unknown}
                     */
                    checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                    /**
                     * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                     * @enum {unknown}
                     */
                    stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                    /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                    checkpointPath?: string;
                    /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                    savepointPath?: string;
                    /** @description Restarts by Flink itself; 0: none. */
                    restartAttempts?: number;
                    /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                    restartFailuresPerInterval?: number;
                    /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                    restartFailureIntervalMs?: number;
                    /** @description Milliseconds before a restart; default: 10000. */
                    restartDelayMs?: number;
                    /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                    flinkConfiguration?: {
                        [key: string]: string | number | boolean;
                    };
                };
                /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                parameters?: {
                    /** @description Written as ${name} inside a text. */
                    name: string;
                    /**
                     * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                     * @enum {unknown}
                     */
                    type?: "string" | "integer" | "number" | "boolean";
                    /** @description Value of a run that gives none; without it a run must give one. */
                    default?: string | number | boolean;
                    description?: string;
                }[];
                /** @description Database types by column name, in the order of the table. */
                columnTypes?: {
                    reader?: {
                        [key: string]: string;
                    };
                    writer?: {
                        [key: string]: string;
                    };
                };
            };
            /** @description SHA-256 of the canonical JSON of spec. */
            contentHash: string;
            comment: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        VersionDifference: {
            /** @description RFC 6901 pointer into the version after; of what was removed, into the version before. */
            pointer: string;
            /**
             * @description moved: the same entry of a list at another place; what changed inside it is told apart.
             * @enum {unknown}
             */
            kind: "added" | "removed" | "changed" | "moved";
            /** @description Where it stood in the version before, when that is another place. */
            from?: string;
            /** @description Missing: it was added. */
            before?: unknown;
            /** @description Missing: it was removed. */
            after?: unknown;
            /** @description The value before as JSON text, where a number of a script is written otherwise than JSON would (1.0, 1e5). */
            beforeText?: string;
            /** @description The value after as JSON text, where a number of a script is written otherwise than JSON would (1.0, 1e5). */
            afterText?: string;
        };
        CreatedJobVersion: {
            jobId: string;
            number: number;
            spec: {
                reader: {
                    /** @description Connector of the reader, e.g. mysql. */
                    connector: string;
                    /** @description Data source it connects to. */
                    datasourceId?: string;
                    /** @description The connector's own parameters, without connection, credentials and columns. */
                    parameter: {
                        [key: string]: unknown;
                    };
                };
                writer: {
                    /** @description Connector of the writer, e.g. mysql. */
                    connector: string;
                    /** @description Data source it connects to. */
                    datasourceId?: string;
                    /** @description The connector's own parameters, without connection, credentials and columns. */
                    parameter: {
                        [key: string]: unknown;
                    };
                };
                /** @description May be empty where neither side needs columns, as from a change log to a message queue. */
                mapping: {
                    /** @description A column name, or an object with name and type. */
                    from: string | {
                        name: string;
                        type?: string;
                        value?: string;
                        format?: string;
                        parseFormat?: string;
                        splitter?: string;
                        /** @description Place in the row, from 0. */
                        index?: number;
                        length?: number;
                        /** @description The value comes from the path (partition). */
                        isPart?: boolean;
                        notNull?: boolean;
                    };
                    /** @description A column name, or an object with name and type. */
                    to?: string | {
                        name: string;
                        type?: string;
                        value?: string;
                        format?: string;
                        parseFormat?: string;
                        splitter?: string;
                        /** @description Place in the row, from 0. */
                        index?: number;
                        length?: number;
                        /** @description The value comes from the path (partition). */
                        isPart?: boolean;
                        notNull?: boolean;
                    };
                }[];
                settings?: {
                    /** @description Parallel channels. */
                    channels?: number;
                    /** @description Parallel channels of the reader, when they are others. */
                    readerChannels?: number;
                    /** @description Parallel channels of the writer, when they are others. */
                    writerChannels?: number;
                    /** @description Read limit of the whole job, bytes per second. */
                    bytesPerSecond?: number;
                    /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                    dirtyRowsAllowed?: number;
                    /**
                     * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                     * @enum {unknown}
                     */
                    dirtyRowsOutput?: "default" | "log" | "mysql";
                    /** @description Spread rows evenly over the writers. */
                    rebalance?: boolean;
                    /** @description Milliseconds between checkpoints. */
                    checkpointIntervalMs?: number;
                    /** @enum {unknown} */
                    checkpointMode?: "exactly-once" | "at-least-once";
                    /** @description Milliseconds that one checkpoint may take. */
                    checkpointTimeoutMs?: number;
                    /** @description Milliseconds from the end of a checkpoint to the next. */
                    checkpointMinPauseMs?: number;
                    /** @description Checkpoints in a row that may fail. */
                    failedCheckpointsAllowed?: number;
                    /**
                     * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                     * @enum {unknown}
                     */
                    checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                    /**
                     * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                     * @enum {unknown}
                     */
                    stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                    /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                    checkpointPath?: string;
                    /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                    savepointPath?: string;
                    /** @description Restarts by Flink itself; 0: none. */
                    restartAttempts?: number;
                    /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                    restartFailuresPerInterval?: number;
                    /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                    restartFailureIntervalMs?: number;
                    /** @description Milliseconds before a restart; default: 10000. */
                    restartDelayMs?: number;
                    /** @description Growing column of a JDBC reader whose value goes into checkpoints: after a restart it reads on from there. */
                    restoreColumn?: string;
                    /** @description Changes rows between reader and writer; not with kafka, redis, emqx. */
                    transformer?: {
                        /** @description Flink SQL: a SELECT over the rows of the reader, without aggregation: changes of earlier rows would be written as new ones. */
                        sql: string;
                        /** @description Name that FROM uses for the rows of the reader. */
                        readerTable: string;
                        /** @description Name of the rows that are written; must be another. */
                        writerTable?: string;
                        /** @description Columns of the writer in the order of the SELECT; left out: those of the mapping. */
                        columns?: (string | {
                            name: string;
                            type?: string;
                            value?: string;
                            format?: string;
                            parseFormat?: string;
                            splitter?: string;
                            /** @description Place in the row, from 0. */
                            index?: number;
                            length?: number;
                            /** @description The value comes from the path (partition). */
                            isPart?: boolean;
                            notNull?: boolean;
                        })[];
                    };
                    /** @description Other names for what a change log names: `identifiers` from a database, schema or table of the source to its name in the target, `columnTypes` likewise. Only for the readers binlog, oraclelogminer, sqlservercdc and pgwal. */
                    nameMapping?: {
                        identifiers?: {
                            [key: string]: string;
                        };
                        columnTypes?: {
                            [key: string]: string;
                        };
                        /**
                         * @description Letters of all other names.
                         * @enum {unknown}
                         */
                        casing?: "unchanged" | "upper" | "lower";
                    };
                    /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                    flinkConfiguration?: {
                        [key: string]: string | number | boolean;
                    };
                };
                /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                parameters?: {
                    /** @description Written as ${name} inside a text. */
                    name: string;
                    /**
                     * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                     * @enum {unknown}
                     */
                    type?: "string" | "integer" | "number" | "boolean";
                    /** @description Value of a run that gives none; without it a run must give one. */
                    default?: string | number | boolean;
                    description?: string;
                }[];
                /** @description Database types by column name, in the order of the table. */
                columnTypes?: {
                    reader?: {
                        [key: string]: string;
                    };
                    writer?: {
                        [key: string]: string;
                    };
                };
            } | {
                /** @description A Chunjun job document: JSON, comments allowed. `"$datasource": "<id>"` inside a parameter block fills in address and credentials. */
                script: string;
                settings?: {
                    /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                    dirtyRowsAllowed?: number;
                    /**
                     * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                     * @enum {unknown}
                     */
                    dirtyRowsOutput?: "default" | "log" | "mysql";
                    /** @description Milliseconds between checkpoints. */
                    checkpointIntervalMs?: number;
                    /** @enum {unknown} */
                    checkpointMode?: "exactly-once" | "at-least-once";
                    /** @description Milliseconds that one checkpoint may take. */
                    checkpointTimeoutMs?: number;
                    /** @description Milliseconds from the end of a checkpoint to the next. */
                    checkpointMinPauseMs?: number;
                    /** @description Checkpoints in a row that may fail. */
                    failedCheckpointsAllowed?: number;
                    /**
                     * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                     * @enum {unknown}
                     */
                    checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                    /**
                     * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                     * @enum {unknown}
                     */
                    stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                    /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                    checkpointPath?: string;
                    /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                    savepointPath?: string;
                    /** @description Restarts by Flink itself; 0: none. */
                    restartAttempts?: number;
                    /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                    restartFailuresPerInterval?: number;
                    /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                    restartFailureIntervalMs?: number;
                    /** @description Milliseconds before a restart; default: 10000. */
                    restartDelayMs?: number;
                    /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                    flinkConfiguration?: {
                        [key: string]: string | number | boolean;
                    };
                };
                /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                parameters?: {
                    /** @description Written as ${name} inside a text. */
                    name: string;
                    /**
                     * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                     * @enum {unknown}
                     */
                    type?: "string" | "integer" | "number" | "boolean";
                    /** @description Value of a run that gives none; without it a run must give one. */
                    default?: string | number | boolean;
                    description?: string;
                }[];
                /** @description Database types by column name, in the order of the table. */
                columnTypes?: {
                    reader?: {
                        [key: string]: string;
                    };
                    writer?: {
                        [key: string]: string;
                    };
                };
            };
            /** @description SHA-256 of the canonical JSON of spec. */
            contentHash: string;
            comment: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** @description What was done with the secrets of a script, and what Chunjun 1.12.8 will make of the document. */
            diagnostics: components["schemas"]["Diagnostic"][];
        };
        ImportReportEntry: {
            /** @description RFC 6901 pointer into the source document. */
            pointer: string;
            /**
             * @description refused: no version was made.
             * @enum {unknown}
             */
            outcome: "mapped" | "approximated" | "dropped" | "refused";
            message: string;
            remedy?: string;
        };
        Cluster: {
            id: string;
            name: string;
            kind: string;
            config: {
                /** @description Base URL of the JobManager's REST API, with http:// or https://, e.g. http://jobmanager:8081. */
                restUrl: string;
                /** @description Runs of this gateway at once; the others wait. */
                maxActiveRuns?: number;
                /** @description Task slots the cluster can grow to. A run that needs more is refused; default: the most that were seen. */
                maxSlots?: number;
                /** @description Where the gateway sees the directory that jobmanager.archive.fs.dir of the cluster names: an absolute path. A job that Flink has forgotten is looked for there before its run is called LOST. */
                archiveDirectory?: string;
                /** @description Base URL of Flink's history server for the cluster; asked like archiveDirectory, after it. */
                historyServerUrl?: string;
                /** @description Stops admitting before the metaspace is full. */
                healthGuard?: {
                    /** @description Default: where runs leave metaspace behind, that is in modes bundle and dist-dir. */
                    enabled?: boolean;
                    /** @description With fewer runs left than this nothing more is admitted until the cluster was restarted. Default: 3. */
                    margin?: number;
                    /** @description Restart the cluster although jobs run on it that are not of this gateway. */
                    ignoreForeignJobs?: boolean;
                };
                restartHook?: {
                    /** @description Gets POST {clusterId, name, reason, epoch} when no job is left, and has to restart JobManager and TaskManagers. Its bearer token is secrets.restartHookToken. */
                    url: string;
                    /** @description The restarted cluster has to answer within this time. Default: 300. */
                    timeoutSeconds?: number;
                };
            };
            distribution: {
                /**
                 * @description lib: the plugins lie in Flink’s lib directory. bundle: the gateway composes a job jar per run. dist-dir: a Chunjun distribution lies on the JobManager.
                 * @enum {unknown}
                 */
                mode: "lib" | "bundle" | "dist-dir";
                /** @description dist-dir: its path on the JobManager. */
                directory?: string;
            };
            /** @enum {unknown} */
            reachability: "unknown" | "reachable" | "unreachable";
            reachableSince: string | null;
            lastSeenAt: string | null;
            lastError: string | null;
            epoch: string | null;
            flinkVersion: string | null;
            slotsTotal: number | null;
            slotsFree: number | null;
            hasSecrets: boolean;
            health: {
                at: string | null;
                /**
                 * @description unknown: not measured, or there is no limit. near_limit: fewer runs are left than the margin. draining: nothing is admitted until the cluster was restarted. exhausted: it showed signs of having no metaspace left.
                 * @enum {unknown}
                 */
                verdict: "unknown" | "ok" | "near_limit" | "draining" | "exhausted";
                /** @description Whose metaspace is full first; of TaskManagers the fullest counts. */
                process: ("jobManager" | "taskManagers") | null;
                metaspaceUsed: number | null;
                metaspaceLimit: number | null;
                growthPerRun: number | null;
                /** @description Measurements of this start that it rests on; 0: experience alone. */
                learnedFrom: number;
                runsLeft: number | null;
                jobManager: {
                    used: number;
                    limit: number | null;
                    heapUsed: number | null;
                    heapLimit: number | null;
                } | null;
                taskManagers: {
                    used: number;
                    limit: number | null;
                    heapUsed: number | null;
                    heapLimit: number | null;
                } | null;
                /**
                 * @description open: runs are admitted. draining, recycling: they wait until the cluster was restarted.
                 * @enum {unknown}
                 */
                state: "open" | "draining" | "recycling";
                reason: string | null;
                since: string | null;
                requestedBy: string | null;
                /** @description Restarts asked for in this drain. */
                attempts: number;
                alert: string | null;
                recycledAt: string | null;
            };
            /** @description While it is there the cluster admits no runs; those that run go on. */
            maintenance: {
                /** Format: date-time */
                since: string;
                who: string;
                reason: string;
            } | null;
            /** @description Counts every change of settings and maintenance; the ETag of the cluster. */
            revision: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        TaskManager: {
            id: string;
            lastHeartbeatAt: string | null;
            slotsTotal: number;
            slotsFree: number;
            cpuCores: number;
            /** @description Of its machine, in bytes. */
            physicalMemory: number;
        };
        Orphan: {
            flinkJobId: string;
            name: string;
            /** @description Flink's own word. */
            state: string;
            startedAt: string | null;
            /** @description Largest parallelism of its vertices; null: over, or not asked for (the first 50 are). */
            slots: number | null;
            /**
             * @description orphan: of a record here, which does not follow it. unknown-record: its name is a gateway’s, but there is no such record here; another gateway may follow it. foreign: of another program.
             * @enum {unknown}
             */
            kind: "orphan" | "unknown-record" | "foreign";
            recordId: string | null;
            recordState: string | null;
            /** @description Why no record follows it. */
            why: string;
        };
        Record: {
            id: string;
            jobId: string;
            version: number;
            clusterId: string;
            /** @enum {unknown} */
            trigger: "manual" | "schedule" | "rerun" | "retry" | "backfill";
            originRecordId: string | null;
            /** @enum {unknown} */
            state: "QUEUED" | "WAITING" | "SUBMITTING" | "UNCERTAIN" | "RUNNING" | "STOPPING" | "LOST" | "SUCCEEDED" | "FAILED" | "CANCELED" | "REJECTED" | "CLOSED";
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            stateSince: string;
            phase: string | null;
            phaseMessage: string | null;
            flinkJobId: string | null;
            /** @description Submission attempts so far. */
            attempt: number;
            slots: number;
            parameters: {
                [key: string]: string | number | boolean;
            };
            waitingReason: {
                /**
                 * @description no_free_slots: too few task slots, or they are kept for a run whose turn is earlier. quota: the cluster has its maxActiveRuns. cluster_draining: the cluster is to be restarted, or is being. cluster_maintenance: a person keeps it from admitting runs. cluster_memory: first it is measured what the last runs leave on it. cluster_exhausted: a submission failed through no fault of the run, it is repeated after a pause. behind_another_run: of the same job. retry_pause: the back-off of a retry.
                 * @enum {unknown}
                 */
                code: "cluster_unreachable" | "no_free_slots" | "quota" | "behind_another_run" | "retry_pause" | "resubmission" | "cluster_draining" | "cluster_maintenance" | "cluster_memory" | "cluster_exhausted" | "distribution_unusable" | "gateway_fault";
                message: string;
            } | null;
            /** @description Its turn, in answers of GET, while it is QUEUED or WAITING. */
            queue: {
                /** @description 1: the next. */
                place: number;
                /** @description Runs that wait for the same cluster. */
                of: number;
            } | null;
            priority: number;
            notBefore: string | null;
            deadlineAt: string | null;
            /** @description 0: it repeats no run; 2: it is the second retry. */
            retryNumber: number;
            retry: string | null;
            failure: {
                code: string;
                message: string;
                remedy?: string;
                rootCause?: string;
            } | null;
            rowsRead: number | null;
            rowsWritten: number | null;
            bytesRead: number | null;
            bytesWritten: number | null;
            dirtyRows: number | null;
            offsetBefore: string | null;
            offsetAfter: string | null;
            /** @description How it is being stopped with a savepoint, or was the last time. */
            stop: {
                /**
                 * @description wanted: not sent yet. sent: Flink has not confirmed it. triggered: Flink is taking the savepoint. completed. failed: the run goes on, see failure. cancelled: a person did not wait for the savepoint.
                 * @enum {unknown}
                 */
                step: "wanted" | "sent" | "triggered" | "completed" | "failed" | "cancelled";
                who: string;
                /** Format: date-time */
                at: string;
                /** @description null: the directory of the cluster. */
                targetDirectory: string | null;
                drain: boolean;
                /** @description Flink's id of the savepoint request. */
                requestId: string | null;
                failure: {
                    message: string;
                    remedy: string;
                    /** Format: date-time */
                    at: string;
                } | null;
            } | null;
            savepointPath: string | null;
            /** @description Of a stream run with checkpointing, as of at most a minute ago. */
            lastCheckpoint: {
                id: number;
                path: string;
                /** Format: date-time */
                at: string;
                /** @description Another run can go on from it after this one is over, also after a restart. */
                usable: boolean;
                /** @description Why it is not usable, or may not be. */
                note: string | null;
            } | null;
            /** @description Where the run went on from. */
            restoreFrom: {
                recordId: string | null;
                path: string;
                allowNonRestoredState: boolean;
            } | null;
            submittedAt: string | null;
            startedAt: string | null;
            finishedAt: string | null;
            seenAt: string | null;
            /** @description With one record only: whether its cluster answers, for "last seen". */
            cluster?: {
                /** @enum {unknown} */
                reachability: "unknown" | "reachable" | "unreachable";
                lastSeenAt: string | null;
                lastError: string | null;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            createdBy: string;
        };
        RecordEvent: {
            seq: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            at: string;
            from: string | null;
            /** @description Same as `from`: a note, no move. */
            to: string;
            who: string;
            why: string;
            /** @description What was seen, and where. */
            evidence: unknown;
        };
        Webhook: {
            id: string;
            name: string;
            /**
             * @description https or http, without user and password. Private and local addresses are refused unless WEBHOOK_PRIVATE_ADDRESSES allows them, also when a name resolves to one.
             * @example https://studio.example/hooks/data-sync
             */
            url: string;
            eventTypes: string[];
            /** @description Only of this job. */
            jobId: string | null;
            /** @description Only on this cluster. */
            clusterId: string | null;
            /** @description false: nothing is sent, and moves that are made meanwhile never are; what waited goes on waiting. */
            enabled: boolean;
            /** @description Counts every change, also a new secret; the ETag. */
            revision: number;
            /** @description Messages that wait to be sent, or to be sent again. */
            pending: number;
            /** @description Messages that were given up, see the deliveries. */
            dead: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            createdBy: string;
        };
        WebhookDelivery: {
            /** @description The header webhook-id: the same in every attempt. */
            id: string;
            type: string;
            /**
             * @description dead: given up after the last attempt; those after it of the same record go on.
             * @enum {unknown}
             */
            state: "pending" | "delivered" | "dead";
            recordId: string;
            /** @description Messages of one record are sent in this order. */
            seq: number;
            attempts: number;
            nextTryAt: string | null;
            deliveredAt: string | null;
            lastError: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        AuditEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description Name of the token, or `oidc:` and the name in the JWT; `anonymous`: neither. */
            who: string;
            /** @description The role it was done with. */
            role: string | null;
            /** @description Method and route, e.g. `PATCH /jobs/:id`. */
            action: string;
            /** @description As it was asked for. */
            path: string;
            /** @description What the route is about: job, datasource, cluster, record, catalog … */
            resourceType: string;
            /** @description Which one; of one just made, also from another, the new id. */
            resourceId: string | null;
            /** @description HTTP status of the answer. null: begun, and what came of it is not known (yet): look at the resource. */
            status: number | null;
            /** @description Code of the problem it was refused with. */
            code: string | null;
            /** @description Fields that changed; of something made or deleted, all of them. `asked`: what was asked for, where the route does not say. Secrets are masked; of what is long, lists end with how many `more` there were, or all is left out. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description Fields that changed; of something made or deleted, all of them. `asked`: what was asked for, where the route does not say. Secrets are masked; of what is long, lists end with how many `more` there were, or all is left out. */
            after: {
                [key: string]: unknown;
            } | null;
            /** @description Address the request came from. */
            fromAddress: string | null;
            /** @description Finds the log lines. */
            requestId: string | null;
        };
        FolderTree: {
            /** @description Every folder in the order the tree shows: each before its children. */
            items: components["schemas"]["Folder"][];
            /** @description What is in no folder. */
            unfiled: {
                job: number;
                datasource: number;
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            instance?: string;
            requestId?: string;
            remedy?: string;
            errors?: {
                pointer: string;
                detail: string;
                remedy?: string;
            }[];
            facts?: {
                [key: string]: unknown;
            };
        };
        FolderRemoval: {
            /** @description Folders that were deleted. */
            folders: number;
            /** @description Jobs and data sources that were in them. They exist as before, in no folder. */
            unfiled: {
                job: number;
                datasource: number;
            };
        };
        TreeSearch: {
            folders: components["schemas"]["Folder"][];
            resources: {
                /** @enum {unknown} */
                type: "job" | "datasource";
                /** @description Of the job or data source. */
                id: string;
                name: string;
                /** @description Kind of the job, or type of the data source. */
                kind: string;
                /** @description null: in no folder. */
                catalogId: string | null;
                /** @description Names of the folders it is in; empty: in none. */
                path: string[];
            }[];
            /** @description There is more than `limit` of a kind: search for a longer text. */
            truncated: boolean;
        };
        JobBatchResult: {
            /** @description In the order asked for. */
            items: {
                id: string;
                done: boolean;
                /** @description Why not; that one is as it was. */
                problem: components["schemas"]["ItemProblem"] | null;
            }[];
            failed: number;
        };
        SuggestedMapping: {
            /** @description In the order of the reader. */
            pairs: {
                from: {
                    name: string;
                    /** @description As the database calls it, e.g. varchar(20). */
                    type?: string;
                };
                to: {
                    name: string;
                    /** @description As the database calls it, e.g. varchar(20). */
                    type?: string;
                };
                /**
                 * @description similar_name: equal but for case, _ and -.
                 * @enum {unknown}
                 */
                by: "name" | "similar_name" | "position";
                /**
                 * @description What becomes of values on the way; unknown: a type is not given or not known.
                 * @enum {unknown}
                 */
                verdict: "ok" | "info" | "warning" | "error" | "unknown";
                diagnostics: components["schemas"]["Diagnostic"][];
            }[];
            unmatched: {
                reader: string[];
                writer: string[];
            };
        };
        VersionDiff: {
            jobId: string;
            /** @description The version after. */
            number: number;
            /** @description The version before; null: nothing. */
            against: number | null;
            differences: components["schemas"]["VersionDifference"][];
            /** @description Two scripts' texts differ and their documents do not: comments, format, the order of keys. */
            textChanged: boolean;
        };
        JobFile: {
            /** @enum {string} */
            format: "data-sync-gateway/job";
            /** @enum {number} */
            formatVersion: 1;
            name: string;
            description: string;
            /** @enum {unknown} */
            kind: "batch" | "stream";
            spec: {
                reader: {
                    /** @description Connector of the reader, e.g. mysql. */
                    connector: string;
                    datasource?: {
                        /** @description What it is called where the job came from. */
                        name: string;
                        /** @description Its connector. */
                        type: string;
                    };
                    /** @description The connector's own parameters, without connection, credentials and columns. */
                    parameter: {
                        [key: string]: unknown;
                    };
                };
                writer: {
                    /** @description Connector of the reader, e.g. mysql. */
                    connector: string;
                    datasource?: {
                        /** @description What it is called where the job came from. */
                        name: string;
                        /** @description Its connector. */
                        type: string;
                    };
                    /** @description The connector's own parameters, without connection, credentials and columns. */
                    parameter: {
                        [key: string]: unknown;
                    };
                };
                /** @description May be empty where neither side needs columns, as from a change log to a message queue. */
                mapping: {
                    /** @description A column name, or an object with name and type. */
                    from: string | {
                        name: string;
                        type?: string;
                        value?: string;
                        format?: string;
                        parseFormat?: string;
                        splitter?: string;
                        /** @description Place in the row, from 0. */
                        index?: number;
                        length?: number;
                        /** @description The value comes from the path (partition). */
                        isPart?: boolean;
                        notNull?: boolean;
                    };
                    /** @description A column name, or an object with name and type. */
                    to?: string | {
                        name: string;
                        type?: string;
                        value?: string;
                        format?: string;
                        parseFormat?: string;
                        splitter?: string;
                        /** @description Place in the row, from 0. */
                        index?: number;
                        length?: number;
                        /** @description The value comes from the path (partition). */
                        isPart?: boolean;
                        notNull?: boolean;
                    };
                }[];
                settings?: {
                    /** @description Parallel channels. */
                    channels?: number;
                    /** @description Parallel channels of the reader, when they are others. */
                    readerChannels?: number;
                    /** @description Parallel channels of the writer, when they are others. */
                    writerChannels?: number;
                    /** @description Read limit of the whole job, bytes per second. */
                    bytesPerSecond?: number;
                    /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                    dirtyRowsAllowed?: number;
                    /**
                     * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                     * @enum {unknown}
                     */
                    dirtyRowsOutput?: "default" | "log" | "mysql";
                    /** @description Spread rows evenly over the writers. */
                    rebalance?: boolean;
                    /** @description Milliseconds between checkpoints. */
                    checkpointIntervalMs?: number;
                    /** @enum {unknown} */
                    checkpointMode?: "exactly-once" | "at-least-once";
                    /** @description Milliseconds that one checkpoint may take. */
                    checkpointTimeoutMs?: number;
                    /** @description Milliseconds from the end of a checkpoint to the next. */
                    checkpointMinPauseMs?: number;
                    /** @description Checkpoints in a row that may fail. */
                    failedCheckpointsAllowed?: number;
                    /**
                     * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                     * @enum {unknown}
                     */
                    checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                    /**
                     * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                     * @enum {unknown}
                     */
                    stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                    /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                    checkpointPath?: string;
                    /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                    savepointPath?: string;
                    /** @description Restarts by Flink itself; 0: none. */
                    restartAttempts?: number;
                    /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                    restartFailuresPerInterval?: number;
                    /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                    restartFailureIntervalMs?: number;
                    /** @description Milliseconds before a restart; default: 10000. */
                    restartDelayMs?: number;
                    /** @description Growing column of a JDBC reader whose value goes into checkpoints: after a restart it reads on from there. */
                    restoreColumn?: string;
                    /** @description Changes rows between reader and writer; not with kafka, redis, emqx. */
                    transformer?: {
                        /** @description Flink SQL: a SELECT over the rows of the reader, without aggregation: changes of earlier rows would be written as new ones. */
                        sql: string;
                        /** @description Name that FROM uses for the rows of the reader. */
                        readerTable: string;
                        /** @description Name of the rows that are written; must be another. */
                        writerTable?: string;
                        /** @description Columns of the writer in the order of the SELECT; left out: those of the mapping. */
                        columns?: (string | {
                            name: string;
                            type?: string;
                            value?: string;
                            format?: string;
                            parseFormat?: string;
                            splitter?: string;
                            /** @description Place in the row, from 0. */
                            index?: number;
                            length?: number;
                            /** @description The value comes from the path (partition). */
                            isPart?: boolean;
                            notNull?: boolean;
                        })[];
                    };
                    /** @description Other names for what a change log names: `identifiers` from a database, schema or table of the source to its name in the target, `columnTypes` likewise. Only for the readers binlog, oraclelogminer, sqlservercdc and pgwal. */
                    nameMapping?: {
                        identifiers?: {
                            [key: string]: string;
                        };
                        columnTypes?: {
                            [key: string]: string;
                        };
                        /**
                         * @description Letters of all other names.
                         * @enum {unknown}
                         */
                        casing?: "unchanged" | "upper" | "lower";
                    };
                    /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                    flinkConfiguration?: {
                        [key: string]: string | number | boolean;
                    };
                };
                /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                parameters?: {
                    /** @description Written as ${name} inside a text. */
                    name: string;
                    /**
                     * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                     * @enum {unknown}
                     */
                    type?: "string" | "integer" | "number" | "boolean";
                    /** @description Value of a run that gives none; without it a run must give one. */
                    default?: string | number | boolean;
                    description?: string;
                }[];
                /** @description Database types by column name, in the order of the table. */
                columnTypes?: {
                    reader?: {
                        [key: string]: string;
                    };
                    writer?: {
                        [key: string]: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            format: "data-sync-gateway/job";
            /** @enum {number} */
            formatVersion: 1;
            name: string;
            description: string;
            /** @enum {string} */
            kind: "script";
            /** @description `"$datasource"` says reader or writer: see datasources. */
            spec: {
                /** @description A Chunjun job document: JSON, comments allowed. `"$datasource": "<id>"` inside a parameter block fills in address and credentials. */
                script: string;
                settings?: {
                    /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                    dirtyRowsAllowed?: number;
                    /**
                     * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                     * @enum {unknown}
                     */
                    dirtyRowsOutput?: "default" | "log" | "mysql";
                    /** @description Milliseconds between checkpoints. */
                    checkpointIntervalMs?: number;
                    /** @enum {unknown} */
                    checkpointMode?: "exactly-once" | "at-least-once";
                    /** @description Milliseconds that one checkpoint may take. */
                    checkpointTimeoutMs?: number;
                    /** @description Milliseconds from the end of a checkpoint to the next. */
                    checkpointMinPauseMs?: number;
                    /** @description Checkpoints in a row that may fail. */
                    failedCheckpointsAllowed?: number;
                    /**
                     * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                     * @enum {unknown}
                     */
                    checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                    /**
                     * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                     * @enum {unknown}
                     */
                    stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                    /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                    checkpointPath?: string;
                    /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                    savepointPath?: string;
                    /** @description Restarts by Flink itself; 0: none. */
                    restartAttempts?: number;
                    /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                    restartFailuresPerInterval?: number;
                    /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                    restartFailureIntervalMs?: number;
                    /** @description Milliseconds before a restart; default: 10000. */
                    restartDelayMs?: number;
                    /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                    flinkConfiguration?: {
                        [key: string]: string | number | boolean;
                    };
                };
                /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                parameters?: {
                    /** @description Written as ${name} inside a text. */
                    name: string;
                    /**
                     * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                     * @enum {unknown}
                     */
                    type?: "string" | "integer" | "number" | "boolean";
                    /** @description Value of a run that gives none; without it a run must give one. */
                    default?: string | number | boolean;
                    description?: string;
                }[];
                /** @description Database types by column name, in the order of the table. */
                columnTypes?: {
                    reader?: {
                        [key: string]: string;
                    };
                    writer?: {
                        [key: string]: string;
                    };
                };
            };
            datasources: {
                reader?: {
                    /** @description What it is called where the job came from. */
                    name: string;
                    /** @description Its connector. */
                    type: string;
                };
                writer?: {
                    /** @description What it is called where the job came from. */
                    name: string;
                    /** @description Its connector. */
                    type: string;
                };
            };
            /** @description Names behind `${secret.…}`; their values stay out. */
            secrets: string[];
        };
        ImportedJob: {
            job: components["schemas"]["Job"];
            version: components["schemas"]["CreatedJobVersion"];
            /** @description What the version reads from and writes to. */
            datasources: {
                /** @enum {unknown} */
                role: "reader" | "writer";
                id: string;
                name: string;
                type: string;
                created: boolean;
                /** @description Names of secrets in the document that a data source of this type has no place for. */
                secretsLeftOut: string[];
            }[];
            /** @description What became of each part of the document or file. */
            report: components["schemas"]["ImportReportEntry"][];
        };
        RenderedVersion: {
            version: number;
            /** @description The Chunjun document; secrets are masked. */
            document: unknown;
            /** @description The same as text, numbers as they were written. */
            documentText: string;
            /** @description What Chunjun gets, secrets masked; -jobName as it is for the record to come. */
            programArguments: string[];
            /** @description Jars of the distribution that a run needs; null: no distribution is configured. */
            bundle: {
                name: string;
                bytes: number;
            }[] | null;
            /** @description Values in use, defaults included. */
            parameters: {
                [key: string]: unknown;
            };
            /** @description A run must give these. */
            missingParameters: string[];
            confProp: {
                [key: string]: unknown;
            };
            /** @description Task slots a run needs. */
            slots: number;
            /** @description Connector directories a run needs. */
            plugins: string[];
            diagnostics: components["schemas"]["Diagnostic"][];
        };
        ClusterCheck: {
            usable: boolean;
            /** @description The distribution modes this cluster can carry as it is configured. */
            modes: ("lib" | "bundle" | "dist-dir")[];
            findings: {
                /** @enum {unknown} */
                level: "ok" | "info" | "warning" | "error";
                code: string;
                message: string;
                remedy?: string;
                /** @description The plugin directory that the finding is about. */
                connector?: string;
            }[];
            /** @description Major version of the JobManager’s Java, from its log; null: not known. */
            javaVersion: number | null;
            /** @description Plugin directories whose jar is on the JobManager’s class path, from its log; null: not known. */
            plugins: string[] | null;
            /** @description What connectors need beside their own jar and the class path has; null: not known. */
            extraJars: string[] | null;
        };
        ClusterLoad: {
            /** @enum {unknown} */
            reachability: "unknown" | "reachable" | "unreachable";
            lastSeenAt: string | null;
            slotsTotal: number | null;
            slotsFree: number | null;
            /** @description To runs that are being submitted: Flink does not count them yet. */
            slotsPromised: number;
            /** @description Runs that are not over, by state. */
            records: {
                [key: string]: number;
            };
            /** @description Runs that wait, by the code of their reason. */
            waiting: {
                [key: string]: number;
            };
            maintenance: {
                /** Format: date-time */
                since: string;
                who: string;
                reason: string;
            } | null;
        };
        RecordLogs: {
            /**
             * @description flink: as of now. snapshot: as the run ended.
             * @enum {unknown}
             */
            from: "flink" | "snapshot";
            /** Format: date-time */
            at: string;
            /** @description Whole lines; other jobs of the cluster log there, too. Secrets are masked. */
            jobManager: string;
            jobManagerMissing: string | null;
            /** @description Of those that ran it. */
            taskManagers: {
                taskManager: string | null;
                logTail: string;
                missing: string | null;
            }[];
        };
        RecordExceptions: {
            /**
             * @description flink: as of now. snapshot: as the run ended.
             * @enum {unknown}
             */
            from: "flink" | "snapshot";
            /** Format: date-time */
            at: string;
            /** @description The first one in words; null: there is none. */
            failure: {
                code: string;
                message: string;
                remedy?: string;
                rootCause?: string;
            } | null;
            root: string | null;
            all: {
                /** Format: date-time */
                at: string;
                task: string;
                exception: string;
            }[];
        };
        RecordMetrics: {
            /**
             * @description record: the run is over, or has no job on Flink yet.
             * @enum {unknown}
             */
            from: "flink" | "record";
            /** Format: date-time */
            at: string;
            seconds: number | null;
            rowsRead: number | null;
            rowsWritten: number | null;
            bytesRead: number | null;
            bytesWritten: number | null;
            dirtyRows: number | null;
            /** @description From Flink's metrics, while it runs. */
            perSecond: {
                rowsRead: number | null;
                rowsWritten: number | null;
                bytesRead: number | null;
                bytesWritten: number | null;
            } | null;
            averagePerSecond: {
                rowsRead: number | null;
                rowsWritten: number | null;
                bytesRead: number | null;
                bytesWritten: number | null;
            };
        };
        Overview: {
            /** Format: date-time */
            at: string;
            timeZone: string;
            /** @description Records that are not over. */
            now: {
                queued: number;
                waiting: number;
                /** @description Flink has not answered yet, or its answer was lost. */
                submitting: number;
                running: number;
                stopping: number;
                /** @description Flink does not know them, and nobody has closed them. */
                lost: number;
            };
            /** @description Most frequent first. */
            waitingByReason: {
                code: string;
                count: number;
            }[];
            /** @description Records that ended since midnight of the time zone. */
            today: {
                succeeded: number;
                failed: number;
                canceled: number;
                /** @description Never ran. */
                rejected: number;
                /** @description A person gave up finding out. */
                closed: number;
                rowsRead: number;
                rowsWritten: number;
                /** @description In-memory row size as Chunjun counts it. */
                bytesRead: number;
                bytesWritten: number;
            };
            byHour: {
                /** Format: date-time */
                from: string;
                succeeded: number;
                failed: number;
                canceled: number;
                /** @description Never ran. */
                rejected: number;
                /** @description A person gave up finding out. */
                closed: number;
                rowsRead: number;
                rowsWritten: number;
                /** @description In-memory row size as Chunjun counts it. */
                bytesRead: number;
                bytesWritten: number;
            }[];
            byDay: {
                /** @description YYYY-MM-DD */
                day: string;
                /** Format: date-time */
                from: string;
                succeeded: number;
                failed: number;
                canceled: number;
                /** @description Never ran. */
                rejected: number;
                /** @description A person gave up finding out. */
                closed: number;
                rowsRead: number;
                rowsWritten: number;
                /** @description In-memory row size as Chunjun counts it. */
                bytesRead: number;
                bytesWritten: number;
            }[];
            /** @description Jobs with the most failed runs in the days of byDay, which are widened to steps of four hours. */
            mostFailed: {
                jobId: string;
                name: string;
                failed: number;
            }[];
            /** @description Jobs by their slowest run that ended in these days. */
            slowest: {
                jobId: string;
                name: string;
                recordId: string;
                seconds: number;
            }[];
            /** @description The first 100 by name. */
            clusters: {
                id: string;
                name: string;
                reachability: string;
                lastSeenAt: string | null;
                slotsTotal: number | null;
                slotsFree: number | null;
                /** @description Records that have, or may have, a job there. */
                active: number;
                waiting: number;
                today: {
                    succeeded: number;
                    failed: number;
                    canceled: number;
                    /** @description Never ran. */
                    rejected: number;
                    /** @description A person gave up finding out. */
                    closed: number;
                    rowsRead: number;
                    rowsWritten: number;
                    /** @description In-memory row size as Chunjun counts it. */
                    bytesRead: number;
                    bytesWritten: number;
                };
            }[];
        };
        WebhookInput: {
            name: string;
            /**
             * @description https or http, without user and password. Private and local addresses are refused unless WEBHOOK_PRIVATE_ADDRESSES allows them, also when a name resolves to one.
             * @example https://studio.example/hooks/data-sync
             */
            url: string;
            /** @description A record moved to that state. Empty: every move. */
            eventTypes?: ("record.queued" | "record.waiting" | "record.submitting" | "record.uncertain" | "record.running" | "record.stopping" | "record.lost" | "record.succeeded" | "record.failed" | "record.canceled" | "record.rejected" | "record.closed")[];
            /** @description Only of this job. */
            jobId?: string | null;
            /** @description Only on this cluster. */
            clusterId?: string | null;
            /** @description false: nothing is sent, and moves that are made meanwhile never are; what waited goes on waiting. */
            enabled?: boolean;
        };
        WebhookSecret: {
            id: string;
            name: string;
            /**
             * @description https or http, without user and password. Private and local addresses are refused unless WEBHOOK_PRIVATE_ADDRESSES allows them, also when a name resolves to one.
             * @example https://studio.example/hooks/data-sync
             */
            url: string;
            eventTypes: string[];
            /** @description Only of this job. */
            jobId: string | null;
            /** @description Only on this cluster. */
            clusterId: string | null;
            /** @description false: nothing is sent, and moves that are made meanwhile never are; what waited goes on waiting. */
            enabled: boolean;
            /** @description Counts every change, also a new secret; the ETag. */
            revision: number;
            /** @description Messages that wait to be sent, or to be sent again. */
            pending: number;
            /** @description Messages that were given up, see the deliveries. */
            dead: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            createdBy: string;
            /** @description Verifies the signatures. Shown this once and stored sealed. */
            secret: string;
        };
        WebhookPatch: {
            name?: string;
            /**
             * @description https or http, without user and password. Private and local addresses are refused unless WEBHOOK_PRIVATE_ADDRESSES allows them, also when a name resolves to one.
             * @example https://studio.example/hooks/data-sync
             */
            url?: string;
            /** @description A record moved to that state. Empty: every move. */
            eventTypes?: ("record.queued" | "record.waiting" | "record.submitting" | "record.uncertain" | "record.running" | "record.stopping" | "record.lost" | "record.succeeded" | "record.failed" | "record.canceled" | "record.rejected" | "record.closed")[];
            /** @description Only of this job. */
            jobId?: string | null;
            /** @description Only on this cluster. */
            clusterId?: string | null;
            /** @description false: nothing is sent, and moves that are made meanwhile never are; what waited goes on waiting. */
            enabled?: boolean;
        };
        SealedSummary: {
            /** @description Of GATEWAY_SECRET_KEY: the first 8 digits of its SHA-256. */
            keyId: string;
            /** @description Sealed values by the id of their key. */
            byKey: {
                [key: string]: number;
            };
        };
        ResealReport: {
            /** @description Of GATEWAY_SECRET_KEY: the first 8 digits of its SHA-256. */
            keyId: string;
            /** @description Sealed values by the id of their key. */
            byKey: {
                [key: string]: number;
            };
            resealed: number;
            /** @description No configured key opens these; the first 100. */
            unreadable: {
                /** @enum {unknown} */
                kind: "datasource" | "cluster" | "version" | "webhook";
                id: string;
            }[];
            /** @description There was not time for all: ask again. */
            unfinished: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCatalogs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "position": 1,
                     *           "depth": 1,
                     *           "path": [],
                     *           "folders": 1,
                     *           "resources": {
                     *             "own": {
                     *               "job": 1,
                     *               "datasource": 1
                     *             },
                     *             "total": {
                     *               "job": 1,
                     *               "datasource": 1
                     *             }
                     *           },
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "updatedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ],
                     *       "unfiled": {
                     *         "job": 1,
                     *         "datasource": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FolderTree"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCatalogs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Sales",
                 *       "parentId": null
                 *     }
                 */
                "application/json": {
                    /** @description Without a slash, and no blank at either end. Siblings have different names, whatever the case. */
                    name: string;
                    /** @description Folder it is made in; null or left out: at the top. */
                    parentId?: string | null;
                    /** @description Place among its siblings, from 0; a place past the end is the end. Default: the end. */
                    position?: number;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "position": 1,
                     *       "depth": 1,
                     *       "path": [
                     *         "path"
                     *       ],
                     *       "folders": 1,
                     *       "resources": {
                     *         "own": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         },
                     *         "total": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         }
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "position": 1,
                     *       "depth": 1,
                     *       "path": [
                     *         "path"
                     *       ],
                     *       "folders": 1,
                     *       "resources": {
                     *         "own": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         },
                     *         "total": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         }
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCatalogsById: {
        parameters: {
            query?: {
                cascade?: boolean;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "folders": 1,
                     *       "unfiled": {
                     *         "job": 1,
                     *         "datasource": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FolderRemoval"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCatalogsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name"
                 *     }
                 */
                "application/json": {
                    /** @description Without a slash, and no blank at either end. Siblings have different names, whatever the case. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "position": 1,
                     *       "depth": 1,
                     *       "path": [
                     *         "path"
                     *       ],
                     *       "folders": 1,
                     *       "resources": {
                     *         "own": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         },
                     *         "total": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         }
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCatalogsByIdMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": null,
                 *       "position": 0
                 *     }
                 */
                "application/json": {
                    /** @description Folder it goes into; null: to the top. */
                    parentId: string | null;
                    /** @description Place among its siblings, from 0; a place past the end is the end. Default: the end. */
                    position?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "position": 1,
                     *       "depth": 1,
                     *       "path": [
                     *         "path"
                     *       ],
                     *       "folders": 1,
                     *       "resources": {
                     *         "own": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         },
                     *         "total": {
                     *           "job": 1,
                     *           "datasource": 1
                     *         }
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCatalogsOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "children": [
                 *         "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Whose children are put in order; null: those at the top. */
                    parentId: string | null;
                    /** @description Every child once, in the new order. */
                    children: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "position": 1,
                     *           "depth": 1,
                     *           "path": [],
                     *           "folders": 1,
                     *           "resources": {
                     *             "own": {
                     *               "job": 1,
                     *               "datasource": 1
                     *             },
                     *             "total": {
                     *               "job": 1,
                     *               "datasource": 1
                     *             }
                     *           },
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "updatedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ],
                     *       "unfiled": {
                     *         "job": 1,
                     *         "datasource": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FolderTree"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsByIdResources: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only these. */
                type?: "job" | "datasource";
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "job",
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "kind": "kind",
                     *           "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["FiledResource"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCatalogsByIdResourcesByTypeByResourceId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                type: "job" | "datasource";
                /** @description A ULID. */
                resourceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "job",
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                     *     }
                     */
                    "application/json": components["schemas"]["FiledResource"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCatalogsResourcesByTypeByResourceId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: "job" | "datasource";
                /** @description A ULID. */
                resourceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsUnfiled: {
        parameters: {
            query: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                type: "job" | "datasource";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "job",
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "kind": "kind",
                     *           "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["FiledResource"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsSearch: {
        parameters: {
            query: {
                /** @description Part of the name, in any case. */
                q: string;
                /** @description Most of each kind. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "folders": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parentId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "position": 1,
                     *           "depth": 1,
                     *           "path": [],
                     *           "folders": 1,
                     *           "resources": {
                     *             "own": {
                     *               "job": 1,
                     *               "datasource": 1
                     *             },
                     *             "total": {
                     *               "job": 1,
                     *               "datasource": 1
                     *             }
                     *           },
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "updatedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ],
                     *       "resources": [
                     *         {
                     *           "type": "job",
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "kind": "kind",
                     *           "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "path": [
                     *             "path"
                     *           ]
                     *         }
                     *       ],
                     *       "truncated": true
                     *     }
                     */
                    "application/json": components["schemas"]["TreeSearch"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnectors: {
        parameters: {
            query?: {
                kind?: "rdb" | "olap" | "cdc" | "mq" | "file" | "lake" | "nosql" | "search" | "http" | "socket" | "test";
                /** @description Connectors that have this side in Chunjun 1.12.8. */
                side?: "reader" | "writer";
                /** @description Whether the side (without `side`: one of both) was seen to work. */
                works?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "name",
                     *           "title": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           },
                     *           "kind": "rdb",
                     *           "aliases": [
                     *             "aliases"
                     *           ],
                     *           "reader": {
                     *             "status": "works",
                     *             "available": true
                     *           },
                     *           "writer": {
                     *             "status": "works",
                     *             "available": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            name: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {unknown} */
                            kind: "rdb" | "olap" | "cdc" | "mq" | "file" | "lake" | "nosql" | "search" | "http" | "socket" | "test";
                            aliases: string[];
                            reader: {
                                /**
                                 * @description works: run with the real program. untested: described from its source. broken: always fails. not_loadable: no sync job can name it. absent: there is no such plugin, or not this side.
                                 * @enum {unknown}
                                 */
                                status: "works" | "untested" | "broken" | "not_loadable" | "absent";
                                /** @description This gateway builds documents for it. */
                                available: boolean;
                            };
                            writer: {
                                /**
                                 * @description works: run with the real program. untested: described from its source. broken: always fails. not_loadable: no sync job can name it. absent: there is no such plugin, or not this side.
                                 * @enum {unknown}
                                 */
                                status: "works" | "untested" | "broken" | "not_loadable" | "absent";
                                /** @description This gateway builds documents for it. */
                                available: boolean;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnectorsByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or alias, e.g. mysql or tidb. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "name",
                     *       "title": {
                     *         "en": "en",
                     *         "zh": "zh"
                     *       },
                     *       "kind": "rdb",
                     *       "pluginDirectory": "pluginDirectory",
                     *       "aliases": [
                     *         "aliases"
                     *       ],
                     *       "readerName": "readerName",
                     *       "readerAliases": [
                     *         "readerAliases"
                     *       ],
                     *       "writerName": "writerName",
                     *       "writerAliases": [
                     *         "writerAliases"
                     *       ],
                     *       "reader": {
                     *         "status": "works",
                     *         "available": true,
                     *         "reason": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "alternative": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "javaVersions": [
                     *           1
                     *         ],
                     *         "connectionShape": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "columns": {
                     *           "kind": "names",
                     *           "required": true,
                     *           "star": true,
                     *           "keys": [
                     *             {
                     *               "name": "name",
                     *               "type": "string",
                     *               "required": true,
                     *               "title": {
                     *                 "en": "en",
                     *                 "zh": "zh"
                     *               },
                     *               "description": {
                     *                 "en": "en",
                     *                 "zh": "zh"
                     *               }
                     *             }
                     *           ],
                     *           "types": [
                     *             "types"
                     *           ],
                     *           "note": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         },
                     *         "parameters": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "alsoAccepts": [
                     *               "string"
                     *             ],
                     *             "required": true,
                     *             "default": {},
                     *             "enum": [
                     *               "enum"
                     *             ],
                     *             "minimum": 1,
                     *             "maximum": 1,
                     *             "maxLength": 1,
                     *             "pattern": "pattern",
                     *             "keyPattern": "keyPattern",
                     *             "title": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "description": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "unit": "s",
                     *             "secret": true,
                     *             "deprecated": true,
                     *             "group": "connection",
                     *             "order": 1,
                     *             "source": "version",
                     *             "path": "path"
                     *           }
                     *         ],
                     *         "requiresOneOf": [
                     *           [
                     *             "requiresOneOf"
                     *           ]
                     *         ],
                     *         "writeModes": [
                     *           "writeModes"
                     *         ],
                     *         "increment": {
                     *           "kind": "column",
                     *           "parameters": [
                     *             "parameters"
                     *           ],
                     *           "note": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         },
                     *         "split": {
                     *           "kind": "column",
                     *           "parameters": [
                     *             "parameters"
                     *           ],
                     *           "maxChannels": 1,
                     *           "note": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         },
                     *         "checkedAtSubmission": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "connectsAtSubmission": true,
                     *         "parameterSchema": {},
                     *         "columnSchema": {}
                     *       },
                     *       "writer": {
                     *         "status": "works",
                     *         "available": true,
                     *         "reason": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "alternative": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "javaVersions": [
                     *           1
                     *         ],
                     *         "connectionShape": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "columns": {
                     *           "kind": "names",
                     *           "required": true,
                     *           "star": true,
                     *           "keys": [
                     *             {
                     *               "name": "name",
                     *               "type": "string",
                     *               "required": true,
                     *               "title": {
                     *                 "en": "en",
                     *                 "zh": "zh"
                     *               },
                     *               "description": {
                     *                 "en": "en",
                     *                 "zh": "zh"
                     *               }
                     *             }
                     *           ],
                     *           "types": [
                     *             "types"
                     *           ],
                     *           "note": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         },
                     *         "parameters": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "alsoAccepts": [
                     *               "string"
                     *             ],
                     *             "required": true,
                     *             "default": {},
                     *             "enum": [
                     *               "enum"
                     *             ],
                     *             "minimum": 1,
                     *             "maximum": 1,
                     *             "maxLength": 1,
                     *             "pattern": "pattern",
                     *             "keyPattern": "keyPattern",
                     *             "title": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "description": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "unit": "s",
                     *             "secret": true,
                     *             "deprecated": true,
                     *             "group": "connection",
                     *             "order": 1,
                     *             "source": "version",
                     *             "path": "path"
                     *           }
                     *         ],
                     *         "requiresOneOf": [
                     *           [
                     *             "requiresOneOf"
                     *           ]
                     *         ],
                     *         "writeModes": [
                     *           "writeModes"
                     *         ],
                     *         "increment": {
                     *           "kind": "column",
                     *           "parameters": [
                     *             "parameters"
                     *           ],
                     *           "note": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         },
                     *         "split": {
                     *           "kind": "column",
                     *           "parameters": [
                     *             "parameters"
                     *           ],
                     *           "maxChannels": 1,
                     *           "note": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         },
                     *         "checkedAtSubmission": {
                     *           "en": "en",
                     *           "zh": "zh"
                     *         },
                     *         "connectsAtSubmission": true,
                     *         "parameterSchema": {},
                     *         "columnSchema": {}
                     *       },
                     *       "needsExtraJars": [
                     *         {
                     *           "name": "name",
                     *           "reason": {
                     *             "en": "en",
                     *             "zh": "zh"
                     *           }
                     *         }
                     *       ],
                     *       "datasource": {
                     *         "config": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "alsoAccepts": [
                     *               "string"
                     *             ],
                     *             "required": true,
                     *             "default": {},
                     *             "enum": [
                     *               "enum"
                     *             ],
                     *             "minimum": 1,
                     *             "maximum": 1,
                     *             "maxLength": 1,
                     *             "pattern": "pattern",
                     *             "keyPattern": "keyPattern",
                     *             "title": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "description": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "unit": "s",
                     *             "secret": true,
                     *             "deprecated": true,
                     *             "group": "connection",
                     *             "order": 1,
                     *             "fills": [
                     *               "fills"
                     *             ]
                     *           }
                     *         ],
                     *         "secrets": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "alsoAccepts": [
                     *               "string"
                     *             ],
                     *             "required": true,
                     *             "default": {},
                     *             "enum": [
                     *               "enum"
                     *             ],
                     *             "minimum": 1,
                     *             "maximum": 1,
                     *             "maxLength": 1,
                     *             "pattern": "pattern",
                     *             "keyPattern": "keyPattern",
                     *             "title": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "description": {
                     *               "en": "en",
                     *               "zh": "zh"
                     *             },
                     *             "unit": "s",
                     *             "secret": true,
                     *             "deprecated": true,
                     *             "group": "connection",
                     *             "order": 1,
                     *             "fills": [
                     *               "fills"
                     *             ]
                     *           }
                     *         ],
                     *         "requiresOneOf": [
                     *           [
                     *             "requiresOneOf"
                     *           ]
                     *         ],
                     *         "configSchema": {},
                     *         "secretsSchema": {}
                     *       }
                     *     }
                     */
                    "application/json": {
                        name: string;
                        title: {
                            en: string;
                            zh: string;
                        };
                        /** @enum {unknown} */
                        kind: "rdb" | "olap" | "cdc" | "mq" | "file" | "lake" | "nosql" | "search" | "http" | "socket" | "test";
                        pluginDirectory: string | null;
                        aliases: string[];
                        readerName: string | null;
                        readerAliases: string[];
                        writerName: string | null;
                        writerAliases: string[];
                        reader: {
                            /**
                             * @description works: run with the real program. untested: described from its source. broken: always fails. not_loadable: no sync job can name it. absent: there is no such plugin, or not this side.
                             * @enum {unknown}
                             */
                            status: "works" | "untested" | "broken" | "not_loadable" | "absent";
                            /** @description This gateway builds documents for it. */
                            available: boolean;
                            reason: {
                                en: string;
                                zh: string;
                            } | null;
                            alternative: {
                                en: string;
                                zh: string;
                            } | null;
                            javaVersions: number[];
                            connectionShape: {
                                en: string;
                                zh: string;
                            };
                            columns: {
                                /** @enum {unknown} */
                                kind: "names" | "objects" | "any" | "none";
                                required: boolean;
                                star: boolean;
                                keys: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "integer" | "boolean";
                                    required: boolean;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    description: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                types: string[];
                                note: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            parameters: {
                                name: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any";
                                alsoAccepts: ("string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any")[];
                                required: boolean;
                                default: unknown;
                                enum: (string | number)[] | null;
                                minimum: number | null;
                                maximum: number | null;
                                maxLength: number | null;
                                pattern: string | null;
                                keyPattern: string | null;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                description: {
                                    en: string;
                                    zh: string;
                                };
                                unit: ("s" | "ms" | "min" | "bytes" | "rows" | "rows/s") | null;
                                secret: boolean;
                                deprecated: boolean;
                                /** @enum {unknown} */
                                group: "connection" | "table" | "read" | "write" | "increment" | "split" | "tuning" | "advanced";
                                order: number;
                                /** @enum {unknown} */
                                source: "version" | "datasource" | "mapping" | "gateway" | "none";
                                path: string | null;
                            }[];
                            requiresOneOf: string[][];
                            writeModes: string[];
                            increment: {
                                /** @enum {unknown} */
                                kind: "column" | "position";
                                parameters: string[];
                                note: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                            split: {
                                /** @enum {unknown} */
                                kind: "column" | "parts" | "none";
                                parameters: string[];
                                maxChannels: number | null;
                                note: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                            checkedAtSubmission: {
                                en: string;
                                zh: string;
                            };
                            /** @description Opens connections while the job is submitted. */
                            connectsAtSubmission: boolean;
                            parameterSchema: {
                                [key: string]: unknown;
                            };
                            columnSchema: {
                                [key: string]: unknown;
                            } | null;
                        };
                        writer: {
                            /**
                             * @description works: run with the real program. untested: described from its source. broken: always fails. not_loadable: no sync job can name it. absent: there is no such plugin, or not this side.
                             * @enum {unknown}
                             */
                            status: "works" | "untested" | "broken" | "not_loadable" | "absent";
                            /** @description This gateway builds documents for it. */
                            available: boolean;
                            reason: {
                                en: string;
                                zh: string;
                            } | null;
                            alternative: {
                                en: string;
                                zh: string;
                            } | null;
                            javaVersions: number[];
                            connectionShape: {
                                en: string;
                                zh: string;
                            };
                            columns: {
                                /** @enum {unknown} */
                                kind: "names" | "objects" | "any" | "none";
                                required: boolean;
                                star: boolean;
                                keys: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "integer" | "boolean";
                                    required: boolean;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    description: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                types: string[];
                                note: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            parameters: {
                                name: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any";
                                alsoAccepts: ("string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any")[];
                                required: boolean;
                                default: unknown;
                                enum: (string | number)[] | null;
                                minimum: number | null;
                                maximum: number | null;
                                maxLength: number | null;
                                pattern: string | null;
                                keyPattern: string | null;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                description: {
                                    en: string;
                                    zh: string;
                                };
                                unit: ("s" | "ms" | "min" | "bytes" | "rows" | "rows/s") | null;
                                secret: boolean;
                                deprecated: boolean;
                                /** @enum {unknown} */
                                group: "connection" | "table" | "read" | "write" | "increment" | "split" | "tuning" | "advanced";
                                order: number;
                                /** @enum {unknown} */
                                source: "version" | "datasource" | "mapping" | "gateway" | "none";
                                path: string | null;
                            }[];
                            requiresOneOf: string[][];
                            writeModes: string[];
                            increment: {
                                /** @enum {unknown} */
                                kind: "column" | "position";
                                parameters: string[];
                                note: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                            split: {
                                /** @enum {unknown} */
                                kind: "column" | "parts" | "none";
                                parameters: string[];
                                maxChannels: number | null;
                                note: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                            checkedAtSubmission: {
                                en: string;
                                zh: string;
                            };
                            /** @description Opens connections while the job is submitted. */
                            connectsAtSubmission: boolean;
                            parameterSchema: {
                                [key: string]: unknown;
                            };
                            columnSchema: {
                                [key: string]: unknown;
                            } | null;
                        };
                        needsExtraJars: {
                            name: string;
                            reason: {
                                en: string;
                                zh: string;
                            };
                        }[];
                        datasource: {
                            config: {
                                name: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any";
                                alsoAccepts: ("string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any")[];
                                required: boolean;
                                default: unknown;
                                enum: (string | number)[] | null;
                                minimum: number | null;
                                maximum: number | null;
                                maxLength: number | null;
                                pattern: string | null;
                                keyPattern: string | null;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                description: {
                                    en: string;
                                    zh: string;
                                };
                                unit: ("s" | "ms" | "min" | "bytes" | "rows" | "rows/s") | null;
                                secret: boolean;
                                deprecated: boolean;
                                /** @enum {unknown} */
                                group: "connection" | "table" | "read" | "write" | "increment" | "split" | "tuning" | "advanced";
                                order: number;
                                fills: string[];
                            }[];
                            secrets: {
                                name: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any";
                                alsoAccepts: ("string" | "integer" | "number" | "boolean" | "string[]" | "integer[]" | "object" | "object[]" | "map" | "any")[];
                                required: boolean;
                                default: unknown;
                                enum: (string | number)[] | null;
                                minimum: number | null;
                                maximum: number | null;
                                maxLength: number | null;
                                pattern: string | null;
                                keyPattern: string | null;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                description: {
                                    en: string;
                                    zh: string;
                                };
                                unit: ("s" | "ms" | "min" | "bytes" | "rows" | "rows/s") | null;
                                secret: boolean;
                                deprecated: boolean;
                                /** @enum {unknown} */
                                group: "connection" | "table" | "read" | "write" | "increment" | "split" | "tuning" | "advanced";
                                order: number;
                                fills: string[];
                            }[];
                            requiresOneOf: string[][];
                            configSchema: {
                                [key: string]: unknown;
                            };
                            secretsSchema: {
                                [key: string]: unknown;
                            };
                        } | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasources: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                type?: string;
                environment?: "development" | "production";
                /** @description Part of the name, in any case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "description": "description",
                     *           "type": "type",
                     *           "config": {},
                     *           "hasSecrets": true,
                     *           "revision": 1,
                     *           "environment": "environment",
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "updatedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy",
                     *           "lastTest": {
                     *             "ok": true,
                     *             "depth": "login",
                     *             "stages": [],
                     *             "server": "server",
                     *             "at": "2026-01-31T08:00:00.000Z",
                     *             "revision": 1
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Datasource"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDatasources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "description": "description",
                 *       "type": "type",
                 *       "config": {},
                 *       "secrets": {},
                 *       "environment": "development"
                 *     }
                 */
                "application/json": {
                    /** @description Letters, digits and underscores; begins with a letter. */
                    name: string;
                    description?: string;
                    /** @description Connector it belongs to, e.g. mysql. */
                    type: string;
                    /** @description Connection fields of the type; no secrets. */
                    config: {
                        [key: string]: unknown;
                    };
                    /** @description Secret fields of the type, e.g. {"password": "…"}. Sealed when stored, never returned. */
                    secrets?: {
                        [key: string]: string;
                    };
                    /** @enum {unknown} */
                    environment?: "development" | "production";
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "type": "type",
                     *       "config": {},
                     *       "hasSecrets": true,
                     *       "revision": 1,
                     *       "environment": "environment",
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "lastTest": {
                     *         "ok": true,
                     *         "depth": "login",
                     *         "stages": [
                     *           {
                     *             "name": "resolve",
                     *             "status": "ok",
                     *             "ms": 1,
                     *             "code": "config_incomplete",
                     *             "reason": "reason",
                     *             "remedy": "remedy"
                     *           }
                     *         ],
                     *         "server": "server",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "revision": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Datasource"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasourcesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "type": "type",
                     *       "config": {},
                     *       "hasSecrets": true,
                     *       "revision": 1,
                     *       "environment": "environment",
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "lastTest": {
                     *         "ok": true,
                     *         "depth": "login",
                     *         "stages": [
                     *           {
                     *             "name": "resolve",
                     *             "status": "ok",
                     *             "ms": 1,
                     *             "code": "config_incomplete",
                     *             "reason": "reason",
                     *             "remedy": "remedy"
                     *           }
                     *         ],
                     *         "server": "server",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "revision": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Datasource"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDatasourcesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDatasourcesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the change is based on, or * for whatever it is now. Without it: 428. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "description": "description",
                 *       "config": {},
                 *       "secrets": {},
                 *       "environment": "development"
                 *     }
                 */
                "application/json": {
                    /** @description Letters, digits and underscores; begins with a letter. */
                    name?: string;
                    description?: string;
                    /** @description Connection fields of the type; no secrets. */
                    config?: {
                        [key: string]: unknown;
                    };
                    /** @description Secret fields of the type, e.g. {"password": "…"}. Sealed when stored, never returned. */
                    secrets?: {
                        [key: string]: string;
                    };
                    /** @enum {unknown} */
                    environment?: "development" | "production";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "type": "type",
                     *       "config": {},
                     *       "hasSecrets": true,
                     *       "revision": 1,
                     *       "environment": "environment",
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "lastTest": {
                     *         "ok": true,
                     *         "depth": "login",
                     *         "stages": [
                     *           {
                     *             "name": "resolve",
                     *             "status": "ok",
                     *             "ms": 1,
                     *             "code": "config_incomplete",
                     *             "reason": "reason",
                     *             "remedy": "remedy"
                     *           }
                     *         ],
                     *         "server": "server",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "revision": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Datasource"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasourcesByIdUses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "jobName": "jobName",
                     *           "role": "role",
                     *           "versions": [
                     *             1
                     *           ],
                     *           "onlineVersion": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DatasourceUse"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDatasourcesTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "type",
                 *       "config": {},
                 *       "secrets": {},
                 *       "timeoutSeconds": 10
                 *     }
                 */
                "application/json": {
                    /** @description Connector it belongs to, e.g. mysql. */
                    type: string;
                    /** @description Connection fields of the type; no secrets. */
                    config: {
                        [key: string]: unknown;
                    };
                    /** @description Secret fields of the type, e.g. {"password": "…"}. Sealed when stored, never returned. */
                    secrets?: {
                        [key: string]: string;
                    };
                    /**
                     * @description Time for the whole test.
                     * @default 10
                     */
                    timeoutSeconds?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "depth": "login",
                     *       "stages": [
                     *         {
                     *           "name": "resolve",
                     *           "status": "ok",
                     *           "ms": 1,
                     *           "code": "config_incomplete",
                     *           "reason": "reason",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "server": "server"
                     *     }
                     */
                    "application/json": {
                        ok: boolean;
                        /**
                         * @description reachability: nothing but the TCP connection was tried.
                         * @enum {unknown}
                         */
                        depth: "login" | "reachability";
                        /** @description All five, in the order of the way. */
                        stages: {
                            /** @enum {unknown} */
                            name: "resolve" | "connect" | "tls" | "login" | "permission";
                            /** @enum {unknown} */
                            status: "ok" | "failed" | "skipped";
                            ms: number;
                            /**
                             * @description Of a failed stage.
                             * @enum {unknown}
                             */
                            code?: "config_incomplete" | "name_unresolved" | "port_closed" | "host_unreachable" | "timeout" | "tls_refused" | "tls_untrusted" | "tls_required" | "login_refused" | "login_unsupported" | "unknown_database" | "unknown_object" | "permission_denied" | "too_many_connections" | "connection_lost" | "not_understood" | "query_failed";
                            /** @description Why it failed or was skipped, or what is worth knowing although it went well. */
                            reason?: string;
                            remedy?: string;
                        }[];
                        /** @description What the server says it is. */
                        server?: string;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDatasourcesByIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "config": {},
                 *       "secrets": {},
                 *       "timeoutSeconds": 10
                 *     }
                 */
                "application/json": {
                    /** @description Connection fields of the type; no secrets. */
                    config?: {
                        [key: string]: unknown;
                    };
                    /** @description Secret fields of the type, e.g. {"password": "…"}. Sealed when stored, never returned. */
                    secrets?: {
                        [key: string]: string;
                    };
                    /**
                     * @description Time for the whole test.
                     * @default 10
                     */
                    timeoutSeconds?: number;
                } | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "depth": "login",
                     *       "stages": [
                     *         {
                     *           "name": "resolve",
                     *           "status": "ok",
                     *           "ms": 1,
                     *           "code": "config_incomplete",
                     *           "reason": "reason",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "server": "server"
                     *     }
                     */
                    "application/json": {
                        ok: boolean;
                        /**
                         * @description reachability: nothing but the TCP connection was tried.
                         * @enum {unknown}
                         */
                        depth: "login" | "reachability";
                        /** @description All five, in the order of the way. */
                        stages: {
                            /** @enum {unknown} */
                            name: "resolve" | "connect" | "tls" | "login" | "permission";
                            /** @enum {unknown} */
                            status: "ok" | "failed" | "skipped";
                            ms: number;
                            /**
                             * @description Of a failed stage.
                             * @enum {unknown}
                             */
                            code?: "config_incomplete" | "name_unresolved" | "port_closed" | "host_unreachable" | "timeout" | "tls_refused" | "tls_untrusted" | "tls_required" | "login_refused" | "login_unsupported" | "unknown_database" | "unknown_object" | "permission_denied" | "too_many_connections" | "connection_lost" | "not_understood" | "query_failed";
                            /** @description Why it failed or was skipped, or what is worth knowing although it went well. */
                            reason?: string;
                            remedy?: string;
                        }[];
                        /** @description What the server says it is. */
                        server?: string;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasourcesByIdSchemas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "name",
                     *           "isDefault": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            name: string;
                            /** @description The one the data source itself names. */
                            isDefault: boolean;
                        }[];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasourcesByIdTables: {
        parameters: {
            query?: {
                /** @description Schema or database; left out: the one of the data source. */
                schema?: string;
                /** @description Part of the name, in any case. */
                search?: string;
                /** @description Tables per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "name",
                     *           "kind": "table",
                     *           "comment": "comment"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: {
                            name: string;
                            /** @enum {unknown} */
                            kind: "table" | "view" | "topic" | "collection" | "index";
                            comment: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasourcesByIdTablesByTableColumns: {
        parameters: {
            query?: {
                /** @description Schema or database; left out: the one of the data source. */
                schema?: string;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "name",
                     *           "type": "type",
                     *           "length": 1,
                     *           "precision": 1,
                     *           "scale": 1,
                     *           "nullable": true,
                     *           "primaryKey": true,
                     *           "comment": "comment"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            name: string;
                            /** @description As the database calls it. */
                            type: string;
                            /** @description Characters or bytes. */
                            length: number | null;
                            /** @description Digits of a number; of a time those after the second. */
                            precision: number | null;
                            /** @description Digits after the decimal point. */
                            scale: number | null;
                            nullable: boolean;
                            primaryKey: boolean;
                            comment: string | null;
                        }[];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasourcesByIdTablesByTablePreview: {
        parameters: {
            query?: {
                /** @description Schema or database; left out: the one of the data source. */
                schema?: string;
                /** @description Rows. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "columns": [
                     *         {
                     *           "name": "name",
                     *           "type": "type"
                     *         }
                     *       ],
                     *       "rows": [
                     *         [
                     *           "rows"
                     *         ]
                     *       ],
                     *       "shortenedValues": 1,
                     *       "cut": true
                     *     }
                     */
                    "application/json": {
                        columns: {
                            name: string;
                            type: string;
                        }[];
                        /** @description Values in the order of the columns. Numbers that JSON cannot hold exactly are texts. */
                        rows: (string | number | boolean | null)[][];
                        /** @description Values that were longer than shown. */
                        shortenedValues: number;
                        /** @description Rows were left out because the values grew too large together. */
                        cut: boolean;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobs: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                kind?: "batch" | "stream" | "script";
                state?: "draft" | "online" | "offline";
                /** @description A ULID. */
                clusterId?: string;
                /** @description A ULID. */
                datasourceId?: string;
                /** @description Part of the name, in any case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "description": "description",
                     *           "kind": "kind",
                     *           "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "state": "state",
                     *           "onlineVersion": 1,
                     *           "lastVersion": 1,
                     *           "policy": {
                     *             "overlap": "refuse",
                     *             "maxActiveRuns": 1,
                     *             "deadlineSeconds": 1,
                     *             "priority": 1,
                     *             "retry": {
                     *               "maxAttempts": 1
                     *             },
                     *             "onClusterRestart": "ask"
                     *           },
                     *           "revision": 1,
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "updatedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Job"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "description": "description",
                 *       "kind": "batch",
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "policy": {
                 *         "overlap": "refuse",
                 *         "maxActiveRuns": 10,
                 *         "deadlineSeconds": 1,
                 *         "priority": 0,
                 *         "retry": {
                 *           "maxAttempts": 1,
                 *           "backoffSeconds": 60,
                 *           "factor": 2,
                 *           "on": [
                 *             "failed",
                 *             "rejected_by_cluster"
                 *           ]
                 *         },
                 *         "onClusterRestart": "ask"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Free text without @; does not begin with a dash. */
                    name: string;
                    description?: string;
                    /**
                     * @description batch ends by itself, stream does not; both are forms. script: a Chunjun document written by hand.
                     * @enum {unknown}
                     */
                    kind: "batch" | "stream" | "script";
                    clusterId?: string;
                    /** @description The whole policy: what is left out takes its default. Holds for runs accepted from now on. */
                    policy?: {
                        /**
                         * @description While the job has an active run, another one is refused (409 run_active), is queued behind it, is skipped (its record ends CANCELED at once), makes the older ones be cancelled, or runs beside it.
                         * @default refuse
                         * @enum {unknown}
                         */
                        overlap?: "refuse" | "queue" | "skip" | "cancel_old" | "allow";
                        /**
                         * @description Runs at once; overlap allow only.
                         * @default 10
                         */
                        maxActiveRuns?: number;
                        /** @description A run that was not submitted this long after it was accepted is REJECTED. Default: none. */
                        deadlineSeconds?: number;
                        /**
                         * @description Among the runs that wait for one cluster; a minute of waiting counts as one.
                         * @default 0
                         */
                        priority?: number;
                        retry?: {
                            /** @description Runs in all, the first one included. */
                            maxAttempts: number;
                            /**
                             * @description From an end to the retry of it.
                             * @default 60
                             */
                            backoffSeconds?: number;
                            /**
                             * @description Each pause is so many times the one before.
                             * @default 2
                             */
                            factor?: number;
                            /**
                             * @description failed: it ran and failed. rejected_by_cluster: Flink refused it, it never ran. lost: Flink does not know it any more; it may have done its work, or come back while its retry runs.
                             * @default [
                             *       "failed",
                             *       "rejected_by_cluster"
                             *     ]
                             */
                            on?: ("failed" | "lost" | "rejected_by_cluster")[];
                        };
                        /**
                         * @description What becomes of a run that is LOST because the JobManager was restarted (lost_by_restart): a person decides, it is run again from the beginning, or (stream jobs) from its newest savepoint or retained checkpoint; without one a person decides. Not after a stop was asked for, and at most 5 restarts in a row that come within an hour. While it is not ask, `lost` in retry.on is for other losses only.
                         * @default ask
                         * @enum {unknown}
                         */
                        onClusterRestart?: "ask" | "rerun" | "restore";
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "kind",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "state",
                     *       "onlineVersion": 1,
                     *       "lastVersion": 1,
                     *       "policy": {
                     *         "overlap": "refuse",
                     *         "maxActiveRuns": 1,
                     *         "deadlineSeconds": 1,
                     *         "priority": 1,
                     *         "retry": {
                     *           "maxAttempts": 1,
                     *           "backoffSeconds": 1,
                     *           "factor": 1,
                     *           "on": [
                     *             "failed"
                     *           ]
                     *         },
                     *         "onClusterRestart": "ask"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "kind",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "state",
                     *       "onlineVersion": 1,
                     *       "lastVersion": 1,
                     *       "policy": {
                     *         "overlap": "refuse",
                     *         "maxActiveRuns": 1,
                     *         "deadlineSeconds": 1,
                     *         "priority": 1,
                     *         "retry": {
                     *           "maxAttempts": 1,
                     *           "backoffSeconds": 1,
                     *           "factor": 1,
                     *           "on": [
                     *             "failed"
                     *           ]
                     *         },
                     *         "onClusterRestart": "ask"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJobsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that this is based on. Default: *. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchJobsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the change is based on, or * for whatever it is now. Without it: 428. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "description": "description",
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "policy": {
                 *         "overlap": "refuse",
                 *         "maxActiveRuns": 10,
                 *         "deadlineSeconds": 1,
                 *         "priority": 0,
                 *         "retry": {
                 *           "maxAttempts": 1,
                 *           "backoffSeconds": 60,
                 *           "factor": 2,
                 *           "on": [
                 *             "failed",
                 *             "rejected_by_cluster"
                 *           ]
                 *         },
                 *         "onClusterRestart": "ask"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Free text without @; does not begin with a dash. */
                    name?: string;
                    description?: string;
                    clusterId?: string;
                    /** @description The whole policy: what is left out takes its default. Holds for runs accepted from now on. */
                    policy?: {
                        /**
                         * @description While the job has an active run, another one is refused (409 run_active), is queued behind it, is skipped (its record ends CANCELED at once), makes the older ones be cancelled, or runs beside it.
                         * @default refuse
                         * @enum {unknown}
                         */
                        overlap?: "refuse" | "queue" | "skip" | "cancel_old" | "allow";
                        /**
                         * @description Runs at once; overlap allow only.
                         * @default 10
                         */
                        maxActiveRuns?: number;
                        /** @description A run that was not submitted this long after it was accepted is REJECTED. Default: none. */
                        deadlineSeconds?: number;
                        /**
                         * @description Among the runs that wait for one cluster; a minute of waiting counts as one.
                         * @default 0
                         */
                        priority?: number;
                        retry?: {
                            /** @description Runs in all, the first one included. */
                            maxAttempts: number;
                            /**
                             * @description From an end to the retry of it.
                             * @default 60
                             */
                            backoffSeconds?: number;
                            /**
                             * @description Each pause is so many times the one before.
                             * @default 2
                             */
                            factor?: number;
                            /**
                             * @description failed: it ran and failed. rejected_by_cluster: Flink refused it, it never ran. lost: Flink does not know it any more; it may have done its work, or come back while its retry runs.
                             * @default [
                             *       "failed",
                             *       "rejected_by_cluster"
                             *     ]
                             */
                            on?: ("failed" | "lost" | "rejected_by_cluster")[];
                        };
                        /**
                         * @description What becomes of a run that is LOST because the JobManager was restarted (lost_by_restart): a person decides, it is run again from the beginning, or (stream jobs) from its newest savepoint or retained checkpoint; without one a person decides. Not after a stop was asked for, and at most 5 restarts in a row that come within an hour. While it is not ask, `lost` in retry.on is for other losses only.
                         * @default ask
                         * @enum {unknown}
                         */
                        onClusterRestart?: "ask" | "rerun" | "restore";
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "kind",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "state",
                     *       "onlineVersion": 1,
                     *       "lastVersion": 1,
                     *       "policy": {
                     *         "overlap": "refuse",
                     *         "maxActiveRuns": 1,
                     *         "deadlineSeconds": 1,
                     *         "priority": 1,
                     *         "retry": {
                     *           "maxAttempts": 1,
                     *           "backoffSeconds": 1,
                     *           "factor": 1,
                     *           "on": [
                     *             "failed"
                     *           ]
                     *         },
                     *         "onClusterRestart": "ask"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsByIdCopy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "version": 1,
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *     }
                 */
                "application/json": {
                    /** @description Free text without @; does not begin with a dash. */
                    name: string;
                    /** @description Which one to copy. Default: the newest, if any. */
                    version?: number;
                    clusterId?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "kind",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "state",
                     *       "onlineVersion": 1,
                     *       "lastVersion": 1,
                     *       "policy": {
                     *         "overlap": "refuse",
                     *         "maxActiveRuns": 1,
                     *         "deadlineSeconds": 1,
                     *         "priority": 1,
                     *         "retry": {
                     *           "maxAttempts": 1,
                     *           "backoffSeconds": 1,
                     *           "factor": 1,
                     *           "on": [
                     *             "failed"
                     *           ]
                     *         },
                     *         "onClusterRestart": "ask"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "online",
                 *       "ids": [
                 *         "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description online: the newest version of each.
                     * @enum {unknown}
                     */
                    action: "online" | "offline" | "delete";
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "done": true,
                     *           "problem": {
                     *             "type": "type",
                     *             "title": "title",
                     *             "status": 1,
                     *             "code": "code",
                     *             "detail": "detail"
                     *           }
                     *         }
                     *       ],
                     *       "failed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["JobBatchResult"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsByIdOnline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that this is based on. Default: *. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1
                 *     }
                 */
                "application/json": {
                    /** @description Default: the newest version. */
                    version?: number;
                } | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "kind",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "state",
                     *       "onlineVersion": 1,
                     *       "lastVersion": 1,
                     *       "policy": {
                     *         "overlap": "refuse",
                     *         "maxActiveRuns": 1,
                     *         "deadlineSeconds": 1,
                     *         "priority": 1,
                     *         "retry": {
                     *           "maxAttempts": 1,
                     *           "backoffSeconds": 1,
                     *           "factor": 1,
                     *           "on": [
                     *             "failed"
                     *           ]
                     *         },
                     *         "onClusterRestart": "ask"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsByIdOffline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that this is based on. Default: *. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "kind",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "state",
                     *       "onlineVersion": 1,
                     *       "lastVersion": 1,
                     *       "policy": {
                     *         "overlap": "refuse",
                     *         "maxActiveRuns": 1,
                     *         "deadlineSeconds": 1,
                     *         "priority": 1,
                     *         "retry": {
                     *           "maxAttempts": 1,
                     *           "backoffSeconds": 1,
                     *           "factor": 1,
                     *           "on": [
                     *             "failed"
                     *           ]
                     *         },
                     *         "onClusterRestart": "ask"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsMapping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reader": {
                 *         "connector": "connector",
                 *         "columns": [
                 *           {
                 *             "name": "name",
                 *             "type": "type"
                 *           }
                 *         ]
                 *       },
                 *       "writer": {
                 *         "connector": "connector",
                 *         "columns": [
                 *           {
                 *             "name": "name",
                 *             "type": "type"
                 *           }
                 *         ]
                 *       },
                 *       "by": "name"
                 *     }
                 */
                "application/json": {
                    reader: {
                        connector: string;
                        columns: {
                            name: string;
                            /** @description As the database calls it, e.g. varchar(20). */
                            type?: string;
                        }[];
                    };
                    writer: {
                        connector: string;
                        columns: {
                            name: string;
                            /** @description As the database calls it, e.g. varchar(20). */
                            type?: string;
                        }[];
                    };
                    /**
                     * @default name
                     * @enum {unknown}
                     */
                    by?: "name" | "position";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "pairs": [
                     *         {
                     *           "from": {
                     *             "name": "name",
                     *             "type": "type"
                     *           },
                     *           "to": {
                     *             "name": "name",
                     *             "type": "type"
                     *           },
                     *           "by": "name",
                     *           "verdict": "ok",
                     *           "diagnostics": [
                     *             {
                     *               "level": "error",
                     *               "code": "code",
                     *               "pointer": "pointer",
                     *               "message": "message",
                     *               "remedy": "remedy"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "unmatched": {
                     *         "reader": [
                     *           "reader"
                     *         ],
                     *         "writer": [
                     *           "writer"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SuggestedMapping"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobsByIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "number": 1,
                     *           "spec": {
                     *             "reader": {
                     *               "connector": "connector",
                     *               "parameter": {}
                     *             },
                     *             "writer": {
                     *               "connector": "connector",
                     *               "parameter": {}
                     *             },
                     *             "mapping": [],
                     *             "settings": {},
                     *             "parameters": [],
                     *             "columnTypes": {}
                     *           },
                     *           "contentHash": "contentHash",
                     *           "comment": "comment",
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["JobVersion"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsByIdVersions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that this is based on. Default: *. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "spec": {
                 *         "reader": {
                 *           "connector": "connector",
                 *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *           "parameter": {}
                 *         },
                 *         "writer": {
                 *           "connector": "connector",
                 *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *           "parameter": {}
                 *         },
                 *         "mapping": [
                 *           {
                 *             "from": "from",
                 *             "to": "to"
                 *           }
                 *         ],
                 *         "settings": {
                 *           "channels": 1,
                 *           "readerChannels": 1,
                 *           "writerChannels": 1,
                 *           "bytesPerSecond": 1,
                 *           "dirtyRowsAllowed": 1,
                 *           "dirtyRowsOutput": "default",
                 *           "rebalance": true,
                 *           "checkpointIntervalMs": 1000,
                 *           "checkpointMode": "exactly-once",
                 *           "checkpointTimeoutMs": 1000,
                 *           "checkpointMinPauseMs": 1,
                 *           "failedCheckpointsAllowed": 1,
                 *           "checkpointRetention": "retain-on-cancellation",
                 *           "stateBackend": "jobmanager",
                 *           "checkpointPath": "http://jobmanager.example:8081",
                 *           "savepointPath": "http://jobmanager.example:8081",
                 *           "restartAttempts": 1,
                 *           "restartFailuresPerInterval": 1,
                 *           "restartFailureIntervalMs": 1000,
                 *           "restartDelayMs": 1,
                 *           "restoreColumn": "restoreColumn",
                 *           "transformer": {
                 *             "sql": "sql",
                 *             "readerTable": "readerTable",
                 *             "writerTable": "writerTable",
                 *             "columns": [
                 *               "columns"
                 *             ]
                 *           },
                 *           "nameMapping": {
                 *             "identifiers": {},
                 *             "columnTypes": {},
                 *             "casing": "unchanged"
                 *           },
                 *           "flinkConfiguration": {}
                 *         },
                 *         "parameters": [
                 *           {
                 *             "name": "name",
                 *             "type": "string",
                 *             "default": "default",
                 *             "description": "description"
                 *           }
                 *         ],
                 *         "columnTypes": {
                 *           "reader": {},
                 *           "writer": {}
                 *         }
                 *       },
                 *       "comment": "comment",
                 *       "secrets": {}
                 *     }
                 */
                "application/json": {
                    spec: {
                        reader: {
                            /** @description Connector of the reader, e.g. mysql. */
                            connector: string;
                            /** @description Data source it connects to. */
                            datasourceId?: string;
                            /** @description The connector's own parameters, without connection, credentials and columns. */
                            parameter: {
                                [key: string]: unknown;
                            };
                        };
                        writer: {
                            /** @description Connector of the writer, e.g. mysql. */
                            connector: string;
                            /** @description Data source it connects to. */
                            datasourceId?: string;
                            /** @description The connector's own parameters, without connection, credentials and columns. */
                            parameter: {
                                [key: string]: unknown;
                            };
                        };
                        /** @description May be empty where neither side needs columns, as from a change log to a message queue. */
                        mapping: {
                            /** @description A column name, or an object with name and type. */
                            from: string | {
                                name: string;
                                type?: string;
                                value?: string;
                                format?: string;
                                parseFormat?: string;
                                splitter?: string;
                                /** @description Place in the row, from 0. */
                                index?: number;
                                length?: number;
                                /** @description The value comes from the path (partition). */
                                isPart?: boolean;
                                notNull?: boolean;
                            };
                            /** @description A column name, or an object with name and type. */
                            to?: string | {
                                name: string;
                                type?: string;
                                value?: string;
                                format?: string;
                                parseFormat?: string;
                                splitter?: string;
                                /** @description Place in the row, from 0. */
                                index?: number;
                                length?: number;
                                /** @description The value comes from the path (partition). */
                                isPart?: boolean;
                                notNull?: boolean;
                            };
                        }[];
                        settings?: {
                            /**
                             * @description Parallel channels.
                             * @default 1
                             */
                            channels?: number;
                            /** @description Parallel channels of the reader, when they are others. */
                            readerChannels?: number;
                            /** @description Parallel channels of the writer, when they are others. */
                            writerChannels?: number;
                            /** @description Read limit of the whole job, bytes per second. */
                            bytesPerSecond?: number;
                            /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                            dirtyRowsAllowed?: number;
                            /**
                             * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                             * @enum {unknown}
                             */
                            dirtyRowsOutput?: "default" | "log" | "mysql";
                            /** @description Spread rows evenly over the writers. */
                            rebalance?: boolean;
                            /** @description Milliseconds between checkpoints. */
                            checkpointIntervalMs?: number;
                            /** @enum {unknown} */
                            checkpointMode?: "exactly-once" | "at-least-once";
                            /** @description Milliseconds that one checkpoint may take. */
                            checkpointTimeoutMs?: number;
                            /** @description Milliseconds from the end of a checkpoint to the next. */
                            checkpointMinPauseMs?: number;
                            /** @description Checkpoints in a row that may fail. */
                            failedCheckpointsAllowed?: number;
                            /**
                             * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                             * @enum {unknown}
                             */
                            checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                            /**
                             * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                             * @enum {unknown}
                             */
                            stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                            /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                            checkpointPath?: string;
                            /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                            savepointPath?: string;
                            /** @description Restarts by Flink itself; 0: none. */
                            restartAttempts?: number;
                            /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                            restartFailuresPerInterval?: number;
                            /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                            restartFailureIntervalMs?: number;
                            /** @description Milliseconds before a restart; default: 10000. */
                            restartDelayMs?: number;
                            /** @description Growing column of a JDBC reader whose value goes into checkpoints: after a restart it reads on from there. */
                            restoreColumn?: string;
                            /** @description Changes rows between reader and writer; not with kafka, redis, emqx. */
                            transformer?: {
                                /** @description Flink SQL: a SELECT over the rows of the reader, without aggregation: changes of earlier rows would be written as new ones. */
                                sql: string;
                                /** @description Name that FROM uses for the rows of the reader. */
                                readerTable: string;
                                /** @description Name of the rows that are written; must be another. */
                                writerTable?: string;
                                /** @description Columns of the writer in the order of the SELECT; left out: those of the mapping. */
                                columns?: (string | {
                                    name: string;
                                    type?: string;
                                    value?: string;
                                    format?: string;
                                    parseFormat?: string;
                                    splitter?: string;
                                    /** @description Place in the row, from 0. */
                                    index?: number;
                                    length?: number;
                                    /** @description The value comes from the path (partition). */
                                    isPart?: boolean;
                                    notNull?: boolean;
                                })[];
                            };
                            /** @description Other names for what a change log names: `identifiers` from a database, schema or table of the source to its name in the target, `columnTypes` likewise. Only for the readers binlog, oraclelogminer, sqlservercdc and pgwal. */
                            nameMapping?: {
                                identifiers?: {
                                    [key: string]: string;
                                };
                                columnTypes?: {
                                    [key: string]: string;
                                };
                                /**
                                 * @description Letters of all other names.
                                 * @enum {unknown}
                                 */
                                casing?: "unchanged" | "upper" | "lower";
                            };
                            /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                            flinkConfiguration?: {
                                [key: string]: string | number | boolean;
                            };
                        };
                        /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                        parameters?: {
                            /** @description Written as ${name} inside a text. */
                            name: string;
                            /**
                             * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                             * @default string
                             * @enum {unknown}
                             */
                            type?: "string" | "integer" | "number" | "boolean";
                            /** @description Value of a run that gives none; without it a run must give one. */
                            default?: string | number | boolean;
                            description?: string;
                        }[];
                        /** @description Database types by column name, in the order of the table. */
                        columnTypes?: {
                            reader?: {
                                [key: string]: string;
                            };
                            writer?: {
                                [key: string]: string;
                            };
                        };
                    } | {
                        /** @description A Chunjun job document: JSON, comments allowed. `"$datasource": "<id>"` inside a parameter block fills in address and credentials. */
                        script: string;
                        settings?: {
                            /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                            dirtyRowsAllowed?: number;
                            /**
                             * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                             * @enum {unknown}
                             */
                            dirtyRowsOutput?: "default" | "log" | "mysql";
                            /** @description Milliseconds between checkpoints. */
                            checkpointIntervalMs?: number;
                            /** @enum {unknown} */
                            checkpointMode?: "exactly-once" | "at-least-once";
                            /** @description Milliseconds that one checkpoint may take. */
                            checkpointTimeoutMs?: number;
                            /** @description Milliseconds from the end of a checkpoint to the next. */
                            checkpointMinPauseMs?: number;
                            /** @description Checkpoints in a row that may fail. */
                            failedCheckpointsAllowed?: number;
                            /**
                             * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                             * @enum {unknown}
                             */
                            checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                            /**
                             * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                             * @enum {unknown}
                             */
                            stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                            /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                            checkpointPath?: string;
                            /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                            savepointPath?: string;
                            /** @description Restarts by Flink itself; 0: none. */
                            restartAttempts?: number;
                            /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                            restartFailuresPerInterval?: number;
                            /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                            restartFailureIntervalMs?: number;
                            /** @description Milliseconds before a restart; default: 10000. */
                            restartDelayMs?: number;
                            /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                            flinkConfiguration?: {
                                [key: string]: string | number | boolean;
                            };
                        };
                        /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                        parameters?: {
                            /** @description Written as ${name} inside a text. */
                            name: string;
                            /**
                             * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                             * @default string
                             * @enum {unknown}
                             */
                            type?: "string" | "integer" | "number" | "boolean";
                            /** @description Value of a run that gives none; without it a run must give one. */
                            default?: string | number | boolean;
                            description?: string;
                        }[];
                        /** @description Database types by column name, in the order of the table. */
                        columnTypes?: {
                            reader?: {
                                [key: string]: string;
                            };
                            writer?: {
                                [key: string]: string;
                            };
                        };
                    };
                    comment?: string;
                    /** @description Of a script, by name: what its `${secret.<name>}` stand for. Sealed, never returned; without a value, that of the version before stays. */
                    secrets?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "number": 1,
                     *       "spec": {
                     *         "reader": {
                     *           "connector": "connector",
                     *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parameter": {}
                     *         },
                     *         "writer": {
                     *           "connector": "connector",
                     *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parameter": {}
                     *         },
                     *         "mapping": [
                     *           {
                     *             "from": "from",
                     *             "to": "to"
                     *           }
                     *         ],
                     *         "settings": {
                     *           "channels": 1,
                     *           "readerChannels": 1,
                     *           "writerChannels": 1,
                     *           "bytesPerSecond": 1,
                     *           "dirtyRowsAllowed": 1,
                     *           "dirtyRowsOutput": "default",
                     *           "rebalance": true,
                     *           "checkpointIntervalMs": 1000,
                     *           "checkpointMode": "exactly-once",
                     *           "checkpointTimeoutMs": 1000,
                     *           "checkpointMinPauseMs": 1,
                     *           "failedCheckpointsAllowed": 1,
                     *           "checkpointRetention": "retain-on-cancellation",
                     *           "stateBackend": "jobmanager",
                     *           "checkpointPath": "http://jobmanager.example:8081",
                     *           "savepointPath": "http://jobmanager.example:8081",
                     *           "restartAttempts": 1,
                     *           "restartFailuresPerInterval": 1,
                     *           "restartFailureIntervalMs": 1000,
                     *           "restartDelayMs": 1,
                     *           "restoreColumn": "restoreColumn",
                     *           "transformer": {
                     *             "sql": "sql",
                     *             "readerTable": "readerTable",
                     *             "writerTable": "writerTable",
                     *             "columns": [
                     *               "columns"
                     *             ]
                     *           },
                     *           "nameMapping": {
                     *             "identifiers": {},
                     *             "columnTypes": {},
                     *             "casing": "unchanged"
                     *           },
                     *           "flinkConfiguration": {}
                     *         },
                     *         "parameters": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "default": "default",
                     *             "description": "description"
                     *           }
                     *         ],
                     *         "columnTypes": {
                     *           "reader": {},
                     *           "writer": {}
                     *         }
                     *       },
                     *       "contentHash": "contentHash",
                     *       "comment": "comment",
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "diagnostics": [
                     *         {
                     *           "level": "error",
                     *           "code": "code",
                     *           "pointer": "pointer",
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "fact": "fact"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedJobVersion"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobsByIdVersionsByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                /** @description Counts from 1. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "number": 1,
                     *       "spec": {
                     *         "reader": {
                     *           "connector": "connector",
                     *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parameter": {}
                     *         },
                     *         "writer": {
                     *           "connector": "connector",
                     *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parameter": {}
                     *         },
                     *         "mapping": [
                     *           {
                     *             "from": "from",
                     *             "to": "to"
                     *           }
                     *         ],
                     *         "settings": {
                     *           "channels": 1,
                     *           "readerChannels": 1,
                     *           "writerChannels": 1,
                     *           "bytesPerSecond": 1,
                     *           "dirtyRowsAllowed": 1,
                     *           "dirtyRowsOutput": "default",
                     *           "rebalance": true,
                     *           "checkpointIntervalMs": 1000,
                     *           "checkpointMode": "exactly-once",
                     *           "checkpointTimeoutMs": 1000,
                     *           "checkpointMinPauseMs": 1,
                     *           "failedCheckpointsAllowed": 1,
                     *           "checkpointRetention": "retain-on-cancellation",
                     *           "stateBackend": "jobmanager",
                     *           "checkpointPath": "http://jobmanager.example:8081",
                     *           "savepointPath": "http://jobmanager.example:8081",
                     *           "restartAttempts": 1,
                     *           "restartFailuresPerInterval": 1,
                     *           "restartFailureIntervalMs": 1000,
                     *           "restartDelayMs": 1,
                     *           "restoreColumn": "restoreColumn",
                     *           "transformer": {
                     *             "sql": "sql",
                     *             "readerTable": "readerTable",
                     *             "writerTable": "writerTable",
                     *             "columns": [
                     *               "columns"
                     *             ]
                     *           },
                     *           "nameMapping": {
                     *             "identifiers": {},
                     *             "columnTypes": {},
                     *             "casing": "unchanged"
                     *           },
                     *           "flinkConfiguration": {}
                     *         },
                     *         "parameters": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "default": "default",
                     *             "description": "description"
                     *           }
                     *         ],
                     *         "columnTypes": {
                     *           "reader": {},
                     *           "writer": {}
                     *         }
                     *       },
                     *       "contentHash": "contentHash",
                     *       "comment": "comment",
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["JobVersion"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobsByIdVersionsByNumberDiff: {
        parameters: {
            query?: {
                /** @description The version to start from. */
                against?: number;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                /** @description Counts from 1. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "number": 1,
                     *       "against": 1,
                     *       "differences": [
                     *         {
                     *           "pointer": "pointer",
                     *           "kind": "added",
                     *           "from": "from",
                     *           "before": {},
                     *           "after": {},
                     *           "beforeText": "beforeText",
                     *           "afterText": "afterText"
                     *         }
                     *       ],
                     *       "textChanged": true
                     *     }
                     */
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobsByIdExport: {
        parameters: {
            query?: {
                /** @description Default: the newest version. */
                version?: number;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "format": "data-sync-gateway/job",
                     *       "formatVersion": 1,
                     *       "name": "name",
                     *       "description": "description",
                     *       "kind": "batch",
                     *       "spec": {
                     *         "reader": {
                     *           "connector": "connector",
                     *           "datasource": {
                     *             "name": "name",
                     *             "type": "type"
                     *           },
                     *           "parameter": {}
                     *         },
                     *         "writer": {
                     *           "connector": "connector",
                     *           "datasource": {
                     *             "name": "name",
                     *             "type": "type"
                     *           },
                     *           "parameter": {}
                     *         },
                     *         "mapping": [
                     *           {
                     *             "from": "from",
                     *             "to": "to"
                     *           }
                     *         ],
                     *         "settings": {
                     *           "channels": 1,
                     *           "readerChannels": 1,
                     *           "writerChannels": 1,
                     *           "bytesPerSecond": 1,
                     *           "dirtyRowsAllowed": 1,
                     *           "dirtyRowsOutput": "default",
                     *           "rebalance": true,
                     *           "checkpointIntervalMs": 1000,
                     *           "checkpointMode": "exactly-once",
                     *           "checkpointTimeoutMs": 1000,
                     *           "checkpointMinPauseMs": 1,
                     *           "failedCheckpointsAllowed": 1,
                     *           "checkpointRetention": "retain-on-cancellation",
                     *           "stateBackend": "jobmanager",
                     *           "checkpointPath": "http://jobmanager.example:8081",
                     *           "savepointPath": "http://jobmanager.example:8081",
                     *           "restartAttempts": 1,
                     *           "restartFailuresPerInterval": 1,
                     *           "restartFailureIntervalMs": 1000,
                     *           "restartDelayMs": 1,
                     *           "restoreColumn": "restoreColumn",
                     *           "transformer": {
                     *             "sql": "sql",
                     *             "readerTable": "readerTable",
                     *             "writerTable": "writerTable",
                     *             "columns": [
                     *               "columns"
                     *             ]
                     *           },
                     *           "nameMapping": {
                     *             "identifiers": {},
                     *             "columnTypes": {},
                     *             "casing": "unchanged"
                     *           },
                     *           "flinkConfiguration": {}
                     *         },
                     *         "parameters": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "default": "default",
                     *             "description": "description"
                     *           }
                     *         ],
                     *         "columnTypes": {
                     *           "reader": {},
                     *           "writer": {}
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JobFile"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsImportFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": {},
                 *       "name": "name",
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "datasources": {
                 *         "reader": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *         "writer": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *       },
                 *       "secrets": {}
                 *     }
                 */
                "application/json": {
                    /** @description A JobFile, as GET /jobs/:id/export gives it. */
                    file: unknown;
                    /** @description Default: the file's. */
                    name?: string;
                    clusterId?: string;
                    /** @description Default: the data source of the name and type in the file. */
                    datasources?: {
                        /** @description A ULID. */
                        reader?: string;
                        /** @description A ULID. */
                        writer?: string;
                    };
                    /** @description Of a script, by name: what its `${secret.<name>}` stand for. Sealed, never returned; without a value, that of the version before stays. */
                    secrets?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "name": "name",
                     *         "description": "description",
                     *         "kind": "kind",
                     *         "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "state": "state",
                     *         "onlineVersion": 1,
                     *         "lastVersion": 1,
                     *         "policy": {
                     *           "overlap": "refuse",
                     *           "maxActiveRuns": 1,
                     *           "deadlineSeconds": 1,
                     *           "priority": 1,
                     *           "retry": {
                     *             "maxAttempts": 1
                     *           },
                     *           "onClusterRestart": "ask"
                     *         },
                     *         "revision": 1,
                     *         "createdAt": "2026-01-31T08:00:00.000Z",
                     *         "updatedAt": "2026-01-31T08:00:00.000Z",
                     *         "createdBy": "createdBy"
                     *       },
                     *       "version": {
                     *         "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "number": 1,
                     *         "spec": {
                     *           "reader": {
                     *             "connector": "connector",
                     *             "parameter": {}
                     *           },
                     *           "writer": {
                     *             "connector": "connector",
                     *             "parameter": {}
                     *           },
                     *           "mapping": [],
                     *           "settings": {},
                     *           "parameters": [],
                     *           "columnTypes": {}
                     *         },
                     *         "contentHash": "contentHash",
                     *         "comment": "comment",
                     *         "createdAt": "2026-01-31T08:00:00.000Z",
                     *         "createdBy": "createdBy",
                     *         "diagnostics": [
                     *           {
                     *             "level": "error",
                     *             "code": "code",
                     *             "pointer": "pointer",
                     *             "message": "message",
                     *             "remedy": "remedy"
                     *           }
                     *         ]
                     *       },
                     *       "datasources": [
                     *         {
                     *           "role": "reader",
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "type": "type",
                     *           "created": true,
                     *           "secretsLeftOut": [
                     *             "secretsLeftOut"
                     *           ]
                     *         }
                     *       ],
                     *       "report": [
                     *         {
                     *           "pointer": "pointer",
                     *           "outcome": "mapped",
                     *           "message": "message",
                     *           "remedy": "remedy"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ImportedJob"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "text"
                 *     }
                 */
                "application/json": {
                    /** @description A DataX, DataWorks or Chunjun job: JSON; comments are allowed. */
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "format": "format",
                     *       "spec": {
                     *         "reader": {
                     *           "connector": "connector",
                     *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parameter": {}
                     *         },
                     *         "writer": {
                     *           "connector": "connector",
                     *           "datasourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "parameter": {}
                     *         },
                     *         "mapping": [
                     *           {
                     *             "from": "from",
                     *             "to": "to"
                     *           }
                     *         ],
                     *         "settings": {
                     *           "channels": 1,
                     *           "readerChannels": 1,
                     *           "writerChannels": 1,
                     *           "bytesPerSecond": 1,
                     *           "dirtyRowsAllowed": 1,
                     *           "dirtyRowsOutput": "default",
                     *           "rebalance": true,
                     *           "checkpointIntervalMs": 1000,
                     *           "checkpointMode": "exactly-once",
                     *           "checkpointTimeoutMs": 1000,
                     *           "checkpointMinPauseMs": 1,
                     *           "failedCheckpointsAllowed": 1,
                     *           "checkpointRetention": "retain-on-cancellation",
                     *           "stateBackend": "jobmanager",
                     *           "checkpointPath": "http://jobmanager.example:8081",
                     *           "savepointPath": "http://jobmanager.example:8081",
                     *           "restartAttempts": 1,
                     *           "restartFailuresPerInterval": 1,
                     *           "restartFailureIntervalMs": 1000,
                     *           "restartDelayMs": 1,
                     *           "restoreColumn": "restoreColumn",
                     *           "transformer": {
                     *             "sql": "sql",
                     *             "readerTable": "readerTable",
                     *             "writerTable": "writerTable",
                     *             "columns": [
                     *               "columns"
                     *             ]
                     *           },
                     *           "nameMapping": {
                     *             "identifiers": {},
                     *             "columnTypes": {},
                     *             "casing": "unchanged"
                     *           },
                     *           "flinkConfiguration": {}
                     *         },
                     *         "parameters": [
                     *           {
                     *             "name": "name",
                     *             "type": "string",
                     *             "default": "default",
                     *             "description": "description"
                     *           }
                     *         ],
                     *         "columnTypes": {
                     *           "reader": {},
                     *           "writer": {}
                     *         }
                     *       },
                     *       "datasources": {
                     *         "reader": {
                     *           "name": "name",
                     *           "type": "type",
                     *           "config": {},
                     *           "secrets": [
                     *             "secrets"
                     *           ]
                     *         },
                     *         "writer": {
                     *           "name": "name",
                     *           "type": "type",
                     *           "config": {},
                     *           "secrets": [
                     *             "secrets"
                     *           ]
                     *         }
                     *       },
                     *       "report": [
                     *         {
                     *           "pointer": "pointer",
                     *           "outcome": "mapped",
                     *           "message": "message",
                     *           "remedy": "remedy"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        format: string;
                        /** @description null: something was refused. */
                        spec: {
                            reader: {
                                /** @description Connector of the reader, e.g. mysql. */
                                connector: string;
                                /** @description Data source it connects to. */
                                datasourceId?: string;
                                /** @description The connector's own parameters, without connection, credentials and columns. */
                                parameter: {
                                    [key: string]: unknown;
                                };
                            };
                            writer: {
                                /** @description Connector of the writer, e.g. mysql. */
                                connector: string;
                                /** @description Data source it connects to. */
                                datasourceId?: string;
                                /** @description The connector's own parameters, without connection, credentials and columns. */
                                parameter: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description May be empty where neither side needs columns, as from a change log to a message queue. */
                            mapping: {
                                /** @description A column name, or an object with name and type. */
                                from: string | {
                                    name: string;
                                    type?: string;
                                    value?: string;
                                    format?: string;
                                    parseFormat?: string;
                                    splitter?: string;
                                    /** @description Place in the row, from 0. */
                                    index?: number;
                                    length?: number;
                                    /** @description The value comes from the path (partition). */
                                    isPart?: boolean;
                                    notNull?: boolean;
                                };
                                /** @description A column name, or an object with name and type. */
                                to?: string | {
                                    name: string;
                                    type?: string;
                                    value?: string;
                                    format?: string;
                                    parseFormat?: string;
                                    splitter?: string;
                                    /** @description Place in the row, from 0. */
                                    index?: number;
                                    length?: number;
                                    /** @description The value comes from the path (partition). */
                                    isPart?: boolean;
                                    notNull?: boolean;
                                };
                            }[];
                            settings?: {
                                /** @description Parallel channels. */
                                channels?: number;
                                /** @description Parallel channels of the reader, when they are others. */
                                readerChannels?: number;
                                /** @description Parallel channels of the writer, when they are others. */
                                writerChannels?: number;
                                /** @description Read limit of the whole job, bytes per second. */
                                bytesPerSecond?: number;
                                /** @description Rows that may be dirty per channel and side before the run fails; -1: any number. */
                                dirtyRowsAllowed?: number;
                                /**
                                 * @description Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution (dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, .username and .table in flinkConfiguration, and a user who logs in without a password.
                                 * @enum {unknown}
                                 */
                                dirtyRowsOutput?: "default" | "log" | "mysql";
                                /** @description Spread rows evenly over the writers. */
                                rebalance?: boolean;
                                /** @description Milliseconds between checkpoints. */
                                checkpointIntervalMs?: number;
                                /** @enum {unknown} */
                                checkpointMode?: "exactly-once" | "at-least-once";
                                /** @description Milliseconds that one checkpoint may take. */
                                checkpointTimeoutMs?: number;
                                /** @description Milliseconds from the end of a checkpoint to the next. */
                                checkpointMinPauseMs?: number;
                                /** @description Checkpoints in a row that may fail. */
                                failedCheckpointsAllowed?: number;
                                /**
                                 * @description Whether the last checkpoint of a canceled run is kept, so that another can go on from it.
                                 * @enum {unknown}
                                 */
                                checkpointRetention?: "retain-on-cancellation" | "delete-on-cancellation";
                                /**
                                 * @description Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.
                                 * @enum {unknown}
                                 */
                                stateBackend?: "jobmanager" | "filesystem" | "rocksdb";
                                /** @description Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints. */
                                checkpointPath?: string;
                                /** @description Directory of savepoints, e.g. s3://bucket/savepoints. */
                                savepointPath?: string;
                                /** @description Restarts by Flink itself; 0: none. */
                                restartAttempts?: number;
                                /** @description Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this. */
                                restartFailuresPerInterval?: number;
                                /** @description Milliseconds in which restartFailuresPerInterval counts; default: 600000. */
                                restartFailureIntervalMs?: number;
                                /** @description Milliseconds before a restart; default: 10000. */
                                restartDelayMs?: number;
                                /** @description Growing column of a JDBC reader whose value goes into checkpoints: after a restart it reads on from there. */
                                restoreColumn?: string;
                                /** @description Changes rows between reader and writer; not with kafka, redis, emqx. */
                                transformer?: {
                                    /** @description Flink SQL: a SELECT over the rows of the reader, without aggregation: changes of earlier rows would be written as new ones. */
                                    sql: string;
                                    /** @description Name that FROM uses for the rows of the reader. */
                                    readerTable: string;
                                    /** @description Name of the rows that are written; must be another. */
                                    writerTable?: string;
                                    /** @description Columns of the writer in the order of the SELECT; left out: those of the mapping. */
                                    columns?: (string | {
                                        name: string;
                                        type?: string;
                                        value?: string;
                                        format?: string;
                                        parseFormat?: string;
                                        splitter?: string;
                                        /** @description Place in the row, from 0. */
                                        index?: number;
                                        length?: number;
                                        /** @description The value comes from the path (partition). */
                                        isPart?: boolean;
                                        notNull?: boolean;
                                    })[];
                                };
                                /** @description Other names for what a change log names: `identifiers` from a database, schema or table of the source to its name in the target, `columnTypes` likewise. Only for the readers binlog, oraclelogminer, sqlservercdc and pgwal. */
                                nameMapping?: {
                                    identifiers?: {
                                        [key: string]: string;
                                    };
                                    columnTypes?: {
                                        [key: string]: string;
                                    };
                                    /**
                                     * @description Letters of all other names.
                                     * @enum {unknown}
                                     */
                                    casing?: "unchanged" | "upper" | "lower";
                                };
                                /** @description Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others. */
                                flinkConfiguration?: {
                                    [key: string]: string | number | boolean;
                                };
                            };
                            /** @description What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}. */
                            parameters?: {
                                /** @description Written as ${name} inside a text. */
                                name: string;
                                /**
                                 * @description JSON type where ${name} is the whole value; inside a longer text it is always text.
                                 * @enum {unknown}
                                 */
                                type?: "string" | "integer" | "number" | "boolean";
                                /** @description Value of a run that gives none; without it a run must give one. */
                                default?: string | number | boolean;
                                description?: string;
                            }[];
                            /** @description Database types by column name, in the order of the table. */
                            columnTypes?: {
                                reader?: {
                                    [key: string]: string;
                                };
                                writer?: {
                                    [key: string]: string;
                                };
                            };
                        } | null;
                        datasources: {
                            reader?: {
                                name: string | null;
                                type: string;
                                config: {
                                    [key: string]: unknown;
                                };
                                /** @description Names of the secrets the document held; their values stay out. */
                                secrets: string[];
                            };
                            writer?: {
                                name: string | null;
                                type: string;
                                config: {
                                    [key: string]: unknown;
                                };
                                /** @description Names of the secrets the document held; their values stay out. */
                                secrets: string[];
                            };
                        };
                        report: components["schemas"]["ImportReportEntry"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsImportCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "text",
                 *       "name": "name",
                 *       "description": "description",
                 *       "kind": "batch",
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "datasources": {
                 *         "reader": {
                 *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *           "name": "name",
                 *           "config": {},
                 *           "secrets": {}
                 *         },
                 *         "writer": {
                 *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *           "name": "name",
                 *           "config": {},
                 *           "secrets": {}
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description A DataX, DataWorks or Chunjun job: JSON; comments are allowed. */
                    text: string;
                    /** @description Free text without @; does not begin with a dash. */
                    name: string;
                    description?: string;
                    /**
                     * @description Default: stream when the reader goes on for ever (a queue, a database log, polling), else batch.
                     * @enum {unknown}
                     */
                    kind?: "batch" | "stream";
                    clusterId?: string;
                    /** @description Default: the data source that the document names, when there is one of that name and type; else a new one with what the document says. One is made when both sides are the same place. */
                    datasources?: {
                        reader?: {
                            /** @description One that exists; then nothing else is given. */
                            id?: string;
                            /** @description Of a new one. Default: `<job name>_reader` made to fit. */
                            name?: string;
                            /** @description Fields that count instead of the document's. */
                            config?: {
                                [key: string]: unknown;
                            };
                            /** @description Secrets that count instead of the document's. Sealed, never returned. */
                            secrets?: {
                                [key: string]: string;
                            };
                        };
                        writer?: {
                            /** @description One that exists; then nothing else is given. */
                            id?: string;
                            /** @description Of a new one. Default: `<job name>_reader` made to fit. */
                            name?: string;
                            /** @description Fields that count instead of the document's. */
                            config?: {
                                [key: string]: unknown;
                            };
                            /** @description Secrets that count instead of the document's. Sealed, never returned. */
                            secrets?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "name": "name",
                     *         "description": "description",
                     *         "kind": "kind",
                     *         "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "catalogId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "state": "state",
                     *         "onlineVersion": 1,
                     *         "lastVersion": 1,
                     *         "policy": {
                     *           "overlap": "refuse",
                     *           "maxActiveRuns": 1,
                     *           "deadlineSeconds": 1,
                     *           "priority": 1,
                     *           "retry": {
                     *             "maxAttempts": 1
                     *           },
                     *           "onClusterRestart": "ask"
                     *         },
                     *         "revision": 1,
                     *         "createdAt": "2026-01-31T08:00:00.000Z",
                     *         "updatedAt": "2026-01-31T08:00:00.000Z",
                     *         "createdBy": "createdBy"
                     *       },
                     *       "version": {
                     *         "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "number": 1,
                     *         "spec": {
                     *           "reader": {
                     *             "connector": "connector",
                     *             "parameter": {}
                     *           },
                     *           "writer": {
                     *             "connector": "connector",
                     *             "parameter": {}
                     *           },
                     *           "mapping": [],
                     *           "settings": {},
                     *           "parameters": [],
                     *           "columnTypes": {}
                     *         },
                     *         "contentHash": "contentHash",
                     *         "comment": "comment",
                     *         "createdAt": "2026-01-31T08:00:00.000Z",
                     *         "createdBy": "createdBy",
                     *         "diagnostics": [
                     *           {
                     *             "level": "error",
                     *             "code": "code",
                     *             "pointer": "pointer",
                     *             "message": "message",
                     *             "remedy": "remedy"
                     *           }
                     *         ]
                     *       },
                     *       "datasources": [
                     *         {
                     *           "role": "reader",
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "type": "type",
                     *           "created": true,
                     *           "secretsLeftOut": [
                     *             "secretsLeftOut"
                     *           ]
                     *         }
                     *       ],
                     *       "report": [
                     *         {
                     *           "pointer": "pointer",
                     *           "outcome": "mapped",
                     *           "message": "message",
                     *           "remedy": "remedy"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ImportedJob"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnectorsByReaderByWriterTemplate: {
        parameters: {
            query?: {
                kind?: "script" | "form";
            };
            header?: never;
            path: {
                reader: string;
                writer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 01ARZ3NDEKTSV4RRFFQ69G5FAV */
                    "text/plain": string;
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsValidate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "document": {},
                 *       "documentText": "documentText",
                 *       "confProp": {},
                 *       "columnTypes": {
                 *         "reader": {},
                 *         "writer": {}
                 *       },
                 *       "parameters": {},
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *     }
                 */
                "application/json": {
                    /** @description A Chunjun job document. */
                    document?: unknown;
                    /** @description The same as text: comments, number forms and duplicate keys count. */
                    documentText?: string;
                    /** @description The -confProp object. */
                    confProp?: unknown;
                    /** @description Database types by column name, in the order of the table. */
                    columnTypes?: {
                        reader?: {
                            [key: string]: string;
                        };
                        writer?: {
                            [key: string]: string;
                        };
                    };
                    /** @description Values for the version's ${name}; stored with the record and shown: no place for secrets. */
                    parameters?: {
                        [key: string]: string | number | boolean;
                    };
                    /** @description Checks against what this cluster has, too. */
                    clusterId?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "valid": true,
                     *       "diagnostics": [
                     *         {
                     *           "level": "error",
                     *           "code": "code",
                     *           "pointer": "pointer",
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "fact": "fact"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description No finding is an error. */
                        valid: boolean;
                        diagnostics: components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdDiagnostics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "valid": true,
                     *       "diagnostics": [
                     *         {
                     *           "level": "error",
                     *           "code": "code",
                     *           "pointer": "pointer",
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "fact": "fact"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description No finding is an error. */
                        valid: boolean;
                        diagnostics: components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsByIdRender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "parameters": {},
                 *       "restoreFrom": {
                 *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *       },
                 *       "allowNonRestoredState": false
                 *     }
                 */
                "application/json": {
                    /** @description Default: the version that is online, else the newest. */
                    version?: number;
                    /** @description Values for the version's ${name}; stored with the record and shown: no place for secrets. */
                    parameters?: {
                        [key: string]: string | number | boolean;
                    };
                    /** @description Stream jobs only: goes on from where an earlier run of the job stood (its newest savepoint or retained checkpoint), or from the savepoint or checkpoint at a path that every machine of the cluster sees. */
                    restoreFrom?: {
                        recordId: string;
                    } | {
                        path: string;
                    };
                    /**
                     * @description With restoreFrom: state that the version has no operator for any more is left behind.
                     * @default false
                     */
                    allowNonRestoredState?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "document": {},
                     *       "documentText": "documentText",
                     *       "programArguments": [
                     *         "programArguments"
                     *       ],
                     *       "bundle": [
                     *         {
                     *           "name": "name",
                     *           "bytes": 1
                     *         }
                     *       ],
                     *       "parameters": {},
                     *       "missingParameters": [
                     *         "missingParameters"
                     *       ],
                     *       "confProp": {},
                     *       "slots": 1,
                     *       "plugins": [
                     *         "plugins"
                     *       ],
                     *       "diagnostics": [
                     *         {
                     *           "level": "error",
                     *           "code": "code",
                     *           "pointer": "pointer",
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "fact": "fact"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RenderedVersion"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClusters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "kind": "kind",
                     *           "config": {
                     *             "restUrl": "http://jobmanager.example:8081",
                     *             "maxActiveRuns": 1,
                     *             "maxSlots": 1,
                     *             "archiveDirectory": "/data/archive",
                     *             "historyServerUrl": "http://jobmanager.example:8081",
                     *             "healthGuard": {},
                     *             "restartHook": {
                     *               "url": "http://jobmanager.example:8081"
                     *             }
                     *           },
                     *           "distribution": {
                     *             "mode": "lib",
                     *             "directory": "/data/archive"
                     *           },
                     *           "reachability": "unknown",
                     *           "reachableSince": "2026-01-31T08:00:00.000Z",
                     *           "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *           "lastError": "lastError",
                     *           "epoch": "epoch",
                     *           "flinkVersion": "flinkVersion",
                     *           "slotsTotal": 1,
                     *           "slotsFree": 1,
                     *           "hasSecrets": true,
                     *           "health": {
                     *             "at": "2026-01-31T08:00:00.000Z",
                     *             "verdict": "unknown",
                     *             "process": "jobManager",
                     *             "metaspaceUsed": 1,
                     *             "metaspaceLimit": 1,
                     *             "growthPerRun": 1,
                     *             "learnedFrom": 1,
                     *             "runsLeft": 1,
                     *             "jobManager": {
                     *               "used": 1,
                     *               "limit": 1,
                     *               "heapUsed": 1,
                     *               "heapLimit": 1
                     *             },
                     *             "taskManagers": {
                     *               "used": 1,
                     *               "limit": 1,
                     *               "heapUsed": 1,
                     *               "heapLimit": 1
                     *             },
                     *             "state": "open",
                     *             "reason": "reason",
                     *             "since": "2026-01-31T08:00:00.000Z",
                     *             "requestedBy": "requestedBy",
                     *             "attempts": 1,
                     *             "alert": "alert",
                     *             "recycledAt": "2026-01-31T08:00:00.000Z"
                     *           },
                     *           "maintenance": {
                     *             "since": "2026-01-31T08:00:00.000Z",
                     *             "who": "who",
                     *             "reason": "reason"
                     *           },
                     *           "revision": 1,
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Cluster"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postClusters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "kind": "standalone",
                 *       "config": {
                 *         "restUrl": "http://jobmanager.example:8081",
                 *         "maxActiveRuns": 1,
                 *         "maxSlots": 1,
                 *         "archiveDirectory": "/data/archive",
                 *         "historyServerUrl": "http://jobmanager.example:8081",
                 *         "healthGuard": {
                 *           "enabled": true,
                 *           "margin": 1,
                 *           "ignoreForeignJobs": true
                 *         },
                 *         "restartHook": {
                 *           "url": "http://jobmanager.example:8081",
                 *           "timeoutSeconds": 10
                 *         }
                 *       },
                 *       "distribution": {
                 *         "mode": "lib",
                 *         "directory": "/data/archive"
                 *       },
                 *       "secrets": {
                 *         "restartHookToken": "restartHookToken"
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @enum {unknown} */
                    kind: "standalone";
                    config: {
                        /** @description Base URL of the JobManager's REST API, with http:// or https://, e.g. http://jobmanager:8081. */
                        restUrl: string;
                        /** @description Runs of this gateway at once; the others wait. */
                        maxActiveRuns?: number;
                        /** @description Task slots the cluster can grow to. A run that needs more is refused; default: the most that were seen. */
                        maxSlots?: number;
                        /** @description Where the gateway sees the directory that jobmanager.archive.fs.dir of the cluster names: an absolute path. A job that Flink has forgotten is looked for there before its run is called LOST. */
                        archiveDirectory?: string;
                        /** @description Base URL of Flink's history server for the cluster; asked like archiveDirectory, after it. */
                        historyServerUrl?: string;
                        /** @description Stops admitting before the metaspace is full. */
                        healthGuard?: {
                            /** @description Default: where runs leave metaspace behind, that is in modes bundle and dist-dir. */
                            enabled?: boolean;
                            /** @description With fewer runs left than this nothing more is admitted until the cluster was restarted. Default: 3. */
                            margin?: number;
                            /** @description Restart the cluster although jobs run on it that are not of this gateway. */
                            ignoreForeignJobs?: boolean;
                        };
                        restartHook?: {
                            /** @description Gets POST {clusterId, name, reason, epoch} when no job is left, and has to restart JobManager and TaskManagers. Its bearer token is secrets.restartHookToken. */
                            url: string;
                            /** @description The restarted cluster has to answer within this time. Default: 300. */
                            timeoutSeconds?: number;
                        };
                    };
                    distribution: {
                        /**
                         * @description lib: the plugins lie in Flink’s lib directory. bundle: the gateway composes a job jar per run. dist-dir: a Chunjun distribution lies on the JobManager.
                         * @enum {unknown}
                         */
                        mode: "lib" | "bundle" | "dist-dir";
                        /** @description dist-dir: its path on the JobManager. */
                        directory?: string;
                    };
                    /** @description Sealed; never returned. Given anew, they replace all that were. */
                    secrets?: {
                        restartHookToken?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClustersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClustersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchClustersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the change is based on, or * for whatever it is now. Without it: 428. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "config": {
                 *         "restUrl": "http://jobmanager.example:8081",
                 *         "maxActiveRuns": 1,
                 *         "maxSlots": 1,
                 *         "archiveDirectory": "/data/archive",
                 *         "historyServerUrl": "http://jobmanager.example:8081",
                 *         "healthGuard": {
                 *           "enabled": true,
                 *           "margin": 1,
                 *           "ignoreForeignJobs": true
                 *         },
                 *         "restartHook": {
                 *           "url": "http://jobmanager.example:8081",
                 *           "timeoutSeconds": 10
                 *         }
                 *       },
                 *       "distribution": {
                 *         "mode": "lib",
                 *         "directory": "/data/archive"
                 *       },
                 *       "secrets": {
                 *         "restartHookToken": "restartHookToken"
                 *       }
                 *     }
                 */
                "application/json": {
                    config?: {
                        /** @description Base URL of the JobManager's REST API, with http:// or https://, e.g. http://jobmanager:8081. */
                        restUrl: string;
                        /** @description Runs of this gateway at once; the others wait. */
                        maxActiveRuns?: number;
                        /** @description Task slots the cluster can grow to. A run that needs more is refused; default: the most that were seen. */
                        maxSlots?: number;
                        /** @description Where the gateway sees the directory that jobmanager.archive.fs.dir of the cluster names: an absolute path. A job that Flink has forgotten is looked for there before its run is called LOST. */
                        archiveDirectory?: string;
                        /** @description Base URL of Flink's history server for the cluster; asked like archiveDirectory, after it. */
                        historyServerUrl?: string;
                        /** @description Stops admitting before the metaspace is full. */
                        healthGuard?: {
                            /** @description Default: where runs leave metaspace behind, that is in modes bundle and dist-dir. */
                            enabled?: boolean;
                            /** @description With fewer runs left than this nothing more is admitted until the cluster was restarted. Default: 3. */
                            margin?: number;
                            /** @description Restart the cluster although jobs run on it that are not of this gateway. */
                            ignoreForeignJobs?: boolean;
                        };
                        restartHook?: {
                            /** @description Gets POST {clusterId, name, reason, epoch} when no job is left, and has to restart JobManager and TaskManagers. Its bearer token is secrets.restartHookToken. */
                            url: string;
                            /** @description The restarted cluster has to answer within this time. Default: 300. */
                            timeoutSeconds?: number;
                        };
                    };
                    distribution?: {
                        /**
                         * @description lib: the plugins lie in Flink’s lib directory. bundle: the gateway composes a job jar per run. dist-dir: a Chunjun distribution lies on the JobManager.
                         * @enum {unknown}
                         */
                        mode: "lib" | "bundle" | "dist-dir";
                        /** @description dist-dir: its path on the JobManager. */
                        directory?: string;
                    };
                    /** @description Sealed; never returned. Given anew, they replace all that were. */
                    secrets?: {
                        restartHookToken?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postClustersByIdCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "usable": true,
                     *       "modes": [
                     *         "lib"
                     *       ],
                     *       "findings": [
                     *         {
                     *           "level": "ok",
                     *           "code": "code",
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "connector": "connector"
                     *         }
                     *       ],
                     *       "javaVersion": 1,
                     *       "plugins": [
                     *         "plugins"
                     *       ],
                     *       "extraJars": [
                     *         "extraJars"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClusterCheck"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putClustersByIdMaintenance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "reason"
                 *     }
                 */
                "application/json": {
                    /** @description Shown to whoever waits. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClustersByIdMaintenance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClustersByIdLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "reachability": "unknown",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "slotsPromised": 1,
                     *       "records": {},
                     *       "waiting": {},
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ClusterLoad"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClustersByIdTaskmanagers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "lastHeartbeatAt": "2026-01-31T08:00:00.000Z",
                     *           "slotsTotal": 1,
                     *           "slotsFree": 1,
                     *           "cpuCores": 1,
                     *           "physicalMemory": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TaskManager"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postClustersByIdRestart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "reason",
                 *       "force": true
                 *     }
                 */
                "application/json": {
                    /** @description Shown to whoever waits. */
                    reason: string;
                    /** @description Restart although jobs of others run, or although it does not answer. Runs of this gateway always end first. */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Accepted: it goes on in the background */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClustersByIdRestart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "kind": "kind",
                     *       "config": {
                     *         "restUrl": "http://jobmanager.example:8081",
                     *         "maxActiveRuns": 1,
                     *         "maxSlots": 1,
                     *         "archiveDirectory": "/data/archive",
                     *         "historyServerUrl": "http://jobmanager.example:8081",
                     *         "healthGuard": {
                     *           "enabled": true,
                     *           "margin": 1,
                     *           "ignoreForeignJobs": true
                     *         },
                     *         "restartHook": {
                     *           "url": "http://jobmanager.example:8081",
                     *           "timeoutSeconds": 10
                     *         }
                     *       },
                     *       "distribution": {
                     *         "mode": "lib",
                     *         "directory": "/data/archive"
                     *       },
                     *       "reachability": "unknown",
                     *       "reachableSince": "2026-01-31T08:00:00.000Z",
                     *       "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "epoch": "epoch",
                     *       "flinkVersion": "flinkVersion",
                     *       "slotsTotal": 1,
                     *       "slotsFree": 1,
                     *       "hasSecrets": true,
                     *       "health": {
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "verdict": "unknown",
                     *         "process": "jobManager",
                     *         "metaspaceUsed": 1,
                     *         "metaspaceLimit": 1,
                     *         "growthPerRun": 1,
                     *         "learnedFrom": 1,
                     *         "runsLeft": 1,
                     *         "jobManager": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "taskManagers": {
                     *           "used": 1,
                     *           "limit": 1,
                     *           "heapUsed": 1,
                     *           "heapLimit": 1
                     *         },
                     *         "state": "open",
                     *         "reason": "reason",
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "requestedBy": "requestedBy",
                     *         "attempts": 1,
                     *         "alert": "alert",
                     *         "recycledAt": "2026-01-31T08:00:00.000Z"
                     *       },
                     *       "maintenance": {
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "who": "who",
                     *         "reason": "reason"
                     *       },
                     *       "revision": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClustersByIdOrphans: {
        parameters: {
            query?: {
                /** @description Also jobs that are over. */
                ended?: boolean;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "state": "state",
                     *           "startedAt": "2026-01-31T08:00:00.000Z",
                     *           "slots": 1,
                     *           "kind": "orphan",
                     *           "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "recordState": "recordState",
                     *           "why": "why"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Orphan"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postClustersByIdOrphansByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                /** @description Flink's job id, 32 hex digits. */
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "adopt",
                 *       "reason": "reason",
                 *       "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "force": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description adopt: its record follows it from now on. cancel: Flink is told to cancel it.
                     * @enum {unknown}
                     */
                    action: "adopt" | "cancel";
                    /** @description Kept with the event. */
                    reason: string;
                    /** @description adopt: the record, when the name does not say it (needs force). */
                    recordId?: string;
                    /** @description Confirms to adopt or cancel a job whose name is not of a record here. */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "outcome": "adopted"
                     *     }
                     */
                    "application/json": {
                        flinkJobId: string;
                        recordId: string | null;
                        /**
                         * @description asked: Flink accepted the wish to cancel. gone: it was over by then.
                         * @enum {unknown}
                         */
                        outcome: "adopted" | "asked" | "gone";
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postJobsByIdRuns: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body: the same record. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "parameters": {},
                 *       "restoreFrom": {
                 *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *       },
                 *       "allowNonRestoredState": false
                 *     }
                 */
                "application/json": {
                    /** @description Default: the version that is online, else the newest. */
                    version?: number;
                    /** @description Values for the version's ${name}; stored with the record and shown: no place for secrets. */
                    parameters?: {
                        [key: string]: string | number | boolean;
                    };
                    /** @description Stream jobs only: goes on from where an earlier run of the job stood (its newest savepoint or retained checkpoint), or from the savepoint or checkpoint at a path that every machine of the cluster sees. */
                    restoreFrom?: {
                        recordId: string;
                    } | {
                        path: string;
                    };
                    /**
                     * @description With restoreFrom: state that the version has no operator for any more is left behind.
                     * @default false
                     */
                    allowNonRestoredState?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Accepted: it goes on in the background */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "version": 1,
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "trigger": "manual",
                     *       "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "QUEUED",
                     *       "stateSince": "2026-01-31T08:00:00.000Z",
                     *       "phase": "phase",
                     *       "phaseMessage": "phaseMessage",
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "attempt": 1,
                     *       "slots": 1,
                     *       "parameters": {},
                     *       "waitingReason": {
                     *         "code": "cluster_unreachable",
                     *         "message": "message"
                     *       },
                     *       "queue": {
                     *         "place": 1,
                     *         "of": 1
                     *       },
                     *       "priority": 1,
                     *       "notBefore": "2026-01-31T08:00:00.000Z",
                     *       "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *       "retryNumber": 1,
                     *       "retry": "retry",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "offsetBefore": "offsetBefore",
                     *       "offsetAfter": "offsetAfter",
                     *       "stop": {
                     *         "step": "wanted",
                     *         "who": "who",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "targetDirectory": "targetDirectory",
                     *         "drain": true,
                     *         "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "failure": {
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       },
                     *       "savepointPath": "savepointPath",
                     *       "lastCheckpoint": {
                     *         "id": 1,
                     *         "path": "path",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "usable": true,
                     *         "note": "note"
                     *       },
                     *       "restoreFrom": {
                     *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "path": "path",
                     *         "allowNonRestoredState": true
                     *       },
                     *       "submittedAt": "2026-01-31T08:00:00.000Z",
                     *       "startedAt": "2026-01-31T08:00:00.000Z",
                     *       "finishedAt": "2026-01-31T08:00:00.000Z",
                     *       "seenAt": "2026-01-31T08:00:00.000Z",
                     *       "cluster": {
                     *         "reachability": "unknown",
                     *         "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *         "lastError": "lastError"
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecords: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A ULID. */
                jobId?: string;
                /** @description A ULID. */
                clusterId?: string;
                /** @description Several: written several times, `state=FAILED&state=REJECTED`. */
                state?: ("QUEUED" | "WAITING" | "SUBMITTING" | "UNCERTAIN" | "RUNNING" | "STOPPING" | "LOST" | "SUCCEEDED" | "FAILED" | "CANCELED" | "REJECTED" | "CLOSED") | ("QUEUED" | "WAITING" | "SUBMITTING" | "UNCERTAIN" | "RUNNING" | "STOPPING" | "LOST" | "SUCCEEDED" | "FAILED" | "CANCELED" | "REJECTED" | "CLOSED")[];
                trigger?: "manual" | "schedule" | "rerun" | "retry" | "backfill";
                /** @description true: runs that do not end by themselves; false: batch instances. */
                streaming?: boolean;
                /** @description Accepted at or after this time, by the time in the id. */
                from?: string;
                /** @description Accepted before this time. */
                to?: string;
                /** @description Part of a job's name in any case (of the 20 newest such jobs, deleted ones last), the first 4 characters or more of a record's id, or a whole failure code: a record that any of them finds. */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "version": 1,
                     *           "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "trigger": "manual",
                     *           "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "state": "QUEUED",
                     *           "stateSince": "2026-01-31T08:00:00.000Z",
                     *           "phase": "phase",
                     *           "phaseMessage": "phaseMessage",
                     *           "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "attempt": 1,
                     *           "slots": 1,
                     *           "parameters": {},
                     *           "waitingReason": {
                     *             "code": "cluster_unreachable",
                     *             "message": "message"
                     *           },
                     *           "queue": {
                     *             "place": 1,
                     *             "of": 1
                     *           },
                     *           "priority": 1,
                     *           "notBefore": "2026-01-31T08:00:00.000Z",
                     *           "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *           "retryNumber": 1,
                     *           "retry": "retry",
                     *           "failure": {
                     *             "code": "code",
                     *             "message": "message",
                     *             "remedy": "remedy",
                     *             "rootCause": "rootCause"
                     *           },
                     *           "rowsRead": 1,
                     *           "rowsWritten": 1,
                     *           "bytesRead": 1,
                     *           "bytesWritten": 1,
                     *           "dirtyRows": 1,
                     *           "offsetBefore": "offsetBefore",
                     *           "offsetAfter": "offsetAfter",
                     *           "stop": {
                     *             "step": "wanted",
                     *             "who": "who",
                     *             "at": "2026-01-31T08:00:00.000Z",
                     *             "targetDirectory": "targetDirectory",
                     *             "drain": true,
                     *             "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *             "failure": {
                     *               "message": "message",
                     *               "remedy": "remedy",
                     *               "at": "2026-01-31T08:00:00.000Z"
                     *             }
                     *           },
                     *           "savepointPath": "savepointPath",
                     *           "lastCheckpoint": {
                     *             "id": 1,
                     *             "path": "path",
                     *             "at": "2026-01-31T08:00:00.000Z",
                     *             "usable": true,
                     *             "note": "note"
                     *           },
                     *           "restoreFrom": {
                     *             "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *             "path": "path",
                     *             "allowNonRestoredState": true
                     *           },
                     *           "submittedAt": "2026-01-31T08:00:00.000Z",
                     *           "startedAt": "2026-01-31T08:00:00.000Z",
                     *           "finishedAt": "2026-01-31T08:00:00.000Z",
                     *           "seenAt": "2026-01-31T08:00:00.000Z",
                     *           "cluster": {
                     *             "reachability": "unknown",
                     *             "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *             "lastError": "lastError"
                     *           },
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Record"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "version": 1,
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "trigger": "manual",
                     *       "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "QUEUED",
                     *       "stateSince": "2026-01-31T08:00:00.000Z",
                     *       "phase": "phase",
                     *       "phaseMessage": "phaseMessage",
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "attempt": 1,
                     *       "slots": 1,
                     *       "parameters": {},
                     *       "waitingReason": {
                     *         "code": "cluster_unreachable",
                     *         "message": "message"
                     *       },
                     *       "queue": {
                     *         "place": 1,
                     *         "of": 1
                     *       },
                     *       "priority": 1,
                     *       "notBefore": "2026-01-31T08:00:00.000Z",
                     *       "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *       "retryNumber": 1,
                     *       "retry": "retry",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "offsetBefore": "offsetBefore",
                     *       "offsetAfter": "offsetAfter",
                     *       "stop": {
                     *         "step": "wanted",
                     *         "who": "who",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "targetDirectory": "targetDirectory",
                     *         "drain": true,
                     *         "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "failure": {
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       },
                     *       "savepointPath": "savepointPath",
                     *       "lastCheckpoint": {
                     *         "id": 1,
                     *         "path": "path",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "usable": true,
                     *         "note": "note"
                     *       },
                     *       "restoreFrom": {
                     *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "path": "path",
                     *         "allowNonRestoredState": true
                     *       },
                     *       "submittedAt": "2026-01-31T08:00:00.000Z",
                     *       "startedAt": "2026-01-31T08:00:00.000Z",
                     *       "finishedAt": "2026-01-31T08:00:00.000Z",
                     *       "seenAt": "2026-01-31T08:00:00.000Z",
                     *       "cluster": {
                     *         "reachability": "unknown",
                     *         "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *         "lastError": "lastError"
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "at": "2026-01-31T08:00:00.000Z",
                     *           "from": "from",
                     *           "to": "to",
                     *           "who": "who",
                     *           "why": "why",
                     *           "evidence": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RecordEvent"][];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "documentHash": "documentHash",
                     *       "document": {}
                     *     }
                     */
                    "application/json": {
                        documentHash: string | null;
                        document: unknown;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "takenAt": "2026-01-31T08:00:00.000Z",
                     *       "accumulators": {},
                     *       "exceptions": {},
                     *       "job": {},
                     *       "configuration": {},
                     *       "logTail": "logTail",
                     *       "taskManagerLogs": [
                     *         {
                     *           "taskManager": "taskManager",
                     *           "logTail": "logTail",
                     *           "missing": "missing"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        takenAt: string;
                        accumulators: {
                            [key: string]: string;
                        };
                        exceptions: unknown;
                        job: unknown;
                        configuration: unknown;
                        /** @description End of the JobManager's log; of failed runs only. */
                        logTail: string;
                        /** @description Of failed runs: ends of the logs of TaskManagers that ran it. Earlier snapshots have none. */
                        taskManagerLogs?: {
                            taskManager: string | null;
                            logTail: string;
                            missing: string | null;
                        }[];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsByIdRerun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body: the same record. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "parameters": {},
                 *       "restoreFrom": {
                 *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                 *       },
                 *       "allowNonRestoredState": false
                 *     }
                 */
                "application/json": {
                    /** @description Default: the version that is online, else the newest. */
                    version?: number;
                    /** @description Values for the version's ${name}; stored with the record and shown: no place for secrets. */
                    parameters?: {
                        [key: string]: string | number | boolean;
                    };
                    /** @description Stream jobs only: goes on from where an earlier run of the job stood (its newest savepoint or retained checkpoint), or from the savepoint or checkpoint at a path that every machine of the cluster sees. */
                    restoreFrom?: {
                        recordId: string;
                    } | {
                        path: string;
                    };
                    /**
                     * @description With restoreFrom: state that the version has no operator for any more is left behind.
                     * @default false
                     */
                    allowNonRestoredState?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Accepted: it goes on in the background */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "version": 1,
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "trigger": "manual",
                     *       "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "QUEUED",
                     *       "stateSince": "2026-01-31T08:00:00.000Z",
                     *       "phase": "phase",
                     *       "phaseMessage": "phaseMessage",
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "attempt": 1,
                     *       "slots": 1,
                     *       "parameters": {},
                     *       "waitingReason": {
                     *         "code": "cluster_unreachable",
                     *         "message": "message"
                     *       },
                     *       "queue": {
                     *         "place": 1,
                     *         "of": 1
                     *       },
                     *       "priority": 1,
                     *       "notBefore": "2026-01-31T08:00:00.000Z",
                     *       "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *       "retryNumber": 1,
                     *       "retry": "retry",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "offsetBefore": "offsetBefore",
                     *       "offsetAfter": "offsetAfter",
                     *       "stop": {
                     *         "step": "wanted",
                     *         "who": "who",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "targetDirectory": "targetDirectory",
                     *         "drain": true,
                     *         "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "failure": {
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       },
                     *       "savepointPath": "savepointPath",
                     *       "lastCheckpoint": {
                     *         "id": 1,
                     *         "path": "path",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "usable": true,
                     *         "note": "note"
                     *       },
                     *       "restoreFrom": {
                     *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "path": "path",
                     *         "allowNonRestoredState": true
                     *       },
                     *       "submittedAt": "2026-01-31T08:00:00.000Z",
                     *       "startedAt": "2026-01-31T08:00:00.000Z",
                     *       "finishedAt": "2026-01-31T08:00:00.000Z",
                     *       "seenAt": "2026-01-31T08:00:00.000Z",
                     *       "cluster": {
                     *         "reachability": "unknown",
                     *         "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *         "lastError": "lastError"
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsByIdStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "cancel",
                 *       "targetDirectory": "http://jobmanager.example:8081",
                 *       "drain": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description savepoint: stream runs only; Flink keeps where the run stands, and another run can go on from there. A savepoint takes its time: cancel given meanwhile ends the run without waiting for it.
                     * @default cancel
                     * @enum {unknown}
                     */
                    mode?: "cancel" | "savepoint";
                    /** @description Where the savepoint goes, e.g. s3://bucket/savepoints. Default: savepointPath of the settings of the version, else the directory of the cluster (state.savepoints.dir). */
                    targetDirectory?: string;
                    /**
                     * @description Tells the operators that no rows will come any more; only where the run is not to be continued.
                     * @default false
                     */
                    drain?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Accepted: it goes on in the background */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "version": 1,
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "trigger": "manual",
                     *       "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "QUEUED",
                     *       "stateSince": "2026-01-31T08:00:00.000Z",
                     *       "phase": "phase",
                     *       "phaseMessage": "phaseMessage",
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "attempt": 1,
                     *       "slots": 1,
                     *       "parameters": {},
                     *       "waitingReason": {
                     *         "code": "cluster_unreachable",
                     *         "message": "message"
                     *       },
                     *       "queue": {
                     *         "place": 1,
                     *         "of": 1
                     *       },
                     *       "priority": 1,
                     *       "notBefore": "2026-01-31T08:00:00.000Z",
                     *       "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *       "retryNumber": 1,
                     *       "retry": "retry",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "offsetBefore": "offsetBefore",
                     *       "offsetAfter": "offsetAfter",
                     *       "stop": {
                     *         "step": "wanted",
                     *         "who": "who",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "targetDirectory": "targetDirectory",
                     *         "drain": true,
                     *         "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "failure": {
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       },
                     *       "savepointPath": "savepointPath",
                     *       "lastCheckpoint": {
                     *         "id": 1,
                     *         "path": "path",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "usable": true,
                     *         "note": "note"
                     *       },
                     *       "restoreFrom": {
                     *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "path": "path",
                     *         "allowNonRestoredState": true
                     *       },
                     *       "submittedAt": "2026-01-31T08:00:00.000Z",
                     *       "startedAt": "2026-01-31T08:00:00.000Z",
                     *       "finishedAt": "2026-01-31T08:00:00.000Z",
                     *       "seenAt": "2026-01-31T08:00:00.000Z",
                     *       "cluster": {
                     *         "reachability": "unknown",
                     *         "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *         "lastError": "lastError"
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdLogs: {
        parameters: {
            query?: {
                /** @description Of each log, at most. */
                bytes?: number;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "flink",
                     *       "at": "2026-01-31T08:00:00.000Z",
                     *       "jobManager": "jobManager",
                     *       "jobManagerMissing": "jobManagerMissing",
                     *       "taskManagers": [
                     *         {
                     *           "taskManager": "taskManager",
                     *           "logTail": "logTail",
                     *           "missing": "missing"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordLogs"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdLogsDownload: {
        parameters: {
            query?: {
                /** @description Of each log, at most. */
                bytes?: number;
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 01ARZ3NDEKTSV4RRFFQ69G5FAV */
                    "text/plain": string;
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdExceptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "flink",
                     *       "at": "2026-01-31T08:00:00.000Z",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "root": "root",
                     *       "all": [
                     *         {
                     *           "at": "2026-01-31T08:00:00.000Z",
                     *           "task": "task",
                     *           "exception": "exception"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordExceptions"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "flink",
                     *       "at": "2026-01-31T08:00:00.000Z",
                     *       "seconds": 1,
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "perSecond": {
                     *         "rowsRead": 1,
                     *         "rowsWritten": 1,
                     *         "bytesRead": 1,
                     *         "bytesWritten": 1
                     *       },
                     *       "averagePerSecond": {
                     *         "rowsRead": 1,
                     *         "rowsWritten": 1,
                     *         "bytesRead": 1,
                     *         "bytesWritten": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RecordMetrics"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsByIdAttach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "flinkJobId": "7f3c2a9d41e84b0c9a5d6e7f8091a2b3",
                 *       "reason": "reason",
                 *       "force": true
                 *     }
                 */
                "application/json": {
                    flinkJobId: string;
                    /** @description Kept with the event. */
                    reason: string;
                    /** @description Confirms a job whose name does not end in @<record id>. */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "version": 1,
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "trigger": "manual",
                     *       "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "QUEUED",
                     *       "stateSince": "2026-01-31T08:00:00.000Z",
                     *       "phase": "phase",
                     *       "phaseMessage": "phaseMessage",
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "attempt": 1,
                     *       "slots": 1,
                     *       "parameters": {},
                     *       "waitingReason": {
                     *         "code": "cluster_unreachable",
                     *         "message": "message"
                     *       },
                     *       "queue": {
                     *         "place": 1,
                     *         "of": 1
                     *       },
                     *       "priority": 1,
                     *       "notBefore": "2026-01-31T08:00:00.000Z",
                     *       "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *       "retryNumber": 1,
                     *       "retry": "retry",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "offsetBefore": "offsetBefore",
                     *       "offsetAfter": "offsetAfter",
                     *       "stop": {
                     *         "step": "wanted",
                     *         "who": "who",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "targetDirectory": "targetDirectory",
                     *         "drain": true,
                     *         "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "failure": {
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       },
                     *       "savepointPath": "savepointPath",
                     *       "lastCheckpoint": {
                     *         "id": 1,
                     *         "path": "path",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "usable": true,
                     *         "note": "note"
                     *       },
                     *       "restoreFrom": {
                     *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "path": "path",
                     *         "allowNonRestoredState": true
                     *       },
                     *       "submittedAt": "2026-01-31T08:00:00.000Z",
                     *       "startedAt": "2026-01-31T08:00:00.000Z",
                     *       "finishedAt": "2026-01-31T08:00:00.000Z",
                     *       "seenAt": "2026-01-31T08:00:00.000Z",
                     *       "cluster": {
                     *         "reachability": "unknown",
                     *         "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *         "lastError": "lastError"
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsByIdClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "reason",
                 *       "force": true
                 *     }
                 */
                "application/json": {
                    /** @description Kept with the event. */
                    reason: string;
                    /** @description Confirms that the cluster is gone for good, or that an UNCERTAIN submission is given up. */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "version": 1,
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "trigger": "manual",
                     *       "originRecordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "state": "QUEUED",
                     *       "stateSince": "2026-01-31T08:00:00.000Z",
                     *       "phase": "phase",
                     *       "phaseMessage": "phaseMessage",
                     *       "flinkJobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "attempt": 1,
                     *       "slots": 1,
                     *       "parameters": {},
                     *       "waitingReason": {
                     *         "code": "cluster_unreachable",
                     *         "message": "message"
                     *       },
                     *       "queue": {
                     *         "place": 1,
                     *         "of": 1
                     *       },
                     *       "priority": 1,
                     *       "notBefore": "2026-01-31T08:00:00.000Z",
                     *       "deadlineAt": "2026-01-31T08:00:00.000Z",
                     *       "retryNumber": 1,
                     *       "retry": "retry",
                     *       "failure": {
                     *         "code": "code",
                     *         "message": "message",
                     *         "remedy": "remedy",
                     *         "rootCause": "rootCause"
                     *       },
                     *       "rowsRead": 1,
                     *       "rowsWritten": 1,
                     *       "bytesRead": 1,
                     *       "bytesWritten": 1,
                     *       "dirtyRows": 1,
                     *       "offsetBefore": "offsetBefore",
                     *       "offsetAfter": "offsetAfter",
                     *       "stop": {
                     *         "step": "wanted",
                     *         "who": "who",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "targetDirectory": "targetDirectory",
                     *         "drain": true,
                     *         "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "failure": {
                     *           "message": "message",
                     *           "remedy": "remedy",
                     *           "at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       },
                     *       "savepointPath": "savepointPath",
                     *       "lastCheckpoint": {
                     *         "id": 1,
                     *         "path": "path",
                     *         "at": "2026-01-31T08:00:00.000Z",
                     *         "usable": true,
                     *         "note": "note"
                     *       },
                     *       "restoreFrom": {
                     *         "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *         "path": "path",
                     *         "allowNonRestoredState": true
                     *       },
                     *       "submittedAt": "2026-01-31T08:00:00.000Z",
                     *       "startedAt": "2026-01-31T08:00:00.000Z",
                     *       "finishedAt": "2026-01-31T08:00:00.000Z",
                     *       "seenAt": "2026-01-31T08:00:00.000Z",
                     *       "cluster": {
                     *         "reachability": "unknown",
                     *         "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *         "lastError": "lastError"
                     *       },
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskCenterOverview: {
        parameters: {
            query?: {
                /** @description Where a day begins: a name of the IANA data base, such as Asia/Shanghai. */
                timeZone?: string;
                /** @description Hours in byHour, the present one is the last. */
                hours?: number;
                /** @description Days in byDay, today is the last. */
                days?: number;
                /** @description Jobs in slowest and mostFailed. */
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-01-31T08:00:00.000Z",
                     *       "timeZone": "timeZone",
                     *       "now": {
                     *         "queued": 1,
                     *         "waiting": 1,
                     *         "submitting": 1,
                     *         "running": 1,
                     *         "stopping": 1,
                     *         "lost": 1
                     *       },
                     *       "waitingByReason": [
                     *         {
                     *           "code": "code",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "today": {
                     *         "succeeded": 1,
                     *         "failed": 1,
                     *         "canceled": 1,
                     *         "rejected": 1,
                     *         "closed": 1,
                     *         "rowsRead": 1,
                     *         "rowsWritten": 1,
                     *         "bytesRead": 1,
                     *         "bytesWritten": 1
                     *       },
                     *       "byHour": [
                     *         {
                     *           "from": "2026-01-31T08:00:00.000Z",
                     *           "succeeded": 1,
                     *           "failed": 1,
                     *           "canceled": 1,
                     *           "rejected": 1,
                     *           "closed": 1,
                     *           "rowsRead": 1,
                     *           "rowsWritten": 1,
                     *           "bytesRead": 1,
                     *           "bytesWritten": 1
                     *         }
                     *       ],
                     *       "byDay": [
                     *         {
                     *           "day": "day",
                     *           "from": "2026-01-31T08:00:00.000Z",
                     *           "succeeded": 1,
                     *           "failed": 1,
                     *           "canceled": 1,
                     *           "rejected": 1,
                     *           "closed": 1,
                     *           "rowsRead": 1,
                     *           "rowsWritten": 1,
                     *           "bytesRead": 1,
                     *           "bytesWritten": 1
                     *         }
                     *       ],
                     *       "mostFailed": [
                     *         {
                     *           "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "failed": 1
                     *         }
                     *       ],
                     *       "slowest": [
                     *         {
                     *           "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "seconds": 1
                     *         }
                     *       ],
                     *       "clusters": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "reachability": "reachability",
                     *           "lastSeenAt": "2026-01-31T08:00:00.000Z",
                     *           "slotsTotal": 1,
                     *           "slotsFree": 1,
                     *           "active": 1,
                     *           "waiting": 1,
                     *           "today": {
                     *             "succeeded": 1,
                     *             "failed": 1,
                     *             "canceled": 1,
                     *             "rejected": 1,
                     *             "closed": 1,
                     *             "rowsRead": 1,
                     *             "rowsWritten": 1,
                     *             "bytesRead": 1,
                     *             "bytesWritten": 1
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskCenterEvents: {
        parameters: {
            query?: {
                /** @description A ULID. */
                jobId?: string;
                /** @description A ULID. */
                clusterId?: string;
                /** @description Moves to any of these states. */
                state?: ("QUEUED" | "WAITING" | "SUBMITTING" | "UNCERTAIN" | "RUNNING" | "STOPPING" | "LOST" | "SUCCEEDED" | "FAILED" | "CANCELED" | "REJECTED" | "CLOSED") | ("QUEUED" | "WAITING" | "SUBMITTING" | "UNCERTAIN" | "RUNNING" | "STOPPING" | "LOST" | "SUCCEEDED" | "FAILED" | "CANCELED" | "REJECTED" | "CLOSED")[];
                /** @description For clients that cannot send the header Last-Event-ID. */
                lastEventId?: string;
            };
            header?: {
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 01ARZ3NDEKTSV4RRFFQ69G5FAV */
                    "text/event-stream": string;
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskCenterWebhooks: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "url": "https://studio.example/hooks/data-sync",
                     *           "eventTypes": [
                     *             "eventTypes"
                     *           ],
                     *           "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "enabled": true,
                     *           "revision": 1,
                     *           "pending": 1,
                     *           "dead": 1,
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "updatedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTaskCenterWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "url": "https://studio.example/hooks/data-sync",
                 *       "eventTypes": [
                 *         "record.queued"
                 *       ],
                 *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "url": "https://studio.example/hooks/data-sync",
                     *       "eventTypes": [
                     *         "eventTypes"
                     *       ],
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "enabled": true,
                     *       "revision": 1,
                     *       "pending": 1,
                     *       "dead": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "secret": "secret"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskCenterWebhooksById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "url": "https://studio.example/hooks/data-sync",
                     *       "eventTypes": [
                     *         "eventTypes"
                     *       ],
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "enabled": true,
                     *       "revision": 1,
                     *       "pending": 1,
                     *       "dead": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTaskCenterWebhooksById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTaskCenterWebhooksById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the change is based on, or * for whatever it is now. Without it: 428. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "url": "https://studio.example/hooks/data-sync",
                 *       "eventTypes": [
                 *         "record.queued"
                 *       ],
                 *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                 *       "enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "url": "https://studio.example/hooks/data-sync",
                     *       "eventTypes": [
                     *         "eventTypes"
                     *       ],
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "enabled": true,
                     *       "revision": 1,
                     *       "pending": 1,
                     *       "dead": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTaskCenterWebhooksByIdRotateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that this is based on. Default: *. */
                "if-match"?: string;
            };
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "url": "https://studio.example/hooks/data-sync",
                     *       "eventTypes": [
                     *         "eventTypes"
                     *       ],
                     *       "jobId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "clusterId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "enabled": true,
                     *       "revision": 1,
                     *       "pending": 1,
                     *       "dead": 1,
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "updatedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "secret": "secret"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskCenterWebhooksByIdDeliveries: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "pending" | "delivered" | "dead";
            };
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "type": "type",
                     *           "state": "pending",
                     *           "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "seq": 1,
                     *           "attempts": 1,
                     *           "nextTryAt": "2026-01-31T08:00:00.000Z",
                     *           "deliveredAt": "2026-01-31T08:00:00.000Z",
                     *           "lastError": "lastError",
                     *           "createdAt": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTaskCenterWebhooksByIdDeliveriesByDeliveryIdRedeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
                /** @description A ULID. */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted: it goes on in the background */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "type": "type",
                     *       "state": "pending",
                     *       "recordId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "seq": 1,
                     *       "attempts": 1,
                     *       "nextTryAt": "2026-01-31T08:00:00.000Z",
                     *       "deliveredAt": "2026-01-31T08:00:00.000Z",
                     *       "lastError": "lastError",
                     *       "createdAt": "2026-01-31T08:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "byKey": {}
                     *     }
                     */
                    "application/json": components["schemas"]["SealedSummary"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSecretsReseal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "byKey": {},
                     *       "resealed": 1,
                     *       "unreadable": [
                     *         {
                     *           "kind": "datasource",
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                     *         }
                     *       ],
                     *       "unfinished": true
                     *     }
                     */
                    "application/json": components["schemas"]["ResealReport"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "name": "name",
                     *           "role": "viewer",
                     *           "expiresAt": "2026-01-31T08:00:00.000Z",
                     *           "revokedAt": "2026-01-31T08:00:00.000Z",
                     *           "createdAt": "2026-01-31T08:00:00.000Z",
                     *           "createdBy": "createdBy"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            role: "viewer" | "developer" | "operator" | "admin";
                            expiresAt: string | null;
                            revokedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            createdBy: string;
                        }[];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "name",
                 *       "role": "viewer",
                 *       "expiresAt": "2026-01-31T08:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    /** @description Shown as who did it. Not oidc:…, which are people of the identity provider. */
                    name: string;
                    /** @enum {unknown} */
                    role: "viewer" | "developer" | "operator" | "admin";
                    /** Format: date-time */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "name": "name",
                     *       "role": "viewer",
                     *       "expiresAt": "2026-01-31T08:00:00.000Z",
                     *       "revokedAt": "2026-01-31T08:00:00.000Z",
                     *       "createdAt": "2026-01-31T08:00:00.000Z",
                     *       "createdBy": "createdBy",
                     *       "token": "token"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        role: "viewer" | "developer" | "operator" | "admin";
                        expiresAt: string | null;
                        revokedAt: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        createdBy: string;
                        /** @description Shown this once, stored nowhere. */
                        token: string;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTokensById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A ULID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                who?: string;
                /** @description Exactly, e.g. `DELETE /datasources/:id`. */
                action?: string;
                resourceType?: string;
                resourceId?: string;
                /** @description Not before. */
                from?: string;
                /** @description Before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "at": "2026-01-31T08:00:00.000Z",
                     *           "who": "who",
                     *           "role": "role",
                     *           "action": "action",
                     *           "path": "path",
                     *           "resourceType": "resourceType",
                     *           "resourceId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *           "status": 1,
                     *           "code": "code",
                     *           "before": {},
                     *           "after": {},
                     *           "fromAddress": "fromAddress",
                     *           "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                     *         }
                     *       ],
                     *       "nextCursor": "nextCursor"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditExport: {
        parameters: {
            query?: {
                who?: string;
                /** @description Exactly, e.g. `DELETE /datasources/:id`. */
                action?: string;
                resourceType?: string;
                resourceId?: string;
                /** @description Not before. */
                from?: string;
                /** @description Before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of AuditEntry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 01ARZ3NDEKTSV4RRFFQ69G5FAV */
                    "application/x-ndjson": string;
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ready": true,
                     *       "checks": [
                     *         {
                     *           "name": "name",
                     *           "ok": true,
                     *           "optional": true,
                     *           "code": "code"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        ready: boolean;
                        checks: {
                            name: string;
                            ok: boolean;
                            optional: boolean;
                            /** @description Why not, as a code of docs/errors.md: the log has the words. */
                            code?: string;
                        }[];
                    };
                };
            };
            /** @description An answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ready": true,
                     *       "checks": [
                     *         {
                     *           "name": "name",
                     *           "ok": true,
                     *           "optional": true,
                     *           "code": "code"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        ready: boolean;
                        checks: {
                            name: string;
                            ok: boolean;
                            optional: boolean;
                            /** @description Why not, as a code of docs/errors.md: the log has the words. */
                            code?: string;
                        }[];
                    };
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 01ARZ3NDEKTSV4RRFFQ69G5FAV */
                    "text/plain": string;
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem; `code` is one of docs/errors.md. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "type",
                     *       "title": "title",
                     *       "status": 1,
                     *       "code": "code",
                     *       "detail": "detail",
                     *       "instance": "instance",
                     *       "requestId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                     *       "remedy": "remedy",
                     *       "errors": [
                     *         {
                     *           "pointer": "pointer",
                     *           "detail": "detail",
                     *           "remedy": "remedy"
                     *         }
                     *       ],
                     *       "facts": {}
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
