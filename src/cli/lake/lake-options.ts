/** What each subcommand of `glue-replay lake` takes, as commander hands it over. */
export interface LakeOptions {
  readonly env?: string;
  readonly json?: true;
}

export interface WriteLakeOptions extends LakeOptions {
  readonly allowAws?: true | string;
  readonly dryRun?: true;
}

export interface LakeInitOptions extends WriteLakeOptions {
  readonly terraform?: true;
  readonly cloudformation?: true;
  readonly kms?: string;
}

export interface LakeListOptions extends LakeOptions {
  readonly long?: true;
}

export interface LakeCleanOptions extends WriteLakeOptions {
  /** In milliseconds. */
  readonly olderThan?: number;
  readonly all?: true;
  readonly yes?: true;
}
