/** A tree of files that apps are found in: the folder that ships with the system, or a folder of the namespace. */
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FileType } from '@agentos/protocol/kernel';
import type { Caller } from '../kernel/caller.ts';
import { listWhole, readWhole } from '../kernel/documents.ts';
import { codeOf, Problem } from '../problem.ts';

export interface FileTree {
  /** Entries of a folder, sorted by name; empty when it does not exist. `folder` is relative, '' for the top. */
  list(folder: string): Promise<{ name: string; directory: boolean }[]>;
  /** A whole file; ENOENT, or EFBIG beyond `longest` bytes. Never a file outside of the tree. */
  read(file: string, longest: number): Promise<Uint8Array>;
}

/** A folder of the host that ships with the system. */
export function hostTree(root: string): FileTree {
  return {
    async list(folder) {
      try {
        const entries = await readdir(join(root, folder), { withFileTypes: true });
        return entries
          .filter((entry) => entry.isDirectory() || entry.isFile())
          .map((entry) => ({ name: entry.name, directory: entry.isDirectory() }))
          .sort(byName);
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      }
    },
    async read(file, longest) {
      const path = join(root, file);
      const [real, top] = await Promise.all([realpath(path), realpath(root)]);
      if (!real.startsWith(top + sep)) throw new Problem('ENOENT', `${file} is outside of its folder`);
      if (!(await lstat(real)).isFile()) throw new Problem('ENOENT', `${file} is not a file`);
      const handle = await open(real);
      try {
        const { size } = await handle.stat();
        if (size > longest) throw new Problem('EFBIG', `${file} is ${size} bytes long; at most ${longest} are read`);
        return await handle.readFile();
      } finally {
        await handle.close();
      }
    },
  };
}

/** A folder of the kernel's namespace; the kernel keeps the reads inside of its mount. */
export function namespaceTree(caller: Caller, root: string): FileTree {
  return {
    async list(folder) {
      const entries: { name: string; directory: boolean }[] = [];
      try {
        for await (const entry of listWhole(caller, folder === '' ? root : `${root}/${folder}`)) {
          if (entry.type === FileType.FILE || entry.type === FileType.DIRECTORY) {
            entries.push({ name: entry.name, directory: entry.type === FileType.DIRECTORY });
          }
        }
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      }
      return entries.sort(byName);
    },
    read: (file, longest) => readWhole(caller, `${root}/${file}`, longest),
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
