import type { FieldInput } from '../field-schema.ts';

/** What the name of a column says of its text. */
export interface TextHint {
  readonly field: FieldInput;
  /** What at least nine of ten values look like, where there are some. */
  readonly fits: RegExp;
  /** The values are a list that anybody has, such as the codes of countries: it tells nothing of the data. */
  readonly isPublic: boolean;
  /** The values are of a person. */
  readonly isPersonal: boolean;
}

interface HintRow {
  readonly name: RegExp;
  readonly faker: string;
  readonly args?: Record<string, unknown>;
  readonly fits?: RegExp;
  readonly is?: 'public' | 'personal';
}

const LETTERS = /^[^\d@]*\p{L}[^\d@]*$/u;
const CODE = /^[A-Z]{2}$/;
const CODE_3 = /^[A-Z]{3}$/;
/** Where values can be seen, the name alone does not do: ports and products have names, too. */
const NOTHING = /(?!)/;
const SHORT = /^.{2,60}$/su;

/** Words are parted by `_`. The first that fits counts. */
const HINTS: readonly HintRow[] = [
  { name: /(^|_)e_?mail(_addr(ess)?)?$/, faker: 'internet.exampleEmail', fits: /@/, is: 'personal' },
  { name: /(^|_)(first|given|fore)_?name$/, faker: 'person.firstName', fits: LETTERS, is: 'personal' },
  { name: /(^|_)(last|family|sur)_?name$|^surname$/, faker: 'person.lastName', fits: LETTERS, is: 'personal' },
  { name: /(^|_)(user_?name|login|handle)$/, faker: 'internet.username', fits: SHORT, is: 'personal' },
  { name: /(^|_)(country|nation)_?(code|iso2?)$/, faker: 'location.countryCode', fits: CODE, is: 'public' },
  { name: /(^|_)(country|nation|nationality)$/, faker: 'location.countryCode', fits: CODE, is: 'public' },
  { name: /(^|_)(country|nation|country_name)$/, faker: 'location.country', fits: LETTERS, is: 'public' },
  { name: /(^|_)(city|town|municipality)(_name)?$/, faker: 'location.city', fits: LETTERS },
  {
    name: /(^|_)(state|province)(_code)?$/,
    faker: 'location.state',
    args: { abbreviated: true },
    fits: CODE,
    is: 'public',
  },
  { name: /(^|_)(state|province)(_name)?$/, faker: 'location.state', fits: LETTERS, is: 'public' },
  { name: /(^|_)(street|address)(_?line_?\d?|_?\d)?$/, faker: 'location.streetAddress', fits: SHORT, is: 'personal' },
  { name: /(^|_)(zip|post)(al)?_?(code)?$/, faker: 'location.zipCode', fits: /^[0-9A-Z -]{3,10}$/, is: 'personal' },
  {
    name: /(^|_)(phone|mobile|fax|tel|telephone)(_?(number|no|nr))?$/,
    faker: 'phone.number',
    fits: /^[\d +()./-]+$/,
    is: 'personal',
  },
  { name: /(^|_)(company|employer|supplier|vendor|manufacturer|brand)(_name)?$/, faker: 'company.name', fits: SHORT },
  { name: /(^|_)(url|uri|website|homepage|link)$/, faker: 'internet.url', fits: /^https?:/ },
  { name: /(^|_)ip(_?addr(ess)?|v4)?$/, faker: 'internet.ipv4', fits: /^\d+\.\d+\.\d+\.\d+$/, is: 'personal' },
  { name: /(^|_)currency(_code)?$/, faker: 'finance.currencyCode', fits: CODE_3, is: 'public' },
  { name: /(^|_)iban$/, faker: 'finance.iban', fits: SHORT, is: 'personal' },
  { name: /(^|_)(credit_?)?card_?(number|no)$/, faker: 'finance.creditCardNumber', fits: SHORT, is: 'personal' },
  { name: /(^|_)(job(_title)?|occupation|profession)$/, faker: 'person.jobTitle', fits: LETTERS },
  { name: /(^|_)department(_name)?$/, faker: 'commerce.department', fits: LETTERS },
  { name: /(^|_)(product|item|article)(_name)?$/, faker: 'commerce.productName', fits: LETTERS },
  { name: /(^|_)colou?r$/, faker: 'color.human', fits: LETTERS },
  { name: /(^|_)(gender|sex)$/, faker: 'person.sex', fits: LETTERS },
  { name: /(^|_)user_?agent$/, faker: 'internet.userAgent', fits: /\// },
  { name: /(^|_)time_?zone$/, faker: 'location.timeZone', fits: /\//, is: 'public' },
  {
    name: /(^|_)(customer|client|employee|person|patient|contact|author|director|owner|user|full|display|nick|student|teacher|driver|passenger|guest|member|sales_?person|manager|birth|maiden)s?_?name$/,
    faker: 'person.fullName',
    fits: LETTERS,
    is: 'personal',
  },
  {
    name: /^(author|director|owner|contact|employee|patient|customer|passenger)$/,
    faker: 'person.fullName',
    fits: LETTERS,
    is: 'personal',
  },
  { name: /^name$/, faker: 'person.fullName', fits: NOTHING, is: 'personal' },
];

/** The hint of a column's name; with `values`, only one that most of them fit. */
export function textHint(column: string, values: readonly string[] = []): TextHint | undefined {
  const name = wordsOf(column);
  const row = HINTS.find(
    (hint) => hint.name.test(name) && (values.length === 0 || shareOf(values, hint.fits ?? SHORT) >= 0.9),
  );
  if (row === undefined) return undefined;
  const { faker, args, fits = SHORT, is } = row;
  return {
    field: args === undefined ? { faker } : { faker, args },
    fits,
    isPublic: is === 'public',
    isPersonal: is === 'personal',
  };
}

const PERSONAL =
  /(^|_)(e?mail|phone|mobile|fax|address|street|ssn|passport|iban|account|card|birth|dob|login|password|secret|token|ip|name|surname|signature|salary|diagnosis|religion|ethnicity|comment|note|description|message|text|title|remark)s?(_|$)/;

/** Whether the name speaks of a person or of free text, so that no value may be shown however often it occurs. */
export function isPersonalOrFree(column: string): boolean {
  const name = wordsOf(column);
  return PERSONAL.test(name) || HINTS.some((hint) => hint.is === 'personal' && hint.name.test(name));
}

/** Whether a column is called as keys are. */
export function isKeyName(column: string): boolean {
  return /(^|_)(id|ids|key|uuid|guid|code|no|nr|number|sku|pk)$/.test(wordsOf(column));
}

/** `CustomerName` and `customer name` are `customer_name`. */
export function wordsOf(column: string): string {
  return column
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}

function shareOf(values: readonly string[], pattern: RegExp): number {
  return values.filter((value) => pattern.test(value)).length / values.length;
}
