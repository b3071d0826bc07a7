/** The reference of all syscalls: a page for each category, made from the tables that the kernel itself uses. */
import { capabilityKinds } from '@agentos/protocol/capability-grammar';
import type { Requirement } from '@agentos/protocol/syscall-capabilities';
import { syscallCapabilities } from '@agentos/protocol/syscall-capabilities';
import { commonErrors, type ErrorCode, errorMeanings, syscallReference } from '@agentos/protocol/syscall-reference';
import type { SyscallCase } from '@agentos/protocol/syscalls';
import { type KernelMessages, type Message, readKernelMessages } from './proto-messages.ts';

/** What the kernel's table says of a syscall. */
export interface TableRow {
  readonly cost: string;
  readonly timeout: string;
  /** Milliseconds; 0: none. */
  readonly timeoutMs: number;
  readonly rpcs: readonly string[];
}

interface Described {
  readonly does: string;
  readonly errors: readonly ErrorCode[];
  readonly example: Readonly<Record<string, unknown>>;
}

const folder = 'docs/syscalls';
const made = '<!-- Generated from the tables of protocol/ and kernel/ by `make docs`. -->';

/** Path in the project → text. */
export function syscallPages(rows: ReadonlyMap<string, TableRow>): Record<string, string> {
  const messages = readKernelMessages();
  const pages: Record<string, string> = {};
  const index: string[] = [];
  let total = 0;
  for (const [category, syscalls] of Object.entries(syscallReference)) {
    const entries = Object.entries<Described>(syscalls);
    total += entries.length;
    const file = `${category.toLowerCase().replaceAll(' ', '-')}.md`;
    index.push(`| [${category}](${file}) | ${entries.length} | ${entries.map(([name]) => `\`${name}\``).join(' ')} |`);
    const sections = entries.map(([name, described]) => section(asCase(name), described, rows, messages));
    pages[`${folder}/${file}`] = `# ${category}\n\n${made}\n\n${sections.join('\n')}`;
  }
  pages[`${folder}/README.md`] = overview(total, index);
  return pages;
}

function asCase(name: string): SyscallCase {
  if (isCase(name)) return name;
  throw new Error(`${name} is no syscall`);
}

function isCase(name: string): name is SyscallCase {
  return Object.hasOwn(syscallCapabilities, name);
}

function overview(total: number, index: readonly string[]): string {
  const errors = Object.entries(errorMeanings).map(([code, meaning]) => {
    const common = commonErrors.some((one) => one === code);
    return `| ${code} | ${meaning}${common ? ' (any syscall)' : ''} |`;
  });
  return `# Syscalls

${made}

${total} syscalls in ${index.length} categories. Each is called by \`ExecuteSyscall\` or over the \`Ring\`, with the token of the process that
makes it; [kernel.md](../kernel.md) describes the doors.

| category | syscalls | names |
|---|---|---|
${index.join('\n')}

The examples need a token of a process, as \`CreateProcess\` gives it, in \`TOKEN\`, and the kernel's socket in \`SOCKET\` (\`./agentos status
--ports\` prints it). In TypeScript, \`process\` is what \`KernelClient.attach(token)\` gives.

## Errors

A failed syscall answers with one of these codes, a message that says what to do, and the subject in \`detail\`.

| code | meaning |
|---|---|
${errors.join('\n')}
`;
}

function section(
  name: SyscallCase,
  { does, errors, example }: Described,
  rows: ReadonlyMap<string, TableRow>,
  messages: KernelMessages,
): string {
  const { args, result } = messages.syscall(name);
  const taken = messages.message(args);
  const row = rows.get(name);
  if (row === undefined) throw new Error(`the kernel has no row for ${name}`);
  const { cost, timeout, timeoutMs, rpcs } = row;
  const within = timeoutMs === 0 ? 'none' : `${timeout} (${timeoutMs / 1000} s)`;
  const facts = [
    ['needs', capabilityOf(name, taken)],
    [
      'answers',
      { inline: 'at once', async: 'after work off the core', blocking: 'when something outside has happened' }[cost] ??
        cost,
    ],
    ['deadline', within],
    ['taken by', rpcs.join(', ')],
    [
      'errors',
      errors.length === 0
        ? 'those of every syscall'
        : `${[...new Set(errors)].toSorted().join(' ')}, and those of every syscall`,
    ],
  ];
  return `## ${name}

${does}${taken.comment === '' ? '' : ` ${taken.comment}`}

${fieldTable('parameter', taken)}
${result === 'Empty' ? 'The result is empty.\n' : fieldTable('result', messages.message(result))}
| | |
|---|---|
${facts.map(([what, text]) => `| ${what} | ${text} |`).join('\n')}

\`\`\`sh
grpcurl -plaintext -unix -H "authorization: Bearer $TOKEN" \\
  -d '${JSON.stringify({ syscall: { [name]: jsonOf(example) } }).replaceAll("'", "'\\''")}' \\
  "$SOCKET" agentos.kernel.v1.KernelService/ExecuteSyscall
\`\`\`

\`\`\`ts
await process.call('${name}', ${codeOf(complete(taken, example, messages))});
\`\`\`
`;
}

function fieldTable(what: string, { fields }: Message): string {
  if (fields.length === 0) return what === 'parameter' ? 'It takes no parameters.\n' : 'The result is empty.\n';
  const rows = fields.map(({ name, type, repeated, comment }) => {
    return `| \`${name}\` | ${repeated ? 'list of ' : ''}${type} | ${comment.replaceAll('|', '\\|')} |`;
  });
  return `| ${what} | type | |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** What the capability table asks for when the fields hold their own names. */
function capabilityOf(name: SyscallCase, taken: Message): string {
  const probe: Record<string, unknown> = {};
  for (const { name: field, type } of taken.fields) {
    if (type === 'string') probe[field] = field === 'url' ? 'http://url/' : field;
    else if (type === 'SocketAddress') probe[field] = { host: 'host', port: 0 };
    else if (type === 'bool') probe[field] = true;
    else probe[field] = 0;
  }
  // The table is typed for the arguments of each syscall; here every field stands for itself, with all options set.
  const needs: readonly Requirement[] = Reflect.apply(syscallCapabilities[name], undefined, [probe]);
  const needed = new Set(needs.map(describe));
  return needed.size === 0 ? 'nothing' : [...needed].join(', ');
}

function describe(requirement: Requirement): string {
  switch (requirement.on) {
    case 'path':
      return `\`${requirement.kind}:<${requirement.path}>${requirement.tree === true ? '/**' : ''}\``;
    case 'process':
      return `\`${requirement.kind}\` for a process that is not the caller or below it`;
    case 'namespace':
      return `\`STANDARD\` for the caller's own namespace, \`${requirement.kind}\` for another${requirement.write ? ' and `WRITE_FILE:/system/kv/<namespace>`' : ''}`;
    case 'host':
      return `\`${requirement.kind}:<host>:<port>\``;
    case 'port':
      return `\`${requirement.kind}:<port>\``;
    case 'anything':
      return Object.hasOwn(capabilityKinds, requirement.kind) ? `\`${requirement.kind}\`` : requirement.kind;
  }
}

/** As protobuf's JSON writes it. */
function jsonOf(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, jsonOf(one)]])),
  );
}

/** The example with every field that TypeScript asks for. */
function complete(
  taken: Message,
  example: Readonly<Record<string, unknown>>,
  messages: KernelMessages,
): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const { name, type, repeated, map, optional } of taken.fields) {
    if (Object.hasOwn(example, name)) whole[name] = example[name];
    else if (repeated) whole[name] = [];
    else if (map) whole[name] = {};
    else if (optional) whole[name] = undefined;
    else if (type === 'string') whole[name] = '';
    else if (type === 'bool') whole[name] = false;
    else if (type === 'bytes') whole[name] = Buffer.alloc(0);
    else if (/^[a-z]/.test(type) || isEnum(type, messages)) whole[name] = 0;
    else whole[name] = undefined;
  }
  return whole;
}

function isEnum(type: string, messages: KernelMessages): boolean {
  try {
    messages.message(type);
    return false;
  } catch {
    return true;
  }
}

function codeOf(value: unknown): string {
  if (value instanceof Uint8Array)
    return value.length === 0 ? 'Buffer.alloc(0)' : `Buffer.from('${Buffer.from(value).toString()}')`;
  if (Array.isArray(value)) return `[${value.map(codeOf).join(', ')}]`;
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${codeOf(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
