import type { Column } from '../../duckdb/session.ts';
import type { SchemaDamage } from './damage.ts';
import { outColumns } from './damaged-table.ts';
import { defectError } from './defect-kind.ts';
import type { PlannedDefect } from './planned-defect.ts';

/** Refuses defects that cannot both be: damage in a column that is dropped, two new names of one column. */
export function checkContradictions(
  planned: readonly PlannedDefect[],
  { dataset, columns }: { readonly dataset: string; readonly columns: readonly Column[] },
): void {
  for (const one of planned) {
    const { damage } = one;
    if (damage.target !== 'schema' && damage.target !== 'column') continue;
    const other = planned.find((candidate) => candidate !== one && cannotBoth(one, candidate));
    if (other) throw contradict(dataset, one, other);
  }
  const names = outColumns(columns, planned, { keepText: false }).map(({ name }) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw defectError(dataset, {
    code: 'DEFECTS_CONTRADICT',
    message: 'two columns would have the same name, letter case aside',
    found: twice,
    expected: 'a name that no other column has',
  });
}

function cannotBoth({ damage, kind }: PlannedDefect, other: PlannedDefect): boolean {
  if (damage.target === 'column') return other.kind === kind && columnsOf(other).includes(damage.change.column.name);
  if (damage.target !== 'schema') return false;
  if (other.kind === kind && concernsSame(damage, other)) return true;
  return damage.isAlone && damage.column !== null && columnsOf(other).includes(damage.column);
}

function concernsSame({ column }: SchemaDamage, { damage }: PlannedDefect): boolean {
  return damage.target === 'schema' && damage.column === column;
}

/** The clean columns that a defect changes. */
function columnsOf({ damage }: PlannedDefect): string[] {
  switch (damage.target) {
    case 'cell':
      return damage.cells.map(({ column }) => column.name);
    case 'row':
      return damage.change ? [damage.change.column.name] : [];
    case 'column':
      return [damage.change.column.name];
    case 'schema':
      return damage.column === null ? [] : [damage.column];
  }
}

function contradict(dataset: string, one: PlannedDefect, other: PlannedDefect): Error {
  const [column] = columnsOf(one);
  return defectError(dataset, {
    code: 'DEFECTS_CONTRADICT',
    message: 'two defects cannot both be done',
    ...(column === undefined ? {} : { column }),
    found: `${one.kind} (number ${one.index + 1}) and ${other.kind} (number ${other.index + 1}) of the same column`,
    expected: 'one of them',
    hint: 'Name another column, or leave one out.',
  });
}
