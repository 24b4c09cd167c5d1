import { Document, isCollection, isMap, stringify, visit } from 'yaml';

/** A value as YAML that other programs read, those of version 1.1 too: no anchors, no lines folded. */
export function printYaml(value: unknown): string {
  return stringify(value, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 });
}

/** A value as YAML that we read ourselves (1.2), with what lies deeper than `depth` mappings on one line: `id: { sequence: { start: 1 } }`. */
export function printFlatYaml(value: unknown, depth: number): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_key, node, path) => {
      if (path.filter(isCollection).length >= depth && (isMap(node) || path.length > depth)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
