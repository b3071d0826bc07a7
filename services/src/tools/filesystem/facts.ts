/** `filesystem.*` for what is known of files and folders, as the caller. */
import { posix } from 'node:path';
import type { FileStat } from '@agentos/protocol/kernel';
import type { ToolHandlers } from '@agentos/tools';
import type { filesystemFactTools } from '@agentos/tools/families/filesystem-facts';
import { Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { headBytes, isText, kindOf } from './file-kind.ts';
import { nameMatcher, pathMatcher } from './path-pattern.ts';
import { Walk } from './tree.ts';

type FactTool = (typeof filesystemFactTools)[number]['id'];

export const factHandlers: Pick<ToolHandlers<'services', ToolContext>, FactTool> = {
  'filesystem.size': async ({ path }, context) => ({ value: (await statOf(context, path)).size }),
  'filesystem.size_human': async ({ path }, context) => ({ value: humanSize((await statOf(context, path)).size) }),

  async 'filesystem.total_size'({ path }, context) {
    const walk = new Walk(context, path);
    let [bytes, files, folders] = [0, 0, 0];
    for await (const { entry } of walk.visits()) {
      if (entry.type === 'directory') folders += 1;
      if (entry.type !== 'file') continue;
      files += 1;
      bytes += entry.size;
    }
    return { value: bytes, human: humanSize(bytes), files, folders, truncated: walk.truncated };
  },

  'filesystem.modified_time': async ({ path, format }, context) => ({
    value: shown((await statOf(context, path)).modifiedMs, format),
  }),
  'filesystem.created_time': async ({ path, format }, context) => ({
    value: shown((await statOf(context, path)).createdMs, format),
  }),

  async 'filesystem.mime_type'({ path }, context) {
    const { data } = await headOf(context, path);
    return { value: kindOf(posix.basename(path), data) };
  },
  'filesystem.is_text': async ({ path }, context) => ({ value: await looksLikeText(context, path) }),
  'filesystem.is_binary': async ({ path }, context) => ({ value: !(await looksLikeText(context, path)) }),

  'filesystem.dir.walk': ({ path, max_depth, limit }, context) =>
    found(new Walk(context, path, max_depth), limit, () => true),

  async 'filesystem.dir.tree'({ path, max_depth, limit }, context) {
    const walk = new Walk(context, path, max_depth);
    const rows: { name: string; depth: number }[] = [];
    for await (const { entry, depth } of walk.visits()) {
      if (rows.length === limit) {
        walk.truncated = true;
        break;
      }
      rows.push({ name: entry.type === 'directory' ? `${entry.name}/` : entry.name, depth });
    }
    return { value: [path, ...drawn(rows)].join('\n'), truncated: walk.truncated };
  },

  async 'filesystem.dir.flatten'({ path, limit }, context) {
    const { value, truncated } = await found(new Walk(context, path), limit, ({ type }) => type === 'file');
    return { value: value.map((entry) => entry.path), truncated };
  },

  async 'filesystem.find'({ path, pattern, limit }, context) {
    const fits = nameMatcher(pattern);
    return found(new Walk(context, path), limit, ({ name }) => fits(name));
  },

  async 'filesystem.glob'({ path, pattern, limit }, context) {
    const fits = pathMatcher(pattern);
    const root = posix.normalize(path);
    return found(new Walk(context, path), limit, (entry) => fits(posix.relative(root, entry.path)));
  },

  async 'filesystem.filter_by_extension'({ path, extensions, limit }, context) {
    const endings = extensions.map((each) => (each.startsWith('.') ? each : `.${each}`).toLowerCase());
    return found(
      new Walk(context, path),
      limit,
      ({ type, name }) => type === 'file' && endings.some((ending) => name.toLowerCase().endsWith(ending)),
    );
  },

  'filesystem.filter_by_size': ({ path, min_size, max_size = Infinity, limit }, context) =>
    found(new Walk(context, path), limit, ({ type, size }) => type === 'file' && size >= min_size && size <= max_size),

  async 'filesystem.filter_by_date'({ path, after, before, limit }, context) {
    const from = after === undefined ? -Infinity : momentOf(after, 'after');
    const to = before === undefined ? Infinity : momentOf(before, 'before');
    return found(
      new Walk(context, path),
      limit,
      ({ type, modified_ms }) => type === 'file' && modified_ms >= from && modified_ms <= to,
    );
  },

  async 'filesystem.recent_files'({ path, hours, limit }, context) {
    const { unixMs } = await context.call('now', {});
    const from = unixMs - hours * 3_600_000;
    const walk = new Walk(context, path);
    const recent = await walk.take(Infinity, ({ type, modified_ms }) => type === 'file' && modified_ms >= from);
    const value = recent.sort((a, b) => b.modified_ms - a.modified_ms).slice(0, limit);
    return { value, truncated: walk.truncated || recent.length > limit };
  },

  async 'filesystem.regex_search'({ path, regex, limit }, { call }) {
    const asked = { path, query: regex, regularExpression: true, caseSensitive: true, limit };
    const { matches, truncated } = await call('searchContent', asked);
    return { value: matches.map(({ path, line, column, text }) => ({ path, line, column, text })), truncated };
  },
};

async function found(walk: Walk, limit: number, wanted: Parameters<Walk['take']>[1]) {
  const value = await walk.take(limit, wanted);
  return { value, truncated: walk.truncated };
}

async function statOf({ call }: ToolContext, path: string): Promise<FileStat> {
  const { stat } = await call('stat', { path, follow: true });
  if (stat === undefined) throw new Problem('EPROTO', 'the kernel gave no answer');
  return stat;
}

const headOf = ({ call }: ToolContext, path: string) => call('readFile', { path, offset: 0, length: headBytes });

async function looksLikeText(context: ToolContext, path: string): Promise<boolean> {
  const { data, endOfFile } = await headOf(context, path);
  return isText(data, !endOfFile);
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes with three digits at most, such as `1.4 MiB`. */
function humanSize(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

const shown = (ms: number, format: 'iso' | 'unix'): string | number =>
  format === 'unix' ? ms : new Date(ms).toISOString();

function momentOf(value: string | number, parameter: string): number {
  const ms = typeof value === 'number' ? value : Date.parse(value);
  if (Number.isFinite(ms)) return ms;
  throw new Problem('EINVAL', `${parameter}: "${value}" is no date`, { detail: parameter });
}

/** Names with the lines of a tree before them. */
function drawn(rows: readonly { name: string; depth: number }[]): string[] {
  /** By depth: whether a name of this depth follows below, before one less deep. */
  const follows: boolean[] = [];
  return rows
    .toReversed()
    .map(({ name, depth }) => {
      const before = Array.from({ length: depth - 1 }, (_each, level) => (follows[level + 1] ? '│  ' : '   ')).join('');
      const line = `${before}${follows[depth] ? '├─' : '└─'} ${name}`;
      follows.length = depth + 1;
      follows[depth] = true;
      return line;
    })
    .toReversed();
}
