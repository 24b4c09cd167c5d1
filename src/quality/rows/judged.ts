import type { RowPlan } from '../plan/row-plan.ts';

/** `with … judged as (…)`: every row with `verdict0`, `verdict1`… Verdicts without SQL are NULL. */
export function judgedRows({ relations, source, joins, verdicts }: RowPlan): string {
  const columns = verdicts.map((verdict, index) => `${verdict ?? 'null::boolean'} as ${verdictName(index)}`);
  return [
    `${relations}, judged as (`,
    `  select ${['"primary".*', ...columns].join(',\n    ')}`,
    `  from ${source.from}`,
    ...joins.map((join) => `  ${join}`),
    ')',
  ].join('\n');
}

export function verdictName(index: number): string {
  return `__verdict${index}`;
}
