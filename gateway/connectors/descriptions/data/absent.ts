/** Databases that Chunjun has examples or documents of, but no plugin at 1.12.8. */
import type { ConnectorDescription } from '../description.ts';
import { type Pair, connector, noSide } from '../make.ts';

function absent(name: string, title: Pair, kind: 'rdb' | 'nosql', alternative: Pair): ConnectorDescription {
  const side = noSide(
    'absent',
    ['Examples exist, the plugin does not: every job is refused.', '仅有示例，插件不存在，任务会被拒绝。'],
    alternative,
  );
  return connector({ name, title, kind, pluginDirectory: null, reader: side, writer: side, datasource: null });
}

export const gbase = absent('gbase', ['GBase', '南大通用 GBase'], 'rdb', [
  'None in 1.12.8.',
  '1.12.8 中没有替代插件。',
]);
export const kingbase = absent('kingbase', ['KingbaseES', '人大金仓 KingbaseES'], 'rdb', [
  'postgresql, if the server takes its driver; not run here.',
  '若服务端兼容 PostgreSQL 驱动，可尝试 postgresql；尚未验证。',
]);
export const phoenix5 = absent('phoenix5', ['Phoenix 5', 'Phoenix 5'], 'nosql', [
  'hbase for the tables below it, if the servers still speak HBase 1.4.',
  '若服务端兼容 HBase 1.4，可用 hbase 访问底层表。',
]);
