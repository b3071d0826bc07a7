/** The drawings on app icons: system apps have their own, others share a set by the name in their manifest. */
import {
  ArrowLeftRight,
  Book,
  Calendar,
  ChartLine,
  CircleQuestionMark,
  ClipboardList,
  Clock,
  CloudSun,
  CodeXml,
  Dumbbell,
  FileText,
  Gauge,
  Globe,
  Heart,
  Image,
  LayoutDashboard,
  Lightbulb,
  ListChecks,
  Mail,
  Music,
  Palette,
  PenLine,
  Plane,
  Settings,
  ShoppingCart,
  Star,
  Timer,
  Users,
  Utensils,
  Wallet,
} from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';

type Glyph = () => ReactNode;

const white = '#fff';
const stroke = { fill: 'none', stroke: white, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const Calculator: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <rect x="4" y="2.75" width="16" height="18.5" rx="3" fill={white} />
    <rect x="6.75" y="5.5" width="10.5" height="4.25" rx="1.25" fill="currentColor" />
    <g fill="currentColor">
      <circle cx="8.1" cy="13.1" r="1.35" />
      <circle cx="12" cy="13.1" r="1.35" />
      <circle cx="15.9" cy="13.1" r="1.35" />
      <circle cx="8.1" cy="17.3" r="1.35" />
      <circle cx="12" cy="17.3" r="1.35" />
      <circle cx="15.9" cy="17.3" r="1.35" />
    </g>
  </svg>
);

const Notes: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M6.5 2.75h11a2.5 2.5 0 0 1 2.5 2.5v9.6a2.5 2.5 0 0 1-.73 1.77l-3.9 3.9a2.5 2.5 0 0 1-1.77.73H6.5A2.5 2.5 0 0 1 4 18.75V5.25a2.5 2.5 0 0 1 2.5-2.5Z"
      fill={white}
    />
    <path d="M7.75 7.75h8.5M7.75 11.5h8.5M7.75 15.25h4" {...stroke} stroke="currentColor" strokeWidth="1.7" />
    <path d="M19.9 15.2h-2.4a2.5 2.5 0 0 0-2.5 2.5v3.4Z" fill="currentColor" opacity=".35" />
  </svg>
);

const Folder: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M2.75 6.5A2.5 2.5 0 0 1 5.25 4h3.3c.74 0 1.44.33 1.92.9l1.1 1.35h7.18a2.5 2.5 0 0 1 2.5 2.5v.75H2.75Z"
      fill={white}
      opacity=".72"
    />
    <path d="M2.75 9.75h18.5v7.5a2.75 2.75 0 0 1-2.75 2.75h-13a2.75 2.75 0 0 1-2.75-2.75Z" fill={white} />
  </svg>
);

const Terminal: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="m5 7 5 5-5 5M12.75 17.25H19" {...stroke} strokeWidth="2.4" />
  </svg>
);

const Python: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M11.9 2.75c-2.9 0-4.4 1-4.4 2.9v2.1h4.75v.9H5.6c-1.9 0-2.85 1.55-2.85 3.85 0 2.3 1.05 3.75 2.85 3.75h1.65v-2.3a2.6 2.6 0 0 1 2.6-2.6h4.3a2.15 2.15 0 0 0 2.15-2.15V5.65c0-1.9-1.6-2.9-4.4-2.9Z"
      fill={white}
    />
    <path
      d="M12.1 21.25c2.9 0 4.4-1 4.4-2.9v-2.1h-4.75v-.9h6.65c1.9 0 2.85-1.55 2.85-3.85 0-2.3-1.05-3.75-2.85-3.75h-1.65v2.3a2.6 2.6 0 0 1-2.6 2.6h-4.3a2.15 2.15 0 0 0-2.15 2.15v3.55c0 1.9 1.6 2.9 4.4 2.9Z"
      fill={white}
      opacity=".72"
    />
    <circle cx="9.75" cy="5.55" r=".95" fill="currentColor" />
    <circle cx="14.25" cy="18.45" r=".95" fill="currentColor" />
  </svg>
);

const Sparkle: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M11 3.5c.5 4.9 2.6 7 7.5 7.5-4.9.5-7 2.6-7.5 7.5-.5-4.9-2.6-7-7.5-7.5 4.9-.5 7-2.6 7.5-7.5Z"
      fill={white}
    />
    <path
      d="M18.25 14.5c.22 2 1.03 2.8 3 3-1.97.22-2.78 1.03-3 3-.22-1.97-1.03-2.78-3-3 1.97-.2 2.78-1 3-3Z"
      fill={white}
      opacity=".8"
    />
  </svg>
);

const Traces: Glyph = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <rect x="3" y="4" width="12" height="3.6" rx="1.8" fill={white} />
    <rect x="6.5" y="10.2" width="12" height="3.6" rx="1.8" fill={white} opacity=".8" />
    <rect x="12" y="16.4" width="9" height="3.6" rx="1.8" fill={white} opacity=".6" />
  </svg>
);

const line =
  (Icon: ComponentType<{ strokeWidth: number; 'aria-hidden': true }>): Glyph =>
  () => <Icon strokeWidth={2} aria-hidden />;

/** By package id or icon name. */
const glyphs: Readonly<Record<string, Glyph>> = {
  calculator: Calculator,
  notes: Notes,
  note: Notes,
  'file-explorer': Folder,
  files: Folder,
  folder: Folder,
  shell: Terminal,
  terminal: Terminal,
  python: Python,
  'python-runner': Python,
  traces: Traces,
  generated: Sparkle,
  sparkles: Sparkle,
  'arrow-left-right': line(ArrowLeftRight),
  converter: line(ArrowLeftRight),
  book: line(Book),
  calendar: line(Calendar),
  chart: line(ChartLine),
  quiz: line(CircleQuestionMark),
  help: line(CircleQuestionMark),
  form: line(ClipboardList),
  clipboard: line(ClipboardList),
  clock: line(Clock),
  code: line(CodeXml),
  dumbbell: line(Dumbbell),
  file: line(FileText),
  gauge: line(Gauge),
  globe: line(Globe),
  heart: line(Heart),
  image: line(Image),
  dashboard: line(LayoutDashboard),
  idea: line(Lightbulb),
  list: line(ListChecks),
  checklist: line(ListChecks),
  mail: line(Mail),
  music: line(Music),
  plane: line(Plane),
  settings: line(Settings),
  cart: line(ShoppingCart),
  star: line(Star),
  weather: line(CloudSun),
  palette: line(Palette),
  drawing: line(PenLine),
  timer: line(Timer),
  users: line(Users),
  food: line(Utensils),
  wallet: line(Wallet),
};

export function glyphOf(name: string): Glyph | undefined {
  return Object.hasOwn(glyphs, name) ? glyphs[name] : undefined;
}
