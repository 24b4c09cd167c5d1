import { TYPE_KINDS } from './messages/kinds.ts';
import type { TypeDraft, TypeMessage } from './messages/shapes.ts';
import type { OrcType } from './orc-type.ts';

/** How deep types may be nested; more is taken for damage. */
const DEEPEST = 100;

/**
 * The types of a file's footer as a tree. Throws an `Error` that says what is wrong where they are none: a type that is
 * unknown, that is in no or in two others, out of order or nested too deeply.
 */
export function typeTree(messages: readonly TypeMessage[]): OrcType {
  let next = 0;
  const read = (depth: number): OrcType => {
    const id = next++;
    const message = messages[id];
    if (!message) throw new Error(`there is no type ${id}, which another refers to`);
    if (depth > DEEPEST) throw new Error(`the types are nested more than ${DEEPEST} deep`);
    const children = message.subtypes.map((subtype) => {
      if (subtype !== next) throw new Error(`type ${id} refers to type ${subtype} where ${next} is expected`);
      return read(depth + 1);
    });
    return checked({ id, children, ...detailsOf(message, id) });
  };
  const root = read(0);
  if (next !== messages.length) throw new Error(`type ${next} is part of no other`);
  return root;
}

function detailsOf(message: TypeMessage, id: number): Omit<OrcType, 'id' | 'children'> {
  const kind = TYPE_KINDS[message.kind ?? -1];
  if (!kind) throw new Error(`type ${id} is of the unknown kind ${message.kind ?? '(none)'}`);
  const { fieldNames, maximumLength = 0 } = message;
  // Hive 0.11 wrote decimals without a precision; ORC's own reader takes them for these.
  const { precision = 38, scale = message.precision === undefined ? 10 : 0 } = message;
  return {
    kind,
    fieldNames,
    maximumLength,
    ...(kind === 'decimal' ? { precision, scale } : { precision: 0, scale: 0 }),
  };
}

const CHILDREN: Readonly<Record<string, number>> = { array: 1, map: 2 };

function checked(type: OrcType): OrcType {
  const { id, kind, children, fieldNames, precision, scale } = type;
  const isOpen = kind === 'struct' || kind === 'uniontype';
  const expected = isOpen ? children.length : (CHILDREN[kind] ?? 0);
  if (children.length !== expected) throw new Error(`type ${id}, of kind ${kind}, has ${children.length} types within`);
  if (kind === 'struct' && fieldNames.length !== children.length) {
    throw new Error(`type ${id} names ${fieldNames.length} fields and has ${children.length}`);
  }
  if (kind === 'uniontype' && (children.length === 0 || children.length > 127)) {
    throw new Error(`type ${id} is a union of ${children.length} types`);
  }
  if (kind === 'decimal' && (precision < 1 || precision > 38 || scale > precision)) {
    throw new Error(`type ${id} is decimal(${precision},${scale})`);
  }
  return type;
}

/** A tree of types as the footer lists them. */
export function typeMessages(type: OrcType): TypeDraft[] {
  const { kind, children, fieldNames, precision, scale, maximumLength } = type;
  const own: TypeDraft = {
    kind: TYPE_KINDS.indexOf(kind),
    subtypes: children.map(({ id }) => id),
    fieldNames,
    ...(kind === 'decimal' ? { precision, scale } : {}),
    ...(kind === 'varchar' || kind === 'char' ? { maximumLength } : {}),
  };
  return [own, ...children.flatMap(typeMessages)];
}
