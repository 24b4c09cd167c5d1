import { describeFiles } from '../file-source.ts';
import type { Plan } from './plan.ts';
import type { RowPass } from './row-pass.ts';

/**
 * The plan as text for `check --explain`: each statement with the metrics it gives, the pass over the rows that finds
 * failing ones and gives row-level results, then what each rule needs.
 */
export function explainPlan({ rowPass, ...plan }: Plan & { readonly rowPass: RowPass }): string {
  const steps = [
    ...plan.patterns.map(
      ({ column, source, beyondAscii = false }) =>
        `distinct values of ${column}${beyondAscii ? ' beyond ASCII' : ''}, matched by JavaScript with /${source}/v`,
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
    ...rowSteps(rowPass),
  ];
  return [
    `${counted(plan.rules.length, 'rule')}, ${counted(steps.length, 'statement')}`,
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    'rules',
    ...plan.rules.map(({ rule, needs, refused }) => `  ${rule}\n    ${refused ?? (needs.join('; ') || 'the schema')}`),
    '',
  ].join('\n');
}

/** One column a verdict, named by the rule's place in the ruleset. */
function rowSteps({ tables, relations, source, joins, verdicts }: RowPass): string[] {
  const columns = verdicts.flatMap(({ sql }, index) => (sql === undefined ? [] : [`${sql} as rule_${index + 1}`]));
  if (columns.length === 0) return [];
  const pass = [
    ...(relations === '' ? [] : [relations.trimEnd()]),
    `select ${columns.join(',\n  ')}`,
    `from ${source.from}`,
    ...joins,
  ];
  return [
    ...tables.map(({ alias, select }) => section(`what rows are judged by: ${alias}`, select)),
    section(`verdicts on rows: ${counted(columns.length, 'rule')} in one pass`, pass.join('\n')),
  ];
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
