import { expect, test } from 'vitest';
import { wantsColor } from '../../src/cli/color.ts';

test.each([
  ['a terminal has colour', { isTTY: true }, {}, false, true],
  ['a pipe has none', { isTTY: false }, {}, false, false],
  ['a dumb terminal has none', { isTTY: true }, { TERM: 'dumb' }, false, false],
  ['NO_COLOR takes it away', { isTTY: true }, { NO_COLOR: '1' }, false, false],
  ['an empty NO_COLOR means nothing', { isTTY: true }, { NO_COLOR: '' }, false, true],
  ['FORCE_COLOR gives it to a pipe', { isTTY: false }, { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR=0 takes it away', { isTTY: true }, { FORCE_COLOR: '0' }, false, false],
  ['NO_COLOR is stronger than FORCE_COLOR', { isTTY: true }, { NO_COLOR: '1', FORCE_COLOR: '1' }, false, false],
  ['--no-color is stronger than FORCE_COLOR', { isTTY: true }, { FORCE_COLOR: '1' }, true, false],
])('%s', (_, { isTTY }, env, noColor, expected) => {
  const stream = { isTTY, columns: undefined, closed: false, write: () => {} };
  expect(wantsColor(stream, env, { noColor })).toBe(expected);
});
