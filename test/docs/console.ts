import { fencesOf } from './markdown.ts';

/** One thing a page tells its reader to do. */
export type ConsoleStep =
  { readonly kind: 'file'; readonly line: number; readonly name: string; readonly content: string } | Commands;

/** The commands of one line. */
export interface Commands {
  readonly kind: 'commands';
  readonly line: number;
  readonly commands: readonly Command[];
  readonly exit: number;
}

/** `cd` before others on a line is for that line; alone it holds for the rest of the page. */
export type Command =
  { readonly kind: 'cd'; readonly folder: string } | { readonly kind: 'run'; readonly argv: readonly string[] };

/**
 * What a page can be held to, in one folder:
 * - a block with `file=NAME` after its language is a file, there before the first command;
 * - in a `sh` block, the commands `glue-replay …` (or `npx glue-replay …`, after `$ ` or not) of a line, joined by `&&`,
 *   are run in order, and the last must end with 0, or with the code of a comment `# exit 1`; `cd FOLDER` goes there. Other
 *   commands are not run.
 */
export function consoleSteps(markdown: string): ConsoleStep[] {
  return fencesOf(markdown).flatMap(({ line, info, text }): ConsoleStep[] => {
    const name = info.find((word) => word.startsWith('file='))?.slice('file='.length);
    if (name !== undefined) return [{ kind: 'file', line, name, content: `${text}\n` }];
    return info[0] === 'sh' ? text.split('\n').flatMap((one, index) => stepOf(one, line + 1 + index)) : [];
  });
}

function stepOf(text: string, line: number): ConsoleStep[] {
  const [code, comment] = splitComment(text.replace(/^\$ /, ''));
  const commands = code.split('&&').flatMap((one): Command[] => {
    const match = /^\s*(?:npx )?(glue-replay|cd)\b(.*)$/.exec(one);
    if (!match) return [];
    const words = wordsOf(match[2] ?? '', line);
    return [match[1] === 'cd' ? { kind: 'cd', folder: words[0] ?? '.' } : { kind: 'run', argv: words }];
  });
  if (commands.length === 0) return [];
  return [{ kind: 'commands', line, commands, exit: Number(/^exit (\d+)/.exec(comment)?.[1] ?? 0) }];
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
