import { type DesktopPorts, ToolError } from '@agentos/tools/handlers/index';
import { expect, test } from 'vitest';
import { isExpression, literalText, writtenText } from '../index.ts';
import { readingContext } from './handlers.ts';

test('the tool of a source tells the person nothing, and asks nothing: it may run every second', () => {
  const told: string[] = [];
  const desktop: DesktopPorts = {
    message: () => void told.push('message'),
    change: () => told.push('change') > 0,
    dismiss: () => told.push('dismiss') > 0,
    dismissAll: () => told.push('dismissAll'),
    notify: () => (told.push('notify') > 0 ? 'desktop' : 'browser'),
    requestNotifications: async () => (told.push('request') > 0 ? 'granted' : 'denied'),
    alert: async () => void told.push('alert'),
    paste: async () => 'pasted',
    installed: async () => [],
  };
  const tools = { desktop, history: {} } as unknown as Parameters<typeof readingContext>[1];
  const { host } = readingContext((frame) => ({ data: {}, frame }), tools, {});
  for (const act of [
    () => host.desktop?.message({ key: 'a', kind: 'info', text: 'x' }),
    () => host.desktop?.change('a', {}),
    () => host.desktop?.dismiss('a'),
    () => host.desktop?.dismissAll(),
    () => host.desktop?.notify('x', 'y'),
    () => host.desktop?.requestNotifications(),
    () => host.desktop?.alert('x', 'y'),
  ]) {
    expect(act).toThrow(ToolError);
  }
  expect(told).toEqual([]);
});

test.each(['=secret', '==x', '===x', '=', '', 'plain', '= 1 + 1'])(
  'the text %j stays what it is as an argument',
  (text) => {
    const written = writtenText(text);
    expect(isExpression(written)).toBe(false);
    expect(literalText(written)).toBe(text);
  },
);
