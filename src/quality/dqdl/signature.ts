import type { ConditionKind } from './ast.ts';

/** What a parameter names. */
export type ParameterKind =
  'column' | 'columns' | 'alias' | 'mapping' | 'pattern' | 'sql' | 'aggregate' | 'path' | 'metric';

export interface ParameterSpec {
  readonly name: string;
  readonly kind: ParameterKind;
}

/** One way to write a type: how many parameters, and what it then returns. */
export interface Form {
  readonly parameters: readonly ParameterSpec[];
  /** Whether the last parameter may be repeated, or, where `optional`, also left out. */
  readonly repeats: boolean;
  readonly optional: boolean;
  /** The kinds of condition it takes; `boolean`: it stands without one. */
  readonly returns: readonly (ConditionKind | 'boolean')[];
  /** Left out at row level inside a composite. */
  readonly excludedInComposite: 'never' | 'always' | 'with threshold';
}

/**
 * Who accepts the type: the table of Glue's open parser in one of its releases; Deequ alone; the AWS Glue guide alone.
 */
export type SignatureSource = 'parser' | 'deequ' | 'guide';

/** A type of rules and analyzers. */
export interface Signature {
  readonly type: string;
  readonly forms: readonly Form[];
  readonly threshold: boolean;
  readonly where: boolean;
  /** Whether AWS Glue judges by all rows all the same. */
  readonly whereIgnored: boolean;
  readonly analyzerOnly: boolean;
  /** Whether the AWS Glue guide lets it be an analyzer, or does not know it. */
  readonly analyzer: boolean;
  readonly source: SignatureSource;
}

/** How many parameters a form takes. */
export function parameterCounts(form: Form): { min: number; max: number } {
  const { length } = form.parameters;
  return { min: form.optional ? length - 1 : length, max: form.repeats ? Number.POSITIVE_INFINITY : length };
}

/** The form with this many parameters. */
export function formFor(signature: Signature, count: number): Form | undefined {
  return signature.forms.find((form) => {
    const { min, max } = parameterCounts(form);
    return count >= min && count <= max;
  });
}

/** Whether a rule of this form may have a condition; such a form may stand among analyzers, too. */
export function takesCondition(form: Form): boolean {
  return form.returns.some((kind) => kind !== 'boolean');
}

/** Whether a rule of this form may stand without a condition. */
export function mayStandAlone(form: Form): boolean {
  return form.returns.includes('boolean');
}

/** The numbers of parameters a type takes, as a message says them: `1`, `0 or 1`, `1 or more`. */
export function describeCounts(signature: Signature): string {
  const counts = signature.forms.flatMap((form) => {
    const { min, max } = parameterCounts(form);
    return max === Number.POSITIVE_INFINITY ? [`${min} or more`] : [...new Set([`${min}`, `${max}`])];
  });
  const names = signature.forms.flatMap((form) => form.parameters.map((parameter) => parameter.name));
  return names.length === 0 ? 'none' : `${counts.join(' or ')} (${[...new Set(names)].join(', ')})`;
}
