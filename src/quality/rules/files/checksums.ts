import { fileCount, fileMetric, filesOf, type JudgedFile } from '../../analyzers/files.ts';
import type { FilesRequest } from '../../analyzers/request.ts';
import { isOne } from '../../conditions/number-test.ts';
import type { Condition } from '../../dqdl/ast.ts';
import { notSupported, type Refusal } from '../../refusal.ts';
import type { PreparedRule } from '../rule-type.ts';
import { firstOf } from './each-file.ts';
import { fileName } from './file-name.ts';
import type { FileTags } from './file-tags.ts';

/** Every file has one of the checksums (none of them, with `not in` and `!=`). */
export function checksumRule(
  condition: Condition | undefined,
  path: string | undefined,
  { filters, hashAlgorithm, matchFileName }: FileTags,
): PreparedRule | Refusal {
  if (condition?.kind !== 'string') return notSupported('FileMatch rule needs checksums.');
  const { operator, operands } = condition;
  if (operator === 'matches' || operator === 'not matches') return notSupported('Unsupported operator');
  if (operands.some(({ kind }) => kind === 'keyword')) return notSupported('FileMatch rule needs checksums.');
  const checksums = new Set(operands.map((operand) => (operand.kind === 'text' ? operand.value.toLowerCase() : '')));
  const isWanted = operator === '=' || operator === 'in';
  const isFailing = ({ hash }: JudgedFile): boolean => checksums.has(hash) !== isWanted;
  const files: FilesRequest = { kind: 'files', path, filters, hash: hashAlgorithm };
  const failing = (all: readonly JudgedFile[]): string[] => [
    ...all.filter(isFailing).map((file) => `${file.path} has the ${hashAlgorithm} checksum ${file.hash}`),
    ...(matchFileName ? repeatedNames(all) : []),
  ];
  const match = fileMetric('FileMatch', [files], (all = []) => Number(failing(all).length === 0));
  return {
    columns: [],
    constraints: [{ analyzer: match, assertion: isOne, reason: (_, rows) => failing(filesOf(files, rows))[0] ?? '' }],
    shows: [fileCount([files])],
    row: undefined,
    details: (_, rows) => firstOf(failing(filesOf(files, rows))),
  };
}

function repeatedNames(files: readonly JudgedFile[]): string[] {
  const names = files.map(({ path }) => fileName(path));
  return files.flatMap(({ path }, index) =>
    names.indexOf(names[index] ?? '') < index ? [`${path} has the name of another file`] : [],
  );
}
