import { z } from 'zod';
import { columnNamed } from '../damaged-column.ts';
import { defectError, defineDefect } from '../defect-kind.ts';
import { anyDefect, column } from '../settings.ts';

/** `{ kind: column-dropped, column: amount }` – a column is not there. */
export const columnDropped = defineDefect('column-dropped', {
  level: 'table',
  schema: z.strictObject({ kind: z.literal('column-dropped'), column, ...anyDefect }),
  fits: (_column, columns) => columns.length > 1,
  prepare: (defect, context) => {
    const { name } = columnNamed(defect.column, context);
    if (context.columns.length === 1) {
      throw defectError(context.dataset, {
        code: 'DEFECT_COLUMN_UNFIT',
        message: 'the only column cannot be dropped',
        column: name,
        expected: 'a table of two columns or more',
      });
    }
    return {
      target: 'schema',
      column: name,
      isAlone: true,
      reshape: (columns) => columns.filter(({ origin }) => origin !== name),
      before: name,
      after: null,
    };
  },
});
