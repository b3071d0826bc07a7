/**
 * Turns a document of an older spelling into one of today, in either style of nesting. What cannot be said today is kept
 * where a person sees it: in a card at the end of the app, and in the report. A document of today comes back unchanged.
 */
import { capabilityKinds, isCapability } from '@agentos/protocol/capability-grammar';
import { findComponent } from '../components.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { headerFrom } from '../stream/header.ts';
import { escapePointer } from '../tree.ts';
import { checkShape } from '../validate.ts';
import { type UpgradeContext, upgradeChildren } from './component.ts';
import { dropWhatIsWrong } from './drop.ts';
import { componentsIn, upgradeHandlers } from './handlers.ts';
import { olderPermissions } from './names.ts';
import { type UpgradeLoss, type UpgradeNote, UpgradeReport } from './report.ts';

export type { UpgradeLoss, UpgradeNote } from './report.ts';

export interface Upgrade {
  /** The document of today; the given value when nothing had to be changed. */
  readonly document: unknown;
  readonly changes: readonly UpgradeNote[];
  /** What could not be carried over; each stands in the app too. */
  readonly losses: readonly UpgradeLoss[];
}

/** Upgrades any JSON value. What is no document at all comes back as it is. */
export function upgradeBlueprint(value: unknown): Upgrade {
  const json = plainJson(value);
  const unchanged = { document: value, changes: [], losses: [] };
  // What is nested too deep or holds a forbidden name is for the validator to refuse, as it came.
  if (!isObject(json) || json.blueprint === '1.0' || checkShape(json) !== undefined) return unchanged;
  const report = new UpgradeReport();
  const document = upgradeDocument(json, report);
  if (report.changes.length === 0 && report.losses.length === 0) return unchanged;
  dropWhatIsWrong(document, { tolerant: true }, (path, message, original) => report.lose(path, message, original));
  addLosses(document, report);
  return { document, changes: report.changes, losses: report.losses };
}

function plainJson(value: unknown): Json | undefined {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    // It refers to itself: no document, and the validator says so.
    return undefined;
  }
}

function jsonOf(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}

function upgradeDocument(json: JsonObject, report: UpgradeReport): JsonObject {
  const document = unpack(json, report);
  if (document.app !== undefined) document.app = upgradeHeader(document.app, report);
  if (Array.isArray(document.services)) document.services = upgradeServices(document.services, report);
  if (document.config !== undefined) {
    if (isObject(document.config) && Object.keys(document.config).length === 0)
      report.change('/config', 'empty, left out');
    else report.lose('/config', 'settings of an app are data today', document.config);
    delete document.config;
  }
  if (!isObject(document.ui)) return document;
  const ui: JsonObject = { ...document.ui };
  document.ui = ui;
  for (const name of ['lifecycle_hooks', 'hooks']) {
    const hooks = ui[name];
    if (hooks === undefined || ui.lifecycle !== undefined) continue;
    report.change(`/ui/${name}`, `"${name}" is "lifecycle" today`);
    ui.lifecycle = hooks;
    delete ui[name];
  }
  if (ui.title === undefined && isObject(document.app) && typeof document.app.name === 'string') {
    report.change('/ui/title', 'the title is the name of the app');
    ui.title = document.app.name;
  }
  if (ui.layout !== undefined && ui.layout !== 'vertical' && ui.layout !== 'horizontal') {
    report.change('/ui/layout', `layout ${JSON.stringify(ui.layout)} is vertical`);
    ui.layout = 'vertical';
  }
  const context: UpgradeContext = { report, templates: templatesOf(document, ui, report) };
  if (ui.components !== undefined) ui.components = upgradeChildren(ui.components, '/ui/components', context);
  upgradeHandlers(ui, report, displaysOf(document, ui, report));
  return document;
}

/** A package around a document (`.aiapp`), and a document without `ui`. */
function unpack(json: JsonObject, report: UpgradeReport): JsonObject {
  const inner = isObject(json.blueprint) ? json.blueprint : isObject(json.ui_spec) ? json.ui_spec : undefined;
  if (inner !== undefined) {
    report.change('', 'the document was taken out of its package');
    const { blueprint: _, ui_spec: __, ...header } = json;
    if (isObject(inner.app) && isObject(inner.ui)) return { ...inner };
    const { services, ...about } = header;
    return {
      app: jsonOf(headerFrom(about, undefined).app),
      ...(services === undefined ? {} : { services }),
      ui: withoutType(inner),
    };
  }
  if (json.ui !== undefined || json.components === undefined) return { ...json };
  const { app, services, templates, config, data, ...ui } = json;
  report.change('/components', 'title and components stand in "ui"');
  const title = typeof ui.title === 'string' ? ui.title : undefined;
  return {
    app: app ?? jsonOf(headerFrom(ui, title).app),
    ...Object.fromEntries(
      Object.entries({ services, templates, config, data }).filter(([, part]) => part !== undefined),
    ),
    ui: withoutType(ui),
  };
}

function withoutType(ui: JsonObject): JsonObject {
  const allowed = [
    'title',
    'layout',
    'lifecycle',
    'lifecycle_hooks',
    'hooks',
    'components',
    'templates',
    'width',
    'height',
  ];
  return Object.fromEntries(Object.entries(ui).filter(([name]) => allowed.includes(name)));
}

function upgradeHeader(app: Json, report: UpgradeReport): Json {
  if (!isObject(app)) return app;
  const next = { ...app };
  const { permissions } = app;
  if (Array.isArray(permissions)) {
    next.permissions = permissions.flatMap((permission, at) =>
      upgradePermission(permission, `/app/permissions/${at}`, report),
    );
  }
  const read = headerFrom(next, undefined);
  // Older ids were names; what looks like a path or an attack is for the validator to refuse.
  const named = typeof next.id === 'string' && /^[A-Za-z0-9][\w .-]*$/.test(next.id);
  if (read.whole || !named) return next;
  for (const name of Object.keys(next)) {
    if (!Object.hasOwn(read.app, name))
      report.lose(`/app/${escapePointer(name)}`, 'the header has no such field', next[name] ?? null);
    else if (name === 'id' && read.app.id !== next.id)
      report.change('/app/id', `the id "${String(next.id)}" became "${read.app.id}"`);
  }
  return jsonOf(read.app);
}

function upgradePermission(permission: Json, path: string, report: UpgradeReport): Json[] {
  if (typeof permission !== 'string' || isCapability(permission)) return [permission];
  const kind = permission.toUpperCase().replace(/[^A-Z_]+/g, '_');
  const today = olderPermissions[permission.toLowerCase()] ?? (Object.hasOwn(capabilityKinds, kind) ? [kind] : []);
  // Capitals are a capability that nobody knows: refused, not guessed at.
  if (today.length === 0 && permission === permission.toUpperCase()) return [permission];
  if (today.length === 0) report.lose(path, `there is no permission "${permission}"`, permission);
  else report.change(path, `the permission "${permission}" is ${today.join(', ')} today`);
  return [...today];
}

function upgradeServices(services: Json[], report: UpgradeReport): Json[] {
  return services.map((entry, at) => {
    if (!isObject(entry)) return entry;
    return Object.fromEntries(
      Object.entries(entry).map(([family, how]) => {
        if (!isObject(how)) return [family, how];
        const next = { ...how };
        for (const [name, value] of Object.entries(how)) {
          const right =
            name === 'tools' ||
            // A limit that is written wrong is for the validator to refuse: left out, it would be lifted.
            name === 'readonly' ||
            name === 'root';
          if (right || (name === 'scope' && (value === 'app' || value === 'instance'))) continue;
          report.change(`/services/${at}/${family}/${name}`, `"${name}" had no effect and was left out`);
          delete next[name];
        }
        return [family, next];
      }),
    );
  });
}

/** Templates of properties, at the top or in `ui`; they are written out where they are used. */
function templatesOf(document: JsonObject, ui: JsonObject, report: UpgradeReport): Map<string, JsonObject> {
  const older = new Map<string, JsonObject>();
  const take = (holder: JsonObject, path: string): void => {
    const { templates } = holder;
    if (!isObject(templates)) return;
    const kept: JsonObject = {};
    for (const [name, template] of Object.entries(templates)) {
      if (isObject(template) && isObject(template.component)) kept[name] = template;
      else if (isObject(template)) {
        report.change(`${path}/${escapePointer(name)}`, `template "${name}" is written out where it is used`);
        older.set(name, isObject(template.props) ? template.props : template);
      } else report.lose(`${path}/${escapePointer(name)}`, 'a template is a record', template);
    }
    if (Object.keys(kept).length === Object.keys(templates).length && holder === document) return;
    delete holder.templates;
    if (Object.keys(kept).length > 0)
      document.templates = { ...(isObject(document.templates) ? document.templates : {}), ...kept };
  };
  take(document, '/templates');
  take(ui, '/ui/templates');
  return older;
}

function displaysOf(
  document: JsonObject,
  ui: JsonObject,
  report: UpgradeReport,
): Parameters<typeof upgradeHandlers>[2] {
  const all = componentsIn(ui.components);
  return {
    all,
    bindTo(component) {
      if (typeof component.bind === 'string') return component.bind;
      const data = isObject(document.data) ? document.data : {};
      const stem = typeof component.id === 'string' ? component.id.replace(/[^A-Za-z0-9_]/g, '_') : 'display';
      let name = stem;
      for (let count = 2; Object.hasOwn(data, name); count += 1) name = `${stem}_${count}`;
      const { value = '', ...props } = isObject(component.props) ? component.props : {};
      document.data = { ...data, [name]: value };
      component.props = props;
      component.bind = name;
      report.change('/data', `what "${String(component.id ?? component.type)}" shows is kept in data as "${name}"`);
      return name;
    },
  };
}

const mostShown = 20;

/** Shows what was lost at the end of the app, so that nobody misses it in silence. */
function addLosses(document: JsonObject, report: UpgradeReport): void {
  const { ui } = document;
  if (report.losses.length === 0 || !isObject(ui) || !Array.isArray(ui.components)) return;
  if (findComponent('card') === undefined) return;
  const shown = report.losses.slice(0, mostShown).map(({ path, message, original }): Json => {
    const text = `${path || 'the document'}: ${message}. It was ${JSON.stringify(original).slice(0, 300)}`;
    return { type: 'text', props: { text, variant: 'caption', tone: 'muted' } };
  });
  const more = report.losses.length - shown.length;
  if (more > 0) shown.push({ type: 'text', props: { text: `and ${more} more`, variant: 'caption', tone: 'muted' } });
  ui.components.push({
    type: 'card',
    props: { title: 'Not carried over from the older file' },
    children: shown,
  });
}
