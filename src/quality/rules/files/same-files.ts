import { fileCount, fileMetric, filesOf, type JudgedFile } from '../../analyzers/files.ts';
import type { FilesRequest } from '../../analyzers/request.ts';
import { isOne } from '../../conditions/number-test.ts';
import type { PreparedRule } from '../rule-type.ts';
import { firstOf } from './each-file.ts';
import { fileName } from './file-name.ts';
import type { FileTags } from './file-tags.ts';

/**
 * Two paths hold the same contents, each as often as the other; with `matchFileName` the same contents under the same
 * names. Filters are applied to each path.
 */
export function pairRule(
  paths: readonly [string, string],
  { filters, hashAlgorithm, matchFileName }: FileTags,
): PreparedRule {
  const requests = paths.map((path): FilesRequest => ({ kind: 'files', path, filters, hash: hashAlgorithm }));
  const keyOf = ({ path, hash }: JudgedFile): string => (matchFileName ? `${hash} ${fileName(path)}` : hash);
  const unlike = (here: readonly JudgedFile[], there: readonly JudgedFile[]): string[] => [
    ...without(here, there, keyOf).map(({ path }) => `${path} has no match at ${paths[1]}`),
    ...without(there, here, keyOf).map(({ path }) => `${path} has no match at ${paths[0]}`),
  ];
  const match = fileMetric('FileMatch', requests, (here = [], there = []) => Number(unlike(here, there).length === 0));
  const unlikeIn = (rows: Parameters<typeof filesOf>[1]): string[] => {
    const [here = [], there = []] = requests.map((request) => filesOf(request, rows));
    return unlike(here, there);
  };
  return {
    columns: [],
    constraints: [{ analyzer: match, assertion: isOne, reason: (_, rows) => unlikeIn(rows)[0] ?? '' }],
    shows: [fileCount(requests)],
    row: undefined,
    details: (_, rows) => firstOf(unlikeIn(rows)),
  };
}

/** The files of one side for which none is left on the other. */
function without(
  files: readonly JudgedFile[],
  others: readonly JudgedFile[],
  keyOf: (file: JudgedFile) => string,
): JudgedFile[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return files.filter((file) => {
    const count = left.get(keyOf(file)) ?? 0;
    left.set(keyOf(file), count - 1);
    return count <= 0;
  });
}
