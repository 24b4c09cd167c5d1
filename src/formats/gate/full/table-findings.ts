import type { Finding } from '../../../core/finding.ts';
import type { Session } from '../../../duckdb/session.ts';
import type { ReadResult } from '../../format.ts';
import type { FormatName } from '../../kinds/format-kind.ts';
import type { Evidence, Subject } from '../gate-check.ts';
import type { Action, GatePolicy } from '../policy.ts';
import { acceptedUnseen, checkFailed, findingsOf, type ChecksRun } from '../run-checks.ts';
import type { SkippedCheck } from '../verdict.ts';
import { eicarInCells, secretsInCells } from './cells.ts';
import { schemaDrift, type ReadTable } from './schema-drift.ts';

/** Formats whose bytes are the text of their values, and whose types are found from these. */
const TEXT_FORMATS: ReadonlySet<FormatName> = new Set<FormatName>(['csv', 'json', 'ndjson']);

/**
 * What the rows show: columns against the expected ones; and in values that the bytes of the file do not show (`unseen`,
 * or a binary format), secrets and the EICAR test string.
 */
export async function tableFindings(
  session: Session,
  { relation, columns }: ReadResult,
  { subject, policy, unseen }: { readonly subject: Subject; readonly policy: GatePolicy; readonly unseen: boolean },
): Promise<ChecksRun> {
  const format = subject.detection.format?.name;
  const typed = format !== undefined && !TEXT_FORMATS.has(format);
  const table: ReadTable = { relation, columns, typed };
  const findings: Finding[] = [];
  const skipped: SkippedCheck[] = [];
  const guarded = async (name: string, action: Action, find: () => Promise<Evidence[]>): Promise<void> => {
    if (action === 'accept') return;
    try {
      findings.push(...findingsOf(await find(), subject.file, action));
    } catch (error) {
      findings.push(checkFailed(name, subject.file, error));
    }
  };
  const { columns: expected, ...actions } = policy.schema;
  if (expected) {
    try {
      for (const { kind, evidence } of await schemaDrift(session, table, expected)) {
        findings.push(...findingsOf([evidence], subject.file, actions[kind]));
      }
    } catch (error) {
      findings.push(checkFailed('schema', subject.file, error));
    }
    for (const [kind, action] of Object.entries(actions)) {
      if (action === 'accept') skipped.push(acceptedUnseen(`schema: ${kind} columns`));
    }
  }
  if (typed || unseen) {
    await guarded('secrets', policy.security.secrets, () => secretsInCells(session, table));
    await guarded('eicar', policy.security.eicar, () => eicarInCells(session, table));
  }
  return { findings, skipped };
}
