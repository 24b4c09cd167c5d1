import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Sql } from '../../src/duckdb/sql.ts';
import { check } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { aggregateRules, mixedRules, writeSales } from '../sales.ts';
import { aggregatesByHand, mixedByHand } from '../sales-by-hand.ts';

const ROWS = 10_000_000;

/** Fifty rules, some of them on groups of keys, beside one query that computes the same metrics. */
export const rulesFiftyMixed: Bench = {
  name: 'rules-fifty-mixed',
  about: 'check of 50 mixed rules over 10,000,000 rows x 10 columns of Parquet, beside one hand-fused query',
  budget: { ratio: 1.3 },
  rounds: 3,
  prepare: (folder) => beside(folder, mixedRules(ROWS), mixedByHand),
};

/** The same with rules of one scan alone. */
export const rulesFiftyAggregates: Bench = {
  name: 'rules-fifty-aggregates',
  about: 'check of 50 rules of one scan over 10,000,000 rows x 10 columns of Parquet, beside one hand-fused query',
  budget: { ratio: 1.1 },
  rounds: 3,
  prepare: (folder) => beside(folder, aggregateRules(ROWS), aggregatesByHand),
};

async function beside(
  folder: string,
  rules: readonly string[],
  byHand: (file: string) => Sql,
): ReturnType<Bench['prepare']> {
  const data = join(folder, 'sales.parquet');
  await writeSales(data, ROWS, folder);
  const ruleset = `Rules = [\n${rules.join(',\n')}\n]`;
  return {
    subject: { name: 'check', run: () => checkAll(data, ruleset) },
    baselines: [{ name: 'one query', run: () => query(folder, byHand(data)) }],
  };
}

async function checkAll(data: string, rules: string): Promise<void> {
  const { outcomes } = await check({ data, rules });
  const unmet = outcomes.filter(({ outcome }) => outcome !== 'Passed');
  if (outcomes.length !== 50 || unmet.length > 0) {
    throw new Error(unmet.map(({ rule, failureReason }) => `${rule}: ${failureReason}`).join('\n'));
  }
}

/** A session of its own, as `check` opens one. */
async function query(folder: string, statement: Sql): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  await session.rows(statement);
}
