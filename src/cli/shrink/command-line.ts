import type { ShrinkCommandOptions } from './shrink-options.ts';

/** The command again, as one can paste it into a shell. */
export function commandLine(scenario: string | undefined, options: ShrinkCommandOptions): string {
  const { dataset, expect, data, rules, reference = {}, rule, outcome, out, maxTime } = options;
  const words = [
    'glue-replay',
    'shrink',
    ...(scenario === undefined ? [] : [scenario]),
    ...option('--dataset', dataset),
    ...option('--expect', expect),
    ...option('--data', data),
    ...option('--rules', rules),
    ...Object.entries(reference).flatMap(([alias, path]) => ['--reference', `${alias}=${path}`]),
    ...option('--rule', rule),
    ...option('--outcome', outcome === 'failed' ? undefined : outcome),
    ...option('--out', out),
    ...option('--max-time', maxTime === undefined ? undefined : `${maxTime}`),
  ];
  return words.map(shellQuoted).join(' ');
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

function shellQuoted(word: string): string {
  return /^[\w./@:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
