/** A dialog over the content of its window: the focus stays inside, Escape closes, what is behind rests. */

import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Children } from '../node.tsx';
import { choiceOf, flagOf, outer, type PartProps, textOf, useSurface } from '../part.ts';
import { usePort } from '../port.ts';

export function Modal(part: PartProps): ReactNode {
  const surface = useSurface();
  const bound = part.component.bind !== undefined;
  const [own, setOwn] = useState(() => surface.own.open(part.component, part.frame) ?? flagOf(part.props, 'open'));
  const put = (open: boolean): void => {
    if (bound) part.change(open);
    else {
      surface.own.setOpen(part.component, part.frame, open);
      setOwn(open);
    }
  };
  usePort(part, {
    open: () => put(true),
    close: () => put(false),
    focus: () => surface.overlay?.querySelector<HTMLElement>('[role=dialog]')?.focus(),
  });
  const open = bound ? part.value === true : own;
  if (!open || surface.overlay === null) return null;
  return createPortal(<Dialog {...part} shut={() => put(false)} />, surface.overlay);
}

function Dialog({ shut, ...part }: PartProps & { shut: () => void }): ReactNode {
  const { addDialog } = useSurface();
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const title = textOf(part.props, 'title') ?? textOf(part.props, 'label') ?? '';
  const close = (): void => {
    shut();
    part.emit('close');
  };
  useEffect(() => {
    const before = document.activeElement;
    const gone = addDialog();
    const first = box.current?.querySelector<HTMLElement>('.bp-dialog-body :is(input, textarea, select, button)');
    (first ?? box.current)?.focus();
    return () => {
      gone();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [addDialog]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') keepFocus(event, box.current);
  };
  return (
    <div
      className="bp-dialog-back"
      data-top={(part.props.centered !== undefined && !flagOf(part.props, 'centered')) || undefined}
    >
      <div
        {...outer(
          part,
          `bp-dialog bp-dialog-${choiceOf(part.props, 'size', ['small', 'medium', 'large', 'full'], 'medium')}`,
        )}
        ref={box}
        role="dialog"
        aria-modal
        aria-labelledby={title === '' ? undefined : titleId}
        aria-label={title === '' ? 'Dialog' : undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <header className="bp-dialog-head">
          <h3 id={titleId}>{title}</h3>
          <button
            type="button"
            className="bp-button bp-button-ghost bp-size-small bp-button-icon"
            aria-label="Close"
            onClick={close}
          >
            <X size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </header>
        <div className="bp-dialog-body">
          <Children of={part.component.children} frame={part.frame} />
        </div>
      </div>
    </div>
  );
}

/** Tab goes round inside the dialog. */
function keepFocus(event: KeyboardEvent, box: HTMLElement | null): void {
  const stops = [
    ...(box?.querySelectorAll<HTMLElement>('button, input, select, textarea, [tabindex="0"]') ?? []),
  ].filter((each) => !each.matches(':disabled'));
  const [first, last] = [stops[0], stops.at(-1)];
  if (first === undefined || last === undefined) return;
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
}
