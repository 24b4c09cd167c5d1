import type { Analyzer, Composite, Label, Rule, RuleNode, Ruleset } from '../dqdl/ast.ts';
import type { Range } from '../../core/finding.ts';
import type { Token } from '../dqdl/token.ts';

/** What the parser knows of tokens and their looks depend on. Tokens are named by the offset of their start. */
export interface Markings {
  /** `and` and `or` that join rules, and in how many composites their own stands. */
  readonly operators: ReadonlyMap<number, number>;
  /** How to write a token, where not as it stands. */
  readonly spelling: ReadonlyMap<number, string>;
  /** `=` without spaces around it. */
  readonly tight: ReadonlySet<number>;
  /** Commas that part the options of an analyzer, not analyzers. */
  readonly inner: ReadonlySet<number>;
}

/** The markings of a ruleset without errors. */
export function markingsOf(ruleset: Ruleset, tokens: readonly Token[]): Markings {
  const marker = new Marker(tokens);
  for (const label of ruleset.defaultLabels) marker.label(label);
  for (const node of ruleset.rules) marker.node(node);
  for (const analyzer of ruleset.analyzers) marker.analyzer(analyzer);
  marker.plainAnds();
  return marker;
}

const CONDITION_KEYWORDS = /^(?:null|empty|whitespaces_only)$/;

class Marker implements Markings {
  readonly operators = new Map<number, number>();
  readonly spelling = new Map<number, string>();
  readonly tight = new Set<number>();
  readonly inner = new Set<number>();
  readonly #connectors = new Set<number>();
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  node(node: RuleNode, depth = 0): void {
    for (const label of node.labels) this.label(label);
    if (node.kind === 'rule') this.#rule(node);
    else this.#composite(node, depth);
  }

  analyzer({ parameters, range }: Analyzer): void {
    this.#parameters(parameters);
    for (const { text, start } of this.#within(range.start.offset, range.end.offset)) {
      if (text === ',') this.inner.add(start);
    }
  }

  /** `"key"="value"` */
  label({ range }: Label): void {
    for (const { kind, text, start } of this.#within(range.start.offset, range.end.offset)) {
      if (kind === 'symbol' && text === '=') this.tight.add(start);
    }
  }

  /** The `and` of `between` is written small, as the open parser prints it. */
  plainAnds(): void {
    for (const { kind, text, start } of this.#tokens) {
      const isAnd = kind === 'keyword' && text === 'AND';
      if (isAnd && !this.operators.has(start) && !this.#connectors.has(start)) this.spelling.set(start, 'and');
    }
  }

  #rule({ parameters, condition, threshold }: Rule): void {
    this.#parameters(parameters);
    for (const part of [condition, threshold]) if (part !== undefined) this.#keywords(part.range);
  }

  #parameters(parameters: Rule['parameters']): void {
    for (const { connector, range } of parameters) {
      if (connector !== undefined) this.#connectors.add(range.start.offset);
    }
  }

  #keywords({ start, end }: Range): void {
    for (const token of this.#within(start.offset, end.offset)) {
      if (token.kind === 'keyword' && CONDITION_KEYWORDS.test(token.text)) {
        this.spelling.set(token.start, token.text.toUpperCase());
      }
    }
  }

  /** Between the ranges of two members there stand parentheses and the operator. */
  #composite({ members }: Composite, depth: number): void {
    for (const [index, member] of members.entries()) {
      this.node(member, depth + 1);
      const before = members[index - 1];
      if (before === undefined) continue;
      for (const { kind, text, start } of this.#within(before.range.end.offset, member.range.start.offset)) {
        if (kind !== 'keyword') continue;
        this.operators.set(start, depth);
        this.spelling.set(start, text.toUpperCase());
      }
    }
  }

  /** The tokens that start at `from` or after and before `to`. */
  #within(from: number, to: number): Token[] {
    let low = 0;
    let high = this.#tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle]?.start ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while ((this.#tokens[end]?.start ?? to) < to) end++;
    return this.#tokens.slice(low, end);
  }
}
