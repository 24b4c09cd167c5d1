import type { ReplayRecord } from '../record.ts';

type Assessed = Extract<ReplayRecord['stages'][number], { stage: 'assess' }>['datasets'][number];

/** The outcome of the only rule on a dataset, as a replay recorded it. */
export function ruleOutcomeIn({ stages }: ReplayRecord, dataset: string): Assessed['outcomes'][number] | undefined {
  const assessed = stages.flatMap((stage) => (stage.stage === 'assess' ? stage.datasets : []));
  return assessed.find((one) => one.dataset === dataset)?.outcomes[0];
}
