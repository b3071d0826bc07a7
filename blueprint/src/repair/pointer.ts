/** Reading and changing JSON at a pointer. Values are not changed in place. */
import { isObject, type Json } from '../json.ts';

/** The names of a JSON pointer. */
export function namesOf(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const name of namesOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(name)];
    else value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** A copy with another value at a pointer; undefined removes what is there. The way to it must exist. */
export function withValueAt(root: Json, pointer: string, value: Json | undefined): Json {
  return changed(root, namesOf(pointer), value) ?? null;
}

function changed(root: Json, names: readonly string[], value: Json | undefined): Json | undefined {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (Array.isArray(root)) {
    const at = Number(name);
    const inner = changed(root[at] ?? null, rest, value);
    return inner === undefined ? root.toSpliced(at, 1) : root.with(at, inner);
  }
  if (!isObject(root)) return root;
  const inner = changed(Object.hasOwn(root, name) ? (root[name] ?? null) : null, rest, value);
  const others = Object.entries(root);
  if (inner === undefined) return Object.fromEntries(others.filter(([each]) => each !== name));
  const known = others.some(([each]) => each === name);
  return Object.fromEntries(
    known ? others.map(([each, old]) => [each, each === name ? inner : old]) : [...others, [name, inner]],
  );
}
