import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import type { Format, ReadRequest, ReadResult, SourceFile } from '../format.ts';
import { plainFile, type PlainFile } from './plain-file.ts';

/** The same format, whose files may be compressed as a whole, and in any encoding where it is text. */
export function readingPlain(format: Format): Format {
  return { ...format, read: (session, request) => readPlain(session, format, request) };
}

async function readPlain(session: Session, format: Format, request: ReadRequest): Promise<ReadResult> {
  const { encoding, expansion } = request.options ?? {};
  const made: PlainFile[] = [];
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  try {
    for (const file of request.files) {
      const plain = await plainFile(session, file, {
        text: format.text ?? false,
        ...(encoding === undefined ? {} : { encoding }),
        ...(expansion === undefined ? {} : { expansion }),
      });
      made.push(plain);
      files.push(plain.file);
      findings.push(...plain.findings);
    }
    const read = await format.read(session, { ...request, files });
    return { ...read, findings: [...findings, ...read.findings] };
  } finally {
    // A relation that is a view reads the copies whenever it is read; they go with the session.
    if (request.lazy !== true) for (const plain of made) await plain.dispose();
  }
}
