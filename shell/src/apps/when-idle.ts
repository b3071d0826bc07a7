/** Calls back when the page has nothing else to do: after what it shows has been drawn. Gives what cancels it. */
export function whenIdle(call: () => void): () => void {
  // Safari has no idle callbacks: a pause does.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(call, 500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(call, { timeout: 5_000 });
  return () => cancelIdleCallback(idle);
}
