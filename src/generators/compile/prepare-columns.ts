import { raw } from '../../duckdb/sql.ts';
import type { Session } from '../../duckdb/session.ts';
import { deriveSeed } from '../../core/seed.ts';
import { ColumnDraws } from '../draws/column-draws.ts';
import { RowStream } from '../draws/row-stream.ts';
import { rowWords } from '../draws/row-words.ts';
import { fieldError } from '../field.ts';
import type {
  FieldContext,
  FieldPlace,
  FieldSpec,
  PreparedColumn,
  PreparedField,
  ReferencedKey,
  RowSite,
  SqlField,
} from '../field.ts';
import { kindOfField } from '../field-schema.ts';
import type { Layers } from '../query/layers.ts';
import { term, type Term } from '../query/term.ts';
import type { Recipe } from '../recipe.ts';
import type { Lists } from './lists.ts';
import type { Origin } from './origin.ts';
import type { ExpressionColumn } from './planned-column.ts';
import { referenceTarget } from './reference-target.ts';

/** What all columns of one query have in common. */
export interface Workshop {
  readonly session: Session;
  readonly origin: Origin;
  readonly layers: Layers;
  readonly lists: Lists;
}

/** Prepares fields of one dataset, and those of others that they lead to. */
export class DatasetColumns {
  readonly recipe: Recipe;
  readonly rows: FieldContext['rows'];
  readonly workshop: Workshop;
  readonly #way: readonly string[];
  readonly #fields = new Map<string, Promise<PreparedField | SqlField>>();
  readonly #seed: bigint;

  /** `way`: the columns that led here by references, to see a circle. */
  constructor(
    workshop: Workshop,
    { recipe, rows, way }: { recipe: Recipe; rows: FieldContext['rows']; way: readonly string[] },
  ) {
    this.workshop = workshop;
    this.recipe = recipe;
    this.rows = rows;
    this.#way = way;
    this.#seed = deriveSeed(workshop.origin.seed, recipe.name);
  }

  /** A row of this dataset. */
  site(row: Term): RowSite {
    return { row, words: rowWords(this.workshop.layers, row, this.#seed) };
  }

  /** A field of the recipe as it stands in the data. */
  async column(name: string): Promise<PreparedColumn | ExpressionColumn> {
    const spec = this.recipe.fields[name];
    if (!spec) throw new TypeError(`recipe ${this.recipe.name} has no field ${name}`);
    return this.#finish(name, spec, await this.#field(name, this.#way));
  }

  #field(name: string, way: readonly string[]): Promise<PreparedField | SqlField> {
    const known = this.#fields.get(name);
    const here = `${this.recipe.name}.${name}`;
    if (way.includes(here)) throw cycle({ dataset: this.recipe.name, column: name }, [...way, here]);
    if (known) return known;
    const made = this.#prepare(name, this.recipe.fields[name] ?? {}, [...way, here]);
    this.#fields.set(name, made);
    return made;
  }

  #prepare(name: string, spec: FieldSpec, way: readonly string[]): Promise<PreparedField | SqlField> {
    const kind = kindOfField(spec);
    if (!kind) throw new TypeError(`field ${name} is of no kind`);
    return kind.prepare(spec, this.#context(name, spec, way));
  }

  #context(column: string, spec: FieldSpec, way: readonly string[]): FieldContext {
    const { session, origin, layers, lists } = this.workshop;
    const { recipe, rows } = this;
    const place = { dataset: recipe.name, column };
    return {
      ...place,
      clock: origin.clock,
      folder: recipe.folder,
      declared: spec.type?.toUpperCase(),
      rows,
      session,
      draws: (site, purpose) => this.#draws(site, column, purpose),
      sharedDraws: (site, name) => this.#draws(site, '', name),
      stream: (purpose) => this.#stream(column, purpose),
      sharedStream: (name) => this.#stream('', name),
      named: (value) => layers.named(value),
      site: (row) => this.site(row),
      list: (values, type) => lists.add(values, type, place),
      siblings: recipe.fields,
      sibling: async (name) => (name in recipe.fields ? this.#field(name, way) : undefined),
      resolve: (reference) => this.#resolve(reference, place, way),
      nested: async (name, field) => {
        const path = `${column}.${name}`;
        const finished = this.#finish(path, field, await this.#prepare(path, field, way));
        if ('at' in finished) return finished;
        throw fieldError(place, {
          code: 'FIELD_SQL_INVALID',
          message: 'an sql field cannot stand within another field',
          found: path,
          hint: 'Let the whole field be one of sql, or this part one of another kind.',
        });
      },
    };
  }

  async #resolve(reference: string, place: FieldPlace, way: readonly string[]): Promise<ReferencedKey> {
    const target = referenceTarget(reference, { recipe: this.recipe, place, origin: this.workshop.origin });
    const isSelf = target.recipe === this.recipe;
    const rows = { from: 0, to: isSelf ? this.rows.to : target.rows };
    const others = new DatasetColumns(this.workshop, { recipe: target.recipe, rows, way });
    const key = await others.column(target.column);
    const { name: dataset } = target.recipe;
    if ('at' in key) {
      return { dataset, type: key.type, rows: target.rows, isSelf, at: (row) => key.at(others.site(row)) };
    }
    throw fieldError(place, {
      code: 'REFERENCE_TO_SQL',
      message: `${dataset}.${target.column} is an SQL expression: it has no value before its dataset is made`,
      expected: 'a reference to a field of another kind',
    });
  }

  #draws(site: RowSite, column: string, purpose: string): ColumnDraws {
    const { origin, layers } = this.workshop;
    return new ColumnDraws(layers, site.words, deriveSeed(origin.seed, this.recipe.name, column, purpose));
  }

  #stream(column: string, purpose: string): RowStream {
    return new RowStream(deriveSeed(this.workshop.origin.seed, this.recipe.name, column, purpose));
  }

  /** The field cast to its type, NULL where its draw says so. */
  #finish(name: string, spec: FieldSpec, field: PreparedField | SqlField): PreparedColumn | ExpressionColumn {
    const { nullRate = 0 } = spec;
    const isNull = nullRate === 0 ? undefined : (site: RowSite) => this.#isNull(site, name, nullRate);
    const declared = spec.type?.toUpperCase();
    if ('expression' in field) return { field, type: declared, isNull };
    const type = declared ?? field.type;
    const cast = (site: RowSite) => term`cast(${field.at(site)} as ${raw(type)})`;
    const at = (site: RowSite) =>
      isNull === undefined ? cast(site) : term`case when ${isNull(site)} then null else ${cast(site)} end`;
    return { type, field, at };
  }

  #isNull(site: RowSite, column: string, rate: number): Term {
    return term`${this.#draws(site, column, 'null').word()} < ${Math.round(rate * 2 ** 32)}::ubigint`;
  }
}

function cycle(place: FieldPlace, way: readonly string[]): Error {
  return fieldError(place, {
    code: 'REFERENCE_CYCLE',
    message: 'the references run in a circle, so that no value could ever be made',
    found: way.join(' -> '),
    hint: 'Let one of them be a field of another kind.',
  });
}
