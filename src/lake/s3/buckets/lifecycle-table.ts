import type { Zone } from '../../store.ts';

/** What happens to a zone's objects as they age. */
export interface ZoneRule {
  readonly name: string;
  readonly zone: Zone;
  /** What the keys start with within the zone. */
  readonly below: string;
  readonly transitions: readonly Transition[];
  /** Null: they are kept. */
  readonly expireDays: number | null;
}

export interface Transition {
  readonly days: number;
  readonly storageClass: 'STANDARD_IA' | 'GLACIER';
}

/** How long things stay. Processed and curated data stay until a later commit replaces them. */
export const ZONE_RULES: readonly ZoneRule[] = [
  {
    name: 'archive',
    zone: 'raw',
    below: '',
    transitions: [
      { days: 30, storageClass: 'STANDARD_IA' },
      { days: 90, storageClass: 'GLACIER' },
    ],
    expireDays: null,
  },
  { name: 'quarantine', zone: 'processed', below: 'quarantine/', transitions: [], expireDays: 90 },
  { name: 'labels', zone: 'quality', below: 'labels/', transitions: [], expireDays: 90 },
];

/** In a bucket with versioning: how long a version stays that was replaced or deleted. */
export const OLD_VERSION_DAYS = 30;

/** How long an upload in parts may take. */
export const UPLOAD_DAYS = 1;
