/** One app of each kind, with different rights, as files of a data folder: `shipped/` is what the system ships. */

const blueprint = (id: string, permissions: string[] = ['STANDARD'], more: object = {}): string =>
  JSON.stringify({ app: { id, name: `The ${id}`, permissions, ...more }, ui: { title: id, components: [] } });

const process = (id: string, permissions: string[], proc_manifest: object): string =>
  JSON.stringify({ id, name: id, type: 'native_proc', permissions, proc_manifest });

export const testApps: Readonly<Record<string, string>> = {
  'shipped/blueprint/utilities/plain.bp': blueprint('plain'),
  'shipped/blueprint/utilities/launcher.bp': blueprint('launcher', ['STANDARD', 'SPAWN_PROCESS']),
  'shipped/blueprint/utilities/reader.bp': blueprint('reader', [
    'STANDARD',
    'READ_FILE:/home/Documents/**',
    'LIST_DIRECTORY:/home/Documents/**',
  ]),
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
  'apps/mine.bp': blueprint('mine', ['STANDARD', 'READ_FILE:/home/**', 'SPAWN_PROCESS']),
  'shell-dist/index.html': '<!doctype html><title>AgentOS</title>',
  'shell-dist/assets/main-abc123.js': 'console.log("shell")'.repeat(100),
  'shell-dist/assets/main-abc123.js.br': 'pretend brotli',
  'shell-dist/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
