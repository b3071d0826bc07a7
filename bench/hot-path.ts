/** What the kernel does in every syscall, with and without what makes it fast: each pair in turns in one run. */
import { parseAddress } from '../kernel/src/security/addresses.ts';
import { CapabilitySet } from '../kernel/src/security/capability-set.ts';
import { DecisionCache } from '../kernel/src/security/decision-cache.ts';
import { NetworkPolicy, type NetworkTarget } from '../kernel/src/security/network-rules.ts';
import { normalise } from '../kernel/src/vfs/names.ts';
import { deadlines } from './deadlines.ts';
import { type Bench, type Figure, median } from './figure.ts';

const slices = 41;
const asked = 2_000;

export const hotPath: Bench = {
  name: 'hot-path',
  title: 'Decisions and deadlines of the kernel',
  how: `One process with 64 path rules and 16 network rules; ${slices} slices of ${asked} decisions each, with and without what was remembered in turns, in CPU time, median. Paths are new texts each time, as they come from the wire, and are decided as they are spelled. A wait that is served at its fifth try, with a deadline: woken for each try with a timer on the wheel, by whoever looked in vain and by a loop beside it, against a look at the clock and a turn of the event loop for each.`,
  async run() {
    return [...decisions(), ...(await deadlines())];
  },
};

function decisions(): Figure[] {
  const texts: string[] = [];
  for (let rule = 0; rule < 32; rule++) texts.push(`READ_FILE:/home/Documents/project-${rule}/**`);
  for (let rule = 0; rule < 24; rule++) texts.push(`READ_FILE:/home/Pictures/*/album-${rule}/*.png`);
  for (let rule = 0; rule < 8; rule++) texts.push(`!READ_FILE:/home/Documents/project-${rule}/secret/**`);
  const capabilities = CapabilitySet.parse([...texts, 'NETWORK_ACCESS'], 'bench');
  const network = new NetworkPolicy(undefined);
  network.replace(
    Array.from({ length: 16 }, (_, rule) => {
      const host = rule % 2 === 0 ? `10.${rule}.0.0/16` : `*.denied-${rule}.example`;
      return { allow: false, host, firstPort: 0, lastPort: 0, priority: rule };
    }),
  );
  const cache = new DecisionCache({ policyEpoch: 1, capabilities, network });
  const paths = (): string[] =>
    Array.from({ length: asked }, (_, at) => {
      return Buffer.from(`/home/Documents/project-${at % 32}/chapters/part-${at % 5}.txt`).toString();
    });
  const targets = (): NetworkTarget[] =>
    Array.from({ length: asked }, (_, at) => {
      const address = parseAddress(`192.0.2.${at % 100}`);
      if (address === undefined) throw new Error('no address');
      return { name: '', address, port: 443 };
    });
  const hosts = (): string[] =>
    Array.from({ length: asked }, (_, at) => Buffer.from(`api-${at % 50}.example`).toString());
  const denies = (target: NetworkTarget): boolean =>
    capabilities.deniesAddress(target.name, target.address, target.port) || network.verdict(target) === 'deny';
  return [
    pair(
      'path',
      paths,
      (path) => capabilities.allowsPath('READ_FILE', normalise(path, '/home')),
      (path) => cache.allowsPath('READ_FILE', path),
      10,
    ),
    pair(
      'host',
      hosts,
      (host) => capabilities.allowsHost(host, 443),
      (host) => cache.allowsHost(host, 443),
    ),
    pair('peer', targets, denies, (target) => cache.deniesTarget(target)),
  ];
}

/** Both ways in turns; a new set of questions for each slice, made outside of what is measured. */
function pair<Q>(
  what: string,
  questions: () => Q[],
  plain: (question: Q) => boolean,
  fast: (question: Q) => boolean,
  aim?: number,
): Figure {
  const plainNs: number[] = [];
  const fastNs: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    const first = slice % 2 === 0;
    if (first) plainNs.push(cpuNs(questions(), plain));
    fastNs.push(cpuNs(questions(), fast));
    if (!first) plainNs.push(cpuNs(questions(), plain));
  }
  const gain = median(plainNs) / median(fastNs);
  const value = `${median(plainNs).toFixed(0)} ns → ${median(fastNs).toFixed(0)} ns, ${gain.toFixed(1)}×`;
  const name = `decision on a ${what}, made → remembered`;
  return aim === undefined ? { name, value } : { name, value, aim: `≥ ${aim}×`, met: gain >= aim };
}

/** CPU time for one question, nanoseconds. */
function cpuNs<Q>(questions: readonly Q[], decide: (question: Q) => boolean): number {
  let yes = 0;
  const from = process.cpuUsage();
  for (const question of questions) if (decide(question)) yes++;
  const { user, system } = process.cpuUsage(from);
  if (yes > questions.length) throw new Error('counted wrong');
  return ((user + system) * 1_000) / questions.length;
}
