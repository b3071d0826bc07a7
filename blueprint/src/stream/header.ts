/** The header of a document whose own is missing or wrong: what is right in it, and the rest made up. */
import { AppHeader } from '../document.ts';
import { isObject, type Json } from '../json.ts';

/** @param title the title of the window, when it is known */
export function headerFrom(value: Json | undefined, title: string | undefined): { app: AppHeader; whole: boolean } {
  const parsed = AppHeader.safeParse(value);
  if (parsed.success) return { app: parsed.data, whole: true };
  const given = isObject(value) ? value : {};
  const name = AppHeader.shape.name.safeParse(given.name).data ?? (title ?? '').slice(0, 80);
  const right = Object.entries(AppHeader.shape).flatMap(([field, shape]) => {
    const read = Object.hasOwn(given, field) ? shape.safeParse(given[field]) : undefined;
    return read?.success === true ? [[field, read.data]] : [];
  });
  const app = AppHeader.parse({ id: idFrom(given.id, name), name: name || 'Untitled', ...Object.fromEntries(right) });
  return { app, whole: false };
}

/** An id made of a text, such as `reading-list` of `Reading List!`. */
function idFrom(id: Json | undefined, name: string): string {
  const text = typeof id === 'string' && id !== '' ? id : name;
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 64);
  return slug === '' ? 'untitled' : slug;
}
