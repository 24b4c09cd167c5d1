import { displayWidth } from './display-width.ts';

/** Items, a space between them, on as few lines of `width` cells as they need; none is cut. */
export function wrapItems(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    const longer = `${line} ${item}`;
    if (line === undefined || displayWidth(longer) > width) lines.push(item);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
