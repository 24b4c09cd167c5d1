import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { replayRecordSchema } from '../../src/runner/record.ts';
import { xmlMistake } from '../reports/well-formed.ts';
import type { TempFolder } from '../temp-folder.ts';
import { cli, workingFolder } from './in-process.ts';

/** `scenarios/<name>`, of two rows, that expects `rows` of them. */
async function writeScenario(folder: TempFolder, name: string, { rows }: { rows: number }): Promise<void> {
  await folder.write(`scenarios/${name}/data/hits.csv`, 'id\n1\n2\n');
  await folder.write(
    `scenarios/${name}/scenario.yaml`,
    `name: ${name}\nsources: { hits: { files: data/hits.csv } }\n` +
      `ingestion: { hits: { columns: { id: bigint } } }\nexpect: { processed.hits: { rows: ${rows} } }\n`,
  );
}

describe('run', () => {
  test('without a path replays all of ./scenarios, in order of their names', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'b', { rows: 2 });
    await writeScenario(folder, 'a', { rows: 2 });
    const { code, out, err } = await cli(['run']);
    expect(out).toMatch(/^a {3}seed 0 .*\n(.*\n)*\nb {3}seed 0 /);
    expect(out).toMatch(/\n2 scenarios, 2 expectations met\.\n$/);
    expect(err).toMatch(/^a {2}land {2}\d\.\d\d s\na {2}validate {2}/);
    expect(code).toBe(0);
  });

  test('an expectation that is not met ends with 1 and says how to run it again', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 3 });
    const { code, out, err } = await cli(['run', 'scenarios/a', '--seed', '7', '--quiet']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/✗ processed\.hits\.rows {3}expected 3 {3}found 2\n/);
    expect(out).toMatch(/Again: glue-replay run scenarios\/a --seed 7\n$/);
  });

  test('a stage that fails ends with 3', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 2 });
    await folder.write('scenarios/a/scenario.yaml', BROKEN);
    await folder.write('scenarios/a/jobs/x.sql', 'select nix from processed.hits');
    const { code, out } = await cli(['run', '--quiet']);
    expect(code).toBe(3);
    expect(out).toMatch(/process {4}✗ failed/);
  });

  test('a scenario that cannot be read does not stop the others, and is not forgotten', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'good', { rows: 2 });
    await folder.write('scenarios/bad/scenario.yaml', 'name: bad\nsede: 1\nsources: {}\n');
    const { code, out, err } = await cli(['run', '--quiet', '--junit', 'out/report.xml']);
    expect(code).toBe(2);
    expect(err).toMatch(/✗ scenarios\/bad\/scenario\.yaml:2:1: .*sede.* \[CONFIG_UNKNOWN_KEY\]\n {2}2 \| sede: 1\n/);
    expect(out).toMatch(/\n2 scenarios, 1 not run\.\n$/);
    const xml = await readFile('out/report.xml', 'utf8');
    expect(xmlMistake(xml)).toBeUndefined();
    expect(xml).toContain('<testsuite name="scenarios/bad" tests="1" failures="0" errors="1"');
  });

  test('--json gives the records, and nothing else on stdout', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 2 });
    const { out } = await cli(['run', '--json', '--github']);
    const [record, ...others] = z.array(replayRecordSchema).parse(JSON.parse(out));
    expect(others).toEqual([]);
    expect(record).toMatchObject({ status: 'passed', expectations: [{ path: 'processed.hits.rows', met: true }] });
  });

  test('--github annotates what is wrong and adds to the summary of the step', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 3 });
    const summary = await folder.write('summary.md', 'before\n');
    const { out } = await cli(['run', '--github'], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(out).toMatch(
      /\n::error file=scenarios\/a\/scenario\.yaml,title=a%3A expectation not met::processed\.hits\.rows/,
    );
    expect(await readFile(summary, 'utf8')).toMatch(
      /^before\n## glue-replay: 1 scenario\n[^]*\| ❌ a \| failed \| 0 of 1 \|/,
    );
  });

  test('--lake keeps the lake: a second run finds everything there', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 2 });
    await writeScenario(folder, 'b', { rows: 2 });
    await cli(['run', '--lake', 'lakes']);
    const { code, out } = await cli(['run', 'scenarios/b', '--lake', 'lakes/b']);
    expect(code).toBe(0);
    expect(out).toMatch(/land {7}1 object .*unchanged/);
  });

  test.each([
    ['a path without a scenario', ['run', 'nowhere'], /no scenario in nowhere \[SCENARIO_NOT_FOUND\]/],
    ['nothing to run', ['run'], /\[SCENARIO_NOT_FOUND\]\n.*\n.*glue-replay init/],
  ])('%s ends with 2', async (_, argv, message) => {
    await using _folder = await workingFolder();
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a report that cannot be written ends with 2 and says so', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 2 });
    const { code, err } = await cli(['run', '--quiet', '--junit', 'scenarios']);
    expect(code).toBe(2);
    expect(err).toMatch(/^✗ scenarios: cannot be written: .* \[WRITE_FAILED\]/);
  });

  test('stopped by Ctrl-C it ends with 130', async () => {
    await using folder = await workingFolder();
    await writeScenario(folder, 'a', { rows: 2 });
    const { code, out, err } = await cli(['run'], { signal: AbortSignal.abort() });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(/stopped;.*\n$/);
  });
});

const BROKEN = `name: a
sources: { hits: { files: data/hits.csv } }
ingestion: { hits: { columns: { id: bigint } } }
processing: { x: { sql: jobs/x.sql, dialect: duckdb } }
`;
