import { describe, expect, it } from 'vitest';
import { type Blueprint, createStreamReader, type GrowingDocument, toOperations } from '../index.ts';
import { growDocument } from './growing.ts';

const blueprint: Blueprint = {
  app: { id: 'x', name: 'X' },
  ui: {
    title: 'X',
    components: Array.from({ length: 20 }, (_, at) => ({ type: 'text', id: `t${at}`, props: { text: `${at}` } })),
  },
};

/** A host whose frames are shown by hand. */
function byHand() {
  const states: number[] = [];
  const faults: string[] = [];
  let last: GrowingDocument | undefined;
  let caughtUp = 0;
  let frame: (() => void) | undefined;
  const growing = growDocument({
    nextFrame(call) {
      frame = call;
      return () => {
        frame = undefined;
      };
    },
    grown(document) {
      last = document;
      states.push(document.ids.size);
    },
    fault: (message) => void faults.push(message),
    caughtUp: () => {
      caughtUp += 1;
    },
  });
  const show = (): boolean => {
    const call = frame;
    frame = undefined;
    call?.();
    return call !== undefined;
  };
  return { growing, states, faults, show, last: () => last, caughtUp: () => caughtUp };
}

describe('a growing document', () => {
  it('fills over several frames when everything came before its window opened', () => {
    const { growing, states, show, last } = byHand();
    for (const op of toOperations(blueprint)) growing.take(op);
    expect(growing.behind()).toBe(true);
    while (show());
    expect(new Set(states).size).toBeGreaterThanOrEqual(5);
    expect(last()).toMatchObject({ complete: true });
    expect(growing.behind()).toBe(false);
  });

  it('draws what comes slowly at the next frame', () => {
    const { growing, states, show } = byHand();
    for (const op of toOperations(blueprint).slice(0, 5)) {
      growing.take(op);
      expect(show()).toBe(true);
    }
    expect(states).toEqual([0, 1, 2, 3, 4]);
    expect(show()).toBe(false);
  });

  it('shows a text while a model writes it', () => {
    const { growing, show, last } = byHand();
    const text = 'A long sentence, that a model writes word by word';
    const document = {
      app: { id: 'x', name: 'X' },
      ui: { title: 'X', components: [{ type: 'text', props: { text } }] },
    };
    const reader = createStreamReader();
    const seen = new Set<unknown>();
    for (const piece of JSON.stringify(document).match(/.{1,4}/g) ?? []) {
      for (const op of reader.push(piece)) growing.take(op);
      show();
      const [first] = last()?.blueprint?.ui.components ?? [];
      if (typeof first === 'object') seen.add(first.props?.text);
    }
    expect(seen.size).toBeGreaterThan(8);
    expect([...seen].at(-1)).toBe(text);
    expect(last()?.complete).toBe(false);
    for (const op of reader.end().ops) growing.take(op);
    while (show());
    expect(last()?.complete).toBe(true);
  });

  it('catches up at once when it has to, and tells the end of an unfinished stream', () => {
    const { growing, show, last, caughtUp } = byHand();
    for (const op of toOperations(blueprint).slice(0, -1)) growing.take(op);
    growing.catchUp();
    expect(last()?.ids.size).toBe(20);
    expect(caughtUp()).toBe(1);
    expect(show()).toBe(false);
    growing.close();
  });
});
