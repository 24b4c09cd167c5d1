import { targetOf, type Rule } from './project-files.ts';

type Access = 'values' | 'types';

const BELOW_RUNNER = ['core', 'duckdb', 'lake', 'formats', 'generators', 'connectors', 'quality', 'local-glue'];
const BELOW_CLI = [...BELOW_RUNNER, 'runner', 'reports', 'testing'];

/** What each folder of src may import from the others; `index` is src/index.ts. */
const LAYERS: Readonly<Record<string, Readonly<Record<string, Access>>>> = {
  core: {},
  duckdb: values('core'),
  lake: values('core'),
  formats: values('core', 'duckdb'),
  generators: values('core', 'duckdb', 'formats'),
  connectors: values('core', 'lake', 'formats'),
  quality: values('core', 'duckdb'),
  'local-glue': values('core', 'duckdb', 'lake', 'formats', 'quality'),
  runner: values(...BELOW_RUNNER),
  lambda: values('core', 'lake', 'formats', 'connectors', 'runner'),
  reports: { ...values('core'), runner: 'types' },
  testing: values(...BELOW_RUNNER, 'runner', 'reports'),
  cli: values(...BELOW_CLI, 'index'),
  index: values(...BELOW_CLI),
};

/** A folder imports only the folders that {@link LAYERS} gives it; types count; nothing imports cli. */
export const layerRule: Rule = (files) =>
  files.flatMap((file) =>
    file.imports.flatMap((entry) => {
      const target = targetOf(file, entry);
      if (target === undefined) return [];
      const place = `${file.path}:${entry.line}`;
      if (!target.startsWith('src/')) return [`${place}: imports ${target}, which is not in src. Move what it needs.`];
      const from = folderOf(file.path);
      const to = folderOf(target);
      if (from === to) return [];
      const allowed = LAYERS[from];
      if (!allowed) return [`${place}: folder src/${from} is not in the layer table. Give it a row in layers.ts.`];
      const access = allowed[to];
      if (access === 'values' || (access === 'types' && entry.typeOnly)) return [];
      if (access === 'types') return [`${place}: ${from} may import only types from ${to}. Use "import type".`];
      const names = Object.keys(allowed).join(', ') || 'no other folder';
      return [
        `${place}: ${from} imports ${to} (${entry.specifier}); it may import ${names}. ` +
          'Move the code to the folder it belongs to, or hand the value in as an argument.',
      ];
    }),
  );

/** `src/quality/dqdl/ast.ts` is in `quality`, `src/index.ts` is `index`. */
export function folderOf(path: string): string {
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

function values(...folders: readonly string[]): Record<string, Access> {
  return Object.fromEntries(folders.map((folder) => [folder, 'values' as const]));
}
