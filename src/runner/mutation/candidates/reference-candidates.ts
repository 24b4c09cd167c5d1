import { id, sql } from '../../../duckdb/sql.ts';
import { kindOf } from '../../../quality/column-type.ts';
import type { Relation } from '../../../quality/types.ts';
import type { Subject } from '../subject.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isPlainText, quoted } from './dqdl-text.ts';

/** Rules on other tables: a column all of whose values are in a column of another table that is a key there. */
export async function referenceCandidates(
  { session, primary, references }: Pick<Subject, 'session' | 'primary' | 'references'>,
  profiles: readonly ColumnProfile[],
): Promise<string[]> {
  const rules: string[] = [];
  const own = primary.relation.text;
  const named = new Map<string, readonly [alias: string, relation: Relation]>();
  for (const [alias, relation] of Object.entries(references)) {
    if (/^[A-Za-z_]\w*$/.test(alias) && relation.relation.text !== own)
      named.set(relation.relation.text, [alias, relation]);
  }
  for (const { column, kind, present, rows, distinct } of profiles) {
    if ((kind !== 'text' && kind !== 'integer') || present < rows || distinct < 2) continue;
    for (const [alias, relation] of named.values()) {
      for (const there of relation.columns.filter(({ type, name }) => kindOf(type) === kind && isPlainText(name))) {
        const [row] = await session.rows(sql`
          select
            (select count(*) = count(distinct ${id(there.name)}) from ${relation.relation})
            and not exists (
              select 1 from ${primary.relation} as here
              anti join ${relation.relation} as there on here.${id(column.name)} = there.${id(there.name)}
            ) as is_key`);
        if (row?.['is_key'] === true) {
          rules.push(`ReferentialIntegrity ${quoted(column.name)} ${quoted(`${alias}.${there.name}`)} = 1`);
        }
      }
    }
  }
  return rules;
}
