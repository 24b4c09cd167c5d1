import { basename } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { detectFile } from '../../formats/detect-file.ts';
import type { FormatName } from '../../formats/format.ts';
import { parseRawKey, rawDayPrefix } from '../../lake/keys.ts';
import { quarantineObject, releaseObject } from '../../lake/quarantine.ts';
import type { StoredObject } from '../../lake/store.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageDetails } from '../stage-log.ts';

/** The decision on one object. */
export interface Decision {
  readonly key: string;
  readonly source: string;
  readonly verdict: 'accepted' | 'quarantined';
  readonly format: FormatName | null;
  readonly findings: readonly Finding[];
}

/** Decides on every object of the day's batch; one that is not accepted is copied to quarantine with its reasons. */
export async function validate(context: ReplayContext): Promise<{ decisions: Decision[] }> {
  const decisions: Decision[] = [];
  for await (const object of context.store.list('raw', rawDayPrefix(context.day))) {
    checkStopped(context.effects);
    const decision = await decide(object, context);
    if (decision.verdict === 'quarantined') {
      await quarantineObject(context.store, { key: object.key, findings: decision.findings });
    } else {
      await releaseObject(context.store, object.key);
    }
    decisions.push(decision);
  }
  return { decisions };
}

export function validateRecord({ decisions }: { decisions: readonly Decision[] }): StageDetails {
  const accepted = decisions.filter(({ verdict }) => verdict === 'accepted').length;
  return {
    stage: 'validate',
    accepted,
    quarantined: decisions.length - accepted,
    objects: decisions.map(({ findings, ...decision }) => ({ ...decision, findings: [...findings] })),
  };
}

async function decide(object: StoredObject, context: ReplayContext): Promise<Decision> {
  const { raw, sources } = context.scenario.spec;
  const source = parseRawKey(object.key).source;
  const findings: Finding[] = [];
  const refuse = (finding: Omit<Finding, 'severity' | 'file'>): void => {
    findings.push({ severity: 'error', file: object.key, ...finding });
  };
  if (!Object.hasOwn(sources, source)) {
    refuse({
      code: 'SOURCE_UNKNOWN',
      message: `the scenario has no source ${JSON.stringify(source)}`,
      expected: Object.keys(sources).join(', '),
    });
  }
  if (object.bytes > raw.maxBytes) {
    refuse({
      code: 'OBJECT_TOO_LARGE',
      message: 'the object is larger than `raw.maxBytes` allows',
      expected: `at most ${raw.maxBytes} bytes`,
      found: `${object.bytes} bytes`,
    });
  }
  if (raw.names !== undefined && !new RegExp(raw.names, 'u').test(basename(object.key))) {
    refuse({
      code: 'OBJECT_NAME',
      message: 'the name does not match `raw.names`',
      expected: raw.names,
      found: basename(object.key),
    });
  }
  const detected = await detectFile(await context.store.localPath('raw', object.key));
  findings.push(...detected.findings.map((finding) => ({ ...finding, file: object.key })));
  const refused = findings.some(({ severity }) => severity === 'error') || !detected.format;
  return {
    key: object.key,
    source,
    verdict: refused ? 'quarantined' : 'accepted',
    format: detected.format?.name ?? null,
    findings,
  };
}
