import type { Effects } from '../../core/effects.ts';
import type { Finding } from '../../core/finding.ts';
import type { FormatName } from '../../formats/kinds/format-kind.ts';
import type { LakeAddress } from '../../lake/s3/address.ts';
import type { Store } from '../../lake/store.ts';
import type { ObjectRules } from '../validation/decide-object.ts';

/** A source, and the objects outside the layout of raw that are its own. */
export interface TriggerSource {
  readonly name: string;
  readonly trigger?:
    | {
        /** What their keys in the raw zone start with. */
        readonly prefix: string;
        /** A regular expression that their names (the part after the last `/`) match. */
        readonly names?: string | undefined;
      }
    | undefined;
}

/** What the trigger knows of a scenario. */
export interface TriggerRules {
  /** The scenario's name. */
  readonly scenario: string;
  readonly sources: readonly TriggerSource[];
  readonly raw: ObjectRules['raw'];
}

/** What events are handled with. */
export interface Trigger {
  readonly store: Store;
  /** Which buckets and keys are the raw zone; undefined for a lake in a folder, where every key is one of raw. */
  readonly address: LakeAddress | undefined;
  readonly rules: TriggerRules;
  readonly effects: Effects;
}

/**
 * `accepted`, `quarantined`: by the decision. `unrouted`: no one source owns it. `ignored`: it is none of the trigger's
 * business. `gone`: no such object any more. `superseded`: it was replaced, and the event of what is there decides.
 */
export type OutcomeKind = 'accepted' | 'quarantined' | 'unrouted' | 'ignored' | 'gone' | 'superseded';

/** What became of one object that an event told of. */
export interface ObjectOutcome {
  readonly bucket: string;
  readonly key: string;
  readonly outcome: OutcomeKind;
  readonly source: string | null;
  readonly format: FormatName | null;
  /** Zone and key where it now is for the pipeline: in raw where accepted, in quarantine where refused. */
  readonly storedAs: string | null;
  /** Of what is ignored. */
  readonly reason: string | null;
  readonly findings: readonly Finding[];
}
