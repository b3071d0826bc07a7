/** Entries of a folder: reading them from the tool's answer, sorting, and saying what they are. */
import { extensionOf } from './names.ts';

export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  readonly size: number;
  readonly modified_ms: number;
}

export interface Page {
  readonly entries: Entry[];
  readonly next: string;
  readonly total: number;
}

/** Reads one answer of `filesystem.list`; throws when it is not one. */
export function readPage(data: unknown): Page {
  if (!isRecord(data) || !Array.isArray(data.entries)) throw new TypeError('The listing could not be read.');
  return {
    entries: data.entries.filter(isEntry),
    next: typeof data.next_cursor === 'string' ? data.next_cursor : '',
    total: typeof data.total === 'number' ? data.total : data.entries.length,
  };
}

function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.path === 'string' &&
    typeof value.size === 'number' &&
    typeof value.modified_ms === 'number' &&
    (value.type === 'file' || value.type === 'directory' || value.type === 'symlink' || value.type === 'other')
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type SortKey = 'name' | 'size' | 'modified' | 'kind';
export interface Order {
  readonly key: SortKey;
  readonly descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const compareNames = (a: Entry, b: Entry) => collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);

/** A sorted copy: folders first whatever the direction, equal values by name. */
export function sortEntries(entries: readonly Entry[], { key, descending }: Order): Entry[] {
  const sign = descending ? -1 : 1;
  const value: Record<SortKey, (a: Entry, b: Entry) => number> = {
    name: () => 0,
    size: (a, b) => a.size - b.size,
    modified: (a, b) => a.modified_ms - b.modified_ms,
    kind: (a, b) => collator.compare(kindOf(a), kindOf(b)),
  };
  const compare = value[key];
  return entries.toSorted((a, b) => {
    const folders = Number(b.type === 'directory') - Number(a.type === 'directory');
    if (folders !== 0) return folders;
    const difference = compare(a, b);
    if (difference !== 0) return sign * difference;
    return (key === 'name' ? sign : 1) * compareNames(a, b);
  });
}

export type Category = 'folder' | 'text' | 'image' | 'audio' | 'video' | 'archive' | 'code' | 'pdf' | 'link' | 'file';

const categories: Record<Exclude<Category, 'folder' | 'link' | 'file'>, string> = {
  text: 'txt md markdown csv tsv log rtf',
  code: 'js mjs cjs ts tsx jsx json html css py sh bash c h cpp rs go java rb php yml yaml toml xml sql ini conf bp',
  image: 'png jpg jpeg gif webp svg avif bmp ico',
  audio: 'mp3 wav ogg flac m4a opus',
  video: 'mp4 webm mkv mov avi',
  archive: 'zip tar gz tgz bz2 xz 7z rar zst',
  pdf: 'pdf',
};
const byExtension = new Map(
  Object.entries(categories).flatMap(([category, list]) => list.split(' ').map((extension) => [extension, category])),
);

export function categoryOf(entry: Entry): Category {
  if (entry.type === 'directory') return 'folder';
  if (entry.type === 'symlink') return 'link';
  const found = byExtension.get(extensionOf(entry.name));
  return isCategory(found) ? found : 'file';
}

function isCategory(value: string | undefined): value is keyof typeof categories {
  return value !== undefined && Object.hasOwn(categories, value);
}

/** What the Kind column says. */
export function kindOf(entry: Entry): string {
  const category = categoryOf(entry);
  const extension = extensionOf(entry.name).toUpperCase();
  switch (category) {
    case 'folder':
      return 'Folder';
    case 'link':
      return 'Link';
    case 'pdf':
      return 'PDF document';
    case 'image':
    case 'audio':
    case 'video':
    case 'archive':
      return `${extension} ${category}`;
    case 'text':
      return extension === 'TXT' ? 'Plain text' : `${extension} text`;
    case 'code':
      return `${extension} source`;
    default:
      return entry.type === 'other' ? 'Special file' : extension === '' ? 'File' : `${extension} file`;
  }
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size as people read it: `0 bytes`, `812 bytes`, `4.2 KB`, `120 MB`. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return value === 1 ? '1 byte' : `${value} bytes`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** A time relative to `now`: `Today 14:05`, `Yesterday 09:12`, `3 Mar, 18:40`, `3 Mar 2024`. */
export function formatTime(ms: number, now: number): string {
  const then = new Date(ms);
  const today = new Date(now);
  const days = Math.round(startOfDay(today) - startOfDay(then)) / 86_400_000;
  if (Math.abs(days) < 0.5) return `Today ${time.format(then)}`;
  if (days > 0.5 && days < 1.5) return `Yesterday ${time.format(then)}`;
  if (then.getFullYear() === today.getFullYear()) return `${day.format(then)}, ${time.format(then)}`;
  return date.format(then);
}

function startOfDay(when: Date): number {
  return new Date(when.getFullYear(), when.getMonth(), when.getDate()).getTime();
}
