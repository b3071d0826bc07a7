import { afterEach, expect, test, vi } from 'vitest';
import type { Question } from '../overlays/overlays.ts';
import { createToasts } from '../overlays/toasts.ts';
import { createAppDesktop } from './app-desktop.ts';

afterEach(() => void vi.unstubAllGlobals());

function bench() {
  const toasts = createToasts(() => {});
  const asked: Omit<Question, 'answer'>[] = [];
  const focus = vi.fn();
  const desktop = createAppDesktop({
    title: () => 'Notes',
    focus,
    ask: async (question) => {
      asked.push(question);
      return false;
    },
    toasts,
    packages: () => [],
  });
  const shown = () => toasts.store.getState().toasts.filter((toast) => !toast.leaving);
  return { desktop, toasts, shown, asked, focus };
}

test('a message names its app; another of the same key takes its place', () => {
  const { desktop, shown } = bench();
  desktop.message({ key: 'read', kind: 'loading', text: 'Reading', percent: 10 });
  desktop.message({ key: 'read', kind: 'loading', text: 'Reading', percent: 60 });
  expect(shown()).toMatchObject([{ title: 'Notes', body: 'Reading', percent: 60, kind: 'loading' }]);
  expect(desktop.change('read', { kind: 'success', text: 'Read', percent: undefined })).toBe(true);
  expect(shown()).toMatchObject([{ body: 'Read', kind: 'success', percent: undefined }]);
});

test('what the person took away is not there any more', () => {
  const { desktop, toasts, shown } = bench();
  desktop.message({ key: 'a', kind: 'info', text: 'A' });
  toasts.dismiss(shown()[0]?.id ?? -1);
  expect(desktop.change('a', { text: 'B' })).toBe(false);
  expect(desktop.dismiss('a')).toBe(false);
  expect(desktop.dismissAll()).toBe(0);
});

test('an app cannot hide the messages of others behind its own', () => {
  const { desktop, toasts, shown } = bench();
  toasts.show({ title: 'The kernel has stopped', kind: 'error' });
  for (let index = 0; index < 50; index += 1)
    desktop.message({ key: `k${index}`, kind: 'info', text: `Spam ${index}` });
  expect(shown().map((toast) => toast.body ?? toast.title)).toEqual([
    'The kernel has stopped',
    'Spam 47',
    'Spam 48',
    'Spam 49',
  ]);
});

test('taking all away leaves those of others', () => {
  const { desktop, toasts, shown } = bench();
  toasts.show({ title: 'Another' });
  desktop.message({ key: 'a', kind: 'info', text: 'A' });
  desktop.message({ key: 'b', kind: 'info', text: 'B' });
  expect(desktop.dismissAll()).toBe(2);
  expect(shown().map((toast) => toast.title)).toEqual(['Another']);
});

test('a notice is a question with nothing to refuse', async () => {
  const { desktop, asked } = bench();
  await desktop.alert('Notes', 'The list is full.');
  expect(asked).toEqual([{ title: 'Notes', body: 'The list is full.', action: 'OK', notice: true }]);
});

test('the browser notifies only while the desktop is out of sight and may; nothing asks for permission', () => {
  const { desktop, shown, focus } = bench();
  const request = vi.fn();
  const made: string[] = [];
  const stub = (permission: string, visibilityState: string): void => {
    class FakeNotification {
      static readonly permission = permission;
      static readonly requestPermission = request;
      constructor(title: string) {
        made.push(title);
      }
    }
    vi.stubGlobal('Notification', FakeNotification);
    vi.stubGlobal('document', { visibilityState });
  };
  stub('granted', 'hidden');
  expect(desktop.notify('Time is up', '')).toBe('browser');
  stub('granted', 'visible');
  expect(desktop.notify('Tea', 'is ready')).toBe('desktop');
  stub('default', 'hidden');
  expect(desktop.notify('Coffee', '')).toBe('desktop');
  expect(made).toEqual(['Notes: Time is up']);
  expect(request).not.toHaveBeenCalled();
  expect(shown().map((toast) => toast.body)).toEqual(['Tea\nis ready', 'Coffee']);
  shown()[0]?.action?.run();
  expect(focus).toHaveBeenCalled();
});

test('a flood of notifications goes to the desktop, not to the browser', () => {
  const { desktop } = bench();
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  vi.stubGlobal(
    'Notification',
    class {
      static readonly permission = 'granted';
      readonly title: string;
      constructor(title: string) {
        this.title = title;
      }
    },
  );
  const places = Array.from({ length: 20 }, (_each, index) => desktop.notify(`Spam ${index}`, ''));
  expect(places.filter((place) => place === 'browser')).toHaveLength(5);
});

test('permission is asked for once it is open, and a refusal is kept', async () => {
  const { desktop } = bench();
  vi.stubGlobal('Notification', { permission: 'denied', requestPermission: () => Promise.resolve('granted') });
  expect(await desktop.requestNotifications()).toBe('denied');
  vi.stubGlobal('Notification', { permission: 'default', requestPermission: () => Promise.resolve('granted') });
  expect(await desktop.requestNotifications()).toBe('granted');
  vi.unstubAllGlobals();
});
