/** The text of AGENTOS_MOUNTS: which folders of the host appear at `/mnt/<name>`. What may be mounted is the kernel's to say. */

export interface HostMount {
  /** Absolute path on the host. */
  readonly folder: string;
  readonly readOnly: boolean;
}

type Parsed = { readonly mounts: Readonly<Record<string, HostMount>> } | { readonly problem: string };

const mostMounts = 64;

/** Reads `name=/path[:ro],…`. */
export function parseMounts(text: string): Parsed {
  const mounts: Record<string, HostMount> = {};
  for (const part of text.split(',')) {
    const trimmed = part.trim();
    if (trimmed === '') continue;
    const [, name, path, readOnly] = /^([^=]*)=(.*?)(:ro|:rw)?$/s.exec(trimmed) ?? [];
    if (name === undefined || path === undefined) return { problem: `"${trimmed}" is not name=/path` };
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
      return { problem: `"${name}" is no name for a mount: letters, digits, dots, dashes, at most 64` };
    }
    if (!path.startsWith('/') || path.includes('\0')) return { problem: `${name}: "${path}" is not an absolute path` };
    if (Object.hasOwn(mounts, name)) return { problem: `${name} is there twice` };
    mounts[name] = { folder: path, readOnly: readOnly === ':ro' };
  }
  if (Object.keys(mounts).length > mostMounts) return { problem: `more than ${mostMounts} mounts` };
  return { mounts };
}

/** @throws Error that says what is wrong */
export function mountsOf(text: string): Readonly<Record<string, HostMount>> {
  const parsed = parseMounts(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.mounts;
}

/** What is wrong with a text. */
export function mountProblem(text: unknown): string {
  const parsed = typeof text === 'string' ? parseMounts(text) : { problem: 'not a text' };
  return 'problem' in parsed ? parsed.problem : '';
}
