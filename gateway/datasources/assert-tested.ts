import { matches } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { LastTestSchema } from './test-result-schema.ts';

interface TestedDatasource {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
  readonly revision: number;
  readonly lastTest: unknown;
}

/** Each data source of environment production has passed its last test as it is now. Throws `datasource_untested`. Pure. */
export function assertTested(datasources: readonly TestedDatasource[]): void {
  const errors = datasources.flatMap(({ id, name, environment, revision, lastTest }) => {
    if (environment !== 'production') return [];
    const test = matches(LastTestSchema, lastTest) ? lastTest : null;
    if (test !== null && test.ok && test.revision === revision) return [];
    const detail =
      test === null
        ? `${name} was never tested`
        : test.revision === revision
          ? `${name} failed its test at ${test.at}`
          : `${name} was changed since it was tested`;
    return [{ pointer: '/datasources', detail, remedy: `POST /datasources/${id}/test, and mend what it finds.` }];
  });
  if (errors.length === 0) return;
  throw new GatewayError('datasource_untested', errors.map(({ detail }) => detail).join('; '), { errors });
}
