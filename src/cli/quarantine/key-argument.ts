import { OBJECTS, rawKeyOfQuarantined } from '../../lake/quarantine-keys.ts';

const RAW = 'data/incoming/';

/**
 * The raw key that a user means: as a report prints it (`data/incoming/2023/01/02/orders/a.csv`), from the day on, or
 * as it is called in quarantine, each with or without its zone. Undefined for what is no key: the name of a dataset.
 */
export function rawKeyArgument(text: string): string | undefined {
  const key = text.replace(/^(?:raw|processed)\//, '');
  if (key.startsWith(RAW)) return key;
  if (key.startsWith(OBJECTS)) return rawKeyOfQuarantined(key);
  return /^\d{4}\/\d\d\/\d\d\//.test(key) ? RAW + key : undefined;
}
