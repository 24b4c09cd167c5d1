import { fencesOf } from './markdown.ts';

/** One thing a page tells its reader to do. */
export type ConsoleStep =
  | { readonly kind: 'file'; readonly line: number; readonly name: string; readonly text: string }
  | { readonly kind: 'cd'; readonly line: number; readonly folder: string }
  | { readonly kind: 'run'; readonly line: number; readonly argv: readonly string[]; readonly exit: number };

/**
 * What a page can be held to, in order, in one folder that is empty at first:
 * - a block with `file=NAME` after its language is a file;
 * - in a `sh` block, each line `$ glue-replay …` (or `$ npx glue-replay …`) is run and must end with 0, or with the
 *   code of a comment `# exit 1`; `$ cd FOLDER` goes there. Other lines, and blocks without `$`, are not run.
 */
export function consoleSteps(markdown: string): ConsoleStep[] {
  return fencesOf(markdown).flatMap(({ line, info, text }): ConsoleStep[] => {
    const name = info.find((word) => word.startsWith('file='))?.slice('file='.length);
    if (name !== undefined) return [{ kind: 'file', line, name, text: `${text}\n` }];
    if (info[0] !== 'sh') return [];
    return text.split('\n').flatMap((command, index) => stepOf(command, line + 1 + index));
  });
}

function stepOf(command: string, line: number): ConsoleStep[] {
  const match = /^\$ (?:npx )?(glue-replay|cd)\b\s*(.*)$/.exec(command);
  if (!match) return [];
  const [code, comment] = splitComment(match[2] ?? '');
  const words = wordsOf(code, line);
  if (match[1] === 'cd') return [{ kind: 'cd', line, folder: words[0] ?? '.' }];
  return [{ kind: 'run', line, argv: words, exit: Number(/^exit (\d+)/.exec(comment)?.[1] ?? 0) }];
}

function splitComment(text: string): [string, string] {
  const match = /^(.*?)(?:(?:^|\s)#\s*(.*))?$/.exec(text);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** Words as a shell splits them, with quotes; what a shell would do more (pipes, variables) is refused. */
function wordsOf(text: string, line: number): string[] {
  const words = [...text.matchAll(/(?:'[^']*'|"[^"$`\\]*"|[^\s'"|&;<>$`\\(){}*?])+/g)].map(([word]) => word);
  const rest = text.replaceAll(/(?:'[^']*'|"[^"$`\\]*"|[^\s'"|&;<>$`\\(){}*?])+/g, '');
  if (rest.trim() !== '') throw new Error(`line ${line}: ${rest.trim()} is for a shell; write the command without it`);
  return words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
}
