import { choice } from './choice.ts';
import { date } from './date.ts';
import { delay } from './delay.ts';
import { faker } from './faker.ts';
import { literal } from './literal.ts';
import { number } from './number.ts';
import { ordinal } from './ordinal.ts';
import { pattern } from './pattern.ts';
import { reference } from './reference.ts';
import { sequence } from './sequence.ts';
import { sqlExpression } from './sql.ts';
import { ticks } from './ticks.ts';
import { timestamp } from './timestamp.ts';
import { uuid } from './uuid.ts';
import { validity } from './validity.ts';

/**
 * Every kind of field a recipe may use, but for those that hold others (field-schema.ts). A new kind is a file beside
 * this one and a line here.
 */
export const SIMPLE_KINDS = [
  faker,
  choice,
  sequence,
  pattern,
  uuid,
  number,
  date,
  timestamp,
  ticks,
  delay,
  reference,
  ordinal,
  validity,
  literal,
  sqlExpression,
] as const;
