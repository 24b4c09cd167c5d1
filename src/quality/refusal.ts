/** Why a rule cannot be measured or judged. `Failed` where AWS Glue fails such a rule, `Error` where we cannot say. */
export interface Refusal {
  readonly outcome: 'Failed' | 'Error';
  readonly reason: string;
}

export function isRefusal(result: object): result is Refusal {
  return 'reason' in result && 'outcome' in result;
}

/** A rule that is not well formed for AWS Glue: it fails there with this text (reference, 4.3). */
export function notSupported(why: string): Refusal {
  return { outcome: 'Failed', reason: `Rule (or nested rule) not supported due to: ${why}` };
}
