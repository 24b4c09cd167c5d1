import { expect, test } from 'vitest';
import { createProgress, type Progress } from '../../src/cli/progress.ts';

/** What is written while `action` reports to a progress whose clock stands at `now.ms`. */
function shownBy(
  terminal: { isTTY: boolean; quiet?: boolean; columns?: number },
  action: (progress: Progress, now: { ms: number }) => void,
): string {
  const text: string[] = [];
  const now = { ms: 0 };
  const { isTTY, quiet = false, columns = 80 } = terminal;
  const output = { write: (part: string) => void text.push(part), isTTY, columns, closed: false };
  action(createProgress(output, { quiet, elapsed: () => now.ms }), now);
  return text.join('');
}

const START = { kind: 'start', subject: 'demo', stage: 'ingest' } as const;
const END = { kind: 'end', subject: 'demo', stage: 'ingest', rows: 9802, elapsedMs: 210 } as const;

test('off a terminal there is one line a stage, when it has ended', () => {
  const shown = shownBy({ isTTY: false }, (progress) => {
    progress.event(START);
    progress.event({ ...END, kind: 'advance' });
    progress.event(END);
    progress.log('note');
    progress.clear();
  });
  expect(shown).toBe('demo  ingest  9,802 rows  0.21 s\nnote\n');
});

test('on a terminal one line is drawn over and over, and taken away', () => {
  const shown = shownBy({ isTTY: true }, (progress, now) => {
    progress.event(START);
    now.ms = 500;
    progress.event({ ...END, kind: 'advance', elapsedMs: 500 });
    progress.clear();
    progress.clear();
  });
  expect(shown).toBe('\r\u001b[Kdemo  ingest  0.00 s\r\u001b[Kdemo  ingest  9,802 rows  0.50 s\r\u001b[K');
});

test('on a terminal it is not drawn more often than an eye can follow', () => {
  const shown = shownBy({ isTTY: true }, (progress, now) => {
    progress.event(START);
    now.ms = 10;
    progress.event({ ...END, kind: 'advance' });
  });
  expect(shown).toBe('\r\u001b[Kdemo  ingest  0.00 s');
});

test('the line never wraps', () => {
  const shown = shownBy({ isTTY: true, columns: 10 }, (progress) => progress.event(START));
  expect(shown).toBe('\r\u001b[Kdemo  in…');
});

test('a line of talk stands above the moving one', () => {
  const shown = shownBy({ isTTY: true }, (progress) => {
    progress.event(START);
    progress.log('note');
  });
  expect(shown).toMatch(/note\ndemo {2}ingest {2}0\.00 s$/);
});

test('quiet says nothing', () => {
  expect(
    shownBy({ isTTY: true, quiet: true }, (progress) => {
      progress.event(START);
      progress.log('note');
      progress.clear();
    }),
  ).toBe('');
});
