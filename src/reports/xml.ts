/** One XML element; `text` children are escaped. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly (Element | string)[];
}

/** An XML 1.0 document of one element, indented; well-formed with any text in it. */
export function renderXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, '')}\n`;
}

function renderElement({ name, attributes, children = [] }: Element, indent: string): string {
  const opening = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('')}`;
  if (children.length === 0) return `${opening}/>`;
  if (children.every((child) => typeof child === 'string')) {
    return `${opening}>${children.map(escapeText).join('')}</${name}>`;
  }
  const inner = children.map((child) =>
    typeof child === 'string' ? escapeText(child) : renderElement(child, `${indent}  `),
  );
  return `${opening}>\n${inner.join('\n')}\n${indent}</${name}>`;
}

/** A carriage return would be read back as a line feed, so it stands as a reference. */
function escapeText(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Line breaks and tabs of an attribute would be read back as spaces, so they stand as references. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** What XML 1.0 cannot hold, escaped or not (section 2.2: most control characters, lone surrogates), as `\u{1b}`. */
function visible(text: string): string {
  return text.replaceAll(
    /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
