import type { Expectation } from '../../record.ts';
import type { ShrinkEnd } from '../options.ts';
import type { ShrinkExpectationOptions, ShrunkFile } from './options.ts';

const FAR: Readonly<Record<ShrinkEnd, string>> = {
  minimal: 'No single record can be left out: it would be met, or not met in another way (a file keeps one record).',
  time: 'The time was over before all was tried: more records could perhaps be left out.',
  stopped: 'It was stopped before all was tried: more records could perhaps be left out.',
};

/** Where the scenario came from, and how far it got. */
export function expectationReadme({
  name,
  found,
  shrunk,
  ended,
  options: { scenario, command },
}: {
  readonly name: string;
  readonly found: Expectation;
  readonly shrunk: readonly ShrunkFile[];
  readonly ended: ShrinkEnd;
  readonly options: ShrinkExpectationOptions;
}): string {
  return [
    `# ${name}`,
    '',
    `Made by \`glue-replay shrink\` from the scenario \`${scenario}\`, in which \`${found.path}\` is not met:`,
    `${found.expected} was expected. With what is left, ${found.found} is found.`,
    '',
    ...shrunk.map(({ source, object, records }) =>
      records.from === 0
        ? `- \`data/${source}/${object}\`: whole`
        : `- \`data/${source}/${object}\`: ${records.to} of ${records.from} records`,
    ),
    '',
    FAR[ended],
    '',
    'Run it in this folder: `glue-replay run`. It expects what is found, and is green until that changes.',
    ...(command === undefined ? [] : ['', 'It was made by:', '', '```', command, '```']),
    '',
  ].join('\n');
}
