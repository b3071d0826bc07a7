/** Commands to components: those that are there, those on their way, those that never come. */
import { ToolError } from '@agentos/tools/error';
import { describe, expect, test, vi } from 'vitest';
import { type ComponentPort, componentRegistry } from './component-ports.ts';

const registry = () => componentRegistry((id) => id === 'song');
const port = (name: string, called: string[] = []): ComponentPort => ({
  call(command) {
    called.push(`${name} ${command}`);
    return name;
  },
});
const missing = { code: 'ENOENT', message: expect.stringMatching(/not on the screen/) };

describe('a component that is being loaded', () => {
  test('gets the commands that came before it was there', async () => {
    const components = registry();
    const arrived = components.expect('song');
    const called: string[] = [];
    const [playing, paused] = [components.call('song', 'play'), components.call('song', 'pause')];
    // As a renderer does: what stood in its place goes, then it registers.
    arrived();
    components.register('song', port('player', called));
    expect(await Promise.all([playing, paused])).toEqual(['player', 'player']);
    expect(called).toEqual(['player play', 'player pause']);
  });

  test('that could not be loaded, or takes no commands, is told of', async () => {
    const components = registry();
    const playing = components.call('song', 'play');
    await expect(playing).rejects.toMatchObject(missing);
    const arrived = components.expect('song');
    const waiting = components.call('song', 'play');
    arrived();
    await expect(waiting).rejects.toThrow(ToolError);
    await expect(waiting).rejects.toMatchObject(missing);
  });

  test('is not waited for when another with its id is there, nor after all have come', async () => {
    const components = registry();
    const [first, second] = [components.expect('song'), components.expect('song')];
    first();
    const waiting = components.call('song', 'play');
    components.register('song', port('player'));
    expect(await waiting).toBe('player');
    expect(await components.call('song', 'play')).toBe('player');
    second();
  });

  test('is not waited for without end', async () => {
    vi.useFakeTimers();
    try {
      const components = registry();
      components.expect('song');
      const waiting = components.call('song', 'play');
      const told = expect(waiting).rejects.toMatchObject(missing);
      await vi.advanceTimersByTimeAsync(60_000);
      await told;
    } finally {
      vi.useRealTimers();
    }
  });
});
