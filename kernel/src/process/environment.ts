/**
 * Environment variables of host programs: what is a valid one, and which are left out because they make something load or
 * run code that the caller did not name. The one table, with the reason for each.
 */
import { failure } from '../errors.ts';

const longestValue = 64 * 1024;
const mostBytes = 128 * 1024;
const mostVariables = 1_024;

/** @throws KernelError EINVAL */
export function requireVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) {
    throw failure('EINVAL', 'the name of a variable is letters, digits and _, at most 128', name.slice(0, 128));
  }
  if (value.includes('\0') || value.length > longestValue) {
    throw failure('EINVAL', `the value of ${name} has a NUL or more than ${longestValue} characters`, name);
  }
}

/** Variables that are left out, and why. `EDITOR`, `PAGER` and the like stay: they run when the user asks for it. */
export const injecting: readonly { readonly names: RegExp; readonly why: string }[] = [
  { names: /^(LD|DYLD)_/, why: 'the loader loads the libraries that they name into every program' },
  { names: /^(GCONV_PATH|LOCPATH|NLSPATH|GETCONF_DIR)$/, why: 'the C library loads modules and data from there' },
  { names: /^(HOSTALIASES|RESOLV_HOST_CONF|RES_OPTIONS|LOCALDOMAIN)$/, why: 'they change what host names lead to' },
  { names: /^(MALLOC_TRACE|GLIBC_TUNABLES|TZDIR|NIS_PATH)$/, why: 'the C library writes or reads what they name' },
  { names: /^(BASH_ENV|ENV|ZDOTDIR|INPUTRC)$/, why: 'shells run or read the file at their start' },
  { names: /^(PROMPT_COMMAND|PS[0-4]|SHELLOPTS|BASHOPTS)$/, why: 'shells run what stands in them' },
  { names: /^(IFS|CDPATH|GLOBIGNORE|BASH_FUNC_.*|FPATH)$/, why: 'they change what the words of a script mean' },
  { names: /^NODE_/, why: 'Node.js takes options, modules and certificates from them' },
  { names: /^(ELECTRON_RUN_AS_NODE|DENO_DIR|BUN_INSTALL)$/, why: 'they make a program run as something else' },
  { names: /^(npm_config_|NPM_CONFIG_|COREPACK_)/, why: 'npm takes scripts, registries and shells from them' },
  { names: /^PYTHON/, why: 'Python loads modules and start files from there' },
  { names: /^PERL/, why: 'Perl takes options and modules from them' },
  {
    names: /^(RUBYOPT|RUBYLIB|RUBYSHELL|BUNDLE_.*|GEM_(PATH|HOME))$/,
    why: 'Ruby takes options and libraries from them',
  },
  { names: /^LUA_(INIT|PATH|CPATH)/, why: 'Lua runs LUA_INIT and loads from the others' },
  {
    names: /^(PHPRC|PHP_INI_SCAN_DIR|R_PROFILE.*|R_ENVIRON.*|JULIA_.*)$/,
    why: 'interpreters run start files from there',
  },
  { names: /^(TCLLIBPATH|AWKPATH|AWKLIBPATH|GUILE_.*)$/, why: 'interpreters load libraries from there' },
  {
    names: /^(JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH)$/,
    why: 'Java takes agents and classes from them',
  },
  { names: /^(DOTNET_STARTUP_HOOKS|DOTNET_ADDITIONAL_DEPS|CORECLR_.*|COR_.*)$/, why: '.NET loads hooks and profilers' },
  {
    names: /^(RUSTC_WRAPPER|RUSTC|RUSTFLAGS|CARGO_.*|GOFLAGS|GOENV|MAKEFLAGS|MAKEFILES)$/,
    why: 'builds run what they name',
  },
  {
    names: /^GIT_(?!(AUTHOR|COMMITTER)_(NAME|EMAIL|DATE)$|TERMINAL_PROMPT$)/,
    why: 'git runs commands and takes settings and repositories from them',
  },
  { names: /^(SSH_ASKPASS.*|SUDO_ASKPASS|RSYNC_RSH|CVS_RSH)$/, why: 'they name a program to run' },
  { names: /^(LESSOPEN|LESSCLOSE|MANLESS|GREP_OPTIONS|TAR_OPTIONS|ZIPOPT)$/, why: 'tools run or obey them unasked' },
  {
    names: /^(OPENSSL_CONF|OPENSSL_MODULES|OPENSSL_ENGINES|SSLKEYLOGFILE)$/,
    why: 'OpenSSL loads modules or writes keys',
  },
  {
    names: /^(GTK_MODULES|GTK_PATH|GIO_.*|QT_PLUGIN_PATH|QML.*_PATH|XDG_DATA_DIRS|XDG_CONFIG_DIRS)$/,
    why: 'toolkits load plug-ins and settings from there',
  },
];

/** Whether a variable would let a caller inject code. */
export function isInjecting(name: string): boolean {
  return injecting.some(({ names }) => names.test(name));
}

/**
 * The variables that a program may get; invalid ones are refused, injecting ones left out.
 * @throws KernelError EINVAL, E2BIG
 */
export function filterEnvironment(asked: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  let bytes = 0;
  const variables = Object.entries(asked);
  if (variables.length > mostVariables)
    throw failure('E2BIG', `the environment has more than ${mostVariables} variables`);
  for (const [name, value] of variables) {
    requireVariable(name, value);
    bytes += name.length + Buffer.byteLength(value) + 2;
    if (!isInjecting(name)) kept[name] = value;
  }
  if (bytes > mostBytes) throw failure('E2BIG', `the environment has more than ${mostBytes} bytes`);
  return kept;
}
