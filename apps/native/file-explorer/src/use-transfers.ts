/** Uploads and downloads under way: one batch at a time in the status bar, with progress and a way to stop it. */
import type { AppContext } from '@os/sdk';
import { useCallback, useRef, useState } from 'react';
import { type Entry, formatSize } from './entries.ts';
import { listFolder } from './folders.ts';
import { freeName, join, nameProblem } from './names.ts';
import { describe } from './problems.ts';

export interface Transfer {
  readonly label: string;
  /** 0 to 1. */
  readonly done: number;
}

export interface Transfers {
  readonly transfer: Transfer | null;
  /** Uploads files into `folder`; resolves with the names they got and what went wrong. */
  upload(folder: string, files: readonly File[]): Promise<{ names: string[]; problems: string[] }>;
  download(entries: readonly Entry[]): Promise<string[]>;
  cancel(): void;
}

export function useTransfers({ executor, files: disk }: Pick<AppContext, 'executor' | 'files'>): Transfers {
  const [transfer, setTransfer] = useState<Transfer | null>(null);
  const running = useRef<AbortController | null>(null);

  const upload = useCallback(
    async (folder: string, files: readonly File[]) => {
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      const names: string[] = [];
      const problems: string[] = [];
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      let finished = 0;
      try {
        setTransfer({ label: 'Preparing upload…', done: 0 });
        const taken = new Set((await listFolder(executor, folder, signal)).map(({ name }) => name));
        for (const [index, file] of files.entries()) {
          if (signal.aborted) break;
          const problem = nameProblem(file.name);
          if (problem) {
            problems.push(`“${file.name}” was not uploaded. ${problem}`);
            continue;
          }
          const name = freeName(file.name, taken);
          const count = files.length > 1 ? ` (${index + 1} of ${files.length})` : '';
          const show = (sent: number) =>
            setTransfer({
              label: `Uploading ${name}${count}, ${formatSize(finished + sent)} of ${formatSize(bytes)}`,
              done: bytes === 0 ? index / files.length : (finished + sent) / bytes,
            });
          show(0);
          try {
            await disk.upload(join(folder, name), file, { signal, onProgress: show });
            taken.add(name);
            names.push(name);
          } catch (error) {
            if (!signal.aborted) problems.push(describe(error, `upload “${file.name}”`));
          }
          finished += file.size;
        }
      } catch (error) {
        if (!signal.aborted) problems.push(describe(error, 'upload'));
      } finally {
        if (running.current === controller) setTransfer(null);
      }
      return { names, problems };
    },
    [executor, disk],
  );

  const download = useCallback(
    async (entries: readonly Entry[]) => {
      const controller = new AbortController();
      running.current = controller;
      const problems: string[] = [];
      for (const [index, { name, path }] of entries.entries()) {
        if (controller.signal.aborted) break;
        setTransfer({ label: `Downloading ${name}`, done: index / entries.length });
        try {
          disk.saveToDisk(name, await disk.download(path, { signal: controller.signal }));
        } catch (error) {
          if (!controller.signal.aborted) problems.push(describe(error, `download “${name}”`));
        }
      }
      if (running.current === controller) setTransfer(null);
      return problems;
    },
    [disk],
  );

  const cancel = useCallback(() => running.current?.abort(), []);
  return { transfer, upload, download, cancel };
}
