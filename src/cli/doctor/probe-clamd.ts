import { connect } from 'node:net';
import { messageOf } from '../../core/errors.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

const PATIENCE_MS = 3000;
const HINT = 'For virus scans of raw objects: start clamd and set CLAMD_SOCKET, or CLAMD_HOST and CLAMD_PORT.';

/** Whether the clamd of CLAMD_SOCKET, or of CLAMD_HOST and CLAMD_PORT (default 3310), answers a PING. */
export async function probeClamd({ io }: ProbeContext): Promise<ProbeResult> {
  const about = { name: 'ClamAV', required: false } as const;
  const address = addressOf(io.env);
  if (!address) return { ...about, ok: false, found: 'neither CLAMD_HOST nor CLAMD_SOCKET is set', hint: HINT };
  try {
    const answer = await ping(address);
    const ok = answer.startsWith('PONG');
    return {
      ...about,
      ok,
      found: ok ? `${address.shown} answers` : `${address.shown} is no clamd`,
      hint: ok ? null : HINT,
    };
  } catch (error) {
    return { ...about, ok: false, found: `${address.shown} does not answer: ${messageOf(error)}`, hint: HINT };
  }
}

type Address = { readonly shown: string } & (
  { readonly path: string } | { readonly host: string; readonly port: number }
);

function addressOf(env: ProbeContext['io']['env']): Address | undefined {
  const { CLAMD_SOCKET: path, CLAMD_HOST: host, CLAMD_PORT: port } = env;
  if (path !== undefined && path !== '') return { path, shown: path };
  if (host === undefined || host === '') return undefined;
  return { host, port: Number(port ?? 3310), shown: `${host}:${port ?? 3310}` };
}

function ping(address: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    let answer = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('timed out')));
    socket.on('connect', () => socket.write('zPING\0'));
    socket.on('data', (data) => {
      answer += data.toString();
      if (answer.includes('\0')) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
