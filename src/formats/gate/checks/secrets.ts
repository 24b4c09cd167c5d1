import type { ContentCheck, Evidence } from '../gate-check.ts';
import { offsetAt } from '../content-window.ts';
import { findSecrets, MAY_BE_SECRET } from '../secret-patterns.ts';

/** Keys and tokens as their makers write them. None is shown: only how it begins. */
export const secretsCheck: ContentCheck = {
  name: 'secrets',
  action: ({ security }) => security.secrets,
  scanner: () => {
    const kinds = new Map<string, { count: number; masked: string; place: { offset?: number } }>();
    let last = -1;
    return {
      take(window) {
        if (!MAY_BE_SECRET.some((sign) => window.bytes.includes(sign))) return;
        for (const { kind, index, length, masked } of findSecrets(window.text)) {
          const start = window.offset + index;
          if (start <= last || index + length <= window.seen) continue;
          last = start;
          const before = kinds.get(kind);
          if (before) before.count++;
          else kinds.set(kind, { count: 1, masked, place: offsetAt(window, index) });
        }
      },
      end: () => [...kinds].map(([kind, { count, masked, place }]) => secretFound(kind, { count, masked, ...place })),
    };
  },
};

export function secretFound(
  kind: string,
  { count, masked, ...place }: { count: number; masked: string; offset?: number; row?: number; column?: string },
): Evidence {
  return {
    code: 'SECRET_IN_DATA',
    message: `the data have ${kind}`,
    ...place,
    found: `${masked}${count > 1 ? `, and ${count - 1} more` : ''}`,
    expected: 'no keys or tokens',
    hint: 'Take it out where the data are made, and have it made invalid: it has been seen.',
  };
}
