import type { DataSources, MetadataEntry } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { flatText, parseDictionary, type Pair } from './parse-dictionary.ts';

/** Takes the `{ … }` of `Metadata`. */
export function parseMetadata(cursor: Cursor): MetadataEntry[] {
  const pairs = parseDictionary(cursor, 'Metadata', ['Version']);
  return [...pairs.values()].map((pair) => ({
    key: pair.key,
    value: flatText(pair),
    range: cursor.findings.rangeOf({ start: pair.keyToken.start, end: pair.end }),
  }));
}

/** Takes the `{ … }` of `DataSources`. */
export function parseDataSources(cursor: Cursor): DataSources {
  const { start } = cursor.token;
  const pairs = parseDictionary(cursor, 'DataSources', ['Primary', 'AdditionalDataSources']);
  const primary = pairs.get('Primary');
  const additional = pairs.get('AdditionalDataSources');
  return {
    primary: primary && primaryName(primary, cursor),
    additional: additional === undefined ? [] : additionalNames(additional, cursor),
    range: cursor.rangeFrom(start),
  };
}

function primaryName(pair: Pair, cursor: Cursor): string {
  const name = flatText(pair);
  const [written] = pair.values;
  if (written !== undefined && (pair.isList || name !== written.text)) warnOfName(written.text, name, pair, cursor);
  return name;
}

/**
 * The names as the open parser makes them: brackets, quotes and spaces are cut out of all of them, and what is left is
 * split at every comma.
 */
function additionalNames(pair: Pair, cursor: Cursor): string[] {
  const span = { start: pair.keyToken.start, end: pair.end };
  if (!pair.isList) {
    cursor.findings.error('DQDL_SOURCES_NOT_LIST', span, 'AdditionalDataSources is a list', {
      found: `"${flatText(pair)}"`,
      expected: '["name", …]',
    });
    return [];
  }
  const written = pair.values.map(({ text }) => text);
  const cleaned = written.join(',').replaceAll(/[[\] "]/g, '');
  const names = cleaned.split(',');
  while (names.length > 1 && names.at(-1) === '') names.pop();
  const read = cleaned !== '' && names.length === 1 && names[0] === '' ? [] : names;
  if (read.join('\n') !== written.join('\n')) warnOfName(written.join(', '), read.join(', '), pair, cursor);
  return read;
}

function warnOfName(written: string, read: string, pair: Pair, cursor: Cursor): void {
  const span = { start: pair.keyToken.start, end: pair.end };
  cursor.findings.warn('DQDL_SOURCE_NAME_CHANGED', span, `${pair.key} is read as ${read}`, {
    found: written,
    expected: 'names without spaces, commas, brackets and quotes',
  });
}
