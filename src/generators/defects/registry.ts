import { duplicate } from './duplicate.ts';
import { missing } from './missing.ts';
import { outOfRange } from './out-of-range.ts';
import { wrongType } from './wrong-type.ts';

/** Every kind of defect. A new one is a file beside this one and a line here. */
export const DEFECT_KINDS = [missing, duplicate, outOfRange, wrongType] as const;
