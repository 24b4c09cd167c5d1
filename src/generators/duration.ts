import { z } from 'zod';

const UNITS_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** A length of time, `500ms`, `5s`, `2m`, `1h`, `3d`, `1w`; read as milliseconds. */
export const durationSchema = z
  .union([
    z.int().nonnegative(),
    z
      .string()
      .regex(/^\d+(ms|s|m|h|d|w)$/, 'not a length of time; write for example `500ms`, `5s`, `2m`, `1h` or `3d`')
      .transform(parseDuration),
  ])
  .describe('A length of time: `500ms`, `5s`, `2m`, `1h`, `3d`.');

function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+)(ms|[smhdw])$/.exec(text) ?? [];
  return Number(amount) * (Object.entries(UNITS_MS).find(([name]) => name === unit)?.[1] ?? 0);
}
