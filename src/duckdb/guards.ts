import { GUARDS } from './costly-functions.ts';
import type { Session } from './session.ts';
import { id, join, raw, sql } from './sql.ts';

/**
 * Hides the costly functions that one of `texts` calls behind their guards, for every statement of the session until
 * what is returned is disposed.
 */
export async function guardFunctions(session: Session, texts: Iterable<string>): Promise<AsyncDisposable> {
  const all = [...texts];
  const needed = GUARDS.filter(({ called }) => all.some((text) => called.test(text)));
  for (const { name, macros } of needed) {
    await session.run(sql`create or replace macro ${id(name)} ${join(macros.map(raw))}`);
  }
  return {
    async [Symbol.asyncDispose]() {
      for (const { name } of needed) await session.run(sql`drop macro if exists ${id(name)}`);
    },
  };
}
