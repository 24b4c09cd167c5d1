import { join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { UserError } from '../../src/core/errors.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { Compression } from '../../src/formats/format.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import type { Target } from '../target.ts';

/** An Avro file with any bytes changed, cut off or put in is read, or refused as the user's to mend, within seconds. */
export const damagedAvro: Target = {
  name: 'damaged avro',
  async open() {
    const session = await openSession({ threads: 1, memoryLimit: '1GB' });
    const wholes: Buffer[] = [];
    for (const compression of COMPRESSIONS) wholes.push(await written(session, compression));
    return {
      property: fc.asyncProperty(
        fc.constantFrom(...wholes),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        async (whole, all) => {
          const began = performance.now();
          await expectOutcome(
            session,
            all.reduce((bytes, each) => damaged(bytes, each), whole),
          );
          if (performance.now() - began > LONGEST) throw new Error(`took ${performance.now() - began} ms`);
        },
      ),
      runs: 100,
      close: async () => session[Symbol.asyncDispose](),
    };
  },
};

const LONGEST = 10_000;
const COMPRESSIONS: readonly Compression[] = ['none', 'deflate', 'snappy', 'zstd'];

async function written(session: Session, compression: Compression): Promise<Buffer> {
  const rows = sql`select i, 'text ' || i as t, [i, null] as l, map {'k': i::double} as m, i::decimal(20, 2) as d,
    'a'::enum('a', 'b') as e, i % 2 = 0 as b, timestamp '2024-01-01' + to_hours(i) as ts from range(30) r(i)`;
  const path = join(session.scratch, `whole-${compression}`);
  await formatNamed('avro').write(session, rows, path, { compression });
  return await readFile(path);
}

interface Damage {
  readonly kind: 'change' | 'cut' | 'insert';
  /** 0 to 1: the part of the file before it. */
  readonly place: number;
  readonly bytes: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('change', 'change', 'insert', 'cut'),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

function damaged(whole: Buffer, { kind, place, bytes }: Damage): Buffer {
  const at = Math.floor(place * whole.length);
  if (kind === 'cut') return whole.subarray(0, at);
  return Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(kind === 'insert' ? at : at + bytes.length)]);
}

async function expectOutcome(session: Session, bytes: Uint8Array): Promise<void> {
  const path = join(session.scratch, 'damaged');
  await writeFile(path, bytes);
  try {
    const read = await formatNamed('avro').read(session, { files: [{ path, object: 'f' }], into: 'damaged' });
    await session.rows(sql`select * from ${read.relation}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
