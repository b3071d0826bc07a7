/** `filesystem.*` for files of structured text: JSON, YAML, TOML and tables, as the caller. */
import type { Json } from '@agentos/protocol';
import type { ToolHandlers, ToolParams } from '@agentos/tools';
import type { filesystemFormatTools } from '@agentos/tools/families/filesystem-formats';
import { parseTable, writeTable } from '@agentos/tools/handlers/tables';
import { isRecord } from '@agentos/tools/handlers/values';
import { parse as parseToml, stringify as stringifyToml } from 'smol-toml';
import { messageOf, Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { plainValue } from './plain-value.ts';
import { inTurn, readText, writeWhole } from './whole-file.ts';
import { parseYaml, writeYaml } from './yaml.ts';

type FormatTool = (typeof filesystemFormatTools)[number]['id'];

const yamlBytes = 256 * 1024;
const tableBytes = 4 * 1024 * 1024;
/** Longest text that is written. */
const mostWritten = 4 * 1024 * 1024;
/** Names of columns stand in every record: a long header over many rows would become an answer many times the file. */
const mostAnswered = 16 * 1024 * 1024;

export const formatHandlers: Pick<ToolHandlers<'services', ToolContext>, FormatTool> = {
  'filesystem.read_json': ({ path }, context) =>
    inTurn(context, async () => ({ value: await readJson(context, path) })),

  'filesystem.write_json': ({ path, data, indent }, context) =>
    write(context, path, () => `${JSON.stringify(plainValue(data, path), null, indent)}\n`),

  'filesystem.json.merge': ({ files, output }, context) =>
    inTurn(context, async () => {
      let merged: Json = {};
      for (const path of files) {
        const next = await readJson(context, path);
        if (!isRecord(next)) throw new Problem('EINVAL', `${path} holds no record`, { detail: path });
        merged = merge(merged, next);
      }
      const value = plainValue(merged, output ?? 'what was merged');
      if (output !== undefined) await writeWhole(context, output, `${JSON.stringify(value, null, 2)}\n`);
      return { value };
    }),

  'filesystem.yaml.read': ({ path }, context) =>
    inTurn(context, async () => {
      const text = await readText(context, path, yamlBytes);
      return { value: plainValue(parseYaml(text, path), path) };
    }),

  'filesystem.yaml.write': ({ path, data }, context) => write(context, path, () => writeYaml(plainValue(data, path))),

  'filesystem.toml.read': ({ path }, context) =>
    inTurn(context, async () => {
      const text = await readText(context, path);
      return {
        value: plainValue(
          parsed(path, 'TOML', () => parseToml(text)),
          path,
        ),
      };
    }),

  'filesystem.toml.write': ({ path, data }, context) =>
    write(context, path, () => {
      const value = plainValue(data, path);
      return parsed(path, 'TOML', () => stringifyToml(value));
    }),

  'filesystem.csv.read': (params, context) => inTurn(context, () => readTable(params, context)),

  'filesystem.csv.write': ({ path, data, headers, separator }, context) =>
    write(context, path, () => {
      const rows = data.map((row) => plainValue(row, path)).filter(isRecord);
      return `${writeTable(rows, headers, separator)}\r\n`;
    }),

  'filesystem.csv.to_json': ({ input, output, ...form }, context) =>
    inTurn(context, async () => {
      const { value } = await readTable({ ...form, path: input }, context);
      await writeWhole(context, output, `${JSON.stringify(value, null, 2)}\n`);
      return { value: value.length };
    }),
};

async function readJson(context: ToolContext, path: string): Promise<Json> {
  const text = await readText(context, path);
  return plainValue(
    parsed(path, 'JSON', () => JSON.parse(text)),
    path,
  );
}

async function readTable(
  { path, has_header, separator, numbers }: ToolParams<'filesystem.csv.read'>,
  context: ToolContext,
) {
  const text = await readText(context, path, tableBytes);
  const table = parseTable(text, { separator, header: has_header, numbers });
  const names = table.columns.reduce((sum, name) => sum + name.length + 4, 0);
  if (text.length + names * table.value.length > mostAnswered) {
    throw new Problem('E2BIG', `the columns of ${path} have names too long for so many rows`, { detail: path });
  }
  return table;
}

async function write(context: ToolContext, path: string, textOf: () => string) {
  const text = textOf();
  if (text.length > mostWritten) {
    throw new Problem('EFBIG', `${path} would have more than ${mostWritten} characters`, { detail: path });
  }
  return writeWhole(context, path, text);
}

/** Records field by field; of all else, what comes later. */
function merge(first: Json, second: Json): Json {
  if (!isRecord(first) || !isRecord(second)) return second;
  const fields = new Map<string, Json>(Object.entries(first));
  for (const [name, value] of Object.entries(second)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : merge(before, value));
  }
  return Object.fromEntries(fields);
}

function parsed<T>(path: string, form: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const [what = ''] = messageOf(error).split('\n');
    throw new Problem('EINVAL', `${path}: not ${form} that can be used: ${what}`, { detail: path });
  }
}
