import { expect, test } from 'vitest';
import { withDateOfJulian, withTimeOfJulian } from '../../../../src/formats/orc/read/julian-days.ts';

const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

// What Spark 3.5 writes (the first, as proleptic days) for the dates that it shows (the second).
test.each([
  ['1500-03-11', '1500-03-01'],
  ['1582-10-14', '1582-10-04'],
  ['1582-10-15', '1582-10-15'],
  ['0000-12-30', '0001-01-01'],
  ['9999-12-31', '9999-12-31'],
  ['1500-03-10', '1500-03-01'],
])('%s of the Julian calendar is %s', (written, shown) => {
  expect(withDateOfJulian(dayOf(written))).toBe(dayOf(shown));
});

test('the time of the day stays', () => {
  expect(withTimeOfJulian(dayOf('1500-03-11') * 86_400 + 3661)).toBe(dayOf('1500-03-01') * 86_400 + 3661);
});
