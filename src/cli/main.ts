#!/usr/bin/env node
import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

// The version of the AWS SDK is ours to choose, and it is one for this Node.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const code = await runCli(process.argv.slice(2), processIo(process));
// A code that is set already says that the output could not be written.
process.exitCode ||= code;
