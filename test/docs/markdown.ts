/** A fenced block. `info` is what stands after the fence: the language, then words of our own (`file=orders.csv`). */
export interface Fence {
  /** 1-based line of the opening fence. */
  readonly line: number;
  readonly info: readonly string[];
  readonly text: string;
}

export interface Link {
  readonly line: number;
  readonly target: string;
}

/** The fenced blocks of a Markdown text, in order; inner fences of a longer outer one are its text. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { fence: string; line: number; info: string[]; text: string[] } | undefined;
  markdown.split('\n').forEach((text, index) => {
    const match = /^\s*(`{3,}|~{3,})\s*(.*?)\s*$/.exec(text);
    if (open === undefined) {
      if (match) open = { fence: match[1] ?? '', line: index + 1, info: (match[2] ?? '').split(/\s+/), text: [] };
    } else if (match && match[2] === '' && (match[1] ?? '').startsWith(open.fence)) {
      fences.push({ line: open.line, info: open.info, text: open.text.join('\n') });
      open = undefined;
    } else {
      open.text.push(text);
    }
  });
  return fences;
}

/** The text outside fenced blocks, line for line. */
export function proseOf(markdown: string): string {
  const lines = markdown.split('\n');
  for (const { line, text } of fencesOf(markdown)) {
    const last = line + text.split('\n').length;
    for (let at = line - 1; at <= last; at++) lines[at] = '';
  }
  return lines.join('\n');
}

/** Inline links and images, and link definitions; not those in code. */
export function linksOf(markdown: string): Link[] {
  return proseOf(markdown)
    .split('\n')
    .flatMap((text, index) => {
      const bare = text.replaceAll(/`[^`]*`/g, '');
      const inline = [...bare.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
      const definitions = [...bare.matchAll(/^\s*\[[^\]]+\]:\s*(\S+)/g)];
      return [...inline, ...definitions].map((match) => ({ line: index + 1, target: match[1] ?? '' }));
    });
}

/** The anchors of a text's headings, made as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}
