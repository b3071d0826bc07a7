/** The thread in which algebra and calculus are worked out, apart from the desktop. */
import type { SymbolicQuestion } from '@agentos/tools/symbolic/question';
import { replyTo } from '@agentos/tools/symbolic/worker';

addEventListener('message', (event: MessageEvent<SymbolicQuestion>) => postMessage(replyTo(event.data)));
