import { isWhole, WHITE } from './pattern.ts';

/** SQL that is TRUE where Spark casts the text to boolean: `t true y yes 1 f false n no 0`, in any case. */
export function isBooleanText(text: string): string {
  return isWhole(text, `(?i)${WHITE}(?:t|true|y|yes|1|f|false|n|no|0)${WHITE}`);
}
