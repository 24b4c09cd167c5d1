import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { parseSize } from '../../core/size.ts';
import { normalizeType } from '../declared-type.ts';
import { FORMAT_NAMES } from '../kinds/registry.ts';
import { parseClamdAddress } from './clamd-address.ts';
import { ACTIONS, DEFAULT_POLICY, DEPTHS } from './policy.ts';

const { schema: SCHEMA, security: SECURITY } = DEFAULT_POLICY;

const action = z.enum(ACTIONS);

const size = z.union([z.int().positive(), z.string()]).transform((value, context) => {
  const bytes = typeof value === 'number' ? value : parseSize(value);
  if (bytes !== undefined) return bytes;
  context.addIssue({ code: 'custom', message: 'not a size: write `512 MB`, with B, KB, MB, GB or TB' });
  return z.NEVER;
});

const columnType = z.string().transform((text, context) => {
  try {
    return normalizeType(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [finding] = error.findings;
    const meant = finding?.nearest === undefined ? '' : `; did you mean ${JSON.stringify(finding.nearest)}?`;
    context.addIssue({ code: 'custom', message: `${finding?.message ?? error.message}${meant}` });
    return z.NEVER;
  }
});

const schema = z.strictObject({
  columns: z
    .record(z.string().min(1), columnType)
    .nullable()
    .default(SCHEMA.columns)
    .describe('Names and types that are expected. Absent: any.'),
  unexpected: action.default(SCHEMA.unexpected).describe('A column that is not expected.'),
  missing: action.default(SCHEMA.missing).describe('An expected column that is not there.'),
  widened: action.default(SCHEMA.widened).describe('A type that holds all values of the expected one, and more.'),
  broken: action.default(SCHEMA.broken).describe('A type that cannot be taken for the expected one.'),
});

const security = z.strictObject({
  executables: action.default(SECURITY.executables).describe('Programs, by content: ELF, PE, Mach-O, Java, `#!`.'),
  scripts: action.default(SECURITY.scripts).describe('PowerShell, VBScript, batch, HTML with script.'),
  archives: action.default(SECURITY.archives).describe('zip, tar, 7z, rar and cab: what is in them is not data.'),
  archiveBombs: action
    .default(SECURITY.archiveBombs)
    .describe('What expands beyond `maxExpandedBytes`, `maxRatio` or `maxNesting`.'),
  eicar: action.default(SECURITY.eicar).describe('The test string of antivirus programs.'),
  macros: action.default(SECURITY.macros).describe('Office documents with macros.'),
  polyglots: action.default(SECURITY.polyglots).describe('Content that is of two formats at once.'),
  entities: action.default(SECURITY.entities).describe('XML entities and external DTDs.'),
  formulas: action.default(SECURITY.formulas).describe('CSV cells that a spreadsheet would run as formulas.'),
  secrets: action.default(SECURITY.secrets).describe('Keys and tokens in the data.'),
});

/** The policy of the gate as YAML (gate.yaml): everything has a default. Published as schemas/gate.json. */
export const gatePolicySchema = z.strictObject({
  depth: z
    .enum(DEPTHS)
    .default(DEFAULT_POLICY.depth)
    .describe('quick: the first and last 64 KiB. full: every byte, and the data read through.'),
  maxBytes: size.default(DEFAULT_POLICY.maxBytes).describe('Objects larger than this are quarantined.'),
  allowEmpty: z.boolean().default(DEFAULT_POLICY.allowEmpty).describe('Objects without a byte are accepted.'),
  maxExpandedBytes: size
    .default(DEFAULT_POLICY.maxExpandedBytes)
    .describe('What a compressed object or an archive may expand to.'),
  maxRatio: z
    .number()
    .min(1)
    .default(DEFAULT_POLICY.maxRatio)
    .describe('Expanded bytes for each compressed one, from a MiB on.'),
  maxNesting: z
    .int()
    .positive()
    .default(DEFAULT_POLICY.maxNesting)
    .describe('How deep archives may stand in archives.'),
  names: z
    .string()
    .refine(isPattern, 'not a regular expression')
    .nullable()
    .default(DEFAULT_POLICY.names)
    .describe('A regular expression that the names of objects must match.'),
  maxNameLength: z.int().positive().default(DEFAULT_POLICY.maxNameLength).describe('Of a name, in bytes.'),
  forbiddenCharacters: z
    .string()
    .default(DEFAULT_POLICY.forbiddenCharacters)
    .describe('Characters that no name may have, besides control and invisible ones.'),
  otherDate: action
    .default(DEFAULT_POLICY.otherDate)
    .describe('A date in the name that is not the one its folders say.'),
  formats: z
    .array(z.enum(FORMAT_NAMES))
    .min(1)
    .nullable()
    .default(DEFAULT_POLICY.formats === null ? null : [...DEFAULT_POLICY.formats])
    .describe('Formats that may come in. Absent: all that are known.'),
  badRows: action.default(DEFAULT_POLICY.badRows).describe('Rows that cannot be read (depth full).'),
  schema: schema.prefault({}),
  security: security.prefault({}),
  clamd: z
    .string()
    .refine(
      (text) => parseClamdAddress(text) !== undefined,
      'not an address: write `host:port`, or the path of a socket',
    )
    .nullable()
    .default(DEFAULT_POLICY.clamd)
    .describe('The clamd that scans for viruses: `host:port`, or the path of a socket.'),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
