/**
 * Answers without a model: about commands and their keys, installed apps, and what the documentation says, quoted with
 * its page. Anything else is answered by saying that no model is configured, and what works without one.
 */
import { understand } from '../composer/understand.ts';
import type { ChatEvent, ChatRequest } from '../engine.ts';
import type { Library, ShippedApp } from './pages.ts';
import { indexSections, pageNamed, terms } from './retrieve.ts';

/** A command of the shell as it comes with the question. */
interface KnownCommand {
  readonly title: string;
  readonly keys: string;
}

const mostListed = 40;
const longestQuote = 900;
/** Least share of the question's words, and least score, with which a section counts as an answer. */
const leastCoverage = 0.5;
const leastScore = 2.2;

/** Answers one message as text. */
export type Answer = (request: ChatRequest) => string;

export function createAnswer(library: Library): Answer {
  const find = indexSections(library.sections);
  return ({ message, context }) => {
    const question = message
      .slice(0, 2_000)
      .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
      .trim();
    const asked = question.toLowerCase();
    const apps = appsIn(context) ?? library.apps;
    const commands = commandsIn(context);

    const greeting = /^(hi|hello|hey|good (morning|evening|afternoon)|thanks?|thank you)\b[\s!.,]*$/.test(asked);
    if (greeting || /\b(who|what) are you\b|\bwhat can (you|i) (do|ask)\b|^help[?!. ]*$/.test(asked))
      return introduction;
    const command = commandFor(asked, commands);
    if (command !== undefined) return command;
    if (/\b(keys?|keyboard|shortcuts?|hotkeys?)\b/.test(asked) && commands.length > 0) return listCommands(commands);
    if (
      /\b(which|what|list|all|show|installed)\b.*\bapps?\b|\bapps?\b.*\b(installed|available|are there|exist)\b/.test(
        asked,
      )
    ) {
      return listApps(apps);
    }
    const app = apps.find((candidate) => mentions(asked, candidate.name));
    if (app !== undefined && /\b(open|start|launch|run|what is|what does|where|find|use)\b/.test(asked))
      return aboutApp(app);

    const wanted = understand(question);
    const asksSomething = /\?|^(what|how|where|which|who|why|when|can|could|does|do|is|are|may)\b/.test(asked);
    if (!asksSomething && 'plan' in wanted && terms(question).length >= 2) {
      return `That sounds like an app. Switch to Make and say: ${question}`;
    }
    const best = find(question)[0];
    const enough = best !== undefined && best.coverage > leastCoverage && best.score >= leastScore;
    const section = pageNamed(library.sections, question) ?? (enough ? best.section : undefined);
    if (section !== undefined) return `${excerpt(section.text)}\n\nFrom ${section.page}, “${section.heading}”.`;
    return noModel;
  };
}

const introduction =
  'I answer questions about AgentOS: its commands and keys, the installed apps, and what its documentation says. No language model is configured, so I quote rather than talk. Under Make I compose small apps from a description, such as “a reading list with title, author and a done box”.';

const noModel =
  'I do not know. No language model is configured, so I can answer only about commands and their keys, the installed apps, and what the documentation says. Everything else works without a model: apps, files, the terminal, sessions, and making small apps from a description under Make.';

function aboutApp({ name, description }: ShippedApp): string {
  const what = description === '' ? '' : ` ${description.replace(/\.?$/, '.')}`;
  return `${name} is installed.${what} To open it, press Ctrl+K (⌘K on a Mac), type “${name}” and press Enter.`;
}

function listApps(apps: readonly ShippedApp[]): string {
  if (apps.length === 0) return 'No apps are installed.';
  const lines = apps
    .slice(0, mostListed)
    .map(({ name, description }) => `- ${name}${description === '' ? '' : `: ${description}`}`);
  const more = apps.length > mostListed ? `\nand ${apps.length - mostListed} more` : '';
  return `These apps are installed:\n${lines.join('\n')}${more}\n\nOpen one with Ctrl+K (⌘K on a Mac) and its name.`;
}

function listCommands(commands: readonly KnownCommand[]): string {
  const lines = commands
    .filter(({ keys }) => keys !== '')
    .slice(0, mostListed)
    .map(({ title, keys }) => `- ${title}: ${keys}`);
  return `Keys of the desktop:\n${lines.join('\n')}`;
}

/** The command that "how do I …" asks for: the one whose title shares most words with the question. */
function commandFor(asked: string, commands: readonly KnownCommand[]): string | undefined {
  if (!/\b(how|which key|shortcut|keys?|command|where)\b/.test(asked)) return undefined;
  const words = new Set(terms(asked));
  const scored = commands
    .map((command) => {
      const own = terms(command.title);
      const shared = own.filter((word) => words.has(word)).length;
      return { command, share: own.length === 0 ? 0 : shared / own.length, shared };
    })
    .filter(({ share, shared }) => share >= 0.6 && shared >= 1)
    .sort((a, b) => b.shared - a.shared || b.share - a.share);
  const best = scored[0]?.command;
  if (best === undefined) return undefined;
  const keys = best.keys === '' ? 'It has no key of its own' : `Press ${best.keys}`;
  return `“${best.title}”: ${keys}, or open the launcher with Ctrl+K (⌘K on a Mac) and type its name.`;
}

function mentions(asked: string, name: string): boolean {
  return name !== '' && ` ${asked.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${name.toLowerCase()} `);
}

/** The beginning of a section up to a paragraph's end, and never half a line. */
function excerpt(text: string): string {
  if (text.length <= longestQuote) return text;
  const cut = text.slice(0, longestQuote);
  const end = Math.max(cut.lastIndexOf('\n\n'), cut.lastIndexOf('\n'), cut.lastIndexOf('. ') + 1);
  return `${cut.slice(0, end > 200 ? end : longestQuote).trim()} …`;
}

function recordsIn(value: unknown): Record<string, unknown>[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value
    .slice(0, 500)
    .flatMap((entry: unknown) => (typeof entry === 'object' && entry !== null ? [{ ...entry }] : []));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, 200) : '';
}

/** Installed apps as the shell knows them; undefined when it did not say. */
function appsIn(context: ChatRequest['context']): ShippedApp[] | undefined {
  return recordsIn(context.apps)?.map((app) => ({ name: plain(app.name), description: plain(app.description) }));
}

function commandsIn(context: ChatRequest['context']): KnownCommand[] {
  const commands = recordsIn(context.commands) ?? [];
  return commands
    .map((command) => ({ title: plain(command.title), keys: plain(command.keys) }))
    .filter(({ title }) => title !== '');
}

/** An answer word by word. */
export async function* inWords(answer: string, signal: AbortSignal): AsyncGenerator<ChatEvent> {
  for (const text of answer.match(/\S+\s*|\s+/g) ?? []) {
    if (signal.aborted) return;
    yield { type: 'token', text };
  }
  yield { type: 'done' };
}
