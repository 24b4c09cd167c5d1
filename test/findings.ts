import { expect } from 'vitest';
import { UserError } from '../src/core/errors.ts';
import type { Finding } from '../src/core/finding.ts';

/** The findings of the `UserError` that `action` throws; fails the test when it throws none. */
export async function findingsOf(action: () => unknown): Promise<readonly Finding[]> {
  try {
    await action();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    if (error instanceof UserError) return error.findings;
  }
  throw new Error('no UserError was thrown');
}

/** The codes of those findings, in order. */
export async function codesOf(action: () => unknown): Promise<string[]> {
  return (await findingsOf(action)).map(({ code }) => code);
}
