/** What authors of web apps import. */
import './harden.ts';

export { connect } from './connect.ts';
export type { AppContext, AppWindow, Executor, Files, NativeAppProps, Signal } from './context.ts';
export { createApp } from './create-app.tsx';
export type { Json, JsonObject } from './json.ts';
export { type CallOptions, ToolError } from './port-client.ts';
export type { Question, Scheme, ToastKind } from './port-protocol.ts';
export type { AppState } from './state.ts';
