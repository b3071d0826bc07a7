/** Every key that works here, from the one registry. */
import { titleOf } from '../commands/registry.ts';
import { useDesktop } from '../desktop/desktop-context.ts';
import type { DialogProps } from '../overlays/dialog-host.tsx';
import { Button, Keys } from '../ui/controls.tsx';

export default function Shortcuts({ close }: DialogProps) {
  const { commands, keymap } = useDesktop();
  const groups = Map.groupBy(
    commands.list().filter((command) => keymap.labels(command.id).length > 0),
    (command) => command.group,
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard */}
      <section className="dialog-scroll" tabIndex={0} aria-label="List of shortcuts">
        <div className="shortcut-groups">
          {[...groups].map(([group, list]) => (
            <div key={group} className="shortcut-group">
              <h3 className="dialog-heading">{group}</h3>
              <ul className="rows">
                {list.map((command) => (
                  <li key={command.id} className="row">
                    <span className="row-name">{titleOf(command)}</span>
                    <span className="row-keys">
                      {keymap.labels(command.id).map(({ label, inTerminal }) => (
                        <span key={label} title={inTerminal ? undefined : 'Not while a terminal has the keyboard'}>
                          <Keys label={label} />
                        </span>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <p className="dialog-note">
          A browser keeps Ctrl+W, Ctrl+T, Ctrl+N and Ctrl+Tab for itself, so other keys stand here. While a terminal has
          the keyboard, {keymap.labels('launcher.open')[0]?.label} goes to its program;{' '}
          {keymap.labels('launcher.open').find((keys) => keys.inTerminal)?.label} opens the launcher there. Text fields
          keep the keys that edit text.
        </p>
      </section>
      <div className="dialog-actions">
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      </div>
    </>
  );
}
