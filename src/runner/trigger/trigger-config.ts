import { EventFields } from '../../connectors/trigger/event-fields.ts';
import { messageOf, userError } from '../../core/errors.ts';
import { readPolicyConfig } from './policy-config.ts';
import type { TriggerRules, TriggerSource } from './trigger.ts';

/** The trigger's part of a scenario and its lake, as one file: what a Lambda function is deployed with. */
export interface TriggerConfig {
  readonly rules: TriggerRules;
  /** `s3://BUCKET/PREFIX`; may have `{zone}`, and no `{env}`. */
  readonly lake: string;
}

const FORMAT = 1;

/** The configuration as the text of config.json. */
export function printTriggerConfig({ rules, lake }: TriggerConfig): string {
  return `${JSON.stringify({ formatVersion: FORMAT, lake, ...rules }, undefined, 2)}\n`;
}

/**
 * Reads the text of config.json; by hand and not by zod, which would be half of the bundle that has to start within a
 * function. Throws a `UserError` TRIGGER_CONFIG_INVALID.
 */
export function parseTriggerConfig(text: string, file: string): TriggerConfig {
  try {
    return readConfig(JSON.parse(text));
  } catch (error) {
    throw userError(
      {
        code: 'TRIGGER_CONFIG_INVALID',
        message: `the configuration of the trigger cannot be read: ${messageOf(error)}`,
        file,
        hint: 'Make it anew: glue-replay export lambda SCENARIO --out trigger.zip',
      },
      { cause: error },
    );
  }
}

function readConfig(value: unknown): TriggerConfig {
  const fields = needed(EventFields.of(value), 'an object');
  if (fields.count('formatVersion') !== FORMAT) throw new Error(`its formatVersion is not ${FORMAT}`);
  const rules: TriggerRules = {
    scenario: needed(fields.text('scenario'), 'scenario'),
    sources: needed(fields.list('sources'), 'sources').map(readSource),
    raw: readPolicyConfig(fields.value('raw')),
  };
  return { rules, lake: needed(fields.text('lake'), 'lake') };
}

function readSource(value: unknown): TriggerSource {
  const fields = needed(EventFields.of(value), 'an object for each source');
  const name = needed(fields.text('name'), 'the name of a source');
  if (!fields.names.includes('trigger')) return { name };
  const trigger = fields.in('trigger');
  const prefix = trigger.names.includes('prefix') ? (trigger.text('prefix') ?? '') : undefined;
  return { name, trigger: { prefix: needed(prefix, `trigger.prefix of ${name}`), names: trigger.text('names') } };
}

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`it lacks ${what}`);
  return value;
}
