/**
 * Figures of the services in Prometheus format. Label values come from bounded sets: templates of routes, ids of tools that
 * exist, names of syscalls, stable codes of errors. Nothing that a person or an app has written becomes one.
 */
import { eventLoopUtilization, monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricsSources {
  apps(): Record<string, number>;
  kernelUp(): boolean;
}

export type SessionOperation = 'save' | 'restore' | 'delete';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const ringSeconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1];
const longSeconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const bytes = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
/** Resolution at which the delay of the event loop is sampled. */
const delayResolutionMs = 20;

export class Metrics {
  readonly registry = new Registry();
  readonly #http = this.#histogram('http_request_duration_seconds', 'Duration of HTTP requests by route', seconds, [
    'method',
    'route',
    'status',
  ]);
  readonly #requestBytes = this.#histogram('http_request_size_bytes', 'Size of the bodies of HTTP requests', bytes, [
    'method',
    'route',
  ]);
  readonly #responseBytes = this.#histogram('http_response_size_bytes', 'Size of the bodies of HTTP answers', bytes, [
    'method',
    'route',
  ]);
  readonly #tools = this.#histogram('tool_call_duration_seconds', 'Duration of tool calls in the services', seconds, [
    'tool',
    'outcome',
  ]);
  readonly #kernel = this.#histogram(
    'kernel_call_duration_seconds',
    'Duration of syscalls through the ring, as the services see it',
    ringSeconds,
    ['syscall', 'outcome'],
  );
  readonly #grpc = this.#histogram(
    'grpc_client_duration_seconds',
    'Duration of gRPC calls to the kernel and the AI service, without the syscalls of the ring; whole streams at their end',
    longSeconds,
    ['service', 'method', 'code'],
  );
  readonly #refused = this.#counter('refused_requests_total', 'Requests refused before their route, by reason', [
    'reason',
  ]);
  readonly #sockets = this.#gauge('websocket_connections', 'Open WebSockets by route', ['route']);
  readonly #socketMessages = this.#counter('websocket_messages_received_total', 'Messages of browsers by route', [
    'route',
  ]);
  readonly #streamMessages = this.#counter('stream_messages_sent_total', 'Messages to the desktop by type', ['type']);
  readonly #streamRequests = this.#histogram(
    'stream_request_duration_seconds',
    'Duration of requests over the WebSocket to their last answer, by kind',
    longSeconds,
    ['kind', 'outcome'],
  );
  readonly #sessions = this.#counter('session_operations_total', 'Operations on saved sessions', [
    'operation',
    'outcome',
  ]);

  constructor(sources: MetricsSources) {
    const apps = this.#gauge('apps', 'Running apps by type', ['type'], (gauge) => {
      gauge.reset();
      for (const [type, count] of Object.entries(sources.apps())) gauge.set({ type }, count);
    });
    apps.reset();
    this.#gauge('kernel_up', 'Whether the kernel is reachable', [], (gauge) => gauge.set(sources.kernelUp() ? 1 : 0));
    this.#gauge('services_resident_memory_bytes', 'Resident memory of the services', [], (gauge) =>
      gauge.set(process.memoryUsage.rss()),
    );
    this.#gauge('services_start_time_seconds', 'When the services started, since the Unix epoch', [], (gauge) =>
      gauge.set(performance.timeOrigin / 1000),
    );
    const cpu = this.#counter('services_cpu_seconds_total', 'CPU time of the services', [], (counter) => {
      const { user, system } = process.cpuUsage();
      counter.reset();
      counter.inc((user + system) / 1e6);
    });
    cpu.inc(0);
    const utilization = { since: eventLoopUtilization() };
    this.#gauge(
      'services_event_loop_utilization_ratio',
      'Busy share of the event loop since it was last asked',
      [],
      (gauge) => {
        const now = eventLoopUtilization();
        gauge.set(eventLoopUtilization(now, utilization.since).utilization);
        utilization.since = now;
      },
    );
    this.#gauge(
      'services_event_loop_delay_seconds',
      'Longest delay of the event loop since it was last asked',
      [],
      (gauge) => {
        gauge.set(Math.max(0, this.#delay.max / 1e9 - delayResolutionMs / 1e3));
        this.#delay.reset();
      },
    );
    this.#delay.enable();
  }
  readonly #delay = monitorEventLoopDelay({ resolution: delayResolutionMs });

  http(
    method: string,
    route: string,
    status: number,
    duration: number,
    sizes: { request: number; response: number },
  ): void {
    this.#http.observe({ method, route, status: String(status) }, duration);
    this.#requestBytes.observe({ method, route }, sizes.request);
    this.#responseBytes.observe({ method, route }, sizes.response);
  }

  /** @param tool id of a tool that exists */
  tool(tool: string, outcome: string, duration: number): void {
    this.#tools.observe({ tool, outcome: codeLabel(outcome) }, duration);
  }

  kernelCall(syscall: string, outcome: string, duration: number): void {
    this.#kernel.observe({ syscall, outcome: codeLabel(outcome) }, duration);
  }

  grpc(service: 'kernel' | 'ai', method: string, code: string, duration: number): void {
    this.#grpc.observe({ service, method, code: codeLabel(code) }, duration);
  }

  refused(reason: 'rate' | 'origin' | 'sign-in' | 'host'): void {
    this.#refused.inc({ reason });
  }

  socketOpened(route: string): void {
    this.#sockets.inc({ route });
  }

  socketClosed(route: string): void {
    this.#sockets.dec({ route });
  }

  socketMessage(route: string): void {
    this.#socketMessages.inc({ route });
  }

  /** @param outcome `ok` or the code of the failure */
  streamRequest(kind: 'chat' | 'generate_ui', outcome: string, seconds: number): void {
    this.#streamRequests.observe({ kind, outcome: codeLabel(outcome) }, seconds);
  }

  streamMessage(type: string): void {
    this.#streamMessages.inc({ type });
  }

  session(operation: SessionOperation, outcome: string): void {
    this.#sessions.inc({ operation, outcome: codeLabel(outcome) });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  close(): void {
    this.#delay.disable();
  }

  #histogram<L extends string>(name: string, help: string, buckets: number[], labelNames: L[]): Histogram<L> {
    return new Histogram({ name: `agentos_${name}`, help, buckets, labelNames, registers: [this.registry] });
  }

  #counter<L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    read?: (counter: Counter<L>) => void,
  ): Counter<L> {
    const collect =
      read === undefined
        ? {}
        : {
            collect(this: Counter<L>) {
              read(this);
            },
          };
    return new Counter({ name: `agentos_${name}`, help, labelNames, registers: [this.registry], ...collect });
  }

  #gauge<L extends string>(name: string, help: string, labelNames: L[], read?: (gauge: Gauge<L>) => void): Gauge<L> {
    const collect =
      read === undefined
        ? {}
        : {
            collect(this: Gauge<L>) {
              read(this);
            },
          };
    return new Gauge({ name: `agentos_${name}`, help, labelNames, registers: [this.registry], ...collect });
  }
}

/** A stable code, or what stands for all others: codes are told by other layers too. */
function codeLabel(code: string): string {
  return code === 'ok' || /^E[A-Z0-9]{1,15}$/.test(code) ? code : 'other';
}
