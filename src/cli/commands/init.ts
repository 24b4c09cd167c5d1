import type { Command } from 'commander';
import type { Cli } from '../cli.ts';

export function addInit(program: Command, cli: Cli): void {
  program
    .command('init')
    .summary('write a first scenario that runs at once')
    .description('Writes a small scenario: data, rules, a job and what is expected of them. Overwrites nothing.')
    .argument('[dir]', 'the folder to write it in', '.')
    .action(async (folder: string) => {
      const { initScenario } = await import('../init/init-scenario.ts');
      await initScenario(folder, cli);
    });
}
