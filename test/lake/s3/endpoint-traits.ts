import { conditionalCompletion, conditionalGet, conditionalPut, oneWinner } from './traits/conditions.ts';
import { eventsToQueue } from './traits/events.ts';
import { checkedDigest, encodedListing, keyOrder, largePut, ranges } from './traits/objects.ts';
import { encryption, lifecycle, publicAccess, versioning } from './traits/settings.ts';
import type { Trait } from './traits/trait.ts';

/** What the manual's table asks of each endpoint, in the order of its rows. */
export const TRAITS: readonly Trait[] = [
  conditionalPut,
  conditionalCompletion,
  oneWinner,
  conditionalGet,
  checkedDigest,
  ranges,
  largePut,
  encodedListing,
  keyOrder,
  versioning,
  lifecycle,
  publicAccess,
  encryption,
  eventsToQueue,
];
