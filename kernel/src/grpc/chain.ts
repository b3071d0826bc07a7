/**
 * Linked submissions of one process: each starts when the one before it has succeeded, also when they come in several
 * messages. What fails or is cancelled takes the rest with it. In their arguments the handle 4,294,967,295 stands for the
 * one that the chain made last.
 */
import type { Syscall, SyscallResult } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';

/** In the arguments of a chained syscall: the handle that the chain made last. */
export const lastHandle = 4_294_967_295;

export class Chain<Member> {
  /** Those that have come, but whose turn has not. */
  readonly members: Member[] = [];
  /** Whether a member waits for the core or is under way. */
  busy = false;
  /** Whether what comes now is cancelled. */
  broken = false;
  #made = 0;

  /** The handle made last; 0 before. */
  get made(): number {
    return this.#made;
  }

  /** One member has succeeded. */
  succeeded(result: SyscallResult): void {
    this.#made = madeHandle(result) || this.#made;
  }

  /**
   * The syscall with the last handle where it stands for it.
   * @throws KernelError EBADF when the chain has made none yet
   */
  resolve(syscall: Syscall | undefined): Syscall | undefined {
    const asked = syscall?.syscall;
    if (asked === undefined) return syscall;
    replaceHandles(asked.value, () => {
      if (this.#made > 0) return this.#made;
      throw failure('EBADF', 'no submission before this one in the chain has made a handle', String(lastHandle));
    });
    return syscall;
  }
}

/** The handle in a result; of several the one that is used next as a rule: where to write. 0 without. */
function madeHandle({ result }: SyscallResult): number {
  switch (result?.$case) {
    case 'open':
    case 'dup':
    case 'dup2':
      return result.value.descriptor;
    case 'pipeCreate':
      return result.value.writeEnd;
    case 'shmCreate':
      return result.value.segment;
    case 'shmAttach':
      return result.value.attachment;
    case 'mmap':
      return result.value.mapping;
    case 'queueCreate':
      return result.value.queue;
    case 'queueSubscribe':
    case 'clipboardSubscribe':
      return result.value.subscription;
    case 'socket':
    case 'accept':
      return result.value.socket;
    case 'watch':
      return result.value.watch;
    case 'spawn':
      return result.value.terminal || result.value.stdin;
    default:
      return 0;
  }
}

const handleFields = [
  'descriptor',
  'pipe',
  'readEnd',
  'writeEnd',
  'end',
  'segment',
  'attachment',
  'mapping',
  'queue',
  'subscription',
  'socket',
  'watch',
  'handle',
] as const;

function replaceHandles(args: object, last: () => number): void {
  for (const field of handleFields) {
    if (field in args && Reflect.get(args, field) === lastHandle) Reflect.set(args, field, last());
  }
  if ('entries' in args && Array.isArray(args.entries)) for (const entry of args.entries) replaceHandles(entry, last);
  if (!('program' in args) || typeof args.program !== 'object' || args.program === null) return;
  if (!('handles' in args.program) || !Array.isArray(args.program.handles)) return;
  for (const handed of args.program.handles) replaceHandles(handed, last);
}
