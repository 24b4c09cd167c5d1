/** A share of rows as percent with two digits that count: `0.1 %`, `3.2 %`, `10 %`. */
export function rateText(rate: number): string {
  return `${Number((rate * 100).toPrecision(2))} %`;
}
