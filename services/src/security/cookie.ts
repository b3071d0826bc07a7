/** The one cookie: its name, how it is read and how it is set. */

export const cookieLifeSeconds = 30 * 24 * 3_600;

/** Cookies are shared by all ports of a host, so the name holds the port. */
export function cookieName(port: number): string {
  return `agentos-${port}`;
}

/** The value of a cookie in a `Cookie` header, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/** A `Set-Cookie` value; an empty value with no life removes the cookie. */
export function setCookie(name: string, value: string, options: { secure: boolean }): string {
  const life = value === '' ? 0 : cookieLifeSeconds;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${life}${options.secure ? '; Secure' : ''}`;
}
