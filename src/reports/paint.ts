import pc from 'picocolors';

type Brush = (text: string) => string;

/** Colours by meaning. Without colour every brush leaves the text as it is: nothing may depend on colour alone. */
export interface Paint {
  readonly good: Brush;
  readonly bad: Brush;
  readonly warn: Brush;
  readonly dim: Brush;
  readonly strong: Brush;
}

/** The marks that say what colour says. */
export const MARKS = { good: '✓', bad: '✗', warn: '!' } as const;

export function paintFor(color: boolean): Paint {
  const { green, red, yellow, dim, bold } = pc.createColors(color);
  return { good: green, bad: red, warn: yellow, dim, strong: bold };
}
