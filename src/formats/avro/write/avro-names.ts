/** Specification 1.12, "Names". */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isAvroName(text: string): boolean {
  return NAME.test(text);
}

/** Makes Avro names that differ, each as near to the wanted text as can be. */
export class AvroNames {
  readonly #taken = new Set<string>();

  nameFor(text: string): string {
    const plain = text.replaceAll(/[^A-Za-z0-9_]/g, '_');
    const wanted = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
    let name = wanted;
    for (let count = 1; this.#taken.has(name); count++) name = `${wanted}_${count}`;
    this.#taken.add(name);
    return name;
  }
}
