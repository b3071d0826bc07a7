/**
 * Input that happened inside a frame, as events on the frame's element: the desktop's own listeners (commands, raising a
 * window, closing menus) then need not know that frames exist.
 */
import type { KeyPress } from '@os/sdk/keys';

export function replayKey(frame: HTMLIFrameElement, press: KeyPress): void {
  frame.dispatchEvent(
    new KeyboardEvent(press.phase === 'down' ? 'keydown' : 'keyup', {
      key: press.key,
      code: press.code,
      ctrlKey: press.ctrl,
      altKey: press.alt,
      shiftKey: press.shift,
      metaKey: press.meta,
      repeat: press.repeat,
      bubbles: true,
      cancelable: true,
      composed: true,
    }),
  );
}

export function replayPointer(frame: HTMLIFrameElement): void {
  frame.dispatchEvent(
    new PointerEvent('pointerdown', { bubbles: true, composed: true, button: 0, buttons: 1, isPrimary: true }),
  );
}
