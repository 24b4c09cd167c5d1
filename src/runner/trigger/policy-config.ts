import { ACTIONS, DEFAULT_POLICY, DEPTHS, type GatePolicy, type SecurityActions } from '../../formats/gate/policy.ts';
import { FORMAT_NAMES } from '../../formats/kinds/registry.ts';

/**
 * The policy of the gate in a config.json, which was printed from one that was checked; what it lacks has its default.
 * By hand, as the rest of that file. Throws an `Error` that names the field.
 */
export function readPolicyConfig(value: unknown): GatePolicy {
  const of = fieldsOf(value, 'raw');
  const security = fieldsOf(of['security'] ?? {}, 'raw.security');
  const { schema, ...standard } = DEFAULT_POLICY;
  return {
    depth: choice(of, 'depth', DEPTHS, standard.depth),
    maxBytes: amount(of, 'maxBytes', standard.maxBytes),
    allowEmpty: choice(of, 'allowEmpty', [true, false], standard.allowEmpty),
    maxExpandedBytes: amount(of, 'maxExpandedBytes', standard.maxExpandedBytes),
    maxRatio: amount(of, 'maxRatio', standard.maxRatio),
    maxNesting: amount(of, 'maxNesting', standard.maxNesting),
    names: text(of, 'names', standard.names),
    maxNameLength: amount(of, 'maxNameLength', standard.maxNameLength),
    forbiddenCharacters: text(of, 'forbiddenCharacters', standard.forbiddenCharacters) ?? '',
    otherDate: choice(of, 'otherDate', ACTIONS, standard.otherDate),
    formats: formatsOf(of['formats']),
    badRows: choice(of, 'badRows', ACTIONS, standard.badRows),
    schema,
    security: securityOf(security),
    clamd: text(of, 'clamd', standard.clamd),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`it lacks ${name}`);
}

function securityOf(of: Fields): SecurityActions {
  const action = (name: keyof SecurityActions) => choice(of, name, ACTIONS, DEFAULT_POLICY.security[name]);
  return {
    executables: action('executables'),
    scripts: action('scripts'),
    archives: action('archives'),
    archiveBombs: action('archiveBombs'),
    eicar: action('eicar'),
    macros: action('macros'),
    polyglots: action('polyglots'),
    entities: action('entities'),
    formulas: action('formulas'),
    secrets: action('secrets'),
  };
}

function choice<T>(of: Fields, name: string, allowed: readonly T[], standard: T): T {
  const value = of[name];
  if (value === undefined) return standard;
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`raw has a wrong ${name}`);
  return found;
}

function amount(of: Fields, name: string, standard: number): number {
  const value = of[name] ?? standard;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new Error(`raw has a wrong ${name}`);
}

function text(of: Fields, name: string, standard: string | null): string | null {
  const value = of[name] === undefined ? standard : of[name];
  if (typeof value === 'string' || value === null) return value;
  throw new Error(`raw has a wrong ${name}`);
}

function formatsOf(value: unknown): GatePolicy['formats'] {
  if (value === undefined || value === null) return DEFAULT_POLICY.formats;
  if (!Array.isArray(value)) throw new Error('raw has wrong formats');
  return value.map((name: unknown) => {
    const known = FORMAT_NAMES.find((one) => one === name);
    if (known === undefined) throw new Error('raw has wrong formats');
    return known;
  });
}
