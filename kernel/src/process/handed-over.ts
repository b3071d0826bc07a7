/** Handles of a process that a program about to start finds as descriptors of its own. */
import { closeSync } from 'node:fs';
import type { InheritedHandle } from '@agentos/protocol/kernel';
import { transferRight } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { LaunchRequest } from '../host/backend.ts';
import type { Process } from './process.ts';

const least = 3;
const most = 255;

/** Host descriptors for a launch, closed on disposal: by then the program has its own. */
export class HandedOver implements Disposable {
  readonly inherited: LaunchRequest['inherited'];

  private constructor(inherited: LaunchRequest['inherited']) {
    this.inherited = inherited;
  }

  /**
   * @param creator whose handles they are; undefined for the administrator, who has none
   * @throws KernelError EINVAL for numbers that cannot be, EBADF, EPERM without the right to transfer, ENOTSUP for a kind
   * that no program can have
   */
  static take(creator: Process | undefined, program: Process, handles: readonly InheritedHandle[]): HandedOver {
    requireNumbers(handles);
    const inherited: { fd: number; as: number }[] = [];
    const taken = new HandedOver(inherited);
    try {
      for (const { handle: number, descriptor } of handles) {
        if (creator === undefined)
          throw failure('EBADF', 'the administrator has no handles to pass on', String(number));
        const object = creator.handles.object(number, transferRight);
        inherited.push({ fd: object.hostDescriptor(creator.handles.handle(number).rights), as: descriptor });
        object.handedOver(program);
      }
      return taken;
    } catch (error) {
      taken[Symbol.dispose]();
      throw error;
    }
  }

  [Symbol.dispose](): void {
    for (const { fd } of this.inherited) closeSync(fd);
  }
}

function requireNumbers(handles: readonly InheritedHandle[]): void {
  const numbers = new Set<number>();
  for (const { descriptor } of handles) {
    if (descriptor < least || descriptor > most || numbers.has(descriptor)) {
      const rule = `descriptors of a program are different numbers from ${least} to ${most}`;
      throw failure('EINVAL', `${rule}; ${descriptor} is not, or comes twice`, 'handles');
    }
    numbers.add(descriptor);
  }
}
