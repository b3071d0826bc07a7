/**
 * The running desktop as it is stored, so that it comes back after the services or the kernel were killed.
 *
 * Rule: a change is on disk soon after it happened, and at the latest when `flush` resolves.
 */
import { Json, RelativeRect, WindowLayout } from '@agentos/protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Documents } from '../kernel/documents.ts';
import type { Instance } from './instance.ts';

const path = '/system/desktop.json';
const storeAfterMs = 200;

export const StoredInstance = z.object({
  id: z.string().regex(/^[a-z0-9]{1,32}$/),
  package_id: z.string(),
  parent_id: z.string().nullable(),
  created_at: z.number(),
  title: z.string(),
  args: z.record(z.string(), Json),
  window: WindowLayout.extend({ rect: RelativeRect }).nullable(),
  app_state: Json,
});
export type StoredInstance = z.infer<typeof StoredInstance>;

const StoredDesktop = z.object({
  version: z.literal(1),
  focused: z.string().nullable(),
  apps: z.array(StoredInstance),
});
export type StoredDesktop = z.infer<typeof StoredDesktop>;

export class DesktopDocument {
  readonly #documents: Documents;
  readonly #log: Logger;
  readonly #snapshot: () => StoredDesktop;
  #timer: NodeJS.Timeout | undefined;

  constructor(documents: Documents, log: Logger, snapshot: () => StoredDesktop) {
    this.#documents = documents;
    this.#log = log;
    this.#snapshot = snapshot;
  }

  read(): Promise<StoredDesktop | undefined> {
    return this.#documents.read(path, StoredDesktop);
  }

  /** Says that something changed. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write().catch((error: unknown) => {
        this.#log.warn({ err: error }, 'the desktop could not be stored; trying again with the next change');
      });
    }, storeAfterMs);
  }

  /** Stores what has not been stored; durable when it resolves. */
  async flush(): Promise<void> {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#write();
  }

  #write(): Promise<void> {
    return this.#documents.write(path, this.#snapshot());
  }
}

export function storedInstance(instance: Instance): StoredInstance {
  return {
    id: instance.id,
    package_id: instance.package.id,
    parent_id: instance.parentId,
    created_at: instance.createdAt,
    title: instance.title,
    args: instance.args,
    window: instance.window,
    app_state: instance.state,
  };
}
