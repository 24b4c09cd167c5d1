import { describe, expect, test } from 'vitest';
import { realEffects } from '../../src/core/effects.ts';
import { openDirectoryStore } from '../../src/lake/directory-store.ts';
import { createHandler, type LambdaHandler } from '../../src/lambda/index.ts';
import { eventBridge, notification, snsRecords, sqsRecords, TEST_EVENT } from '../connectors/trigger/events.ts';
import { bytesOf, keysOf, tempFolder } from '../lake/lake-fixture.ts';
import { CSV, GOOD, RULES } from '../runner/trigger/trigger-fixture.ts';

interface Deployed {
  readonly handler: LambdaHandler;
  readonly logged: string[];
  readonly processed: () => Promise<string[]>;
}

/** A handler on a lake in a folder that has one good object. */
async function deployed(): Promise<Deployed> {
  const lake = await tempFolder();
  const store = await openDirectoryStore(lake, { effects: realEffects() });
  await store.put('raw', GOOD, bytesOf(CSV));
  const logged: string[] = [];
  const effects = realEffects({ log: (line) => void logged.push(line) });
  return {
    handler: createHandler({ rules: RULES, lake, effects }),
    logged,
    processed: () => keysOf(store, 'processed'),
  };
}

const EVENT = notification({ key: GOOD, bytes: CSV.length });

describe('a batch of SQS', () => {
  test('is handled, and no message of it comes again', async () => {
    const { handler, logged } = await deployed();
    expect(await handler(sqsRecords(EVENT, TEST_EVENT))).toEqual({ batchItemFailures: [] });
    expect(logged.map((line): unknown => JSON.parse(line))).toMatchObject([
      { kind: 'object', outcome: 'accepted', key: GOOD },
    ]);
  });

  test('of which some cannot be read names those alone', async () => {
    const { handler, logged } = await deployed();
    expect(await handler(sqsRecords('{', EVENT, { Records: [{}] }))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }],
    });
    expect(logged).toHaveLength(3);
  });
});

describe('any other event', () => {
  test.each([
    ['S3', EVENT],
    ['SNS', snsRecords(EVENT)],
    ['EventBridge', eventBridge({ key: GOOD, bytes: CSV.length })],
  ])('of %s gives what became of its objects', async (_from, event) => {
    const { handler } = await deployed();
    expect(await handler(event)).toMatchObject({ objects: [{ outcome: 'accepted', key: GOOD }], ignored: [] });
  });

  test('that cannot be read throws, so that Lambda tries again', async () => {
    const { handler } = await deployed();
    await expect(handler({ Records: [{}] })).rejects.toThrow('[EVENT_FORM_UNKNOWN]');
  });
});

test('an event twice, as Lambda delivers it at times, changes nothing', async () => {
  const { handler, processed } = await deployed();
  await handler(EVENT);
  const before = await processed();
  await Promise.all([handler(EVENT), handler(sqsRecords(EVENT))]);
  expect(await processed()).toEqual(before);
});

test('a lake that cannot be opened is tried again at the next event', async () => {
  const file = `${await tempFolder()}/file`;
  const { writeFile, rm } = await import('node:fs/promises');
  await writeFile(file, '');
  const handler = createHandler({ rules: RULES, lake: file, effects: realEffects() });
  await expect(handler(EVENT)).rejects.toThrow('[LAKE_NOT_A_FOLDER]');
  await rm(file);
  expect(await handler(EVENT)).toMatchObject({ objects: [{ outcome: 'gone' }] });
});
