import type { Analyzer, RuleNode, Ruleset, StringOperand, Variable } from './ast.ts';
import { analyzerText, labelList, ruleText } from './print-rule.ts';
import { isList } from './variables.ts';

/** The canonical text of a ruleset, one rule a line; it parses back to an equal ruleset, ranges aside. */
export function printRuleset(ruleset: Ruleset): string {
  const { dataSources, defaultLabels, rules, analyzers } = ruleset;
  const sections: string[] = [];
  if (ruleset.metadata.length > 0) {
    sections.push(
      block(
        'Metadata',
        '{',
        ruleset.metadata.map(({ key, value }) => `"${key}": ${quoteStripped(value)}`),
      ),
    );
  }
  if (dataSources !== undefined) {
    const primary = dataSources.primary === undefined ? [] : [`"Primary": ${quoteStripped(dataSources.primary)}`];
    sections.push(
      block('DataSources', '{', [...primary, ...additionalText(dataSources.additional, primary.length === 0)]),
    );
  }
  if (ruleset.variables.length > 0) sections.push(ruleset.variables.map(variableText).join('\n'));
  if (defaultLabels.length > 0) sections.push(`DefaultLabels = [${labelList(defaultLabels)}]`);
  if (rules.length > 0) {
    sections.push(
      block(
        'Rules',
        '[',
        rules.map((rule) => ruleText(rule, 'document')),
      ),
    );
  }
  if (analyzers.length > 0) sections.push(block('Analyzers', '[', analyzers.map(analyzerText)));
  return sections.map((section) => `${section}\n`).join('\n');
}

/**
 * The canonical text of a rule on one line, as AWS's open parser prints it and as results show it: texts of lists
 * without their escapes, tags in the order of a Java map, `where` with nothing but white space left out. Labels stand
 * where the parser reads them, before `with`. {@link printRuleset} prints text that can be parsed again.
 */
export function printRule(node: RuleNode): string {
  return ruleText(node, 'result');
}

/** The canonical text of an analyzer. */
export function printAnalyzer(analyzer: Analyzer): string {
  return analyzerText(analyzer);
}

function block(name: string, open: '{' | '[', lines: readonly string[]): string {
  return `${name} = ${open}\n${lines.map((line) => `    ${line}`).join(',\n')}\n${open === '{' ? '}' : ']'}`;
}

function additionalText(names: readonly string[], isAlone: boolean): string[] {
  if (names.length > 0) return [`"AdditionalDataSources": [${names.map(quoteStripped).join(', ')}]`];
  return isAlone ? ['"AdditionalDataSources": ["", ""]'] : [];
}

/**
 * A value out of which the parser takes all quotes. One that ends in an odd number of backslashes gets an escaped
 * quote there, which is taken out again: a backslash must not escape the closing quote.
 */
function quoteStripped(value: string): string {
  const backslashes = /\\*$/.exec(value)?.[0].length ?? 0;
  return backslashes % 2 === 1 ? `"${value}""` : `"${value}"`;
}

function variableText({ name, value }: Variable): string {
  return `${name} = ${isList(value) ? `[${value.map(operandText).join(', ')}]` : operandText(value)}`;
}

function operandText(operand: StringOperand): string {
  return operand.kind === 'text' ? `"${operand.raw}"` : operand.keyword;
}
