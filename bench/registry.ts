import type { Bench } from './bench.ts';
import { avroRead } from './cases/avro-read.ts';
import { checkCsv } from './cases/check-csv.ts';
import { csvToParquet } from './cases/csv-to-parquet.ts';
import { gateQuick } from './cases/gate-quick.ts';
import { generate10m } from './cases/generate-10m.ts';
import { generateSmall } from './cases/generate-small.ts';
import { help } from './cases/help.ts';
import { lint200Rulesets } from './cases/lint-200-rulesets.ts';
import { mutate100 } from './cases/mutate-100.ts';
import { orcReadBenches } from './cases/orc-read.ts';
import { orcWriteBenches } from './cases/orc-write.ts';
import { parse2000Rules } from './cases/parse-2000-rules.ts';
import { retailDaily } from './cases/retail-daily.ts';
import { rowResults } from './cases/row-results.ts';
import { rulesFiftyAggregates, rulesFiftyMixed } from './cases/rules-fifty.ts';
import { rulesOneScan } from './cases/rules-one-scan.ts';
import { shrink1m } from './cases/shrink-1m.ts';

export const BENCHES: readonly Bench[] = [
  help,
  retailDaily,
  avroRead,
  checkCsv,
  rulesOneScan,
  rulesFiftyMixed,
  rulesFiftyAggregates,
  rowResults,
  csvToParquet,
  generateSmall,
  generate10m,
  ...orcReadBenches,
  parse2000Rules,
  lint200Rulesets,
  shrink1m,
  mutate100,
  gateQuick,
  ...orcWriteBenches,
];
