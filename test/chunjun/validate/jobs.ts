/** Small jobs to put one thing wrong into, and the table form of what has to be said of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromValue } from '../../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import type { ValidationContext } from '../../../gateway/chunjun/validate/validation-context.ts';

export type Parameter = Record<string, unknown>;
export type Side = { name: string; parameter: Parameter; [key: string]: unknown };

export const typed = [{ name: 'id', type: 'int' }];
export const streamReader: Side = { name: 'streamreader', parameter: { column: typed, sliceRecordCount: [1] } };
export const streamWriter: Side = { name: 'streamwriter', parameter: { print: false } };
export const jdbc = (name: string, url: string, more: Parameter = {}): Side => ({
  name,
  parameter: {
    username: 'u',
    password: 'p',
    column: ['id', 'name'],
    connection: [{ jdbcUrl: name.endsWith('reader') ? [url] : url, table: ['t'] }],
    ...more,
  },
});
export const mysqlReader = (more?: Parameter) => jdbc('mysqlreader', 'jdbc:mysql://h/a', more);
export const mysqlWriter = (more?: Parameter) => jdbc('mysqlwriter', 'jdbc:mysql://h/b', more);

export interface Job {
  readonly reader?: Side;
  readonly writer?: Side;
  readonly content?: Parameter;
  readonly setting?: Parameter;
  readonly top?: Parameter;
  readonly context?: ValidationContext;
}

export function findings({ reader = streamReader, writer = streamWriter, content, setting, top, context }: Job) {
  const document = { job: { content: [{ reader, writer, ...content }], ...(setting && { setting }) }, ...top };
  return validateDocument(fromValue(document), context);
}

export const R = '/job/content/0/reader/parameter';
export const W = '/job/content/0/writer/parameter';
export const readerName = '/job/content/0/reader/name';
export const writerName = '/job/content/0/writer/name';

export type Row = readonly [what: string, job: Job, level: string, code: string, pointer: string, says?: RegExp];

export const kafka = (more: Parameter = {}): Side => ({
  name: 'kafkareader',
  parameter: { topic: 't', codec: 'json', consumerSettings: { 'bootstrap.servers': 'k:9092' }, column: typed, ...more },
});
export const binlog = (more: Parameter = {}): Side => ({
  name: 'binlogreader',
  parameter: { host: 'h', username: 'u', password: 'p', jdbcUrl: 'jdbc:mysql://h/a', cat: 'insert,update', ...more },
});
export const redis = (more: Parameter): Side => ({
  name: 'rediswriter',
  parameter: { hostPort: 'h:6379', type: 'string', mode: 'set', keyIndexes: [0], ...more },
});
export const bare = (name: string, parameter: Parameter = {}): Side => ({ name, parameter });
export const wide = { columnTypes: { reader: new Map([['id', 'BIGINT']]), writer: new Map([['id', 'INT']]) } };

/** One test a row: the finding is there, with level, place and words. */
export function testRows(rows: readonly Row[]): void {
  for (const [what, job, level, code, pointer, says] of rows) {
    test(`${code}: ${what}`, () => {
      const all = findings(job);
      const found = all.find((each) => each.code === code && each.pointer === pointer && each.level === level);
      assert.ok(found, all.map((each) => `${each.level} ${each.code} ${each.pointer}`).join('\n'));
      if (says !== undefined) assert.match(found.message, says);
      assert.ok(found.message.length > 15 && found.remedy.length > 5 && (found.fact ?? '').length > 5);
    });
  }
}
