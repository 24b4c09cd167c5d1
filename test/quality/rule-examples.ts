import { fencesOf } from '../docs/markdown.ts';
import type { TinyTable } from './judged.ts';
import type { MemoryFile } from './memory-files.ts';

/** A block `text rule-example` of docs/dqdl.md: a table, and rules with what becomes of them. */
export interface RuleExample {
  readonly line: number;
  readonly table: TinyTable;
  /** By alias. */
  readonly references: Readonly<Record<string, TinyTable>>;
  readonly files: readonly MemoryFile[];
  readonly rules: readonly ExpectedRule[];
  readonly analyzers: readonly ExpectedAnalyzer[];
}

export interface ExpectedAnalyzer {
  readonly analyzer: string;
  readonly metrics: Record<string, number>;
  /** By metric name, as they are written: `1, 5, 9: 3, 1`. */
  readonly distributions: Record<string, string>;
}

export interface ExpectedRule {
  readonly rule: string;
  outcome: string;
  reason: string | null;
  readonly metrics: Record<string, number>;
  readonly details: string[];
  /** Failing rows, counted from 1. */
  badRows: number[];
}

const OUTCOMES: Readonly<Record<string, string>> = { passes: 'Passed', fails: 'Failed', error: 'Error' };

export function ruleExamplesOf(markdown: string): RuleExample[] {
  return fencesOf(markdown)
    .filter(({ info }) => info[1] === 'rule-example')
    .map(({ line, text }) => parseExample(line, text));
}

function parseExample(line: number, text: string): RuleExample {
  const table = { columns: '', rows: new Array<string>() };
  const references: Record<string, typeof table> = {};
  const files: MemoryFile[] = [];
  let current = table;
  const rules: ExpectedRule[] = [];
  const analyzers: ExpectedAnalyzer[] = [];
  for (const each of text.split('\n')) {
    const [, word = '', value = ''] = /^(bad rows|\w+)\s*(.*)$/.exec(each) ?? [];
    if (word === 'columns') current.columns = value;
    else if (word === 'row') current.rows.push(value);
    else if (word === 'reference') references[value] = current = { columns: '', rows: [] };
    else if (word === 'file') files.push(parseFile(value, `line ${line}: ${each}`));
    else if (word === 'rule')
      rules.push({ rule: value, outcome: '', reason: null, metrics: {}, details: [], badRows: [] });
    else if (word === 'analyzer') analyzers.push({ analyzer: value, metrics: {}, distributions: {} });
    else if (analyzers.length > 0) addToAnalyzer(analyzers.at(-1), word, value, `line ${line}: ${each}`);
    else addTo(rules.at(-1), word, value, `line ${line}: ${each}`);
  }
  return { line, table, references, files, rules, analyzers };
}

/** `PATH "CONTENT" MODIFIED`, or `PATH 12 B MODIFIED`. */
function parseFile(value: string, place: string): MemoryFile {
  const [, path, content, size, modified] = /^(\S+)\s+(?:"([^"]*)"|(\d+) B)\s+(\S+)$/.exec(value) ?? [];
  if (path === undefined || modified === undefined) throw new Error(`${place}: not understood`);
  return { path, content: content ?? 'x'.repeat(Number(size)), modified };
}

/** Analyzers stand after the rules. */
function addToAnalyzer(analyzer: ExpectedAnalyzer | undefined, word: string, value: string, place: string): void {
  const [name = '', shown = ''] = value.split(' = ');
  if (word === 'metric' && analyzer !== undefined) analyzer.metrics[name] = Number(shown);
  else if (word === 'distribution' && analyzer !== undefined) analyzer.distributions[name] = shown;
  else throw new Error(`${place}: not understood`);
}

function addTo(rule: ExpectedRule | undefined, word: string, value: string, place: string): void {
  if (rule === undefined) throw new Error(`${place}: no rule before it`);
  const outcome = OUTCOMES[word];
  if (outcome !== undefined) {
    rule.outcome = outcome;
    rule.reason = value === '' ? null : value;
  } else if (word === 'and') {
    rule.reason = rule.reason === null ? value : `${rule.reason}\n${value}`;
  } else if (word === 'metric') {
    const [name = '', number = ''] = value.split(' = ');
    rule.metrics[name] = Number(number);
  } else if (word === 'detail') {
    rule.details.push(value);
  } else if (word === 'bad rows') {
    rule.badRows = value === '' ? [] : value.split(', ').map(Number);
  } else {
    throw new Error(`${place}: not understood`);
  }
}
