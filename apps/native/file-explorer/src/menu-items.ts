/** The context menu of the chosen entries, or of the folder when none is chosen. */
import {
  ClipboardPaste,
  Copy,
  Download,
  Eye,
  EyeOff,
  FolderOpen,
  FolderPlus,
  Pencil,
  RotateCw,
  Scissors,
  Trash2,
  Upload,
} from 'lucide-react';
import type { MenuItem } from './components/context-menu.tsx';
import type { Entry } from './entries.ts';
import type { Explorer } from './use-explorer.ts';

export function menuItems(explorer: Explorer, chosen: readonly Entry[], chooseFiles: () => void): MenuItem[] {
  const [first] = chosen;
  const only = chosen.length === 1 ? first : undefined;
  const paste: MenuItem = {
    label: 'Paste',
    icon: ClipboardPaste,
    keys: 'Ctrl+V',
    disabled: explorer.clip === null,
    run: () => void explorer.pasteHere(),
  };
  if (!first) {
    return [
      { label: 'New folder', icon: FolderPlus, run: explorer.beginNew },
      { label: 'Upload…', icon: Upload, run: chooseFiles },
      { ...paste, separated: true },
      {
        label: explorer.hidden ? 'Leave out hidden files' : 'Show hidden files',
        icon: explorer.hidden ? EyeOff : Eye,
        keys: 'Ctrl+H',
        separated: true,
        run: explorer.toggleHidden,
      },
      { label: 'Reload', icon: RotateCw, keys: 'F5', run: () => void explorer.reload() },
    ];
  }
  return [
    {
      label: only?.type === 'directory' ? 'Open' : 'Preview',
      icon: only?.type === 'directory' ? FolderOpen : Eye,
      keys: 'Enter',
      disabled: only === undefined,
      run: () => only && explorer.open(only),
    },
    {
      label: 'Download',
      icon: Download,
      disabled: chosen.every(({ type }) => type === 'directory'),
      run: () => void explorer.download(chosen),
    },
    { label: 'Cut', icon: Scissors, keys: 'Ctrl+X', separated: true, run: () => explorer.hold('cut') },
    { label: 'Copy', icon: Copy, keys: 'Ctrl+C', run: () => explorer.hold('copy') },
    paste,
    {
      label: 'Rename',
      icon: Pencil,
      keys: 'F2',
      separated: true,
      disabled: only === undefined,
      run: explorer.beginRename,
    },
    { label: 'Delete', icon: Trash2, keys: 'Del', danger: true, run: () => void explorer.removeSelected() },
  ];
}
