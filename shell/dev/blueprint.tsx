/** Looks at the Blueprint renderer without a system: shipped apps and a gallery over a host that lives in this page. */
import { type Blueprint, type Json, toOperations } from '@agentos/blueprint';
import { galleryDocument } from '@agentos/blueprint/component-examples';
import type { App } from '@agentos/protocol';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppHost } from '../src/apps/contract.ts';
import Renderer from '../src/renderers/blueprint/index.tsx';
import gallery from './gallery.json';
import '../src/styles/tokens.css';
import '../src/styles/fonts.css';
import '../src/styles/base.css';

/** The text of every app that ships, by its path. */
const shipped = import.meta.glob<string>('../../apps/blueprint/*/*.bp', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const query = new URLSearchParams(location.search);
document.documentElement.dataset.theme = query.get('theme') ?? 'light';

/** What tools of the services answer, by id: `?answers={"filesystem.list":{…}}`. */
const answers: Readonly<Record<string, Json>> = JSON.parse(query.get('answers') ?? '{}');
const stored = new Map<string, Json>(JSON.parse(localStorage.getItem('stored') ?? '[]'));
const watchers = new Set<{ id: string; call: () => void }>();

function hostOf(id: string, streamed: unknown): AppHost {
  const refused = { ok: false, error: { code: 'ENOSYS', message: 'not in this page' } } as const;
  return {
    async execute(tool, params) {
      const key = `${params.key}`;
      if (tool === 'storage.get') return { ok: true, data: { value: stored.get(key) ?? null } };
      if (Object.hasOwn(answers, tool)) return { ok: true, data: answers[tool] };
      if (tool !== 'storage.set') return refused;
      stored.set(key, JSON.parse(JSON.stringify(params.value)));
      localStorage.setItem('stored', JSON.stringify([...stored]));
      for (const watcher of watchers) if (watcher.id !== id) watcher.call();
      return { ok: true, data: { key } };
    },
    download: async () => refused,
    upload: async () => refused,
    saveToDisk() {},
    setTitle() {},
    setIcon() {},
    close() {},
    minimize() {},
    maximize() {},
    focus() {},
    toast: (message) => console.warn('toast', message),
    confirm: async () => true,
    saveState: (state) => localStorage.setItem(`state ${id}`, JSON.stringify(state)),
    onCollectState: () => () => {},
    onDataChanged(call) {
      const watcher = { id, call };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    onOperation(listener) {
      if (streamed === undefined) return () => {};
      const ops = toOperations(streamed as Blueprint);
      const timer = setInterval(
        () => {
          const op = ops.shift();
          if (op === undefined) clearInterval(timer);
          else listener(op);
        },
        Number(query.get('pace') ?? 150),
      );
      return () => clearInterval(timer);
    },
    openSocket: () => new WebSocket('ws://localhost:9'),
    restart: async () => refused,
    traceparent: () => '',
    theme: 'light',
    onTheme: () => () => {},
  };
}

function Frame({
  id,
  spec,
  width,
  height,
  stream,
}: {
  id: string;
  spec: unknown;
  width: number;
  height: number;
  stream?: boolean;
}) {
  const blueprint = spec as Blueprint;
  const app = {
    id,
    package_id: blueprint.app.id,
    ui_spec: stream === true ? { ...blueprint, ui: { ...blueprint.ui, components: [] } } : spec,
    app_state: JSON.parse(localStorage.getItem(`state ${id}`) ?? 'null'),
    permissions: blueprint.app.permissions ?? ['STANDARD'],
  } as unknown as App;
  const host = hostOf(id, stream === true ? spec : undefined);
  return (
    <section className="frame" style={{ width, height: height + 36 }} data-frame={id}>
      <h2>{blueprint.app.name}</h2>
      <div>
        <Renderer
          app={app}
          host={host}
          focused={query.get('focus') === null || query.get('focus') === id}
          suspended={false}
        />
      </div>
    </section>
  );
}

/** A list that is too long to be drawn as a whole. */
const many = {
  app: { id: 'many', name: 'Many rows' },
  data: {
    find: '',
    rows: [],
  },
  ui: {
    title: 'Many rows',
    lifecycle: {
      on_mount: {
        tool: 'data.set',
        args: { path: 'rows', value: "=map(range(1, 10000), {id: item, name: 'Row ' + item, done: false})" },
      },
    },
    components: [
      { type: 'input', id: 'find', bind: 'find', props: { label: 'Find', kind: 'search' } },
      {
        type: 'list',
        id: 'rows',
        props: { label: 'Rows', grow: true, empty: 'Nothing found', variant: 'striped' },
        children: [
          {
            type: 'row',
            id: 'row',
            repeat: { each: '=filter(rows, contains(item.name, find))' },
            children: [{ type: 'checkbox', id: 'done', bind: 'item.done', props: { label: '=item.name' } }],
          },
        ],
      },
    ],
  },
};

const only = query.get('only');
/** The apps that ship, each in its own size and in a small window; `?only=notes&data={"query":"tea"}` begins with other data. */
const apps = Object.values(shipped).flatMap((text) => {
  const spec: Blueprint = JSON.parse(text);
  const given: Blueprint['data'] = only === null ? {} : JSON.parse(query.get('data') ?? '{}');
  const shown = { ...spec, data: { ...spec.data, ...given } };
  const { width = 640, height = 480 } = spec.ui;
  return [
    { id: spec.app.id, spec: shown, width, height },
    { id: `${spec.app.id}-small`, spec: shown, width: Math.min(360, width - 60), height: Math.min(420, height - 60) },
  ];
});
const frames = [
  ...apps,
  { id: 'gallery', spec: gallery, width: 520, height: 640 },
  { id: 'components', spec: galleryDocument(), width: 1100, height: 2600 },
  { id: 'components-small', spec: galleryDocument(), width: 420, height: 6200 },
  { id: 'many', spec: many, width: 420, height: 520 },
  { id: 'gallery-small', spec: gallery, width: 320, height: 480 },
  { id: 'stream', spec: gallery, width: 460, height: 520, stream: true },
];
const root = document.getElementById('frames');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      {frames
        .filter(({ id }) => (only === null ? id !== 'stream' : only.split(',').includes(id)))
        .map((frame) => (
          <Frame key={frame.id} {...frame} />
        ))}
    </StrictMode>,
  );
}
