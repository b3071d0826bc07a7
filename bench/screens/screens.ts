/**
 * Seven screens of the kinds that generated interfaces are compared by: a table, a chart, a form, a dashboard, prices,
 * settings, a shop. Written as a model writes them: ids only where something refers to them.
 */
import type { Blueprint, Component } from '@agentos/blueprint';

type Child = Component | string;

function screen(
  id: string,
  name: string,
  components: Child[],
  data?: Blueprint['data'],
  permissions?: string[],
): Blueprint {
  return {
    app: { id, name, ...(permissions === undefined ? {} : { permissions }) },
    ...(data === undefined ? {} : { data }),
    ui: { title: name, components },
  };
}

const text = (value: string, variant?: string): Component => ({
  type: 'text',
  props: { text: value, ...(variant === undefined ? {} : { variant }) },
});
const button = (label: string, variant?: string): Component => ({
  type: 'button',
  props: { text: label, ...(variant === undefined ? {} : { variant }) },
});
const row = (...children: Child[]): Component => ({ type: 'row', children });
const card = (title: string, ...children: Child[]): Component => ({ type: 'card', props: { title }, children });
const tellSaved = { tool: 'toast.success', args: { message: 'Saved' } };

const people: readonly (readonly [string, string, string])[] = [
  ['Mara Lind', 'Design', 'Oslo'],
  ['Ben Okoro', 'Support', 'Lagos'],
  ['Ines Prado', 'Finance', 'Porto'],
  ['Yuki Arai', 'Research', 'Kyoto'],
];

const table = screen('people', 'People', [
  text('People', 'h2'),
  {
    type: 'grid',
    props: { columns: 3 },
    children: [text('Name', 'label'), text('Team', 'label'), text('Office', 'label'), ...people.flat()],
  },
]);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
const sales = months.map((month, at) => ({ month, shop: 40 + at * 7, online: 25 + at * 11 }));
const chart = screen('sales', 'Sales', [
  text('Sales this half year', 'h2'),
  text('In thousands, by the way they were made.', 'caption'),
  {
    type: 'bar_chart',
    props: { data: sales, x: 'month', series: ['shop', 'online'], y_label: 'Sales', stacked: true },
  },
]);

const field = (label: string, bind: string, kind = 'text'): Component => ({
  type: 'input',
  props: { label, kind },
  bind,
});
const contact = screen(
  'contact',
  'Contact',
  [
    text('Write to us', 'h2'),
    text('We answer within two working days.', 'caption'),
    row(field('First name', 'form.first'), field('Last name', 'form.last')),
    { ...field('E-mail', 'form.email', 'email'), validate: ['required', 'email'] },
    { type: 'select', props: { label: 'About', options: ['A question', 'A fault', 'An offer'] }, bind: 'form.about' },
    {
      type: 'textarea',
      props: { label: 'Message', placeholder: 'What is it about?' },
      bind: 'form.message',
      validate: 'required',
    },
    { type: 'checkbox', props: { label: 'Send me a copy' }, bind: 'form.copy' },
    {
      type: 'button',
      props: { text: 'Send', variant: 'primary', disabled: "=form.email == ''" },
      on_event: { click: tellSaved },
    },
  ],
  { form: { first: '', last: '', email: '', about: 'A question', message: '', copy: false } },
);

const figure = (name: string, value: string, change: string, variant: string): Component =>
  card(name, text(value, 'h1'), { type: 'badge', props: { text: change, variant } });
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const orders = [
  ['#4021', 'Nordlicht AG', 'Paid', '1,240'],
  ['#4020', 'Casa Verde', 'Open', '380'],
  ['#4019', 'Tide & Sons', 'Paid', '2,115'],
  ['#4018', 'Atelier Roux', 'Late', '96'],
];
const dashboard = screen('dashboard', 'Dashboard', [
  row(text('Good morning', 'h1'), button('Export', 'outline'), button('New report', 'primary')),
  {
    type: 'grid',
    props: { columns: 4, responsive: true },
    children: [
      figure('Revenue', '48,920', '+12 %', 'success'),
      figure('Orders', '1,284', '+4 %', 'success'),
      figure('Returns', '37', '+9 %', 'warning'),
      figure('Visitors', '22,410', '-2 %', 'error'),
    ],
  },
  row(
    card('Revenue by day', {
      type: 'line_chart',
      props: { data: days.map((day, at) => ({ day, revenue: 5200 + at * 430 })), x: 'day', series: 'revenue' },
    }),
    card('Where they come from', {
      type: 'pie_chart',
      props: {
        data: ['Search', 'Direct', 'Social', 'Mail'].map((name, at) => ({ name, value: 48 - at * 11 })),
        legend: true,
      },
    }),
  ),
  card('Last orders', {
    type: 'grid',
    props: { columns: 4 },
    children: [...['Order', 'Customer', 'State', 'Sum'].map((name) => text(name, 'label')), ...orders.flat()],
  }),
  card(
    'To do',
    ...['Answer Casa Verde', 'Order boxes', 'Plan the autumn sale'].map(
      (label, at): Component => ({ type: 'checkbox', props: { label, value: at === 0 } }),
    ),
    { type: 'progress', props: { value: 33, label: 'Done this week' } },
  ),
]);

const plan = (name: string, price: string, about: string, wanted: string, holds: string[]): Component =>
  card(
    name,
    text(price, 'h1'),
    text(about, 'caption'),
    { type: 'divider' },
    ...holds.map((each) => row({ type: 'badge', props: { text: '✓', variant: 'success' } }, text(each))),
    button('Choose', wanted),
  );
const questions = [
  ['Can I change later?', 'At any time; the rest of the month is set off.'],
  ['Is there a trial?', 'Fourteen days, without a card.'],
  ['Do you bill yearly?', 'Yes, two months are then free.'],
];
const pricing = screen(
  'pricing',
  'Prices',
  [
    text('Prices that grow with you', 'h1'),
    text('All plans begin with fourteen free days.'),
    { type: 'checkbox', props: { label: 'Bill yearly', variant: 'switch' }, bind: 'yearly' },
    {
      type: 'grid',
      props: { columns: 3, responsive: true },
      children: [
        plan('Starter', '9', 'For one person', 'outline', ['3 projects', '5 GB', 'Help by mail']),
        plan('Team', '29', 'For small teams', 'primary', [
          'Any number of projects',
          '100 GB',
          'Help by chat',
          'Roles',
          'Reports',
        ]),
        plan('Company', '99', 'For all of you', 'outline', [
          'Everything of Team',
          '1 TB',
          'A person to call',
          'Single sign-on',
          'Audit log',
          'Own domain',
        ]),
      ],
    },
    text('Questions', 'h2'),
    ...questions.map(([title = '', answer = '']) => card(title, text(answer))),
    row(text('Not sure yet?'), button('Talk to us', 'ghost')),
  ],
  { yearly: false },
);

const toggle = (label: string, bind: string): Component => ({
  type: 'checkbox',
  props: { label, variant: 'switch' },
  bind,
});
const settings = screen(
  'settings',
  'Settings',
  [
    text('Settings', 'h1'),
    card('Profile', field('Name', 'profile.name'), field('E-mail', 'profile.email', 'email'), {
      type: 'textarea',
      props: { label: 'About you', rows: 3 },
      bind: 'profile.about',
    }),
    card(
      'Messages',
      toggle('By mail', 'notify.mail'),
      toggle('On the desktop', 'notify.desktop'),
      toggle('A summary each week', 'notify.weekly'),
    ),
    card(
      'Look',
      { type: 'radio', props: { label: 'Theme', options: ['Light', 'Dark', 'As the system'] }, bind: 'look.theme' },
      { type: 'slider', props: { label: 'Size of letters', min: 12, max: 24, unit: 'px' }, bind: 'look.size' },
      {
        type: 'select',
        props: { label: 'Language', options: ['English', 'Deutsch', 'Français', '日本語'] },
        bind: 'look.language',
      },
    ),
    row(button('Cancel', 'ghost'), {
      type: 'button',
      props: { text: 'Save', variant: 'primary' },
      on_event: { click: tellSaved },
    }),
  ],
  {
    profile: { name: '', email: '', about: '' },
    notify: { mail: true, desktop: true, weekly: false },
    look: { theme: 'As the system', size: 16, language: 'English' },
  },
);

const goods = [
  ['Oak stool', '84.00', 'Made by hand, oiled.'],
  ['Linen throw', '59.00', 'Washed linen, 140 × 200.'],
  ['Clay lamp', '120.00', 'Warm light, two metres of cable.'],
  ['Wool rug', '240.00', 'Undyed wool, woven.'],
  ['Glass jug', '32.00', 'One litre, blown.'],
  ['Cork board', '27.50', 'With eight pins.'],
];
const shop = screen(
  'shop',
  'Shop',
  [
    row(
      text('Things for the house', 'h1'),
      { type: 'input', props: { kind: 'search', label: 'Search' }, bind: 'query' },
      { type: 'badge', props: { text: '=count(cart)', variant: 'info' } },
    ),
    row(...['All', 'Furniture', 'Textiles', 'Light'].map((name, at) => button(name, at === 0 ? 'primary' : 'outline'))),
    {
      type: 'grid',
      props: { columns: 3, responsive: true },
      children: goods.map(([name = '', price = '', about = '']) =>
        card(
          name,
          { type: 'image', props: { src: `/home/Pictures/${name.toLowerCase().replace(' ', '-')}.webp`, alt: name } },
          text(about, 'caption'),
          row(text(price, 'h3'), {
            type: 'button',
            props: { text: 'Add', variant: 'primary' },
            on_event: { click: { tool: 'list.add', args: { path: 'cart', item: { name, price } } } },
          }),
        ),
      ),
    },
    card(
      'Your cart',
      {
        type: 'row',
        repeat: { each: 'cart', empty: 'Nothing yet' },
        children: [text('=item.name'), text('=item.price')],
      },
      { type: 'divider' },
      row(text('Sum', 'label'), text('=fixed(sum(cart, number(item.price)), 2)', 'h3')),
      button('To the till', 'primary'),
    ),
  ],
  { query: '', cart: [] },
  ['STANDARD', 'READ_FILE:/home/Pictures/**'],
);

/** Name → the screen. */
export const screens: Readonly<Record<string, Blueprint>> = {
  'simple-table': table,
  chart,
  'contact-form': contact,
  dashboard,
  pricing,
  settings,
  'e-commerce': shop,
};
