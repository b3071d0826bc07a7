import type { ServerMessage } from '@agentos/protocol';
import { describe, expect, it } from 'vitest';
import { begin, receive, running, type Turn } from './conversation.ts';

type Payload<Message> = Message extends unknown ? Omit<Message, 'seq' | 'traceparent'> : never;
const message = (payload: Payload<ServerMessage>): ServerMessage =>
  ({ ...payload, seq: 1, traceparent: '' }) as ServerMessage;
const fold = (turns: readonly Turn[], ...payloads: Payload<ServerMessage>[]): readonly Turn[] =>
  payloads.reduce((all, payload) => receive(all, message(payload)), turns);

describe('the conversation of the panel', () => {
  const asked = begin([], 'make', 'a reading list', 'r1');

  it('follows one app from thought to end', () => {
    const turns = fold(
      asked,
      { type: 'thought', id: 'r1', content: 'Understood as a list' },
      { type: 'ui_start', id: 'r1', app_id: 'a1' },
      { type: 'ui_op', id: 'r1', app_id: 'a1', op: { op: 'begin', app: { name: 'Reading list' } } },
      { type: 'ui_op', id: 'r1', app_id: 'a1', op: { op: 'add' } },
      { type: 'ui_issue', id: 'r1', app_id: 'a1', message: 'cut' },
    );
    expect(running(turns)).toMatchObject({ parts: 2, appName: 'Reading list', issues: ['cut'] });
    const done = fold(turns, {
      type: 'ui_complete',
      id: 'r1',
      app_id: 'a1',
      ui_spec: { app: { name: 'Reading list' } },
    });
    expect(done[0]?.state).toBe('done');
    expect(running(done)).toBeUndefined();
  });

  it('keeps a finished turn as it is and leaves other requests alone', () => {
    const stopped = fold(asked, { type: 'error', id: 'r1', error: 'stopped', code: 'ECANCELED' });
    expect(stopped[0]).toMatchObject({ state: 'stopped' });
    expect(fold(stopped, { type: 'thought', id: 'r1', content: 'late' })).toBe(stopped);
    expect(fold(asked, { type: 'thought', id: 'other', content: 'x' })).toBe(asked);
  });

  it('asks back with suggestions, answers token by token, and says what failed', () => {
    expect(
      fold(asked, { type: 'question', id: 'r1', content: 'What?', suggestions: ['Tip calculator'] })[0],
    ).toMatchObject({
      state: 'question',
      text: 'What?',
      suggestions: ['Tip calculator'],
    });
    const chat = begin([], 'ask', 'keys?', 'c1');
    const answered = fold(
      chat,
      { type: 'token', id: 'c1', content: 'Press ' },
      { type: 'token', id: 'c1', content: 'F6' },
      { type: 'complete', id: 'c1' },
    );
    expect(answered[0]).toMatchObject({ state: 'done', text: 'Press F6' });
    expect(fold(asked, { type: 'error', id: 'r1', error: 'no AI service', code: 'EUNAVAILABLE' })[0]).toMatchObject({
      state: 'failed',
      text: 'no AI service',
    });
  });

  it('does not wait for ever when there is no connection or state was lost', () => {
    expect(begin([], 'make', 'x', undefined)[0]?.state).toBe('failed');
    expect(fold(asked, { type: 'resync', id: 's' })[0]?.state).toBe('failed');
  });
});
