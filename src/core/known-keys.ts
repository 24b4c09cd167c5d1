import { z } from 'zod';

/** The keys that a mapping at a path of a document may have, in the order of its schema; none where it is free. */
export type KeysAt = (path: readonly PropertyKey[], value?: unknown) => readonly string[];

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Looks up known keys in `schema`, through unions and references. Where a union's members are told apart by a constant
 * (`kind: missing`), `value` narrows it to the members it can be.
 */
export function keysOf(schema: z.ZodType): KeysAt {
  let root: JsonSchema | undefined;
  return (path, value) => {
    root ??= jsonSchemaOf(schema);
    const definitions = root;
    let nodes = alternatives(root, definitions);
    for (const step of path) nodes = nodes.flatMap((node) => childrenAt(node, step, definitions));
    const possible = nodes.filter((node) => canBe(node, value));
    return [
      ...new Set((possible.length > 0 ? possible : nodes).flatMap((node) => Object.keys(recordOf(node['properties'])))),
    ];
  };
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return recordOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

/** A node itself, or the members it is a union (or an intersection) of, references followed. */
function alternatives(node: JsonSchema, root: JsonSchema, depth = 0): JsonSchema[] {
  if (depth > 32) return [];
  const reference = node['$ref'];
  if (typeof reference === 'string') return alternatives(resolve(reference, root), root, depth + 1);
  const members = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => listOf(node[key]));
  return [node, ...members.flatMap((member) => alternatives(member, root, depth + 1))];
}

function resolve(reference: string, root: JsonSchema): JsonSchema {
  const steps = reference.split('/').slice(1);
  return steps.reduce((node, step) => recordOf(node[step]), root);
}

function childrenAt(node: JsonSchema, step: PropertyKey, root: JsonSchema): JsonSchema[] {
  const named = recordOf(node['properties'])[String(step)];
  const child =
    typeof step === 'number'
      ? (listOf(node['prefixItems'])[step] ?? node['items'])
      : (named ?? node['additionalProperties']);
  return isRecord(child) ? alternatives(child, root) : [];
}

/** Whether no constant of the node's properties speaks against the value. */
function canBe(node: JsonSchema, value: unknown): boolean {
  if (!isRecord(value)) return true;
  return Object.entries(recordOf(node['properties'])).every(([key, property]) => {
    const constant = recordOf(property)['const'];
    return constant === undefined || value[key] === constant;
  });
}

function listOf(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

function recordOf(value: unknown): JsonSchema {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
