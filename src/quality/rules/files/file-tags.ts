import type { Rule, Tag } from '../../dqdl/ast.ts';
import { isTimeZone } from '../../dqdl/time-of-day.ts';
import { HASH_ALGORITHMS, type FileFilter, type HashAlgorithm } from '../../file-source.ts';
import { translatePattern } from '../../patterns/translate.ts';
import { isRefusal, notSupported, type Refusal } from '../../refusal.ts';

/** What the tags of a rule on files say; all have a default. */
export interface FileTags {
  /** In the order in which they are applied. */
  readonly filters: readonly FileFilter[];
  readonly failFast: boolean;
  readonly matchFileName: boolean;
  readonly hashAlgorithm: HashAlgorithm;
  readonly timeZone: string;
}

/** Reads the tags. A value that none can be made of fails the rule, and so does an order of filters that are not there. */
export function fileTags({ tags }: Rule): FileTags | Refusal {
  const values = new Map(tags.map((tag) => [tag.name, tag]));
  const filters = filtersOf(values);
  if (isRefusal(filters)) return filters;
  const failFast = flag(values.get('failFast'));
  if (typeof failFast !== 'boolean') return failFast;
  const matchFileName = flag(values.get('matchFileName'));
  if (typeof matchFileName !== 'boolean') return matchFileName;
  const algorithm = textOf(values.get('hashAlgorithm')) ?? 'SHA-256';
  const hashAlgorithm = HASH_ALGORITHMS.find((name) => name === algorithm.toUpperCase());
  if (hashAlgorithm === undefined) return unusable('hashAlgorithm', algorithm, HASH_ALGORITHMS.join(', '));
  const timeZone = textOf(values.get('timeZone')) ?? 'UTC';
  if (!isTimeZone(timeZone)) return unusable('timeZone', timeZone, 'the name of a zone');
  return { filters, failFast, matchFileName, hashAlgorithm, timeZone };
}

function filtersOf(values: ReadonlyMap<string, Tag>): readonly FileFilter[] | Refusal {
  const filters: FileFilter[] = [];
  const recent = textOf(values.get('recentFiles'));
  if (recent !== undefined) {
    const count = Number(recent);
    if (!/^\d+$/.test(recent) || count < 1) return unusable('recentFiles', recent, 'a whole number from 1');
    filters.push({ kind: 'recentFiles', count });
  }
  const pattern = textOf(values.get('uriRegex'));
  if (pattern !== undefined) {
    const translated = translatePattern(pattern);
    if ('problem' in translated) return notSupported(`Tag uriRegex cannot be run: ${translated.problem}`);
    filters.push({ kind: 'uriRegex', pattern });
  }
  return inOrder(filters, values.get('filterOrder'));
}

/** Filters that the order leaves out come last. */
function inOrder(filters: readonly FileFilter[], tag: Tag | undefined): readonly FileFilter[] | Refusal {
  if (tag === undefined) return filters;
  const names = typeof tag.value === 'object' ? tag.value : [String(tag.value)];
  const strange = names.find((name) => !filters.some(({ kind }) => kind === name));
  if (strange !== undefined) {
    return unusable(
      'filterOrder',
      strange,
      `names of filters of the rule: ${filters.map(({ kind }) => kind).join(', ')}`,
    );
  }
  const rank = ({ kind }: FileFilter): number => (names.includes(kind) ? names.indexOf(kind) : names.length);
  return filters.toSorted((a, b) => rank(a) - rank(b));
}

function flag(tag: Tag | undefined): boolean | Refusal {
  const value = textOf(tag)?.toLowerCase() ?? 'false';
  if (value === 'true' || value === 'false') return value === 'true';
  return unusable(tag?.name ?? '', value, '"true" or "false"');
}

function textOf(tag: Tag | undefined): string | undefined {
  return tag === undefined ? undefined : String(tag.value);
}

function unusable(name: string, found: string, expected: string): Refusal {
  return notSupported(`Tag ${name} cannot be ${JSON.stringify(found)}: expected ${expected}`);
}
