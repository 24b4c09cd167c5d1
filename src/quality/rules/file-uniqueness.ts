import { fileCount, fileMetric, filesOf, type JudgedFile } from '../analyzers/files.ts';
import type { FilesRequest } from '../analyzers/request.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint } from './build.ts';
import { firstOf } from './files/each-file.ts';
import { fileName } from './files/file-name.ts';
import { fileTags } from './files/file-tags.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `FileUniqueness "in/orders/" = 1`: different contents over files. With `matchFileName = "true"` names must differ as well:
 * the smaller of the two shares counts.
 */
export const fileUniquenessRule: RuleType = {
  name: 'FileUniqueness',
  prepare(rule) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const tags = fileTags(rule);
    if (isRefusal(tags)) return tags;
    const keys: readonly FileKey[] = [
      { what: 'the same content', of: ({ hash }) => hash },
      ...(tags.matchFileName ? [{ what: 'the same name', of: ({ path }: JudgedFile) => fileName(path) }] : []),
    ];
    const path = rule.parameters[0]?.value;
    const files: FilesRequest = { kind: 'files', path, filters: tags.filters, hash: tags.hashAlgorithm };
    const ratio = fileMetric('FileUniquenessRatio', [files], (all = []) =>
      Math.min(...keys.map(({ of }) => new Set(all.map(of)).size / all.length)),
    );
    return {
      columns: [],
      constraints: [constraint(ratio, assertion)],
      shows: [ratio, fileCount([files])],
      row: undefined,
      details: (_, rows) => firstOf(keys.flatMap((key) => repeated(filesOf(files, rows), key))),
    };
  },
  analyze: undefined,
};

interface FileKey {
  readonly what: string;
  readonly of: (file: JudgedFile) => string;
}

/** Each file that repeats an earlier one. */
function repeated(files: readonly JudgedFile[], { what, of }: FileKey): string[] {
  const first = new Map<string, string>();
  return files.flatMap((file) => {
    const earlier = first.get(of(file));
    if (earlier === undefined) first.set(of(file), file.path);
    return earlier === undefined ? [] : [`${file.path} has ${what} as ${earlier}`];
  });
}
