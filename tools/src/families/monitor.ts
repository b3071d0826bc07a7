/** What happens in the system: events of every layer, asked about without taking them away, and the desktop's own figures. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const count = z.number().int().min(0);
const categories = z.enum([
  'syscall',
  'process',
  'file',
  'ipc',
  'network',
  'memory',
  'scheduler',
  'security',
  'system',
  'performance',
  'resource',
  'app',
  'tool',
  'ai',
]);
const severities = z.enum(['debug', 'info', 'warning', 'error', 'critical']);

const event = z.object({
  sequence: count,
  time_us: count,
  category: z.union([categories, z.literal('unknown')]),
  severity: z.union([severities, z.literal('unknown')]),
  type: z.string(),
  subject: z.string(),
  pid: count,
  trace_id: z.string(),
  span_id: z.string(),
  parent_span_id: z.string(),
  value_a: z.number(),
  value_b: z.number(),
  value_c: z.number(),
  layer: z.string(),
  text: z.string(),
  /** How many events this one stands for; absent: itself alone. */
  weight: count.optional(),
});

const meaning = z.object({ unit: z.string(), means: z.string() });

const summary = {
  count,
  mean: z.number(),
  least: z.number(),
  most: z.number(),
  last: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
  p99: z.number(),
};

export const monitorTools = [
  declareTool('monitor.query', {
    title: 'Ask about events',
    description:
      'Events of every layer: the newest, counts, percentiles, a time line, the chain of one trace, the slowest, anomalies. Takes none away.',
    site: 'services',
    params: z.object({
      question: z
        .enum([
          'events',
          'counts',
          'percentiles',
          'timeline',
          'chain',
          'root_cause',
          'slow',
          'syscalls',
          'memory_pressure',
          'security',
          'anomalies',
        ])
        .default('events'),
      filter: z
        .object({
          categories: z.array(categories).max(32).optional(),
          least_severity: severities.optional(),
          pids: z.array(z.number().int().min(1).max(0xffff_ffff)).max(64).optional(),
          types: z.array(z.string().min(1).max(80)).max(32).optional(),
          trace_id: z
            .string()
            .regex(/^[0-9a-f]{32}$/)
            .optional(),
          from_us: count.optional(),
          to_us: count.optional(),
          text: z.string().min(1).max(200).optional(),
          least_value: z.number().optional(),
        })
        .default({}),
      key: z.enum(['none', 'category', 'severity', 'type', 'subject', 'pid', 'layer']).default('none'),
      limit: z.number().int().min(1).max(5_000).default(100),
      slice_ms: z.number().int().min(1).max(86_400_000).optional(),
      sequence: count.optional(),
    }),
    result: z.object({
      events: z.array(event),
      groups: z.array(
        z.object({
          key: z.string(),
          count,
          sum: z.number(),
          least: z.number(),
          most: z.number(),
          p50: z.number(),
          p90: z.number(),
          p95: z.number(),
          p99: z.number(),
        }),
      ),
      anomalies: z.array(
        z.object({
          event,
          value: z.number(),
          mean: z.number(),
          deviation: z.number(),
          sigmas: z.number(),
          samples: count,
        }),
      ),
      looked_at: count,
      matched: count,
      truncated: z.boolean(),
    }),
    capabilities: () => ['OBSERVE'],
    example: { question: 'slow', filter: { categories: ['tool'] }, limit: 20 },
  }),
  declareTool('monitor.kinds', {
    title: 'What events mean',
    description: 'Every type of event with what its subject and its three values mean, and their units.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      kinds: z.record(
        z.string(),
        z.object({
          layer: z.string(),
          category: z.string(),
          severity: z.string(),
          says: z.string(),
          subject: z.string().optional(),
          a: meaning.optional(),
          b: meaning.optional(),
          c: meaning.optional(),
        }),
      ),
    }),
    example: {},
  }),
  declareTool('monitor.figures', {
    title: 'Figures of the desktop',
    description:
      'What the desktop measured on this machine: web vitals, and durations of drawing, tools, launches and messages.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      since: z.number(),
      vitals: z.record(z.string(), z.object(summary)),
      measures: z.array(z.object({ ...summary, kind: z.string(), label: z.string(), failures: count })),
      events: z.object({ sent: count, dropped: count, refused: count, pending: count }),
    }),
    capabilities: () => ['OBSERVE'],
    example: {},
  }),
  declareTool('monitor.system', {
    title: 'Figures of the system',
    description: 'Uptime, processes, the load of the processors, and the memory of the machine and of the kernel.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      uptime_ms: count,
      processes: count,
      cpus: count,
      load: z.array(z.number()),
      memory_total: count,
      memory_free: count,
      kernel_memory_used: count,
    }),
    capabilities: () => ['SYSTEM_INFO'],
    example: {},
  }),
  declareTool('monitor.cpu', {
    title: 'Processors',
    description:
      'How busy the processors of the machine are (0 to 1) since the last time somebody asked, the load of 1, 5 and 15 minutes, and ' +
      'how the kernel shares them.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      value: z.number(),
      cpus: count,
      load: z.array(z.number()),
      policy: z.string(),
      mechanism: z.string(),
      runnable: count,
    }),
    capabilities: () => ['SYSTEM_INFO'],
    example: {},
  }),
  declareTool('monitor.memory', {
    title: 'Memory',
    description: 'Memory of the machine and what of its own the kernel has given out, in bytes.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      total: count,
      free: count,
      kernel: z.object({ total: count, used: count, free: count, fragmentation: z.number(), pressure: z.string() }),
    }),
    capabilities: () => ['SYSTEM_INFO'],
    example: {},
  }),
  declareTool('monitor.processes', {
    title: 'Processes and what they use',
    description:
      'Every process with its CPU time in seconds, its share of the processors, and its place in the scheduler.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      value: z.array(
        z.object({
          pid: count,
          name: z.string(),
          app_id: z.string(),
          state: z.string(),
          cpu_seconds: z.number(),
          kernel_seconds: z.number(),
          share: z.number(),
          entitled_share: z.number(),
          priority: z.number(),
        }),
      ),
    }),
    capabilities: () => ['OBSERVE'],
    example: {},
  }),
  declareTool('monitor.network', {
    title: 'Network',
    description:
      'Open sockets, and per syscall of the network how often it was called, how often it failed, and the bytes.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      sockets: count,
      syscalls: z.array(z.object({ name: z.string(), calls: count, failed: count, bytes: count })),
    }),
    capabilities: () => ['OBSERVE'],
    example: {},
  }),
] as const;
