import { applyOp, type Blueprint, emptyDocument, normalize } from '@agentos/blueprint';
import { describe, expect, it } from 'vitest';
import type { GenEvent } from './engine.ts';
import { createTextEngine, readApp } from './text-engine.ts';

const blueprint: Blueprint = {
  app: { id: 'books', name: 'Books' },
  data: { draft: '' },
  ui: {
    title: 'Books',
    components: [
      { type: 'text', props: { text: 'A list of books that you want to read one day', variant: 'h1' } },
      { type: 'input', id: 'title', props: { label: 'Title' }, bind: 'draft' },
    ],
  },
};
const written = `Here it is:\n\`\`\`json\n${JSON.stringify(blueprint)}\n\`\`\`\nEnjoy.`;

async function* inPieces(text: string, size = 4): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function collect(events: AsyncIterable<GenEvent>): Promise<GenEvent[]> {
  const all: GenEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const never = new AbortController().signal;

describe('an app that a model writes', () => {
  it('grows while the text comes, its long text too, and ends as the whole document', async () => {
    const events = await collect(readApp(inPieces(written), never));
    const seen = new Set<unknown>();
    let document = emptyDocument();
    for (const event of events) {
      if (event.type !== 'op') continue;
      document = applyOp(document, event.op);
      const first = document.blueprint?.ui.components[0];
      if (typeof first === 'object' && first.props?.text !== undefined) seen.add(first.props.text);
    }
    expect(seen.size).toBeGreaterThan(5);
    expect(document.complete).toBe(true);
    expect(document.blueprint).toEqual(normalize(blueprint));
    expect(events.at(-1)).toEqual({ type: 'done', blueprint: normalize(blueprint) });
    expect(events.some(({ type }) => type === 'issue')).toBe(false);
  });

  it('is not armed when the text is cut off, and says so', async () => {
    const events = await collect(readApp(inPieces(written.slice(0, 200)), never));
    expect(events.some((event) => event.type === 'op' && event.op.op === 'end')).toBe(false);
    expect(events.some((event) => event.type === 'op' && event.op.op === 'add')).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: 'failure', code: 'EPROTO' });
    expect(events.at(-2)).toMatchObject({ type: 'issue' });
  });

  it.each(['I cannot do that.', ''])('that is none is a failure with a sentence: %j', async (text) => {
    const events = await collect(readApp(inPieces(text), never));
    expect(events.at(-1)).toEqual({ type: 'failure', code: 'EPROTO', message: 'The model wrote no app.' });
  });

  it('is told what was put right in it', async () => {
    const slipped = written.replace('"Title"}', '"Title"}}');
    const events = await collect(readApp(inPieces(slipped.replace(',"bind":"draft"', '')), never));
    expect(events.at(-1)?.type).toBe('done');
    expect(events.find(({ type }) => type === 'issue')).toMatchObject({ text: expect.stringContaining('too many') });
  });

  it('ends at once when nobody waits for it', async () => {
    const abort = new AbortController();
    const engine = createTextEngine({
      id: 'replay',
      kind: 'replay',
      async *write() {
        yield written.slice(0, 100);
        abort.abort();
        yield written.slice(100);
      },
      async *chat() {
        yield { type: 'done' };
      },
    });
    const events = await collect(engine.generate({ message: 'books', context: {} }, { signal: abort.signal }));
    expect(events.some((event) => event.type === 'op' && event.op.op === 'end')).toBe(false);
    expect(events.some(({ type }) => type === 'done' || type === 'failure')).toBe(false);
  });
});
