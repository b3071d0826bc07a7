/** A menu at a point: opened by the right button or the menu key, worked with arrows, closed by anything else. */
import type { LucideIcon } from 'lucide-react';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface MenuItem {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Begins a new group. */
  readonly separated?: boolean;
  run(): void;
}

export interface ContextMenuProps {
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
  onClose(): void;
}

export function ContextMenu({ x, y, items, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: x, top: y });

  useLayoutEffect(() => {
    const box = menu.current?.getBoundingClientRect();
    if (!box) return;
    const edge = 4;
    setPlace({
      left: Math.max(edge, Math.min(x, window.innerWidth - box.width - edge)),
      top: Math.max(edge, Math.min(y, window.innerHeight - box.height - edge)),
    });
    menu.current?.querySelector<HTMLElement>('[role="menuitem"]:not(:disabled)')?.focus();
  }, [x, y]);

  useEffect(() => {
    const away = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose();
    };
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('blur', onClose);
    window.addEventListener('resize', onClose);
    return () => {
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('blur', onClose);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);

  const step = (by: number | 'first' | 'last') => {
    const enabled = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
    const at = enabled.findIndex((item) => item.matches(':focus'));
    const next =
      by === 'first'
        ? 0
        : by === 'last'
          ? enabled.length - 1
          : (at + by + enabled.length) % Math.max(enabled.length, 1);
    enabled[next]?.focus();
  };

  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      tabIndex={-1}
      style={place}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || event.key === 'Tab') onClose();
        else if (event.key === 'ArrowDown') step(1);
        else if (event.key === 'ArrowUp') step(-1);
        else if (event.key === 'Home') step('first');
        else if (event.key === 'End') step('last');
        else return;
        event.preventDefault();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item) => (
        <Fragment key={item.label}>
          {item.separated && <hr className="menu-line" />}
          <button
            type="button"
            role="menuitem"
            className="menu-item"
            data-danger={item.danger ?? false}
            disabled={item.disabled ?? false}
            onPointerEnter={(event) => event.currentTarget.focus()}
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            <item.icon size={15} strokeWidth={1.75} aria-hidden="true" />
            <span className="menu-label">{item.label}</span>
            {item.keys && (
              <span className="menu-keys" aria-hidden="true">
                {item.keys}
              </span>
            )}
          </button>
        </Fragment>
      ))}
    </div>
  );
}
