/** The operations by syscalls, and what is in the namespace. */
import { FileType } from '@agentos/protocol/kernel';
import { writeArgs } from '../cases/args.ts';
import type { fileCaller } from './file-caller.ts';
import type { Step } from './steps.ts';

export async function kernelStep({ run }: ReturnType<typeof fileCaller>, one: Step): Promise<unknown> {
  const at = (relative: string): string => `/home${relative}`;
  switch (one.op) {
    case 'write': {
      const { append, truncate, create, replace } = one;
      await run('writeFile', writeArgs(at(one.path), one.text, { append, truncate, create, replace }));
      return undefined;
    }
    case 'writeAt':
      await run('writeFile', writeArgs(at(one.path), 'xy', { offset: one.offset, create: false, truncate: false }));
      return undefined;
    case 'createFile':
      await run('createFile', { path: at(one.path), mode: 0 });
      return undefined;
    case 'mkdir':
      await run('mkdir', { path: at(one.path), parents: false, mode: 0 });
      return undefined;
    case 'makeParents':
      await run('mkdir', { path: at(one.path), parents: true, mode: 0 });
      return undefined;
    case 'rmdir':
      await run('rmdir', { path: at(one.path) });
      return undefined;
    case 'unlink':
      await run('deleteFile', { path: at(one.path), recursive: false });
      return undefined;
    case 'removeTree':
      await run('deleteFile', { path: at(one.path), recursive: true });
      return undefined;
    case 'read':
      return (await run('readFile', { path: at(one.path), offset: 0, length: 0 })).data.toString('latin1');
    case 'list': {
      const { entries } = await run('listDirectory', { path: at(one.path), limit: 0, cursor: '', withStat: false });
      return entries.map((entry) => entry.name);
    }
    case 'stat':
    case 'lstat': {
      const { stat } = await run('stat', { path: at(one.path), follow: one.op === 'stat' });
      const { type, size = 0, links = 0 } = stat ?? {};
      return type === FileType.FILE ? `file ${size} ${links}` : type === FileType.DIRECTORY ? 'folder' : 'link';
    }
    case 'readlink':
      return (await run('readlink', { path: at(one.path) })).target;
    case 'truncate':
      await run('truncate', { path: at(one.path), size: one.size });
      return undefined;
    case 'move':
      await run('moveFile', { source: at(one.from), destination: at(one.to), overwrite: one.overwrite });
      return undefined;
    case 'link':
      await run('link', { target: at(one.from), path: at(one.to) });
      return undefined;
    case 'symlink':
      await run('symlink', { target: at(one.from), path: at(one.to) });
      return undefined;
    case 'relativeSymlink':
      await run('symlink', { target: one.from.slice(1), path: at(one.to) });
      return undefined;
    case 'copy':
      return (
        await run('copyFile', { source: at(one.from), destination: at(one.to), overwrite: false, recursive: false })
      ).bytes;
  }
}

export async function kernelTree(caller: ReturnType<typeof fileCaller>, folder = '/home'): Promise<string[]> {
  const lines: string[] = [];
  const { entries } = await caller.run('listDirectory', { path: folder, limit: 0, cursor: '', withStat: false });
  for (const { name: entry, type } of entries) {
    const full = `${folder}/${entry}`;
    const shown = full.slice('/home'.length);
    if (type === FileType.DIRECTORY) lines.push(`${shown} /`, ...(await kernelTree(caller, full)));
    else if (type === FileType.SYMLINK) lines.push(`${shown} ${(await caller.run('readlink', { path: full })).target}`);
    else
      lines.push(
        `${shown} ${(await caller.run('readFile', { path: full, offset: 0, length: 0 })).data.toString('latin1')}`,
      );
  }
  return lines.sort();
}
