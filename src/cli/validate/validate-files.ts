import { userError } from '../../core/errors.ts';
import { readYamlFile } from '../../core/yaml.ts';
import { findFiles } from '../../formats/find-files.ts';
import { openClamd, type VirusScanner } from '../../formats/gate/clamd.ts';
import { examineFile } from '../../formats/gate/examine-file.ts';
import { keyOfPath } from '../../formats/gate/key-of-path.ts';
import { gatePolicySchema } from '../../formats/gate/policy-schema.ts';
import { policyOf, type GatePolicy } from '../../formats/gate/policy.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { JudgedFile } from './judged-file.ts';
import { printVerdicts } from './print-verdicts.ts';
import type { ValidateCommandOptions } from './validate-options.ts';

/** Judges files one by one and prints the verdicts; what is wrong with one does not stop the others. */
export async function validateFiles(
  paths: readonly string[],
  options: ValidateCommandOptions,
  cli: Cli,
): Promise<ExitCode> {
  const policy = await readPolicy(options);
  const files = [...new Set((await Promise.all(paths.map((path) => findFiles(path, { anyKind: true })))).flat())];
  const scanner = policy.clamd === null ? undefined : await openClamd(policy.clamd);
  const judge = { policy, scanner, cli };
  const judged = policy.depth === 'quick' ? await judgeQuickly(files, judge) : await judgeFully(files, options, judge);
  printVerdicts(judged, options, cli);
  return judged.some(({ verdict }) => verdict === 'quarantined') ? EXIT.notMet : EXIT.met;
}

interface Judge {
  readonly policy: GatePolicy;
  readonly scanner: VirusScanner | undefined;
  readonly cli: Cli;
}

/** So many files are opened at once: waiting for one after the other takes longer than judging them. */
const AT_ONCE = 16;

async function readPolicy({ policy: file, depth, like }: ValidateCommandOptions): Promise<GatePolicy> {
  const policy = file === undefined ? policyOf() : await readYamlFile(file, gatePolicySchema);
  if (like !== undefined && depth === 'quick') {
    throw userError({
      code: 'OPTION_NEEDS_FULL_DEPTH',
      message: '--like compares columns, which depth quick does not read',
      hint: 'Leave out --depth quick.',
    });
  }
  return { ...policy, depth: like === undefined ? (depth ?? policy.depth) : 'full' };
}

/** Without an engine: nothing of it is loaded. */
async function judgeQuickly(files: readonly string[], { policy, scanner, cli }: Judge): Promise<JudgedFile[]> {
  const judged: JudgedFile[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    cli.io.signal.throwIfAborted();
    const some = files.slice(start, start + AT_ONCE);
    const verdicts = await Promise.all(
      some.map((file) => examineFile(file, policy, { key: keyOfPath(file), scanner })),
    );
    judged.push(...verdicts.map((verdict, index) => ({ file: some[index] ?? '', ...verdict })));
  }
  return judged;
}

async function judgeFully(
  files: readonly string[],
  { like }: ValidateCommandOptions,
  { policy, scanner, cli }: Judge,
): Promise<JudgedFile[]> {
  const { openFullDepth } = await import('./full-depth.ts');
  await using depth = await openFullDepth({ files, like, policy, scanner, signal: cli.io.signal });
  const judged: JudgedFile[] = [];
  for (const file of files) {
    cli.io.signal.throwIfAborted();
    judged.push(await depth.judge(file, keyOfPath(file)));
  }
  return judged;
}
