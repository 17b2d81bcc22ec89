import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRecentAnswers } from '../../gateway/http/recent-answers.ts';

test('answers are given for a while, and only so many are kept', () => {
  let time = 0;
  const answers = createRecentAnswers({ ms: 100, most: 2, nowMs: () => time });
  answers.keep('a', '1');
  time = 50;
  answers.keep('b', '2');
  assert.deepEqual([answers.get('a'), answers.get('b'), answers.get('c')], ['1', '2', undefined]);
  time = 100;
  assert.deepEqual([answers.get('a'), answers.get('b')], [undefined, '2']);
  answers.keep('b', '3');
  answers.keep('a', '4');
  answers.keep('c', '5');
  assert.deepEqual([answers.get('b'), answers.get('a'), answers.get('c')], [undefined, '4', '5']);
});
