#!/usr/bin/env node
import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

const code = await runCli(process.argv.slice(2), processIo(process));
// A code that is set already says that the output could not be written.
process.exitCode ||= code;
