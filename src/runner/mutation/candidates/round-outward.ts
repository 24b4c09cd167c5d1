/** The number with as few digits as leave it no higher: three that count. */
export function roundedDown(value: number, digits = 3): string {
  return rounded(value, digits, Math.floor);
}

/** The number with as few digits as leave it no lower. */
export function roundedUp(value: number, digits = 3): string {
  return rounded(value, digits, Math.ceil);
}

/** DQDL reads no exponents. */
function rounded(value: number, digits: number, round: (value: number) => number): string {
  if (value === 0 || !Number.isFinite(value)) return '0';
  const places = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  if (places <= 0) return plain(round(value / 10 ** -places) * 10 ** -places, 0);
  const shown = Math.min(places, MOST_PLACES);
  return plain(round(value * 10 ** shown) / 10 ** shown, shown);
}

const MOST_PLACES = 15;

function plain(value: number, places: number): string {
  const fixed = Math.abs(value) >= 1e21 ? BigInt(value).toString() : value.toFixed(places);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}
