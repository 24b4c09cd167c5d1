import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderXml } from '../../src/reports/xml.ts';
import { xmlMistake } from './well-formed.ts';

const RUNS = join(import.meta.dirname, 'golden/runs');
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const binary = fc.string({ unit: 'binary', maxLength: 20 });

describe('XML', () => {
  test('is well-formed with any text in it', () =>
    fc.assert(
      fc.property(binary, binary, (value, text) => {
        const xml = renderXml({
          name: 'a',
          attributes: { value },
          children: [{ name: 'b', attributes: {}, children: [text] }],
        });
        expect(xmlMistake(xml)).toBeUndefined();
      }),
    ));

  test.each([
    ['<b a="1">&amp;</b>', '"&', 'a="&quot;&amp;"'],
    ['line breaks of an attribute', 'a\r\n\tb', 'a="a&#13;&#10;&#9;b"'],
    ['what XML cannot hold', '\u0000\u001b\ud800\uffff', String.raw`a="\u{0}\u{1b}\u{d800}\u{ffff}"`],
    ['what looks like an end', ']]>', 'a="]]&gt;"'],
  ])('escapes %s', (_, value, written) =>
    expect(renderXml({ name: 'x', attributes: { a: value } })).toBe(`${HEAD}<x ${written}/>\n`),
  );

  test.each(readdirSync(RUNS))('the JUnit report of the run that is %s is well-formed', (name) =>
    expect(xmlMistake(readFileSync(join(RUNS, name, 'junit.xml'), 'utf8'))).toBeUndefined(),
  );
});

describe('the check itself', () => {
  test.each([
    ['<a></b>', /closes something else/],
    ['<a>', /not closed/],
    ['<a/><b/>', /2 roots/],
    ['<a b="<"/>', /not a tag/],
    ['<a>&nbsp;</a>', /not a tag/],
    ['<a>\u001b</a>', /not a tag/],
    ['<a/>x', /outside the root/],
  ])('finds the mistake in %j', (xml, mistake) => expect(xmlMistake(HEAD + xml)).toMatch(mistake));
});
