import type { Faker, Randomizer } from '@faker-js/faker';
import { messageOf, type UserError } from '../core/errors.ts';
import { nearest, nearestOf } from '../core/nearest.ts';
import { fieldError, type FieldContext, type Value } from './field.ts';
import type { RowStream } from './draws/row-stream.ts';

export interface FakerCall {
  /** `module.method`. */
  readonly path: string;
  readonly args: readonly unknown[];
  readonly locale: string;
}

/** Calls the method with the draws that `stream` gives; `row` (0-based) is for the message when it fails. */
export type FakerMethod = (stream: RowStream, row: number) => Value;

/** Loads a Faker of a locale whose "now" is the clock, and finds the method; throws for what Faker does not have. */
export async function fakerMethod(call: FakerCall, context: FieldContext): Promise<FakerMethod> {
  let draws: RowStream | undefined;
  const randomizer: Randomizer = { next: () => draws?.next() ?? 0, seed: () => {} };
  const faker = await openFaker(call.locale, randomizer, context);
  faker.setDefaultRefDate(context.clock);
  const method = methodsOf(faker).get(call.path);
  if (!method) throw unknownMethod(call.path, faker, context);
  return (stream, row) => {
    draws = stream;
    let value: unknown;
    try {
      value = method(...call.args);
    } catch (error) {
      throw failed(call, row, messageOf(error).split('\n')[0] ?? '', context, error);
    }
    if (isValue(value)) return value ?? null;
    throw failed(call, row, `it gave ${String(value)}`, context);
  };
}

/**
 * A Faker of one locale. Taken from the module of that locale alone, since the main module loads all 75 locales (six
 * times as long); that module has no class to construct, so the class is that of its instance.
 */
async function openFaker(locale: string, randomizer: Randomizer, context: FieldContext): Promise<Faker> {
  if (/^[a-z]{2}(_[A-Za-z]+)*$/.test(locale) || locale === 'base') {
    try {
      const { faker }: { faker: Faker } = await import(`@faker-js/faker/locale/${locale}`);
      const made: Faker = Reflect.construct(faker.constructor, [{ locale: faker.rawDefinitions, randomizer }]);
      return made;
    } catch {
      // No such locale: named below.
    }
  }
  const { allLocales } = await import('@faker-js/faker');
  throw fieldError(context, {
    code: 'FAKER_UNKNOWN_LOCALE',
    message: `Faker has no locale ${JSON.stringify(locale)}`,
    expected: `one of ${Object.keys(allLocales).join(', ')}`,
    ...nearestOf(locale, Object.keys(allLocales)),
  });
}

/** Every method of Faker by its path. */
function methodsOf(faker: Faker): Map<string, (...args: unknown[]) => unknown> {
  const methods = new Map<string, (...args: unknown[]) => unknown>();
  for (const [moduleName, module] of Object.entries(faker)) {
    if (typeof module !== 'object' || module === null || moduleName === 'fakerCore') continue;
    for (const [name, member] of Object.entries(module)) {
      if (typeof member === 'function') methods.set(`${moduleName}.${name}`, (...args) => member.apply(module, args));
    }
  }
  return methods;
}

function unknownMethod(path: string, faker: Faker, context: FieldContext): UserError {
  const paths = [...methodsOf(faker).keys()];
  const [moduleName, name] = path.split('.');
  const near = nearest(path, paths) ?? paths.find((known) => known.split('.')[1] === name);
  const siblings = paths.filter((known) => known.startsWith(`${moduleName}.`));
  return fieldError(context, {
    code: 'FAKER_UNKNOWN_METHOD',
    message: `Faker has no method ${JSON.stringify(path)}`,
    expected: siblings.length > 0 ? `one of ${siblings.join(', ')}` : 'a path of https://fakerjs.dev/api/',
    ...(near === undefined ? {} : { nearest: near }),
  });
}

function failed(call: FakerCall, row: number, reason: string, context: FieldContext, cause?: unknown): UserError {
  return fieldError(
    context,
    {
      code: 'FAKER_FAILED',
      message: `Faker's ${call.path} cannot make a value: ${reason}`,
      row: row + 1,
      found: `args ${JSON.stringify(call.args)}, locale ${call.locale}`,
      hint: 'Check the arguments against https://fakerjs.dev/api/, and that the locale has data for the method.',
    },
    { cause },
  );
}

/** Whether Faker's result can stand in a table: not a function, NaN or an invalid date, as wrong arguments give. */
function isValue(value: unknown): value is Value | undefined {
  if (value === undefined) return true;
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  if (typeof value === 'number') return !Number.isNaN(value);
  return typeof value !== 'function' && typeof value !== 'symbol';
}
