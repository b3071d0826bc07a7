/**
 * Everything that CI runs, the quick things first. Closes with the line `N passed, N failed`, where a check such as lint
 * or the build counts as one; skipped tests are listed by name with their reason.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './sources.ts';
import { mayNotSkip, prepareHost, withoutNetwork } from './test/host.ts';
import { add, closingLine, noResults, type Results, skipsFail } from './test/results.ts';

const minute = 60_000;
const bin = join(projectRoot, 'node_modules', '.bin');
/** Temporary folder of all tests, so that what an interrupted run leaves can be found: a short path, for sockets lie below. */
const temporary = mkdtempSync(join(tmpdir(), 'aos-'));
// As open to pass through as the host's own: programs in sandboxes run as other users.
chmodSync(temporary, 0o755);
const scratch = join(projectRoot, '.cache', 'test');

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly withinMs: number;
  /** Runs tests: its results are read from the reporter's file. */
  readonly tests?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

const vitest = (...args: string[]): readonly string[] => [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=./scripts/test/results-reporter.ts',
  ...args,
];

function steps(): Step[] {
  const offline = withoutNetwork();
  return [
    { name: 'imports run one way', command: ['node', 'scripts/check-imports.ts'], withinMs: minute },
    {
      name: 'format and lint',
      command: ['biome', 'check', '--diagnostic-level=warn', '--error-on-warnings', '.'],
      withinMs: 2 * minute,
    },
    { name: 'types of the server side', command: ['tsc', '-p', 'tsconfig.node.json'], withinMs: 3 * minute },
    { name: 'types of the browser side', command: ['tsc', '-p', 'tsconfig.web.json'], withinMs: 3 * minute },
    {
      name: 'types of the tests of the whole system',
      command: ['tsc', '-p', 'tsconfig.e2e.json'],
      withinMs: 3 * minute,
    },
    {
      name: 'generated protocol is current',
      command: ['node', 'protocol/scripts/generate.ts', '--check'],
      withinMs: 2 * minute,
    },
    { name: 'unit tests', command: vitest('--project=!e2e'), withinMs: 13 * minute, tests: true },
    { name: 'build', command: ['node', 'scripts/build.ts'], withinMs: 4 * minute },
    {
      name: 'tests of the whole system',
      command: [...offline, ...vitest('--project=e2e')],
      withinMs: 15 * minute,
      tests: true,
      env: offline.length > 0 ? { AGENTOS_TEST_OFFLINE: '1' } : {},
    },
  ];
}

async function runStep(step: Step): Promise<Results> {
  const from = performance.now();
  const resultsFile = join(scratch, `${step.name.replaceAll(' ', '-')}.json`);
  rmSync(resultsFile, { force: true });
  console.log(`\n== ${step.name}`);
  const problem = await run(step, resultsFile);
  console.log(`== ${step.name}: ${problem ?? 'ok'} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  if (step.tests !== true) {
    return problem === undefined
      ? { ...noResults, passed: 1 }
      : { ...noResults, failed: [{ name: step.name, reason: problem }] };
  }
  const results = readResults(resultsFile);
  if (results === undefined)
    return { ...noResults, failed: [{ name: step.name, reason: problem ?? 'told no results' }] };
  if (problem !== undefined && results.failed.length === 0) {
    return add(results, { ...noResults, failed: [{ name: step.name, reason: problem }] });
  }
  return results;
}

function readResults(path: string): Results | undefined {
  try {
    const results: Results = JSON.parse(readFileSync(path, 'utf8'));
    return results;
  } catch {
    return undefined;
  }
}

/** Runs a command; resolves with what went wrong, or undefined. */
function run(step: Step, resultsFile: string): Promise<string | undefined> {
  const [program = '', ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: projectRoot,
      // A group of its own, so that a step that takes too long ends with all that it started.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        PATH: `${bin}:${process.env.PATH ?? ''}`,
        AGENTOS_TEST_RESULTS: resultsFile,
        TMPDIR: temporary,
        ...step.env,
      },
    });
    let late = false;
    const endGroup = (signal: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // Ended at this moment.
      }
    };
    const interrupted = (): void => {
      endGroup('SIGKILL');
      removeLeftovers();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const timer = setTimeout(() => {
      late = true;
      endGroup('SIGKILL');
    }, step.withinMs);
    const end = (problem: string | undefined): void => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      resolve(problem);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => {
      if (late) end(`took longer than ${step.withinMs / minute} minutes`);
      else end(code === 0 ? undefined : `failed (${signal ?? `exit code ${code}`})`);
    });
  });
}

/** Stops systems that a step which had to be ended left running, and removes the temporary folder. */
function removeLeftovers(): void {
  for (const name of readdirSync(temporary)) {
    const home = join(temporary, name);
    if (!existsSync(join(home, 'run', 'supervisor.json'))) continue;
    spawnSync(join(projectRoot, 'agentos'), ['down'], { env: { ...process.env, AGENTOS_HOME: home }, stdio: 'ignore' });
  }
  rmSync(temporary, { recursive: true, force: true });
}

mkdirSync(scratch, { recursive: true });
prepareHost();
let results = noResults;
for (const step of steps()) results = add(results, await runStep(step));
removeLeftovers();
if (mayNotSkip()) results = skipsFail(results);

if (results.skipped.length > 0) console.log('\nskipped:');
for (const { name, reason } of results.skipped) console.log(`  ${name}: ${reason}`);
if (results.failed.length > 0) console.log('\nfailed:');
for (const { name, reason } of results.failed) console.log(`  ${name}: ${reason.split('\n')[0]}`);
process.exitCode = results.failed.length === 0 ? 0 : 1;
console.log(`\n${closingLine(results)}`);
