/** A folder in chunks of entries, in order, from one reading of it. */
import type { StreamList, SyscallResult } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { StandingRights } from '../security/standing-rights.ts';
import type { Running } from '../syscalls/pending.ts';
import { Listing, listPages } from '../vfs/listing.ts';
import { normalise } from '../vfs/names.ts';
import type { StreamParts } from './streaming.ts';

const standardEntries = 1_000;
const mostEntries = 10_000;

export function listFolder(asked: StreamList, parts: StreamParts): SyscallResult | Running {
  const { executor, process, lookup, outgoing, total } = parts;
  const { path, withStat, chunkEntries, deadlineMs, traceparent } = asked;
  const syscall = { $case: 'listDirectory', value: { path, limit: 0, cursor: '', withStat } } as const;
  const options = { deadlineMs, traceparent, label: 'stream.list' };
  return executor.executeWith(process, syscall, options, {
    timeout: 'none',
    async run(_, call) {
      if (chunkEntries > mostEntries) {
        throw failure('EINVAL', `a chunk has at most ${mostEntries} entries`, 'chunk_entries');
      }
      const { signal } = call;
      const named = normalise(path, process.workingFolder);
      const { listing, name } = await lookup.at(call, path, true, ['LIST_DIRECTORY'], async (place) => {
        return { listing: await Listing.read(place, { account: process.memory, signal }), name: place.name };
      });
      const rights = new StandingRights(process, ['LIST_DIRECTORY'], [named, name]);
      const pageEntries = chunkEntries === 0 ? standardEntries : chunkEntries;
      for await (const entries of listPages(listing, { withStat, pageEntries, signal })) {
        rights.require();
        total.totalEntries += entries.length;
        const value = { entries, nextCursor: '', total: listing.total };
        await outgoing.send({ chunk: { $case: 'entries', value } }, call.cancellation);
      }
      return { entries: [], nextCursor: '', total: listing.total };
    },
  });
}
