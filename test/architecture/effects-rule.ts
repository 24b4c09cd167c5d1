import { blankOut } from './blank-out.ts';
import type { Rule } from './project-files.ts';
import { lineAt } from './scan-imports.ts';

/** What reaches for the world around the program, and what of `Effects` to use in its place. */
const REACHES: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\bDate\.now\s*\(/g, instead: 'effects.now()' },
  { pattern: /\bnew Date\s*\(\s*\)/g, instead: 'effects.now()' },
  { pattern: /\bperformance\.now\s*\(/g, instead: 'effects.elapsed()' },
  { pattern: /\bMath\.random\s*\(/g, instead: 'deriveSeed' },
  { pattern: /\bprocess\s*\.\s*env\b/g, instead: 'effects.env' },
  { pattern: /\bconsole\s*\./g, instead: 'effects.log' },
];

/** Clock, chance, environment and console are touched only in core/effects.ts and in cli. */
export const effectsRule: Rule = (files) =>
  files
    .filter(({ path }) => path !== 'src/core/effects.ts' && !path.startsWith('src/cli/'))
    .flatMap(({ path, text }) => {
      const code = blankOut(text);
      return REACHES.flatMap(({ pattern, instead }) =>
        [...code.matchAll(pattern)].map(
          (match) => `${path}:${lineAt(text, match.index)}: "${match[0]}" outside core/effects.ts. Use ${instead}.`,
        ),
      );
    });
