import type { EndsCheck } from '../gate-check.ts';

/** Objects larger than `maxBytes`; empty ones are told by the detection of the format. */
export const sizeCheck: EndsCheck = {
  name: 'size',
  action: () => 'quarantine',
  judge({ ends: { size } }, { maxBytes }) {
    if (size <= maxBytes) return [];
    return [
      {
        code: 'OBJECT_TOO_LARGE',
        message: 'the object is larger than `maxBytes` allows',
        expected: `at most ${maxBytes} bytes`,
        found: `${size} bytes`,
        hint: 'Cut it into smaller objects where it is made, or raise the limit.',
      },
    ];
  },
};
