import { EventFields } from './event-fields.ts';

/** A message of a batch that AWS Lambda took from a queue. */
export interface BatchMessage {
  readonly id: string;
  readonly body: string;
}

/** The messages of a Lambda event of SQS; undefined for any other event. */
export function sqsBatch(event: unknown): BatchMessage[] | undefined {
  const records = EventFields.of(event)?.list('Records') ?? [];
  const messages = records.map((record) => {
    const fields = EventFields.of(record);
    const id = fields?.text('messageId');
    return id === undefined ? undefined : { id, body: fields?.text('body') ?? '' };
  });
  const known = messages.filter((message) => message !== undefined);
  return known.length > 0 && known.length === messages.length ? known : undefined;
}
