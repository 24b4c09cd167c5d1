import { landObject } from '../../../lake/landing.ts';
import type { CheckContext } from '../check-context.ts';
import type { HopPlace } from '../hop-log.ts';
import { committedShape } from '../committed-shape.ts';
import { tableName } from '../selection.ts';
import { commitStub, rowsOfShape } from '../table-stub.ts';
import { hopId, type Settled } from './follow.ts';
import { stubKey, type LandedStub } from './targets.ts';

/** Lands the stubs of all sources in raw, and says when. Those that cannot be landed are stopped there. */
export async function landInRaw(context: CheckContext, settled: Map<string, Settled>): Promise<LandedStub[]> {
  const { selection, hops, place, day, marker } = context;
  const landed: LandedStub[] = [];
  for (const source of selection.sources) {
    const hop = { hop: 'land', subject: source, zone: 'raw' } as const;
    let stub: LandedStub = { source, key: '', mustBeRefused: undefined };
    const alive = await hops.run(hop, async () => {
      const { object, path, format, count } = await context.stubOf(source);
      const probe = stubKey(source, `${marker}-refused`, day);
      stub = {
        source,
        key: stubKey(source, object, day),
        mustBeRefused: selection.ingestion.length === 0 ? probe : undefined,
      };
      await landObject(place.store, stub.key, { file: path });
      if (stub.mustBeRefused !== undefined) await landObject(place.store, stub.mustBeRefused, new Uint8Array());
      return { state: 'alive', rows: count, detail: format };
    });
    landed.push(stub);
    note(hop, alive, context, settled);
  }
  return landed;
}

/** Adds stubs to tables. Each becomes a part of its own, by a commit on top of what is there. */
export async function landInTables(context: CheckContext, settled: Map<string, Settled>): Promise<void> {
  const { selection, scenario, hops, place, marker, effects } = context;
  for (const table of selection.tables) {
    const hop = { hop: 'land', subject: tableName(table), zone: table.zone } as const;
    const alive = await hops.run(hop, async () => {
      const shape = await committedShape(place.store, table);
      const stub =
        table.zone === 'processed'
          ? await context.stubOf(scenario.spec.ingestion[table.name]?.source ?? table.name)
          : rowsOfShape(shape, { marker, clock: effects.now() });
      const rows = await commitStub(table, shape, stub, { ...context, store: place.store });
      return { state: 'alive', rows };
    });
    note(hop, alive, context, settled);
  }
}

function note(hop: HopPlace, alive: boolean, { effects }: CheckContext, settled: Map<string, Settled>): void {
  settled.set(hopId(hop), { alive, at: effects.elapsed() });
}
