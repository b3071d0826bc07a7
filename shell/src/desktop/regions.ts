/** F6 and Shift+F6: from region to region of the desktop (`data-region`), skipping those without anything to focus. */

const order: readonly (string | undefined)[] = ['menu-bar', 'desktop', 'window', 'generation', 'dock', 'toasts'];

/** Moves the focus one region on; gives the name of the region for the announcement. */
export function cycleRegion(step: 1 | -1, focusedWindow: HTMLElement | undefined): string | undefined {
  const here = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region;
  const at = order.indexOf(here);
  for (let tries = 1; tries <= order.length; tries += 1) {
    const name = order[(at + step * tries + order.length * 2) % order.length];
    if (name === undefined) continue;
    const region =
      name === 'window' ? focusedWindow : (document.querySelector<HTMLElement>(`[data-region="${name}"]`) ?? undefined);
    const target = region?.querySelector<HTMLElement>('[data-region-focus]') ?? firstFocusable(region);
    if (region === undefined || target === undefined) continue;
    target.focus();
    if (region.contains(document.activeElement)) return nameOf(region);
  }
  return undefined;
}

function firstFocusable(region: HTMLElement | undefined): HTMLElement | undefined {
  const found = region?.querySelectorAll<HTMLElement>('button:not(:disabled), [tabindex], input, textarea, iframe');
  return [...(found ?? [])].find((element) => element.checkVisibility() && element.closest('[inert]') === null);
}

function nameOf(region: HTMLElement): string | undefined {
  const labelledBy = region.getAttribute('aria-labelledby');
  const title = labelledBy === null ? undefined : document.getElementById(labelledBy)?.textContent;
  return region.dataset.regionLabel ?? region.getAttribute('aria-label') ?? title ?? undefined;
}
