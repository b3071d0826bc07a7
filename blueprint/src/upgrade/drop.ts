/** Makes a document that came from elsewhere one that loads, by leaving out what the validator refuses inside of components. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type ValidateOptions, validateBlueprint } from '../validate.ts';

/** Takes out what the validator still refuses, so that the rest of the app works; each is told with what stood there. */
export function dropWhatIsWrong(
  document: JsonObject,
  options: ValidateOptions,
  lose: (path: string, message: string, original: Json) => void,
): void {
  for (let round = 0; round < 5; round += 1) {
    const validation = validateBlueprint(document, options);
    if (validation.ok) return;
    let dropped = false;
    for (const { path, message } of validation.issues) {
      const names = path
        .split('/')
        .slice(1)
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
      const lost = removeAt(document, names);
      if (lost === undefined) continue;
      dropped = true;
      lose(path, message, lost);
    }
    if (!dropped) return;
  }
}

/** Removes a property, a handler or a field at or above a place inside of a component; gives what stood there. */
function removeAt(document: JsonObject, names: readonly string[]): Json | undefined {
  if (names[0] !== 'ui') return undefined;
  const last = names.findLastIndex((name) => name === 'children' || name === 'components');
  const inside = names.slice(last + 2);
  const depth = inside[0] === 'props' || inside[0] === 'on_event' ? 2 : 1;
  const hook = names[1] === 'lifecycle' || names[1] === 'watch';
  const target = hook ? names.slice(0, 3) : [...names.slice(0, last + 2), ...inside.slice(0, depth)];
  if (!hook && (last === -1 || inside.length === 0 || inside[0] === 'type')) return undefined;
  let holder: Json = document;
  for (const name of target.slice(0, -1)) {
    const next: Json | undefined = Array.isArray(holder)
      ? holder[Number(name)]
      : isObject(holder)
        ? holder[name]
        : undefined;
    if (next === undefined) return undefined;
    holder = next;
  }
  const name = target.at(-1);
  if (!isObject(holder) || name === undefined || !Object.hasOwn(holder, name)) return undefined;
  const lost = holder[name];
  delete holder[name];
  return lost;
}
