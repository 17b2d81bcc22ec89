import type { FailureRule } from './failure-rules.ts';

/** What MySQL, MariaDB, PostgreSQL, their drivers and the network say, as Chunjun passes it on. */
export const fromDatabase: readonly FailureRule[] = [
  {
    pattern:
      /Access denied for user '[^']*'(?:@'[^']*')? to database '([^']*)'|(\w+) command denied to user '[^']*'(?:@'[^']*')? for (?:table|column) '([^']*)'|permission denied for (?:table|relation|schema|database|sequence|view) "?([^\s"]+)"?/,
    code: 'database_permission_denied',
    message: ([, database, , table, object]) => `The database user may not use ${database ?? table ?? object ?? ''}`,
    remedy: 'Grant the user of the data source the right that the root cause names.',
  },
  {
    pattern:
      /Access denied for user '[^']*'(?:@'[^']*')?(?: \(using password: \w+\))?|password authentication failed for user "[^"]*"|role "[^"]*" does not exist|no pg_hba\.conf entry for host[^\n]*|Host '[^']*' is not allowed to connect[^\n]*|no password was provided/,
    code: 'database_login_failed',
    message: ([text]) => `The database refused the login: ${text}`,
    remedy: 'Check user name and password of the data source, and from which hosts the user may log in.',
  },
  {
    pattern:
      /authentication plugin '?([\w.]+)'?|authentication type \d+ is not supported|Public Key Retrieval is not allowed/i,
    code: 'database_login_method',
    message: () => "The connector's driver does not know the way this user has to log in",
    remedy: 'Give the user an older password method (mysql_native_password, md5), or set the driver property it needs.',
  },
  {
    pattern: /Unknown database '[^']*'|database "[^"]*" does not exist/,
    code: 'database_missing',
    message: ([text]) => `The database does not exist: ${text}`,
    remedy: 'Check the database name of the data source.',
  },
  {
    pattern: /Too many connections|too many clients already|too many connections for|remaining connection slots/i,
    code: 'database_busy',
    message: () => 'The database accepts no more connections',
    remedy: 'Use fewer channels, run fewer jobs at once, or raise the connection limit of the database.',
  },
  {
    // Before the table: PostgreSQL says column "a" of relation "t" does not exist.
    pattern:
      /The column\[([^\]]*)\] does not exist in the table\[([^\]]+)\]|Unknown column '([^']+)'|column "([^"]+)" (?:of relation "[^"]+" )?does not exist/,
    code: 'column_missing',
    message: ([, column, table, b, c]) =>
      `The column ${column ?? b ?? c ?? ''} does not exist${table === undefined ? '' : ` in the table ${table}`}`,
    remedy: 'Check the mapping; letter case counts on PostgreSQL.',
  },
  {
    pattern:
      /table ?\[?([^\s\]]+)\]? not found|relation "([^"]+)" does not exist|Table '([^']+)' doesn't exist|schema "([^"]+)" does not exist/i,
    code: 'table_missing',
    message: ([, a, b, c, schema]) =>
      schema === undefined ? `The table ${a ?? b ?? c ?? ''} does not exist` : `The schema ${schema} does not exist`,
    remedy: "Check table and schema of the version, and the user's rights to see it; letter case counts.",
  },
  {
    pattern: /Can not issue SELECT via executeUpdate/,
    code: 'sql_invalid',
    message: () => 'preSql and postSql take statements that change something, not SELECT',
    remedy: 'Take the SELECT out.',
  },
  {
    pattern: /You have an error in your SQL syntax[^\n]*?near '([^\n]*)' at line|syntax error at or near "([^"\n]*)"/,
    code: 'sql_invalid',
    message: ([, a, b]) => `The database does not understand the SQL near ${a ?? b ?? ''}`,
    remedy:
      'Check where (without the word WHERE), customSql, preSql and postSql. Table names that need quotes cannot be used.',
  },
  {
    pattern: /No suitable driver found/,
    code: 'jdbc_url_invalid',
    message: () => 'No driver takes the JDBC URL of the data source',
    remedy: 'Check the start of the JDBC URL and that no blank is in it.',
  },
  {
    pattern: /Deadlock found|deadlock detected|Lock wait timeout exceeded|canceling statement due to lock timeout/i,
    code: 'database_locked',
    message: () => 'The database gave up waiting for a lock',
    remedy: 'Run it again when nobody else writes to the table, or use fewer channels.',
  },
  {
    pattern:
      /statement timeout|Statement cancelled due to timeout|maximum statement execution time|MySQLTimeoutException/i,
    code: 'query_timeout',
    message: () => 'A query took longer than allowed',
    remedy: 'Raise queryTimeOut or the limit of the database, or read less with where.',
  },
  {
    pattern: /SSLHandshakeException|SSLException|server does not support SSL|PKIX path building failed/,
    code: 'database_tls_failed',
    message: () => 'No encrypted connection to the data source came about',
    remedy: "Check the driver's SSL properties of the data source and the certificate of the server.",
  },
  {
    pattern: /UnknownHostException:? ?([\w.-]*)/,
    code: 'host_unknown',
    message: ([, host]) => `The host ${host ?? ''} is not known to the Flink cluster`,
    remedy: "Check the data source's host; it must resolve on the JobManager and the TaskManagers.",
  },
  {
    pattern:
      /Connection to ([^\s]+) refused|Connection refused|Communications link failure|connect timed out|Read timed out|Unable to connect|telnet|NoRouteToHost|Connection reset|An I\/O error occurred while sending/i,
    code: 'database_unreachable',
    message: ([, target]) =>
      `The Flink cluster cannot reach the data source${target === undefined ? '' : ` at ${target.replace(/[.,]$/, '')}`}`,
    remedy: 'Check host, port and firewall as seen from the JobManager and the TaskManagers.',
  },
];
