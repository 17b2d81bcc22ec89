import type { BuiltVersion } from './build-version.ts';

export type ClusterMode = 'standalone' | 'kubernetes-session';

export interface ArgumentsInput {
  readonly job: Pick<BuiltVersion, 'documentText' | 'confProp'>;
  readonly jobName: string;
  /** Chunjun takes any word but local; kubernetes-application only with a distribution directory on the JobManager. */
  readonly mode: ClusterMode | 'kubernetes-application';
  /** '' when the plugins are on the class path or inside the job jar. */
  readonly distributionDirectory: string;
}

/** `programArgsList` for com.dtstack.chunjun.Main: job and confProp URL-encoded, everything as one argument each. */
export function programArguments({ job, jobName, mode, distributionDirectory }: ArgumentsInput): string[] {
  return [
    ['-jobType', 'sync'],
    ['-mode', mode],
    ['-jobName', jobName],
    ['-job', encodeURIComponent(job.documentText)],
    ['-confProp', encodeURIComponent(JSON.stringify(job.confProp))],
    ['-chunjunDistDir', distributionDirectory],
  ].flat();
}

/** The class whose main() Flink runs. */
export const entryClass = 'com.dtstack.chunjun.Main';

/** `<job name>@<record id>`: a person in Flink's own page, and the orphan sweep, can tell whose a job is. */
export function flinkJobName(jobName: string, recordId: string): string {
  return `${jobName}@${recordId}`;
}
