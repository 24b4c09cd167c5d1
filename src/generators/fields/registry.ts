import type { FieldKind } from '../field.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { faker } from './faker.ts';
import { literal } from './literal.ts';
import { number } from './number.ts';
import { pattern } from './pattern.ts';
import { reference } from './reference.ts';
import { sequence } from './sequence.ts';
import { sqlExpression } from './sql.ts';
import { timestamp } from './timestamp.ts';

/** Every kind of field a recipe may use. A new kind is a file beside this one and a line here. */
export const FIELD_KINDS = [
  faker,
  choice,
  sequence,
  pattern,
  number,
  date,
  timestamp,
  reference,
  literal,
  sqlExpression,
] as const;

/** The kind of field that a field of a recipe is. */
export function kindOfField(field: object): FieldKind | undefined {
  return FIELD_KINDS.find(({ name }) => name in field);
}
