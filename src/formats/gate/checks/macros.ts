import type { ContentCheck } from '../gate-check.ts';
import { offsetAt } from '../content-window.ts';
import { isOle2, isZip } from '../magic.ts';

/**
 * Office documents with macros: the names of their parts stand uncompressed in a zip (OOXML) and, as UTF-16, in the
 * directory of a compound file ([MS-OVBA] 1.3.2: a storage named VBA with the stream _VBA_PROJECT).
 */
export const macrosCheck: ContentCheck = {
  name: 'macros',
  action: ({ security }) => security.macros,
  scanner: ({ ends: { head } }) => {
    const signs = isZip(head) ? OOXML : isOle2(head) ? OLE2 : undefined;
    if (!signs) return undefined;
    let place: { offset?: number } | undefined;
    return {
      take(window) {
        const at = signs.map((sign) => window.bytes.indexOf(sign)).find((index) => index !== -1);
        if (at !== undefined) place ??= offsetAt(window, at);
      },
      end: () =>
        place
          ? [
              {
                code: 'MACRO_CONTENT',
                message: 'the content is an Office document with macros',
                ...place,
                expected: 'data without programs',
                hint: 'Do not open it. Have the sheet sent as CSV or Parquet.',
              },
            ]
          : [],
    };
  },
};

const OOXML = ['vbaProject.bin', 'vbaData.xml'].map((name) => Buffer.from(name, 'latin1'));
const OLE2 = ['_VBA_PROJECT', 'Macros\0'].map((name) => Buffer.from(name, 'utf16le'));
