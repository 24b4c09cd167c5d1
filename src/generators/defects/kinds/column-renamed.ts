import { z } from 'zod';
import { columnNamed } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { anyDefect, column } from '../settings.ts';

/** `{ kind: column-renamed, column: amount, to: total }` – a column has another name. */
export const columnRenamed = defineDefect('column-renamed', {
  level: 'table',
  schema: z.strictObject({
    kind: z.literal('column-renamed'),
    column,
    to: z.string().min(1).optional().describe('The new name. Default: the old one and `_new`.'),
    ...anyDefect,
  }),
  fits: () => true,
  prepare: (defect, context) => {
    const { name } = columnNamed(defect.column, context);
    const to = defect.to ?? `${name}_new`;
    return {
      target: 'schema',
      column: name,
      isAlone: false,
      reshape: (columns) => columns.map((each) => (each.origin === name ? { ...each, name: to } : each)),
      before: name,
      after: to,
    };
  },
});
