import type { Session } from '../../duckdb/session.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import { evaluateRuleset } from '../../quality/evaluate.ts';
import type { RowRequest } from '../../quality/rows/row-request.ts';
import type { Relation, RuleOutcome } from '../../quality/types.ts';
import { reasonClass } from './reason-class.ts';

/** Tables that a rule is judged on: those it judges, and those it names, by alias. */
export interface Tables<T = Relation> {
  readonly primary: T;
  readonly references: ReadonlyMap<string, T>;
}

/** What is asked of smaller and smaller tables: whether the rule still has its outcome, for the same kind of reason. */
export interface Question {
  readonly judge: (tables: Tables, rows?: RowRequest) => Promise<RuleOutcome>;
  readonly shows: (tables: Tables) => Promise<boolean>;
  /** How often it was asked. */
  readonly tries: () => number;
}

/** The question whether a ruleset of one rule gives an outcome like `wanted`. */
export function ask(
  session: Session,
  {
    ruleset,
    clock,
    wanted,
    onTry,
  }: {
    readonly ruleset: Ruleset;
    readonly clock: Date;
    readonly wanted: RuleOutcome;
    readonly onTry: (tries: number) => void;
  },
): Question {
  let tries = 0;
  const kind = reasonClass(wanted);
  const judge: Question['judge'] = (tables, rows) => judgeRuleset(session, { ruleset, clock, tables, rows });
  return {
    judge,
    shows: async (tables) => {
      tries += 1;
      onTry(tries);
      return reasonClass(await judge(tables)) === kind;
    },
    tries: () => tries,
  };
}

/** The outcome of the first rule of a ruleset. */
export async function judgeRuleset(
  session: Session,
  request: {
    readonly ruleset: Ruleset;
    readonly clock: Date;
    readonly tables: Tables;
    readonly rows?: RowRequest | undefined;
  },
): Promise<RuleOutcome> {
  const [outcome] = await judgeRules(session, request);
  if (outcome === undefined) throw new Error('a ruleset of one rule has no outcome');
  return outcome;
}

/** The outcome of every rule of a ruleset. */
export async function judgeRules(
  session: Session,
  {
    ruleset,
    clock,
    tables: { primary, references },
    rows,
  }: {
    readonly ruleset: Ruleset;
    readonly clock: Date;
    readonly tables: Tables;
    readonly rows?: RowRequest | undefined;
  },
): Promise<readonly RuleOutcome[]> {
  const { outcomes } = await evaluateRuleset({
    session,
    ruleset,
    primary,
    references: Object.fromEntries(references),
    clock,
    ...(rows === undefined ? {} : { rows }),
  });
  return outcomes;
}
