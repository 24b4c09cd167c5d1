import type { FormatName } from '../kinds/format-kind.ts';

/** What a finding does: nothing (the check is not made, and said to be skipped), a warning, or quarantine. */
export const ACTIONS = ['accept', 'warn', 'quarantine'] as const;
export type Action = (typeof ACTIONS)[number];

/** `quick`: the first and last 64 KiB. `full`: every byte is read, and the data through the reader of its format. */
export const DEPTHS = ['quick', 'full'] as const;
export type Depth = (typeof DEPTHS)[number];

/** The security checks, each of which a policy may accept, warn of or quarantine for. */
export interface SecurityActions {
  readonly executables: Action;
  readonly scripts: Action;
  readonly archives: Action;
  readonly archiveBombs: Action;
  readonly eicar: Action;
  readonly macros: Action;
  readonly polyglots: Action;
  readonly entities: Action;
  readonly formulas: Action;
  readonly secrets: Action;
}

/** Columns that are expected, and what follows where a file has others. */
export interface SchemaPolicy {
  /** Names and DuckDB types; null: nothing is expected. */
  readonly columns: Readonly<Record<string, string>> | null;
  readonly unexpected: Action;
  readonly missing: Action;
  /** The type in the file holds every value of the expected type, and more. */
  readonly widened: Action;
  /** The type in the file cannot be taken for the expected one. */
  readonly broken: Action;
}

/** What the gate asks of every object: fully populated. */
export interface GatePolicy {
  readonly depth: Depth;
  readonly maxBytes: number;
  readonly allowEmpty: boolean;
  /** Of what a compressed object, or an archive with all it holds, expands to. */
  readonly maxExpandedBytes: number;
  /** Expanded bytes for one compressed byte; what expands to less than a MiB is never too much. */
  readonly maxRatio: number;
  /** How deep archives may stand in archives: 1 is an archive with files. */
  readonly maxNesting: number;
  /** A regular expression that the last part of the name must match; null: any. */
  readonly names: string | null;
  /** In UTF-8 bytes, of the last part of the name. */
  readonly maxNameLength: number;
  /** Characters that no name may have, besides control and invisible ones. */
  readonly forbiddenCharacters: string;
  /** A date in the name that is not that of its folders. */
  readonly otherDate: Action;
  /** Formats that may come in; null: all that are known. */
  readonly formats: readonly FormatName[] | null;
  /** Rows that do not fit, found at full depth. */
  readonly badRows: Action;
  readonly schema: SchemaPolicy;
  readonly security: SecurityActions;
  /** `host:port`, or the path of a socket; null: no virus scan. */
  readonly clamd: string | null;
}

/** The policy where none is given, and every default of one that is. */
export const DEFAULT_POLICY: GatePolicy = {
  depth: 'quick',
  maxBytes: 512 * 1024 ** 2,
  allowEmpty: false,
  maxExpandedBytes: 8 * 1024 ** 3,
  maxRatio: 200,
  maxNesting: 2,
  names: null,
  maxNameLength: 255,
  forbiddenCharacters: String.raw`\<>"|*?`,
  otherDate: 'warn',
  formats: null,
  badRows: 'warn',
  schema: { columns: null, unexpected: 'warn', missing: 'quarantine', widened: 'warn', broken: 'quarantine' },
  security: {
    executables: 'quarantine',
    scripts: 'quarantine',
    archives: 'quarantine',
    archiveBombs: 'quarantine',
    eicar: 'quarantine',
    macros: 'quarantine',
    polyglots: 'quarantine',
    entities: 'quarantine',
    formulas: 'warn',
    secrets: 'quarantine',
  },
  clamd: null,
};

/** A policy of which parts are left to the defaults. */
export type PartialPolicy = Partial<Omit<GatePolicy, 'schema' | 'security'>> & {
  readonly schema?: Partial<SchemaPolicy>;
  readonly security?: Partial<SecurityActions>;
};

/** The policy with every default filled in. */
export function policyOf(partial: PartialPolicy = {}): GatePolicy {
  return {
    ...DEFAULT_POLICY,
    ...partial,
    schema: { ...DEFAULT_POLICY.schema, ...partial.schema },
    security: { ...DEFAULT_POLICY.security, ...partial.security },
  };
}
