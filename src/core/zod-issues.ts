import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { nearestOf } from './nearest.ts';

type PathFinding = Omit<Finding, 'file' | 'range'> & { readonly path: readonly PropertyKey[] };

/**
 * Findings for one zod issue: an unknown key gives one finding a key; a union gives those of the member that came
 * furthest. A schema may attach the keys it knows as `params: { known: string[] }` of a custom issue.
 */
export function findingsOfIssue(issue: z.core.$ZodIssue, base: readonly PropertyKey[] = []): PathFinding[] {
  const path = [...base, ...issue.path];
  const at = path.length === 0 ? 'the document' : path.map(String).join('.');
  const found = 'input' in issue && issue.input !== undefined ? { found: shorten(issue.input) } : {};
  const severity = 'error';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'CONFIG_UNKNOWN_KEY',
        severity,
        message: `unknown key ${JSON.stringify(key)} in ${at}`,
        path: [...path, key],
        hint: 'Remove it, or correct its name.',
      }));
    case 'invalid_type':
      return [
        {
          code: issue.input === undefined ? 'CONFIG_MISSING_KEY' : 'CONFIG_WRONG_TYPE',
          severity,
          message: issue.input === undefined ? `${at} is missing` : `${at} has the wrong type`,
          expected: issue.expected,
          ...found,
          path,
        },
      ];
    case 'invalid_value':
      return [
        {
          code: 'CONFIG_WRONG_VALUE',
          severity,
          message: `${at} has a value that is not allowed`,
          expected: issue.values.map(String).join(', '),
          ...found,
          ...(typeof issue.input === 'string' ? nearestOf(issue.input, issue.values.map(String)) : {}),
          path,
        },
      ];
    case 'invalid_union': {
      const furthest = issue.errors
        .map((member) => member.flatMap((inner) => findingsOfIssue(inner, path)))
        .toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0];
      if (furthest && depthOf(furthest) > path.length) return furthest;
      const expected = [...new Set((issue.errors ?? []).flat().map(expectedOf))].join(' or ');
      return [
        {
          code: 'CONFIG_WRONG_VALUE',
          severity,
          message: `${at} has none of the allowed forms`,
          ...(expected === '' ? {} : { expected }),
          ...found,
          path,
        },
      ];
    }
    default:
      return [{ code: 'CONFIG_WRONG_VALUE', severity, message: `${at}: ${issue.message}`, ...found, path }];
  }
}

function depthOf(findings: readonly PathFinding[]): number {
  return Math.max(0, ...findings.map(({ path }) => path.length));
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  return issue.message;
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
