/** The names of older documents beside those of today. A name that is right today is never in here. */

/** Component types; `role` and `direction` are what the older type said by its name. */
export const olderTypes: Readonly<Record<string, { type: string; props?: Readonly<Record<string, string>> }>> = {
  sidebar: { type: 'container', props: { role: 'complementary' } },
  main: { type: 'container', props: { role: 'main' } },
  editor: { type: 'container', props: { role: 'group' } },
  header: { type: 'container', props: { role: 'group' } },
  footer: { type: 'container', props: { role: 'group' } },
  content: { type: 'container', props: { role: 'group' } },
  section: { type: 'container', props: { role: 'group' } },
  column: { type: 'col' },
  'app-shortcut': { type: 'app_shortcut' },
  'line-chart': { type: 'line_chart' },
  'bar-chart': { type: 'bar_chart' },
  'area-chart': { type: 'area_chart' },
  'pie-chart': { type: 'pie_chart' },
};

/** Properties by type, then those of every type. */
export const olderProps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  text: { content: 'text', value: 'text' },
  badge: { content: 'text' },
  button: { content: 'text', fullWidth: 'full' },
  input: { type: 'kind' },
  checkbox: { checked: 'value' },
  tabs: { defaultTab: 'default' },
  card: { description: 'subtitle' },
  line_chart: { xAxis: 'x' },
  bar_chart: { xAxis: 'x', barSize: 'bar_width' },
  area_chart: { xAxis: 'x' },
  pie_chart: { dataKey: 'value', nameKey: 'name', innerRadius: 'hole', outerRadius: 'radius' },
};
export const olderCommonProps: Readonly<Record<string, string>> = {
  spacing: 'gap',
  readOnly: 'readonly',
  autoPlay: 'autoplay',
  fullWidth: 'grow',
  connectNulls: 'connect',
};

/** Values of properties that are a choice. */
export const olderValues: Readonly<Record<string, string>> = {
  sm: 'small',
  xs: 'small',
  md: 'medium',
  lg: 'large',
  xl: 'large',
  fullscreen: 'full',
  left: 'start',
  right: 'end',
  'flex-start': 'start',
  'flex-end': 'end',
  'space-between': 'between',
  'space-around': 'between',
  'space-evenly': 'between',
  horizontal: 'row',
  vertical: 'column',
  underline: 'bordered',
  outlined: 'default',
  semibold: 'bold',
  primary: 'info',
  danger: 'error',
  error: 'danger',
  destructive: 'danger',
  dagre: 'layered',
};

/** Values of the older `color` of a text, as tones. */
export const olderTones: Readonly<Record<string, string>> = {
  primary: 'accent',
  accent: 'accent',
  secondary: 'muted',
  muted: 'muted',
  gray: 'muted',
  grey: 'muted',
  success: 'success',
  green: 'success',
  warning: 'warning',
  danger: 'danger',
  error: 'danger',
  red: 'danger',
};

/** What a component that is written as one value means by it. */
export const scalarProps: Readonly<Record<string, string>> = {
  text: 'text',
  button: 'text',
  badge: 'text',
  card: 'title',
  modal: 'title',
  input: 'placeholder',
  textarea: 'placeholder',
  checkbox: 'label',
  progress: 'value',
  image: 'src',
};

export const olderEvents: Readonly<Record<string, string>> = {
  press: 'click',
  tap: 'click',
  input: 'change',
  select: 'change',
  enter: 'submit',
};

/** Rights that were written in words of their own. */
export const olderPermissions: Readonly<Record<string, readonly string[]>> = {
  standard: ['STANDARD'],
  storage: ['STANDARD'],
  ui: ['STANDARD'],
  notifications: ['STANDARD'],
  files: ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'LIST_DIRECTORY'],
  filesystem: ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'LIST_DIRECTORY'],
  'filesystem.read': ['READ_FILE', 'LIST_DIRECTORY'],
  'filesystem.write': ['WRITE_FILE', 'CREATE_FILE'],
  read: ['READ_FILE', 'LIST_DIRECTORY'],
  write: ['WRITE_FILE', 'CREATE_FILE'],
  network: ['NETWORK_ACCESS'],
  http: ['NETWORK_ACCESS'],
  clipboard: ['CLIPBOARD'],
  system: ['SYSTEM_INFO'],
  process: ['SPAWN_PROCESS'],
  terminal: ['SPAWN_PROCESS'],
  time: ['TIME_ACCESS'],
};
