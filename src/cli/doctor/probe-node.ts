import type { ProbeContext, ProbeResult } from './probe.ts';

const LEAST = [20, 19] as const;

export async function probeNode(_context: ProbeContext): Promise<ProbeResult> {
  return judgeNode(process.versions.node);
}

/** `engines` of package.json: 20.19 or newer. */
export function judgeNode(version: string): ProbeResult {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
  const hint = ok ? null : `Install Node ${LEAST.join('.')} or newer.`;
  return { name: 'Node.js', required: true, ok, found: version, hint };
}
