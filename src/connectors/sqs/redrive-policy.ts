import { EventFields } from '../trigger/event-fields.ts';

/**
 * The queue that a redrive policy (its JSON text) names as the target of dead letters; undefined where it names none.
 * Its ARN is `arn:aws:sqs:REGION:ACCOUNT:NAME`.
 */
export function deadLetterName(policy: string | undefined): { name: string; account: string } | undefined {
  const arn = policy === undefined ? undefined : EventFields.of(parsed(policy))?.text('deadLetterTargetArn');
  const [, account, name] = /^arn:[^:]+:sqs:[^:]*:(\d+):([^:]+)$/.exec(arn ?? '') ?? [];
  return account === undefined || name === undefined ? undefined : { name, account };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
