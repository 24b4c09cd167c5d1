import type { Io, Output } from './io.ts';

/**
 * Whether a stream gets colour: not with `--no-color` or NO_COLOR, always with FORCE_COLOR, else on a terminal that is
 * not dumb.
 */
export function wantsColor(stream: Output, env: Io['env'], { noColor }: { noColor: boolean }): boolean {
  const forced = env['FORCE_COLOR'];
  if (noColor || isSet(env['NO_COLOR']) || forced === '0' || forced === 'false') return false;
  if (forced !== undefined) return true;
  return stream.isTTY && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
