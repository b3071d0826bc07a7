/**
 * The one grammar of capabilities, used in manifests, grants, events and messages:
 *
 *   READ_FILE:/home/Documents/**      a path; `*` stands for one name, a final `**` for all below (and the folder)
 *   NETWORK_ACCESS:*.example.com:443  host (wildcard or CIDR) and an optional port
 *   BIND_PORT:8080                    a port
 *   CLIPBOARD                         no argument
 *   !READ_FILE:/home/Private/**       a leading `!` denies; deny wins over allow
 *
 * Without an argument a kind that takes one means "any". STANDARD stands for the private folder `/home/.apps/<id>`,
 * the app's own key-value namespace, time and toasts.
 */
export const capabilityKinds = {
  READ_FILE: 'path',
  WRITE_FILE: 'path',
  CREATE_FILE: 'path',
  DELETE_FILE: 'path',
  LIST_DIRECTORY: 'path',
  SPAWN_PROCESS: 'none',
  KILL_PROCESS: 'none',
  NETWORK_ACCESS: 'host',
  BIND_PORT: 'port',
  NETWORK_NAMESPACE: 'none',
  SYSTEM_INFO: 'none',
  TIME_ACCESS: 'none',
  SEND_MESSAGE: 'none',
  RECEIVE_MESSAGE: 'none',
  SCHEDULER_CONTROL: 'none',
  CLIPBOARD: 'none',
  OBSERVE: 'none',
  /** Own private folder, own keys, time: granted to every app. */
  STANDARD: 'none',
} as const;

export type CapabilityKind = keyof typeof capabilityKinds;

export interface Capability {
  readonly kind: CapabilityKind;
  readonly deny: boolean;
  /** Path pattern, `host[:port]` or port; undefined means any. */
  readonly argument: string | undefined;
}

/** Parses one capability; throws a `RangeError` that names the part which is wrong. */
export function parseCapability(text: string): Capability {
  const deny = text.startsWith('!');
  const body = deny ? text.slice(1) : text;
  const colon = body.indexOf(':');
  const kind = colon < 0 ? body : body.slice(0, colon);
  const argument = colon < 0 ? undefined : body.slice(colon + 1);
  if (!isCapabilityKind(kind)) throw new RangeError(`unknown capability "${kind}" in "${text}"`);
  const takes = capabilityKinds[kind];
  if (argument !== undefined) {
    if (takes === 'none') throw new RangeError(`${kind} takes no argument, got "${argument}"`);
    if (takes === 'path' && !isPathPattern(argument)) {
      throw new RangeError(`${kind} takes an absolute path without "." or "..", got "${argument}"`);
    }
    if (takes === 'port' && !/^\d{1,5}$/.test(argument))
      throw new RangeError(`${kind} takes a port, got "${argument}"`);
    if (takes === 'host' && argument === '') throw new RangeError(`${kind} takes a host, got nothing`);
  }
  return { kind, deny, argument };
}

/** Whether a text is a capability. */
export function isCapability(text: string): boolean {
  try {
    parseCapability(text);
    return true;
  } catch {
    return false;
  }
}

/** The text of a capability, the inverse of `parseCapability`. */
export function formatCapability(capability: Capability): string {
  const { kind, deny, argument } = capability;
  return `${deny ? '!' : ''}${kind}${argument === undefined ? '' : `:${argument}`}`;
}

export function isCapabilityKind(text: string): text is CapabilityKind {
  return Object.hasOwn(capabilityKinds, text);
}

function isPathPattern(text: string): boolean {
  if (!text.startsWith('/') || text.includes('\0')) return false;
  const names = text.slice(1).split('/');
  return names.every((name, index) => {
    if (name === '') return names.length === 1;
    if (name === '**') return index === names.length - 1;
    return name !== '.' && name !== '..';
  });
}
