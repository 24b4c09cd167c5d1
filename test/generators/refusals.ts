import { expect } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import type { Finding } from '../../src/core/finding.ts';

/** Expects an action to throw a `UserError` whose first finding has at least these properties. */
export async function expectRefused(action: () => unknown, finding: Partial<Finding>): Promise<void> {
  const error = await failureOf(action);
  expect(error).toBeInstanceOf(UserError);
  expect(error instanceof UserError ? error.findings[0] : undefined).toMatchObject(finding);
}

async function failureOf(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return undefined;
}
