import type { OrcTypeKind } from './messages/kinds.ts';

/** A type of an ORC file, with those within it; the root is the type of a row, in general a struct. */
export interface OrcType {
  /** The number of its column: types are numbered depth first from the root, which is 0. */
  readonly id: number;
  readonly kind: OrcTypeKind;
  /** Of an array its items, of a map its keys and its values, of a struct its fields, of a union its variants. */
  readonly children: readonly OrcType[];
  /** The names of a struct's fields. */
  readonly fieldNames: readonly string[];
  /** Of a decimal. */
  readonly precision: number;
  readonly scale: number;
  /** Of varchar and char, in characters. */
  readonly maximumLength: number;
}

/** A type without the number of its column, which {@link numbered} gives it. */
export interface OrcTypeShape {
  readonly kind: OrcTypeKind;
  readonly children?: readonly OrcTypeShape[];
  readonly fieldNames?: readonly string[];
  readonly precision?: number;
  readonly scale?: number;
  readonly maximumLength?: number;
}

/** Numbers a type and all within it, depth first. */
export function numbered(shape: OrcTypeShape, first = 0): OrcType {
  let next = first + 1;
  const children = (shape.children ?? []).map((child) => {
    const type = numbered(child, next);
    next = lastIdOf(type) + 1;
    return type;
  });
  return {
    id: first,
    kind: shape.kind,
    children,
    fieldNames: shape.fieldNames ?? [],
    precision: shape.precision ?? 0,
    scale: shape.scale ?? 0,
    maximumLength: shape.maximumLength ?? 0,
  };
}

/** The greatest number of a column within a type. */
export function lastIdOf(type: OrcType): number {
  const last = type.children.at(-1);
  return last ? lastIdOf(last) : type.id;
}

/** A type as ORC's own tools write it, for example `struct<id:bigint,amount:decimal(12,2)>`. */
export function orcTypeText(type: OrcType): string {
  const { kind, children, fieldNames, precision, scale, maximumLength } = type;
  switch (kind) {
    case 'decimal':
      return `decimal(${precision},${scale})`;
    case 'varchar':
    case 'char':
      return `${kind}(${maximumLength})`;
    case 'array':
    case 'map':
    case 'uniontype':
      return `${kind}<${children.map(orcTypeText).join(',')}>`;
    case 'struct':
      return `struct<${children.map((child, index) => `${quoted(fieldNames[index] ?? '')}:${orcTypeText(child)}`).join(',')}>`;
    default:
      return kind;
  }
}

function quoted(name: string): string {
  return /^[A-Za-z0-9_]+$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}
