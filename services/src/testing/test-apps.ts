/** One app of each kind, with different rights, as files of a data folder: `shipped/` is what the system ships. */

/** A document with a button for each tool that it uses, since rights that nothing needs are not given. */
export const blueprint = (
  id: string,
  permissions: string[] = ['STANDARD'],
  uses: Readonly<Record<string, object>> = {},
): string =>
  JSON.stringify({
    app: { id, name: `The ${id}`, permissions },
    services: [...new Set(Object.keys(uses).map((tool) => tool.split('.')[0]))],
    data: { value: '' },
    ui: {
      title: id,
      components: Object.entries(uses).map(([tool, args]) => ({ type: 'button', on_event: { click: { tool, args } } })),
    },
  });

const process = (id: string, permissions: string[], proc_manifest: object): string =>
  JSON.stringify({ id, name: id, type: 'native_proc', permissions, proc_manifest });

export const testApps: Readonly<Record<string, string>> = {
  'shipped/blueprint/utilities/plain.bp': blueprint('plain'),
  'shipped/blueprint/utilities/launcher.bp': blueprint('launcher', ['STANDARD', 'SPAWN_PROCESS'], {
    'app.launch': { package_id: '=value' },
  }),
  'shipped/blueprint/utilities/reader.bp': blueprint(
    'reader',
    ['STANDARD', 'READ_FILE:/home/Documents/**', 'LIST_DIRECTORY:/home/Documents/**'],
    { 'filesystem.read': { path: '=value' }, 'filesystem.list': { path: '=value' } },
  ),
  'shipped/native/web/manifest.json': JSON.stringify({
    id: 'web',
    name: 'Web',
    type: 'native_web',
    permissions: ['STANDARD'],
    single_instance: true,
  }),
  'shipped/native/web/secret.txt': 'outside of the bundle',
  'shipped/native/web/dist/index.html': '<!doctype html><script type="module" src="./main.js"></script>',
  'shipped/native/web/dist/main.js': 'export const a = 1;',
  'shipped/native/web/dist/assets/deep.css': 'a{}',
  'shipped/process/cat/manifest.json': process('cat', ['STANDARD', 'SPAWN_PROCESS'], { executable: 'cat' }),
  'shipped/process/sh/manifest.json': process('sh', ['STANDARD', 'SPAWN_PROCESS'], {
    executable: 'bash',
    args: ['--norc'],
    working_dir: '/home/.apps/sh',
  }),
  'shipped/process/three/manifest.json': process('three', ['STANDARD'], {
    executable: 'sh',
    args: ['-c', 'echo out; echo err >&2; exit 3'],
    ui_type: 'headless',
  }),
  // The owner's own apps: they get no more than STANDARD, whatever they ask for.
  'apps/mine.bp': blueprint('mine', ['STANDARD', 'READ_FILE:/home/**', 'SPAWN_PROCESS'], {
    'filesystem.read': { path: '=value' },
    'app.launch': { package_id: '=value' },
  }),
  'shell-dist/index.html': '<!doctype html><title>AgentOS</title>',
  'shell-dist/assets/main-abc123.js': 'console.log("shell")'.repeat(100),
  'shell-dist/assets/main-abc123.js.br': 'pretend brotli',
  'shell-dist/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
