import { fileMetric, type JudgedFile } from '../analyzers/files.ts';
import type { FilesRequest } from '../analyzers/request.ts';
import { compare } from '../conditions/number-test.ts';
import type { SizeLiteral } from '../dqdl/ast.ts';
import { isRefusal, notSupported } from '../refusal.ts';
import { eachFileRule } from './files/each-file.ts';
import { fileTags } from './files/file-tags.ts';
import type { RuleType } from './rule-type.ts';

/** `FileSize "in/orders/" > 2 MB`: the size of each file meets the condition. A KB is 1024 bytes, an MB 1024 KB. */
export const fileSizeRule: RuleType = {
  name: 'FileSize',
  prepare(rule) {
    const tags = fileTags(rule);
    if (isRefusal(tags)) return tags;
    const { condition } = rule;
    if (condition?.kind !== 'size') return notSupported('FileSize rule needs a size condition.');
    const operands = condition.operands.map(bytesOf);
    const path = rule.parameters[0]?.value;
    const files: FilesRequest = { kind: 'files', path, filters: tags.filters, hash: undefined };
    return eachFileRule(rule, files, {
      metric: 'FileSize',
      failFast: tags.failFast,
      passes: ({ size }) => compare(condition.operator, size, operands),
      describe: ({ size }) => `has ${size} byte${size === 1 ? '' : 's'}`,
      shows: [
        fileMetric('MaximumFileSize', [files], (all = []) => extreme(all, Math.max)),
        fileMetric('MinimumFileSize', [files], (all = []) => extreme(all, Math.min)),
      ],
    });
  },
  analyze: undefined,
};

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

function bytesOf({ amount, unit = 'B' }: SizeLiteral): number {
  return amount * 1024 ** UNITS.indexOf(unit);
}

function extreme(files: readonly JudgedFile[], choose: (a: number, b: number) => number): number {
  return files.map(({ size }) => size).reduce((a, b) => choose(a, b));
}
