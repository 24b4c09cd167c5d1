/** Where the states of partitions are kept: a text and some tables (Parquet) for each partition. */
export interface StateStore {
  /** The text of a partition as it was written; undefined where there is none, `damaged` where it is another. */
  read(partition: string): Promise<StoredText | 'damaged' | undefined>;
  /** Replaces the text in one step. */
  write(partition: string, text: string): Promise<void>;
  /** Moves a finished file in as a table of the partition, in one step, and gives its fingerprint. */
  keepTable(partition: string, table: string, made: string): Promise<string>;
  /** The path of a table for the session to read. */
  tablePath(partition: string, table: string): string;
  /** What the bytes of a table are now; undefined where there is no such table. */
  fingerprint(partition: string, table: string): Promise<string | undefined>;
  /** Deletes the tables of the partition whose names do not begin so. */
  dropTables(partition: string, except: string): Promise<void>;
}

export interface StoredText {
  readonly text: string;
}
