import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import type { FileSource } from '../../quality/file-source.ts';
import type { Relation } from '../../quality/types.ts';

/** Clean data with the rules that judge them: what is put to the test. */
export interface Subject {
  /** `processed.orders`, or the path of a file. */
  readonly dataset: string;
  readonly session: Session;
  readonly ruleset: Ruleset;
  /** What there is to say of the rules and the data. */
  readonly findings: readonly Finding[];
  readonly primary: Relation;
  readonly references: Readonly<Record<string, Relation>>;
  readonly clock: Date;
  readonly files: FileSource | undefined;
  /** The columns that defects may hit: those that come from the source. */
  readonly damageable: readonly Column[];
  /** Whether types are declared, so that text in a column of numbers never gets as far as the rules. */
  readonly isTyped: boolean;
  /** Other clean data of the same kind, one after the other, for false alarms. */
  others(): AsyncIterable<OtherData>;
}

/** Clean data that the rules must be quiet about, too. They last until the next are asked for. */
export interface OtherData {
  /** `seed 43`. */
  readonly name: string;
  readonly session: Session;
  readonly primary: Relation;
  readonly references: Readonly<Record<string, Relation>>;
  readonly clock: Date;
  readonly files: FileSource | undefined;
}
