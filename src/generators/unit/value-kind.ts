/** What a value says of the type of its column. */
export type ValueKind =
  | { readonly kind: 'none' | 'text' | 'boolean' | 'double' | 'date' | 'timestamp' | 'zoned' }
  | { readonly kind: 'decimal'; readonly integerDigits: number; readonly decimals: number }
  | { readonly kind: 'list'; readonly of: readonly ValueKind[] }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, readonly ValueKind[]> };

/**
 * The kind of a JavaScript value; undefined for one that no column can hold (a function, a `Date` that is none), or that
 * JavaScript has rounded already (a whole number of 16 digits and more).
 */
export function kindOfValue(value: unknown): ValueKind | undefined {
  switch (typeof value) {
    case 'string':
      return { kind: 'text' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'bigint':
      return wholeNumber(value.toString());
    case 'number':
      return kindOfNumber(value);
    case 'object':
      return value === null ? { kind: 'none' } : kindOfObject(value);
    default:
      return undefined;
  }
}

/** The kind of a value that was written without quotes: codes with leading zeros are text, as in files. */
export function kindOfText(text: string): ValueKind {
  if (/^(?:true|false)$/.test(text)) return { kind: 'boolean' };
  const [, digits, decimals = ''] = /^-?(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text) ?? [];
  if (digits !== undefined && digits.length + decimals.length <= MAX_DIGITS) {
    return { kind: 'decimal', integerDigits: digits.length, decimals: decimals.length };
  }
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?[eE][+-]?\d+$/.test(text)) return { kind: 'double' };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: 'date' };
  const [, zone] = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(
    text,
  ) ?? [undefined, 'none'];
  if (zone === 'none') return { kind: 'text' };
  return { kind: zone === undefined ? 'timestamp' : 'zoned' };
}

const MAX_DIGITS = 38;

function kindOfNumber(value: number): ValueKind | undefined {
  if (!Number.isInteger(value) || Object.is(value, -0) || Math.abs(value) >= 1e21) return { kind: 'double' };
  return Number.isSafeInteger(value) ? wholeNumber(String(value)) : undefined;
}

function wholeNumber(text: string): ValueKind {
  return { kind: 'decimal', integerDigits: text.replace('-', '').length, decimals: 0 };
}

function kindOfObject(value: object): ValueKind | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : { kind: 'timestamp' };
  if (Array.isArray(value)) {
    const of = value.map(kindOfValue);
    return of.every((kind) => kind !== undefined) ? { kind: 'list', of } : undefined;
  }
  const fields = new Map<string, readonly ValueKind[]>();
  for (const [name, field] of Object.entries(value)) {
    const kind = kindOfValue(field);
    if (kind === undefined) return undefined;
    fields.set(name, [kind]);
  }
  return { kind: 'struct', fields };
}
