import { z } from 'zod';
import { nearest } from '../../core/nearest.ts';
import { DEFECT_KINDS } from './registry.ts';

const NAMES: readonly string[] = DEFECT_KINDS.map(({ kind }) => kind);
const [first, ...others] = DEFECT_KINDS;

const kinds = z.discriminatedUnion('kind', [first.schema, ...others.map(({ schema }) => schema)]);

/** One defect: `kind`, `rate` or `count`, `column` where the kind has one, and the kind's own settings. */
export const defectSchema = z.preprocess(checkKind, kinds);

/** A list of defects, as a file of them holds it. */
export const defectsSchema = z.array(defectSchema);

/** A defect, fully populated. */
export type Defect = z.output<typeof defectSchema>;
/** A defect as it is written. */
export type DefectInput = z.input<typeof defectSchema>;

/** Names the kinds there are, and the nearest, where a defect is of none of them. */
function checkKind(defect: z.input<typeof kinds>, context: z.core.$RefinementCtx): unknown {
  if (typeof defect !== 'object' || defect === null || Array.isArray(defect)) return defect;
  const kind: unknown = 'kind' in defect ? defect.kind : undefined;
  if (typeof kind === 'string' && NAMES.includes(kind)) return defect;
  const close = typeof kind === 'string' ? nearest(kind, NAMES) : undefined;
  const meant = close === undefined ? '' : `; did you mean ${JSON.stringify(close)}?`;
  context.addIssue({
    code: 'custom',
    path: kind === undefined ? [] : ['kind'],
    input: kind ?? defect,
    message: `${kind === undefined ? 'needs a kind' : 'no such kind of defect'}: one of ${NAMES.join(', ')}${meant}`,
  });
  return z.NEVER;
}
