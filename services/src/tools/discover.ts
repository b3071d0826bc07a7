/** Which services fit a request in words: a service is as good as its best tool, by the words it shares. Pure. */
import { toolDeclarations } from '@agentos/tools';

const mostServices = 5;

export interface Discovered {
  id: string;
  score: number;
  tools: string[];
}

/** At most five services, best first; a service that shares no word with the message is left out. */
export function discover(message: string): Discovered[] {
  const asked = new Set(wordsOf(message));
  const scores = new Map<string, Discovered>();
  for (const tool of toolDeclarations) {
    const id = tool.id.split('.')[0] ?? '';
    const named = wordsOf(tool.id).filter((word) => asked.has(word)).length;
    const described = new Set(wordsOf(`${tool.title} ${tool.description}`));
    const shared = [...described].filter((word) => asked.has(word)).length;
    const score = named * 3 + shared;
    if (score === 0) continue;
    const service = scores.get(id) ?? { id, score: 0, tools: [] };
    service.score = Math.max(service.score, score);
    service.tools.push(tool.id);
    scores.set(id, service);
  }
  return [...scores.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, mostServices);
}

const emptyWords = new Set(['a', 'an', 'the', 'of', 'to', 'it', 'is', 'in', 'or', 'and', 'with', 'for', 'as', 'its']);

/** Words in lower case without a plural s. */
function wordsOf(text: string): string[] {
  return [...text.toLowerCase().matchAll(/[a-z]+/g)]
    .map(([word]) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word))
    .filter((word) => !emptyWords.has(word));
}
