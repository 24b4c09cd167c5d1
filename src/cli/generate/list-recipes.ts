import { RECIPES } from '../../generators/registry.ts';
import { SETS } from '../../generators/sets.ts';
import { alignRows } from '../../reports/align.ts';
import { formatCount } from '../../reports/amounts.ts';
import type { Cli } from '../cli.ts';

/** The shipped recipes with their default number of rows and what they are, then the sets. */
export function listRecipes({ io }: Cli): void {
  const recipes = [...RECIPES].map(([name, { about, rows }]) => ({ name, rows: `${formatCount(rows)} rows`, about }));
  const sets = [...SETS].map(([name, { about, recipes: members }]) => ({
    name,
    rows: `set of ${members.length}`,
    about,
  }));
  const lines = [...recipes, ...sets].map(({ name, rows, about }) => [
    { text: name },
    { text: rows, align: 'right' as const },
    { text: about },
  ]);
  io.stdout.write(`${alignRows(lines).join('\n')}\n`);
}
