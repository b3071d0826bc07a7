/** Environment variables of host programs: what is a valid one, and which would let a caller inject code. */
import { failure } from '../errors.ts';

const longestValue = 64 * 1024;

/** @throws KernelError EINVAL */
export function requireVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) {
    throw failure('EINVAL', 'the name of a variable is letters, digits and _, at most 128', name.slice(0, 128));
  }
  if (value.includes('\0') || value.length > longestValue) {
    throw failure('EINVAL', `the value of ${name} has a NUL or more than ${longestValue} characters`, name);
  }
}

/** Variables that make a loader, shell or interpreter run or load what its caller did not name. */
const injecting = [
  /^LD_/,
  /^DYLD_/,
  /^NODE_(OPTIONS|PATH|REPL_EXTERNAL_MODULE)$/,
  /^(BASH_ENV|ENV|IFS|PS4|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|CDPATH|GLOBIGNORE)$/,
  /^PYTHON(PATH|HOME|STARTUP|INSPECT|WARNINGS|BREAKPOINT|EXECUTABLE|USERBASE|PLATLIBDIR|CASEOK)$/,
  /^PERL(5LIB|5OPT|LIB|5DB)$/,
  /^RUBY(OPT|LIB)$/,
  /^(GCONV_PATH|LOCPATH|NLSPATH|HOSTALIASES|RESOLV_HOST_CONF|MALLOC_TRACE|TZDIR)$/,
  /^GIT_(SSH|SSH_COMMAND|EXTERNAL_DIFF|EDITOR|PAGER|CONFIG.*|EXEC_PATH)$/,
  /^JAVA_TOOL_OPTIONS$|^_JAVA_OPTIONS$/,
];

/** The variables that a program may get; invalid ones are refused, injecting ones left out. */
export function filterEnvironment(asked: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  let total = 0;
  for (const [name, value] of Object.entries(asked)) {
    requireVariable(name, value);
    total += name.length + value.length + 2;
    if (!injecting.some((pattern) => pattern.test(name))) kept[name] = value;
  }
  if (total > 128 * 1024) throw failure('E2BIG', 'the environment has more than 128 KiB');
  return kept;
}
