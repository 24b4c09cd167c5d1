/** Where clamd listens. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly socket: string };

/** `host:port` (an IPv6 address in brackets), or the absolute path of a socket; undefined for anything else. */
export function parseClamdAddress(text: string): ClamdAddress | undefined {
  if (text.startsWith('/')) return { socket: text };
  const [, inBrackets, plain, digits] = /^(?:\[([\da-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = inBrackets ?? plain;
  const port = Number(digits);
  return host !== undefined && port > 0 && port < 65_536 ? { host, port } : undefined;
}
