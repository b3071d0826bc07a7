/** The shell on the services in memory: `vite` in `shell/`, then `/dev/`. `fake` is on the console for experiments. */
import '../src/styles/index.css';
import { startShell } from '../src/desktop/start.tsx';
import { createFakeServices } from './fake-services.ts';

const fake = createFakeServices();
if (new URLSearchParams(location.search).has('signed-out')) fake.setSignedIn(false);
Object.assign(globalThis, { fake });
const element = document.getElementById('desktop');
if (element === null) throw new Error('the page has no element "desktop"');
startShell(element, fake.transport);
