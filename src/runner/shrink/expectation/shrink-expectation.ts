import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { realEffects, type Effects } from '../../../core/effects.ts';
import { userError } from '../../../core/errors.ts';
import { nearestOf } from '../../../core/nearest.ts';
import { openSession } from '../../../duckdb/open-session.ts';
import type { Session } from '../../../duckdb/session.ts';
import { openDirectoryStore } from '../../../lake/directory-store.ts';
import type { Expectation, ReplayRecord } from '../../record.ts';
import { replay } from '../../replay.ts';
import { readScenario, type Scenario } from '../../scenario.ts';
import { putInPlace, refuseTakenFolder } from '../output-folder.ts';
import { scenarioName } from '../scenario-name.ts';
import { stopper } from '../stopped.ts';
import { isNotMet } from './expectation-class.ts';
import { expectationReadme } from './expectation-readme.ts';
import { foundExpectation } from './found-expectation.ts';
import { guiltyRecords } from './guilty-records.ts';
import type { ShrinkExpectationOptions, ShrinkExpectationResult, ShrunkFile } from './options.ts';
import { openRecordFile, type RecordFile } from './record-file.ts';
import { expectationOf, takeAway } from './take-away.ts';
import { makeTrialScenario, type TrialScenario } from './trial-scenario.ts';

/**
 * Finds the fewest records of a scenario's sources with which an expectation is still not met in the same way, by
 * replaying it with less and less, and writes that as a scenario that expects what was found. Throws a `UserError`:
 * `SHRINK_EXPECTATION_UNKNOWN`, `SHRINK_NOT_SHOWN`, `SHRINK_NOT_REPRODUCED`, `OUTPUT_NOT_EMPTY`.
 */
export async function shrinkExpectation(options: ShrinkExpectationOptions): Promise<ShrinkExpectationResult> {
  const effects = options.effects ?? realEffects();
  if (options.out !== undefined) await refuseTakenFolder(options.out);
  const scenario = await readScenario(options.scenario);
  const began = effects.elapsed();
  const place = await mkdtemp(join(tmpdir(), 'glue-replay-shrink-'));
  try {
    const record = await replay({ scenario: options.scenario, lake: join(place, 'lake'), effects });
    const whole = { record, expectation: notMet(record, options.expectation) };
    await using session = await openSession({ folders: [place] });
    const landed = await landedFiles(session, record, { lake: join(place, 'lake'), effects });
    const files = nearestFirst(landed, scenario, options.expectation);
    const folder = join(place, scenario.spec.name);
    await mkdir(folder);
    const quiet = { ...effects, signal: new AbortController().signal, progress: () => {} };
    const trial = await makeTrialScenario(scenario, files, { folder, effects: quiet });
    const stopped = stopper(effects, began + (options.maxSeconds ?? 60) * 1000);
    const onTry = (): void =>
      effects.progress({
        kind: 'advance',
        subject: scenario.spec.name,
        stage: 'shrink',
        detail: `${trial.tries()} tries`,
      });
    const { kept, ended } = await takeAway(trial, { files, whole, stopped, onTry });
    const last = await trial.replay();
    const found = expectationOf(last, options.expectation);
    const shrunk = await Promise.all(files.map((file) => describeFile(file, kept.get(file) ?? [])));
    if (options.out !== undefined) {
      if (ended === 'stopped' && shrunk.every(({ records }) => records.from === records.to))
        effects.signal.throwIfAborted();
      await trial.expect(foundExpectation(found, last), {
        name: scenarioName(options.out),
        about: `The fewest records found with which ${found.path} is ${found.found} where ${found.expected} was expected.`,
      });
      await confirm(trial);
      const readme = expectationReadme({ name: scenarioName(options.out), found, shrunk, ended, options });
      await writeFile(join(folder, 'README.md'), readme);
      await putInPlace(folder, options.out);
    }
    return {
      expectation: found.path,
      expected: found.expected,
      found: found.found,
      files: shrunk,
      ended,
      tries: trial.tries(),
      elapsedMs: effects.elapsed() - began,
      ...(options.out === undefined ? {} : { folder: options.out }),
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function notMet(record: ReplayRecord, path: string): Expectation {
  const paths = record.expectations.map((one) => one.path).filter((one) => !one.startsWith('defects.'));
  if (!paths.includes(path)) {
    throw userError({
      code: 'SHRINK_EXPECTATION_UNKNOWN',
      message: path.startsWith('defects.')
        ? 'what is expected of labelled defects cannot be shown by files, which have no labels'
        : 'the scenario expects no such thing',
      found: path,
      expected: paths.length === 0 ? 'a scenario with expectations' : paths.join(', '),
      ...nearestOf(path, paths),
    });
  }
  const found = expectationOf(record, path);
  if (isNotMet(found)) return found;
  throw userError({
    code: 'SHRINK_NOT_SHOWN',
    message: found.met ? 'the expectation is met' : 'the replay breaks before the expectation can be judged',
    found: `${path}: ${found.found}`,
    expected: 'an expectation that is not met',
    hint: 'See which are not: glue-replay run SCENARIO',
  });
}

async function landedFiles(
  session: Session,
  record: ReplayRecord,
  { lake, effects }: { readonly lake: string; readonly effects: Effects },
): Promise<readonly RecordFile[]> {
  await using store = await openDirectoryStore(lake, { effects });
  const objects = record.stages.flatMap((stage) => (stage.stage === 'validate' ? stage.objects : []));
  const files: RecordFile[] = [];
  for (const { key, source, format } of objects) {
    const path = await store.localPath('raw', key);
    files.push(
      await openRecordFile(
        session,
        { source, object: basename(key), path, format, guilty: guiltyRecords(record, key) },
        `file_${files.length}`,
      ),
    );
  }
  return files;
}

/** The files of the dataset that the expectation is about come first, then large ones. */
function nearestFirst(files: readonly RecordFile[], { spec }: Scenario, path: string): readonly RecordFile[] {
  const [, name = ''] = /\bprocessed\.(\w+)/.exec(path) ?? [];
  const source = spec.ingestion[name]?.source ?? name;
  const rank = (file: RecordFile): number => (file.source === source ? 0 : 1);
  return files.toSorted((one, other) => rank(one) - rank(other) || other.count - one.count);
}

const SAMPLE = 20;

async function describeFile(file: RecordFile, kept: readonly number[]): Promise<ShrunkFile> {
  const { source, object, count } = file;
  return { source, object, records: { from: count, to: kept.length }, sample: await file.show(kept.slice(0, SAMPLE)) };
}

/** Throws a `UserError` where the scenario that is to be written is not green. */
async function confirm(trial: TrialScenario): Promise<void> {
  const { status, expectations } = await trial.replay();
  if (status === 'passed') return;
  throw userError(
    {
      code: 'SHRINK_NOT_REPRODUCED',
      message: 'a replay of the smallest data does not come out the same again; nothing was written',
      found: expectations.map(({ path, found, expected }) => `${path}: ${found}, expected ${expected}`).join('; '),
      hint: 'Report it with the scenario, if you can.',
    },
    { exitCode: 3 },
  );
}
