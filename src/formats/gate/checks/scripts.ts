import type { ContentCheck, Evidence } from '../gate-check.ts';
import { offsetAt, type ContentWindow } from '../content-window.ts';

/**
 * Scripts by what their lines begin with, and HTML that carries script. One word of theirs in a cell makes no script:
 * the file must begin as one, or have several of their statements at the beginnings of lines.
 */
export const scriptsCheck: ContentCheck = {
  name: 'scripts',
  action: ({ security }) => security.scripts,
  scanner: () => {
    let evidence: Evidence | undefined;
    let isHtml = false;
    return {
      take(window) {
        if (evidence) return;
        if (window.offset === 0) {
          evidence = scriptIn(window);
          isHtml = HTML.test(window.text.slice(0, 1024));
        }
        if (isHtml) evidence ??= activeHtml(window);
      },
      end: () => (evidence ? [evidence] : []),
    };
  },
};

const HTML =
  /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|svg|hta:)/i;
const ACTIVE =
  /<script[\s>]|<(?:iframe|object|embed|hta:application)\b|\bon(?:load|error|click|mouseover|focus)\s*=|\bjavascript:/i;

function activeHtml(window: ContentWindow): Evidence | undefined {
  const at = window.text.search(ACTIVE);
  return at === -1 ? undefined : found('HTML with script', offsetAt(window, at));
}

interface Language {
  readonly kind: string;
  /** The first line alone says it. */
  readonly first: RegExp;
  /** At beginnings of lines; so many of them, of different kinds, say it. */
  readonly statements: readonly RegExp[];
}

const LANGUAGES: readonly Language[] = [
  {
    kind: 'a batch file',
    first: /^(?:@echo\s+off|@?setlocal)\b/i,
    statements: [
      /^@?echo\s/im,
      /^@?set\s+\w+=/im,
      /^:\w+\s*$/m,
      /^goto\s+:?\w+/im,
      /^(?:start|cmd)\s+\/\w/im,
      /^if\s+(?:not\s+)?exist\s/im,
    ],
  },
  {
    kind: 'a PowerShell script',
    first: /^(?:#requires\s+-|\[CmdletBinding\(|Set-ExecutionPolicy\s|powershell(?:\.exe)?\s+-)/i,
    statements: [
      /^[ \t]*\$\w+\s*=\s*(?:New-Object|Get-|\[|Invoke-)/im,
      /^[ \t]*(?:Invoke-Expression|IEX)[\s(]/im,
      /^[ \t]*Invoke-(?:WebRequest|RestMethod|Command)\s/im,
      /^[ \t]*(?:Start-Process|Write-Host|Import-Module|Add-Type|Set-ItemProperty)\s/im,
      /^[ \t]*param\s*\(/im,
      /^[ \t]*function\s+\w+-\w+\s*\{?/im,
    ],
  },
  {
    kind: 'a script of the Windows Script Host',
    first: /^(?:on error resume next|option explicit)\s*$/i,
    statements: [
      /^[ \t]*Set\s+\w+\s*=\s*(?:\w+\.)?CreateObject\s*\(/im,
      /^[ \t]*Dim\s+\w+/im,
      /^[ \t]*(?:var\s+)?\w+\s*=\s*new\s+ActiveXObject\s*\(/im,
      /^[ \t]*WScript\.\w+/im,
      /^[ \t]*\w+\.(?:Run|ShellExecute|Exec)\s*[("]/im,
    ],
  },
];

/** Statements stand near the beginning of a script. */
const LOOKED_AT = 16 * 1024;

function scriptIn(window: ContentWindow): Evidence | undefined {
  const text = window.text
    .slice(0, LOOKED_AT)
    .replace(/^\xEF\xBB\xBF/, '')
    .trimStart();
  const [line = ''] = text.split(/\r?\n/, 1);
  const language = LANGUAGES.find(
    ({ first, statements }) => first.test(line) || statements.filter((statement) => statement.test(text)).length > 1,
  );
  return language && found(language.kind, offsetAt(window, 0));
}

function found(kind: string, place: { offset?: number }): Evidence {
  return {
    code: 'SCRIPT_CONTENT',
    message: `the content is ${kind}`,
    ...place,
    found: kind,
    expected: 'data',
    hint: 'Do not open it. Find out who sent the object.',
  };
}
