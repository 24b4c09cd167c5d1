import { InvalidArgumentError, type Command } from 'commander';
import type { FormatName, ReadOptions } from '../formats/format.ts';

/** What options say of the files to read. */
export interface ReadCommandOptions {
  readonly format?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly header?: boolean;
  readonly decimalComma?: boolean;
}

/** Adds the options by which a user says what files are; what is not said is found by looking at them. */
export function addReadOptions(command: Command): Command {
  return command
    .option('--format <name>', 'the format of the files (default: by their content)')
    .option('--encoding <name>', 'the encoding of text, such as windows-1252 or shift_jis (default: by its bytes)')
    .option('--delimiter <sign>', 'what parts the fields of CSV; \\t is a tab (default: by the first lines)', oneSign)
    .option('--quote <sign>', 'what quotes the fields of CSV (default: ")', oneSign)
    .option('--header', 'the first line of CSV names the columns (default: by the first lines)')
    .option('--no-header', 'the first line of CSV is data')
    .option('--decimal-comma', 'numbers of CSV have a decimal comma (default: by the first lines)')
    .option('--no-decimal-comma', 'they have none');
}

/** The same as the readers take it. Throws a `UserError` (`FORMAT_UNKNOWN`). */
export async function readOptionsOf({
  format,
  encoding,
  ...csv
}: ReadCommandOptions): Promise<{ format?: FormatName; options: ReadOptions }> {
  const { delimiter, quote, header, decimalComma } = csv;
  const named = format === undefined ? undefined : (await import('../formats/registry.ts')).formatNamed(format).name;
  return {
    ...(named === undefined ? {} : { format: named }),
    options: {
      ...(encoding === undefined ? {} : { encoding }),
      csv: {
        ...(delimiter === undefined ? {} : { delimiter }),
        ...(quote === undefined ? {} : { quote }),
        ...(header === undefined ? {} : { header }),
        ...(decimalComma === undefined ? {} : { decimalComma }),
      },
    },
  };
}

function oneSign(text: string): string {
  const sign = text === '\\t' ? '\t' : text;
  if (/^[^\r\n\0\u0080-\uffff]$/u.test(sign)) return sign;
  throw new InvalidArgumentError('Expected one sign of ASCII, like ; or \\t.');
}
