import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { userError } from '../../core/errors.ts';
import { BUCKET_PATTERN } from '../../lake/s3/address.ts';
import { DEFAULT_ENV } from '../../runner/lakes/open-lakes.ts';
import { readOneScenario } from '../../runner/one-scenario.ts';
import { addressOf } from '../../runner/trigger/open-trigger.ts';
import { rulesOfScenario } from '../../runner/trigger/scenario-rules.ts';
import { printTriggerConfig } from '../../runner/trigger/trigger-config.ts';
import type { Cli } from '../cli.ts';
import { writeOutput } from '../write-output.ts';
import type { ExportOptions } from './export-options.ts';
import { zipOf } from './zip-of.ts';

/** The handler and all that it needs as one file: `npm run build` makes it. */
const BUNDLE = fileURLToPath(new URL('../../../dist/lambda/function/index.mjs', import.meta.url));

/**
 * Writes the zip of a Lambda function: the handler, and config.json made of a scenario and its lake. The same scenario
 * gives the same bytes. Throws a `UserError` LAKE_KIND_UNKNOWN for a lake that is not on S3, and LAMBDA_BUNDLE_MISSING.
 */
export async function exportLambda(
  path: string | undefined,
  { out, env = DEFAULT_ENV, lake = BUCKET_PATTERN }: ExportOptions,
  { io }: Cli,
  { bundle = BUNDLE }: { readonly bundle?: string } = {},
): Promise<void> {
  const { spec } = await readOneScenario(path, io.cwd);
  const address = addressOf(lake, env);
  if (!address) throw notOnS3(lake);
  const config = printTriggerConfig({ rules: rulesOfScenario(spec), lake: address.url });
  const zip = zipOf({ 'index.mjs': await readBundle(bundle), 'config.json': Buffer.from(config) });
  await writeOutput(out, zip, io);
  io.stdout.write(`${out}   ${Math.round(zip.length / 1024)} KB   index.handler for ${address.url}\n`);
}

async function readBundle(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw userError(
      {
        code: 'LAMBDA_BUNDLE_MISSING',
        message: 'the bundled handler is not there',
        file: path,
        hint: 'It is part of the published package; in the repository make it with: npm run build',
      },
      { cause: error },
    );
  }
}

function notOnS3(lake: string): Error {
  return userError({
    code: 'LAKE_KIND_UNKNOWN',
    message: `a Lambda function cannot reach the lake ${lake}`,
    expected: 's3://BUCKET/PREFIX',
  });
}
