/** `agentos bp`: work on Blueprint files. Needs no running system, and no network. */
import type { CommandGroup } from '../command-line.ts';

export const bp: CommandGroup = {
  name: 'bp',
  summary: 'check, format, upgrade, test, measure and import Blueprint apps',
  commands: {
    validate: async () => (await import('../blueprint/validate.ts')).validate,
    fmt: async () => (await import('../blueprint/fmt.ts')).fmt,
    upgrade: async () => (await import('../blueprint/upgrade.ts')).upgrade,
    test: async () => (await import('../blueprint/test.ts')).test,
    import: async () => (await import('../blueprint/import.ts')).importApp,
    stats: async () => (await import('../blueprint/stats.ts')).stats,
  },
};
