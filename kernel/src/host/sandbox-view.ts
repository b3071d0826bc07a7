/**
 * Paths as the program will see them, answered on the host before it starts: which file an executable's name leads to,
 * whether the working directory exists. Links are followed inside the sandbox, never on the host.
 */
import { lstat, readlink } from 'node:fs/promises';
import { posix } from 'node:path';
import { errorCode, HostError } from './errors.ts';
import { isBelow, type Mount } from './sandbox-plan.ts';

const MAX_LINKS = 40;

export class SandboxView {
  readonly #mounts: readonly Mount[];

  constructor(mounts: readonly Mount[]) {
    this.#mounts = mounts;
  }

  /** The path to execute; ENOENT when nothing by that name exists inside, EACCES when it is not a program. */
  async findExecutable(name: string, workingDirectory: string, searchPath: string): Promise<string> {
    if (name === '' || name.includes('\0')) throw new HostError('EINVAL', 'An executable needs a name.');
    const candidates = name.includes('/')
      ? [posix.resolve(workingDirectory, name)]
      : searchPath.split(':').flatMap((folder) => (folder === '' ? [] : [posix.resolve('/', folder, name)]));
    let found: string | undefined;
    for (const candidate of candidates) {
      const node = await this.#locate(candidate);
      if (node?.kind !== 'file') continue;
      if ((node.mode & 0o111) !== 0) return candidate;
      found ??= candidate;
    }
    if (found !== undefined) throw new HostError('EACCES', `${found} is not executable: its mode lacks the x bit.`);
    const where = name.includes('/') ? '' : ` on the sandbox's path (${searchPath})`;
    throw new HostError('ENOENT', `There is no program ${name}${where}.`);
  }

  /** ENOENT or ENOTDIR unless the path is a folder inside. */
  async requireFolder(path: string): Promise<void> {
    if (!posix.isAbsolute(path) || path.includes('\0')) throw new HostError('EINVAL', `${path} is not absolute.`);
    const node = await this.#locate(posix.normalize(path));
    if (node === undefined)
      throw new HostError('ENOENT', `The working directory ${path} does not exist in the sandbox.`);
    if (node.kind !== 'folder') throw new HostError('ENOTDIR', `The working directory ${path} is a file.`);
  }

  async #locate(path: string): Promise<{ kind: 'folder' } | { kind: 'file'; mode: number } | undefined> {
    let rest = path.split('/').filter((segment) => segment !== '');
    let current = '/';
    let links = 0;
    while (rest.length > 0) {
      const [segment = '', ...after] = rest;
      const next = posix.join(current, segment);
      const node = await this.#look(next);
      if (node === undefined) return undefined;
      if (node.kind === 'link') {
        if (++links > MAX_LINKS) return undefined;
        rest = [...node.target.split('/').filter((part) => part !== ''), ...after];
        if (node.target.startsWith('/')) current = '/';
        continue;
      }
      if (node.kind === 'file') return after.length === 0 ? node : undefined;
      current = next;
      rest = after;
    }
    return { kind: 'folder' };
  }

  async #look(
    path: string,
  ): Promise<{ kind: 'folder' } | { kind: 'file'; mode: number } | { kind: 'link'; target: string } | undefined> {
    const mount = this.#mounts.findLast((one) => one.kind !== 'seal' && isBelow(path, one.inside));
    const holdsMount = this.#mounts.some((one) => isBelow(one.inside, path));
    if (mount === undefined) return holdsMount ? { kind: 'folder' } : undefined;
    if (mount.kind === 'link') return path === mount.inside ? { kind: 'link', target: mount.target } : undefined;
    if (mount.kind !== 'bind') return holdsMount ? { kind: 'folder' } : undefined;
    const host = posix.join(mount.host, path.slice(mount.inside.length));
    try {
      const status = await lstat(host);
      if (status.isSymbolicLink() && path !== mount.inside) return { kind: 'link', target: await readlink(host) };
      return status.isDirectory() ? { kind: 'folder' } : { kind: 'file', mode: status.mode };
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR')
        return holdsMount ? { kind: 'folder' } : undefined;
      throw error;
    }
  }
}
