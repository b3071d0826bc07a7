/** The drawing of every component type. One that is missing does not compile. */
import type { ComponentType } from '@agentos/blueprint';
import { Card, Container, Divider, Grid, List } from './components/boxes.tsx';
import { Radio, Select, Slider } from './components/choices.tsx';
import { Checkbox, Input, Textarea } from './components/fields.tsx';
import { Modal } from './components/modal.tsx';
import { Shortcut } from './components/shortcut.tsx';
import { Badge, Button, Image, Progress, Text } from './components/shows.tsx';
import { Tabs } from './components/tabs.tsx';
import { onDemand } from './on-demand.tsx';
import type { Part } from './part.ts';

const Player = onDemand(() => import('./media/player.tsx'), 64);
const Chart = onDemand(() => import('./chart/chart.tsx'), 240);

export const parts: Readonly<Record<ComponentType, Part>> = {
  container: Container,
  row: Container,
  col: Container,
  grid: Grid,
  list: List,
  card: Card,
  divider: Divider,
  tabs: Tabs,
  modal: Modal,
  text: Text,
  badge: Badge,
  progress: Progress,
  image: Image,
  button: Button,
  input: Input,
  textarea: Textarea,
  checkbox: Checkbox,
  radio: Radio,
  select: Select,
  slider: Slider,
  app_shortcut: Shortcut,
  iframe: onDemand(() => import('./media/frame.tsx'), 320),
  video: Player,
  audio: Player,
  canvas: onDemand(() => import('./canvas/canvas.tsx'), 400),
  line_chart: Chart,
  bar_chart: Chart,
  area_chart: Chart,
  pie_chart: onDemand(() => import('./chart/pie.tsx'), 240),
  graph: onDemand(() => import('./graph/graph.tsx'), 240),
};
