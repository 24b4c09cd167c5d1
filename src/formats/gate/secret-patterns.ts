/** What every secret that is looked for has in it: content without any is passed over fast. */
export const MAY_BE_SECRET: readonly Buffer[] = [
  'AKIA',
  'ASIA',
  'PRIVATE KEY',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'github_pat_',
  'xox',
  'hooks.slack.com',
  'eyJ',
  'ecret',
  'ECRET',
].map((sign) => Buffer.from(sign, 'latin1'));

interface SecretKind {
  readonly kind: string;
  /** Of RE2 too, in which full depth asks for it within values: no look-around. Group 1 is the secret itself. */
  readonly pattern: string;
  /** What the pattern alone cannot tell. */
  readonly confirm?: (secret: string) => boolean;
}

/** The kinds, by the forms that their makers publish. */
export const SECRET_KINDS: readonly SecretKind[] = [
  { kind: 'an AWS access key id', pattern: String.raw`\b((?:AKIA|ASIA)[A-Z0-9]{16})\b` },
  {
    kind: 'an AWS secret access key',
    pattern: String.raw`(?:[Ss]ecret|SECRET)[_ -]?(?:[Aa]ccess|ACCESS)?[_ -]?(?:[Kk]ey|KEY)["'\\\s]{0,6}[:=,;|\t]["'\\\s]{0,6}([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)`,
    confirm: isMixed,
  },
  {
    kind: 'an AWS secret access key',
    pattern: String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}["'\s]{0,3}[:=,;|\t]["'\s]{0,3}([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)`,
    confirm: isMixed,
  },
  {
    kind: 'a private key',
    pattern: String.raw`(-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-----|-----BEGIN PGP PRIVATE KEY BLOCK-----)`,
  },
  { kind: 'a GitHub token', pattern: String.raw`\b(gh[pousr]_[A-Za-z0-9]{36,251})\b` },
  { kind: 'a GitHub token', pattern: String.raw`\b(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b` },
  { kind: 'a Slack token', pattern: String.raw`\b(xox[abeoprs]-(?:\d{1,20}-)?[A-Za-z0-9-]{10,250})` },
  {
    kind: 'the address of a Slack webhook',
    pattern: String.raw`(hooks\.slack\.com/services/T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{20,30})`,
  },
  {
    kind: 'a JSON Web Token',
    pattern: String.raw`\b(eyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{4,1000}\.[A-Za-z0-9_-]{16,1000})`,
    confirm: isJwt,
  },
];

const EXPRESSIONS = SECRET_KINDS.map(({ pattern, ...kind }) => ({ ...kind, expression: new RegExp(pattern, 'g') }));

export interface FoundSecret {
  readonly kind: string;
  readonly index: number;
  readonly length: number;
  /** How it begins, and how long it is. */
  readonly masked: string;
}

/** The secrets in a text, by where they begin. */
export function findSecrets(text: string): FoundSecret[] {
  return EXPRESSIONS.flatMap(({ kind, expression, confirm }) =>
    [...text.matchAll(expression)].flatMap((match) => {
      const secret = match[1] ?? '';
      if (confirm && !confirm(secret)) return [];
      const index = match.index + match[0].indexOf(secret);
      return [{ kind, index, length: secret.length, masked: mask(secret) }];
    }),
  ).toSorted((a, b) => a.index - b.index);
}

/** Of a key block there is nothing to hide in its first line. */
function mask(secret: string): string {
  if (secret.startsWith('-----')) return secret;
  return `${secret.slice(0, 4)}… (${secret.length} characters)`;
}

/** A random text of 40 has letters of both cases and digits; a hash in hexadecimal or a path has not. */
function isMixed(secret: string): boolean {
  return /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d/.test(secret) && new Set(secret).size > 15;
}

/** The first part is JSON that names the algorithm (RFC 7519, 5). */
function isJwt(token: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    return typeof header === 'object' && header !== null && ('alg' in header || 'typ' in header);
  } catch {
    return false;
  }
}
