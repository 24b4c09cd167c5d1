import { guessDialect } from '../../csv-dialect.ts';
import { END_BYTES } from '../../file-ends.ts';
import { judgeText } from '../../text-bytes.ts';
import { CsvCells, type MarkedCell } from '../csv-cells.ts';
import { isFormula } from '../formula-cell.ts';
import type { ContentCheck, Evidence } from '../gate-check.ts';

/** Cells of CSV that a spreadsheet would run when somebody opens the file in it. */
export const formulasCheck: ContentCheck = {
  name: 'formulas',
  action: ({ security }) => security.formulas,
  scanner: ({ ends: { head }, detection: { format } }) => {
    if (format?.name !== 'csv') return undefined;
    const firsts: (MarkedCell & { readonly placed: boolean })[] = [];
    let count = 0;
    let header: readonly string[] = [];
    let cells: CsvCells | undefined;
    let next = 0;
    let isPlaced = true;
    const found = (cell: MarkedCell): void => {
      if (!isFormula(cell.text)) return;
      count++;
      if (firsts.length < SHOWN) firsts.push({ ...cell, placed: isPlaced });
    };
    return {
      take({ bytes, offset, seen, placed }) {
        isPlaced = placed;
        let from = seen;
        if (!cells) {
          const dialect = dialectOf(bytes, placed ? head : undefined);
          if (!dialect) return;
          header = dialect.header;
          cells = new CsvCells({ delimiter: dialect.delimiter, columns: header.length, marked: '=+-@\t\r' }, found);
          from = bytes.indexOf('efbbbf', 0, 'hex') === 0 ? 3 : 0;
        } else if (offset + seen !== next) from = cells.skipTo(bytes);
        cells.take(bytes, from, offset);
        next = offset + bytes.length;
      },
      end() {
        cells?.end();
        return count === 0 ? [] : [evidenceOf(count, firsts, header)];
      },
    };
  },
};

/** How many of the cells are shown. */
const SHOWN = 3;
const SHOWN_LETTERS = 40;
/** That of the file's own head, which detection has judged already, where the content is the file's bytes. */
function dialectOf(bytes: Buffer, head: Uint8Array | undefined) {
  const first = head ?? bytes.subarray(0, END_BYTES);
  const judged = judgeText(first);
  return guessDialect(judged.kind === 'text' ? judged.text : bytes.toString('latin1', 0, END_BYTES));
}

function evidenceOf(
  count: number,
  firsts: readonly (MarkedCell & { readonly placed: boolean })[],
  header: readonly string[],
): Evidence {
  const [first] = firsts;
  const column = first && header[first.column];
  return {
    code: 'FORMULA_IN_CELL',
    message: count === 1 ? 'a cell is a formula' : `${count} cells are formulas`,
    ...(first?.row === undefined ? {} : { row: first.row }),
    ...(column === undefined ? {} : { column }),
    ...(first?.placed ? { offset: first.offset } : {}),
    found: firsts.map((cell) => showCell(cell, header)).join('; '),
    expected: 'values',
    hint: 'Nobody should open the file in a spreadsheet; where the data are made, write a single quote before such a value.',
  };
}

function showCell({ row, column, text }: MarkedCell, header: readonly string[]): string {
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  const shown = decoded.length > SHOWN_LETTERS ? `${decoded.slice(0, SHOWN_LETTERS)}…` : decoded;
  const place = row === undefined ? '' : `row ${row} `;
  return `${place}column ${JSON.stringify(header[column] ?? `${column + 1}`)}: ${shown}`;
}
