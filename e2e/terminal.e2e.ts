/** The terminal: a real program in a sandbox, in the kernel's list, gone with its window. */
import { closeWindow, launch, terminalShows, terminalText, tool, typeLine } from './support/actions.ts';
import { expect, test } from './support/fixtures.ts';
import { commandOf, isAlive, processesWithCommand, startTimeOf, until } from './support/processes.ts';

interface Listed {
  readonly pid: number;
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly app_id: string;
  readonly host_pid: number;
}

test('runs a command, takes Ctrl+C, follows its size', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Terminal');
  await terminalShows(window, /\$\s*$/m);
  await typeLine(window, 'echo $((6*7))', /^42$/m);

  await desktop.page.keyboard.type('sleep 1000');
  await desktop.page.keyboard.press('Enter');
  await expect.poll(() => processesWithCommand('sleep 1000').length).toBeGreaterThan(0);
  await desktop.page.keyboard.press('Control+c');
  await expect.poll(() => processesWithCommand('sleep 1000').length).toBe(0);
  await typeLine(window, 'echo still $((40+2))', /^still 42$/m);

  await typeLine(window, 'stty size', /^\d+ \d+$/m);
  const before = lastSize(await terminalText(window));
  await window.getByRole('button', { name: 'Maximize' }).click();
  await expect
    .poll(
      async () => {
        await typeLine(window, 'clear; stty size', /^\d+ \d+$/m);
        return lastSize(await terminalText(window));
      },
      { timeout: 15_000 },
    )
    .toSatisfy((size: number[]) => (size[0] ?? 0) > (before[0] ?? 0) && (size[1] ?? 0) > (before[1] ?? 0));
});

test('is in the list of the kernel, and ends with its children when the window closes', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Terminal');
  await terminalShows(window, /\$\s*$/m);
  await typeLine(window, 'sleep 2001 & setsid sleep 2002 & echo started', /^started$/m);
  await expect
    .poll(() => [processesWithCommand('sleep 2001').length, processesWithCommand('sleep 2002').length > 0])
    .toEqual([1, true]);

  const { processes } = await tool<{ processes: Listed[] }>(desktop.page, 'system.processes');
  const shells = processes.filter((one) => one.kind === 'host' && one.app_id === 'shell' && one.host_pid > 0);
  expect(shells.length).toBeGreaterThan(0);
  for (const shell of shells) expect(commandOf(shell.host_pid)).toContain('bwrap');

  const inside = ['sleep 2001', 'sleep 2002']
    .flatMap((command) => processesWithCommand(command))
    .map((pid) => ({ pid, startTime: startTimeOf(pid) ?? '' }));
  await closeWindow(window);
  await until('the children are gone', () => !inside.some((one) => isAlive(one)));
  expect(processesWithCommand('sleep 2001')).toEqual([]);
  const after = await tool<{ processes: Listed[] }>(desktop.page, 'system.processes');
  expect(after.processes.filter((one) => one.app_id === 'shell').length).toBeLessThan(
    processes.filter((one) => one.app_id === 'shell').length,
  );
});

test('says how a program ended and starts it again', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Terminal');
  await terminalShows(window, /\$\s*$/m);
  await desktop.page.keyboard.type('exit 3');
  await desktop.page.keyboard.press('Enter');
  await expect.poll(() => window.innerText()).toMatch(/\b3\b/);
  await window.getByRole('button', { name: /start again|restart/i }).click();
  await typeLine(window, 'echo again $((1+1))', /^again 2$/m);
});

test('runs Python', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Python');
  await terminalShows(window, /^>>>/m);
  await typeLine(window, 'print(6 * 7, "from python")', /^42 from python$/m);
});

function lastSize(text: string): number[] {
  const sizes = [...text.matchAll(/^(\d+) (\d+)$/gm)].at(-1);
  return [Number(sizes?.[1]), Number(sizes?.[2])];
}
