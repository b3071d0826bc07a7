/** One running app as the services know it, and how it is shown to the desktop. */
import { createHash, randomBytes } from 'node:crypto';
import type { App, Json, Package, WindowLayout } from '@agentos/protocol';
import type { OwnedProcess } from '../kernel/caller.ts';
import type { HostProgram } from './host-program.ts';

/** A plain JSON copy, without properties that are undefined. */
export function toJson(value: object): Json {
  const copy: Json = JSON.parse(JSON.stringify(value));
  return copy;
}

export interface Instance {
  readonly id: string;
  readonly package: Package;
  readonly parentId: string | null;
  readonly createdAt: number;
  readonly args: Record<string, Json>;
  readonly capabilities: readonly string[];
  /** 128 bits that name the files of a web app for this window; undefined for other kinds. */
  readonly launchId: string | undefined;
  /** The program of a process app. */
  readonly program: HostProgram | undefined;
  title: string;
  /** Blueprint document; null for other kinds. */
  document: Json;
  window: WindowLayout | null;
  state: Json;
  /** Process in the kernel that the app's calls run as; a process app gets one at its first call. */
  process: OwnedProcess | undefined;
}

/** How a web app's frame is reached from the browser that asks. */
export type FrameHost = (instanceId: string) => string | null;

/** The wire form of an instance. */
export function presentApp(instance: Instance, focused: boolean, frameHost: FrameHost): App {
  const { package: pkg, program, launchId } = instance;
  return {
    id: instance.id,
    hash: hashOf(instance),
    package_id: pkg.id,
    title: instance.title,
    icon: pkg.icon,
    type: pkg.type,
    state: focused ? 'active' : 'background',
    parent_id: instance.parentId,
    created_at: instance.createdAt,
    sandbox_pid: program === undefined ? (instance.process?.pid ?? 0) : program.pid,
    ui_spec: instance.document,
    frame:
      launchId === undefined ? null : { launch_id: launchId, host: frameHost(instance.id), path: `/a/${launchId}/` },
    process:
      program === undefined
        ? null
        : {
            running: program.running,
            exit_code: program.exitCode,
            ui_type: pkg.proc_manifest?.ui_type ?? 'terminal',
          },
    window: instance.window,
    window_hints: pkg.window ?? null,
    app_state: instance.state,
    permissions: [...instance.capabilities],
    args: instance.args,
  };
}

/** A new instance id: lower-case letters and digits, so that it can be part of a host name. */
export function newInstanceId(): string {
  return `a${randomBytes(5).toString('hex')}`;
}

/** A new name for the files of one launch: 128 bits. */
export function newLaunchId(): string {
  return randomBytes(16).toString('hex');
}

function hashOf(instance: Instance): string {
  const { id, version } = instance.package;
  return createHash('sha256').update(`${id}\0${version}\0${instance.id}`).digest('hex').slice(0, 16);
}
