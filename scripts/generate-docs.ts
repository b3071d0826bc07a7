/**
 * Writes the reference pages that come from tables in the code.
 *
 *   node scripts/generate-docs.ts     writes them; a test fails when one is out of date
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publishedSchemas } from '@agentos/blueprint/schema/published';
import { settingRows } from '@agentos/protocol/settings';
import { componentPage } from './docs/component-page.ts';
import { eventPage } from './docs/event-page.ts';
import { expressionPage, issuePage } from './docs/expression-page.ts';
import { syscallPages } from './docs/syscall-pages.ts';
import { tableRows } from './docs/syscall-rows.ts';
import { toolPages } from './docs/tool-pages.ts';
import { projectRoot } from './sources.ts';

/** Generated pages: path in the project → text. */
export async function generatedPages(): Promise<Readonly<Record<string, string>>> {
  return {
    'docs/components.md': componentPage(),
    'docs/blueprint-issues.md': issuePage(),
    'docs/configuration.md': configurationPage(),
    'docs/events.md': eventPage(),
    'docs/expressions.md': expressionPage(),
    ...toolPages(),
    ...inFolder('blueprint/schema', publishedSchemas()),
    ...syscallPages(await tableRows()),
  };
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

function configurationPage(): string {
  const rows = settingRows({}).map(({ name, fallback, meaning }) => `| \`${name}\` | \`${fallback}\` | ${meaning} |`);
  return `# Configuration

<!-- Generated from protocol/src/settings.ts by \`make docs\`. -->

Settings come from the environment and are read once, when a layer starts. \`./agentos config\` prints the ones in force. They
can be given to make as well: \`make start AGENTOS_PORT=9000\`.

| setting | default | meaning |
|---|---|---|
${rows.join('\n')}

## The data folder

Everything that AgentOS keeps is below \`AGENTOS_HOME\`:

| path | what |
|---|---|
| \`home/\` | the files of the desktop's owner |
| \`apps/\` | apps that were added |
| \`system/\` | registry, sessions, grants, the key-value database |
| \`logs/\` | one log a layer, moved to \`.log.1\` when it reaches 8 MB |
| \`run/\` | sockets, tokens, process ids; only the owner may enter. Where the path would be too long for a socket, a short folder in the system's temporary folder takes its place |
| \`cache/\` | compiled code; can be deleted |

\`run/admin.token\` may create processes in the kernel, \`run/cli.token\` lets the command line ask for sign-in addresses. Both
have mode 0600.
`;
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await generatedPages())) {
    const file = join(projectRoot, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
