import type { Rule } from '../dqdl/ast.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { checksumRule } from './files/checksums.ts';
import { fileTags, type FileTags } from './files/file-tags.ts';
import { pairRule } from './files/same-files.ts';
import type { PreparedRule, RuleType } from './rule-type.ts';

/**
 * `FileMatch "in/orders/" in ["3ee0…"]` compares the contents of files with checksums, `FileMatch "in/" "archive/"` those of
 * two folders or files with each other.
 */
export const fileMatchRule: RuleType = {
  name: 'FileMatch',
  prepare(rule) {
    const tags = fileTags(rule);
    return isRefusal(tags) ? tags : prepare(rule, tags);
  },
  analyze: undefined,
};

function prepare(rule: Rule, tags: FileTags): PreparedRule | Refusal {
  const [path, other] = rule.parameters.map(({ value }) => value);
  return path !== undefined && other !== undefined
    ? pairRule([path, other], tags)
    : checksumRule(rule.condition, path, tags);
}
