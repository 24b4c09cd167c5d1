import { stringify } from 'yaml';

/** A value as YAML that other programs read, those of version 1.1 too: no anchors, no lines folded. */
export function printYaml(value: unknown): string {
  return stringify(value, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 });
}
