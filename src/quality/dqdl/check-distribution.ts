import { nearestOf } from '../../core/nearest.ts';
import type { Rule, Tag } from './ast.ts';
import type { Cursor } from './cursor.ts';

/** Checks the options of `Distribution`: `bins` and `rebin`, as the AWS Glue guide describes them. */
export function checkDistribution({ tags, threshold }: Pick<Rule, 'tags' | 'threshold'>, cursor: Cursor): void {
  const unknown = (name: string, range: Tag['range']): void =>
    report(`Distribution has no option ${name}`, range, name);
  if (threshold !== undefined) unknown('threshold', threshold.range);
  for (const { name, value, raw, range } of tags) {
    const option = OPTIONS.get(name);
    if (option === undefined) unknown(name, range);
    else if (!option.allows(value)) report(`${name} cannot be ${raw}`, range, raw, option.expected);
  }

  function report(message: string, { start, end }: Tag['range'], found: string, expected?: string): void {
    const span = { start: start.offset, end: end.offset };
    cursor.findings.error('DQDL_DISTRIBUTION_OPTION', span, message, {
      found,
      expected: expected ?? [...OPTIONS.keys()].join(' or '),
      ...(expected === undefined ? nearestOf(found, OPTIONS.keys()) : {}),
    });
  }
}

interface Option {
  readonly expected: string;
  allows(value: Tag['value']): boolean;
}

const OPTIONS: ReadonlyMap<string, Option> = new Map<string, Option>([
  [
    'bins',
    {
      expected: 'a whole number from 1 to 20',
      allows: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 20,
    },
  ],
  ['rebin', { expected: 'true or false', allows: (value) => value === 'true' || value === 'false' }],
]);
