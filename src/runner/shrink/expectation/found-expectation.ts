import type { Expectation, ReplayRecord } from '../../record.ts';

/** `expect` of a scenario in which what was found is expected, of one expectation alone. */
export function foundExpectation({ path, found }: Expectation, { stages }: ReplayRecord): object {
  const parts = path.split('.');
  const field = parts.at(-1) ?? '';
  const place = placeOf(parts.slice(0, -1));
  return place.reduceRight<object>((inner, key) => ({ [key]: inner }), { [field]: valueOf(field) });

  function valueOf(name: string): unknown {
    if (name === 'alert') return found === 'true';
    if (name !== 'failed') return Number(found);
    const dataset = parts.slice(1, -1).join('.');
    const assessed = stages.flatMap((stage) => (stage.stage === 'assess' ? stage.datasets : []));
    const { outcomes = [] } = assessed.find((one) => one.dataset === dataset) ?? {};
    return outcomes.filter(({ outcome }) => outcome !== 'Passed').map(({ rule }) => rule);
  }
}

/** `quality.processed.x` and `processed.x` are keys with a point in them. */
function placeOf(parts: readonly string[]): readonly string[] {
  const [first = '', ...rest] = parts;
  if (first === 'raw') return [first];
  return first === 'quality' ? [first, rest.join('.')] : [parts.join('.')];
}
