/** The standard streams of a host program, as its creator or the program's own process holds them. */
import { ProgramStream } from '../descriptors/stream.ts';
import type { HostProcess } from '../host/backend.ts';
import type { Process } from './process.ts';

/** As the descriptors of whoever holds them. */
export interface StandardStreams {
  readonly stdin: ProgramStream | undefined;
  readonly stdout: ProgramStream | undefined;
  readonly stderr: ProgramStream | undefined;
  readonly terminal: ProgramStream | undefined;
}

export function streamsOf(host: HostProcess): StandardStreams {
  return {
    stdin: host.stdin === undefined ? undefined : ProgramStream.writer(host.stdin),
    stdout: host.stdout === undefined ? undefined : ProgramStream.reader(host.stdout),
    stderr: host.stderr === undefined ? undefined : ProgramStream.reader(host.stderr),
    terminal: host.terminal === undefined ? undefined : ProgramStream.both(host.terminal),
  };
}

/** They become the descriptors 0, 1 and 2 of the process itself; all three its terminal, when it has one. */
export function putStandardStreams(process: Process, { stdin, stdout, stderr, terminal }: StandardStreams): void {
  if (terminal !== undefined) {
    process.handles.put(0, terminal);
    process.handles.put(1, terminal.retain());
    process.handles.put(2, terminal.retain());
    return;
  }
  for (const [number, description] of [stdin, stdout, stderr].entries()) {
    if (description !== undefined) process.handles.put(number, description);
  }
}
