import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { UserError, messageOf, userError } from './errors.ts';
import type { Finding, Position, Range } from './finding.ts';
import { keysOf } from './known-keys.ts';
import { readText } from './read-text.ts';
import { findingsOfIssue } from './zod-issues.ts';

/** Reads a YAML file and checks it against `schema`; throws one {@link UserError} with every mistake of the file. */
export async function readYamlFile<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  return parseYaml(await readText(path), schema, { file: path });
}

/**
 * Checks YAML text against `schema` and gives the fully populated value. Syntax errors, duplicate keys, wrong types
 * and unknown keys are all reported at once, each with line and column, in one {@link UserError}.
 */
export function parseYaml<S extends z.ZodType>(text: string, schema: S, { file }: { file: string }): z.output<S> {
  const lines = new LineCounter();
  const { document, value } = parseValue(text, lines, file);
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  if (value === null && document.contents === null) {
    throw userError({ code: 'YAML_EMPTY', message: 'the file is empty', file });
  }
  const keysAt = keysOf(schema);
  throw new UserError(
    parsed.error.issues.flatMap((issue) =>
      findingsOfIssue(issue, { keysAt }).map(({ path, ...finding }): Finding => ({
        ...finding,
        file,
        range: rangeOfPath(document, path, lines),
      })),
    ),
  );
}

function parseValue(text: string, lines: LineCounter, file: string): { document: Document; value: unknown } {
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: 'error',
    });
    const findings = syntaxFindings(document, lines, file);
    if (findings.length > 0) throw new UserError(findings);
    return { document, value: document.toJS() };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw tooMuch(error, file);
  }
}

/** Aliases that multiply beyond measure, and nesting deeper than the stack. */
function tooMuch(error: unknown, file: string): unknown {
  if (error instanceof ReferenceError) {
    return userError({ code: 'YAML_SYNTAX', message: messageOf(error), file, hint: 'Write the values out.' });
  }
  if (error instanceof RangeError) return userError({ code: 'YAML_SYNTAX', message: 'is nested too deeply', file });
  return error;
}

function syntaxFindings(document: Document, lines: LineCounter, file: string): Finding[] {
  const mistakes = [...document.errors, ...document.warnings];
  return mistakes.map((mistake) => ({
    code: mistake.code === 'DUPLICATE_KEY' ? 'YAML_DUPLICATE_KEY' : 'YAML_SYNTAX',
    severity: 'error',
    message: mistake.message.replaceAll('\n', ' '),
    file,
    range: { start: positionAt(lines, mistake.pos[0]), end: positionAt(lines, mistake.pos[1]) },
    ...(mistake.code === 'TAB_AS_INDENT' ? { hint: 'Indent with spaces: YAML does not allow tabs there.' } : {}),
  }));
}

/** The range of the node at `path`, or of its nearest ancestor that is in the text. */
function rangeOfPath(document: Document, path: readonly PropertyKey[], lines: LineCounter): Range {
  let node: unknown = document.contents;
  let span = spanOf(document.contents) ?? [0, 0];
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) break;
    span = next.span ?? span;
    node = next.value;
  }
  return { start: positionAt(lines, span[0]), end: positionAt(lines, span[1]) };
}

function child(node: unknown, step: PropertyKey): { value: unknown; span: [number, number] | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (!pair) return undefined;
    return { value: pair.value, span: spanOf(pair.key) };
  }
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? undefined : { value, span: spanOf(value) };
  }
  return undefined;
}

function spanOf(node: unknown): [number, number] | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1), offset };
}
