import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatFinding } from '../core/finding.ts';
import { expectationPaths } from '../runner/expectations.ts';
import { findScenarios } from '../runner/find-scenarios.ts';
import type { ReplayRecord } from '../runner/record.ts';
import { replay } from '../runner/replay.ts';
import { readScenario } from '../runner/scenario.ts';

export interface DescribeScenariosOptions {
  /** Instead of each scenario's own seed. */
  readonly seed?: number;
  /** Milliseconds one replay may take. Default: 60,000. */
  readonly timeout?: number;
}

/**
 * Makes a vitest suite of every scenario in `folder` (or of the one that it is): one test for the stages, one for each
 * expectation. Each scenario is replayed once, on a lake of its own in a temporary folder.
 *
 * @param folder relative to the current working folder of vitest, its project root.
 */
export function describeScenarios(folder: string, options: DescribeScenariosOptions = {}): void {
  describe(folder, async () => {
    for (const path of await findScenarios([folder], '.')) await describeScenario(path, options);
  });
}

async function describeScenario(path: string, { seed, timeout = 60_000 }: DescribeScenariosOptions): Promise<void> {
  const { spec } = await readScenario(path);
  describe(spec.name, () => {
    let lake: string;
    let record: ReplayRecord;
    beforeAll(async () => {
      lake = await mkdtemp(join(tmpdir(), 'glue-replay-lake-'));
      record = await replay({ scenario: path, lake, ...(seed === undefined ? {} : { seed }) });
    }, timeout);
    afterAll(async () => rm(lake, { recursive: true, force: true }));

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
