const NAME = String.raw`[A-Za-z_][\w.-]*`;
const REFERENCE = String.raw`&(?:amp|lt|gt|quot|apos|#\d+);`;
const TEXT = String.raw`[^<&\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]`;
const ATTRIBUTE = String.raw`\s+${NAME}="(?:(?!")${TEXT}|${REFERENCE})*"`;
const TAG = new RegExp(String.raw`<(/?)(${NAME})((?:${ATTRIBUTE})*)\s*(/?)>`, 'uy');
const DATA = new RegExp(`(?:${TEXT}|${REFERENCE})*`, 'uy');

/** Why a text is no well-formed XML 1.0 document of elements, attributes and text; undefined where it is one. */
export function xmlMistake(xml: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  let at = '<?xml version="1.0" encoding="UTF-8"?>\n'.length;
  if (!xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')) return 'no declaration';
  if (/[\ud800-\udfff]/u.test(xml)) return 'a lone surrogate';
  while (at < xml.length) {
    const data = matchAt(DATA, xml, at)?.[0] ?? '';
    if (open.length === 0 && data.trim() !== '') return `text outside the root: ${data}`;
    at += data.length;
    if (at === xml.length) break;
    const tag = matchAt(TAG, xml, at);
    if (!tag) return `not a tag: ${xml.slice(at, at + 60)}`;
    const [text, closing, name = '', , empty] = tag;
    if (closing === '/' && open.pop() !== name) return `</${name}> closes something else`;
    if (closing !== '/' && open.length === 0) roots += 1;
    if (closing !== '/' && empty !== '/') open.push(name);
    at += text.length;
  }
  if (open.length > 0) return `not closed: ${open.join(', ')}`;
  return roots === 1 ? undefined : `${roots} roots`;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
