import { expect, test } from 'vitest';
import { anchorsOf, fencesOf, linksOf, proseOf } from './markdown.ts';

test('a fence has its line, its words and its text', () => {
  const text = 'a\n```csv file=a.csv\nid\n1\n```\nb\n```\nc\n```';
  expect(fencesOf(text)).toEqual([
    { line: 2, info: ['csv', 'file=a.csv'], text: 'id\n1' },
    { line: 7, info: [''], text: 'c' },
  ]);
  expect(proseOf(text).split('\n').filter(Boolean)).toEqual(['a', 'b']);
});

test('a longer fence holds shorter ones', () => {
  expect(fencesOf('````md\n```sh\nx\n```\n````').map(({ text }) => text)).toEqual(['```sh\nx\n```']);
});

test('links are found in prose, and not in code', () => {
  const text = '[a](a.md) ![b](b.png "title") `[c](c.md)`\n```\n[d](d.md)\n```\n[e]: e.md\n[f](<f.md#x>)';
  expect(linksOf(text)).toEqual([
    { line: 1, target: 'a.md' },
    { line: 1, target: 'b.png' },
    { line: 5, target: 'e.md' },
    { line: 6, target: 'f.md#x' },
  ]);
});

test('anchors are made as GitHub makes them', () => {
  expect(anchorsOf('# The `run` command!\n## A, b & c')).toEqual(['the-run-command', 'a-b--c']);
});
