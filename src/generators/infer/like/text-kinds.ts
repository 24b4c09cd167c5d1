import type { FieldInput } from '../../field-schema.ts';

/** A kind of text that is known by what it looks like. */
export interface TextKind {
  /** As RE2 takes it, the whole value. */
  readonly regex: string;
  readonly field: FieldInput;
  /** Whether Faker's value may be numbered to make it unique. */
  readonly canBeUnique: boolean;
}

/** Kinds of text whose values are made anew, in the order they are tried. */
export const TEXT_KINDS: readonly TextKind[] = [
  {
    regex: String.raw`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`,
    field: { uuid: {} },
    canBeUnique: false,
  },
  { regex: String.raw`[^@\s]+@[^@\s]+\.[^@\s]+`, field: { faker: 'internet.exampleEmail' }, canBeUnique: true },
  { regex: String.raw`(?:https?|ftp)://\S+`, field: { faker: 'internet.url' }, canBeUnique: false },
  { regex: String.raw`(?:\d{1,3}\.){3}\d{1,3}`, field: { faker: 'internet.ipv4' }, canBeUnique: false },
  {
    regex: String.raw`(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}`,
    field: { faker: 'internet.ipv6' },
    canBeUnique: false,
  },
  { regex: String.raw`(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}`, field: { faker: 'internet.mac' }, canBeUnique: false },
  {
    regex: String.raw`\+\d[\d ().-]{6,18}`,
    field: { faker: 'phone.number', args: { style: 'international' } },
    canBeUnique: false,
  },
];

/** Text that is a day, or a day and a time. */
export const DAY_TEXT = String.raw`[12]\d{3}-[01]\d-[0-3]\d`;
export const MOMENT_TEXT = String.raw`[12]\d{3}-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d:[0-5]\d(?:\.\d+)?Z?`;

/** What a hash looks like: hexadecimal, all of one length. */
export const HEX_TEXT = String.raw`[0-9a-f]{8,128}`;
