/** Speaks to screen readers: one polite and one assertive live region, outside of React so that nothing is rendered. */

export interface Announcer {
  say(text: string, urgent?: boolean): void;
  close(): void;
}

/** A region is emptied before it speaks again, so that the same sentence is spoken twice. */
const clearAfterMs = 4_000;

export function createAnnouncer(parent: HTMLElement): Announcer {
  const regions = (['polite', 'assertive'] as const).map((politeness) => {
    const element = document.createElement('div');
    element.className = 'visually-hidden';
    element.setAttribute('role', politeness === 'polite' ? 'status' : 'alert');
    element.setAttribute('aria-live', politeness);
    parent.append(element);
    return element;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    say(text, urgent = false) {
      const region = regions[urgent ? 1 : 0];
      if (region === undefined) return;
      region.textContent = region.textContent === text ? `${text} ` : text;
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const each of regions) each.textContent = '';
      }, clearAfterMs);
    },
    close() {
      clearTimeout(timer);
      for (const region of regions) region.remove();
    },
  };
}
