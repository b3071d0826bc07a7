/** Opens an app by its id, as the app that shows the shortcut: services and kernel decide whether it may. */
import { writtenText } from '@agentos/blueprint';
import { LayoutGrid } from 'lucide-react';
import type { ReactNode } from 'react';
import { icons } from '../icons.ts';
import { choiceOf, flagOf, iconOf, outer, type PartProps, textOf, useSurface } from '../part.ts';

export function Shortcut(part: PartProps): ReactNode {
  const { props, emit, frame } = part;
  const { session } = useSurface();
  const variant = choiceOf(props, 'variant', ['icon', 'card', 'list'], 'icon');
  const id = textOf(props, 'app_id') ?? '';
  const name = textOf(props, 'name') ?? id;
  const description = textOf(props, 'description') ?? '';
  const category = textOf(props, 'category') ?? '';
  const known = iconOf(props);
  const Icon = known === undefined ? LayoutGrid : icons[known];
  const given = textOf(props, 'icon') ?? '';
  const open = (): void => {
    session.run(
      { tool: 'app.launch', args: { package_id: writtenText(id) } },
      frame,
      {},
      {
        component: part.component.id ?? part.component.type,
        event: 'click',
      },
    );
    emit('click');
  };
  return (
    <button
      type="button"
      {...outer(part, `bp-shortcut bp-shortcut-${variant}`)}
      disabled={flagOf(props, 'disabled') || id === ''}
      title={variant === 'icon' && description !== '' ? description : undefined}
      onClick={open}
    >
      <span className="bp-shortcut-icon" aria-hidden>
        {known === undefined && /\p{Extended_Pictographic}/u.test(given) ? (
          given
        ) : (
          <Icon size={20} strokeWidth={1.75} />
        )}
      </span>
      <span className="bp-shortcut-words">
        {category === '' || variant === 'icon' ? null : <span className="bp-shortcut-category">{category}</span>}
        <span className="bp-shortcut-name">{name}</span>
        {description === '' || variant === 'icon' ? null : (
          <span className="bp-shortcut-description">{description}</span>
        )}
      </span>
    </button>
  );
}
