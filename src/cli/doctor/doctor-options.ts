/** The options of `glue-replay doctor`, as commander hands them over. */
export interface DoctorOptions {
  readonly lake: string;
  readonly json?: true;
}
