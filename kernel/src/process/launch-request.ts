/** A host program as asked for by a caller, validated and made into what the sandbox launcher takes. */
import { availableParallelism, totalmem } from 'node:os';
import { type HostProgram, type Limits, NetworkMode, StandardIo, type TerminalSize } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { LaunchRequest, SandboxBind, SandboxProfile } from '../host/backend.ts';
import { normalise } from '../vfs/names.ts';
import { splitCommand } from './command-line.ts';
import { filterEnvironment } from './environment.ts';
import type { Process } from './process.ts';

const standardTerminal: TerminalSize = { rows: 24, columns: 80 };
const mostArguments = 4_096;
const mostArgumentBytes = 512 * 1024;

/** @throws KernelError EINVAL, E2BIG, EACCES, ENOTSUP */
export function launchRequest(
  process: Process,
  program: HostProgram,
  binds: readonly SandboxBind[],
  inherited: LaunchRequest['inherited'],
): LaunchRequest {
  const [executable, ...words] = commandOf(program);
  if (executable === '' || executable.includes('\0') || executable.length > 4_096) {
    throw failure('EINVAL', 'the executable is a name or a path of 1 to 4,096 characters without NUL', 'executable');
  }
  const workingDirectory = workingDirectoryOf(program, binds);
  return {
    name: process.name,
    executable: executable.includes('/') ? normalise(executable, workingDirectory) : executable,
    arguments: checkedArguments(words),
    workingDirectory,
    environment: filterEnvironment(program.environment),
    standardIo: standardIoOf(program),
    inherited,
    profile: {
      binds,
      network: networkOf(process, program),
      limits: programLimits(process.limits),
    },
  };
}

/** The ceilings of a sandbox: no cap is what the machine has. */
export function programLimits(limits: Limits): SandboxProfile['limits'] {
  const { memoryBytes, cpuPercent, processes, descriptors } = limits;
  return {
    memoryBytes: memoryBytes || totalmem(),
    cpuPercent: cpuPercent || availableParallelism() * 100,
    processes,
    descriptors,
  };
}

function checkedArguments(list: readonly string[]): readonly string[] {
  let bytes = 0;
  for (const argument of list) {
    if (argument.includes('\0')) throw failure('EINVAL', 'an argument holds a NUL byte', 'arguments');
    bytes += argument.length + 1;
  }
  if (list.length > mostArguments || bytes > mostArgumentBytes) {
    throw failure('E2BIG', `more than ${mostArguments} arguments or ${mostArgumentBytes} characters of them`);
  }
  return list;
}

/** A folder that the sandbox shows. */
function workingDirectoryOf({ workingDirectory }: HostProgram, binds: readonly SandboxBind[]): string {
  if (workingDirectory === '') return '/home';
  const path = normalise(workingDirectory, '/home');
  const shown = path === '/home' || path === '/tmp' || path === '/';
  if (shown || binds.some(({ inside }) => path === inside || path.startsWith(`${inside}/`))) return path;
  throw failure('EACCES', `the program would not see its working folder ${path}; grant READ_FILE on it`, path);
}

function standardIoOf({ standardIo, terminal }: HostProgram): LaunchRequest['standardIo'] {
  switch (standardIo) {
    case StandardIo.PIPES:
      return { kind: 'pipes' };
    case StandardIo.TERMINAL: {
      const size = terminal ?? standardTerminal;
      requireSize(size.rows, size.columns);
      return { kind: 'terminal', ...size };
    }
    default:
      return { kind: 'none' };
  }
}

/** The size of the terminal that a program asks for; undefined when it asks for none. */
export function terminalOf({ standardIo, terminal }: HostProgram): TerminalSize | undefined {
  return standardIo === StandardIo.TERMINAL ? (terminal ?? standardTerminal) : undefined;
}

/** The program and its arguments: as given, or from one line. @throws KernelError EINVAL */
function commandOf({ executable, arguments: list, command }: HostProgram): readonly [string, ...string[]] {
  if (command === '') return [executable, ...list];
  if (executable !== '' || list.length > 0) {
    throw failure('EINVAL', 'a program is given as a command or as executable and arguments, not both', 'command');
  }
  const [first = '', ...words] = splitCommand(command);
  return [first, ...words];
}

/** @throws KernelError EINVAL */
export function requireSize(rows: number, columns: number): void {
  if (rows < 1 || columns < 1 || rows > 4_096 || columns > 4_096) {
    throw failure('EINVAL', `a terminal has 1 to 4,096 rows and columns, not ${rows} × ${columns}`, 'terminal');
  }
}

function networkOf(process: Process, { network }: HostProgram): SandboxProfile['network'] {
  switch (network) {
    case NetworkMode.UNSPECIFIED:
    case NetworkMode.NONE:
      return 'none';
    case NetworkMode.SHARED:
      // The host's own network reaches everything: no narrower rule can be kept there.
      if (process.capabilities.allowsHost('*', 0)) return 'shared';
      throw failure('EACCES', 'the shared network needs NETWORK_ACCESS without an argument', 'NETWORK_ACCESS');
    default:
      throw failure('ENOTSUP', 'this kernel gives programs no network or the shared one', 'network');
  }
}
