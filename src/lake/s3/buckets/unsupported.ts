import { isAnswer } from '../../../core/aws-failure.ts';

/** Whether an endpoint said that it does not know what it was asked. */
export function isUnsupported(error: unknown): boolean {
  return isAnswer(error, '501', 'NotImplemented', 'XNotImplemented', '405', 'MethodNotAllowed', 'UnknownOperation');
}

/** What an endpoint answers; undefined where it does not know the question. */
export async function noneIfUnsupported<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isUnsupported(error)) return undefined;
    throw error;
  }
}
