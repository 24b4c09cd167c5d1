import type { Finding, Range } from '../../core/finding.ts';
import { SourcePositions } from './source-position.ts';

/** Past this many the text is not DQDL and reading on tells nothing. */
const MOST_FINDINGS = 5000;

/** From `start` up to, not including, `end`: offsets in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

type Details = Pick<Finding, 'found' | 'expected' | 'nearest' | 'hint'>;

/** Thrown inside the parser when the rule, the section or the text at hand cannot be read on; never leaves it. */
export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';
}

/** The findings of one text, as they are made. */
export class FindingList {
  readonly #findings: Finding[] = [];
  readonly #positions: SourcePositions;
  readonly #file: string | undefined;
  readonly #strict: boolean;

  constructor(text: string, options: { strict: boolean; file: string | undefined }) {
    this.#positions = new SourcePositions(text);
    this.#strict = options.strict;
    this.#file = options.file;
  }

  get hasErrors(): boolean {
    return this.#findings.some(({ severity }) => severity === 'error');
  }

  get isFull(): boolean {
    return this.#findings.length > MOST_FINDINGS;
  }

  rangeOf({ start, end }: Span): Range {
    return this.#positions.rangeOf(start, end);
  }

  error(code: string, span: Span, message: string, details: Details = {}): void {
    this.#add('error', code, span, message, details);
  }

  warn(code: string, span: Span, message: string, details: Details = {}): void {
    this.#add('warning', code, span, message, details);
  }

  /** What the open parser refuses and we take: a warning, an error where `strict` is asked for. */
  lenient(code: string, span: Span, message: string, details: Details = {}): void {
    this.#add(this.#strict ? 'error' : 'warning', code, span, `${message}; Glue's open parser rejects it`, details);
  }

  /** All findings in the order of the text. */
  inOrder(): Finding[] {
    return this.#findings.toSorted((a, b) => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0));
  }

  #add(severity: Finding['severity'], code: string, span: Span, message: string, details: Details): void {
    if (this.isFull) return;
    const place = { range: this.rangeOf(span), ...(this.#file === undefined ? {} : { file: this.#file }) };
    if (this.#findings.length === MOST_FINDINGS) {
      const tooMany = `More than ${MOST_FINDINGS} findings; the rest of the text is not checked`;
      this.#findings.push({ severity: 'error', code: 'DQDL_TOO_MANY_FINDINGS', message: tooMany, ...place });
      return;
    }
    this.#findings.push({ severity, code, message, ...place, ...details });
  }
}
