/** Whose memory something in the kernel counts as. */
import type { MemoryAccount } from '../memory/account.ts';
import type { Ledger } from '../process/ledger.ts';

/** What IPC needs to know of the process that made something. */
export interface Owner {
  readonly pid: number;
  readonly appId: string;
  readonly memory: MemoryAccount;
  readonly ledger: Ledger;
  /** Set once it is ending. */
  readonly ending: unknown;
}
