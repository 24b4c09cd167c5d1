import type { Probe } from './probe.ts';
import { probeAwsEndpoint } from './probe-aws-endpoint.ts';
import { probeClamd } from './probe-clamd.ts';
import { probeDisk } from './probe-disk.ts';
import { probeDuckDB } from './probe-duckdb.ts';
import { probeLakeFolder, probeTempFolder } from './probe-folders.ts';
import { probeNode } from './probe-node.ts';
import { probeDocker, probeJava } from './probe-programs.ts';
import { probeVitest } from './probe-vitest.ts';

/** What the doctor looks at, in the order it is shown. A new probe is a file and a line here. */
export const PROBES: readonly Probe[] = [
  probeNode,
  probeDuckDB,
  probeDisk,
  probeTempFolder,
  probeLakeFolder,
  probeVitest,
  probeDocker,
  probeJava,
  probeAwsEndpoint,
  probeClamd,
];
