import { readFileSync } from 'node:fs';
import { parseTriggerConfig } from '../runner/trigger/trigger-config.ts';
import { createHandler } from './create-handler.ts';

const CONFIG = new URL('config.json', import.meta.url);

const { rules, lake } = parseTriggerConfig(readFileSync(CONFIG, 'utf8'), 'config.json');

/** What the zip of `glue-replay export lambda` is deployed as: `index.handler`, set up by the config.json beside it. */
export const handler = createHandler({ rules, lake });
