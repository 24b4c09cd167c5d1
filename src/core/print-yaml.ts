import { stringify } from 'yaml';

/** A value as YAML, as other programs are to read it: no anchors, no lines folded. */
export function printYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
