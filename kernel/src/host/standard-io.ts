/** The three standard descriptors of a program: a terminal, pipes or nothing; our ends as streams, the child's as sources. */
import type { LaunchRequest } from './backend.ts';
import { DescriptorStream } from './descriptor-stream.ts';
import type { Libc } from './libc.ts';

export interface StandardIo {
  readonly stdin: DescriptorStream | undefined;
  readonly stdout: DescriptorStream | undefined;
  readonly stderr: DescriptorStream | undefined;
  readonly terminal: { stream: DescriptorStream; fd: number } | undefined;
  /** Where the terminal can be opened by name. */
  readonly slavePath: string | undefined;
  /** Descriptors 0, 1 and 2 of the child: paths to open or descriptors of ours. */
  readonly child: readonly (string | number)[];
  close(): void;
}

const NOTHING = '/dev/null';

/** `closeLater` takes the descriptors that only the child needs. */
export function openStandardIo(
  libc: Libc,
  kind: LaunchRequest['standardIo'],
  closeLater: (fd: number) => number,
): StandardIo {
  const none = { stdin: undefined, stdout: undefined, stderr: undefined, terminal: undefined, slavePath: undefined };
  if (kind.kind === 'none') return { ...none, child: [NOTHING, NOTHING, NOTHING], close: () => undefined };
  if (kind.kind === 'terminal') {
    const { master, slavePath } = libc.openTerminal(kind.rows, kind.columns);
    const stream = new DescriptorStream(master, 'terminal');
    const terminal = { stream, fd: master };
    // Opened by name in the child's new session, the terminal becomes its controlling one.
    return { ...none, terminal, slavePath, child: [slavePath, 0, 0], close: () => stream.close() };
  }
  const [inputRead, inputWrite] = libc.pipe();
  const [outputRead, outputWrite] = libc.pipe();
  const [errorRead, errorWrite] = libc.pipe();
  const stdin = new DescriptorStream(inputWrite, 'pipe to write');
  const stdout = new DescriptorStream(outputRead, 'pipe to read');
  const stderr = new DescriptorStream(errorRead, 'pipe to read');
  return {
    ...none,
    stdin,
    stdout,
    stderr,
    child: [closeLater(inputRead), closeLater(outputWrite), closeLater(errorWrite)],
    close: () => {
      for (const stream of [stdin, stdout, stderr]) stream.close();
    },
  };
}
