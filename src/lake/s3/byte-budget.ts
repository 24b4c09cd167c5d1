/** Lets as much work go on at a time as fits into a number of bytes; one piece that is larger than all goes alone. */
export class ByteBudget {
  readonly #limit: number;
  #used = 0;
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `action` when there is room for its bytes, in the order of the calls. */
  async with<T>(bytes: number, action: () => Promise<T>): Promise<T> {
    if (!this.#fits(bytes) || this.#waiting.length > 0) {
      await new Promise<void>((go) => this.#waiting.push({ bytes, go }));
    } else {
      this.#used += bytes;
    }
    try {
      return await action();
    } finally {
      this.#used -= bytes;
      this.#wake();
    }
  }

  #wake(): void {
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#used += next.bytes;
      this.#waiting.shift();
      next.go();
    }
  }

  #fits(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.#limit;
  }
}
