/** `9802` as `9,802`: the same in every locale. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 row`, `2 rows`; `plural` where an `s` does not make it. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Bytes in decimal units: `999 B`, `1.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Milliseconds as seconds with two digits: `0.08 s`; minutes from 100 seconds on: `2 min 05 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 99.995) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** A score or a share with at least two digits, cut after four and never rounded up: 1.00 means all. */
export function formatScore(score: number): string {
  const cut = Math.floor(score * 10_000 + 1e-9) / 10_000;
  const text = String(cut);
  return Number.isInteger(cut) ? `${text}.00` : text.padEnd(text.indexOf('.') + 3, '0');
}
