/** A pattern that cannot be run; thrown and caught within this folder. */
export class PatternProblem extends Error {
  override readonly name = 'PatternProblem';
}
