import type { AllowAws } from '../../lake/s3/aws-guard.ts';

/** What each subcommand of `glue-replay quarantine` takes, as commander hands it over. */
export interface QuarantineOptions {
  readonly lake: string;
  readonly env?: string;
  readonly json?: true;
}

export interface QuarantineListOptions extends QuarantineOptions {
  readonly day?: string;
  readonly source?: string;
  readonly dataset?: string;
}

export interface QuarantineShowOptions extends QuarantineOptions {
  readonly day?: string;
  readonly rows?: number;
  readonly raw?: true;
  readonly csv?: string;
}

export interface QuarantineReleaseOptions extends QuarantineOptions {
  readonly reason: string;
  readonly as?: string;
  readonly allowAws?: AllowAws;
}
