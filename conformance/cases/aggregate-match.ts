import { caseOf, type Family } from '../case.ts';
import { NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';
import { triple } from './triple.ts';

/** AggregateMatch: a sum or mean here against one there. */
export const aggregates: Family = {
  name: 'aggregate-match',
  cases: [
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `aggregate-match/${subject.name}`,
        tableOf(subject),
        ['sum', 'avg'].flatMap((of) => [
          `AggregateMatch "${of}(v)" "${of}(ref.v)" = 1`,
          `AggregateMatch "${of}(v)" "${of}(ref.v)" > 0.5`,
          `AggregateMatch "${of}(k)" "${of}(v)" between 0 and 2`,
          `AggregateMatch "${of}(ref.v)" "${of}(k)" != 1`,
        ]),
        { references: { ref: tableOf({ ...subject, values: subject.values.slice(1) }) } },
      ),
    ),
    caseOf(
      'aggregate-match/forms',
      triple([
        [1, 'a', '1.5'],
        [2, 'b', '2.5'],
      ]),
      [
        'AggregateMatch "sum(d)" "sum(primary.d)" = 1',
        'AggregateMatch "SUM(d)" "Sum(ref.d)" > 0',
        'AggregateMatch "sum( d )" "sum(ref.d )" > 0',
        'AggregateMatch "avg(id)" "sum(ref.d)" > 0',
        'AggregateMatch "min(d)" "min(ref.d)" > 0',
        'AggregateMatch "count(d)" "count(ref.d)" > 0',
        'AggregateMatch "sum(*)" "sum(ref.*)" > 0',
        'AggregateMatch "sum(d + 1)" "sum(ref.d)" > 0',
        'AggregateMatch "d" "ref.d" > 0',
        'AggregateMatch "sum(missing)" "sum(ref.d)" > 0',
        'AggregateMatch "sum(d)" "sum(ref.missing)" > 0',
        'AggregateMatch "sum(d)" "sum(absent.d)" > 0',
        'AggregateMatch "sum(D)" "sum(ref.D)" > 0',
        'AggregateMatch "sum(d)" "sum(REF.d)" > 0',
        'AggregateMatch "sum(d)" "avg(d)" > 0',
        'AggregateMatch "sum()" "sum(d)" > 0',
        'AggregateMatch "sum(t)" "sum(ref.t)" = 1',
        ...[...NUMBER_TESTS, ...ODD_NUMBER_TESTS].map((test) => `AggregateMatch "sum(id)" "sum(ref.id)" ${test}`),
      ],
      { references: { ref: triple([[1, 'a', '3.5']]) } },
    ),
  ],
};
