import type { z } from 'zod';
import type { Finding } from './finding.ts';
import type { KeysAt } from './known-keys.ts';
import { nearestOf } from './nearest.ts';

type PathFinding = Omit<Finding, 'file' | 'range'> & { readonly path: readonly PropertyKey[] };

export interface IssueContext {
  /** Where the value that was checked stands in the document. */
  readonly base?: readonly PropertyKey[];
  /** The known keys, so that an unknown one can be told the nearest: `keysOf(schema)`. */
  readonly keysAt?: KeysAt;
}

/**
 * Findings for one zod issue: an unknown key gives one finding a key; a union gives those of the member that came
 * furthest. Parse with `reportInput: true`, so that the value found can be shown.
 */
export function findingsOfIssue(issue: z.core.$ZodIssue, context: IssueContext = {}): PathFinding[] {
  const path = [...(context.base ?? []), ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, path, context.keysAt?.(path, issue.input) ?? []);
    case 'invalid_type':
      return [wrongType(issue, path)];
    case 'invalid_value':
      return [wrongValue(issue.input, issue.values.map(String), path)];
    case 'invalid_union':
      return ofUnion(issue, path, context);
    case 'invalid_key':
    case 'invalid_element':
      return [{ ...misfit(`${placeOf(path)}: ${issue.issues.map(({ message }) => message).join('; ')}`, path) }];
    default:
      return [{ ...misfit(`${placeOf(path)}: ${issue.message}`, path), ...foundOf(issue.input) }];
  }
}

function unknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: readonly PropertyKey[],
  known: readonly string[],
): PathFinding[] {
  return issue.keys.map((key) => ({
    code: 'CONFIG_UNKNOWN_KEY',
    severity: 'error',
    message: `unknown key ${JSON.stringify(key)} in ${placeOf(path)}`,
    path: [...path, key],
    ...(known.length === 0 ? {} : { expected: known.join(', ') }),
    ...nearestOf(key, known),
    hint: 'Remove it, or correct its name.',
  }));
}

function wrongType(issue: z.core.$ZodIssueInvalidType, path: readonly PropertyKey[]): PathFinding {
  const expected = nameOfType(issue.expected);
  if (issue.input === undefined) {
    return { ...misfit(`${placeOf(path)} is missing`, path), code: 'CONFIG_MISSING_KEY', expected };
  }
  const wrong = misfit(`${placeOf(path)} has the wrong type`, path);
  return { ...wrong, code: 'CONFIG_WRONG_TYPE', expected, ...foundOf(issue.input) };
}

function wrongValue(input: unknown, allowed: readonly string[], path: readonly PropertyKey[]): PathFinding {
  if (input === undefined) {
    const missing = misfit(`${placeOf(path)} is missing`, path);
    return { ...missing, code: 'CONFIG_MISSING_KEY', expected: allowed.join(', ') };
  }
  return {
    ...misfit(`${placeOf(path)} has a value that is not allowed`, path),
    expected: allowed.join(', '),
    ...foundOf(input),
    ...(typeof input === 'string' ? nearestOf(input, allowed) : {}),
  };
}

function ofUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly PropertyKey[],
  context: IssueContext,
): PathFinding[] {
  if (!issue.message.startsWith('Invalid ')) {
    // The schema has words of its own for it.
    return [{ ...misfit(`${placeOf(path)}: ${issue.message}`, path), ...foundOf(issue.input) }];
  }
  // A union told apart by one key says which values that key may have.
  if ('options' in issue && Array.isArray(issue.options)) {
    return [wrongValue(discriminatorOf(issue), issue.options.map(String), path)];
  }
  const furthest = issue.errors
    .map((member) => member.flatMap((inner) => findingsOfIssue(inner, { ...context, base: path })))
    .toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0];
  if (furthest && depthOf(furthest) > path.length) return furthest;
  const expected = [...new Set(issue.errors.flat().map(expectedOf))].join(' or ');
  const none = misfit(`${placeOf(path)} has none of the allowed forms`, path);
  return [{ ...none, ...(expected === '' ? {} : { expected }), ...foundOf(issue.input) }];
}

/** Zod reports the whole object that the key is of. */
function discriminatorOf(issue: z.core.$ZodIssueInvalidUnion): unknown {
  const key = issue.path.at(-1);
  const { input } = issue;
  const isObject = typeof input === 'object' && input !== null && key !== undefined && key in input;
  return isObject ? Reflect.get(input, key) : undefined;
}

function misfit(message: string, path: readonly PropertyKey[]): PathFinding {
  return { code: 'CONFIG_WRONG_VALUE', severity: 'error', message, path };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the document' : path.map(String).join('.');
}

function depthOf(findings: readonly PathFinding[]): number {
  return Math.max(0, ...findings.map(({ path }) => path.length));
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return nameOfType(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  return issue.message;
}

/** Types in the words of a YAML file. */
const TYPE_NAMES = new Map([
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['int', 'a whole number'],
  ['null', 'null'],
  ['number', 'a number'],
  ['object', 'a mapping'],
  ['record', 'a mapping'],
  ['string', 'text'],
  ['tuple', 'a list'],
]);

function nameOfType(type: string): string {
  return TYPE_NAMES.get(type) ?? type;
}

function foundOf(input: unknown): { found?: string } {
  if (input === undefined) return {};
  const text = JSON.stringify(input) ?? String(input);
  return { found: text.length > 80 ? `${text.slice(0, 77)}...` : text };
}
