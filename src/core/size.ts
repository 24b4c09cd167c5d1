const UNITS = new Map([
  ['', 1],
  ['B', 1],
  ['KB', 1024],
  ['MB', 1024 ** 2],
  ['GB', 1024 ** 3],
  ['TB', 1024 ** 4],
]);

/**
 * Bytes of a size such as `512 MB`, `1.5GB` or `10_000`: units B, KB, MB, GB and TB in any case, each 1,024 times the
 * one before, as in DQDL. Undefined for what is no size or no whole number of bytes; what is undefined is the caller's
 * to report (in zod: `context.addIssue`).
 */
export function parseSize(text: string): number | undefined {
  const match = /^\s*(\d[\d_]*(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  const factor = UNITS.get((match?.[2] ?? '').toUpperCase());
  if (!match || factor === undefined) return undefined;
  const bytes = Number((match[1] ?? '').replaceAll('_', '')) * factor;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
