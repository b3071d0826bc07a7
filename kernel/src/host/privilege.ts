/** What this process may do on the host, read once from the kernel's own account of it. */
import { readFileSync } from 'node:fs';

const CAP_CHOWN = 0;
const CAP_SETGID = 6;
const CAP_SETUID = 7;
const CAP_SYS_ADMIN = 21;

/** True when this process is root over the given user id: it may give files to it and become it. */
export function ownsRange(uid: number): boolean {
  return (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    holdsCapabilities(CAP_CHOWN, CAP_SETGID, CAP_SETUID) &&
    mapHolds('/proc/self/uid_map', uid) &&
    mapHolds('/proc/self/gid_map', uid)
  );
}

/** True when this process may mount. */
export function mayMount(): boolean {
  return process.platform === 'linux' && holdsCapabilities(CAP_SYS_ADMIN);
}

function holdsCapabilities(...wanted: number[]): boolean {
  const line = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0';
  const held = BigInt(`0x${line}`);
  return wanted.every((capability) => (held >> BigInt(capability)) & 1n);
}

function mapHolds(file: string, id: number): boolean {
  return readFileSync(file, 'latin1')
    .trim()
    .split('\n')
    .some((line) => {
      const [inside = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
      return id >= inside && id < inside + count;
    });
}
