/**
 * Walks what is below a folder as the caller: page by page, each folder before what it holds. Folders that the caller may
 * not list are left out, links are named and not followed.
 */
import { posix } from 'node:path';
import type { FileEntry } from '@agentos/tools';
import { codeOf } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { typeName } from './whole-file.ts';

/** Most entries that one call looks at. */
const mostVisited = 50_000;
const pageEntries = 1_000;
const passedOver = new Set(['EACCES', 'ENOENT', 'ENOTDIR', 'ELOOP']);

export interface Visit {
  readonly entry: FileEntry;
  /** 1 for what the folder itself holds. */
  readonly depth: number;
}

/** A walk, and whether it ended before it had seen everything. */
export class Walk {
  readonly #context: ToolContext;
  readonly #root: string;
  readonly #maxDepth: number;
  #visited = 0;
  truncated = false;

  constructor(context: ToolContext, root: string, maxDepth = 64) {
    this.#context = context;
    this.#root = root;
    this.#maxDepth = maxDepth;
  }

  /** @throws KernelError EACCES, ENOENT, ENOTDIR for the folder itself */
  async *visits(): AsyncGenerator<Visit> {
    yield* this.#below(this.#root, 1);
  }

  /** At most `limit` entries that `wanted` takes. */
  async take(limit: number, wanted: (entry: FileEntry) => boolean): Promise<FileEntry[]> {
    const taken: FileEntry[] = [];
    for await (const { entry } of this.visits()) {
      if (!wanted(entry)) continue;
      if (taken.length === limit) {
        this.truncated = true;
        break;
      }
      taken.push(entry);
    }
    return taken;
  }

  async *#below(folder: string, depth: number): AsyncGenerator<Visit> {
    for (let cursor = ''; ; ) {
      const page = await this.#list(folder, cursor, depth);
      for (const { name, type, size, modifiedMs } of page.entries) {
        if (this.#visited >= mostVisited) {
          this.truncated = true;
          return;
        }
        this.#visited += 1;
        const path = posix.join(folder, name);
        const entry: FileEntry = { name, path, type: typeName(type), size, modified_ms: modifiedMs };
        yield { entry, depth };
        if (entry.type === 'directory' && depth < this.#maxDepth) yield* this.#below(path, depth + 1);
        if (this.truncated) return;
      }
      cursor = page.nextCursor;
      if (cursor === '') return;
    }
  }

  async #list(path: string, cursor: string, depth: number) {
    try {
      return await this.#context.call('listDirectory', { path, limit: pageEntries, cursor, withStat: true });
    } catch (error) {
      if (depth > 1 && passedOver.has(codeOf(error) ?? '')) return { entries: [], nextCursor: '', total: 0 };
      throw error;
    }
  }
}
