import type { FieldInput } from '../../field-schema.ts';
import { isKeyName, textHint } from '../name-hint.ts';
import { fakerRegex } from './faker-regex.ts';
import type { ScalarType, SchemaColumn, SchemaReading } from './schema-column.ts';
import { simplified } from './schema-finding.ts';

const FORMATS: Readonly<Record<string, FieldInput>> = {
  email: { faker: 'internet.exampleEmail' },
  'idn-email': { faker: 'internet.exampleEmail' },
  uri: { faker: 'internet.url' },
  'uri-reference': { faker: 'internet.url' },
  url: { faker: 'internet.url' },
  iri: { faker: 'internet.url' },
  hostname: { faker: 'internet.domainName' },
  ipv4: { faker: 'internet.ipv4' },
  ipv6: { faker: 'internet.ipv6' },
  phone: { faker: 'phone.number' },
};

/** The longest values that the methods give, where they are long. */
const LONGEST: Readonly<Record<string, number>> = {
  'location.countryCode': 2,
  'finance.currencyCode': 3,
  'person.firstName': 15,
  'person.lastName': 20,
  'location.zipCode': 10,
  'internet.ipv4': 15,
  'color.human': 15,
  'person.sex': 6,
  'finance.iban': 34,
  'location.city': 30,
};
const LONG = 60;
const TEXT = 64;

/** Text by its pattern, its format, the name of its column, or else a few words; of the lengths that are allowed. */
export function textField(type: ScalarType, column: SchemaColumn, reading: SchemaReading): FieldInput {
  const patterned = type.regex === undefined ? undefined : ofRegex(type, column, reading);
  if (patterned !== undefined) return patterned;
  if (column.unique === true) return uniqueText(type, column);
  const formatted = type.format === undefined ? undefined : FORMATS[type.format];
  if (formatted !== undefined) return formatted;
  if (type.format !== undefined) {
    reading.findings.push(simplified(`the format ${JSON.stringify(type.format)} is not kept`, column.name));
  }
  const hint = isState(column.name, type) ?? textHint(column.name)?.field;
  if (hint !== undefined && fits(hint, type)) return hint;
  if (isKeyName(column.name)) return code(type);
  const { minLength = 0, maxLength = TEXT } = type;
  if (minLength <= 1 && maxLength >= TEXT) return { faker: 'lorem.words', args: [{ min: 1, max: 3 }] };
  const length = { min: Math.max(minLength, Math.min(3, maxLength), 1), max: Math.max(maxLength, minLength, 1) };
  return {
    faker: 'string.alpha',
    args: [{ length: { ...length, max: Math.min(length.max, Math.max(length.min, 20)) } }],
  };
}

function ofRegex(
  type: ScalarType,
  { name, unique }: SchemaColumn,
  { findings }: SchemaReading,
): FieldInput | undefined {
  const made = fakerRegex(type.regex ?? '');
  if (made === undefined) {
    findings.push(simplified('the pattern is not kept: the recipe has other text', `${name}: ${type.regex}`));
    return undefined;
  }
  if ('pattern' in made) return unique === true ? { ...made, unique: true } : made;
  if (unique === true) findings.push(simplified('values of this pattern may come twice', `${name}: ${type.regex}`));
  return { faker: 'helpers.fromRegExp', args: [made.regex] };
}

/** Two letters are the code of a state. */
function isState(name: string, { maxLength }: ScalarType): FieldInput | undefined {
  return maxLength === 2 && /(^|_)(state|province)$/i.test(name)
    ? { faker: 'location.state', args: { abbreviated: true } }
    : undefined;
}

function fits(field: FieldInput, { minLength = 0, maxLength = Infinity }: ScalarType): boolean {
  const longest = 'faker' in field ? (LONGEST[field.faker] ?? LONG) : LONG;
  const isShort = 'args' in field;
  return minLength <= 2 && (isShort || longest <= maxLength);
}

function uniqueText(type: ScalarType, { name }: SchemaColumn): FieldInput {
  const { maxLength = LONG, minLength = 0 } = type;
  const isUuid = type.format === 'uuid' || /uuid|guid/i.test(name);
  if (isUuid && maxLength >= 36) return { uuid: {} };
  const isEmail = type.format === 'email' || /e_?mail$/i.test(name);
  if (isEmail && maxLength > LONG) return { faker: 'internet.exampleEmail', unique: true };
  return { ...code({ ...type, minLength: Math.max(minLength, Math.min(8, maxLength)) }), unique: true };
}

/** Capitals and digits. */
function code({ minLength = 0, maxLength = 8 }: ScalarType): { pattern: string } {
  return { pattern: '*'.repeat(Math.max(Math.min(8, maxLength), minLength, 1)) };
}
