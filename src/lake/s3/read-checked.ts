import type { S3Connection } from './connection.ts';
import { damaged, WholeCheck } from './download.ts';
import { isAnswer, s3Failure } from './failure.ts';
import { readBody, type BodyRequest } from './read-body.ts';

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
