import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realEffects } from '../core/effects.ts';
import { formatFinding } from '../core/finding.ts';
import { expectationPaths } from '../runner/expectations.ts';
import { findScenarios } from '../runner/find-scenarios.ts';
import type { Lakes } from '../runner/lakes/lakes.ts';
import { openLakes, type LakeOptions } from '../runner/lakes/open-lakes.ts';
import type { ReplayRecord } from '../runner/record.ts';
import { replay } from '../runner/replay.ts';
import { readScenario } from '../runner/scenario.ts';

/** The lake is by default a temporary folder; each scenario has a folder of its own in it, whatever it is. */
export interface DescribeScenariosOptions extends LakeOptions {
  /** Instead of each scenario's own seed. */
  readonly seed?: number;
  /** Milliseconds one replay may take. Default: 60,000. */
  readonly timeout?: number;
}

/** An image of LocalStack may have to be pulled, and started. */
const LAKES_MS = 300_000;

/**
 * Makes a vitest suite of every scenario in `folder` (or of the one that it is): one test for the stages, one for each
 * expectation. Each scenario is replayed once, on a lake of its own.
 *
 * @param folder relative to the current working folder of vitest, its project root.
 */
export function describeScenarios(folder: string, options: DescribeScenariosOptions = {}): void {
  describe(folder, async () => {
    let temporary: string;
    let lakes: Lakes | undefined;
    const opened = (): Lakes => {
      if (!lakes) throw new Error('the lakes were not opened');
      return lakes;
    };
    beforeAll(async () => {
      temporary = await mkdtemp(join(tmpdir(), 'glue-replay-lake-'));
      lakes = await openLakes({ lake: temporary, ...options }, { several: true, effects: realEffects() });
    }, LAKES_MS);
    afterAll(async () => {
      await lakes?.[Symbol.asyncDispose]();
      await rm(temporary, { recursive: true, force: true });
    });
    for (const path of await findScenarios([folder], '.')) await describeScenario(path, opened, options);
  });
}

async function describeScenario(
  path: string,
  lakes: () => Lakes,
  { seed, timeout = 60_000 }: DescribeScenariosOptions,
): Promise<void> {
  const { spec } = await readScenario(path);
  describe(spec.name, () => {
    let record: ReplayRecord;
    beforeAll(async () => {
      record = await replay({ scenario: path, lakes: lakes(), ...(seed === undefined ? {} : { seed }) });
    }, timeout);

    test('every stage runs to its end', () => {
      const failed = record.stages.filter(({ status }) => status !== 'done');
      expect(
        failed.map((stage) => [stage.stage, stage.status, ...stage.findings.map(formatFinding)].join('\n')),
      ).toEqual([]);
    });

    test.each(expectationPaths(spec).map((name) => ({ name })))('$name', ({ name }) => {
      const expectation = record.expectations.find((one) => one.path === name);
      const { expected, found, detail } = expectation ?? {};
      expect(expectation?.met, `expected ${expected}, found ${found}${detail ? `\n${detail}` : ''}`).toBe(true);
    });
  });
}
