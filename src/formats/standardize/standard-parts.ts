import type { Column, Session } from '../../duckdb/session.ts';
import type { Finding } from '../../core/finding.ts';
import { matchColumns } from '../column-names.ts';
import type { Field, Part } from '../part.ts';
import { writtenAs } from './clean-text.ts';
import { datesFound } from './detect-dates.ts';
import { flatPart, flatteningOf } from './flatten.ts';
import type { Standardize } from './rules.ts';
import { rulesOfFields, standardPart } from './standard-part.ts';

/**
 * The parts with their texts cleaned. `columns`: those that were declared, if any; `found`: else those that the files have
 * together with others, among which one that is no date has its dates as they are written.
 */
export async function standardParts(
  session: Session,
  parts: readonly Part[],
  {
    standardize,
    columns,
    found,
  }: { standardize: Standardize; columns: readonly Column[] | undefined; found: readonly Column[] | undefined },
): Promise<{ parts: Part[]; findings: Finding[] }> {
  const findings: Finding[] = [];
  const cleaned: Part[] = [];
  const flattening = flatteningOf({ standardize, ...(columns ? { columns } : {}) });
  for (const given of parts) {
    const flat = flattening ? flatPart(given, flattening) : { part: given, findings: [] };
    const { part } = flat;
    findings.push(...flat.findings);
    const targets = columnsOfFields(part, columns);
    const rules = rulesOfFields(
      part.fields,
      targets.map((column) => column?.name),
      standardize,
    );
    const dated = rules.map((own, index) => (isOtherwise(found, part.fields[index]) ? { ...own, dates: null } : own));
    const types = targets.map((column) => column?.type);
    const dates = await datesFound(session, part, { rules: dated, types, declared: columns !== undefined });
    findings.push(...dates.findings);
    cleaned.push(standardPart(part, { rules: dates.rules, types: dates.types }));
  }
  return { parts: cleaned, findings };
}

/** Whether a column was found to be of another type than dates. */
function isOtherwise(found: readonly Column[] | undefined, field: Field | undefined): boolean {
  const column = found?.find(({ name }) => name === field?.name);
  return column !== undefined && writtenAs(column.type) !== 'date';
}

/** The declared column that each field of a part becomes. */
function columnsOfFields(part: Part, columns: readonly Column[] | undefined): (Column | undefined)[] {
  const targets: (Column | undefined)[] = part.fields.map(() => undefined);
  if (!columns) return targets;
  const wanted = columns.map(({ name }) => name);
  const available = part.fields.map(({ name }) => name);
  const { places } = matchColumns(wanted, available, part.object);
  for (const [index, place] of places.entries()) if (place !== undefined) targets[place] = columns[index];
  return targets;
}
