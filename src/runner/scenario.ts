import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { resolveInside } from '../connectors/files.ts';
import { UserError, userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { readYamlFile } from '../core/yaml.ts';
import { scenarioSchema, type ScenarioSpec } from './scenario-schema.ts';

/** A scenario, read and checked: what is said in the file, and where it stands. */
export interface Scenario {
  readonly spec: ScenarioSpec;
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Path of scenario.yaml, as findings name it. */
  readonly file: string;
  /** The path the user gave. */
  readonly path: string;
}

/** A file that the scenario names, as findings name it; that it is there and inside was checked on reading. */
export function fileOf({ file }: Scenario, address: string): string {
  return join(dirname(file), address);
}

/**
 * Reads `scenario.yaml` of a folder (or that file itself) and checks it and that the files it names are there. Throws
 * one `UserError` with all mistakes found.
 */
export async function readScenario(path: string): Promise<Scenario> {
  const file = await scenarioFile(path);
  const spec = await readYamlFile(file, scenarioSchema);
  const scenario: Scenario = { spec, folder: resolve(dirname(file)), file, path };
  await checkFiles(scenario);
  return scenario;
}

async function scenarioFile(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile()) return path;
  const file = join(path, 'scenario.yaml');
  if (info && (await stat(file).catch(() => undefined))?.isFile()) return file;
  throw userError({
    code: 'SCENARIO_NOT_FOUND',
    message: info ? `no scenario.yaml in ${path}` : `no such scenario: ${path}`,
    expected: 'a folder with a scenario.yaml',
    hint: 'Make one with: glue-replay init NAME',
  });
}

async function checkFiles({ spec, folder, file }: Scenario): Promise<void> {
  const named = [
    ...Object.values(spec.sources).flatMap(({ generate }) => generate?.recipe ?? []),
    ...Object.values(spec.ingestion).flatMap(({ rules }) => rules ?? []),
    ...Object.values(spec.processing).map(({ sql }) => sql),
    ...Object.values(spec.quality).map(({ rules }) => rules),
  ];
  const findings: Finding[] = [];
  for (const address of new Set(named)) {
    await resolveInside(folder, address, file).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      findings.push(...error.findings);
    });
  }
  if (findings.length > 0) throw new UserError(findings);
}
