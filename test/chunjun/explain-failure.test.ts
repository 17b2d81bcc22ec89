import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explainFailure, FailureSchema } from '../../gateway/chunjun/explain-failure.ts';
import { matches } from '../../gateway/core/check.ts';
import { readRootCause } from '../../gateway/flink/root-cause.ts';
import { readFixture, type RecordedMessage } from './fixtures.ts';

const className = /\b(?:[a-z]\w*\.){2,}[A-Z]\w*|\b\w+(?:Exception|Error)\b/;

/** As Flink wraps what main() throws: outermost first, the innermost text repeated on the way. */
const wrapped = (message: string): string[] => [
  'org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.',
  'java.util.concurrent.CompletionException: org.apache.flink.util.FlinkRuntimeException: Could not execute application.',
  'org.apache.flink.util.FlinkRuntimeException: Could not execute application.',
  `org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: ${message}`,
  message,
];

describe('every distinct message recorded of the real program', () => {
  const messages = readFixture('messages.json') as RecordedMessage[];

  test('there are over a hundred, and most have a code of their own', () => {
    assert.ok(messages.length > 100);
    const unknown = messages.filter(({ code }) => code === 'run_failed');
    // What is left cannot come from a document that the gateway builds.
    assert.deepEqual(
      unknown.map((one) => one.case),
      [
        ...['arg-distdir-uppercase-name', 'arg-jobtype-missing', 'arg-mode-absent', 'arg-unknown-option'],
        ...['channel-negative-jdbc', 'confprop-null-value', 'job-empty', 'm2m-batch-negative', 'm2m-connection-empty'],
        ...['m2m-connection-missing-writer', 'm2m-fetchsize-negative', 'm2m-readerchannel0-ch2', 'm2m-readerchannel0'],
        ...['param-p-no-equals', 'pg-replace', 'reader-name-blank', 'restore-index-mismatch', 'restore-null'],
        ...['speed-null', 'stream-column-missing-type', 'transformer-bad-sql', 'transformer-no-table'],
        ...['transformer-wrong-from'],
      ],
    );
  });

  for (const { case: name, code, message } of messages) {
    test(`${name}: ${code}`, () => {
      const failure = explainFailure([message]);
      assert.equal(failure.code, code);
      assert.equal(explainFailure(wrapped(message)).code, code);
      assert.equal(failure.rootCause, message);
      assert.ok(matches(FailureSchema, failure));
      assert.doesNotMatch(failure.message, className);
      assert.doesNotMatch(failure.message, /undefined|: :|\s$/);
      assert.ok((failure.remedy ?? '').length > 10);
    });
  }
});

describe('what else drivers and Flink say', () => {
  const table: [text: string, code: string, message?: RegExp][] = [
    ["java.sql.SQLException: Access denied for user 'u'@'h' (using password: YES)", 'database_login_failed', /'u'@'h'/],
    [
      'org.postgresql.util.PSQLException: FATAL: password authentication failed for user "u"',
      'database_login_failed',
      /"u"/,
    ],
    ['org.postgresql.util.PSQLException: FATAL: role "nobody" does not exist', 'database_login_failed'],
    [
      'org.postgresql.util.PSQLException: FATAL: no pg_hba.conf entry for host "10.0.0.9", user "u", database "d"',
      'database_login_failed',
    ],
    [
      'java.sql.SQLException: null,  message from server: "Host \'10.0.0.9\' is not allowed to connect to this MySQL server"',
      'database_login_failed',
    ],
    [
      "java.sql.SQLSyntaxErrorException: Access denied for user 'u'@'%' to database 'sales'",
      'database_permission_denied',
      /sales/,
    ],
    [
      "java.sql.SQLSyntaxErrorException: INSERT command denied to user 'u'@'h' for table 'orders'",
      'database_permission_denied',
      /orders/,
    ],
    [
      'org.postgresql.util.PSQLException: ERROR: permission denied for table orders',
      'database_permission_denied',
      /orders/,
    ],
    ['org.postgresql.util.PSQLException: The authentication type 10 is not supported.', 'database_login_method'],
    ["java.sql.SQLException: Unable to load authentication plugin 'caching_sha2_password'.", 'database_login_method'],
    ['org.postgresql.util.PSQLException: FATAL: database "nosuch" does not exist', 'database_missing', /nosuch/],
    ['org.postgresql.util.PSQLException: FATAL: sorry, too many clients already', 'database_busy'],
    ['org.postgresql.util.PSQLException: ERROR: relation "public.t" does not exist', 'table_missing', /public\.t/],
    ['com.dtstack.chunjun.throwable.ChunJunRuntimeException: table größe not found.', 'table_missing', /größe/],
    ['org.postgresql.util.PSQLException: ERROR: schema "nosuch" does not exist', 'table_missing', /schema nosuch/],
    ['org.postgresql.util.PSQLException: ERROR: column "ID" does not exist', 'column_missing', /ID/],
    [
      'org.postgresql.util.PSQLException: ERROR: column "a" of relation "t" does not exist',
      'column_missing',
      /column a/,
    ],
    ['org.postgresql.util.PSQLException: ERROR: syntax error at or near "wher"', 'sql_invalid', /near wher$/],
    ['com.mysql.jdbc.exceptions.jdbc4.CommunicationsException: Communications link failure', 'database_unreachable'],
    ['java.net.SocketTimeoutException: connect timed out', 'database_unreachable'],
    ['java.net.UnknownHostException: db.example', 'host_unknown', /db\.example/],
    ['javax.net.ssl.SSLHandshakeException: PKIX path building failed', 'database_tls_failed'],
    ['java.sql.SQLException: Deadlock found when trying to get lock; try restarting transaction', 'database_locked'],
    ['org.postgresql.util.PSQLException: ERROR: canceling statement due to statement timeout', 'query_timeout'],
    ['java.lang.OutOfMemoryError: Metaspace', 'cluster_out_of_metaspace', /not to blame/],
    ['java.lang.OutOfMemoryError: Compressed class space', 'cluster_out_of_metaspace'],
    ['org.apache.flink.util.FlinkException: The TaskExecutor is shutting down.', 'cluster_exhausted', /not to blame/],
    [
      'org.apache.flink.runtime.resourcemanager.exceptions.UnfulfillableSlotRequestException: Could not fulfill',
      'cluster_exhausted',
    ],
    ['java.lang.OutOfMemoryError: Java heap space', 'out_of_memory'],
    ['java.io.IOException: No space left on device', 'disk_full'],
    [
      'java.lang.IllegalStateException: Trying to access closed classloader. Please check if you store',
      'cluster_class_loading',
    ],
    [
      'java.lang.ClassNotFoundException: com.dtstack.chunjun.connector.oracle.sink.OracleSinkFactory',
      'connector_missing',
      /connector oracle$/,
    ],
    [
      'java.lang.NoClassDefFoundError: com/dtstack/chunjun/connector/kafka/source/KafkaSourceFactory',
      'connector_missing',
      /connector kafka$/,
    ],
    ['java.lang.ClassNotFoundException: com.dtstack.chunjun.metrics.prometheus.PrometheusReport', 'library_missing'],
    [
      'org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Slot request bulk is not fulfillable!',
      'no_slots',
    ],
    [
      'java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id 10.0.0.7:41233-a1 timed out.',
      'task_manager_lost',
    ],
    [
      "org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager 'x'.",
      'task_manager_lost',
    ],
    [
      'org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold.',
      'checkpoint_failed',
    ],
  ];
  for (const [text, code, message = /./] of table) {
    test(text.slice(0, 100), () => {
      for (const chain of [[text], wrapped(text)]) {
        const failure = explainFailure(chain);
        assert.equal(failure.code, code);
        assert.match(failure.message, message);
        assert.doesNotMatch(failure.message, className);
      }
    });
  }

  test('the innermost cause wins over what wraps it', () => {
    const unknownHost = [
      'com.mysql.jdbc.exceptions.jdbc4.CommunicationsException: Communications link failure',
      'java.net.UnknownHostException: db',
    ];
    assert.equal(explainFailure(unknownHost).code, 'host_unknown');
    const lost = [
      "org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Lost connection to task manager 'x'",
      'java.io.IOException: Connection reset by peer',
    ];
    assert.equal(explainFailure(lost).code, 'task_manager_lost');
  });

  test('the place is named where the driver names it', () => {
    const refused = 'org.postgresql.util.PSQLException: Connection to db.example:5432 refused. Check that the hostname';
    assert.match(
      explainFailure([refused, 'java.net.ConnectException: Connection refused']).message,
      /at db\.example:5432$/,
    );
  });

  test('what nobody knows is told without class names, also when several stand before the text', () => {
    const twice = 'java.lang.RuntimeException: com.dtstack.chunjun.throwable.ChunJunRuntimeException: something odd';
    assert.equal(explainFailure([twice]).message, 'The job failed: something odd');
    for (const bare of [
      'java.lang.NullPointerException',
      'java.lang.NullPointerException: Cannot invoke "com.dtstack.X.y()"',
    ]) {
      const failure = explainFailure([bare]);
      assert.equal(failure.code, 'run_failed');
      assert.doesNotMatch(failure.message, className);
      assert.equal(failure.rootCause, bare);
    }
    assert.equal(explainFailure([]).rootCause, 'no reason given');
  });
});

describe('whole answers of a real Flink 1.12.7', () => {
  const answers = readFixture('flink-answers.json') as Record<
    string,
    { body?: { errors: string[] }; 'root-exception'?: string }
  >;
  const expected: Record<string, string> = {
    login: 'database_login_failed',
    mysqlport: 'database_unreachable',
    plugin: 'connector_missing',
    whereExceptions: 'column_missing',
  };
  for (const [name, code] of Object.entries(expected)) {
    test(`${name}: ${code}`, () => {
      const answer = answers[name];
      const texts = answer?.body?.errors ?? [answer?.['root-exception'] ?? ''];
      assert.equal(explainFailure(readRootCause(texts).chain).code, code);
    });
  }
});
