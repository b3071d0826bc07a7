/** Runs the smallest program in a sandbox, to know rather than guess whether this host can. */
import { readFile } from 'node:fs/promises';
import type { LaunchRequest } from './backend.ts';
import { errorText, HostError } from './errors.ts';
import type { Launcher } from './launcher.ts';

const PROGRAM: LaunchRequest = {
  name: 'probe',
  executable: '/usr/bin/env',
  arguments: ['--default-signal=INT,QUIT,TSTP', 'true'],
  workingDirectory: '/',
  environment: {},
  standardIo: { kind: 'pipes' },
  inherited: [],
  profile: {
    binds: [],
    network: 'none',
    limits: { memoryBytes: 64 * 1024 * 1024, processes: 16, descriptors: 64, cpuPercent: 100 },
  },
};

/** The way to wrap programs in terminals on this host; ENOTSUP with the reason when no sandbox can run. */
export async function probe(launcher: Launcher): Promise<'env' | 'shell'> {
  const process = await launcher.launch(PROGRAM).catch(async (error) => {
    throw new HostError('ENOTSUP', await explain(errorText(error)));
  });
  const [words, { code }] = await Promise.all([process.stderr?.read(2000), process.exited]);
  process.stdout?.close();
  process.stderr?.close();
  if (code === 0) return 'env';
  // env runs but does not know the option: busybox, or coreutils before 8.31.
  if (code === 1 || code === 125) return 'shell';
  throw new HostError(
    'ENOTSUP',
    await explain(
      Buffer.from(words ?? [])
        .toString('utf8')
        .trim(),
    ),
  );
}

async function explain(failure: string): Promise<string> {
  const restricted = await setting('kernel/apparmor_restrict_unprivileged_userns');
  const cloning = await setting('kernel/unprivileged_userns_clone');
  const namespaces = await setting('user/max_user_namespaces');
  let cure = '';
  if (restricted === '1') {
    cure =
      ' This host restricts user namespaces (AppArmor): allow them for /usr/bin/bwrap with a profile, or set ' +
      'kernel.apparmor_restrict_unprivileged_userns=0.';
  } else if (cloning === '0') {
    cure = ' This host forbids user namespaces: set kernel.unprivileged_userns_clone=1.';
  } else if (namespaces === '0') {
    cure = ' This host allows no user namespaces: raise user.max_user_namespaces.';
  }
  return `bubblewrap cannot make a sandbox here: ${failure || 'it gave no reason'}.${cure}`;
}

async function setting(name: string): Promise<string> {
  const text = await readFile(`/proc/sys/${name}`, 'utf8').catch(() => '');
  return text.trim();
}
