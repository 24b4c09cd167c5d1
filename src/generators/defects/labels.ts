import type { Column } from '../../duckdb/session.ts';

/** The columns of a table of labels, one row a defect that was done: the ground truth about damaged data. */
export const LABEL_COLUMNS: readonly Column[] = [
  { name: 'dataset', type: 'VARCHAR' },
  { name: 'object', type: 'VARCHAR' },
  /**
   * 1-based row in the written object: its `_source_row` when it is read back. For a copied or moved row its new place;
   * NULL for a row that was removed, and for damage to the table or the file.
   */
  { name: 'row', type: 'BIGINT' },
  /** By its name in the clean data. NULL where a whole row, table or file is damaged. */
  { name: 'column', type: 'VARCHAR' },
  { name: 'kind', type: 'VARCHAR' },
  { name: 'before', type: 'VARCHAR' },
  { name: 'after', type: 'VARCHAR' },
  /** 1-based row of the clean data: what a copy copies, a moved or removed row was, a duplicate key was taken from. */
  { name: 'origin_row', type: 'BIGINT' },
  /** What the defect states as `label`. */
  { name: 'label', type: 'VARCHAR' },
];
