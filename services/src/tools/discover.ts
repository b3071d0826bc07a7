/**
 * Which services fit a request in words, and why: a tool scores by the words of the request that its name (most), its
 * title and its description share, rare words counting more than common ones; a service is as good as its best tool. Pure.
 */
import { type ToolDeclaration, toolAliases, toolDeclarations } from '@agentos/tools';

const mostServices = 5;
const mostTools = 8;
/** What a word in each place is worth. */
const worth = { name: 3, title: 2, description: 1 } as const;

/** Words that say nothing. */
const emptyWords = new Set(
  'a an the of to it is in or and with for as its on at by from that this be are i me my can how do please'.split(' '),
);

export interface DiscoveredTool {
  id: string;
  score: number;
  /** Which words of the request it shares, and where they stand. */
  reason: string;
}

export interface Discovered {
  id: string;
  score: number;
  /** Ids of the tools that fit, best first. */
  tools: string[];
  reason: string;
  matches: DiscoveredTool[];
}

/** Words of one tool, each with the best place where it stands. */
type Words = ReadonlyMap<string, keyof typeof worth>;

const indexed: readonly (readonly [ToolDeclaration, Words])[] = toolDeclarations.map((tool) => [
  tool,
  wordsAbout(tool),
]);
const tools = indexed.length;
const occurrences = new Map<string, number>();
for (const [, words] of indexed) {
  for (const word of words.keys()) occurrences.set(word, (occurrences.get(word) ?? 0) + 1);
}

/** At most five services, best first; a service that shares no word with the message is left out. */
export function discover(message: string): Discovered[] {
  const asked = new Set(wordsOf(message));
  const services = new Map<string, DiscoveredTool[]>();
  for (const [tool, words] of indexed) {
    const found = matchOf(tool, words, asked);
    if (found === undefined) continue;
    const id = tool.id.slice(0, tool.id.indexOf('.'));
    services.set(id, [...(services.get(id) ?? []), found]);
  }
  return [...services]
    .map(([id, found]): Discovered => {
      const matches = found.sort(byScore).slice(0, mostTools);
      const [best] = matches;
      return {
        id,
        score: best?.score ?? 0,
        tools: matches.map((each) => each.id),
        reason: best === undefined ? '' : `${best.id}: ${best.reason}`,
        matches,
      };
    })
    .sort(byScore)
    .slice(0, mostServices);
}

function matchOf(tool: ToolDeclaration, words: Words, asked: ReadonlySet<string>): DiscoveredTool | undefined {
  const shared = [...asked].flatMap((word) => {
    const place = words.get(word);
    return place === undefined ? [] : [{ word, place }];
  });
  if (shared.length === 0) return undefined;
  const score = shared.reduce((sum, { word, place }) => sum + worth[place] * rarityOf(word), 0);
  const places = (['name', 'title', 'description'] as const).flatMap((place) => {
    const there = shared.filter((each) => each.place === place).map(({ word }) => `"${word}"`);
    return there.length === 0 ? [] : [`${there.join(', ')} in its ${place}`];
  });
  return { id: tool.id, score: Math.round(score * 100) / 100, reason: places.join('; ') };
}

/** From 1 for a word that every tool has, growing the fewer have it. */
const rarityOf = (word: string): number => 1 + Math.log(tools / (occurrences.get(word) ?? tools));

const byScore = (a: { id: string; score: number }, b: { id: string; score: number }): number =>
  b.score - a.score || (a.id < b.id ? -1 : 1);

function wordsAbout(tool: ToolDeclaration): Words {
  const otherNames = Object.entries(toolAliases).flatMap(([name, id]) => (id === tool.id ? [name] : []));
  return new Map([
    ...wordsOf(tool.description).map((word) => [word, 'description'] as const),
    ...wordsOf(tool.title).map((word) => [word, 'title'] as const),
    ...[tool.id, ...otherNames].flatMap(wordsOf).map((word) => [word, 'name'] as const),
  ]);
}

/** Words in lower case without a plural s; `parseJSON` is two. */
function wordsOf(text: string): string[] {
  return [
    ...text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .matchAll(/[a-z]+/g),
  ]
    .map(([word]) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word))
    .filter((word) => !emptyWords.has(word));
}
