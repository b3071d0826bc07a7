/** What others may use of the AI layer: the engine interface, the composer and the server around an engine. */
export { carriesToken, issueToken, tokenPath } from './access.ts';
export { compose, createComposer } from './composer/composer.ts';
export type { AppEngine, ChatEvent, ChatRequest, EngineRun, GenEvent, GenerateRequest } from './engine.ts';
export { listen } from './listen.ts';
export { createAiServer } from './server.ts';
export { createTextEngine, readApp, type TextSource } from './text-engine.ts';
