import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameRect, screenOf } from './geometry.ts';
import { layoutOf } from './layout.ts';
import { modeOfZone, snapZones } from './snap.ts';
import type { WindowState } from './transitions.ts';
import * as transitions from './transitions.ts';
import { placeOf, windowId } from './window.ts';

const names = ['a', 'b', 'c', 'd', 'e'].map(windowId);
const screen = screenOf({ width: 1440, height: 900 });

function request(id: (typeof names)[number], packageId = 'notes'): transitions.OpenRequest {
  return {
    id,
    packageId,
    title: id,
    icon: '',
    size: { width: 600, height: 400 },
    min: { width: 240, height: 160 },
    layout: null,
    focus: true,
  };
}

type Step = (state: WindowState) => WindowState;
const someId = fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  someId.map(
    (id): Step =>
      (state) =>
        transitions.open(state, request(id)),
  ),
  someId.map(
    (id): Step =>
      (state) =>
        transitions.focus(state, id),
  ),
  someId.map(
    (id): Step =>
      (state) =>
        transitions.minimize(state, id),
  ),
  someId.map(
    (id): Step =>
      (state) =>
        transitions.close(state, id),
  ),
  someId.map(
    (id): Step =>
      (state) =>
        transitions.remove(state, id),
  ),
  someId.map(
    (id): Step =>
      (state) =>
        transitions.sendToBack(state, id),
  ),
  fc.tuple(someId, fc.constantFrom(...snapZones)).map(
    ([id, zone]): Step =>
      (state) =>
        transitions.setMode(state, id, modeOfZone(zone)),
  ),
  fc.constant<Step>(transitions.unfocus),
);

describe('whatever happens', () => {
  test('the stack holds exactly the windows, and focus only what can have it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state = transitions.emptyState(screen);
        for (const next of steps) {
          state = next(state);
          expect([...state.stack].sort()).toEqual(Object.keys(state.byId).sort());
          if (state.focused !== null) {
            const focused = state.byId[state.focused];
            expect(focused).toBeDefined();
            expect(focused!.minimized || focused!.closing).toBe(false);
          }
        }
      }),
    );
  });
});

describe('focus', () => {
  test('closing gives it to the window used before, not to a minimized one', () => {
    let state = transitions.emptyState(screen);
    for (const id of names.slice(0, 3)) state = transitions.open(state, request(id));
    state = transitions.minimize(state, names[1]!);
    expect(state.focused).toBe('c');
    state = transitions.close(state, names[2]!);
    expect(state.focused).toBe('a');
    state = transitions.remove(state, names[0]!);
    expect(state.focused).toBeNull();
  });

  test('focusing what has the focus changes nothing', () => {
    const state = transitions.open(transitions.emptyState(screen), request(names[0]!));
    expect(transitions.focus(state, names[0]!)).toBe(state);
  });
});

describe('placing', () => {
  test('windows of one app cascade and never cover each other exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 500, max: 1200 }), (count, height) => {
        let state = transitions.emptyState(screenOf({ width: 1024, height }));
        for (let index = 0; index < count; index += 1) state = transitions.open(state, request(windowId(`w${index}`)));
        const places = state.stack.map((id) => placeOf(state.byId[id]!, state.screen));
        for (const [index, place] of places.entries()) {
          expect(places.slice(index + 1).some((other) => sameRect(place, other))).toBe(false);
        }
      }),
    );
  });

  test('the second window stands 28 pixels below and right of the first', () => {
    let state = transitions.open(transitions.emptyState(screen), request(names[0]!));
    state = transitions.open(state, request(names[1]!));
    const [first, second] = state.stack.map((id) => placeOf(state.byId[id]!, state.screen));
    expect([second!.x - first!.x, second!.y - first!.y]).toEqual([28, 28]);
  });

  test('snapping and freeing gives the old place back, also through a smaller screen', () => {
    const rect = { x: 700, y: 300, width: 600, height: 420 };
    let state = transitions.open(transitions.emptyState(screen), request(names[0]!));
    state = transitions.commitRect(state, names[0]!, rect);
    for (const zone of snapZones) state = transitions.setMode(state, names[0]!, modeOfZone(zone));
    state = transitions.setMode(state, names[0]!, { kind: 'normal' });
    state = transitions.setScreen(state, screenOf({ width: 800, height: 600 }));
    const squeezed = placeOf(state.byId[names[0]!]!, state.screen);
    expect(squeezed.x + squeezed.width).toBeLessThanOrEqual(800);
    state = transitions.setScreen(state, screenOf({ width: 1440, height: 900 }));
    expect(placeOf(state.byId[names[0]!]!, state.screen)).toEqual(rect);
  });

  test('a layout survives the way to the services and back', () => {
    let state = transitions.open(transitions.emptyState(screen), request(names[0]!));
    state = transitions.commitRect(state, names[0]!, { x: 33, y: 77, width: 512, height: 333 });
    state = transitions.setMode(state, names[0]!, { kind: 'tiled', zone: 'top-right' });
    const layout = layoutOf(state.byId[names[0]!]!, 0);
    const again = transitions.open(transitions.emptyState(screen), { ...request(names[0]!), layout });
    const [before, after] = [state.byId[names[0]!]!, again.byId[names[0]!]!];
    expect(after.mode).toEqual(before.mode);
    const freed = (win: typeof after) => placeOf({ ...win, mode: { kind: 'normal' } }, screen);
    expect(freed(after)).toEqual(freed(before));
  });

  test('a layout that is looked at on other screens stays the same', () => {
    const size = fc.record({ width: fc.integer({ min: 640, max: 3840 }), height: fc.integer({ min: 480, max: 2160 }) });
    fc.assert(
      fc.property(fc.array(size, { maxLength: 5 }), (sizes) => {
        let state = transitions.open(transitions.emptyState(screen), request(names[0]!));
        state = transitions.commitRect(state, names[0]!, { x: 664, y: 296, width: 760, height: 520 });
        const first = layoutOf(state.byId[names[0]!]!, 0);
        let layout = first;
        for (const each of sizes) {
          const opened = transitions.open(transitions.emptyState(screenOf(each)), { ...request(names[0]!), layout });
          layout = layoutOf(opened.byId[names[0]!]!, 0);
        }
        expect(layout).toEqual(first);
      }),
    );
  });
});
