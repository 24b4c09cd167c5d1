import { messageOf } from '../core/errors.ts';

/** JSON that was stored by this program, and may have been touched since: every access says what it wants. */
export class JsonFields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #path: string;

  private constructor(fields: Readonly<Record<string, unknown>>, path: string) {
    this.#fields = fields;
    this.#path = path;
  }

  /** Parses the bytes of a JSON object; throws an `Error` whose message says where it is not what it must be. */
  static parse(content: Uint8Array): JsonFields {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return JsonFields.of(JSON.parse(text), 'the document');
  }

  static of(value: unknown, path: string): JsonFields {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error(`${path} is not an object`);
    return new JsonFields({ ...value }, path);
  }

  text(name: string): string {
    const value = this.#fields[name];
    return typeof value === 'string' ? value : this.#fail(name, 'text');
  }

  count(name: string): number {
    const value = this.#fields[name];
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : this.#fail(name, 'a count');
  }

  texts(name: string): string[] {
    return this.#list(name).map((value) => (typeof value === 'string' ? value : this.#fail(name, 'a list of texts')));
  }

  objects(name: string): JsonFields[] {
    return this.#list(name).map((value, index) => JsonFields.of(value, `${name}[${index}]`));
  }

  object(name: string): JsonFields {
    return JsonFields.of(this.#fields[name], name);
  }

  textsOrNull(): Record<string, string | null> {
    return Object.fromEntries(
      Object.entries(this.#fields).map(([name, value]) => [
        name,
        typeof value === 'string' || value === null ? value : this.#fail(name, 'text or null'),
      ]),
    );
  }

  #list(name: string): unknown[] {
    const value: unknown = this.#fields[name];
    return Array.isArray(value) ? value : this.#fail(name, 'a list');
  }

  #fail(name: string, wanted: string): never {
    throw new Error(`${name} of ${this.#path} is not ${wanted}`);
  }
}

/** One line on why stored JSON could not be read. */
export function jsonFault(error: unknown): string {
  return messageOf(error).replaceAll(/\s+/g, ' ').slice(0, 200);
}
