/** Whether a path holds glob marks: `*`, `**`, `?`, `[...]`. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

/**
 * A glob as a regular expression over paths with `/`: `*` and `?` stay within one name, `**` takes any number of
 * folders, `[a-c]` and `[!a]` are one character. Names that begin with a dot are matched only by a pattern that does.
 */
export function globExpression(pattern: string): RegExp {
  const parts = pattern.split('/');
  const source = parts.map((part, index) => {
    const last = index === parts.length - 1;
    if (part === '**') return last ? '(?:[^./][^/]*(?:/[^./][^/]*)*)' : '(?:[^./][^/]*/)*';
    return nameExpression(part) + (last ? '' : '/');
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}

/** The folder that everything a glob can match lies in. */
export function globBase(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(isGlob);
  const base = parts.slice(0, first).join('/');
  return base === '' ? (pattern.startsWith('/') ? '/' : '.') : base;
}

function nameExpression(name: string): string {
  let source = /^[*?[]/.test(name) ? '(?!\\.)' : '';
  for (let at = 0; at < name.length; at++) {
    const char = name.charAt(at);
    const close = char === '[' ? name.indexOf(']', at + 2) : -1;
    if (close !== -1) {
      const inside = name.slice(at + 1, close).replaceAll(/[\\\]^]/g, '\\$&');
      source += `[${inside.startsWith('!') ? `^/${inside.slice(1)}` : inside}]`;
      at = close;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else source += char.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return source;
}
