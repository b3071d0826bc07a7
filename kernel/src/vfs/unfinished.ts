/**
 * Files that are being written under a temporary name, to take the place of others: written down beside the data, so that
 * the next start removes what a killed kernel has left. Only names that this kernel chose are ever in the list.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { HostPaths } from './host-paths.ts';
import { LocalBackend } from './local.ts';

const longest = 256 * 1024;
const temporaryName = /^\.~[0-9a-f]{16}$/;

export interface Unfinished {
  /** A file of that path below a host folder has been begun; returns what to call when it is there no more. */
  begin(folder: string, path: string): () => void;
  close(): void;
}

/** Removes what was left, and begins a new list in that file. */
export async function openUnfinished(file: string, paths: HostPaths): Promise<Unfinished> {
  for (const { folder, path } of leftIn(file)) {
    try {
      const backend = new LocalBackend(paths, folder);
      await backend.unlink(path).finally(() => backend.close());
    } catch {
      // Finished, removed, or on a disk that is not there now.
    }
  }
  let fd = openSync(file, 'a', 0o600);
  ftruncateSync(fd, 0);
  const begun = new Set<string>();
  let length = 0;
  const write = (lines: string): void => {
    if (fd < 0) return;
    try {
      length += writeSync(fd, lines);
    } catch {
      // A full disk: the write itself will say so.
    }
  };
  return {
    begin(folder, path) {
      const line = `${JSON.stringify([folder, path])}\n`;
      begun.add(line);
      write(line);
      return () => {
        begun.delete(line);
        if (fd < 0) return;
        if (begun.size > 0 && length < longest) return;
        ftruncateSync(fd, 0);
        length = 0;
        if (begun.size > 0) write([...begun].join(''));
      };
    },
    close() {
      closeSync(fd);
      fd = -1;
    },
  };
}

function leftIn(file: string): { folder: string; path: string }[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const [folder, path]: unknown[] = JSON.parse(line);
      if (typeof folder !== 'string' || typeof path !== 'string') return [];
      return temporaryName.test(path.slice(path.lastIndexOf('/') + 1)) ? [{ folder, path }] : [];
    } catch {
      // The last line may have been cut.
      return [];
    }
  });
}
