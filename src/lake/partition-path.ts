import { userError } from '../core/errors.ts';

/** What stands in a path for a value that is null. */
const HIVE_DEFAULT_PARTITION = '__HIVE_DEFAULT_PARTITION__';

/** Values of the partition columns, as text. */
export type Partition = Readonly<Record<string, string | null>>;

/**
 * The folders of a partition as Hive and Spark name them: `transaction_date=2023-01-01/region=a%2Fb`, columns in the
 * order of `partitionBy`; empty without partition columns. Characters that Spark escapes are percent-escaped (Spark
 * 3.5, ExternalCatalogUtils.escapePathName); null and the empty text become {@link HIVE_DEFAULT_PARTITION}, as
 * Spark writes them. Text that a reader would take for null is escaped too (`%4EULL`).
 */
export function partitionPath(partitionBy: readonly string[], partition: Partition): string {
  return partitionBy
    .map((column) => {
      const value = partition[column];
      return `${escapePath(column)}=${value === null || value === undefined || value === '' ? HIVE_DEFAULT_PARTITION : escapeValue(value)}`;
    })
    .join('/');
}

/**
 * The values in the folders of a path (a key, or one that an engine wrote); parts without `=` are passed over.
 * Throws a `UserError` LAKE_BAD_PARTITION when a percent-escape is not UTF-8.
 */
export function parsePartitionPath(path: string): Record<string, string | null> {
  const values = new Map<string, string | null>();
  for (const folder of path.split('/').slice(0, -1)) {
    const at = folder.indexOf('=');
    if (at <= 0) continue;
    const value = folder.slice(at + 1);
    values.set(unescape(folder.slice(0, at), path), value === HIVE_DEFAULT_PARTITION ? null : unescape(value, path));
  }
  return Object.fromEntries(values);
}

/** DuckDB reads the folder `x=NULL`, in any case, as null; Spark does so for the default partition's name. */
function escapeValue(value: string): string {
  const reserved = value.toUpperCase() === 'NULL' || value === HIVE_DEFAULT_PARTITION;
  return reserved ? percent(value.charAt(0)) + escapePath(value.slice(1)) : escapePath(value);
}

function escapePath(text: string): string {
  return text.replaceAll(/[\p{Cc}"#%'*/:=?\\{[\]^]/gu, percent);
}

function percent(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function unescape(text: string, path: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![\da-fA-F]{2})/g, '%25'));
  } catch (error) {
    throw userError(
      { code: 'LAKE_BAD_PARTITION', message: `${JSON.stringify(text)} is not a partition value in UTF-8`, file: path },
      { cause: error },
    );
  }
}
