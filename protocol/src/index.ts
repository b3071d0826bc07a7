export * from './capability-grammar.ts';
export * from './http.ts';
export * from './json.ts';
export * from './observability.ts';
export * from './stream.ts';
export * from './tty.ts';
export * from './window.ts';
