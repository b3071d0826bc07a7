/**
 * An example of every component type: what the reference page prints, what the gallery of the tests shows. Kept apart
 * from the table, so that whoever only draws components does not load them.
 */
import type { ComponentType } from './components.ts';
import type { Blueprint, Component } from './document.ts';
import type { JsonObject } from './json.ts';

export interface ComponentExample {
  /** Data that it binds or reads. */
  readonly data?: JsonObject;
  readonly component: Component;
}

const wave =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48"%3E%3Crect width="96" height="48" fill="%23355f9e"/%3E%3Cpath d="M0 30c16-14 32-14 48 0s32 14 48 0v18H0z" fill="%23f2c14e"/%3E%3C/svg%3E';
/** Half a second of silence. */
const silence = `data:audio/wav;base64,UklGRsQPAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YaAPAACA${'gICA'.repeat(1333)}`;

const visits = [
  { day: 'Mon', mobile: 120, desktop: 80 },
  { day: 'Tue', mobile: 132, desktop: 96 },
  { day: 'Wed', mobile: 101, desktop: 104 },
  { day: 'Thu', mobile: 154, desktop: 91 },
  { day: 'Fri', mobile: 190, desktop: 72 },
];

export const componentExamples: Readonly<Record<ComponentType, ComponentExample>> = {
  container: {
    component: {
      type: 'container',
      props: { surface: true, label: 'Delivery', gap: 'small' },
      children: [{ type: 'text', props: { text: 'Delivery', variant: 'h3' } }, 'Tuesday, before noon'],
    },
  },
  row: {
    component: {
      type: 'row',
      props: { justify: 'between' },
      children: ['3 files', { type: 'button', props: { text: 'Upload', icon: 'upload', size: 'small' } }],
    },
  },
  col: {
    component: {
      type: 'col',
      props: { gap: 'small' },
      children: ['First line', { type: 'text', props: { text: 'A quieter one', variant: 'caption' } }],
    },
  },
  grid: {
    component: {
      type: 'grid',
      props: { columns: 3, gap: 'small', responsive: true },
      children: [
        { type: 'button', props: { text: '7', variant: 'outline' } },
        { type: 'button', props: { text: '8', variant: 'outline' } },
        { type: 'button', props: { text: '9', variant: 'outline' } },
      ],
    },
  },
  list: {
    data: {
      people: [
        { id: 1, name: 'Ada Lovelace' },
        { id: 2, name: 'Grace Hopper' },
      ],
    },
    component: {
      type: 'list',
      props: { label: 'People', variant: 'bordered', empty: 'Nobody yet' },
      children: [{ type: 'row', repeat: 'people', children: [{ type: 'text', props: { text: '=item.name' } }] }],
    },
  },
  card: {
    component: {
      type: 'card',
      props: { title: 'Lake house', subtitle: '4 rooms, garden', footer: 'Free from May' },
      children: ['A quiet place an hour from the city.'],
    },
  },
  tabs: {
    data: { view: 'Day' },
    component: {
      type: 'tabs',
      bind: 'view',
      props: { variant: 'pills', label: 'Range' },
      children: [
        { type: 'text', props: { label: 'Day', text: 'Today: 4 meetings' } },
        { type: 'text', props: { label: 'Week', text: 'This week: 17 meetings' } },
      ],
    },
  },
  modal: {
    data: { asking: false },
    component: {
      type: 'modal',
      bind: 'asking',
      props: { title: 'Rename the list', size: 'small' },
      children: [
        { type: 'input', props: { label: 'New name' } },
        { type: 'button', props: { text: 'Rename', variant: 'primary' } },
      ],
    },
  },
  divider: { component: { type: 'divider', props: { variant: 'dashed' } } },
  text: {
    component: {
      type: 'text',
      props: {
        format: 'markdown',
        text: '## Release notes\nFaster start, **smaller** files:\n- search\n- `undo` for lists',
      },
    },
  },
  badge: { component: { type: 'badge', props: { text: 'Paid', variant: 'success' } } },
  progress: {
    component: { type: 'progress', props: { label: 'Copying', value: 64, show_value: true } },
  },
  image: {
    component: {
      type: 'image',
      props: { src: wave, alt: 'A wave in yellow before blue', width: 192, height: 96, fit: 'cover' },
    },
  },
  button: {
    component: {
      type: 'button',
      props: { text: 'Save', variant: 'primary', icon: 'save' },
      on_event: { click: { tool: 'toast.show', args: { message: 'Saved' } } },
    },
  },
  app_shortcut: {
    component: {
      type: 'app_shortcut',
      props: { app_id: 'calculator', name: 'Calculator', icon: 'add', description: 'Exact sums', variant: 'card' },
    },
  },
  iframe: {
    component: {
      type: 'iframe',
      props: {
        title: 'A letter',
        height: 120,
        html: '<h1>Dear reader</h1><p>This page runs <em>no</em> scripts.</p>',
      },
    },
  },
  input: {
    data: { mail: 'ada@example.com' },
    component: {
      type: 'input',
      bind: 'mail',
      props: { label: 'E-mail', kind: 'email', placeholder: 'name@example.com' },
    },
  },
  textarea: {
    data: { note: 'Call back on Monday' },
    component: { type: 'textarea', bind: 'note', props: { label: 'Note', rows: 3 } },
  },
  checkbox: {
    data: { mute: true },
    component: { type: 'checkbox', bind: 'mute', props: { label: 'Quiet at night', variant: 'switch' } },
  },
  radio: {
    data: { plan: 'month' },
    component: {
      type: 'radio',
      bind: 'plan',
      props: {
        label: 'Pay',
        direction: 'row',
        options: [
          { value: 'month', label: 'Monthly' },
          { value: 'year', label: 'Yearly' },
        ],
      },
    },
  },
  select: {
    data: { city: null },
    component: {
      type: 'select',
      bind: 'city',
      props: { label: 'City', placeholder: 'Choose a city', options: ['Lisbon', 'Oslo', 'Vienna'] },
    },
  },
  slider: {
    data: { volume: 40 },
    component: { type: 'slider', bind: 'volume', props: { label: 'Volume', unit: ' %', step: 5 } },
  },
  video: {
    component: { type: 'video', props: { file: null, title: 'Holiday film', poster: wave, height: 180 } },
  },
  audio: {
    component: { type: 'audio', props: { src: silence, title: 'Half a second of silence' } },
  },
  canvas: {
    data: { drawing: [{ tool: 'pen', color: 'accent', size: 6, points: [24, 96, 120, 30, 216, 64] }] },
    component: { type: 'canvas', bind: 'drawing', props: { label: 'Sketch', width: 320, height: 120 } },
  },
  line_chart: {
    data: { visits },
    component: {
      type: 'line_chart',
      props: { label: 'Visits by day', data: '=visits', x: 'day', series: ['mobile', 'desktop'], smooth: true },
    },
  },
  bar_chart: {
    data: { visits },
    component: {
      type: 'bar_chart',
      props: { label: 'Visits by device', data: '=visits', x: 'day', series: ['mobile', 'desktop'], stacked: true },
    },
  },
  area_chart: {
    data: { visits },
    component: {
      type: 'area_chart',
      props: {
        label: 'Mobile visits',
        data: '=visits',
        x: 'day',
        series: [{ field: 'mobile', name: 'Mobile', color: 'teal' }],
      },
    },
  },
  pie_chart: {
    component: {
      type: 'pie_chart',
      props: {
        label: 'Spending',
        hole: 0.55,
        unit: ' €',
        data: [
          { name: 'Rent', value: 820 },
          { name: 'Food', value: 310 },
          { name: 'Travel', value: 140 },
        ],
      },
    },
  },
  graph: {
    component: {
      type: 'graph',
      props: {
        label: 'Build steps',
        direction: 'right',
        height: 160,
        nodes: [
          { id: 'read', label: 'Read' },
          { id: 'check', label: 'Check' },
          { id: 'build', label: 'Build', tone: 'success' },
        ],
        edges: [
          { from: 'read', to: 'check' },
          { from: 'check', to: 'build', label: 'when well' },
        ],
      },
    },
  },
};

/** One document that shows every example below its type: the gallery of tests and of development. */
export function galleryDocument(): Blueprint {
  const data: JsonObject = {};
  const sections = Object.entries(componentExamples).map(([type, example]): Component => {
    Object.assign(data, example.data);
    return {
      type: 'col',
      id: `section-${type}`,
      props: { surface: true, gap: 'small' },
      children: [
        { type: 'text', id: `name-${type}`, props: { text: type, variant: 'label' } },
        { ...example.component, id: `example-${type}` },
      ],
    };
  });
  return {
    app: {
      id: 'component-gallery',
      name: 'Component gallery',
      icon: 'grid',
      permissions: ['STANDARD', 'SPAWN_PROCESS'],
    },
    services: ['app'],
    data,
    ui: {
      title: 'Component gallery',
      width: 1000,
      height: 700,
      components: [{ type: 'grid', id: 'gallery', props: { columns: '340px', align: 'start' }, children: sections }],
    },
  };
}
