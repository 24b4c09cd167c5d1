/**
 * Whether the first record of a CSV file names its columns. It does unless it looks like the rows under it: some field
 * is a number, a date or a truth value as the others of its column are, and none is a word over a column of such. Years
 * and numbers in a row (`2022;2023`, `0,1,2`) are names as well as values, and count for neither.
 */
export function looksLikeHeader([first = [], ...rest]: readonly (readonly string[])[]): boolean {
  if (rest.length === 0) return true;
  const counted = isCount(first);
  let asRows = false;
  for (const [index, cell] of first.entries()) {
    const below = typeOfColumn(rest.map((record) => record[index] ?? ''));
    if (below === undefined) continue;
    const own = typeOf(cell.trim());
    if (own === undefined && cell.trim() !== '') return true;
    if (own === below && !(own === 'number' && (counted || isYear(cell)))) asRows = true;
  }
  return !asRows;
}

type CellType = 'number' | 'date' | 'truth';

/** The one type of all fields of a column that are not empty; undefined where they are text, differ or are not there. */
function typeOfColumn(cells: readonly string[]): CellType | undefined {
  const types = new Set(cells.filter((cell) => cell.trim() !== '').map((cell) => typeOf(cell.trim())));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

function typeOf(cell: string): CellType | undefined {
  if (/^[-+]?(?:\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,]\d+)?(?:[eE][-+]?\d+)?$/.test(cell)) return 'number';
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?$/.test(cell)) return 'date';
  return /^(?:true|false)$/i.test(cell) ? 'truth' : undefined;
}

function isYear(cell: string): boolean {
  return /^(?:1[89]|20)\d\d$/.test(cell.trim());
}

/** Whole numbers, each one more than the last, as tools number columns that have no names. */
function isCount(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => typeOf(cell.trim()) === 'number').map(Number);
  return numbers.length > 1 && numbers.every((value, index) => index === 0 || value === (numbers[index - 1] ?? 0) + 1);
}
