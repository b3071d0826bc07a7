// biome-ignore-all lint/a11y/useFocusableInteractive: the tree holds the focus and has the keys
/** The steps of a trace below each other, each with its place in time. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { formatDuration } from '../data/format.ts';
import type { Chain } from './chain.ts';

const ROW = 30;
/** Deeper steps are not moved further in. */
const mostIndent = 9;

export interface WaterfallProps {
  readonly chain: Chain;
  readonly chosen: number | undefined;
  onChoose(sequence: number): void;
}

export function Waterfall({ chain, chosen, onChoose }: WaterfallProps) {
  const { steps, total } = chain;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: steps.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => steps[index]?.event.sequence ?? index,
    overscan: 10,
  });
  const at = steps.findIndex(({ event }) => event.sequence === chosen);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: steps.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const target = steps[Math.max(0, Math.min(steps.length - 1, to))];
    if (target !== undefined) onChoose(target.event.sequence);
  };
  const part = (us: number): string => `${total === 0 ? 0 : (us / total) * 100}%`;

  return (
    <div
      ref={scroller}
      className="waterfall"
      role="tree"
      aria-label="Steps of the trace"
      aria-activedescendant={at >= 0 ? `step-${chosen}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="waterfall-body" role="none" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const step = steps[item.index];
          if (step === undefined) return null;
          const { event, depth, offset, duration } = step;
          const took = duration === undefined ? '' : formatDuration(duration);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree holds the focus and has the keys
            <div
              key={item.key}
              id={`step-${event.sequence}`}
              role="treeitem"
              aria-level={depth + 1}
              aria-selected={event.sequence === chosen}
              className="step"
              data-layer={event.layer}
              data-type={event.type}
              data-subject={event.subject}
              data-depth={depth}
              data-offset={offset}
              data-duration={duration ?? ''}
              data-span={event.span_id}
              data-parent={event.parent_span_id}
              data-failed={event.severity === 'warning' || event.severity === 'error' || undefined}
              style={{ top: item.start }}
              onClick={() => onChoose(event.sequence)}
            >
              <span className="step-name" style={{ paddingInlineStart: Math.min(depth, mostIndent) * 12 }}>
                <span className="dot" data-category={event.category} aria-hidden="true" />
                <span className="step-type">{event.type}</span>
                <span className="step-subject">{event.subject}</span>
                <span className="unseen">{`in ${event.layer}`}</span>
              </span>
              <span className="step-track">
                <span
                  className="step-bar"
                  data-category={event.category}
                  data-moment={duration === undefined || undefined}
                  style={{ insetInlineStart: part(offset), width: duration === undefined ? undefined : part(duration) }}
                />
              </span>
              <span className="step-time">
                <span className="step-offset">{`+${formatDuration(offset)}`}</span>
                <span>{took}</span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
