// count.mjs tests|expectations FILE: prints "PASSED FAILED" of a vitest JSON report, or of replay records.
import { readFileSync } from 'node:fs';

const [kind, file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const [passed, failed] = kind === 'tests' ? countTests(report) : countExpectations(report);
console.log(`${passed} ${failed}`);

/**
 * A skipped test counts as failed: on this machine every service can be had. Root may write everywhere, so tests of
 * permissions say "not as root" in their names and are neither passed nor failed there.
 */
function countTests({ numPassedTests, numFailedTests, testResults }) {
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .filter(({ fullName }) => !(process.getuid?.() === 0 && fullName.includes('not as root')));
  for (const { fullName } of skipped) console.error(`skipped, counted as failed: ${fullName}`);
  return [numPassedTests, numFailedTests + skipped.length];
}

/** A replay that broke counts as one failure more: what it did not reach may be missing from its expectations. */
function countExpectations(records) {
  const expectations = records.flatMap((record) => record.expectations);
  const unmet = expectations.filter(({ met }) => !met).length;
  const broken = records.filter(({ status }) => status === 'broken').length;
  return [expectations.length - unmet, unmet + broken];
}
