import { describe, expect, test } from 'vitest';
import { filterEnvironment, injecting } from './environment.ts';

describe('variables that inject code are left out', () => {
  test.each(
    'LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT DYLD_INSERT_LIBRARIES GCONV_PATH GLIBC_TUNABLES HOSTALIASES BASH_ENV ENV PS1 PS4 PROMPT_COMMAND SHELLOPTS IFS ZDOTDIR NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS ELECTRON_RUN_AS_NODE npm_config_script_shell PYTHONPATH PYTHONSTARTUP PYTHONINSPECT PERL5OPT PERL5LIB PERL5DB RUBYOPT RUBYLIB LUA_INIT LUA_INIT_5_4 PHPRC R_PROFILE_USER JAVA_TOOL_OPTIONS _JAVA_OPTIONS CLASSPATH DOTNET_STARTUP_HOOKS RUSTC_WRAPPER MAKEFLAGS GIT_SSH_COMMAND GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_DIR GIT_EXEC_PATH GIT_PROXY_COMMAND SSH_ASKPASS LESSOPEN OPENSSL_CONF GTK_MODULES'.split(
      ' ',
    ),
  )('%s', (name) => {
    expect(filterEnvironment({ [name]: 'x', HOME: '/home' })).toEqual({ HOME: '/home' });
  });

  test('others stay: those of terminals, languages, editors, authors, and of the app itself', () => {
    const kept = Object.fromEntries(
      'PATH HOME TERM LANG LC_ALL TZ USER EDITOR PAGER COLORTERM GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL GIT_TERMINAL_PROMPT MY_NODE_OPTIONS OLD_PWD ENVIRONMENT PSEUDO _ A1'
        .split(' ')
        .map((name) => [name, 'x']),
    );
    expect(filterEnvironment(kept)).toEqual(kept);
  });

  test('every row says why', () => {
    for (const { why } of injecting) expect(why.length).toBeGreaterThan(20);
  });
});

describe('invalid variables are refused, not left out', () => {
  test.each([
    ['', 'x', 'EINVAL'],
    ['A=B', 'x', 'EINVAL'],
    ['1A', 'x', 'EINVAL'],
    ['A B', 'x', 'EINVAL'],
    ['A\0B', 'x', 'EINVAL'],
    ['Ä', 'x', 'EINVAL'],
    ['A'.repeat(129), 'x', 'EINVAL'],
    ['A', 'x\0y', 'EINVAL'],
    ['A', 'x'.repeat(65_537), 'EINVAL'],
    ['LD_PRELOAD', 'x\0y', 'EINVAL'],
  ])('%j', (name, value, code) => {
    expect(() => filterEnvironment({ [name]: value })).toThrow(expect.objectContaining({ code }));
  });

  test('too much in all, counted in bytes, left-out ones included', () => {
    const wide = 'ü'.repeat(30_000);
    expect(() => filterEnvironment({ A: wide, B: wide, LD_X: wide })).toThrow(
      expect.objectContaining({ code: 'E2BIG' }),
    );
    expect(Object.keys(filterEnvironment({ A: wide, B: wide }))).toEqual(['A', 'B']);
    const many = Object.fromEntries(Array.from({ length: 1_025 }, (_, index) => [`V${index}`, '']));
    expect(() => filterEnvironment(many)).toThrow(expect.objectContaining({ code: 'E2BIG' }));
  });
});
