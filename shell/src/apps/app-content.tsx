/** The app inside a window: its renderer, a wait while that loads, and what stands there when the app has failed. */
import { TriangleAlert } from 'lucide-react';
import { Component, memo, type ReactNode, Suspense, useState } from 'react';
import { useCatalog, useDesktop } from '../desktop/desktop-context.ts';
import { Button, Waiting } from '../ui/controls.tsx';
import type { WindowId } from '../windows/window.ts';
import { renderers } from './renderers.ts';

export interface AppContentProps {
  readonly id: WindowId;
  readonly focused: boolean;
  readonly suspended: boolean;
}

export const AppContent = memo(function AppContent({ id, focused, suspended }: AppContentProps) {
  const desktop = useDesktop();
  const app = useCatalog((state) => state.running[id]);
  const [attempt, setAttempt] = useState(0);
  if (app === undefined) return null;
  const Renderer = renderers[app.type];
  return (
    <FailureBoundary
      key={attempt}
      name={app.title}
      onReopen={() => setAttempt(attempt + 1)}
      onClose={() => desktop.lifecycle.close(id)}
    >
      <Suspense fallback={<Waiting what={`Opening ${app.title}`} />}>
        <Renderer app={app} host={desktop.hostOf(app.id)} focused={focused} suspended={suspended} />
      </Suspense>
    </FailureBoundary>
  );
});

interface FailureBoundaryProps {
  readonly name: string;
  readonly children: ReactNode;
  onReopen(): void;
  onClose(): void;
}

/** One app that fails takes down its window's content and nothing else. */
class FailureBoundary extends Component<FailureBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error('unknown') };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="app-failure" role="alert">
        <TriangleAlert size={28} strokeWidth={1.5} aria-hidden />
        <p className="app-failure-title">{this.props.name} has failed</p>
        <p className="app-failure-text">{error instanceof Error ? error.message : String(error)}</p>
        <div className="app-failure-actions">
          <Button onClick={this.props.onClose}>Close</Button>
          <Button variant="primary" onClick={this.props.onReopen}>
            Reopen
          </Button>
        </div>
      </div>
    );
  }
}
