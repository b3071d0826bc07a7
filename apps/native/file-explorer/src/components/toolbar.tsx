/** Where one is and what one can do there. */
import {
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronRight,
  Download,
  FolderPlus,
  LayoutGrid,
  List,
  type LucideIcon,
  Pencil,
  RotateCw,
  Trash2,
  Upload,
} from 'lucide-react';
import { Fragment } from 'react';
import { crumbsOf } from '../names.ts';

export type ViewKind = 'details' | 'icons';

export interface ToolbarProps {
  readonly path: string;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  readonly canGoUp: boolean;
  readonly view: ViewKind;
  readonly selected: number;
  readonly canDownload: boolean;
  onBack(): void;
  onForward(): void;
  onUp(): void;
  onVisit(path: string): void;
  onReload(): void;
  onView(view: ViewKind): void;
  onNewFolder(): void;
  onUpload(): void;
  onDownload(): void;
  onRename(): void;
  onDelete(): void;
}

export function Toolbar(props: ToolbarProps) {
  const crumbs = crumbsOf(props.path);
  return (
    <header className="bars">
      <div className="bar" role="toolbar" aria-label="Navigation">
        <Tool icon={ArrowLeft} label="Back" onClick={props.onBack} disabled={!props.canGoBack} />
        <Tool icon={ArrowRight} label="Forward" onClick={props.onForward} disabled={!props.canGoForward} />
        <Tool icon={ArrowUp} label="Up" onClick={props.onUp} disabled={!props.canGoUp} />
        <nav className="crumbs" aria-label="Path">
          {crumbs.map(({ label, path }, index) => (
            <Fragment key={path}>
              {index > 0 && <ChevronRight className="crumb-mark" size={13} strokeWidth={1.75} aria-hidden="true" />}
              {/* biome-ignore lint/a11y/useSemanticElements: it leads somewhere, but within the app and not to an address */}
              <button
                type="button"
                role="link"
                className="crumb"
                data-folder={path}
                aria-current={index === crumbs.length - 1 ? 'location' : undefined}
                onClick={() => props.onVisit(path)}
              >
                {label}
              </button>
            </Fragment>
          ))}
        </nav>
        <Tool icon={RotateCw} label="Reload" onClick={props.onReload} />
      </div>
      <div className="bar" role="toolbar" aria-label="Actions">
        <Tool icon={FolderPlus} label="New folder" text onClick={props.onNewFolder} />
        <Tool icon={Upload} label="Upload" text onClick={props.onUpload} />
        <span className="bar-line" />
        <Tool icon={Download} label="Download" onClick={props.onDownload} disabled={!props.canDownload} />
        <Tool icon={Pencil} label="Rename" onClick={props.onRename} disabled={props.selected !== 1} />
        <Tool icon={Trash2} label="Delete" onClick={props.onDelete} disabled={props.selected === 0} />
        <span className="bar-gap" />
        <fieldset className="segments">
          <legend className="unseen">View</legend>
          <Tool icon={List} label="List" pressed={props.view === 'details'} onClick={() => props.onView('details')} />
          <Tool
            icon={LayoutGrid}
            label="Icons"
            pressed={props.view === 'icons'}
            onClick={() => props.onView('icons')}
          />
        </fieldset>
      </div>
    </header>
  );
}

interface ToolProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Shows the label where there is room. */
  readonly text?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  onClick(): void;
}

function Tool({ icon: Icon, label, text = false, disabled = false, pressed, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className="tool os-button"
      data-kind="quiet"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {text && <span className="tool-text">{label}</span>}
    </button>
  );
}
