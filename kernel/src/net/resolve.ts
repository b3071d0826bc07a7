/**
 * From the host that a caller named to addresses, once: what is checked afterwards is what is connected to, so a name
 * that changes its mind in between gains nothing.
 */
import { lookup } from 'node:dns/promises';
import { codeOf, failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { canonicalHost, type IpAddress, isUnspecified, parseAddress } from '../security/addresses.ts';

export interface ResolvedHost {
  /** As rules compare it. */
  readonly name: string;
  readonly addresses: readonly IpAddress[];
}

/** Names of one process that are looked up at a time: each takes a thread of the pool. */
const mostLookups = 16;
const underWay = new WeakMap<Process, number>();
const loopback4: IpAddress = { family: 4, words: [0, 0, 0xffff, 0x7f000001], zone: '' };
const loopback6: IpAddress = { family: 6, words: [0, 0, 0, 1], zone: '' };

/** An address is given back as it is, at once. */
export function literalHost(host: string): ResolvedHost | undefined {
  const name = canonicalHost(host);
  if (name === '') throw failure('EINVAL', 'the host is neither a name nor an address', host.slice(0, 64));
  const address = parseAddress(name);
  return address === undefined ? undefined : { name, addresses: [reached(address)] };
}

/** @throws KernelError EINVAL for what is no host, ENOENT for a name that nobody knows, EAGAIN */
export async function resolveHost(process: Process, host: string, signal: AbortSignal): Promise<ResolvedHost> {
  const literal = literalHost(host);
  if (literal !== undefined) return literal;
  const name = canonicalHost(host);
  const count = underWay.get(process) ?? 0;
  if (count >= mostLookups) throw failure('EAGAIN', `a process looks up at most ${mostLookups} names at a time`);
  underWay.set(process, count + 1);
  try {
    const found = await lookup(name, { all: true, order: 'verbatim' });
    signal.throwIfAborted();
    return { name, addresses: found.flatMap(({ address }) => parseAddress(address) ?? []).map(reached) };
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    if (code === 'ENOTFOUND' || code === 'ENODATA') throw failure('ENOENT', `there is no host ${name}`, name);
    throw failure('EAGAIN', `the name ${name} could not be looked up now: ${code}`, name);
  } finally {
    underWay.set(process, (underWay.get(process) ?? 1) - 1);
  }
}

/** "Any address" as a destination is this host: it is checked, and connected to, as that. */
function reached(address: IpAddress): IpAddress {
  if (!isUnspecified(address)) return address;
  return address.family === 4 ? loopback4 : loopback6;
}
