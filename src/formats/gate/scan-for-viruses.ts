import { messageOf } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { VirusScanner } from './clamd.ts';

/** What clamd says of a file; where it cannot tell, that is an error too. */
export async function virusFindings(path: string, file: string, scanner: VirusScanner): Promise<Finding[]> {
  try {
    const viruses = await scanner.scan(path);
    return viruses.map((virus) => ({
      code: 'VIRUS_FOUND',
      severity: 'error',
      message: 'clamd has found a virus',
      file,
      found: virus,
      expected: 'no malware',
      hint: 'Do not open the object. Find out who sent it.',
    }));
  } catch (error) {
    return [
      {
        code: 'VIRUS_SCAN_FAILED',
        severity: 'error',
        message: 'clamd could not scan the object to its end',
        file,
        found: messageOf(error).split('\n', 1)[0] ?? '',
        hint: 'See the log of clamd; an object larger than its StreamMaxLength is not scanned.',
      },
    ];
  }
}
