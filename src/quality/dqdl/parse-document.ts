import type { Analyzer, DataSources, Label, MetadataEntry, RuleNode, Ruleset } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { ParseFailure } from './finding-list.ts';
import { parseAnalyzer } from './parse-analyzer.ts';
import { parseRuleNode } from './parse-composite.ts';
import { parseLabels } from './parse-labels.ts';
import { parseList } from './parse-list.ts';
import { parseDataSources, parseMetadata } from './parse-sections.ts';
import { reportSoftKeyword } from './parse-parameters.ts';
import { sectionAt, SECTIONS, skipToSection, type Section } from './section.ts';
import { parseVariable, Variables } from './variables.ts';

/** Takes the whole document: sections and variables in their order, each reported where it stands out of it. */
export function parseDocument(cursor: Cursor): Ruleset {
  const document = new DocumentParser(cursor);
  document.parse();
  return document.ruleset;
}

class DocumentParser {
  readonly #cursor: Cursor;
  readonly #variables = new Variables();
  readonly #seen = new Set<Section>();
  #metadata: MetadataEntry[] = [];
  #dataSources: DataSources | undefined;
  #defaultLabels: Label[] = [];
  readonly #rules: RuleNode[] = [];
  readonly #analyzers: Analyzer[] = [];
  /** Whether something stood in `Rules` or `Analyzers`, right or wrong. */
  #hasItems = false;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  get ruleset(): Ruleset {
    return {
      metadata: this.#metadata,
      dataSources: this.#dataSources,
      variables: this.#variables.all,
      defaultLabels: this.#defaultLabels,
      rules: this.#rules,
      analyzers: this.#analyzers,
    };
  }

  parse(): void {
    while (this.#cursor.token.kind !== 'end' && !this.#cursor.findings.isFull) {
      const start = this.#cursor.index;
      try {
        this.#parsePart();
      } catch (error) {
        if (!(error instanceof ParseFailure)) throw error;
        if (this.#cursor.index === start) this.#cursor.take();
        skipToSection(this.#cursor);
      }
    }
    this.#checkNotEmpty();
  }

  #parsePart(): void {
    const section = sectionAt(this.#cursor);
    if (section === undefined) {
      this.#refuseRest();
      return;
    }
    this.#checkOrder(section);
    this.#seen.add(section);
    if (section === 'variables') {
      reportSoftKeyword(this.#cursor);
      parseVariable(this.#cursor, this.#variables);
    } else if (section === 'DefaultLabels') {
      this.#defaultLabels = parseLabels(this.#cursor, 0);
    } else {
      this.#parseSection(section);
    }
  }

  #parseSection(section: Exclude<Section, 'variables' | 'DefaultLabels'>): void {
    const cursor = this.#cursor;
    const { start } = cursor.take();
    expectEquals(cursor);
    const context = { cursor, variables: this.#variables, defaultLabels: this.#defaultLabels.length };
    if (section === 'Metadata') this.#metadata = parseMetadata(cursor);
    else if (section === 'DataSources') {
      const sources = parseDataSources(cursor);
      this.#dataSources = { ...sources, range: cursor.rangeFrom(start) };
    } else {
      this.#hasItems ||= cursor.atSymbol('[') && !cursor.atSymbol(']', 1);
      if (section === 'Rules') this.#rules.push(...parseList(cursor, 'rule', () => parseRuleNode(context)));
      else this.#analyzers.push(...parseList(cursor, 'analyzer', () => parseAnalyzer(context)));
    }
  }

  #checkOrder(section: Section): void {
    const { token, findings } = this.#cursor;
    if (section !== 'variables' && this.#seen.has(section)) {
      const message = `${section} is there twice; the open parser ignores the second`;
      findings.error('DQDL_SECTION_REPEATED', token, message, { found: section });
      return;
    }
    const later = SECTIONS.slice(SECTIONS.indexOf(section) + 1).find((other) => this.#seen.has(other));
    if (later === undefined) return;
    const lost = later === 'Rules' || later === 'Analyzers' ? '; the open parser ignores what stands after it' : '';
    const name = section === 'variables' ? 'A variable' : section;
    findings.error('DQDL_SECTION_ORDER', token, `${name} cannot stand after ${later}${lost}`, {
      found: section === 'variables' ? token.text : section,
      expected: 'Metadata, DataSources, variables, DefaultLabels, Rules, Analyzers, in this order',
    });
  }

  #refuseRest(): never {
    if (this.#seen.has('Rules') || this.#seen.has('Analyzers')) {
      return this.#cursor.fail('the end of the text', {
        code: 'DQDL_TRAILING_TEXT',
        message: 'This stands after the end of the document; the open parser ignores it',
      });
    }
    return this.#cursor.fail('a section: `Rules = [ … ]` or `Analyzers = [ … ]`', {
      code: 'DQDL_SECTION_EXPECTED',
      nearestAmong: SECTIONS.filter((section) => section !== 'variables'),
      hint: 'Rules stand in `Rules = [ … ]`.',
    });
  }

  #checkNotEmpty(): void {
    const { token, findings, previousEnd } = this.#cursor;
    if (this.#hasItems || findings.hasErrors) return;
    const isEmpty = this.#seen.has('Rules') || this.#seen.has('Analyzers');
    const span = token.kind === 'end' ? { start: previousEnd, end: previousEnd } : token;
    const message = isEmpty ? 'There is neither a rule nor an analyzer' : 'There is no section Rules or Analyzers';
    findings.error('DQDL_EMPTY', span, message, { expected: 'at least one rule or analyzer' });
  }
}

/** The `=` of a section; one that is missing, or is a colon, does not hide what stands in the section. */
function expectEquals(cursor: Cursor): void {
  if (cursor.skipSymbol('=')) return;
  if (!['[', '{', ':'].some((symbol) => cursor.atSymbol(symbol))) cursor.fail('`=`');
  const { token } = cursor;
  cursor.findings.error('DQDL_SYNTAX', token, `Expected \`=\`, found ${token.text}`, {
    found: token.text,
    expected: '`=`',
  });
  cursor.skipSymbol(':');
}
