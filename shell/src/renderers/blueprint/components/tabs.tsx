/** Tabs: one child at a time. The bound value is the label of the current tab, or its position when it is a number. */
import type { Json } from '@agentos/blueprint';
import { tabLabels, tabPosition } from '@agentos/blueprint/runtime/drawn';
import { ToolError } from '@agentos/tools/error';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Children } from '../node.tsx';
import { choiceOf, hasStops, outer, type PartProps, spokenName, useSurface } from '../part.ts';
import { usePort } from '../port.ts';

export function Tabs(part: PartProps): ReactNode {
  const { component, props, frame, value, change } = part;
  const { session, own: kept } = useSurface();
  const base = useId();
  const strip = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<Json>(() => kept.tab(component, frame));
  // Titles may be expressions: whatever they read, they are right when a tab is chosen, and follow what the tabs read.
  const labels = tabLabels(component, frame, session.views);
  const tabs = (component.children ?? []).map((child, index) => ({
    content: typeof child === 'string' ? { type: 'text', props: { text: child } } : child,
    label: labels[index] ?? '',
  }));
  const wanted = component.bind === undefined ? own : (value ?? null);
  const current = Math.max(
    0,
    tabPosition(component, labels, wanted) ?? tabPosition(component, labels, props.default ?? null) ?? 0,
  );

  const choose = (index: number): void => {
    const label = tabs[index]?.label;
    if (label === undefined) return;
    const next = typeof wanted === 'number' ? index : label;
    setOwn(next);
    kept.setTab(component, frame, next);
    change(next);
  };
  usePort(part, {
    switch({ tab = null }) {
      const found = tabPosition(component, labels, tab);
      if (found === undefined) {
        throw new ToolError(
          'ENOENT',
          `there is no tab ${JSON.stringify(tab)}; there are ${tabs.map(({ label }) => label).join(', ')}`,
        );
      }
      choose(found);
      return null;
    },
    focus: () => strip.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
  });
  const variant = choiceOf(props, 'variant', ['default', 'pills', 'bordered', 'vertical'], 'default');
  const vertical = variant === 'vertical';
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      [vertical ? 'ArrowDown' : 'ArrowRight']: (current + 1) % tabs.length,
      [vertical ? 'ArrowUp' : 'ArrowLeft']: (current + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
    strip.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  const shown = tabs[current];
  return (
    <div {...outer(part, `bp-tabs bp-tabs-${variant}${props.size === 'small' ? ' bp-tabs-small' : ''}`)}>
      <div
        className="bp-tab-strip"
        role="tablist"
        aria-label={spokenName(part)}
        aria-orientation={vertical ? 'vertical' : undefined}
        ref={strip}
        onKeyDown={onKeyDown}
      >
        {tabs.map(({ label, content }, index) => (
          <button
            key={content.id ?? label}
            type="button"
            role="tab"
            id={`${base}t${index}`}
            className="bp-tab"
            aria-selected={index === current}
            aria-controls={index === current ? `${base}p` : undefined}
            tabIndex={index === current ? 0 : -1}
            onClick={() => choose(index)}
          >
            {label}
          </button>
        ))}
      </div>
      {shown === undefined ? null : (
        <div
          className="bp-tab-panel"
          role="tabpanel"
          id={`${base}p`}
          aria-labelledby={`${base}t${current}`}
          tabIndex={hasStops([shown.content]) ? undefined : 0}
        >
          <Children of={[shown.content]} frame={frame} />
        </div>
      )}
    </div>
  );
}
