import type { CaseTable } from '../case.ts';

/** Rows of a key, a text and a number. */
export function triple(rows: CaseTable['rows']): CaseTable {
  return {
    columns: [
      ['id', 'int'],
      ['t', 'string'],
      ['d', 'double'],
    ],
    rows,
  };
}
