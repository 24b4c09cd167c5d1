/** JSON that somebody else wrote: every access says what it wants, and gives undefined for anything else. */
export class EventFields {
  readonly #fields: Readonly<Record<string, unknown>>;

  private constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields;
  }

  /** The fields of a JSON object; undefined for any other value. */
  static of(value: unknown): EventFields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new EventFields({ ...value });
  }

  get names(): string[] {
    return Object.keys(this.#fields);
  }

  /** Whatever it is. */
  value(name: string): unknown {
    return this.#fields[name];
  }

  text(name: string): string | undefined {
    const value = this.#fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  count(name: string): number | undefined {
    const value = this.#fields[name];
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  }

  list(name: string): unknown[] | undefined {
    const value: unknown = this.#fields[name];
    return Array.isArray(value) ? value : undefined;
  }

  /** The fields of a field; none where it is no object. */
  in(name: string): EventFields {
    return EventFields.of(this.#fields[name]) ?? new EventFields({});
  }
}
