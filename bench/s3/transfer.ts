import { rm } from 'node:fs/promises';
import { realEffects } from '../../src/core/effects.ts';
import { openStore } from '../../src/lake/open-store.ts';

const MOST_BYTES = 300 * 1024 * 1024;

/** `node transfer.js up|down LAKE FILE CACHE`: fails where it took more memory than the budget has. */
const [direction, lake = '', file = '', cache = ''] = process.argv.slice(2);
await rm(cache, { recursive: true, force: true });
const env = { ...process.env, GLUE_REPLAY_CACHE: cache };
await using store = await openStore(lake, { effects: realEffects({ env }), env: '' });
if (direction === 'up') await store.put('processed', 'big', { file });
else await store.localPath('processed', 'big');
const bytes = process.resourceUsage().maxRSS * 1024;
console.error(`${direction}: ${(bytes / 1024 ** 2).toFixed(0)} MB of memory`);
if (bytes > MOST_BYTES) process.exitCode = 1;
