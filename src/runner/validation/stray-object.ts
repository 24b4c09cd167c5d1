import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { parseRawKey, rawKey } from '../../lake/keys.ts';

/**
 * A warning about an object of raw whose key is not of the layout, or whose name has no room for a suffix in
 * quarantine: no source has it, so it is passed over. Undefined for all others.
 */
export function strayFinding(key: string): Finding | undefined {
  try {
    rawKey(parseRawKey(key));
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      code: 'RAW_OBJECT_STRAY',
      severity: 'warning',
      message: 'the object is passed over, as it is not where the objects of a source are',
      file: key,
      ...(error.findings[0] ? { found: error.findings[0].message } : {}),
      expected: 'data/incoming/YYYY/MM/DD/<source>/<object>',
      hint: 'Land it again under the folder of its source, or delete it.',
    };
  }
}
