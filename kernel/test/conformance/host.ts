/** The oracle: the same operations by node:fs in a folder of its own, and what is in that folder. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../src/errors.ts';
import type { Step } from './steps.ts';

function writeWith(flags: number, path: string, text: string): void {
  const fd = fs.openSync(path, flags, 0o644);
  try {
    fs.writeSync(fd, text);
  } finally {
    fs.closeSync(fd);
  }
}

export function hostStep(root: string, one: Step): unknown {
  const at = (relative: string): string => root + relative;
  switch (one.op) {
    case 'write': {
      const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = fs.constants;
      const flags = O_WRONLY | (one.append ? O_APPEND : 0) | (one.create ? O_CREAT : 0) | (one.truncate ? O_TRUNC : 0);
      if (!one.replace) {
        writeWith(flags, at(one.path), one.text);
        return undefined;
      }
      // A copy is written and takes the name: other links to the file keep what they had.
      fs.closeSync(fs.openSync(at(one.path), flags & ~O_TRUNC, 0o644));
      const real = fs.realpathSync(at(one.path));
      fs.copyFileSync(real, `${root}.new`);
      writeWith(flags, `${root}.new`, one.text);
      fs.renameSync(`${root}.new`, real);
      return undefined;
    }
    case 'writeAt': {
      const fd = fs.openSync(at(one.path), fs.constants.O_WRONLY);
      try {
        fs.writeSync(fd, 'xy', one.offset);
      } finally {
        fs.closeSync(fd);
      }
      return undefined;
    }
    case 'createFile':
      return fs.closeSync(fs.openSync(at(one.path), 'wx'));
    case 'mkdir':
      return fs.mkdirSync(at(one.path));
    case 'makeParents':
      fs.mkdirSync(at(one.path), { recursive: true });
      return undefined;
    case 'rmdir':
      return fs.rmdirSync(at(one.path));
    case 'unlink':
      return fs.unlinkSync(at(one.path));
    case 'removeTree':
      fs.lstatSync(at(one.path));
      return fs.rmSync(at(one.path), { recursive: true });
    case 'read':
      return fs.readFileSync(at(one.path), 'latin1');
    case 'list':
      return fs.readdirSync(at(one.path)).sort();
    case 'stat':
      return describeStat(fs.statSync(at(one.path)));
    case 'lstat':
      return describeStat(fs.lstatSync(at(one.path)));
    case 'readlink':
      return fs.readlinkSync(at(one.path)).replace(root, '/home');
    case 'truncate':
      return fs.truncateSync(at(one.path), one.size);
    case 'move': {
      if (!one.overwrite && exists(at(one.from)) && exists(at(one.to))) throw coded('EEXIST');
      return fs.renameSync(at(one.from), at(one.to));
    }
    case 'link':
      return fs.linkSync(at(one.from), at(one.to));
    case 'symlink':
      return fs.symlinkSync(at(one.from), at(one.to));
    case 'relativeSymlink':
      return fs.symlinkSync(one.from.slice(1), at(one.to));
    case 'copy': {
      const data = fs.readFileSync(at(one.from));
      fs.writeFileSync(at(one.to), data, { flag: 'wx' });
      return data.length;
    }
  }
}

/** What an operation gives, or the code that it fails with. */
export async function outcome(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    return codeOf(error);
  }
}

function describeStat(stat: fs.Stats): string {
  return stat.isFile() ? `file ${stat.size} ${stat.nlink}` : stat.isDirectory() ? 'folder' : 'link';
}

function exists(path: string): boolean {
  try {
    fs.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Everything below a folder: paths with contents, links with targets. */
export function tree(root: string, folder = root): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const full = join(folder, entry.name);
      const shown = full.slice(root.length);
      if (entry.isDirectory()) return [`${shown} /`, ...tree(root, full)];
      if (entry.isSymbolicLink()) return [`${shown} ${fs.readlinkSync(full).replace(root, '/home')}`];
      return [`${shown} ${fs.readFileSync(full, 'latin1')}`];
    })
    .sort();
}
