/** The entry of the shell in the browser. */
import './styles/index.css';
import { startShell } from './desktop/start.tsx';
import { browserTransport } from './services/transport.ts';

const element = document.getElementById('desktop');
if (element === null) throw new Error('the page has no element "desktop"');
startShell(element, browserTransport());
