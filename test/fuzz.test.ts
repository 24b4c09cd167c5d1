import fc from 'fast-check';
import { test } from 'vitest';
import { TARGETS } from '../fuzz/registry.ts';

/** How many inputs the suite tries; `npm run fuzz` tries as many as there is time for. */
const INPUTS: Readonly<Record<string, number>> = { texts: 100, tables: 40, patterns: 40, 'damaged avro': 150 };

test.each(TARGETS.map((target) => [target.name, target] as const))(
  'what must hold for any input holds for some: %s',
  async (name, target) => {
    const opened = await target.open();
    try {
      await fc.assert(opened.property, { numRuns: INPUTS[name] ?? 20, interruptAfterTimeLimit: 60_000 });
    } finally {
      await opened.close();
    }
  },
  120_000,
);
