/** The shell on the services in memory: `vite` in `shell/`, then `/dev/`. `fake` is on the console for experiments. */
import '../src/styles/index.css';
import { startShell } from '../src/desktop/start.tsx';
import { createFakeServices } from './fake-services.ts';

// The documents of the shipped apps, and one of them under the names of the generated ones.
const files = import.meta.glob<string>('../../apps/blueprint/*/*.bp', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const documents = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\/(.*)\.bp$/, '$1'), JSON.parse(text)]),
);
const fake = createFakeServices({ documents });
if (new URLSearchParams(location.search).has('signed-out')) fake.setSignedIn(false);
Object.assign(globalThis, { fake });
const element = document.getElementById('desktop');
if (element === null) throw new Error('the page has no element "desktop"');
startShell(element, fake.transport);
