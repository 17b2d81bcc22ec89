import { address, connector, datasource, field, noWriter, param, side } from '../make.ts';
import {
  cdcColumns,
  events,
  oneChannel,
  optionalColumns,
  password,
  pavingData,
  position,
  splitUpdate,
  timestampFormat,
  toDatabases,
  username,
} from './cdc-parameters.ts';

const logProxy = [
  address(
    'logProxyHost',
    'string',
    ['Log proxy host', '日志代理主机'],
    ['Host of the OceanBase log proxy.', 'OceanBase 日志代理的主机。'],
    {
      required: true,
    },
  ),
  address('logProxyPort', 'int', ['Log proxy port', '日志代理端口'], ['Port of the log proxy.', '日志代理的端口。'], {
    required: true,
    minimum: 1,
    maximum: 65535,
  }),
];

export const oceanbasecdc = connector({
  name: 'oceanbasecdc',
  title: ['OceanBase CDC', 'OceanBase CDC'],
  kind: 'cdc',
  reader: side({
    reason: toDatabases,
    shape: [
      'logProxyHost and logProxyPort; servers and credentials stand in obReaderConfig.',
      'logProxyHost 与 logProxyPort；服务器列表和账号写在 obReaderConfig 中。',
    ],
    columns: cdcColumns,
    parameters: [
      ...logProxy,
      address(
        'obReaderConfig',
        'object',
        ['Log reader', '日志读取配置'],
        [
          'rsList or clusterUrl, username, password, tableWhiteList (tenant.db.table), startTimestamp in seconds, timezone, workingMode.',
          '包含 rsList 或 clusterUrl、username、password、tableWhiteList（tenant.db.table）、startTimestamp（秒）、timezone、workingMode。',
        ],
        { required: true },
      ),
      optionalColumns,
      events(true),
      pavingData(true),
      splitUpdate,
      timestampFormat(false),
      param(
        'tableWhiteList',
        'string',
        'table',
        ['Tables', '表'],
        ['tenant.db.table, patterns allowed.', '写作 tenant.db.table，可用通配。'],
        { required: true, path: '/obReaderConfig/tableWhiteList' },
      ),
      param(
        'startTimestamp',
        'long',
        'increment',
        ['Start time', '起始时间'],
        ['Epoch; 0: now.', '时间戳；0 表示当前。'],
        { minimum: 0, unit: 's', path: '/obReaderConfig/startTimestamp' },
      ),
    ],
    increment: position(['startTimestamp']),
    split: oneChannel,
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  writer: noWriter(['Write with oceanbase.', '写入请使用 oceanbase。']),
  datasource: datasource(
    [
      ...logProxy,
      field(
        address(
          'rsList',
          'string',
          ['Root servers', 'RootServer 列表'],
          ['ip:rpcPort:sqlPort, separated by semicolons.', 'ip:rpcPort:sqlPort，用分号分隔。'],
        ),
        '/obReaderConfig/rsList',
      ),
      field(
        address(
          'clusterUrl',
          'string',
          ['Cluster URL', '集群地址'],
          ['Instead of root servers.', '代替 RootServer 列表。'],
        ),
        '/obReaderConfig/clusterUrl',
      ),
      field(username, '/obReaderConfig/username'),
      field(password, '/obReaderConfig/password'),
      field(
        address('timezone', 'string', ['Time zone', '时区'], ['Offset of the cluster.', '集群时区偏移。'], {
          default: '+08:00',
        }),
        '/obReaderConfig/timezone',
      ),
      field(
        address(
          'workingMode',
          'string',
          ['Working mode', '工作模式'],
          ['Where the proxy keeps data.', '代理保存数据的方式。'],
          {
            default: 'memory',
          },
        ),
        '/obReaderConfig/workingMode',
      ),
    ],
    [['rsList', 'clusterUrl']],
  ),
});
