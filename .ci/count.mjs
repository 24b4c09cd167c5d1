// count.mjs tests|expectations FILE: prints "PASSED FAILED" of a vitest JSON report, or of replay records.
import { readFileSync } from 'node:fs';

const [kind, file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const [passed, failed] = kind === 'tests' ? countTests(report) : countExpectations(report);
console.log(`${passed} ${failed}`);

/** A skipped test counts as failed: on this machine every service can be had. */
function countTests({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const skipped = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed').map((test) => ({ name, test })),
  );
  for (const { name, test } of skipped) console.error(`skipped, counted as failed: ${name}: ${test.fullName}`);
  return [numPassedTests, numFailedTests + numPendingTests + numTodoTests];
}

/** A replay that broke counts as one failure more: what it did not reach may be missing from its expectations. */
function countExpectations(records) {
  const expectations = records.flatMap((record) => record.expectations);
  const unmet = expectations.filter(({ met }) => !met).length;
  const broken = records.filter(({ status }) => status === 'broken').length;
  return [expectations.length - unmet, unmet + broken];
}
