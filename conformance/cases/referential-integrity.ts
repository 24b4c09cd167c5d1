import { caseOf, type CaseTable, type Cell, type Family } from '../case.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';

const KEYS: Readonly<Record<string, readonly [here: readonly Cell[], there: readonly Cell[]]>> = {
  'all found': [
    [1, 2, 2],
    [1, 2, 3],
  ],
  'one missing': [
    [1, 2, 4],
    [1, 2, 3],
  ],
  'none found': [
    [7, 8],
    [1, 2],
  ],
  'nulls here': [
    [1, null, 2],
    [1, 2],
  ],
  'nulls both sides': [
    [1, null, 2],
    [1, 2, null],
  ],
  'all null': [
    [null, null],
    [1, null],
  ],
  'duplicates there': [
    [1, 2],
    [1, 1, 2, 2],
  ],
  'no row here': [[], [1, 2]],
  'no row there': [[1, 2], []],
  'no row anywhere': [[], []],
};

/** ReferentialIntegrity, of one key and of two. */
export const integrity: Family = {
  name: 'referential-integrity',
  cases: [
    ...Object.entries(KEYS).map(([name, [here, there]]) =>
      caseOf(
        `referential-integrity/${name}`,
        keyed(here),
        [
          ...['= 1', '> 0.5', '!= 1', 'between 0.3 and 0.9', '<= 0.5', 'in [0, 1]'].map(
            (test) => `ReferentialIntegrity "id" "ref.id" ${test}`,
          ),
          'ReferentialIntegrity "id" "ref.{id}" = 1',
          'ReferentialIntegrity "id,t" "ref.{id,t}" > 0.5',
          'ReferentialIntegrity "id, t" "ref.{id, t}" > 0.5',
          'ReferentialIntegrity "t,id" "ref.{id,t}" > 0.5',
          'ReferentialIntegrity "t" "ref.t" = 1',
          'ReferentialIntegrity "ID" "ref.ID" = 1',
          'ReferentialIntegrity "id" "ref.missing" = 1',
          'ReferentialIntegrity "missing" "ref.id" = 1',
          'ReferentialIntegrity "id" "absent.id" = 1',
          'ReferentialIntegrity "id" "ref" = 1',
          'ReferentialIntegrity "id" "ref.{id,t}" = 1',
          'ReferentialIntegrity "id,id" "ref.{id,id}" = 1',
        ],
        { references: { ref: keyed(there) } },
      ),
    ),
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `referential-integrity/${subject.name}`,
        tableOf(subject),
        [
          'ReferentialIntegrity "v" "ref.v" = 1',
          'ReferentialIntegrity "k,v" "ref.{k,v}" > 0.5',
          'ReferentialIntegrity "k" "ref.v" > 0.5',
          'ReferentialIntegrity "v" "ref.k" > 0.5',
        ],
        { references: { ref: tableOf({ ...subject, values: subject.values.toReversed().slice(1) }) } },
      ),
    ),
  ],
};

function keyed(ids: readonly Cell[]): CaseTable {
  return {
    columns: [
      ['id', 'int'],
      ['t', 'string'],
    ],
    rows: ids.map((id) => [id, id === 2 ? null : `t${String(id)}`]),
  };
}
