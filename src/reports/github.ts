import { formatFinding, type Finding } from '../core/finding.ts';
import type { ReplayRecord, StageRecord } from '../runner/record.ts';
import { printable } from './display-width.ts';
import type { Refusal } from './refusal.ts';

/**
 * Workflow commands of GitHub Actions, one a line: `::error` for each expectation not met, each stage or scenario that
 * failed and each error found; `::warning` for warnings and alerts. Nothing for what went well.
 */
export function renderGithub(records: readonly ReplayRecord[], refusals: readonly Refusal[] = []): string {
  const commands = [
    ...records.flatMap(commandsOf),
    ...refusals.flatMap(({ scenario, findings }) => findings.map((finding) => findingCommand(scenario, finding))),
  ];
  return commands.map((line) => `${line}\n`).join('');
}

function commandsOf(record: ReplayRecord): string[] {
  const { name } = record.scenario;
  const unmet = record.expectations
    .filter(({ met }) => !met)
    .map(({ path, expected, found, detail }) =>
      command(
        'error',
        { file: scenarioFile(record), title: `${name}: expectation not met` },
        `${path}: expected ${expected}, found ${found}${detail === null ? '' : `\n${detail}`}\nAgain: ${record.reproduce}`,
      ),
    );
  return [
    ...record.findings.map((finding) => findingCommand(name, finding)),
    ...record.stages.flatMap((stage) => stageCommands(record, stage)),
    ...unmet,
  ];
}

function stageCommands(record: ReplayRecord, stage: StageRecord): string[] {
  const about = `${record.scenario.name}: ${stage.stage}`;
  const findings = stage.findings.map((finding) => findingCommand(about, finding));
  if (stage.status === 'failed' && findings.length === 0) {
    return [command('error', { file: scenarioFile(record), title: about }, 'the stage failed')];
  }
  const alerts =
    stage.stage === 'assess'
      ? stage.datasets.flatMap(({ dataset, alert }) =>
          alert === null ? [] : [command('warning', { title: `${about}: alert` }, `${dataset}: ${alert}`)],
        )
      : [];
  return [...findings, ...alerts];
}

function findingCommand(about: string, finding: Finding): string {
  const { severity, file, range } = finding;
  const place = {
    ...(file === undefined ? {} : { file }),
    ...(range ? { line: range.start.line, col: range.start.column } : {}),
  };
  return command(severity, { ...place, title: `${about}: ${finding.code}` }, formatFinding(finding));
}

function scenarioFile({ scenario }: ReplayRecord): string {
  return scenario.path.endsWith('.yaml') ? scenario.path : `${scenario.path.replace(/\/$/, '')}/scenario.yaml`;
}

/** One line, escaped as GitHub's own toolkit does (`actions/toolkit`, packages/core/src/command.ts). */
function command(
  kind: 'error' | 'warning',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`);
  return `::${kind} ${list.join(',')}::${escapeData(message.replaceAll(/[^\r\n]+/g, printable))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
