import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth, fitWidth, padding, printable } from '../../src/reports/display-width.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('the width of a text', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['한글', 4],
    ['ｆ', 2],
    ['👍🏽', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['✓', 1],
    ['\u200b', 0],
  ])('%j takes %i cells', (text, width) => expect(displayWidth(text)).toBe(width));
});

describe('a text that must fit', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
  ])('%j in %i cells is %j', (text, width, fitted) => expect(fitWidth(text, width)).toBe(fitted));

  test('never takes more cells than it may, and is a beginning of the text', () =>
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, width) => {
        const fitted = fitWidth(text, width);
        expect(displayWidth(fitted)).toBeLessThanOrEqual(width);
        expect(text.startsWith(fitted.replace(/…$/u, ''))).toBe(true);
      }),
    ));

  test('padding fills up to the width', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        expect(displayWidth(text + padding(text, 100))).toBe(Math.max(100, displayWidth(text)));
      }),
    ));
});

describe('text of unknown origin', () => {
  test.each([
    ['a\nb\tc\r', String.raw`a\nb\tc\r`],
    ['\u001b[31mred', String.raw`\u{1b}[31mred`],
    ['\u009b2J', String.raw`\u{9b}2J`],
    ['abc\u202egnp.exe', String.raw`abc\u{202e}gnp.exe`],
    ['\ud800', String.raw`\u{d800}`],
    ['👩‍👩‍👧 日本 é', '👩‍👩‍👧 日本 é'],
  ])('%j is shown as %j', (text, shown) => expect(printable(text)).toBe(shown));
});
