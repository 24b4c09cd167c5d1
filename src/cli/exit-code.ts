/** How a command ends; documented in docs/cli.md. */
export const EXIT = {
  /** All expectations met, all rules passed. */
  met: 0,
  /** Some expectations not met, some rules not passed, some required part missing. */
  notMet: 1,
  /** The command line, a scenario, a ruleset or an input is not usable. */
  usage: 2,
  /** The run itself broke: a stage failed, a service is gone, a disk is full. Or a bug of ours. */
  broken: 3,
  /** Stopped by Ctrl-C. */
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
