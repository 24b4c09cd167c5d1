import type { Bench } from './bench.ts';
import { checkCsv } from './cases/check-csv.ts';
import { csvToParquet } from './cases/csv-to-parquet.ts';
import { generate10m } from './cases/generate-10m.ts';
import { generateSmall } from './cases/generate-small.ts';
import { help } from './cases/help.ts';
import { lint200Rulesets } from './cases/lint-200-rulesets.ts';
import { mutate100 } from './cases/mutate-100.ts';
import { parse2000Rules } from './cases/parse-2000-rules.ts';
import { retailDaily } from './cases/retail-daily.ts';
import { rowResults } from './cases/row-results.ts';
import { rulesFiftyAggregates, rulesFiftyMixed } from './cases/rules-fifty.ts';
import { rulesOneScan } from './cases/rules-one-scan.ts';
import { shrink1m } from './cases/shrink-1m.ts';

export const BENCHES: readonly Bench[] = [
  help,
  retailDaily,
  checkCsv,
  rulesOneScan,
  rulesFiftyMixed,
  rulesFiftyAggregates,
  rowResults,
  csvToParquet,
  generateSmall,
  generate10m,
  parse2000Rules,
  lint200Rulesets,
  shrink1m,
  mutate100,
];
