/** Trials of the clipboard. */
import type { SyscallArgs, SyscallCase } from '@agentos/protocol/kernel-client';
import { expect } from 'vitest';
import { openArgs } from './args.ts';
import { bad, type Scene, type Trials } from './case.ts';

const grant = 'CLIPBOARD';
const MiB = 1024 * 1024;

export const copyArgs = (
  text: string | Buffer,
  more: Partial<SyscallArgs<'clipboardCopy'>> = {},
): SyscallArgs<'clipboardCopy'> => ({
  format: 'text/plain',
  data: Buffer.from(text),
  alternatives: [],
  own: false,
  ...more,
});
const html = { format: 'text/html', data: Buffer.from('<b>two</b>') };
const read = { length: 0 };

type ClipboardSyscall = Extract<SyscallCase, `clipboard${string}`>;

export const clipboardTrials: Trials<ClipboardSyscall> = {
  clipboardCopy: {
    grant,
    arrange: ({ name }) => copyArgs(name, { alternatives: [html] }),
    async verify({ system, caller, name }, { entry }) {
      const plain = await system.call('clipboardPaste', { format: '', own: false });
      expect(plain.entry).toMatchObject({ entry, format: 'text/plain', pid: caller.pid, bytes: name.length + 10 });
      expect(plain.entry?.data.toString()).toBe(name);
      expect(plain.entry?.formats).toEqual(['text/plain', 'text/html']);
      const rich = await system.call('clipboardPaste', { format: 'text/html', own: false });
      expect(rich.entry?.data.toString()).toBe('<b>two</b>');
    },
    bad: [
      bad<'clipboardCopy'>('EINVAL', copyArgs('x', { format: '' })),
      bad<'clipboardCopy'>('EINVAL', copyArgs('x', { format: 'text/\u001b[31m' })),
      bad<'clipboardCopy'>('EINVAL', copyArgs('x', { format: 'f'.repeat(129) })),
      bad<'clipboardCopy'>('EINVAL', copyArgs('x', { alternatives: [html, html] })),
      bad<'clipboardCopy'>(
        'EINVAL',
        copyArgs('x', { alternatives: Array.from({ length: 17 }, (_, at) => ({ ...html, format: `f${at}` })) }),
      ),
      bad<'clipboardCopy'>('EFBIG', copyArgs(Buffer.alloc(10 * MiB + 1))),
      bad<'clipboardCopy'>('EFBIG', copyArgs(Buffer.alloc(10 * MiB - 9), { alternatives: [html] })),
    ],
  },
  clipboardPaste: {
    grant,
    async arrange({ system, name }) {
      await system.call('clipboardCopy', copyArgs(name, { alternatives: [html] }));
      return { format: 'text/html', own: false };
    },
    verify({ system }, { entry }) {
      expect(entry).toMatchObject({ pid: system.pid, format: 'text/html', data: Buffer.from('<b>two</b>') });
    },
    bad: [
      bad<'clipboardPaste'>('ENOENT', async ({ system }) => {
        await system.call('clipboardCopy', copyArgs('plain'));
        return { format: 'image/png', own: false };
      }),
      bad<'clipboardPaste'>('ENOENT', { format: '', own: true }),
    ],
  },
  clipboardHistory: {
    grant,
    async arrange({ system, name }) {
      for (const which of ['a', 'b', 'c']) await system.call('clipboardCopy', copyArgs(`${name}-${which}`));
      return { limit: 2, own: false };
    },
    async verify({ system, name }, { entries }) {
      expect(entries.map(({ data, bytes }) => [data.length, bytes])).toEqual([
        [0, name.length + 2],
        [0, name.length + 2],
      ]);
      const texts = await Promise.all(
        entries.map(async ({ entry }) => {
          const found = await system.call('clipboardEntry', { entry, format: '', own: false });
          return found.entry?.data.toString();
        }),
      );
      expect(texts).toEqual([`${name}-c`, `${name}-b`]);
    },
    bad: [],
  },
  clipboardEntry: {
    grant,
    async arrange({ system, name }) {
      const { entry } = await system.call('clipboardCopy', copyArgs(name));
      await system.call('clipboardCopy', copyArgs('later'));
      return { entry, format: '', own: false };
    },
    verify({ name }, { entry }) {
      expect(entry?.data.toString()).toBe(name);
    },
    bad: [
      bad<'clipboardEntry'>('ENOENT', { entry: 1e9, format: '', own: false }),
      // An entry of another's own clipboard, by its number.
      bad<'clipboardEntry'>('ENOENT', async ({ system }) => {
        const { entry } = await system.call('clipboardCopy', copyArgs('of the system alone', { own: true }));
        return { entry, format: '', own: true };
      }),
      bad<'clipboardEntry'>('ENOENT', async ({ caller }) => {
        const { entry } = await caller.call('clipboardCopy', copyArgs('mine', { own: true }));
        return { entry, format: '', own: false };
      }),
    ],
  },
  clipboardClear: {
    grant,
    async arrange({ system }) {
      await system.call('clipboardCopy', copyArgs('secret'));
      return { own: false };
    },
    async verify({ system }) {
      await expect(system.call('clipboardPaste', { format: '', own: false })).rejects.toMatchObject({ code: 'ENOENT' });
      expect(await system.call('clipboardStats', {})).toMatchObject({ entries: 0, bytes: 0 });
    },
    bad: [],
  },
  clipboardSubscribe: {
    grant,
    arrange: () => ({ formats: ['image/*', 'text/html'] }),
    async verify({ system, caller, name }, { subscription }) {
      await system.call('clipboardCopy', copyArgs(name));
      const { entry } = await system.call('clipboardCopy', copyArgs(name, { alternatives: [html] }));
      const { copied, lost, data } = await caller.call('read', { descriptor: subscription, ...read });
      expect([copied.map((one) => [one.entry, one.data.length]), lost, data.length]).toEqual([[[entry, 0]], 0, 0]);
    },
    bad: [
      bad<'clipboardSubscribe'>('EINVAL', { formats: [''] }),
      bad<'clipboardSubscribe'>('EINVAL', { formats: ['a', 'a'] }),
      bad<'clipboardSubscribe'>('EMFILE', async ({ caller }) => {
        for (let count = 0; count < 16; count++) await caller.call('clipboardSubscribe', { formats: [] });
        return { formats: [] };
      }),
    ],
  },
  clipboardUnsubscribe: {
    grant: undefined,
    arrange: ({ caller }) => caller.call('clipboardSubscribe', { formats: [] }),
    async verify({ caller }, _, { subscription }) {
      const gone = caller.call('read', { descriptor: subscription, ...read });
      await expect(gone).rejects.toMatchObject({ code: 'EBADF' });
    },
    bad: [
      bad<'clipboardUnsubscribe'>('EBADF', { subscription: 77 }),
      bad<'clipboardUnsubscribe'>('EBADF', async ({ other }) =>
        (await other()).call('clipboardSubscribe', { formats: [] }),
      ),
      bad<'clipboardUnsubscribe'>('EINVAL', async (scene) => ({ subscription: await openFile(scene) })),
    ],
  },
  clipboardStats: {
    grant,
    async arrange({ system, caller }) {
      await system.call('clipboardClear', { own: false });
      await system.call('clipboardCopy', copyArgs('12345'));
      await caller.call('clipboardSubscribe', { formats: [] });
      return {};
    },
    async verify({ fixture }, { entries, bytes, copies, subscribers }) {
      expect([entries, bytes]).toEqual([1, 5]);
      expect(copies).toBeGreaterThan(0);
      expect(subscribers).toBeGreaterThan(0);
      expect(fixture.kernel.metrics()).toContain('agentos_kernel_clipboard_bytes 5\n');
    },
    bad: [],
  },
};

async function openFile({ caller, name }: Scene): Promise<number> {
  const { descriptor } = await caller.call(
    'open',
    openArgs(`/home/${name}-file`, { read: false, write: true, create: true }),
  );
  return descriptor;
}
