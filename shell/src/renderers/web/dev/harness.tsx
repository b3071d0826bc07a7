/** The harness page: one web app's window content over the in-memory file system; `?app=…&theme=dark`. */
import '@os/sdk/theme.css';
import type { App } from '@agentos/protocol';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppHost } from '../../../apps/contract.ts';
import WebRenderer from '../index.tsx';
import { failure, MemoryFiles } from './memory-files.ts';

const query = new URLSearchParams(location.search);
const id = query.get('app') ?? 'file-explorer';
const scheme = query.get('theme') === 'dark' ? 'dark' : 'light';
document.documentElement.dataset.theme = scheme;

const files = new MemoryFiles();
const themeListeners = new Set<(theme: 'light' | 'dark') => void>();
let current: 'light' | 'dark' = scheme;
const log = (what: string) => {
  document.title = what;
};

const host: AppHost = {
  execute: (tool, params) => files.execute(tool, params),
  async download(path) {
    const blob = files.get(path);
    return blob
      ? { ok: true, blob, name: path.slice(path.lastIndexOf('/') + 1) }
      : failure('ENOENT', `${path} is gone`);
  },
  async upload(path, content, onProgress) {
    files.put(path, content);
    onProgress?.(content.size);
    return { ok: true, data: { path } };
  },
  saveToDisk: (name) => log(`saved ${name}`),
  setTitle: log,
  setIcon: () => {},
  close: () => log('closed'),
  minimize: () => {},
  maximize: () => {},
  focus: () => document.body.setAttribute('data-raised', 'true'),
  toast: log,
  confirm: async ({ title }) => {
    log(title);
    return true;
  },
  saveState: (state) => document.body.setAttribute('data-state', JSON.stringify(state)),
  onCollectState: () => () => {},
  onDataChanged: () => () => {},
  onOperation: () => () => {},
  openSocket: (path, subprotocol) => new WebSocket(`ws://${location.host}${path}`, subprotocol),
  restart: async () => ({ ok: true, data: {} }),
  traceparent: () => `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  get theme() {
    return current;
  },
  onTheme(listener) {
    themeListeners.add(listener);
    return () => themeListeners.delete(listener);
  },
};

const app: App = {
  id: 'harness',
  hash: '',
  package_id: id,
  title: 'Files',
  icon: '',
  type: 'native_web',
  state: 'active',
  parent_id: null,
  created_at: Date.now(),
  sandbox_pid: 1,
  ui_spec: null,
  frame: { launch_id: 'dev', host: `app1.localhost:${location.port}`, path: `/a/dev/${id}/` },
  process: null,
  window: null,
  window_hints: null,
  app_state: JSON.parse(query.get('state') ?? '{}'),
  permissions: [],
  args: JSON.parse(query.get('args') ?? '{}'),
};

function Harness() {
  const [focused, setFocused] = useState(true);
  return (
    <div style={{ height: '100vh' }} onPointerDown={() => setFocused(true)}>
      <WebRenderer app={app} host={host} focused={focused} suspended={false} />
    </div>
  );
}

window.addEventListener('keydown', (event) => {
  document.body.setAttribute('data-key', `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.key}`);
});
document.addEventListener('harness-theme', () => {
  current = current === 'light' ? 'dark' : 'light';
  document.documentElement.dataset.theme = current;
  for (const listener of themeListeners) listener(current);
});

const root = document.getElementById('root');
if (root) createRoot(root).render(<Harness />);
