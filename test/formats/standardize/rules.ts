import type { ColumnRules, NumberForm, Standardize } from '../../../src/formats/standardize/rules.ts';

/** Rules that do nothing but what is stated. */
export function rulesOf(rules: Partial<ColumnRules> = {}): ColumnRules {
  return { trim: false, nulls: [], booleans: null, numbers: null, dates: null, rounding: 'exact', ...rules };
}

/** Numbers with a point, commas between thousands and nothing else, but for what is stated. */
export function numbersOf(form: Partial<NumberForm> = {}): NumberForm {
  return { decimal: '.', grouping: [','], currency: [], percent: null, ...form };
}

/** Rules for a dataset, and for some of its columns. */
export function standardizeOf(
  rules: Partial<ColumnRules>,
  columns: Readonly<Record<string, Partial<ColumnRules>>> = {},
): Standardize {
  const own = Object.entries(columns).map(([name, some]) => [name, rulesOf({ ...rules, ...some })] as const);
  return { nested: 'keep', rules: rulesOf(rules), columns: new Map(own) };
}
