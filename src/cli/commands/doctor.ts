import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { DoctorOptions } from '../doctor/doctor-options.ts';
import { EXIT } from '../exit-code.ts';

export function addDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .summary('say what this machine has and lacks')
    .description('Looks at what a replay needs and may use: what is there, what is not, and how to get it.')
    .option('--lake <dir>', 'the folder lakes are to be kept in', '.glue-replay')
    .option('--json', 'print it as JSON')
    .addHelpText('after', `\nEnds with ${EXIT.notMet} when something required is missing.`)
    .action(async (options: DoctorOptions) => {
      const { examine } = await import('../doctor/examine.ts');
      cli.finish(await examine(options, cli));
    });
}
