/** `agentos bp stats`: how large an app is, which tools it uses, and which rights it needs because of what. */
import { type Blueprint, derivePermissions, holdAgainst, parseBlueprint, walkAll } from '@agentos/blueprint';
import { CheckContext } from '@agentos/blueprint/check-context';
import { expandedCount } from '@agentos/blueprint/check-templates';
import { everyStep } from '@agentos/blueprint/handler-steps';
import { estimateTokens } from '@agentos/blueprint/token-estimate';
import { findTool } from '@agentos/tools';
import { type Command, table } from '../command-line.ts';
import { printable } from '../printable.ts';
import { filesHelp, readFiles } from './files.ts';
import { failureLine, issueLine, note, print } from './lines.ts';

interface Stats {
  readonly components: number;
  /** Every use of a template counted with what it draws. */
  readonly components_drawn: number;
  /** Components inside each other, the top level counted as 1. */
  readonly depth: number;
  readonly bytes: number;
  readonly bytes_minified: number;
  /** Estimates, see `estimateTokens`. */
  readonly tokens: number;
  readonly tokens_minified: number;
  readonly tests: number;
  readonly tools: readonly { readonly tool: string; readonly site: string; readonly uses: number }[];
  readonly permissions: readonly {
    readonly capability: string;
    readonly declared: boolean;
    readonly causes: readonly { readonly pointer: string; readonly tool: string | null }[];
  }[];
}

export const stats: Command = {
  name: 'bp stats',
  summary: 'sizes of apps, the tools they use, the rights they need and why',
  operands: filesHelp,
  longestOperands: Number.POSITIVE_INFINITY,
  options: { json: { type: 'boolean', help: 'one JSON object with all files' } },
  async run(args) {
    const json = args.flag('json');
    const found: ({ file: string } & Stats)[] = [];
    let failed = false;
    for await (const file of readFiles(args.positionals)) {
      if ('failure' in file) {
        failed = true;
        note(failureLine(file.name, file.failure));
        continue;
      }
      const parsed = parseBlueprint(file.text, { tolerant: true });
      if (!parsed.ok) {
        failed = true;
        for (const issue of parsed.issues) note(issueLine(file.name, issue));
        continue;
      }
      const of = statsOf(parsed.blueprint, file.text);
      found.push({ file: file.name, ...of });
      if (!json) printStats(file.name, of);
    }
    if (json) print(JSON.stringify({ files: found }, null, 2));
    return failed ? 1 : 0;
  },
};

export function statsOf(blueprint: Blueprint, text: string): Stats {
  const minified = JSON.stringify(JSON.parse(text));
  const uses = Map.groupBy([...everyStep(blueprint)], ({ tool }) => tool);
  const derived = derivePermissions(blueprint);
  const missing = new Set(holdAgainst(blueprint.app.permissions ?? [], derived).missing);
  return {
    components: [...walkAll(blueprint)].length,
    components_drawn: expandedCount(new CheckContext(blueprint, true)) ?? 0,
    depth: depthOf(blueprint.ui.components),
    bytes: Buffer.byteLength(text),
    bytes_minified: Buffer.byteLength(minified),
    tokens: estimateTokens(text),
    tokens_minified: estimateTokens(minified),
    tests: blueprint.tests?.length ?? 0,
    tools: [...uses]
      .map(([tool, each]) => ({ tool, site: findTool(tool)?.site ?? 'unknown', uses: each.length }))
      .sort((a, b) => b.uses - a.uses || (a.tool < b.tool ? -1 : 1)),
    permissions: derived.map((each) => ({ ...each, declared: !missing.has(each) })),
  };
}

function depthOf(children: Blueprint['ui']['components']): number {
  return Math.max(0, ...children.map((child) => 1 + (typeof child === 'string' ? 0 : depthOf(child.children ?? []))));
}

function printStats(file: string, of: Stats): void {
  const number = (value: number): string => value.toLocaleString('en-US');
  const templates = of.components_drawn === of.components ? '' : `, ${number(of.components_drawn)} with templates`;
  print(printable(file));
  const rows = [
    ['components', `${number(of.components)}${templates}; ${of.depth} inside each other at most`],
    ['bytes', `${number(of.bytes)}; ${number(of.bytes_minified)} without blanks`],
    ['tokens', `about ${number(of.tokens)}; ${number(of.tokens_minified)} without blanks (estimated)`],
    ['tests', number(of.tests)],
    ['tools', of.tools.map(({ tool, uses }) => `${tool} ×${uses}`).join(', ') || 'none'],
    ['permissions', of.permissions.length === 0 ? 'none beyond STANDARD' : ''],
  ];
  print(printLines(table(rows.map(([name = '', value = '']) => [`  ${name}`, value]))));
  for (const { capability, declared, causes } of of.permissions) {
    print(printable(`    ${capability}${declared ? '' : '  (not asked for)'}`));
    for (const { pointer, tool } of causes) print(printable(`      ${pointer}${tool === null ? '' : ` ${tool}`}`));
  }
}

function printLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}
