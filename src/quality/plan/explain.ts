import { describeFiles } from '../file-source.ts';
import type { Plan } from './plan.ts';

/** The plan as text for `check --explain`: each statement with the metrics it gives, then what each rule needs. */
export function explainPlan(plan: Plan): string {
  const steps = [
    ...plan.patterns.map(
      ({ column, source }) => `distinct values of ${column}, matched by JavaScript with /${source}/v`,
    ),
    ...plan.scans.map(({ alias = 'primary', metrics, sql }) =>
      section(`scan of ${alias}: ${counted(metrics.length, 'metric')}`, sql),
    ),
    ...plan.groupings.map(({ keys, metrics, sql, range }) => {
      const blocks = range === undefined ? '' : ', by blocks of 64 where its values lie close together';
      return section(`group by ${keys.join(', ')}: ${counted(metrics.length, 'metric')}${blocks}`, sql);
    }),
    ...plan.statements.map(({ about, sql }) => section(about, sql)),
    ...plan.queries.map(({ form, query }) =>
      section(form === 'scalar query' ? 'value of a query' : 'rows of a query', query),
    ),
    ...plan.files.map(describeFiles),
  ];
  return [
    `${counted(plan.rules.length, 'rule')}, ${counted(steps.length, 'statement')}`,
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    'rules',
    ...plan.rules.map(({ rule, needs, refused }) => `  ${rule}\n    ${refused ?? (needs.join('; ') || 'the schema')}`),
    '',
  ].join('\n');
}

function section(title: string, body: string): string {
  return `${title}\n${body
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n')}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
