/** Places the generation panel beside the windows; what is in it is a chunk of its own. */
import { Suspense } from 'react';
import { GenerationView } from '../apps/renderers.ts';
import { titleOf } from '../commands/registry.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { useDesktop, useOverlays } from '../desktop/desktop-context.ts';
import { Waiting } from '../ui/controls.tsx';

export function GenerationHost() {
  const desktop = useDesktop();
  const { overlays, stream } = desktop;
  const generation = useOverlays((state) => state.generation);
  if (generation === null) return null;
  return (
    <aside
      className="generation"
      aria-label="Make an app"
      data-region="generation"
      data-above-windows
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) overlays.setState({ generation: null });
      }}
    >
      <Suspense fallback={<Waiting what="Opening" />}>
        <GenerationView
          key={generation.key}
          initialRequest={generation.request}
          stream={stream}
          close={() => overlays.setState({ generation: null })}
          askContext={() => knowledge(desktop)}
        />
      </Suspense>
    </aside>
  );
}

/** What a question may be about: installed apps, and commands with the keys that work here. */
function knowledge({ catalog, commands, keymap }: Desktop) {
  return {
    apps: catalog.getState().packages.map(({ name, description }) => ({ name, description })),
    commands: commands
      .list()
      .filter((command) => command.internal !== true)
      .map((command) => ({ title: titleOf(command), keys: keymap.label(command.id) })),
  };
}
