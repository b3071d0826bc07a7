/**
 * Looks into a running Blueprint app, for who builds it: its components and how often each was drawn, its data (which can be
 * changed), what happened and how long it took, and why it needs which rights. Loaded when it is first opened.
 */
import { type Blueprint, type Component, isObject, type Json } from '@agentos/blueprint';
import { derivePermissions } from '@agentos/blueprint/permissions';
import type { Session } from '@agentos/blueprint/runtime/session';
import { X } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useReducer,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Activity, Happening } from '../activity.ts';
import type { Probe } from '../probe.ts';
import './inspector.css';

export interface InspectorProps {
  readonly session: Session;
  readonly blueprint: Blueprint;
  readonly probe: Probe;
  readonly activity: Activity;
  readonly granted: readonly string[];
  /** The content of the window, where components are marked. */
  readonly root: HTMLElement | null;
  close(): void;
}

const views = ['Components', 'Data', 'Activity', 'Permissions'] as const;
type ViewName = (typeof views)[number];

export default function Inspector(props: InspectorProps): ReactNode {
  const [view, setView] = useState<ViewName>('Components');
  const base = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = views.indexOf(view);
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 };
    const next = views[((moves[event.key] ?? Number.NaN) + views.length) % views.length];
    if (next === undefined) return;
    event.preventDefault();
    setView(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[views.indexOf(next)]?.focus();
  };
  return (
    <section className="bp-inspector" aria-label="Inspector">
      <header>
        <div role="tablist" aria-label="Inspector" onKeyDown={onKeyDown}>
          {views.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${base}${name}`}
              aria-selected={name === view}
              aria-controls={`${base}panel`}
              tabIndex={name === view ? 0 : -1}
              className="bp-tab"
              onClick={() => setView(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="bp-button bp-button-ghost bp-size-small bp-button-icon"
          aria-label="Close the inspector"
          onClick={props.close}
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      </header>
      <div
        role="tabpanel"
        id={`${base}panel`}
        aria-labelledby={base + view}
        className="bp-inspector-panel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, with the keyboard too
        tabIndex={0}
      >
        {view === 'Components' ? <Components {...props} /> : null}
        {view === 'Data' ? <Data {...props} /> : null}
        {view === 'Activity' ? <Happened {...props} /> : null}
        {view === 'Permissions' ? <Permissions {...props} /> : null}
      </div>
    </section>
  );
}

/** Draws again after each change of the data, the sources, or what a tool said of components. */
function useChanges({ session }: InspectorProps): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let frame = 0;
    const soon = (): void => {
      cancelAnimationFrame(frame);
      // After the window itself has been drawn, so that its counts are there.
      frame = requestAnimationFrame(again);
    };
    const stops = [session.store.onChange(soon), session.sources.onChange(soon), session.components.onChange(soon)];
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [session]);
}

function Components(props: InspectorProps): ReactNode {
  const { blueprint, probe, root } = props;
  const [chosen, setChosen] = useState<Component | null>(null);
  useEffect(() => probe.count(), [probe]);
  useChanges(props);
  const mark = (component: Component | null): void => {
    for (const each of root?.querySelectorAll('[data-inspected]') ?? []) each.removeAttribute('data-inspected');
    if (component?.id === undefined) return;
    for (const each of root?.querySelectorAll(`[data-bp-id="${CSS.escape(component.id)}"]`) ?? [])
      each.setAttribute('data-inspected', '');
  };
  useEffect(
    () => () => {
      for (const each of root?.querySelectorAll('[data-inspected]') ?? []) each.removeAttribute('data-inspected');
    },
    [root],
  );
  return (
    <div className="bp-inspector-split">
      <ul className="bp-inspector-tree">
        {blueprint.ui.components.map((child, at) => (
          <Branch
            // biome-ignore lint/suspicious/noArrayIndexKey: a document's order is what tells its components apart
            key={at}
            child={child}
            depth={0}
            chosen={chosen}
            probe={probe}
            choose={(component) => setChosen(component)}
            mark={mark}
          />
        ))}
      </ul>
      {chosen === null ? null : <Details {...props} component={chosen} />}
    </div>
  );
}

interface BranchProps {
  readonly child: Component | string;
  readonly depth: number;
  readonly chosen: Component | null;
  readonly probe: Probe;
  choose(component: Component): void;
  mark(component: Component | null): void;
}

function Branch({ child, ...rest }: BranchProps): ReactNode {
  if (typeof child === 'string') return null;
  const { depth, chosen, probe, choose, mark } = rest;
  const draws = probe.draws(child);
  return (
    <li>
      <button
        type="button"
        aria-current={chosen === child ? 'true' : undefined}
        style={{ paddingInlineStart: 8 + depth * 14 }}
        onClick={() => choose(child)}
        onPointerEnter={() => mark(child)}
        onPointerLeave={() => mark(null)}
        onFocus={() => mark(child)}
        onBlur={() => mark(null)}
      >
        <span>{child.type}</span>
        {child.id === undefined ? null : <code>{`#${child.id}`}</code>}
        {child.repeat === undefined ? null : <span className="bp-badge">repeat</span>}
        <span className="bp-inspector-count" data-draws={draws}>
          {draws === 0 ? '' : `drawn ${draws}×`}
        </span>
      </button>
      {child.children === undefined || child.children.length === 0 ? null : (
        <ul>
          {child.children.map((each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Branch key={at} child={each} {...rest} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Details({ session, component }: InspectorProps & { component: Component }): ReactNode {
  const inRepeat = component.repeat !== undefined;
  const drawing = session.views.component(component, null).get();
  const { children: _, ...written } = component;
  return (
    <dl className="bp-inspector-details">
      <dt>Written</dt>
      <dd>
        <pre>{JSON.stringify(written, null, 2)}</pre>
      </dd>
      {inRepeat ? null : (
        <>
          <dt>{drawing.visible ? 'Drawn with' : 'Not drawn'}</dt>
          <dd>
            <pre>{JSON.stringify({ props: drawing.props, value: drawing.value, error: drawing.error }, null, 2)}</pre>
          </dd>
        </>
      )}
      {drawing.faults.length === 0 || inRepeat ? null : (
        <>
          <dt>Faults</dt>
          <dd>{drawing.faults.join('; ')}</dd>
        </>
      )}
    </dl>
  );
}

function Data(props: InspectorProps): ReactNode {
  const { session, blueprint } = props;
  useChanges(props);
  const scope = session.views.scope(null);
  const derived = Object.keys(blueprint.computed ?? {}).map((name): [string, Json] => {
    try {
      return [name, scope.derived?.get(name) ?? null];
    } catch (error) {
      return [name, `error: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  return (
    <>
      {Object.entries(session.store.data).map(([name, value]) => (
        <Value
          key={name}
          name={name}
          value={value}
          put={(next) => session.store.set({ ...session.store.data, [name]: next })}
        />
      ))}
      {derived.length === 0 ? null : <h4>Computed</h4>}
      {derived.map(([name, value]) => (
        <Value key={name} name={name} value={value} />
      ))}
      {Object.keys(session.sources.data).length === 0 ? null : <h4>Sources</h4>}
      {Object.entries(session.sources.data).map(([name, value]) => (
        <Value key={name} name={name} value={value} />
      ))}
    </>
  );
}

/** One value; with `put` it can be changed, as JSON. */
function Value({ name, value, put }: { name: string; value: Json; put?: (next: Json) => void }): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const text = JSON.stringify(value, null, isObject(value) || Array.isArray(value) ? 2 : 0);
  const apply = (): void => {
    if (draft === null || put === undefined) return;
    try {
      put(JSON.parse(draft));
      setDraft(null);
      setWrong(null);
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="bp-inspector-value">
      <code>{name}</code>
      {put === undefined ? (
        <pre>{text}</pre>
      ) : (
        <>
          <textarea
            className="bp-input bp-textarea bp-mono"
            aria-label={`Value of ${name}`}
            aria-invalid={wrong === null ? undefined : true}
            rows={Math.min((draft ?? text).split('\n').length, 10)}
            value={draft ?? text}
            spellCheck={false}
            onChange={(event) => setDraft(event.target.value)}
          />
          {draft === null ? null : (
            <span className="bp-inspector-actions">
              <button type="button" className="bp-button bp-button-primary bp-size-small" onClick={apply}>
                Apply
              </button>
              <button type="button" className="bp-button bp-size-small" onClick={() => setDraft(null)}>
                Discard
              </button>
              {wrong === null ? null : <span className="bp-note">{wrong}</span>}
            </span>
          )}
        </>
      )}
    </div>
  );
}

function Happened({ activity }: InspectorProps): ReactNode {
  const list = useSyncExternalStore(activity.subscribe, activity.get);
  if (list.length === 0) return <p className="bp-empty">Nothing has happened yet. Press a button of the app.</p>;
  return (
    <table className="bp-inspector-table">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">What</th>
          <th scope="col">Took</th>
          <th scope="col">End</th>
        </tr>
      </thead>
      <tbody>
        {list.toReversed().map((each) => (
          <tr key={each.number} data-kind={each.kind}>
            <td>{new Date(each.at).toLocaleTimeString('en-GB')}</td>
            <td>
              {each.within === null ? '' : '↳ '}
              {each.kind === 'tool' ? <code>{each.what}</code> : each.what}
            </td>
            <td>{took(each)}</td>
            <td>{each.took === null ? 'running' : each.failed ? 'failed' : 'well'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function took({ took: ms }: Happening): string {
  if (ms === null) return '…';
  return ms < 1 ? `${Math.round(ms * 1000)} µs` : `${ms.toFixed(1)} ms`;
}

function Permissions({ blueprint, granted }: InspectorProps): ReactNode {
  const needed = derivePermissions(blueprint);
  if (needed.length === 0) return <p className="bp-empty">This app needs no rights beyond its own data.</p>;
  return (
    <table className="bp-inspector-table">
      <thead>
        <tr>
          <th scope="col">Right</th>
          <th scope="col">Granted</th>
          <th scope="col">Because of</th>
        </tr>
      </thead>
      <tbody>
        {needed.map(({ capability, causes }) => (
          <tr key={capability}>
            <td>
              <code>{capability}</code>
            </td>
            <td>{grantOf(capability, granted)}</td>
            <td>
              <ul>
                {causes.map((cause) => (
                  <li key={cause.pointer + cause.tool}>
                    {cause.tool === null ? 'loaded' : <code>{cause.tool}</code>} at <code>{cause.pointer}</code>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was granted of a kind of right, as the manifest says it. */
function grantOf(capability: string, granted: readonly string[]): string {
  const kind = capability.split(':', 1)[0] ?? capability;
  const same = granted.filter((each) => each === kind || each.startsWith(`${kind}:`));
  return same.length === 0 ? 'no' : same.includes(capability) || same.includes(kind) ? 'yes' : same.join(', ');
}
