/** The same sockets by each way that a host may give them. */
import { chooseHostSockets, NodeSockets } from '../src/net/host-sockets.ts';
import { socketConformance } from './socket-conformance.ts';

socketConformance('the best that this host has', chooseHostSockets);
socketConformance('node:net and node:dgram', () => new NodeSockets('chosen by the test'));
