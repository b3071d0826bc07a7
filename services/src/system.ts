/** The parts of the running services that routes may use; `services.ts` builds them. */
import type { Settings } from '@agentos/protocol/settings';
import type { Logger } from 'pino';
import type { RunningApps } from './apps/running-apps.ts';
import type { Generation } from './generation/contract.ts';
import type { ShellFiles } from './http/shell-files.ts';
import type { KernelLink } from './kernel/link.ts';
import type { Metrics } from './metrics.ts';
import type { Telemetry } from './observability/telemetry.ts';
import type { Grants } from './registry/grants.ts';
import type { Registry } from './registry/registry.ts';
import type { Origins } from './security/origin.ts';
import type { SignIns } from './security/sign-in.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { StreamRequests } from './stream/requests.ts';
import type { Stream } from './stream/stream.ts';

export interface System {
  readonly settings: Settings;
  readonly log: Logger;
  readonly kernel: KernelLink;
  readonly apps: RunningApps;
  readonly registry: Registry;
  readonly grants: Grants;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly origins: Origins;
  readonly stream: Stream;
  readonly requests: StreamRequests;
  readonly generation: Generation;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  /** Whether a bearer token is the one that may read figures, and nothing else. */
  isScraper(token: string): boolean;
  readonly shell: ShellFiles;
  /** Longest file that may be uploaded. */
  readonly uploadBytes: number;
  /** Port that is listened on; known once listening. */
  port(): number;
}
