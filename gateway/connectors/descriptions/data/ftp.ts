import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, param, side, split } from '../make.ts';

const ftpAddress = [
  address(
    'protocol',
    'string',
    ['Protocol', '协议'],
    ['ftp, or sftp over SSH; ftps is not known.', 'ftp 或基于 SSH 的 sftp；不支持 ftps。'],
    {
      required: true,
      enum: ['ftp', 'sftp'],
    },
  ),
  address('host', 'string', ['Host', '主机'], ['Host name or address.', '主机名或地址。'], { required: true }),
  address('port', 'int', ['Port', '端口'], ['Left out: 21 for ftp, 22 for sftp.', '缺省 ftp 为 21，sftp 为 22。'], {
    minimum: 1,
    maximum: 65535,
  }),
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Password of the user.', '用户密码。'], { secret: true }),
  address(
    'privateKeyPath',
    'string',
    ['Private key file', '私钥文件'],
    ['For sftp: a file on every TaskManager.', 'sftp 使用：须存在于每个 TaskManager 上。'],
  ),
  address(
    'connectPattern',
    'string',
    ['Transfer mode', '传输模式'],
    ['PASV passive, PORT active; for ftp.', 'PASV 为被动，PORT 为主动；仅 ftp。'],
    {
      default: 'PASV',
      enum: ['PASV', 'PORT'],
    },
  ),
  address(
    'timeout',
    'int',
    ['Connect timeout', '连接超时'],
    ['How long connecting may take.', '建立连接允许的时间。'],
    {
      default: 5000,
      minimum: 0,
      unit: 'ms',
    },
  ),
  address(
    'controlEncoding',
    'string',
    ['Encoding of file names', '文件名编码'],
    ["Left out: the TaskManager's default.", '缺省为 TaskManager 的默认编码。'],
  ),
];

const shape: [string, string] = [
  'protocol, host, port, username, password as plain fields.',
  'protocol、host、port、username、password 为普通字段。',
];
const columnNote: [string, string] = [
  'Objects with name and type; index is the place in the line (default: the place in the list). The name internal_file_name yields the file name. Other types are refused.',
  '带 name 和 type 的对象；index 为行内位置（缺省为列表位置）。名为 internal_file_name 的列返回文件名。其他类型会被拒绝。',
];
const fieldDelimiter = param(
  'fieldDelimiter',
  'string',
  'read',
  ['Separator', '字段分隔符'],
  ['Between the fields of a line.', '行内字段之间的分隔符。'],
  {
    default: ',',
  },
);
const encoding = param(
  'encoding',
  'string',
  'read',
  ['Encoding', '文件编码'],
  ['Character set of the files.', '文件使用的字符集。'],
  {
    default: 'UTF-8',
  },
);

export const ftp = connector({
  name: 'ftp',
  title: ['FTP and SFTP', 'FTP 与 SFTP'],
  kind: 'file',
  reader: side({
    status: 'works',
    reason: [
      'Run with FTP and SFTP. A path without a file succeeds with 0 rows.',
      '已用 FTP 和 SFTP 实际运行。路径下没有文件时任务成功，读取 0 行。',
    ],
    shape,
    columns: objectColumns(false, columnTypes.ftp.reader.words, columnNote),
    parameters: [
      ...ftpAddress,
      param(
        'path',
        'string',
        'table',
        ['Path', '路径'],
        [
          'Files or directories, separated by commas; patterns in the file name.',
          '文件或目录，逗号分隔；文件名可用正则。',
        ],
        { required: true },
      ),
      columns(false, ['From the mapping; may be left out.', '取自字段映射，可不填。']),
      param(
        'fileType',
        'string',
        'read',
        ['File type', '文件类型'],
        ['Any other word means TXT.', '其他取值等同 TXT。'],
        {
          default: 'TXT',
          enum: ['TXT', 'CSV', 'EXCEL', 'CUSTOM'],
        },
      ),
      fieldDelimiter,
      encoding,
      param(
        'isFirstLineHeader',
        'boolean',
        'read',
        ['Header line', '首行为表头'],
        ['Skips the first line of each file.', '跳过每个文件的首行。'],
        {
          default: false,
        },
      ),
      param('compressType', 'string', 'read', ['Compression', '压缩格式'], ['Files are packed.', '文件已压缩。'], {
        enum: ['ZIP'],
      }),
      param(
        'columnDelimiter',
        'string',
        'read',
        ['Line end', '行分隔符'],
        ['Separator between lines.', '行与行之间的分隔符。'],
        {
          default: '\n',
        },
      ),
      param(
        'nullIsReplacedWithValue',
        'any',
        'read',
        ['Value for null', '空值替换'],
        ['Taken for a missing value.', '缺失值用此值代替。'],
      ),
      param(
        'fileConfig',
        'object',
        'advanced',
        ['File options', '文件选项'],
        ['Options of the CSV or Excel reader.', 'CSV 或 Excel 读取器的选项。'],
      ),
      param(
        'maxFetchSize',
        'long',
        'tuning',
        ['Split size', '切分大小'],
        ['Larger files are divided.', '超过该大小的文件会被切分。'],
        {
          default: 1073741824,
          minimum: 1,
          unit: 'bytes',
        },
      ),
      param(
        'listHiddenFiles',
        'boolean',
        'advanced',
        ['Hidden files', '包含隐藏文件'],
        ['Reads hidden files, too.', '同时读取隐藏文件。'],
        {
          default: true,
        },
      ),
      param(
        'customFormatClassName',
        'string',
        'advanced',
        ['Format class', '格式类'],
        ['Java class for file type CUSTOM.', '文件类型为 CUSTOM 时使用的 Java 类。'],
      ),
      param(
        'customConcurrentFileSplitClassName',
        'string',
        'advanced',
        ['Split class', '切分类'],
        ['Java class that divides files of type CUSTOM.', '切分 CUSTOM 文件的 Java 类。'],
      ),
    ],
    split: split('parts', null, ['maxFetchSize'], ['Files are divided among the channels.', '按文件分配给各通道。']),
    checked: [
      'Required fields and column types. Server, protocol and credentials show when the job runs.',
      '检查必填项和列类型；服务器、协议和账号问题在运行时暴露。',
    ],
  }),
  writer: side({
    status: 'broken',
    reason: [
      'Every job is refused: its builder uses a field that is never set (NullPointerException).',
      '所有任务都会被拒绝：构建器使用了未赋值的字段（空指针异常）。',
    ],
    alternative: ['hdfs or s3 as a file target.', '文件目标可使用 hdfs 或 s3。'],
    shape,
    columns: objectColumns(true, columnTypes.ftp.writer.words, columnNote),
    parameters: [
      ...ftpAddress,
      param('path', 'string', 'table', ['Directory', '目录'], ['Where files are written.', '写入文件的目录。'], {
        required: true,
      }),
      columns(true, ['From the mapping.', '取自字段映射。']),
      param('ftpFileName', 'string', 'write', ['File name', '文件名'], ['Name of the file.', '写入的文件名。']),
      param(
        'writeMode',
        'string',
        'write',
        ['Write mode', '写入模式'],
        ['What happens to files that are there.', '对已有文件的处理方式。'],
        {
          default: 'append',
          enum: ['append', 'overwrite', 'insert', 'nonconflict'],
        },
      ),
      { ...fieldDelimiter, group: 'write' },
      { ...encoding, group: 'write' },
      param('suffix', 'string', 'write', ['Suffix', '文件后缀'], ['End of the file name.', '文件名的后缀。']),
      param('compress', 'string', 'write', ['Compression', '压缩格式'], ['Packs the files.', '压缩写入的文件。']),
      param(
        'maxFileSize',
        'long',
        'tuning',
        ['File size', '文件大小'],
        ['A new file begins beyond it.', '超过后写入新文件。'],
        {
          default: 1073741824,
          minimum: 1,
          unit: 'bytes',
        },
      ),
      param(
        'nextCheckRows',
        'long',
        'tuning',
        ['Size check', '大小检查间隔'],
        ['Rows between two looks at the size.', '两次检查文件大小之间的行数。'],
        {
          default: 100,
          minimum: 1,
          unit: 'rows',
        },
      ),
    ],
    writeModes: ['append', 'overwrite', 'insert', 'nonconflict'],
    checked: ['Fails always.', '始终失败。'],
  }),
  datasource: datasource(ftpAddress),
});
