/**
 * WebGL for the focused terminal only: browsers keep some sixteen contexts a page. Falls back to the DOM renderer when
 * the context is lost, and is never tried where WebGL runs in software, which is slower than the DOM.
 */
import type { Terminal } from '@xterm/xterm';

let accelerated: boolean | undefined;

/** Browsers call software rendering no performance caveat, so the name of the renderer is asked as well. */
function isAccelerated(): boolean {
  if (accelerated === undefined) {
    const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
    const names = context?.getExtension('WEBGL_debug_renderer_info');
    const renderer = context && names ? String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)) : '';
    accelerated = context !== null && !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
    context?.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return accelerated;
}

/** Draws `terminal` with WebGL until the returned function is called; does nothing where that would not help. */
export function accelerate(terminal: Terminal): () => void {
  if (!isAccelerated()) return () => {};
  let stopped = false;
  let dispose = () => {};
  void import('@xterm/addon-webgl').then(({ WebglAddon }) => {
    if (stopped) return;
    const addon = new WebglAddon();
    addon.onContextLoss(() => addon.dispose());
    try {
      terminal.loadAddon(addon);
      dispose = () => addon.dispose();
    } catch {
      // No context to be had: the DOM renderer is already drawing.
      addon.dispose();
    }
  });
  return () => {
    stopped = true;
    dispose();
  };
}
