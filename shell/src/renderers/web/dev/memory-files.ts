/** A file system in memory behind the file tools, for the harness: enough of their behaviour to work on an app. */
import type { ToolOutcome } from '@agentos/tools';

interface Node {
  folder: boolean;
  content: Blob;
  modified: number;
}

export class MemoryFiles {
  readonly #nodes = new Map<string, Node>();

  constructor() {
    for (const path of ['/home', '/home/Documents', '/home/Documents/Letters', '/home/Pictures', '/home/Many']) {
      this.#folder(path);
    }
    this.put('/home/Documents/readme.md', new Blob(['# Read me\n\nA file of the harness.\n'.repeat(20)]));
    this.put('/home/Documents/budget.csv', new Blob(['month,amount\n'.repeat(400)]));
    this.put('/home/Documents/report (final).pdf', new Blob([new Uint8Array(1_200_000)]));
    this.put('/home/Documents/archive.tar.gz', new Blob([new Uint8Array(3_400_000)]));
    this.put('/home/Documents/main.ts', new Blob(["console.log('hello');\n"]));
    this.put(
      '/home/Documents/a-very-long-name-that-does-not-fit-into-the-column-of-the-list-view.txt',
      new Blob(['x']),
    );
    this.put('/home/.hidden', new Blob(['x']));
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="teal"/></svg>';
    this.put('/home/Pictures/circle.svg', new Blob([svg]));
    for (let index = 0; index < 10_000; index += 1) this.put(`/home/Many/file-${index}.txt`, new Blob(['x']));
  }

  #folder(path: string): void {
    this.#nodes.set(path, { folder: true, content: new Blob(), modified: Date.now() - path.length * 7_000_000 });
  }

  put(path: string, content: Blob): void {
    this.#nodes.set(path, { folder: false, content, modified: Date.now() - path.length * 3_600_000 });
  }

  get(path: string): Blob | undefined {
    return this.#nodes.get(path)?.content;
  }

  async execute(tool: string, params: Record<string, unknown>): Promise<ToolOutcome> {
    const path = String(params.path ?? params.source ?? '');
    if (!path.startsWith('/home')) {
      return failure('EACCES', `needs LIST_DIRECTORY:${path}`);
    }
    const node = this.#nodes.get(path);
    switch (tool) {
      case 'filesystem.list': {
        if (!node) return failure('ENOENT', `${path} does not exist`);
        const all = [...this.#nodes].filter(
          ([name]) => name.startsWith(`${path}/`) && !name.slice(path.length + 1).includes('/'),
        );
        const from = Number(params.cursor ?? 0);
        const to = from + Number(params.limit ?? 1000);
        return {
          ok: true,
          data: {
            entries: all.slice(from, to).map(([name, { folder, content, modified }]) => ({
              name: name.slice(path.length + 1),
              path: name,
              type: folder ? 'directory' : 'file',
              size: content.size,
              modified_ms: modified,
            })),
            next_cursor: to < all.length ? String(to) : '',
            total: all.length,
          },
        };
      }
      case 'filesystem.read':
        return node ? { ok: true, data: { content: await node.content.text(), size: 0 } } : failure('ENOENT', 'gone');
      case 'filesystem.mkdir':
        if (node) return failure('EEXIST', `${path} exists`);
        this.#folder(path);
        return { ok: true, data: { path } };
      case 'filesystem.delete':
        for (const name of [...this.#nodes.keys()])
          if (name === path || name.startsWith(`${path}/`)) this.#nodes.delete(name);
        return { ok: true, data: { removed: 1 } };
      case 'filesystem.move':
      case 'filesystem.copy': {
        const destination = String(params.destination);
        if (this.#nodes.has(destination)) return failure('EEXIST', `${destination} exists`);
        for (const [name, each] of [...this.#nodes]) {
          if (name !== path && !name.startsWith(`${path}/`)) continue;
          this.#nodes.set(destination + name.slice(path.length), each);
          if (tool === 'filesystem.move') this.#nodes.delete(name);
        }
        return { ok: true, data: { path: destination } };
      }
      default:
        return failure('ENOSYS', `no tool ${tool}`);
    }
  }
}

export function failure(code: string, message: string): { ok: false; error: { code: string; message: string } } {
  return { ok: false, error: { code, message } };
}
