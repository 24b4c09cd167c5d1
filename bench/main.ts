import { BENCHES } from './registry.ts';
import { runBenches } from './run-benches.ts';

/** `npm run bench -- [NAME…] [--json FILE]` */
await runBenches(BENCHES);
