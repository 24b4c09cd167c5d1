/**
 * Whether a pattern may match nothing, told from its items as they are read: trying it on the empty text could take for
 * ever (`(?:|){40}x`). What looks around, and what repeats a group, counts as if it could.
 */
export class Emptiness {
  readonly #outer: Group[] = [];
  #group = newGroup(false);

  /** An item of the pattern; a zero-width one is `empty`. */
  item(empty: boolean): void {
    this.#group.all &&= this.#group.last;
    this.#group.last = empty;
  }

  /** The last item may be left out. */
  optional(): void {
    this.#group.last = true;
  }

  /** What follows is another alternative of the group. */
  alternative(): void {
    this.#group.any ||= this.#group.all && this.#group.last;
    this.#group.all = true;
    this.#group.last = true;
  }

  open({ looks }: { readonly looks: boolean }): void {
    this.#outer.push(this.#group);
    this.#group = newGroup(looks);
  }

  close(): void {
    const empty = this.ofAll();
    this.#group = this.#outer.pop() ?? newGroup(false);
    this.item(empty);
  }

  /** Of the group that is open, at its end. */
  ofAll(): boolean {
    const { looks, any, all, last } = this.#group;
    return looks || any || (all && last);
  }
}

interface Group {
  readonly looks: boolean;
  /** An alternative before may be empty. */
  any: boolean;
  /** All items of this alternative may, but for the last. */
  all: boolean;
  last: boolean;
}

function newGroup(looks: boolean): Group {
  return { looks, any: false, all: true, last: true };
}
