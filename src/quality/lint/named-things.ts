import type { Range } from '../../core/finding.ts';
import type { Analyzer, Parameter, Rule } from '../dqdl/ast.ts';
import { formFor, type ParameterKind } from '../dqdl/signature.ts';
import { SIGNATURES } from '../dqdl/signatures.ts';

/** A column or another table that a rule names by its parameters. */
export type NamedThing =
  | { readonly kind: 'table'; readonly name: string; readonly range: Range }
  /** `table`: the alias of another table; undefined for the data themselves. */
  | { readonly kind: 'column'; readonly name: string; readonly table: string | undefined; readonly range: Range };

/** What a rule or analyzer names. Columns inside SQL are not looked for. */
export function thingsNamedBy({ type, parameters }: Rule | Analyzer): NamedThing[] {
  const signature = SIGNATURES.get(type);
  const form = signature && formFor(signature, parameters.length);
  if (form === undefined) return [];
  return parameters.flatMap((parameter, index) => {
    const kind = form.parameters[Math.min(index, form.parameters.length - 1)]?.kind;
    return kind === undefined ? [] : named(kind, parameter, { type, index, first: parameters[0]?.value ?? '' });
  });
}

interface Place {
  readonly type: string;
  readonly index: number;
  /** The value of the first parameter. */
  readonly first: string;
}

function named(kind: ParameterKind, { value, range }: Parameter, { type, index, first }: Place): NamedThing[] {
  switch (kind) {
    case 'column':
      return isAllColumns(type, value) ? [] : [column(value, undefined, range)];
    case 'alias':
      return [{ kind: 'table', name: value, range }];
    case 'columns':
      return index === 0 ? listOf(value).map((name) => column(name, undefined, range)) : columnsOfAlias(value, range);
    case 'mapping':
      return listOf(value).flatMap((pair) => mappedColumns(pair, first, range));
    case 'aggregate':
      return aggregated(value, range);
    default:
      return [];
  }
}

function column(name: string, table: string | undefined, range: Range): NamedThing {
  return { kind: 'column', name, table, range };
}

/** Analyzers of the AWS Glue guide that profile every column at once. */
function isAllColumns(type: string, name: string): boolean {
  return (type === 'AllStatistics' || type === 'Distribution') && name === 'AllColumns';
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `alias.{a,b}` or `alias.a`. */
function columnsOfAlias(text: string, range: Range): NamedThing[] {
  const [, alias, columns] = /^([^]+)\.\{([^]+)\}$/.exec(text) ?? /^([^]+)\.([^.]+)$/.exec(text) ?? [];
  if (alias === undefined || columns === undefined) return [];
  return [{ kind: 'table', name: alias, range }, ...listOf(columns).map((name) => column(name, alias, range))];
}

/** `a->b`: a of the data and b of the other table; `a`: of both. */
function mappedColumns(pair: string, table: string, range: Range): NamedThing[] {
  const [own = '', other = own] = pair.split('->').map((part) => part.trim());
  return [column(own, undefined, range), column(other, table, range)];
}

/** `sum(a)` or `avg(alias.a)`; before the last dot stands the alias. */
function aggregated(text: string, range: Range): NamedThing[] {
  const [, inner] = /^(?:sum|avg|SUM|AVG)\(([^]*)\)$/.exec(text) ?? [];
  if (inner === undefined) return [];
  const dot = inner.lastIndexOf('.');
  const name = inner.slice(dot + 1);
  const alias = dot === -1 ? 'primary' : inner.slice(0, dot);
  if (alias === 'primary') return [column(name, undefined, range)];
  return [{ kind: 'table', name: alias, range }, column(name, alias, range)];
}
