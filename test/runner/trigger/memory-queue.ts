import type { Queue, QueueMessage } from '../../../src/connectors/sqs/queue.ts';

/** A queue in memory: what is not deleted comes again at the next time that somebody asks. */
export interface MemoryQueue extends Queue {
  readonly waiting: readonly QueueMessage[];
  readonly sent: readonly { readonly url: string; readonly body: string; readonly attributes: unknown }[];
}

export function memoryQueue(bodies: readonly string[]): MemoryQueue {
  let waiting: QueueMessage[] = bodies.map((body, index) => ({
    id: `m${index}`,
    body,
    receipt: `r${index}`,
    tries: 0,
  }));
  const sent: { url: string; body: string; attributes: unknown }[] = [];
  return {
    url: 'memory:queue',
    get waiting() {
      return waiting;
    },
    sent,
    async receive() {
      waiting = waiting.map((message) => ({ ...message, tries: message.tries + 1 }));
      return waiting.slice(0, 10);
    },
    async delete({ id }) {
      waiting = waiting.filter((message) => message.id !== id);
    },
    deadLetterUrl: async () => undefined,
    async sendTo(url, body, attributes) {
      sent.push({ url, body, attributes });
    },
    [Symbol.dispose]: () => {},
  };
}
