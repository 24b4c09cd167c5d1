import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Effects } from '../../../core/effects.ts';
import { printYaml } from '../../../core/print-yaml.ts';
import type { ReplayRecord } from '../../record.ts';
import { replay } from '../../replay.ts';
import type { Scenario } from '../../scenario.ts';
import type { RecordFile } from './record-file.ts';

/** A scenario like another one whose sources are files with some of their records; it is changed and replayed. */
export interface TrialScenario {
  readonly folder: string;
  /** Leaves only the records of these places in a file. */
  readonly keep: (file: RecordFile, kept: readonly number[]) => Promise<void>;
  readonly replay: () => Promise<ReplayRecord>;
  /** How often it was replayed. */
  readonly tries: () => number;
  /** Writes scenario.yaml with other expectations, and the name and words of its own. */
  readonly expect: (expectations: object, words: { readonly name: string; readonly about: string }) => Promise<void>;
}

/** Makes the scenario in `folder`, with all records. */
export async function makeTrialScenario(
  { spec, folder: original }: Scenario,
  files: readonly RecordFile[],
  { folder, effects }: { readonly folder: string; readonly effects: Effects },
): Promise<TrialScenario> {
  const sources = Object.fromEntries(
    Object.entries(spec.sources).map(([source, { trigger }]) => {
      const own = files.filter((file) => file.source === source).map(addressOf);
      return [source, { files: own.length === 1 ? own[0] : own, ...(trigger === undefined ? {} : { trigger }) }];
    }),
  );
  const { expect, ...rest } = { ...spec, sources };
  const write = (content: object): Promise<void> => writeFile(join(folder, 'scenario.yaml'), printYaml(content));
  const addresses = [
    ...Object.values(spec.ingestion).flatMap(({ rules }) => rules ?? []),
    ...Object.values(spec.processing).map(({ sql }) => sql),
    ...Object.values(spec.quality).map(({ rules }) => rules),
  ];
  for (const address of new Set(addresses)) {
    await mkdir(dirname(join(folder, address)), { recursive: true });
    await cp(join(original, address), join(folder, address));
  }
  const keep: TrialScenario['keep'] = async (file, kept) => {
    const path = join(folder, addressOf(file));
    await mkdir(dirname(path), { recursive: true });
    await file.write(path, kept);
  };
  for (const file of files) await keep(file, [...Array(file.count).keys()]);
  await write({ ...rest, expect });
  let tries = 0;
  return {
    folder,
    keep,
    tries: () => tries,
    async replay() {
      tries += 1;
      const lake = await mkdtemp(`${folder}-lake-`);
      try {
        return await replay({ scenario: folder, lake, effects });
      } finally {
        await rm(lake, { recursive: true, force: true });
      }
    },
    expect: (expectations, words) => write({ ...rest, ...words, expect: expectations }),
  };
}

function addressOf({ source, object }: RecordFile): string {
  return `data/${source}/${object}`;
}
