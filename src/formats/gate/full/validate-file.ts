import { messageOf, UserError } from '../../../core/errors.ts';
import type { Finding } from '../../../core/finding.ts';
import type { Session } from '../../../duckdb/session.ts';
import { sql } from '../../../duckdb/sql.ts';
import { CodecError } from '../../codecs/codec.ts';
import { detectEnds, type Detection } from '../../detect-file.ts';
import type { FileEnds } from '../../file-ends.ts';
import type { FormatName, ReadOptions, ReadResult } from '../../format.ts';
import { badRowFindings } from '../../open-data.ts';
import { peekInside } from '../../plain/peek-inside.ts';
import { decompressionFailed } from '../../plain/plain-file.ts';
import { formatNamed } from '../../registry.ts';
import { openClamd, type VirusScanner } from '../clamd.ts';
import { windowsOfEnds } from '../ends-windows.ts';
import { readableEnds, type FileNames, type FileVerdict } from '../examine-file.ts';
import type { Subject } from '../gate-check.ts';
import { detectionFindings, NO_CLAMD } from '../judge-ends.ts';
import type { GatePolicy } from '../policy.ts';
import { checkFailed, findingsOf, startChecks } from '../run-checks.ts';
import { virusFindings } from '../scan-for-viruses.ts';
import { verdictOf, type SkippedCheck } from '../verdict.ts';
import { fileSource } from './byte-source.ts';
import { contentWindows } from './content-windows.ts';
import { measureExpansion } from './measure-expansion.ts';
import { tableFindings } from './table-findings.ts';
import { tooManyColumns } from './too-many-columns.ts';

export interface ValidateFileOptions extends FileNames {
  readonly policy: GatePolicy;
  /** The format of the file, whatever it looks like. */
  readonly format?: FormatName | undefined;
  /** What is said of text files, and wins over what is found. */
  readonly options?: ReadOptions;
  /** Default: the policy's `clamd`, connected to for this file. */
  readonly scanner?: VirusScanner | undefined;
  /** Name of the table that the rows are read into; it is the caller's to drop. */
  readonly into: string;
}

/** What full depth has read, so that nobody reads it twice. */
export interface ValidatedTable extends ReadResult {
  readonly rowCount: number;
  /** How many rows could not be read, and are not in the relation. */
  readonly badRowCount: number;
}

export interface ValidatedFile extends FileVerdict {
  /** What the file is by its ends; null where it could not be opened. */
  readonly detection: Detection | null;
  /** The rows, and the columns with their types; null where the file was not read: the findings say why. */
  readonly table: ValidatedTable | null;
}

/**
 * The gate at full depth: everything quick depth does, on every byte; compressed content expanded and counted; the rows
 * read to the last one and held against the expected columns; clamd asked where the policy names one. What is wrong with
 * the file is a finding. The session must be allowed to read it. Throws a `UserError` with exit code 3 where the run
 * itself is broken (CLAMD_UNAVAILABLE, a full disk).
 */
export async function validateFile(
  session: Session,
  path: string,
  { policy, format: said, options = {}, file = path, key = file, into, scanner }: ValidateFileOptions,
): Promise<ValidatedFile> {
  const clamd = scanner ?? (policy.clamd === null ? undefined : await openClamd(policy.clamd));
  const ends = await readableEnds(path, file);
  if (!('size' in ends)) return { ...ends, detection: null, table: null };
  const detection = await detectFully(ends, { file, format: said, options });
  const subject: Subject = { file, key, ends, detection };
  const bytes = await checkBytes(path, subject, policy);
  const findings = [...bytes.findings, ...detectionFindings(subject, policy)];
  const skipped = [...bytes.skipped];
  const expansion = { bytes: policy.maxExpandedBytes, ratio: policy.maxRatio };
  const read = await readRows(session, path, { subject, into, before: findings, options: { ...options, expansion } });
  if ('table' in read) {
    const ofTable = await tableFindings(session, read.table, { subject, policy, unseen: false });
    const ofRows = [...read.table.findings, ...ofTable.findings, ...(await rowFindings(session, read.table, policy))];
    findings.splice(0, findings.length, ...findings.filter((one) => !isAmong(one, ofRows)), ...ofRows);
    skipped.push(...ofTable.skipped);
  } else {
    findings.push(...read.findings);
    skipped.push(
      ...read.skipped,
      ...(policy.schema.columns ? [{ check: 'schema', reason: 'the rows were not read' }] : []),
    );
  }
  if (clamd) findings.push(...(await virusFindings(path, file, clamd)));
  else skipped.push({ check: 'clamav', reason: NO_CLAMD });
  const format = detection.format?.name ?? null;
  const table = 'table' in read ? read.table : null;
  return { ...verdictOf(format, findings, skipped), bytes: ends.size, detection, table };
}

/** What is compressed is looked into. Where the format is said, nothing is to be found of it. */
async function detectFully(
  ends: FileEnds,
  { file, format, options }: { file: string; format: FormatName | undefined; options: ReadOptions },
): Promise<Detection> {
  const inside = await peekInside(ends.head);
  const { encoding, csv } = options;
  const detection = detectEnds(ends, {
    path: file,
    ...(encoding === undefined ? {} : { encoding }),
    ...(csv ? { csv } : {}),
    ...(inside ? { inside } : {}),
  });
  if (format === undefined) return detection;
  const findings = detection.findings.filter(({ code }) => code === 'FILE_EMPTY');
  return { ...detection, format: formatNamed(format), findings };
}

/** What the bytes show and the rows too is told once, by its row. */
function isAmong({ code, message }: Finding, findings: readonly Finding[]): boolean {
  return findings.some((other) => other.code === code && other.message === message);
}

/** The checks of the registry on all of the content; only on its ends where it is too large, or expands too far. */
async function checkBytes(path: string, subject: Subject, policy: GatePolicy) {
  const { file, ends } = subject;
  const expansion = await expansionFindings(path, subject, policy);
  const checks = startChecks(subject, policy);
  const failed: Finding[] = [];
  const partly: SkippedCheck[] = [];
  if (ends.size > policy.maxBytes || expansion.some(({ severity }) => severity === 'error')) {
    partly.push({ check: 'content', reason: 'only both ends were looked at: the object is refused for its size' });
    for (const window of windowsOfEnds(ends)) checks.take(window);
  } else {
    try {
      for await (const window of contentWindows(path, { file, ends, policy })) checks.take(window);
    } catch (error) {
      failed.push(...contentFailed(file, error));
    }
  }
  const { findings, skipped } = checks.end();
  const codes = new Set(findings.map(({ code }) => code));
  return {
    findings: [...findings, ...expansion.filter(({ code }) => !codes.has(code)), ...failed],
    skipped: [...skipped, ...partly],
  };
}

/** What is damaged, or expands too far, is told by its own name. */
function contentFailed(file: string, error: unknown): readonly Finding[] {
  if (error instanceof CodecError) return decompressionFailed(file, error).findings;
  return error instanceof UserError ? error.findings : [checkFailed('content', file, error)];
}

async function expansionFindings(path: string, { file, ends }: Subject, policy: GatePolicy): Promise<Finding[]> {
  const action = policy.security.archiveBombs;
  if (action === 'accept' || ends.size > policy.maxBytes) return [];
  try {
    return findingsOf(await measureExpansion(fileSource(path, ends.size), policy), file, action);
  } catch (error) {
    return [checkFailed('archive bombs', file, error)];
  }
}

type Read =
  { readonly table: ValidatedTable } | { readonly findings: readonly Finding[]; readonly skipped: SkippedCheck[] };

/** Findings that make it pointless, or dangerous, to read the rows. */
const NOT_TO_BE_READ: ReadonlySet<string> = new Set([
  'OBJECT_TOO_LARGE',
  'ARCHIVE_BOMB',
  'ARCHIVE_UNREADABLE',
  'DECOMPRESSION_BOMB',
  'DECOMPRESSION_FAILED',
]);

async function readRows(
  session: Session,
  path: string,
  {
    subject,
    into,
    before,
    options,
  }: { subject: Subject; into: string; before: readonly Finding[]; options: ReadOptions },
): Promise<Read> {
  const { file, detection, ends } = subject;
  const reason = whyNotRead(subject, before);
  if (reason !== undefined || !detection.format) {
    return { findings: [], skipped: [{ check: 'reading', reason: reason ?? 'its format is not known' }] };
  }
  try {
    const tooMany = detection.format.name === 'csv' ? await tooManyColumns(path, file) : [];
    if (tooMany.length > 0)
      return { findings: tooMany, skipped: [{ check: 'reading', reason: 'it has too many columns' }] };
    const files = [{ path, object: file }];
    const read = await formatNamed(detection.format.name).read(session, { files, into, options });
    return { table: { ...read, ...(await countRows(session, read)) } };
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 3) throw error;
    const findings = error instanceof UserError ? error.findings : [unreadable(detection.format.name, file, error)];
    return { findings, skipped: ends.size === 0 ? [{ check: 'reading', reason: 'it is empty' }] : [] };
  }
}

function whyNotRead({ ends, detection }: Subject, before: readonly Finding[]): string | undefined {
  if (ends.size === 0) return 'it is empty';
  const fatal = [
    ...detection.findings.filter(({ severity }) => severity === 'error'),
    ...before.filter(({ code, severity }) => severity === 'error' && NOT_TO_BE_READ.has(code)),
  ];
  return fatal[0] && `the object is refused before: ${fatal[0].code}`;
}

function unreadable(format: FormatName, file: string, error: unknown): Finding {
  return {
    code: 'DATA_UNREADABLE',
    severity: 'error',
    message: `the ${format} data cannot be read to the end: ${messageOf(error).split('\n', 1)[0] ?? ''}`,
    file,
    hint: 'Fetch or write the file again.',
  };
}

async function countRows(session: Session, { relation, badRows }: ReadResult) {
  const [row = {}] = await session.rows(sql`
    select (select count(*) from ${relation}) as good, (select count(distinct _source_row) from ${badRows}) as bad`);
  return { rowCount: Number(row['good']), badRowCount: Number(row['bad']) };
}

async function rowFindings(session: Session, table: ReadResult, { badRows }: GatePolicy): Promise<Finding[]> {
  if (badRows === 'accept') return [];
  const found = await badRowFindings(session, table);
  return found.map((finding) => ({ ...finding, severity: badRows === 'quarantine' ? 'error' : 'warning' }));
}
