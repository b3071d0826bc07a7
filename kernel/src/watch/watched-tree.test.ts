import { FileType } from '@agentos/protocol/kernel';
import { describe, expect, test } from 'vitest';
import { MemoryAccount } from '../memory/account.ts';
import { Reserve } from '../memory/reserve.ts';
import type { Listed, NodeStat } from '../vfs/backend.ts';
import { MemoryBackend } from '../vfs/memory.ts';
import { WatchedTree } from './watched-tree.ts';

const files = (count: number): Listed[] =>
  Array.from({ length: count }, (_, index) => ({ name: `file-${index}`, type: FileType.FILE }));

/** A folder of many files that is read twice: the second time they are gone, and something else happens meanwhile. */
class Crowded extends MemoryBackend {
  hint: (name: string | undefined) => void = () => undefined;
  meanwhile: () => void = () => undefined;
  #reads = 0;

  override async *batches(): AsyncGenerator<readonly Listed[]> {
    if (this.#reads++ === 0) {
      yield files(20_000);
      return;
    }
    yield [{ name: 'new', type: FileType.FILE }];
    this.meanwhile();
  }

  override statEntries(_path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]> {
    return Promise.resolve(names.map(() => undefined));
  }

  override watch(_path: string, changed: (name: string | undefined) => void) {
    this.hint = changed;
    return { close: () => undefined };
  }
}

async function watched() {
  const account = new MemoryAccount(
    () => 0,
    () => undefined,
  );
  const backend = new Crowded();
  const told: string[] = [];
  const tree = new WatchedTree({
    backend,
    root: '',
    only: undefined,
    recursive: false,
    reserve: new Reserve(account),
    mayList: () => true,
    admit: () => undefined,
    dismiss: () => undefined,
    tell: (_change, path) => void told.push(path),
    stir: () => undefined,
  });
  await tree.start(new AbortController().signal);
  return { account, backend, tree, told };
}

describe('a folder that is read anew', () => {
  test('tells everything that has gone, with turns of others in between', async () => {
    const { account, backend, tree, told } = await watched();
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    backend.hint(undefined);
    await tree.look();
    clearImmediate(next);
    expect(told.filter((path) => path.startsWith('file-'))).toHaveLength(20_000);
    expect(turns).toBeGreaterThanOrEqual(10);
    tree.close();
    expect(account.used).toBe(0);
  });

  test('gives its memory back once when the watch is closed meanwhile', async () => {
    const { account, backend, tree, told } = await watched();
    expect(account.used).toBeGreaterThan(20_000 * 96);
    backend.meanwhile = () => tree.close();
    backend.hint(undefined);
    await tree.look();
    expect(account.used).toBe(0);
    expect(told.filter((path) => path.startsWith('file-'))).toEqual([]);
  });
});
