/**
 * Every change of the window state as a pure function from state to state.
 *
 * Invariants (held by every transition, checked by property tests): `stack` holds exactly the ids of `byId`; `focused`
 * is null or a window that is neither minimized nor closing; closing windows never come back.
 */
import type { WindowLayout, WindowMode } from '@agentos/protocol';
import { firstPlace } from './cascade.ts';
import { type Rect, roundRect, type Screen, type Size, smallestWindow } from './geometry.ts';
import { fromRelative } from './layout.ts';
import { lower, raise, topmost, without } from './stack.ts';
import { placeOf, type Win, type WindowId } from './window.ts';

export interface WindowState {
  readonly byId: Readonly<Record<WindowId, Win>>;
  /** Bottom to top. */
  readonly stack: readonly WindowId[];
  readonly focused: WindowId | null;
  readonly screen: Screen;
}

export interface OpenRequest {
  readonly id: WindowId;
  readonly packageId: string;
  readonly title: string;
  readonly icon: string;
  readonly size: Size;
  readonly min: Size;
  /** Where it was before a reload or in a session; without it the window cascades. */
  readonly layout: WindowLayout | null;
  readonly focus: boolean;
}

export function emptyState(screen: Screen): WindowState {
  return { byId: {}, stack: [], focused: null, screen };
}

export function open(state: WindowState, request: OpenRequest): WindowState {
  if (state.byId[request.id] !== undefined) return request.focus ? focus(state, request.id) : state;
  const { work } = state.screen;
  const min = {
    width: Math.max(request.min.width, smallestWindow.width),
    height: Math.max(request.min.height, smallestWindow.height),
  };
  const rect = request.layout === null ? newPlace(state, request, min) : fromRelative(request.layout.rect, work, min);
  const win: Win = {
    id: request.id,
    packageId: request.packageId,
    title: request.title,
    icon: request.icon,
    rect,
    rectArea: work,
    mode: request.layout?.mode ?? { kind: 'normal' },
    minimized: request.layout?.minimized ?? false,
    min,
    closing: false,
  };
  const opened = { ...state, byId: { ...state.byId, [win.id]: win }, stack: raise(state.stack, win.id) };
  return request.focus && !win.minimized ? focus(opened, win.id) : opened;
}

function newPlace(state: WindowState, request: OpenRequest, min: Size): Rect {
  const free = state.stack
    .map((id) => state.byId[id])
    .filter((win) => win !== undefined)
    .filter((win) => win.mode.kind === 'normal' && !win.minimized && !win.closing);
  const last = free.findLast((win) => win.packageId === request.packageId);
  const places = free.map((win) => placeOf(win, state.screen));
  return firstPlace(
    request.size,
    min,
    state.screen.work,
    last === undefined ? undefined : placeOf(last, state.screen),
    places,
  );
}

/** Brings a window back and to the front. */
export function focus(state: WindowState, id: WindowId): WindowState {
  const win = state.byId[id];
  if (win === undefined || win.closing) return state;
  const stack = raise(state.stack, id);
  if (state.focused === id && stack === state.stack && !win.minimized) return state;
  return { ...(win.minimized ? change(state, id, { minimized: false }) : state), stack, focused: id };
}

/** Gives the keyboard to the desktop. */
export function unfocus(state: WindowState): WindowState {
  return state.focused === null ? state : { ...state, focused: null };
}

export function minimize(state: WindowState, id: WindowId): WindowState {
  const win = state.byId[id];
  if (win === undefined || win.minimized || win.closing) return state;
  return passFocus(change(state, id, { minimized: true }), id);
}

/** Starts the end of a window: it keeps its place for a last motion, without focus. */
export function close(state: WindowState, id: WindowId): WindowState {
  const win = state.byId[id];
  if (win === undefined || win.closing) return state;
  return passFocus(change(state, id, { closing: true }), id);
}

/** Forgets a window. */
export function remove(state: WindowState, id: WindowId): WindowState {
  if (state.byId[id] === undefined) return state;
  const { [id]: _, ...byId } = passFocus(state, id).byId;
  return { ...passFocus(state, id), byId, stack: without(state.stack, id) };
}

/** Tiles, maximizes, fills the screen or frees a window. */
export function setMode(state: WindowState, id: WindowId, mode: WindowMode): WindowState {
  const win = state.byId[id];
  if (win === undefined || win.closing) return state;
  return focus(change(state, id, { mode }), id);
}

/** The end of a gesture: the window is free at `rect`. */
export function commitRect(state: WindowState, id: WindowId, rect: Rect): WindowState {
  if (state.byId[id] === undefined) return state;
  return change(state, id, { rect: roundRect(rect), rectArea: state.screen.work, mode: { kind: 'normal' } });
}

export function describe(state: WindowState, id: WindowId, about: { title?: string; icon?: string }): WindowState {
  const win = state.byId[id];
  if (win === undefined) return state;
  const title = about.title ?? win.title;
  const icon = about.icon ?? win.icon;
  return title === win.title && icon === win.icon ? state : change(state, id, { title, icon });
}

export function sendToBack(state: WindowState, id: WindowId): WindowState {
  if (state.byId[id] === undefined) return state;
  return passFocus({ ...state, stack: lower(state.stack, id) }, id);
}

/** Puts every window into the order of a restored layout, lowest `z` first. */
export function reorder(state: WindowState, stack: readonly WindowId[]): WindowState {
  const known = stack.filter((id) => state.byId[id] !== undefined);
  const rest = state.stack.filter((id) => !known.includes(id));
  return { ...state, stack: [...known, ...rest] };
}

export function setScreen(state: WindowState, screen: Screen): WindowState {
  return { ...state, screen };
}

/** When `id` had the focus, the most recently used window that can take it gets it. */
function passFocus(state: WindowState, id: WindowId): WindowState {
  if (state.focused !== id) return state;
  const next = topmost(state.stack, (other) => {
    const win = state.byId[other];
    return other !== id && win !== undefined && !win.minimized && !win.closing;
  });
  return { ...state, focused: next ?? null };
}

function change(state: WindowState, id: WindowId, changes: Partial<Win>): WindowState {
  const win = state.byId[id];
  if (win === undefined) return state;
  return { ...state, byId: { ...state.byId, [id]: { ...win, ...changes } } };
}
