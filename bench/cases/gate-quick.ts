import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { realEffects } from '../../src/core/effects.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import { readEnds } from '../../src/formats/file-ends.ts';
import { openDirectoryStore } from '../../src/lake/directory-store.ts';
import { openCatalog } from '../../src/local-glue/catalog.ts';
import { scenarioSchema } from '../../src/runner/scenario-schema.ts';
import { validate } from '../../src/runner/stages/validate.ts';
import type { Bench } from '../bench.ts';

const OBJECTS = 1000;
const ROWS = 2000;
const DAY = '2024-01-01';

export const gateQuick: Bench = {
  name: 'gate-quick',
  about:
    'the validate stage at quick depth over 1,000 CSV objects of 100 KB in a lake in a folder, beside reading both ends of each',
  budget: { seconds: 2 },
  rounds: 5,
  async prepare(folder) {
    const effects = realEffects();
    const store = await openDirectoryStore(folder, { effects });
    const rows = Array.from(
      { length: ROWS },
      (_, row) => `${row},customer ${row},2024-01-01,${row * 1.25},"a note, of ${row}"`,
    );
    const content = Buffer.from(`id,name,day,amount,note\n${rows.join('\n')}\n`);
    const prefix = `data/incoming/${DAY.replaceAll('-', '/')}/orders`;
    for (let index = 0; index < OBJECTS; index++) await store.put('raw', `${prefix}/orders_${index}.csv`, content);
    const session = await openSession({ folders: store.localFolders });
    const catalog = await openCatalog(session, store);
    const spec = scenarioSchema.parse({ name: 'gate', sources: { orders: { files: 'orders.csv' } } });
    const scenario = { spec, folder, file: 'scenario.yaml', path: '.' };
    const context = { scenario, seed: 0, day: DAY, runId: 'bench', store, session, catalog, effects };
    return {
      subject: { name: 'validate stage', run: () => acceptAll(context) },
      baselines: [{ name: 'reading the ends', run: () => readAllEnds(join(folder, 'raw', prefix)) }],
    };
  },
};

async function acceptAll(context: Parameters<typeof validate>[0]): Promise<void> {
  const { decisions } = await validate(context);
  const accepted = decisions.filter(({ verdict, findings }) => verdict === 'accepted' && findings.length === 0);
  if (accepted.length !== OBJECTS) throw new Error(`${accepted.length} of ${OBJECTS} objects were accepted`);
}

async function readAllEnds(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await readEnds(join(folder, name));
}
