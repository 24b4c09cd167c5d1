/** A place in a text: 1-based line and column, 0-based offset (UTF-16 units). */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * One thing that is wrong, or worth saying, about an input. Findings are collected and returned; only what stops a
 * run is thrown, as a {@link UserError} that carries them.
 */
export interface Finding {
  /** Stable and documented in docs/errors.md: upper-case words joined by `_`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One line: what is wrong. */
  readonly message: string;
  /** The file or object it is about, as the user named it. */
  readonly file?: string;
  readonly range?: Range;
  /** `zone.dataset`, a table or a source. */
  readonly dataset?: string;
  /** 1-based row of the file or object. */
  readonly row?: number;
  readonly column?: string;
  /** 0-based byte of the file or object. */
  readonly offset?: number;
  readonly found?: string;
  readonly expected?: string;
  /** The valid name closest to the one found. */
  readonly nearest?: string;
  /** What to do. */
  readonly hint?: string;
}

/** The place of a finding as `file:line:column`, `file row 7 column "x"` or the dataset; empty where none is known. */
export function placeOf(finding: Finding): string {
  const parts: string[] = [];
  if (finding.file !== undefined) {
    const at = finding.range ? `:${finding.range.start.line}:${finding.range.start.column}` : '';
    parts.push(finding.file + at);
  } else if (finding.range) {
    parts.push(`${finding.range.start.line}:${finding.range.start.column}`);
  }
  if (finding.dataset !== undefined) parts.push(finding.dataset);
  if (finding.row !== undefined) parts.push(`row ${finding.row}`);
  if (finding.column !== undefined) parts.push(`column ${JSON.stringify(finding.column)}`);
  if (finding.offset !== undefined) parts.push(`byte ${finding.offset}`);
  return parts.join(' ');
}

/** A finding as text: one line of place, message and code, then indented lines of details. */
export function formatFinding(finding: Finding): string {
  const place = placeOf(finding);
  const lines = [`${place === '' ? '' : `${place}: `}${finding.message} [${finding.code}]`];
  if (finding.expected !== undefined) lines.push(`  expected: ${finding.expected}`);
  if (finding.found !== undefined) lines.push(`  found:    ${finding.found}`);
  if (finding.nearest !== undefined) lines.push(`  did you mean ${JSON.stringify(finding.nearest)}?`);
  if (finding.hint !== undefined) lines.push(`  ${finding.hint}`);
  return lines.join('\n');
}
