import { kindOf } from '../../../quality/column-type.ts';
import type { RuleNode } from '../../../quality/dqdl/ast.ts';
import { parseRuleset } from '../../../quality/dqdl/parse-ruleset.ts';
import { ruleText } from '../../../quality/rule-text.ts';
import type { Subject } from '../subject.ts';
import { profileColumns, type ColumnProfile } from './column-profile.ts';
import { dateCandidates } from './date-candidates.ts';
import { isPlainText, quoted, whereThere } from './dqdl-text.ts';
import { keyCandidates } from './key-candidates.ts';
import { numberCandidates } from './number-candidates.ts';
import { presenceCandidates } from './presence-candidates.ts';
import { referenceCandidates } from './reference-candidates.ts';
import { textCandidates } from './text-candidates.ts';

/** What candidates are made of. */
export type CandidateSource = Pick<Subject, 'session' | 'primary' | 'references' | 'damageable' | 'clock' | 'ruleset'>;

/**
 * Rules that the clean data suggest, those that say what is wrong most plainly first. None is known to be of use: whether one is quiet on other
 * clean data, and whether it kills a mutant, is for others to try. No rule of the ruleset is among them.
 */
export async function candidateRules(subject: CandidateSource): Promise<readonly RuleNode[]> {
  const { session, primary, damageable, clock, ruleset } = subject;
  const columns = damageable.filter(({ name }) => isPlainText(name));
  const profiles = await profileColumns(session, primary.relation, columns);
  const texts: string[] = profiles.flatMap(presenceCandidates);
  texts.push(...(await keyCandidates(session, primary.relation, profiles)), ...profiles.flatMap(typeCandidates));
  for (const profile of profiles) {
    texts.push(
      ...(await textCandidates(session, primary.relation, profile)),
      ...numberCandidates(profile),
      ...dateCandidates(profile, clock),
    );
  }
  texts.push(...(await referenceCandidates(subject, profiles)), ...tableCandidates(subject, profiles));
  const known = new Set(ruleset.rules.map(ruleText));
  return [...new Set(texts)].flatMap(parsed).filter((rule) => !known.has(ruleText(rule)));
}

function parsed(text: string): readonly RuleNode[] {
  const { ruleset, findings } = parseRuleset(`Rules = [ ${text} ]`);
  return findings.some(({ severity }) => severity === 'error') ? [] : ruleset.rules;
}

/** Dates and numbers that come as text are no longer what they are. */
function typeCandidates(profile: ColumnProfile): string[] {
  const { column } = profile;
  const name = TYPE_NAMES[kindOf(column.type)];
  return name === undefined || profile.present === 0
    ? []
    : [`ColumnDataType ${quoted(column.name)} = "${name}"${whereThere(profile)}`];
}

const TYPE_NAMES: Readonly<Partial<Record<ReturnType<typeof kindOf>, string>>> = {
  integer: 'LONG',
  decimal: 'DOUBLE',
  float: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** How many rows and columns there are, and which columns. */
function tableCandidates({ primary }: CandidateSource, profiles: readonly ColumnProfile[]): string[] {
  const rows = profiles[0]?.rows ?? 0;
  return [
    `RowCount between ${Math.ceil(rows * 0.9) - 1} and ${Math.floor(rows * 1.1) + 1}`,
    `ColumnCount = ${primary.columns.length}`,
    ...profiles.map(({ column }) => `ColumnExists ${quoted(column.name)}`),
  ];
}
