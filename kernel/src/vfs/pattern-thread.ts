/**
 * The thread that looks for one regular expression. Matching takes linear time; a costly pattern on a long line still
 * takes long, which holds up nobody here, and whoever waits for it ends the thread.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { RE2JS, RE2JSException } from 're2js';
import type { PatternReply, PatternRequest, PatternSettings } from './pattern-search.ts';
import { type LineFinder, LineScanner } from './search-lines.ts';

/** Most instructions of a compiled pattern: each may cost a step a character. */
const mostInstructions = 2_000;

if (parentPort === null) throw new Error('the pattern thread runs as a worker');
const port = parentPort;
const { pattern, caseSensitive }: PatternSettings = workerData;

let scanner: LineScanner | undefined;
const finder = compile();

port.on('message', ({ bytes, first, last, wanted }: PatternRequest) => {
  if (finder === undefined) return;
  if (first || scanner === undefined) scanner = new LineScanner(finder, wanted);
  const found = scanner.push(bytes, last);
  reply({ found, enough: scanner.enough });
});

function compile(): LineFinder | undefined {
  try {
    const compiled = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
    const size = compiled.programSize();
    if (size > mostInstructions) {
      reply({ refused: `the pattern is too large: ${size} instructions, at most ${mostInstructions}` });
      return undefined;
    }
    reply({ ready: true });
    return {
      // Whether there is a match is told by the faster automaton; where it is, by the slower one.
      find(line) {
        if (!compiled.test(line)) return -1;
        const matcher = compiled.matcher(line);
        return matcher.find() ? matcher.start() : -1;
      },
      longestLine: Number.POSITIVE_INFINITY,
      overlap: 0,
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    reply({ refused: `not a regular expression that runs in linear time: ${error.message}` });
    return undefined;
  }
}

function reply(message: PatternReply): void {
  port.postMessage(message);
}
