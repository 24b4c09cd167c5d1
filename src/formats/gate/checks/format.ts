import type { EndsCheck } from '../gate-check.ts';

/** Formats that the policy does not let in. What no format is, is told by the detection. */
export const formatCheck: EndsCheck = {
  name: 'format',
  action: () => 'quarantine',
  judge({ detection: { format } }, { formats }) {
    if (!format || formats === null || formats.includes(format.name)) return [];
    return [
      {
        code: 'FORMAT_NOT_ALLOWED',
        message: `the format ${format.name} may not come in`,
        found: format.name,
        expected: formats.join(', '),
        hint: 'Send it in one of these formats, or add its own to `formats`.',
      },
    ];
  },
};
