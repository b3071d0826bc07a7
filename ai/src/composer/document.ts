/** The frame that every composed document shares: who it is, what it keeps, how large its window is. */
import type { Blueprint, Component, Json } from '@agentos/blueprint';
import type { Kind, Plan } from './plan.ts';

/** Icon of each kind of app, by its name among the drawings of the shell. */
const icons: Readonly<Record<Kind, string>> = {
  list: 'list',
  form: 'form',
  calculator: 'calculator',
  converter: 'converter',
  timer: 'timer',
  notes: 'notes',
  quiz: 'quiz',
  dashboard: 'dashboard',
  counter: 'gauge',
};

const subjects: readonly (readonly [RegExp, string])[] = [
  [/\b(books?|reading|library)\b/, 'book'],
  [/\b(plant|garden|flower)/, '🌱'],
  [/\b(shopping|grocer)/, 'cart'],
  [/\b(expense|spending|budget|money|bill|invoice)/, 'wallet'],
  [/\b(movie|film|series|show)/, '🎬'],
  [/\b(contact|address book|client|customer|people|guest|team)/, 'users'],
  [/\b(recipe|cook|meal|food)/, 'food'],
  [/\b(todo|to-do|task|chore|check ?list)/, 'checklist'],
  [/\b(birthday|party)/, '🎂'],
  [/\b(runs?|workout|exercise|fitness|gym)\b/, 'dumbbell'],
  [/\b(pets?|dogs?|cats?)\b/, '🐾'],
  [/\b(jobs?|work|projects?)\b/, 'clipboard'],
  [/\b(wine|beer)/, '🍷'],
  [/\b(pack|travel|trip|holiday)/, 'plane'],
  [/\b(sale|revenue|profit)/, 'chart'],
  [/\b(energy|electric|power)/, '⚡'],
  [/\b(appointment|event|meeting|calendar)/, 'calendar'],
  [/\b(music|song|album)/, 'music'],
  [/\b(bug)/, '🐞'],
];

const categories: Readonly<Record<Kind, string>> = {
  list: 'productivity',
  form: 'productivity',
  calculator: 'utilities',
  converter: 'utilities',
  timer: 'utilities',
  notes: 'productivity',
  quiz: 'education',
  dashboard: 'productivity',
  counter: 'utilities',
};

/** Lists, forms and dashboards are told apart by their subject, the other kinds by what they are. */
function iconFor(plan: Plan): string {
  const about = `${plan.name} ${plan.entity.one}`.toLowerCase();
  const bySubject = plan.kind === 'list' || plan.kind === 'form' || plan.kind === 'dashboard';
  return (bySubject ? subjects.find(([pattern]) => pattern.test(about))?.[1] : undefined) ?? icons[plan.kind];
}

/** What differs from one document to the next. */
export interface Content {
  readonly data: Record<string, Json>;
  /** Paths that survive closing the window. */
  readonly persist: readonly string[];
  readonly components: readonly Component[];
  readonly width: number;
  readonly height: number;
  readonly onMount?: NonNullable<NonNullable<Blueprint['ui']['lifecycle']>['on_mount']>;
}

export function documentOf(plan: Plan, content: Content): Blueprint {
  return {
    app: {
      id: plan.id,
      name: plan.name,
      icon: iconFor(plan),
      category: categories[plan.kind],
      version: '1.0.0',
      author: 'AgentOS composer',
      tags: ['generated', plan.kind],
      permissions: ['STANDARD'],
    },
    data: content.data,
    persist: [...content.persist],
    ui: {
      title: plan.name,
      layout: 'vertical',
      width: content.width,
      height: content.height,
      ...(content.onMount === undefined ? {} : { lifecycle: { on_mount: content.onMount } }),
      components: [...content.components],
    },
  };
}
