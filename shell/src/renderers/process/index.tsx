/** The window content of a process app: a terminal, or a status panel where the program has none. */
import type { RendererProps } from '../../apps/contract.ts';
import { StatusView } from './status-view.tsx';
import { TerminalView } from './terminal-view.tsx';
import './process.css';

export default function ProcessRenderer(props: RendererProps) {
  const terminal = (props.app.process?.ui_type ?? 'terminal') === 'terminal';
  return terminal ? <TerminalView {...props} /> : <StatusView {...props} />;
}
