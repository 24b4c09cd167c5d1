import type { Finding, Range } from '../../core/finding.ts';
import { nearestOf } from '../../core/nearest.ts';
import { findColumn } from '../dataset.ts';
import type { Relation } from '../types.ts';
import type { NamedThing } from './named-things.ts';

/** Says of names whether the data have them. Where the columns of a table are not known, nothing is said of them. */
export class NameCheck {
  readonly #primary: Relation | undefined;
  readonly #references: Readonly<Record<string, Relation>> | undefined;
  readonly #nearest = new Map<string, { nearest?: string }>();

  constructor(tables: {
    readonly primary: Relation | undefined;
    readonly references: Readonly<Record<string, Relation>> | undefined;
  }) {
    this.#primary = tables.primary;
    this.#references = tables.references;
  }

  /** Whether the table that the name is, or is of, is known. */
  knows(thing: NamedThing): boolean {
    return thing.kind === 'table' ? this.#tableOf(thing.name) !== undefined : this.#tableOf(thing.table) !== undefined;
  }

  problemsOf(thing: NamedThing, type: string): Finding[] {
    if (thing.kind === 'table') return this.#tableProblems(thing);
    const table = this.#tableOf(thing.table);
    if (table === undefined) return [];
    if (type === 'ColumnExists') return this.#exactProblems(thing.name, table, thing.range);
    if (findColumn(table, thing.name) !== undefined || (thing.table !== undefined && thing.name.includes('.')))
      return [];
    const whose = thing.table === undefined ? 'The data have' : `Table ${thing.table} has`;
    return [this.#unknownColumn(thing.name, table, thing.range, whose)];
  }

  #tableOf(alias: string | undefined): Relation | undefined {
    if (alias === undefined) return this.#primary;
    return this.#references !== undefined && Object.hasOwn(this.#references, alias)
      ? this.#references[alias]
      : undefined;
  }

  #tableProblems({ name, range }: { readonly name: string; readonly range: Range }): Finding[] {
    if (this.#references === undefined || this.knows({ kind: 'table', name, range })) return [];
    const aliases = Object.keys(this.#references);
    return [
      {
        code: 'LINT_UNKNOWN_TABLE',
        severity: 'error',
        message: `No table ${name} is known`,
        range,
        found: name,
        expected: listed(aliases),
        ...this.#nearestOf(name, aliases, 'tables'),
      },
    ];
  }

  /** `ColumnExists` minds the case of the name. */
  #exactProblems(name: string, table: Relation, range: Range): Finding[] {
    if (table.columns.some((column) => column.name === name)) return [];
    const other = findColumn({ ...table, nested: [] }, name);
    if (other === undefined) return [this.#unknownColumn(name, table, range, 'The data have')];
    return [
      {
        code: 'LINT_COLUMN_CASE',
        severity: 'error',
        message: 'ColumnExists minds upper and lower case, which differs here',
        range,
        found: name,
        expected: other.name,
      },
    ];
  }

  #unknownColumn(name: string, { columns }: Relation, range: Range, whose: string): Finding {
    const names = columns.map((column) => column.name);
    return {
      code: 'LINT_UNKNOWN_COLUMN',
      severity: 'error',
      message: `${whose} no column ${JSON.stringify(name)}`,
      range,
      found: name,
      expected: listed(names),
      ...this.#nearestOf(name, names, whose),
    };
  }

  /** The same name may be wrong in every rule of a long ruleset. */
  #nearestOf(name: string, names: readonly string[], place: string): { nearest?: string } {
    const key = JSON.stringify([place, name]);
    const known = this.#nearest.get(key);
    if (known !== undefined || this.#nearest.size >= MOST_COMPARED) return known ?? {};
    const found = nearestOf(name, names);
    this.#nearest.set(key, found);
    return found;
  }
}

/** Of more unknown names than this the nearest is not looked for. */
const MOST_COMPARED = 1000;
const MOST_LISTED = 20;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : '';
  return names.slice(0, MOST_LISTED).join(', ') + more;
}
