import { known } from '../analyzers/counts.ts';
import { isNested, sparkTypeOf } from '../column-type.ts';
import { numberTest } from '../conditions/number-test.ts';
import { findReference, type Reference } from '../references.ts';
import { isRefusal } from '../refusal.ts';
import type { Relation } from '../types.ts';
import { parameterOf } from './build.ts';
import { failedMatch, never } from './reference-rule.ts';
import type { RuleType } from './rule-type.ts';

/** `SchemaMatch "reference" >= 0.9`: the share of columns that the reference has under the same name and type. */
export const schemaMatchRule: RuleType = {
  name: 'SchemaMatch',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const alias = parameterOf(rule).replaceAll('"', '');
    const reference = findReference(dataset, alias);
    if (reference === undefined) return failedMatch(`Reference dataset '${alias}' not found`);
    const problem = countProblem(dataset.primary, reference.relation);
    const metric = known(
      `Dataset.${alias}.SchemaMatch`,
      problem === undefined ? matchingShare(dataset.primary, reference.relation) : 0,
    );
    return {
      columns: [],
      constraints: [
        problem === undefined
          ? { analyzer: metric, assertion, reason: shareText }
          : { analyzer: metric, assertion: never, reason: () => problem },
      ],
      shows: [metric],
      row: undefined,
      details: () => differences(dataset.primary, reference),
    };
  },
  analyze: undefined,
};

/** Another number of columns fails whatever the condition. */
function countProblem(here: Relation, there: Relation): string | undefined {
  if (here.columns.length === 0 || there.columns.length === 0) return 'One or both DataFrames have no columns';
  return here.columns.length === there.columns.length ? undefined : 'Column counts do not match';
}

function matchingShare(here: Relation, there: Relation): number {
  const types = typesOf(there);
  const matching = here.columns.filter(({ name, type }) => types.get(name) === typeOf(type));
  return matching.length / here.columns.length;
}

function shareText(share: number): string {
  return `${(share * 100).toFixed(2)}% of columns passed the threshold`;
}

function differences(here: Relation, { alias, relation: there }: Reference): string[] {
  const [ours, theirs] = [typesOf(here), typesOf(there)];
  return [
    ...[...ours].flatMap(([name, type]) => {
      const other = theirs.get(name);
      if (other === undefined) return [`${name} is not in ${alias}`];
      return type === other ? [] : [`${name} is ${type}, and ${other} in ${alias}`];
    }),
    ...[...theirs.keys()].flatMap((name) => (ours.has(name) ? [] : [`${name} is in ${alias} alone`])),
  ];
}

function typesOf({ columns }: Relation): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, type }) => [name, typeOf(type)]));
}

/** Lists are one type whatever their elements, and so are structs and maps (Spark's `typeName`). */
function typeOf(type: string): string {
  const name = sparkTypeOf(type);
  return isNested(type) ? (name.split('(')[0] ?? name) : name;
}
