/** `growDocument`, loaded with the first operation: most windows show documents that are complete. */
import type { Growing, GrowingHost } from './growing.ts';

export function growingLater(host: GrowingHost): Growing {
  let growing: Growing | undefined;
  /** What came before it was here. */
  let early: unknown[] = [];
  let loading = false;
  let closed = false;

  function load(): void {
    if (loading) return;
    loading = true;
    import('./growing.ts').then(
      ({ growDocument }) => {
        if (closed) return;
        growing = growDocument(host);
        growing.take(...early.splice(0));
      },
      (error: unknown) => {
        // The next operation tries again.
        loading = false;
        console.error(error);
        if (closed) return;
        host.fault('a part of the desktop could not be loaded');
        giveUp();
      },
    );
  }

  /** What the services have is shown instead of what was on its way. */
  function giveUp(): void {
    early = [];
    host.caughtUp();
  }

  return {
    take(...ops) {
      if (growing !== undefined) return growing.take(...ops);
      early.push(...ops);
      load();
    },
    behind: () => growing?.behind() ?? early.length > 0,
    catchUp() {
      if (growing !== undefined) return growing.catchUp();
      // It did not come in time.
      giveUp();
    },
    close() {
      closed = true;
      early = [];
      growing?.close();
    },
  };
}
