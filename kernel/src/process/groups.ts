/**
 * Groups and sessions. A group lives in one session and is named by the process that began it, like a session; a process
 * begins in those of its creator when both belong to one app. Only this file changes them.
 */
import { failure } from '../errors.ts';
import type { Process } from './process.ts';

export class Groups {
  readonly #members = new Map<number, Set<Process>>();

  /** Puts a new process into the group and session of `leader`, or into its own. */
  begin(process: Process, like: Process | undefined): void {
    process.session = like?.session ?? process.pid;
    this.#join(process, like?.group ?? process.pid);
  }

  leave(process: Process): void {
    const members = this.#members.get(process.group);
    members?.delete(process);
    if (members?.size === 0) this.#members.delete(process.group);
  }

  /** The processes of a group, ended ones that nobody has waited for included. */
  members(group: number): readonly Process[] {
    return [...(this.#members.get(group) ?? [])];
  }

  /**
   * Moves a process to another group of its session, or (0, its own pid) to a new one.
   * @throws KernelError EPERM
   */
  change(process: Process, group: number): void {
    const wanted = group === 0 ? process.pid : group;
    if (wanted === process.group) return;
    if (process.session === process.pid) {
      throw failure('EPERM', `process ${process.pid} leads a session and stays in its group`, String(process.pid));
    }
    const inSession = this.members(wanted).some(({ session }) => session === process.session);
    if (wanted !== process.pid && !inSession) {
      throw failure('EPERM', `group ${wanted} is not one of the session of process ${process.pid}`, String(wanted));
    }
    this.leave(process);
    this.#join(process, wanted);
  }

  /**
   * Makes a process the leader of a new session and a new group.
   * @throws KernelError EPERM when it leads a group: others would stay behind in it
   */
  newSession(process: Process): void {
    if (this.members(process.pid).length > 0) {
      throw failure('EPERM', `process ${process.pid} leads a group already`, String(process.pid));
    }
    this.leave(process);
    process.session = process.pid;
    this.#join(process, process.pid);
  }

  #join(process: Process, group: number): void {
    process.group = group;
    const members = this.#members.get(group);
    if (members === undefined) this.#members.set(group, new Set([process]));
    else members.add(process);
  }
}
