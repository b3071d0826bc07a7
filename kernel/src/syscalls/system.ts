/** The machine and the environment of a process. */
import { EventCategory, type SystemInfo } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { requireVariable } from '../process/environment.ts';
import type { SyscallRows } from './row.ts';

const row = { category: EventCategory.SYSTEM, cost: 'inline', timeout: 'none' } as const;
const mostVariables = 1_024;
const mostCharacters = 128 * 1024;

export function systemSyscalls(info: () => SystemInfo): SyscallRows<'systemInfo' | 'getenv' | 'setenv'> {
  return {
    systemInfo: { ...row, handler: () => ({ info: info() }) },
    getenv: {
      ...row,
      handler({ name }, { process: { environment } }) {
        const value = environment.get(name);
        if (name === '') return { variables: Object.fromEntries(environment) };
        return { variables: value === undefined ? {} : { [name]: value } };
      },
    },
    setenv: {
      ...row,
      handler({ name, value, remove }, { process: { environment } }) {
        requireVariable(name, value);
        let characters = name.length + value.length;
        for (const [other, text] of environment) if (other !== name) characters += other.length + text.length;
        if (!remove && characters > mostCharacters) {
          throw failure('ENOMEM', `the variables of a process have at most ${mostCharacters} characters`);
        }
        if (remove) environment.delete(name);
        else if (environment.size >= mostVariables && !environment.has(name)) {
          throw failure('ENOMEM', `a process has at most ${mostVariables} variables`);
        } else environment.set(name, value);
        return {};
      },
    },
  };
}
