import { openSession } from '../../duckdb/open-session.ts';
import type { Column } from '../../duckdb/session.ts';
import { foldersOf, openData } from '../../formats/open-data.ts';
import type { KnownColumns } from '../../quality/lint/lint-columns.ts';
import type { Cli } from '../cli.ts';
import { printFindings } from '../failure.ts';

/** The columns of the data and of the other tables, as `check` would have them. What is odd about these is told. */
export async function knownColumns(
  data: readonly string[] | undefined,
  reference: Readonly<Record<string, string>> | undefined,
  cli: Cli,
): Promise<KnownColumns> {
  const inputs = [...(data ?? []), ...Object.values(reference ?? {})];
  const folders = (await Promise.all(inputs.map((input) => foldersOf(input)))).flat();
  await using session = await openSession({ folders });
  const columnsOf = async (input: string | readonly string[], into: string): Promise<readonly Column[]> => {
    const { columns, findings } = await openData(session, input, { into, lazy: true });
    await printFindings(findings, cli);
    return columns;
  };
  const columns = data === undefined ? undefined : await columnsOf(data, 'lint_data');
  const references: Record<string, readonly Column[]> = {};
  for (const [index, [alias, path]] of Object.entries(reference ?? {}).entries()) {
    references[alias] = await columnsOf(path, `lint_reference_${index}`);
  }
  return { ...(columns === undefined ? {} : { columns }), ...(reference === undefined ? {} : { references }) };
}
