import type { ContentCheck } from '../gate-check.ts';
import { offsetAt } from '../content-window.ts';

/** In two halves, so that no antivirus program takes this file for the test string. */
const HALVES = ['X5O!P%@AP[4', 'PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'] as const;

/** The test string, as it is or with its backslash doubled as JSON does. */
const SPELLINGS = ['\\', '\\\\'].map((backslash) => `${HALVES[0]}${backslash}${HALVES[1]}${HALVES[2]}`);

/** A regular expression of RE2 that finds it in a value. */
export const EICAR_PATTERN = SPELLINGS[0]?.replaceAll(/[^\w-]/g, String.raw`\$&`) ?? '';

/** The test string of antivirus programs (EICAR, "Anti-Malware Testfile"), anywhere. */
export const eicarCheck: ContentCheck = {
  name: 'eicar',
  action: ({ security }) => security.eicar,
  scanner: () => {
    let place: { offset?: number } | undefined;
    return {
      take(window) {
        if (place) return;
        const at = SPELLINGS.map((spelling) => window.bytes.indexOf(spelling, 0, 'latin1')).find(
          (index) => index !== -1,
        );
        if (at !== undefined) place = offsetAt(window, at);
      },
      end: () => (place ? [eicarFound(place)] : []),
    };
  },
};

export function eicarFound(place: { readonly offset?: number; readonly row?: number; readonly column?: string }) {
  return {
    code: 'EICAR_FOUND',
    message: 'the content has the EICAR test string, which stands for a virus',
    ...place,
    expected: 'no malware',
    hint: 'It is harmless, and what sends it can send worse: find out who did.',
  };
}
