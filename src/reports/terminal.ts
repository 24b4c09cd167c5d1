import type { ReplayRecord } from '../runner/record.ts';
import { counted } from './amounts.ts';
import { printable } from './display-width.ts';
import { findingLines } from './finding-lines.ts';
import { paintFor, type Paint } from './paint.ts';
import type { Refusal } from './refusal.ts';
import { renderBlocks } from './terminal/block.ts';
import { stageBlock } from './terminal/stage-blocks.ts';
import { defectsBlock, expectBlock, trafficBlock } from './terminal/verdict-blocks.ts';

interface TerminalOptions {
  readonly color: boolean;
  /** Cells of a line; tables of rows are cut to it. Default 100. */
  readonly width?: number;
  readonly refusals?: readonly Refusal[];
}

/**
 * Replay records for people: a scenario's stages with objects, rows and time; scores, failed rules and the first rows
 * that show them; expectations that were not met; last, one line for all and the commands that reproduce a failure.
 */
export function renderTerminal(
  records: readonly ReplayRecord[],
  { color, width = 100, refusals = [] }: TerminalOptions,
): string {
  const look = { paint: paintFor(color), width };
  const scenarios = records.map((record) => [...scenarioLines(record, look), '']);
  return `${[...scenarios.flat(), ...lastLines(records, refusals, look.paint)].join('\n')}\n`;
}

function scenarioLines(record: ReplayRecord, look: { paint: Paint; width: number }): string[] {
  const { paint } = look;
  const days = [...new Set(record.stages.map(({ day }) => day))];
  const blocks = [
    ...days.flatMap((day) => [
      ...(days.length > 1 ? [{ label: day, rows: [{ cells: [] }] }] : []),
      ...record.stages.filter((stage) => stage.day === day).map((stage) => stageBlock(stage, look)),
    ]),
    ...(record.traffic ? [trafficBlock(record.traffic)] : []),
    ...(record.defects ? [defectsBlock(record.defects, look)] : []),
    expectBlock(record.expectations, { elapsedMs: record.elapsedMs, paint }),
  ];
  const findings = record.findings.flatMap((finding) => findingLines(finding, paint)).map((line) => `  ${line}`);
  return [header(record, paint), ...renderBlocks(blocks, look), ...findings];
}

function header({ scenario, seed, clock, lake }: ReplayRecord, paint: Paint): string {
  const facts = [`seed ${seed}`, clock.replace(/(:00)?(\.0+)?Z$/, 'Z'), `lake ${printable(lake)}`];
  return [paint.strong(printable(scenario.name)), ...facts].join('   ');
}

function lastLines(records: readonly ReplayRecord[], refusals: readonly Refusal[], paint: Paint): string[] {
  const expectations = records.flatMap((record) => record.expectations);
  const unmet = expectations.filter(({ met }) => !met).length;
  const broken = records.filter(({ status }) => status === 'broken').length;
  const wrong = [
    ...(unmet > 0 ? [`${counted(unmet, 'expectation')} not met`] : []),
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(refusals.length > 0 ? [`${refusals.length} not run`] : []),
  ];
  const scenarios = counted(records.length + refusals.length, 'scenario');
  if (wrong.length === 0) return [paint.good(`${scenarios}, ${counted(expectations.length, 'expectation')} met.`)];
  const commands = records.filter(({ status }) => status !== 'passed').map(({ reproduce }) => reproduce);
  const verdict = paint.bad(`${[scenarios, ...wrong].join(', ')}.`);
  if (commands.length === 1) return [`${verdict} Again: ${commands[0]}`];
  return commands.length === 0 ? [verdict] : [`${verdict} Again:`, ...commands.map((line) => `  ${line}`)];
}
