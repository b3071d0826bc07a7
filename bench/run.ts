/**
 * Runs the benches and writes docs/benchmarks.md.
 *
 *   npm run bench               all, and writes the page
 *   npm run bench -- ring start only these, printed and not written
 *
 * The flag of the script is that of the layers: what benches do as clients of the kernel is what the services do.
 */
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { startSystem, type TestSystem } from '../e2e/support/system.ts';
import { projectRoot } from '../scripts/sources.ts';
import { blueprint } from './blueprint.ts';
import { blueprintApp } from './blueprint-app.ts';
import { blueprintTokens } from './blueprint-tokens.ts';
import { bundle } from './bundle.ts';
import { fileList, launchApp, openDesktop, shellTool } from './desktop.ts';
import { events } from './events.ts';
import type { Bench, BenchContext, Figure } from './figure.ts';
import { hotPath } from './hot-path.ts';
import { kernelBatch } from './kernel-batch.ts';
import { kernelBudget } from './kernel-budget.ts';
import { kernelFiles } from './kernel-files.ts';
import { kernelIpc } from './kernel-ipc.ts';
import { kernelMemory } from './kernel-memory.ts';
import { kernelProcesses } from './kernel-processes.ts';
import { kernelScheduler } from './kernel-scheduler.ts';
import { kernelSockets } from './kernel-sockets.ts';
import { kernelStreaming } from './kernel-streaming.ts';
import { memory } from './memory.ts';
import { ring } from './ring.ts';
import { start } from './start.ts';
import { toolCall } from './tool-call.ts';
import { clickToQueryable } from './traces.ts';

const benches: readonly Bench[] = [
  start,
  memory,
  bundle,
  openDesktop,
  launchApp,
  shellTool,
  toolCall,
  blueprintApp,
  clickToQueryable,
  fileList,
  blueprint,
  blueprintTokens,
  ring,
  events,
  kernelFiles,
  kernelProcesses,
  kernelSockets,
  kernelBatch,
  kernelStreaming,
  hotPath,
  kernelBudget,
  kernelScheduler,
  kernelMemory,
  kernelIpc,
];

type Outcome = readonly Figure[] | { readonly skipped: string };

function section(bench: Bench, outcome: Outcome): string {
  const lines = [`## ${bench.title}`, '', bench.how, ''];
  if ('skipped' in outcome) return [...lines, `Not measured: ${outcome.skipped}.`, ''].join('\n');
  const rows = outcome.map(({ name, value, aim, met }) => {
    const verdict = met === undefined ? '' : met ? 'yes' : 'no';
    return `| ${name} | ${value} | ${aim ?? ''} | ${verdict} |`;
  });
  return [...lines, '| what | measured | aim or comparison | met |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function page(sections: readonly string[]): string {
  const processors = cpus();
  const machine = [
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 1024 ** 3)} GB of memory`,
    `${process.platform} ${release()}`,
    `Node.js ${process.version}`,
  ];
  return `# Benchmarks

<!-- Written by \`make bench\`. -->

One run on ${new Date().toISOString().slice(0, 10)} on this machine: ${machine.join(', ')}. Absolute times belong to the machine; the
ratios are between figures of the same run. \`make bench\` measures again and replaces this page.

${sections.join('\n')}`;
}

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? benches : benches.filter((bench) => wanted.includes(bench.name));
if (chosen.length < wanted.length) {
  console.error(`benches are: ${benches.map((bench) => bench.name).join(', ')}`);
  process.exit(2);
}

let shared: Promise<TestSystem> | undefined;
const context: BenchContext = {
  system() {
    shared ??= startSystem();
    return shared;
  },
};
const sections: string[] = [];
const failed: string[] = [];
try {
  for (const bench of chosen) {
    try {
      const text = section(bench, await bench.run(context));
      console.log(text);
      sections.push(text);
    } catch (error) {
      console.error(`${bench.name} failed:`, error);
      failed.push(bench.name);
    }
  }
} finally {
  await (await shared)?.stop();
}
if (failed.length > 0) {
  console.error(`failed, so the page stays as it is: ${failed.join(', ')}`);
  process.exitCode = 1;
} else if (wanted.length === 0) {
  writeFileSync(join(projectRoot, 'docs', 'benchmarks.md'), page(sections));
  console.log('wrote docs/benchmarks.md');
}
