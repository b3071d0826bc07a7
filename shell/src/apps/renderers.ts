/** The renderers of the three kinds of app, each a chunk of its own that loads with its first window. */
import type { App } from '@agentos/protocol';
import { type LazyExoticComponent, lazy } from 'react';
import type { AppRenderer, RendererProps } from './contract.ts';
import type { GenerationPanel } from './generation-contract.ts';

// A folder that is not there yet is a renderer that is missing, not a build that fails.
const modules = import.meta.glob<{ default: AppRenderer }>('../renderers/*/index.tsx');
const panels = import.meta.glob<{ default: GenerationPanel }>('../generation/index.tsx');

function load(folder: string): LazyExoticComponent<AppRenderer> {
  return lazy(async () => {
    const module = modules[`../renderers/${folder}/index.tsx`];
    if (module !== undefined) return module();
    const { MissingRenderer } = await import('./missing-renderer.tsx');
    return { default: (_: RendererProps) => MissingRenderer({ what: folder }) };
  });
}

export const renderers: Readonly<Record<App['type'], LazyExoticComponent<AppRenderer>>> = {
  blueprint: load('blueprint'),
  native_web: load('web'),
  native_proc: load('process'),
};

/** Fetches what most windows need, so that the first one does not wait for it. */
export function preloadRenderers(): void {
  // What cannot be loaded now is loaded, or told, with the first window.
  modules['../renderers/blueprint/index.tsx']?.().catch(() => undefined);
}

export const GenerationView: LazyExoticComponent<GenerationPanel> = lazy(async () => {
  const panel = panels['../generation/index.tsx'];
  if (panel !== undefined) return panel();
  const { MissingRenderer } = await import('./missing-renderer.tsx');
  return { default: () => MissingRenderer({ what: 'generation' }) };
});
