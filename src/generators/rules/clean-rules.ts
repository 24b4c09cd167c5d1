import { kindOfField } from '../field-schema.ts';
import type { FieldSpec, FieldTruth } from '../field.ts';
import type { Recipe } from '../recipe.ts';
import { lookUpRecipe } from '../registry.ts';
import { numberText } from './number-text.ts';
import { isWritable, quoted } from './quoted.ts';

export interface CleanRulesOptions {
  /** What relative dates count from. */
  readonly clock: Date;
  /** How many rows there are, for how far a share of missing values may be off. Default: the recipe's own number. */
  readonly rows?: number;
}

/**
 * What the clean data of a recipe obey at every seed, as DQDL rules: what follows from its fields, then what it states.
 * A rule on another dataset names it as the reference does: `ReferentialIntegrity "customer_id" "customers.id" = 1.0`.
 */
export function cleanRules(recipe: Recipe, { clock, rows = recipe.rows }: CleanRulesOptions): string[] {
  const derived = Object.entries(recipe.fields).flatMap(([column, field]) => {
    const truth = kindOfField(field)?.truth(field, clock) ?? {};
    return columnRules({ column, field, truth: { ...truth, ...referred(truth, recipe, clock) }, recipe, rows });
  });
  return [...new Set([...derived, ...recipe.rules])];
}

/** What is known of a reference by the field that it points at: of an unknown dataset nothing is. */
function referred({ isIn, isUnique = false }: FieldTruth, recipe: Recipe, clock: Date): FieldTruth {
  if (isIn === undefined) return {};
  const [dataset = '', column] = isIn.split('.');
  const other = dataset === recipe.name ? undefined : lookUpRecipe(dataset);
  const key = column ?? other?.key ?? '';
  const field = other?.fields[key];
  const truth = field && kindOfField(field)?.truth(field, clock);
  const mayBeNull = !field || field.nullRate !== 0 || truth?.mayBeNull === true;
  return {
    mayBeNull,
    isUnique: isUnique && truth?.isUnique === true,
    isIn: key === other?.key && !mayBeNull ? `${dataset}.${key}` : undefined,
  };
}

interface ColumnFacts {
  readonly column: string;
  readonly field: FieldSpec;
  readonly truth: FieldTruth;
  readonly recipe: Recipe;
  readonly rows: number;
}

function columnRules({ column, field, truth, recipe, rows }: ColumnFacts): string[] {
  if (!isWritable(column)) return [];
  const { nullRate = 0 } = field;
  const isNullable = nullRate > 0 || truth.mayBeNull === true;
  const name = quoted(column);
  const isKey = recipe.key === column && !isNullable;
  return [
    ...(isKey ? [`IsPrimaryKey ${name}`] : completeness(name, nullRate, rows, truth)),
    ...(truth.isUnique === true && !isKey && !isNullable ? [`IsUnique ${name}`] : []),
    ...conditions({ column, field, truth, isNullable }),
    ...(truth.isIn === undefined || nullRate > 0 ? [] : [`ReferentialIntegrity ${name} ${quoted(truth.isIn)} = 1.0`]),
  ];
}

/** Of columns that are mostly empty nothing is said: a rule on few rows may find none to judge. */
const MOST_NULLS = 0.9;

/** A `where` of DQDL is Spark SQL, which quotes names by backticks. */
function conditions({
  column,
  field: { type, nullRate = 0 },
  truth,
  isNullable,
}: Pick<ColumnFacts, 'column' | 'field' | 'truth'> & { readonly isNullable: boolean }): string[] {
  const isOther = truth.of !== undefined && type !== undefined && !TYPES[truth.of].test(type);
  if (isOther || nullRate > MOST_NULLS || (isNullable && column.includes('`'))) return [];
  const where = isNullable ? ` where "\`${column}\` is not null"` : '';
  return (truth.conditions ?? []).map((condition) => `ColumnValues ${quoted(column)} ${condition}${where}`);
}

const TYPES = {
  number: /^(u?(tiny|small|big|huge)int|u?integer|int|decimal|numeric|double|float|real)/i,
  moment: /^(date|timestamp)/i,
  text: /^(varchar|text|string)$/i,
} as const;

/** A share of missing values that is off by more than this many standard deviations is none of chance. */
const DEVIATIONS = 6;

function completeness(name: string, nullRate: number, rows: number, { mayBeNull }: FieldTruth): string[] {
  if (mayBeNull === true || nullRate === 1 || rows === 0) return [];
  if (nullRate === 0) return [`IsComplete ${name}`];
  const least = 1 - nullRate - DEVIATIONS * Math.sqrt((nullRate * (1 - nullRate)) / rows);
  const rounded = Math.floor(least * 1000) / 1000;
  return rounded > 0 ? [`Completeness ${name} >= ${numberText(rounded)}`] : [];
}
