/** Rules of the kinds that rulesets are made of, each on a column of its own; none contradicts or repeats another. */
export function manyRules(count: number): string[] {
  return Array.from({ length: count }, (_, index) => ruleOf(index));
}

/** A ruleset of these rules, one a line. */
export function rulesetText(rules: readonly string[]): string {
  return `Rules = [\n    ${rules.join(',\n    ')}\n]\n`;
}

function ruleOf(index: number): string {
  const column = `"column_${index}"`;
  switch (index % 8) {
    case 0:
      return `IsComplete ${column}`;
    case 1:
      return `IsUnique ${column} where "status != 'test'"`;
    case 2:
      return `Completeness ${column} > 0.${90 + (index % 10)}`;
    case 3:
      return `ColumnValues ${column} in ["new", "paid", "sent", "done", NULL] with threshold > 0.95`;
    case 4:
      return `Mean ${column} between ${index} and ${index * 2} labels=["team"="sales", "severity"="low"]`;
    case 5:
      return `(ColumnLength ${column} <= ${index}) and (ColumnValues ${column} matches "[A-Z]{2}-[0-9]+")`;
    case 6:
      return `ColumnValues ${column} > (now() - ${index} days)`;
    default:
      return `StandardDeviation ${column} < ${index}.5`;
  }
}
