import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { messageOf, userError } from '../../core/errors.ts';
import { parseClamdAddress } from './clamd-address.ts';

/** Scans files for viruses. */
export interface VirusScanner {
  /** The names of the viruses found; none in a clean file. Throws where it cannot be told. */
  scan(path: string): Promise<readonly string[]>;
}

/** For one file, and for the first answer. */
const PATIENCE_MS = 120_000;

/**
 * Connects to the clamd at an address (`host:port`, or the path of a socket), by the optional package `clamscan`. Throws
 * a `UserError` CLAMD_UNAVAILABLE (exit code 3) where the package is missing or clamd does not answer.
 */
export async function openClamd(address: string): Promise<VirusScanner> {
  const place = parseClamdAddress(address);
  if (!place) throw unavailable(address, 'it is no address', 'Write host:port, or the absolute path of a socket.');
  const Client = await clientOf(address);
  const settings = { ...place, timeout: PATIENCE_MS, localFallback: false, active: true };
  const clam = await new Client().init({ clamdscan: settings, clamscan: { active: false } }).catch((error: unknown) => {
    throw unavailable(address, messageOf(error), 'Start clamd there, or correct `clamd`.', error);
  });
  return { scan: (path) => scanFile(clam, path) };
}

/** What is used of the package, which has no types. */
interface ClamClient {
  init(options: unknown): Promise<ClamClient>;
  /** `isInfected` is null where the answer was not understood. */
  scanStream(stream: Readable): Promise<{ isInfected: boolean | null; viruses: string[]; resultString: string }>;
}

async function clientOf(address: string): Promise<new () => ClamClient> {
  try {
    // @ts-expect-error The package has no types.
    const loaded: { default: unknown } = await import('clamscan');
    if (isClient(loaded.default)) return loaded.default;
    throw new Error('it exports something else');
  } catch (error) {
    throw unavailable(address, 'the package clamscan is not installed', 'npm install clamscan', error);
  }
}

function isClient(value: unknown): value is new () => ClamClient {
  return typeof value === 'function';
}

/** The package waits for ever for a clamd that falls silent, and takes an answer that it does not know for none. */
async function scanFile(clam: ClamClient, path: string): Promise<readonly string[]> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`clamd took more than ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    const { isInfected, viruses, resultString } = await Promise.race([clam.scanStream(stream), tooLong]);
    if (isInfected === false) return [];
    if (isInfected === null) throw new Error(`clamd answered: ${resultString.slice(0, 200)}`);
    return viruses.length > 0 ? viruses : ['a virus without a name'];
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}

function unavailable(address: string, found: string, hint: string, cause?: unknown): Error {
  return userError(
    { code: 'CLAMD_UNAVAILABLE', message: `the clamd at ${address} cannot scan for viruses`, found, hint },
    { exitCode: 3, cause },
  );
}
