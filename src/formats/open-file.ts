import { dirname } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { readYamlFile } from '../core/yaml.ts';
import { openSession } from '../duckdb/open-session.ts';
import type { Column, Row } from '../duckdb/session.ts';
import { id, join, sql } from '../duckdb/sql.ts';
import type { FormatName, ReadOptions } from './format.ts';
import { validateFile } from './gate/full/validate-file.ts';
import { keyOfPath } from './gate/key-of-path.ts';
import { gatePolicySchema } from './gate/policy-schema.ts';
import { policyOf, type GatePolicy, type PartialPolicy } from './gate/policy.ts';
import type { SkippedCheck } from './gate/verdict.ts';
import type { FileCompression } from './kinds/compressed.ts';

export interface OpenFileOptions extends ReadOptions {
  /** What the gate asks for: the path of a gate.yaml, or its content; what is left out has its default. */
  readonly policy?: string | PartialPolicy;
  /** The format of the file, whatever it looks like. Default: what the file is by its content and its name. */
  readonly format?: FormatName;
  /** Stops what is under way, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A file that has been through the gate, and its rows. Close it, or hold it by `await using`: it has a folder of its own. */
export interface OpenedFile extends AsyncDisposable {
  /** Errors among the findings quarantine a file; warnings do not. */
  readonly verdict: 'accepted' | 'quarantined';
  /** Null where it is of no known format. */
  readonly format: FormatName | null;
  /** Of the file as a whole; that within Parquet, Avro or ORC is not meant. */
  readonly compression: FileCompression;
  /** Of text, as the WHATWG Encoding Standard names it; null of other formats. */
  readonly encoding: string | null;
  /** With DuckDB's names of types; none where the file could not be read. */
  readonly columns: readonly Column[];
  /** Rows that `rows()` gives. Null where the file could not be read: the findings say why. */
  readonly rowCount: number | null;
  /** Rows that do not fit, and are left out. */
  readonly badRows: number;
  readonly findings: readonly Finding[];
  /** Checks that were not made, and why. */
  readonly skipped: readonly SkippedCheck[];
  /** The rows in their order, as `cat --json` prints them; none where the file could not be read. */
  rows(): AsyncGenerator<Row>;
  close(): Promise<void>;
}

/**
 * Takes any supported file through detection, the gate at full depth and reading. What is wrong with the file is among
 * the findings; throws a `UserError` for a policy that is none, and (exit code 3) where the run itself is broken.
 */
export async function openFile(
  path: string,
  { policy, format, signal, ...options }: OpenFileOptions = {},
): Promise<OpenedFile> {
  const asked = await readPolicy(policy);
  const session = await openSession({ folders: [dirname(path)], ...(signal && { signal }) });
  try {
    const { table, detection, ...judged } = await validateFile(session, path, {
      policy: asked,
      key: keyOfPath(path),
      into: 'file',
      format,
      options,
    });
    const close = async (): Promise<void> => {
      await session[Symbol.asyncDispose]();
    };
    return {
      verdict: judged.verdict,
      format: judged.format,
      compression: detection?.compression ?? 'none',
      encoding: detection?.encoding?.name ?? null,
      columns: table?.columns ?? [],
      rowCount: table?.rowCount ?? null,
      badRows: table?.badRowCount ?? 0,
      findings: judged.findings,
      skipped: judged.skipped,
      async *rows() {
        if (!table) return;
        const names = join(table.columns.map(({ name }) => id(name)));
        for await (const batch of session.stream(
          sql`select ${names} from ${table.relation} order by _source_object, _source_row`,
        )) {
          yield* batch;
        }
      },
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
}

async function readPolicy(policy: OpenFileOptions['policy']): Promise<GatePolicy> {
  return typeof policy === 'string' ? await readYamlFile(policy, gatePolicySchema) : policyOf(policy);
}
