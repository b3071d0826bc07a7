/** Renders an app's root component once the desktop has connected, inside a boundary that shows what went wrong. */
import { Component, type ComponentType, type ErrorInfo, type ReactNode, StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { openConnection } from './connect.ts';
import type { NativeAppProps } from './context.ts';

/**
 * Starts the app: waits for the desktop, then renders `<App context={…} />` into `#root` (made when missing).
 * Call it once, at the top of the app's main module.
 */
export function createApp(App: ComponentType<NativeAppProps>): void {
  let container = document.getElementById('root');
  if (!container) {
    container = document.createElement('div');
    container.id = 'root';
    document.body.append(container);
  }
  const root = createRoot(container);
  openConnection().then(({ context, ready }) =>
    root.render(
      <StrictMode>
        <CrashBoundary>
          <App context={context} />
        </CrashBoundary>
        <OnDrawn tell={ready} />
      </StrictMode>,
    ),
  );
}

/** Comes after the app in the tree: its effect runs when the app's first commit is in the document. */
function OnDrawn({ tell }: { readonly tell: () => void }): ReactNode {
  useEffect(() => {
    const frame = requestAnimationFrame(tell);
    return () => cancelAnimationFrame(frame);
  }, [tell]);
  return null;
}

class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('The app failed while drawing:', error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="os-crash" role="alert">
        <h1>This app stopped</h1>
        <p>{error.message}</p>
        <button type="button" className="os-button" onClick={() => this.setState({ error: null })}>
          Try again
        </button>
      </main>
    );
  }
}
