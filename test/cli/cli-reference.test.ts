import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { expectGolden } from '../golden.ts';
import { cliReference } from './cli-reference.ts';

test('docs/cli.md says what the program says', async () => {
  const options = await resolveConfig('docs/cli.md');
  expectGolden('../docs/cli.md', await format(cliReference(), { ...options, parser: 'markdown' }));
});

test('every command and option is in the reference', () => {
  const text = cliReference();
  for (const name of ['run', 'check', 'lint', 'fmt', 'generate', 'cat', 'init', 'doctor'])
    expect(text).toContain(`\n## ${name}\n`);
  for (const name of ['init', 'status', 'ls', 'diff', 'clean']) expect(text).toContain(`\n### lake ${name}\n`);
  for (const option of [
    '--junit <file>',
    '--failed-only',
    '--labels <file>',
    '--data <file>',
    '--no-color',
    '-h, --help',
  ]) {
    expect(text).toContain(`\`${option}\``);
  }
});
