/**
 * A page with one column of one of its tables replaced: the table that has a column of that name. Rows are found by
 * their first cell; those that are missing are added at the end, and those that `cells` lacks are left out.
 */
export function withColumn(page: string, column: string, cells: ReadonlyMap<string, string>): string {
  const lines = page.split('\n');
  const top = lines.findIndex((line) => isRow(line) && cellsOf(line).includes(column));
  if (top < 0) throw new Error(`no table has a column ${JSON.stringify(column)}`);
  const after = lines.findIndex((line, at) => at > top && !isRow(line));
  const head = cellsOf(lines[top] ?? '');
  const old = new Map(lines.slice(top + 2, after).map((line) => [cellsOf(line)[0] ?? '', cellsOf(line)]));
  const rows = [...cells].map(([name, cell]) =>
    head.map((title, at) => (at === 0 ? name : title === column ? cell : (old.get(name)?.[at] ?? '?'))),
  );
  return [...lines.slice(0, top + 2), ...rows.map(rowOf), ...lines.slice(after)].join('\n');
}

function isRow(line: string): boolean {
  return line.startsWith('|');
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
