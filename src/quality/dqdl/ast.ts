import type { Range } from '../../core/finding.ts';

/**
 * A parsed DQDL document. Every node has its range in the text. Grammar: AWS's published parser (`awslabs/dqdl`) and
 * the AWS Glue guide; where they differ see docs/dqdl.md.
 */
export interface Ruleset {
  readonly metadata: readonly MetadataEntry[];
  readonly dataSources: DataSources | undefined;
  readonly variables: readonly Variable[];
  readonly defaultLabels: readonly Label[];
  readonly rules: readonly RuleNode[];
  readonly analyzers: readonly Analyzer[];
}

export interface MetadataEntry {
  readonly key: string;
  readonly value: string;
  readonly range: Range;
}

export interface DataSources {
  readonly primary: string | undefined;
  readonly additional: readonly string[];
  readonly range: Range;
}

/** `name = "text"` or `name = ["a", NULL]`. */
export interface Variable {
  readonly name: string;
  readonly value: StringOperand | readonly StringOperand[];
  readonly range: Range;
}

export interface Label {
  readonly key: string;
  readonly value: string;
  readonly range: Range;
}

export type RuleNode = Rule | Composite;

/** `Type parameters condition where labels tags`. */
export interface Rule {
  readonly kind: 'rule';
  /** As in the table of types (`IsComplete`). An unknown type gives a finding and no node. */
  readonly type: string;
  readonly parameters: readonly Parameter[];
  readonly condition: Condition | undefined;
  /** The SQL text between the quotes of `where "…"`. */
  readonly where: string | undefined;
  readonly threshold: NumberCondition | undefined;
  readonly tags: readonly Tag[];
  /** The rule's own; those of `DefaultLabels` are not merged in. */
  readonly labels: readonly Label[];
  readonly range: Range;
}

/**
 * Rules joined by one operator. Chains of the same operator are one node, in order, unless labels, or parentheses around
 * a later member where the other operator stands inside the chain, keep them apart.
 */
export interface Composite {
  readonly kind: 'composite';
  readonly operator: 'and' | 'or';
  readonly members: readonly RuleNode[];
  readonly labels: readonly Label[];
  readonly range: Range;
}

export interface Analyzer {
  readonly kind: 'analyzer';
  readonly type: string;
  readonly parameters: readonly Parameter[];
  readonly tags: readonly Tag[];
  readonly range: Range;
}

/** `"order id"`, `order_id` or `$name`; `connector` is the `of` or `and` that stood before it, as written. */
export interface Parameter {
  /** The meaning: variables replaced by their text. Escapes stay as written, as in Glue: `"a\\"b"` is a\\"b. */
  readonly value: string;
  readonly form: 'quoted' | 'bare' | 'variable';
  /** The text as written, without quotes or `$`. */
  readonly raw: string;
  readonly connector: 'of' | 'OF' | 'and' | 'AND' | undefined;
  readonly range: Range;
}

/** `with name = "text"`, a number, or (lenient) a list of texts. */
export interface Tag {
  readonly name: string;
  /** A number where the value is a literal; of an expression its text. */
  readonly value: string | number | readonly string[];
  /** The value as printed: `"text"`, `NULL`, `5+3`, `["a","b"]`. */
  readonly raw: string;
  readonly range: Range;
}

export type OrderOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'between' | 'not between' | 'in' | 'not in';
export type TextOperator = '=' | '!=' | 'in' | 'not in' | 'matches' | 'not matches';

export type Condition = NumberCondition | StringCondition | DateCondition | DurationCondition | SizeCondition;
export type ConditionKind = Condition['kind'];

/** Operands by operator: one for comparisons, two for `between` (exclusive bounds), any number for `in`. */
export interface NumberCondition {
  readonly kind: 'number';
  readonly operator: OrderOperator;
  readonly operands: readonly NumberExpression[];
  readonly range: Range;
}

export interface StringCondition {
  readonly kind: 'string';
  readonly operator: TextOperator;
  readonly operands: readonly StringOperand[];
  /** The variable that gave the operands (`in $v`). */
  readonly variable: string | undefined;
  readonly range: Range;
}

export interface DateCondition {
  readonly kind: 'date';
  readonly operator: OrderOperator;
  readonly operands: readonly DateExpression[];
  readonly range: Range;
}

export interface DurationCondition {
  readonly kind: 'duration';
  readonly operator: OrderOperator;
  readonly operands: readonly DurationLiteral[];
  readonly range: Range;
}

export interface SizeCondition {
  readonly kind: 'size';
  readonly operator: OrderOperator;
  readonly operands: readonly SizeLiteral[];
  readonly range: Range;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** All four operators share one precedence and group to the left; parentheses are kept as `group`. */
export type NumberExpression =
  | { readonly kind: 'literal'; readonly text: string; readonly value: number }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'binary';
      readonly operator: ArithmeticOperator;
      readonly left: NumberExpression;
      readonly right: NumberExpression;
    }
  | { readonly kind: 'group'; readonly inner: NumberExpression }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly NumberExpression[] };

export type Keyword = 'NULL' | 'EMPTY' | 'WHITESPACES_ONLY';

/** `raw` is the text between the quotes as written; `value` is its meaning in its place (see docs/dqdl.md, escapes). */
export type StringOperand =
  | { readonly kind: 'text'; readonly value: string; readonly raw: string }
  | { readonly kind: 'keyword'; readonly keyword: Keyword };

export type DateExpression =
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'time'; readonly text: string }
  | { readonly kind: 'now'; readonly offset: { readonly sign: '+' | '-'; readonly by: DurationLiteral } | undefined }
  | { readonly kind: 'null' };

export interface DurationLiteral {
  readonly amount: number;
  readonly unit: 'days' | 'hours' | 'minutes';
}

/** `unit` undefined: a bare number of bytes. */
export interface SizeLiteral {
  readonly amount: number;
  readonly unit: 'B' | 'KB' | 'MB' | 'GB' | 'TB' | undefined;
}
