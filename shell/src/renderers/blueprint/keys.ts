/**
 * Keys that containers give to buttons (`keys`), while the window is active and no field has the focus.
 *
 * Rule: Enter and Space belong to a control that the keyboard has brought the focus to. One that was pressed with the
 * pointer leaves them to the app: who clicks 7 and types + 8 Enter wants the sum.
 */

export type KeyMap = ReadonlyMap<string, string>;

/** Time that a button pressed by a key looks pressed. */
const pressMs = 120;

/**
 * Presses what the keys name while `armed` says so.
 *
 * @param maps inner containers before outer ones
 * @returns ends it
 */
export function listenForKeys(root: HTMLElement, maps: () => readonly KeyMap[], armed: () => boolean): () => void {
  let pointing = false;
  /** The control that has the focus because the pointer pressed it. */
  let pointed: EventTarget | null = null;
  const stop = new AbortController();
  const { signal } = stop;
  const release = (): void => {
    pointing = false;
  };
  root.addEventListener('pointerdown', () => (pointing = true), { signal, capture: true });
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, release, { signal, capture: true });
  root.addEventListener('focusin', (event) => (pointed = pointing ? event.target : null), { signal });
  document.addEventListener(
    'keydown',
    (event) => {
      if (!armed() || !isOurs(event, root)) return;
      if (keepsKey(event, root) && event.target !== pointed) return;
      pressKey(event, maps(), root);
    },
    { signal },
  );
  return () => stop.abort();
}

function isOurs(event: KeyboardEvent, root: HTMLElement): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return false;
  return root.contains(target) || target.contains(root);
}

/** Whether this key would use the control that has the focus. */
function keepsKey({ key, target }: KeyboardEvent, root: HTMLElement): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof HTMLElement && target !== root && root.contains(target) && target.matches(controls);
}

const controls = 'button, a[href], summary, [role="button"], [role="tab"], [role="img"][tabindex="0"]';

function pressKey(event: KeyboardEvent, maps: readonly KeyMap[], root: HTMLElement): void {
  const id = maps.map((map) => map.get(event.key)).find((found) => found !== undefined);
  if (id === undefined) return;
  event.preventDefault();
  const button = root.querySelector<HTMLElement>(`[data-bp-id="${CSS.escape(id)}"]`);
  if (button === null) return;
  button.click();
  button.dataset.pressed = '';
  setTimeout(() => delete button.dataset.pressed, pressMs);
}
