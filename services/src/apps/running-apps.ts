/**
 * The running apps: launch, focus, layout, close, with parents and children, and their processes in the kernel.
 *
 * Rules: an instance is listed only when its process exists; closing ends the process, its tree and every child; only
 * closing ends an app. After the kernel came back every instance has a process again, and programs say that they ended.
 */
import type { Blueprint } from '@agentos/blueprint';
import type { Json, Package, WindowUpdate } from '@agentos/protocol';
import { FileType, ProcessKind } from '@agentos/protocol/kernel';
import type { Logger } from 'pino';
import type { OwnedProcess } from '../kernel/caller.ts';
import type { Documents } from '../kernel/documents.ts';
import type { KernelChange, KernelLink } from '../kernel/link.ts';
import type { Told } from '../observability/outbox.ts';
import { codeOf, messageOf, Problem } from '../problem.ts';
import { beyond } from '../registry/covered.ts';
import type { Grants } from '../registry/grants.ts';
import type { Registry } from '../registry/registry.ts';
import { newTrace, spanUnder } from '../trace.ts';
import { DesktopDocument, type StoredDesktop, storedInstance } from './desktop-document.ts';
import { HostProgram } from './host-program.ts';
import { type Instance, newInstanceId, newLaunchId, toJson } from './instance.ts';

const mostInstances = 200;
const deepestFamily = 16;
const closeGraceMs = 300;

export interface RunningAppsOptions {
  readonly kernel: KernelLink;
  readonly documents: Documents;
  readonly registry: Registry;
  readonly grants: Grants;
  readonly log: Logger;
  readonly now?: () => number;
  /** Told of what happens to apps. */
  readonly tell?: (type: AppEventType, told: Told) => void;
}

export type AppEventType = 'app.launched' | 'app.focused' | 'app.closed' | 'app.failed';

export interface LaunchOptions {
  readonly parentId?: string | null;
  readonly args?: Record<string, Json>;
  readonly traceparent: string;
  /** Rights that the app may not go beyond: those of the app that launches it. */
  readonly within?: readonly string[];
  /** What a stored instance or session brings back. */
  readonly restored?: Partial<Pick<Instance, 'id' | 'createdAt' | 'title' | 'window' | 'state'>> & {
    /** Where the program of a process app starts; its manifest says where otherwise. */
    folder?: string;
    /** Output of the run before, shown above the new one. */
    scrollback?: Uint8Array;
    /** Do not start the program of a process app: it ended with the system. */
    ended?: boolean;
  };
}

/** What changed, for the desktop. */
export type AppsChange = { kind: 'apps' } | { kind: 'closed'; instance: Instance };

export class RunningApps {
  readonly #options: RunningAppsOptions;
  readonly #now: () => number;
  readonly #instances = new Map<string, Instance>();
  readonly #desktop: DesktopDocument;
  readonly #listeners = new Set<(change: AppsChange) => void>();
  readonly #stopFollowing: () => void;
  #focused: string | null = null;
  #closing = false;

  constructor(options: RunningAppsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#desktop = new DesktopDocument(options.documents, options.log, () => this.#snapshot());
    this.#stopFollowing = options.kernel.onChange((change) => this.#kernelChanged(change));
  }

  get focusedId(): string | null {
    return this.#focused;
  }

  list(): Instance[] {
    return [...this.#instances.values()];
  }

  find(id: string): Instance | undefined {
    return this.#instances.get(id);
  }

  /** The instance under an id; ENOENT when it does not run. */
  get(id: string): Instance {
    const instance = this.#instances.get(id);
    if (instance === undefined) throw new Problem('ENOENT', `no app runs under the id "${id}"`, { detail: id });
    return instance;
  }

  /** Whether `id` is `ancestor` or below it. */
  isWithin(id: string, ancestor: string): boolean {
    for (let at: string | null | undefined = id; at != null; at = this.#instances.get(at)?.parentId) {
      if (at === ancestor) return true;
    }
    return false;
  }

  onChange(listener: (change: AppsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts a package; one that allows a single instance is focused when it runs already. */
  async launch(pkg: Package, options: LaunchOptions): Promise<Instance> {
    const span = spanUnder(options.traceparent);
    const begun = performance.now();
    try {
      const instance = await this.#launch(pkg, { ...options, traceparent: span.traceparent });
      const a = (performance.now() - begun) * 1000;
      this.#options.tell?.('app.launched', { span, subject: pkg.id, a, pid: instance.process?.pid ?? 0 });
      return instance;
    } catch (error) {
      this.#options.tell?.('app.failed', { span, subject: pkg.id, text: codeOf(error) ?? 'EIO' });
      throw error;
    }
  }

  async #launch(pkg: Package, options: LaunchOptions): Promise<Instance> {
    const { parentId = null, args = {}, restored = {}, traceparent, within } = options;
    const running = this.list().find((each) => each.package.id === pkg.id);
    if (pkg.single_instance && running !== undefined) {
      this.focus(running.id, traceparent);
      return running;
    }
    if (this.#instances.size >= mostInstances)
      throw new Problem('EAGAIN', `${mostInstances} apps run already; close one`);
    if (parentId !== null) this.#checkFamily(parentId);

    const capabilities = await this.#options.grants.capabilitiesOf(pkg);
    const over = within === undefined ? undefined : beyond(capabilities, within);
    if (over !== undefined) {
      throw new Problem('EACCES', `"${pkg.name}" may do more than the app that launches it: ${over}`, { detail: over });
    }
    await this.#preparePrivateFolder(pkg.id);
    const id = restored.id ?? newInstanceId();
    const instance: Instance = {
      id,
      package: pkg,
      parentId,
      createdAt: restored.createdAt ?? this.#now(),
      args,
      capabilities,
      launchId: pkg.type === 'native_web' ? newLaunchId() : undefined,
      program: this.#program(pkg, capabilities),
      title: restored.title ?? pkg.name,
      document: pkg.type === 'blueprint' ? (pkg.blueprint ?? null) : null,
      window: restored.window ?? null,
      state: restored.state ?? null,
      process: undefined,
    };
    if (restored.scrollback !== undefined) instance.program?.scrollback.append(restored.scrollback);
    if (instance.program === undefined) await this.#createProcess(instance, traceparent);
    else if (restored.ended === true) instance.program.endedBefore();
    else await instance.program.start(traceparent, restored.folder);

    if (parentId !== null && !this.#instances.has(parentId)) {
      await this.#endProcesses(instance, traceparent);
      throw new Problem('ECANCELED', 'the app that launched this one was closed meanwhile');
    }
    this.#instances.set(id, instance);
    this.#focused = id;
    this.#changed();
    return instance;
  }

  focus(id: string, traceparent = newTrace()): void {
    const { package: pkg, process } = this.get(id);
    if (this.#focused === id) return;
    this.#focused = id;
    this.#changed();
    this.#options.tell?.('app.focused', { span: spanUnder(traceparent), subject: pkg.id, pid: process?.pid ?? 0 });
  }

  /** Layout, title and state as the shell reports them. */
  update(id: string, update: Omit<WindowUpdate, 'window_id'>): void {
    const instance = this.get(id);
    if (update.window !== undefined) instance.window = update.window;
    if (update.title !== undefined) instance.title = update.title;
    if (update.app_state !== undefined) instance.state = update.app_state;
    this.#desktop.touch();
  }

  /** Replaces the document of a running Blueprint app. */
  setDocument(id: string, document: Blueprint): void {
    const instance = this.get(id);
    if (instance.package.type !== 'blueprint') throw new Problem('EINVAL', `"${id}" is no Blueprint app`);
    instance.document = toJson(document);
    instance.title = document.ui.title;
    this.#changed();
  }

  /** Closes an app with all its children; resolves when every process has ended. */
  async close(id: string, traceparent: string): Promise<void> {
    this.get(id);
    const family = this.list().filter((each) => this.isWithin(each.id, id));
    for (const instance of family) this.#forget(instance);
    this.#changed();
    const span = spanUnder(traceparent);
    await Promise.all(family.map((instance) => this.#endProcesses(instance, span.traceparent)));
    // Their processes are gone: what is told of them is told by the services.
    for (const { package: pkg } of family) this.#options.tell?.('app.closed', { span, subject: pkg.id });
  }

  /** Starts the program of a process app again after it ended. */
  async restart(id: string, traceparent: string): Promise<void> {
    const { program } = this.get(id);
    if (program === undefined) throw new Problem('EINVAL', `"${id}" is no process app`);
    await program.start(traceparent);
    this.#changed();
  }

  /** The process that the app's calls run as. */
  async callerOf(instance: Instance, traceparent: string): Promise<OwnedProcess> {
    if (instance.process === undefined) await this.#createProcess(instance, traceparent);
    if (instance.process === undefined) throw new Problem('EUNAVAILABLE', 'the app has no process at the moment');
    return instance.process;
  }

  /** Brings back what ran when the services ended. */
  async recover(): Promise<void> {
    const stored = await this.#desktop.read();
    if (stored === undefined) return;
    for (const app of parentsFirst(stored)) {
      const pkg = this.#options.registry.find(app.package_id);
      const orphan = app.parent_id !== null && !this.#instances.has(app.parent_id);
      if (pkg === undefined || orphan) {
        this.#options.log.warn({ app: app.id, package: app.package_id }, 'a running app cannot be brought back');
        continue;
      }
      const restored = { ...app, createdAt: app.created_at, state: app.app_state, ended: true };
      try {
        await this.launch(pkg, { parentId: app.parent_id, args: app.args, traceparent: newTrace(), restored });
      } catch (error) {
        this.#options.log.warn({ err: error, package: app.package_id }, 'a running app cannot be brought back');
      }
    }
    if (stored.focused !== null && this.#instances.has(stored.focused)) this.#focused = stored.focused;
  }

  /** Stores the latest layout and stops listening; the processes end with the services' own. */
  async shutdown(): Promise<void> {
    this.#closing = true;
    this.#stopFollowing();
    this.#desktop.touch();
    try {
      await this.#desktop.flush();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the last layout could not be stored');
    }
  }

  #program(pkg: Package, capabilities: readonly string[]): HostProgram | undefined {
    if (pkg.type !== 'native_proc' || pkg.proc_manifest === undefined) return undefined;
    return new HostProgram({
      kernel: this.#options.kernel.self,
      log: this.#options.log,
      name: pkg.id,
      appId: pkg.id,
      manifest: pkg.proc_manifest,
      capabilities,
      onExit: () => this.#changed(),
    });
  }

  async #createProcess(instance: Instance, traceparent: string): Promise<void> {
    const { kernel } = this.#options;
    const process = await kernel.createAppProcess(
      { name: instance.package.name, appId: instance.package.id, capabilities: instance.capabilities },
      traceparent,
    );
    instance.process = process;
    void this.#followProcess(instance, process);
  }

  /** An app whose process was ended by something else than its window is gone. */
  async #followProcess(instance: Instance, process: OwnedProcess): Promise<void> {
    for (;;) {
      try {
        await this.#options.kernel.self.call('wait', { pid: process.pid, options: 0 });
        break;
      } catch (error) {
        if (codeOf(error) === 'ETIMEDOUT') continue;
        if (codeOf(error) !== 'ECHILD') return;
        break;
      }
    }
    // When the services' own process was ended, everything below it was too: then it all comes back.
    if (!(await this.#kernelAnswers())) return;
    if (this.#closing || instance.process !== process || this.#instances.get(instance.id) !== instance) return;
    if (instance.program !== undefined) {
      // Its window shows the program, which lives; the next call gets another process.
      instance.process = undefined;
      return;
    }
    this.#options.log.info({ app: instance.id, pid: process.pid }, 'the process of an app has ended');
    const span = spanUnder(undefined);
    this.#options.tell?.('app.failed', { span, subject: instance.package.id, text: 'its process has ended' });
    await this.close(instance.id, newTrace()).catch((error: unknown) => {
      this.#options.log.warn({ err: error, app: instance.id }, 'an ended app could not be closed');
    });
  }

  async #kernelAnswers(): Promise<boolean> {
    try {
      await this.#options.kernel.self.call('systemInfo', {});
      return true;
    } catch {
      return false;
    }
  }

  #forget(instance: Instance): void {
    if (!this.#instances.delete(instance.id)) return;
    if (this.#focused === instance.id) this.#focused = null;
    for (const listener of this.#listeners) listener({ kind: 'closed', instance });
  }

  async #endProcesses(instance: Instance, traceparent: string): Promise<void> {
    const { kernel, log } = this.#options;
    const pids = [instance.program?.pid ?? 0, instance.process?.pid ?? 0].filter((pid) => pid !== 0);
    try {
      await Promise.all(pids.map((pid) => kernel.terminate(pid, traceparent, closeGraceMs)));
      await instance.program?.ended();
    } catch (error) {
      // The kernel is away: its processes are gone with it.
      if (codeOf(error) !== 'EUNAVAILABLE') throw error;
      log.debug({ app: instance.id, reason: messageOf(error) }, 'closed while the kernel was away');
    } finally {
      instance.process?.detach();
    }
  }

  async #preparePrivateFolder(packageId: string): Promise<void> {
    const { self } = this.#options.kernel;
    const path = `/home/.apps/${packageId}`;
    const { type } = await self.call('exists', { path });
    if (type === FileType.DIRECTORY) return;
    await self.call('mkdir', { path, parents: true, mode: 0o700 });
  }

  async #kernelChanged(change: KernelChange): Promise<void> {
    if (!change.up || this.#closing) return;
    const { kernel, log } = this.#options;
    if (change.sameProcesses) await this.#endLostPrograms();
    for (const instance of this.#instances.values()) {
      const before = instance.process;
      if (before === undefined) continue;
      instance.process = undefined;
      try {
        if (change.sameProcesses) {
          const process = await kernel.reattach(before.token);
          instance.process = process;
          void this.#followProcess(instance, process);
        } else await this.#createProcess(instance, newTrace());
      } catch (error) {
        log.warn({ err: error, app: instance.id }, 'an app has no process; it gets one at its next call');
      }
    }
    this.#changed();
  }

  /** Programs are counted as ended when the connection is lost; after a mere reconnection they have to be ended. */
  async #endLostPrograms(): Promise<void> {
    const { kernel } = this.#options;
    const { processes } = await kernel.self.call('processList', { parentPid: kernel.self.pid });
    const known = new Set(this.list().map((each) => each.program?.pid));
    const lost = processes.filter((each) => each.kind === ProcessKind.HOST && !known.has(each.pid));
    await Promise.all(lost.map((each) => kernel.terminate(each.pid, newTrace())));
  }

  #checkFamily(parentId: string): void {
    let depth = 0;
    for (let at: string | null | undefined = this.get(parentId).id; at != null; at = this.find(at)?.parentId) depth++;
    if (depth >= deepestFamily) throw new Problem('EAGAIN', `apps may be nested ${deepestFamily} deep`);
  }

  #snapshot(): StoredDesktop {
    return { version: 1, focused: this.#focused, apps: this.list().map(storedInstance) };
  }

  #changed(): void {
    this.#desktop.touch();
    for (const listener of this.#listeners) listener({ kind: 'apps' });
  }
}

function parentsFirst(stored: StoredDesktop): StoredDesktop['apps'] {
  const byId = new Map(stored.apps.map((app) => [app.id, app]));
  const depth = (id: string | null, guard = 0): number =>
    id === null || guard > deepestFamily ? 0 : 1 + depth(byId.get(id)?.parent_id ?? null, guard + 1);
  return [...stored.apps].sort((a, b) => depth(a.parent_id) - depth(b.parent_id));
}
