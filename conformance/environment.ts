import { existsSync } from 'node:fs';
import type { RealEngine } from './real.ts';

/** The real things as the environment names them; undefined where they are not there. */
export function realEngine(env: Readonly<Record<string, string | undefined>>): RealEngine | undefined {
  const { CONFORMANCE_PYTHON: python, CONFORMANCE_JARS: jars } = env;
  if (python === undefined || jars === undefined) return undefined;
  if (![python, ...jars.split(':')].every((path) => existsSync(path))) return undefined;
  return { python, jars, program: 'conformance/real.py' };
}

export const HOW_TO_INSTALL = `The real things are not here. This installs them into your cache, outside of the clone, and names them:

  eval "$(.ci/spark.sh)" && npm run conformance

Java 17, Python 3.11 and Maven must be there. Without them, compare with the stored answers:

  npm run conformance -- --offline`;
