/**
 * Which hosts and origins are ours. Pure.
 *
 * The Host check stops a foreign name that resolves to this machine (DNS rebinding); the Origin check stops a foreign
 * page, or a sandboxed frame, that sends a request with the owner's cookie.
 */
import { isIP } from 'node:net';

/** What a Host header stands for. */
export type HostKind =
  | { kind: 'shell'; hostname: string; port: string }
  /** `app<id>.localhost`: only the files of that app's frame. */
  | { kind: 'app'; instance: string }
  | { kind: 'refused' };

const appHost = /^app([a-z0-9]{1,32})\.localhost$/;

export class Origins {
  readonly #origins: ReadonlySet<string>;
  readonly #hosts: ReadonlySet<string>;
  readonly #scheme: 'http' | 'https';

  /** @param origins further origins of the settings, such as `https://desk.example` */
  constructor(origins: readonly string[], scheme: 'http' | 'https') {
    const urls = origins.map(parseOrigin);
    this.#origins = new Set(urls.map((url) => url.origin));
    this.#hosts = new Set(urls.map((url) => url.host));
    this.#scheme = scheme;
  }

  /** Classifies a Host header. */
  host(header: string | undefined): HostKind {
    const split = splitHost(header);
    if (split === undefined) return { kind: 'refused' };
    const { hostname, port } = split;
    const instance = appHost.exec(hostname)?.[1];
    if (instance !== undefined) return { kind: 'app', instance };
    const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    const known =
      isIP(bare) !== 0 || hostname === 'localhost' || this.#hosts.has(port ? `${hostname}:${port}` : hostname);
    return known ? { kind: 'shell', hostname, port } : { kind: 'refused' };
  }

  /** Whether a request with this Origin may change something. Only a program that is no browser sends none. */
  allows(origin: string | undefined, hostHeader: string | undefined): boolean {
    if (origin === undefined) return true;
    if (origin === 'null') return false;
    return origin === `${this.#scheme}://${hostHeader ?? ''}` || this.#origins.has(origin);
  }

  /** Origins that may hold the frame of an app with a host of its own: loopback names, and those of the settings. */
  frameAncestors(port: string): string[] {
    const suffix = port === '' ? '' : `:${port}`;
    const own = loopbackNames.map((name) => `${this.#scheme}://${name}${suffix}`);
    return [...own, ...this.#origins];
  }

  get scheme(): 'http' | 'https' {
    return this.#scheme;
  }
}

const loopbackNames: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * Whether a host name of the shell is loopback, so that `app<id>.localhost` reaches this machine from the browser. `[::1]`
 * is not among them: a content policy cannot name it, so its frames stand beside the page.
 */
export function isLoopbackName(hostname: string): boolean {
  return loopbackNames.includes(hostname);
}

function splitHost(header: string | undefined): { hostname: string; port: string } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(header ?? '');
  if (match?.[1] === undefined) return undefined;
  return { hostname: match[1].toLowerCase(), port: match[2] ?? '' };
}

function parseOrigin(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error(`AGENTOS_ORIGINS: "${text}" is not an origin such as https://desk.example`);
  }
  return url;
}
