import { fencesOf } from '../docs/markdown.ts';
import type { TinyTable } from './judged.ts';

/** A block `text rule-example` of docs/dqdl.md: a table, and rules with what becomes of them. */
export interface RuleExample {
  readonly line: number;
  readonly table: TinyTable;
  readonly rules: readonly ExpectedRule[];
}

export interface ExpectedRule {
  readonly rule: string;
  outcome: string;
  reason: string | null;
  readonly metrics: Record<string, number>;
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
  const rows: string[] = [];
  const rules: ExpectedRule[] = [];
  let columns = '';
  for (const each of text.split('\n')) {
    const [, word = '', value = ''] = /^(bad rows|\w+)\s*(.*)$/.exec(each) ?? [];
    if (word === 'columns') columns = value;
    else if (word === 'row') rows.push(value);
    else if (word === 'rule') rules.push({ rule: value, outcome: '', reason: null, metrics: {}, badRows: [] });
    else addTo(rules.at(-1), word, value, `line ${line}: ${each}`);
  }
  return { line, table: { columns, rows }, rules };
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
  } else if (word === 'bad rows') {
    rule.badRows = value === '' ? [] : value.split(', ').map(Number);
  } else {
    throw new Error(`${place}: not understood`);
  }
}
