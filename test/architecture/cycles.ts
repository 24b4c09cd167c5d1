import { targetOf, type Rule, type SourceFile } from './project-files.ts';

/** No file reaches itself by imports; type-only and dynamic ones count. One violation a group of files that do. */
export const cycleRule: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  for (const file of files) visit(file, []);
  return found;

  /** Depth first; a file still on the way to here closes a cycle. */
  function visit(file: SourceFile, way: readonly SourceFile[]): void {
    if (done.has(file.path)) return;
    const here = [...way, file];
    for (const entry of file.imports) {
      const target = byPath.get(targetOf(file, entry) ?? '');
      if (!target) continue;
      const start = here.indexOf(target);
      if (start === -1) visit(target, here);
      else {
        const names = [...here.slice(start), target].map(({ path }) => path).join(' -> ');
        found.push(`${file.path}:${entry.line}: closes a cycle: ${names}. Move what both need to a third file.`);
      }
    }
    done.add(file.path);
  }
};
