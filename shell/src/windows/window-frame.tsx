/**
 * One window: frame, title bar, grips, and the app inside. React draws what it says; where it is, is written by
 * `frames.ts`. Rendered again only when its own title, focus, mode or state changes.
 */
import { Copy, Minus, Square, X } from 'lucide-react';
import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import { AppContent } from '../apps/app-content.tsx';
import { useCatalog, useDesktop, useOverlays, useWindows } from '../desktop/desktop-context.ts';
import { wrapTab } from '../desktop/focus-keeper.ts';
import { AppIcon } from '../icons/app-icon.tsx';
import { openContextMenu } from '../overlays/context-menu.ts';
import { QuestionSheet } from '../overlays/question-sheet.tsx';
import { sides } from './resize.ts';
import type { WindowId } from './window.ts';
import { windowEntries } from './window-entries.ts';
import { playClose, playMinimize, playOpen, playRestore } from './window-motion.ts';

export const WindowFrame = memo(function WindowFrame({ id }: { id: WindowId }) {
  const { frames, lifecycle } = useDesktop();
  const title = useWindows((state) => state.byId[id]?.title ?? '');
  const packageId = useWindows((state) => state.byId[id]?.packageId ?? '');
  const mode = useWindows((state) => state.byId[id]?.mode.kind ?? 'normal');
  const minimized = useWindows((state) => state.byId[id]?.minimized ?? false);
  const closing = useWindows((state) => state.byId[id]?.closing ?? false);
  const active = useWindows((state) => state.focused === id);
  const question = useOverlays((state) => state.questions[id]?.[0]);
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const wasMinimized = useRef<boolean | undefined>(undefined);

  useLayoutEffect(() => (outer.current === null ? undefined : frames.register(id, outer.current)), [frames, id]);

  useLayoutEffect(() => {
    const frame = inner.current;
    const before = wasMinimized.current;
    wasMinimized.current = minimized;
    if (frame === null || before === minimized) return;
    if (before === undefined) {
      if (!minimized) playOpen(frame);
      return;
    }
    const target = document.querySelector(`[data-dock-item="${CSS.escape(packageId)}"]`)?.getBoundingClientRect();
    if (minimized) playMinimize(frame, target);
    else playRestore(frame, target);
  }, [minimized, packageId]);

  useEffect(() => {
    if (!closing || inner.current === null) return;
    return playClose(inner.current, () => lifecycle.closed(id));
  }, [closing, lifecycle, id]);

  return (
    <div
      ref={outer}
      className="window"
      data-window={id}
      data-region="window"
      data-active={active || undefined}
      data-mode={mode}
      data-minimized={minimized || undefined}
      role="dialog"
      aria-modal="false"
      aria-labelledby={`${id}-title`}
      inert={minimized || closing}
      onKeyDown={(event) => outer.current !== null && wrapTab(event.nativeEvent, outer.current)}
    >
      <div className="window-frame" ref={inner}>
        <TitleBar id={id} title={title} packageId={packageId} maximized={mode === 'maximized' || mode === 'full'} />
        <div className="window-content" data-window-content tabIndex={-1} inert={question !== undefined}>
          <AppContent id={id} focused={active} suspended={minimized} />
        </div>
        {question !== undefined && <QuestionSheet question={question} />}
      </div>
      {mode === 'normal' || mode === 'tiled'
        ? sides.map((side) => <div key={side} className="grip" data-grip={side} aria-hidden="true" />)
        : null}
    </div>
  );
});

interface TitleBarProps {
  readonly id: WindowId;
  readonly title: string;
  readonly packageId: string;
  readonly maximized: boolean;
}

function TitleBar({ id, title, packageId, maximized }: TitleBarProps) {
  const { windows, overlays, lifecycle } = useDesktop();
  const icon = useWindows((state) => state.byId[id]?.icon ?? '');
  const ended = useCatalog((state) => state.running[id]?.process?.running === false);
  const openMenu = (anchor: HTMLElement): void => {
    windows.focus(id);
    overlays.setState({ menu: { anchor, label: `Window ${title}`, entries: windowEntries, opener: anchor } });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: every gesture of the bar has a twin in the window menu
    <div
      className="title-bar"
      data-grip="move"
      onContextMenu={(event) => {
        windows.focus(id);
        openContextMenu(overlays, event, `Window ${title}`, windowEntries);
      }}
    >
      <button
        type="button"
        className="title-menu"
        data-window-menu
        aria-label="Window menu"
        aria-haspopup="menu"
        onClick={(event) => openMenu(event.currentTarget)}
      >
        <AppIcon packageId={packageId} icon={icon} name={title} size={18} />
      </button>
      <h2 className="title-text" id={`${id}-title`}>
        {title}
      </h2>
      {ended && <span className="title-state">Ended</span>}
      <div className="title-buttons">
        <button type="button" className="title-button" aria-label="Minimize" onClick={() => windows.minimize(id)}>
          <Minus size={15} strokeWidth={1.75} aria-hidden />
        </button>
        <button
          type="button"
          className="title-button"
          aria-label={maximized ? 'Restore' : 'Maximize'}
          onClick={() => windows.toggleMaximized(id)}
        >
          {maximized ? (
            <Copy className="restore-glyph" size={13} strokeWidth={1.75} aria-hidden />
          ) : (
            <Square size={12} strokeWidth={1.9} aria-hidden />
          )}
        </button>
        <button
          type="button"
          className="title-button"
          data-close
          aria-label="Close"
          onClick={() => lifecycle.close(id)}
        >
          <X size={15} strokeWidth={1.75} aria-hidden />
        </button>
      </div>
    </div>
  );
}
