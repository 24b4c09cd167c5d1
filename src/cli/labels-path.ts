import { userError } from '../core/errors.ts';

/** Labels of defects are written as Parquet alone. */
export function checkLabels(labels: string): void {
  if (/\.parquet$/i.test(labels)) return;
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: 'labels are written as Parquet',
    file: labels,
    expected: 'a path that ends in .parquet',
  });
}
