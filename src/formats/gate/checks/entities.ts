import type { ContentCheck, Evidence } from '../gate-check.ts';
import { offsetAt } from '../content-window.ts';

/**
 * What makes an XML parser read other files or grow without bounds (OWASP, "XML External Entity Prevention"):
 * declarations of entities anywhere, and in a document that is XML a DTD of its own or from elsewhere.
 */
export const entitiesCheck: ContentCheck = {
  name: 'entities',
  action: ({ security }) => security.entities,
  scanner: () => {
    let isXml = false;
    let evidence: Evidence | undefined;
    return {
      take(window) {
        if (evidence) return;
        if (window.offset === 0) isXml = XML.test(window.text.slice(0, 1024));
        if (!window.bytes.includes('<!')) return;
        const pattern = isXml ? IN_XML : ANYWHERE;
        const match = pattern.exec(window.text);
        if (match) evidence = found(match[0], offsetAt(window, match.index));
      },
      end: () => (evidence ? [evidence] : []),
    };
  },
};

const XML = /^(?:\xEF\xBB\xBF)?\s*<(?:\?xml|!--|!DOCTYPE|!ENTITY|[a-z][\w:.-]*[\s/>])/i;
const ENTITY = String.raw`<!ENTITY\s+(?:%\s+)?[\w:.-]+\s+(?:SYSTEM\b|PUBLIC\b|""?|["'\\])`;
const ANYWHERE = new RegExp(ENTITY);
/** The DTDs of HTML are known to every browser, and fetched by none. */
const IN_XML = new RegExp(
  String.raw`${ENTITY}|<!DOCTYPE\s+(?!html[\s>])[\w:.-]+\s*(?:\[|SYSTEM\b|PUBLIC\b)|<!DOCTYPE\s+html\s*\[`,
);

function found(text: string, place: { offset?: number }): Evidence {
  return {
    code: 'XML_ENTITY',
    message: 'the content declares XML entities or a DTD, which make a parser read other files',
    ...place,
    found: text.slice(0, 80),
    expected: 'no DOCTYPE with a DTD, and no ENTITY',
    hint: 'Take the declaration out where the XML is made.',
  };
}
