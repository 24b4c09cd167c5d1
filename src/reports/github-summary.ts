import { placeOf, type Finding } from '../core/finding.ts';
import type { ReplayRecord } from '../runner/record.ts';
import { counted, formatScore } from './amounts.ts';
import type { Refusal } from './refusal.ts';

/** A short Markdown summary: a table of the scenarios, then what was not met. For `$GITHUB_STEP_SUMMARY`. */
export function renderGithubSummary(records: readonly ReplayRecord[], refusals: readonly Refusal[] = []): string {
  const rows = [
    ...records.map((record) => {
      const met = record.expectations.filter((expectation) => expectation.met).length;
      const mark = { passed: '✅', failed: '❌', broken: '💥' }[record.status];
      return `| ${mark} ${cell(record.scenario.name)} | ${record.status} | ${met} of ${record.expectations.length} | ${scores(record)} |`;
    }),
    ...refusals.map(({ scenario }) => `| 💥 ${cell(scenario)} | not run | | |`),
  ];
  const problems = [
    ...records.flatMap(problemsOf),
    ...refusals.flatMap(({ scenario, findings }) => findings.map((finding) => problem(scenario, finding))),
  ];
  const lines = [
    `## glue-replay: ${counted(records.length + refusals.length, 'scenario')}`,
    '',
    '| scenario | status | expectations met | scores |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(problems.length > 0 ? ['', ...problems] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function problemsOf(record: ReplayRecord): string[] {
  const { name } = record.scenario;
  const errors = [...record.findings, ...record.stages.flatMap(({ findings }) => findings)].filter(
    ({ severity }) => severity === 'error',
  );
  return [
    ...errors.map((finding) => problem(name, finding)),
    ...record.expectations
      .filter(({ met }) => !met)
      .map(
        ({ path, expected, found }) =>
          `- ${cell(name)}: ${code(path)} expected ${code(expected)}, found ${code(found)}`,
      ),
    ...(record.status === 'passed' ? [] : [`- ${cell(name)}, again: ${code(record.reproduce)}`]),
  ];
}

function problem(about: string, finding: Finding): string {
  return `- ${cell(about)}: ${cell([placeOf(finding), finding.message].filter((part) => part !== '').join(': '))}`;
}

function scores(record: ReplayRecord): string {
  const assessed = record.stages.flatMap((stage) => (stage.stage === 'assess' ? stage.datasets : []));
  return assessed.map(({ dataset, score }) => `${cell(dataset)} ${formatScore(score)}`).join('<br>');
}

/** Text that Markdown and HTML leave as it is, on one line, within a table cell. */
function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#|~!]/g, String.raw`\$&`);
}

/** Code on one line; a fence longer than any in the text. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
