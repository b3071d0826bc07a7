/** `agentos doctor`: what this host gives to the system, what it lacks, and the command that adds it. */
import { type Command, table } from '../command-line.ts';
import { type Finding, hostFindings } from '../host/checks.ts';
import { health } from '../services-client.ts';
import { settingsOrExplain } from '../settings.ts';
import { runningState } from '../supervisor/state-file.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'check the host, and the running system',
  async run() {
    const settings = settingsOrExplain();
    const running = runningState(settings.run);
    const findings = await hostFindings(settings, running !== undefined);
    process.stdout.write(`${show(findings)}\n`);
    if (running !== undefined)
      process.stdout.write(`\nrunning system:\n${show(healthFindings(await health(settings)))}\n`);
    return findings.some((finding) => finding.verdict === 'fail') ? 1 : 0;
  },
};

function show(findings: readonly Finding[]): string {
  return table(
    findings.map(({ verdict, name, found, advice }) => [
      `  ${verdict.padEnd(5)}`,
      name,
      advice === undefined ? found : `${found}; ${advice}`,
    ]),
  );
}

/** The rows of `GET /health`: layers, parts that may fail by themselves, then what the host enforces. Tolerates fields it does not know. */
function healthFindings(answer: unknown): Finding[] {
  const rows = (key: string): Record<string, unknown>[] => {
    const list = isObject(answer) ? answer[key] : undefined;
    return Array.isArray(list) ? list.filter(isObject) : [];
  };
  return [
    ...rows('layers').map((row) => finding(row.name, row.state, row.reason, ['up', 'on demand', 'off'])),
    ...rows('parts').map((row) => finding(row.name, row.state, row.reason, ['up', 'off'])),
    ...rows('host').map((row) => finding(row.name, row.enforcement, row.reason || row.mechanism, ['enforced'])),
  ];
}

function finding(name: unknown, state: unknown, reason: unknown, fine: readonly string[]): Finding {
  const text = String(state);
  return {
    verdict: fine.includes(text) ? 'ok' : 'note',
    name: String(name),
    found: reason ? `${text}: ${String(reason)}` : text,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
