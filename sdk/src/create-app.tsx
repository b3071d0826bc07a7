/** Renders an app's root component once the desktop has connected, inside a boundary that shows what went wrong. */
import { Component, type ComponentType, type ErrorInfo, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './connect.ts';
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
  connect().then((context) =>
    root.render(
      <StrictMode>
        <CrashBoundary>
          <App context={context} />
        </CrashBoundary>
      </StrictMode>,
    ),
  );
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
