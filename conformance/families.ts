import type { Family } from './case.ts';
import { composites } from './cases/composites.ts';
import { correlation } from './cases/correlation.ts';
import { completeness, filters } from './cases/counts.ts';
import { customSql } from './cases/custom-sql.ts';
import { dataTypes } from './cases/data-types.ts';
import { freshness } from './cases/freshness.ts';
import { groups } from './cases/groups.ts';
import { lengths } from './cases/lengths.ts';
import { moments } from './cases/moments.ts';
import { namedColumns, names } from './cases/names.ts';
import { aggregates } from './cases/aggregate-match.ts';
import { matches } from './cases/dataset-match.ts';
import { counts } from './cases/reference-counts.ts';
import { integrity } from './cases/referential-integrity.ts';
import { dateValues } from './cases/values-dates.ts';
import { numberValues } from './cases/values-numbers.ts';
import { textValues } from './cases/values-texts.ts';

/** All families of cases: a new one is a file of cases and a line here. */
export const FAMILIES: readonly Family[] = [
  moments,
  correlation,
  groups,
  dataTypes,
  names,
  namedColumns,
  freshness,
  counts,
  integrity,
  matches,
  aggregates,
  completeness,
  filters,
  lengths,
  numberValues,
  textValues,
  dateValues,
  composites,
  customSql,
];
