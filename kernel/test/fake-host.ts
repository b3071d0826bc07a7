/** A host backend without a host: programs are scripts of the test, streams are queues in memory. */
import { Enforcement } from '@agentos/protocol/kernel';
import type {
  ExitStatus,
  HostBackend,
  HostCpu,
  HostProcess,
  HostStream,
  LaunchRequest,
  WeightInForce,
} from '../src/host/backend.ts';

export class FakeStream implements HostStream {
  readonly written: string[] = [];
  closed = false;
  #queue: Uint8Array[] = [];
  #waiting: ((data: Uint8Array) => void)[] = [];

  /** What the program prints; an empty text ends the stream. */
  feed(text: string): void {
    const data = new TextEncoder().encode(text);
    const waiter = this.#waiting.shift();
    if (waiter === undefined) this.#queue.push(data);
    else waiter(data);
  }

  read(): Promise<Uint8Array> {
    const data = this.#queue.shift();
    if (data !== undefined) return Promise.resolve(data);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async write(data: Uint8Array): Promise<number> {
    if (this.closed) throw Object.assign(new Error('closed'), { code: 'EPIPE' });
    this.written.push(new TextDecoder().decode(data));
    return data.length;
  }

  close(): void {
    this.closed = true;
    for (const waiter of this.#waiting.splice(0)) waiter(new Uint8Array(0));
  }
}

/** A share of a CPU that the test hands out. */
export class FakeCpu implements HostCpu {
  readonly gate = 'fake gate';
  readonly weights: number[] = [];
  /** Every order to open (true) and close. */
  readonly gates: boolean[] = [];
  /** CPU time so far, set by the test. */
  ns = 5_000_000;
  enforcement: Enforcement = Enforcement.ENFORCED;

  get open(): boolean {
    return this.gates.at(-1) ?? true;
  }

  async setWeight(weight: number): Promise<WeightInForce> {
    this.weights.push(weight);
    const { enforcement } = this;
    if (enforcement === Enforcement.UNAVAILABLE) return { weight: 1_024, mechanism: '', enforcement, reason: 'none' };
    return { weight, mechanism: 'fake weight', enforcement, reason: '' };
  }

  async setGate(open: boolean): Promise<void> {
    this.gates.push(open);
  }

  cpuNs(): number {
    return this.ns;
  }

  wantsCpu(): boolean {
    return false;
  }
}

export class FakeProcess implements HostProcess {
  readonly request: LaunchRequest;
  readonly hostPid: number;
  readonly stdin: FakeStream | undefined;
  readonly stdout: FakeStream | undefined;
  readonly stderr: FakeStream | undefined;
  readonly terminal: FakeStream | undefined;
  readonly exited: Promise<ExitStatus>;
  readonly signals: number[] = [];
  readonly sizes: string[] = [];
  readonly cpu = new FakeCpu();
  killed = 0;
  readonly #exit: (status: ExitStatus) => void;

  constructor(request: LaunchRequest, hostPid: number) {
    this.request = request;
    this.hostPid = hostPid;
    const { kind } = request.standardIo;
    this.stdin = kind === 'pipes' ? new FakeStream() : undefined;
    this.stdout = kind === 'pipes' ? new FakeStream() : undefined;
    this.stderr = kind === 'pipes' ? new FakeStream() : undefined;
    this.terminal = kind === 'terminal' ? new FakeStream() : undefined;
    const { promise, resolve } = Promise.withResolvers<ExitStatus>();
    this.exited = promise;
    this.#exit = resolve;
  }

  /** The program ends by itself. */
  end(code: number, signal = 0, limits?: ExitStatus['limits']): void {
    for (const stream of [this.stdout, this.stderr, this.terminal]) stream?.feed('');
    this.#exit(limits === undefined ? { code, signal } : { code, signal, limits });
  }

  signal(signal: number): void {
    this.signals.push(signal);
  }

  async killTree(): Promise<void> {
    this.killed++;
    this.end(-1, 9);
  }

  resize(rows: number, columns: number): void {
    this.sizes.push(`${rows}x${columns}`);
  }

  /** Set by a test: somebody else has stopped it. */
  stopped = false;

  isStopped(): boolean {
    return this.stopped;
  }

  signalSets(): { pending: number[]; blocked: number[]; handled: number[] } {
    return { pending: [], blocked: [2], handled: [15] };
  }

  tree(): number[] {
    return [this.hostPid, this.hostPid + 1];
  }

  workingDirectory(): string {
    return this.request.workingDirectory;
  }

  readonly limits: unknown[] = [];

  async setLimits(limits: unknown): Promise<void> {
    this.limits.push(limits);
  }

  usage(): { cpuNs: number; memoryBytes: number } {
    return { cpuNs: this.cpu.ns, memoryBytes: 4096 };
  }
}

export class FakeHost implements HostBackend {
  readonly launched: FakeProcess[] = [];
  /** Thrown by the next launch. */
  failure: Error | undefined;

  async launch(request: LaunchRequest): Promise<HostProcess> {
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
    const process = new FakeProcess(request, 1_000 + this.launched.length * 10);
    this.launched.push(process);
    return process;
  }

  capabilities(): [] {
    return [];
  }

  async close(): Promise<void> {
    await Promise.all(this.launched.filter(({ killed }) => killed === 0).map((process) => process.killTree()));
  }
}
