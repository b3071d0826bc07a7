/** Figures of the services in Prometheus format. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricsSources {
  apps(): Record<string, number>;
  sockets(): number;
  kernelUp(): boolean;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const ringSeconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1];

export class Metrics {
  readonly #registry = new Registry();
  readonly #http = new Histogram({
    name: 'agentos_http_request_duration_seconds',
    help: 'Duration of HTTP requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [this.#registry],
  });
  readonly #tools = new Histogram({
    name: 'agentos_tool_call_duration_seconds',
    help: 'Duration of tool calls in the services',
    labelNames: ['tool', 'outcome'],
    buckets: seconds,
    registers: [this.#registry],
  });
  readonly #kernel = new Histogram({
    name: 'agentos_kernel_call_duration_seconds',
    help: 'Duration of syscalls through the ring, as the services see it',
    labelNames: ['syscall', 'outcome'],
    buckets: ringSeconds,
    registers: [this.#registry],
  });

  constructor(sources: MetricsSources) {
    const registers = [this.#registry];
    new Gauge({
      name: 'agentos_apps',
      help: 'Running apps by type',
      labelNames: ['type'],
      registers,
      collect() {
        this.reset();
        for (const [type, count] of Object.entries(sources.apps())) this.set({ type }, count);
      },
    });
    new Gauge({
      name: 'agentos_websocket_connections',
      help: 'Open WebSockets',
      registers,
      collect() {
        this.set(sources.sockets());
      },
    });
    new Gauge({
      name: 'agentos_kernel_up',
      help: 'Whether the kernel is reachable',
      registers,
      collect() {
        this.set(sources.kernelUp() ? 1 : 0);
      },
    });
    new Gauge({
      name: 'agentos_services_resident_memory_bytes',
      help: 'Resident memory of the services',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
    this.#refused = new Counter({
      name: 'agentos_refused_requests_total',
      help: 'Requests refused before their route, by reason',
      labelNames: ['reason'],
      registers,
    });
  }
  readonly #refused: Counter<'reason'>;

  http(method: string, route: string, status: number, duration: number): void {
    this.#http.observe({ method, route, status: String(status) }, duration);
  }

  tool(tool: string, outcome: string, duration: number): void {
    this.#tools.observe({ tool, outcome }, duration);
  }

  kernelCall(syscall: string, outcome: string, duration: number): void {
    this.#kernel.observe({ syscall, outcome }, duration);
  }

  refused(reason: string): void {
    this.#refused.inc({ reason });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
