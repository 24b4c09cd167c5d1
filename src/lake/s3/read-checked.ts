import { isAnswer } from '../../core/aws-failure.ts';
import type { S3Connection } from './connection.ts';
import { damaged, WholeCheck } from './download.ts';
import { s3Failure } from './failure.ts';
import { readBody, type BodyRequest } from './read-body.ts';

/** How often an object whose bytes are not what they should be is read. */
const ATTEMPTS = 3;

/** The bytes of a small object, read again where they are not its own. Throws as {@link readBody}, and LAKE_OBJECT_DAMAGED. */
export async function readWhole(
  connection: S3Connection,
  request: Omit<BodyRequest, 'onAnswer' | 'range'>,
): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    const check = new WholeCheck();
    const chunks: Uint8Array[] = [];
    for await (const chunk of readBody(connection, { ...request, onAnswer: (answer) => check.expect(answer) })) {
      check.add(chunk);
      chunks.push(chunk);
    }
    const damage = check.damage();
    if (damage === undefined) return Buffer.concat(chunks);
    if (attempt === ATTEMPTS) throw damaged(request.place, damage);
  }
}

/**
 * The bytes of an object, checked when all of them were given (a range is not). Throws `UserError`s, LAKE_OBJECT_DAMAGED
 * among them; but what the endpoint answers to the first request is thrown as it is where there is no such object.
 */
export async function* readChecked(
  connection: S3Connection,
  request: Omit<BodyRequest, 'onAnswer'>,
): AsyncGenerator<Uint8Array> {
  const check = new WholeCheck();
  try {
    for await (const chunk of readBody(connection, { ...request, onAnswer: (answer) => check.expect(answer) })) {
      check.add(chunk);
      yield chunk;
    }
  } catch (error) {
    if (isAnswer(error, 'NoSuchKey')) throw error;
    throw s3Failure(error, request.place, connection);
  }
  const damage = request.range ? undefined : check.damage();
  if (damage) throw damaged(request.place, damage);
}
