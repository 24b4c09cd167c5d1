import type { Row } from '../../duckdb/session.ts';
import { unmeasurable, type Analyzer, type MetricValue } from './analyzer.ts';
import type { FilesRequest, RowsReader } from './request.ts';

/** A file as rules judge it. */
export interface JudgedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Lower-case hexadecimal; empty where none was asked for. */
  readonly hash: string;
}

/** A metric of the files that were listed. Without any there is nothing to judge, and that fails. */
export function fileMetric(
  name: string,
  requests: readonly FilesRequest[],
  measure: (...lists: readonly (readonly JudgedFile[])[]) => MetricValue,
): Analyzer {
  return {
    ...unmeasurable,
    metric: `Dataset.*.${name}`,
    where: undefined,
    needs: requests,
    value(_, rows) {
      const lists = requests.map((request) => filesOf(request, rows));
      const empty = requests.find((_request, index) => lists[index]?.length === 0);
      return empty === undefined ? measure(...lists) : { fails: noFiles(empty) };
    },
    refused: undefined,
  };
}

/** How many files were looked at: a real 0 where there are none. */
export function fileCount(
  requests: readonly FilesRequest[],
  count: (...lists: readonly (readonly JudgedFile[])[]) => number = (...lists) => lists.flat().length,
): Analyzer {
  return {
    ...fileMetric('FileCount', requests, () => 0),
    value: (_, rows) => count(...requests.map((request) => filesOf(request, rows))),
  };
}

export function filesOf(request: FilesRequest, rows: RowsReader): JudgedFile[] {
  return rows(request).map(judgedFile);
}

function judgedFile({ path, size, modified, hash }: Row): JudgedFile {
  return {
    path: String(path),
    size: Number(size),
    modified: Number(modified),
    hash: typeof hash === 'string' ? hash : '',
  };
}

function noFiles({ path, filters }: FilesRequest): string {
  const left = filters.length === 0 ? 'There are no files' : 'The filters left no file';
  return path === undefined ? `${left} to judge.` : `${left} to judge at ${path}.`;
}
