/** Pictures of entries, drawn for the two sizes of the views. */
import { type Category, categoryOf, type Entry } from '../entries.ts';
import { extensionOf } from '../names.ts';

export function EntryIcon({ entry, large = false }: { readonly entry: Entry; readonly large?: boolean }) {
  const size = large ? 48 : 18;
  const category = categoryOf(entry);
  return category === 'folder' ? (
    <FolderShape size={size} />
  ) : (
    <PaperShape size={size} category={category} label={large ? extensionOf(entry.name).slice(0, 4) : ''} />
  );
}

function FolderShape({ size }: { readonly size: number }) {
  return (
    <svg className="entry-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        className="folder-back"
        d="M2.5 6.5a2 2 0 0 1 2-2h4.2c.5 0 1 .2 1.4.6l1.3 1.3c.2.2.4.3.7.3h7.4a2 2 0 0 1 2 2v2H2.5z"
      />
      <path className="folder-front" d="M2.5 9.5h19v8a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2z" />
    </svg>
  );
}

function PaperShape(props: { readonly size: number; readonly category: Category; readonly label: string }) {
  const { size, category, label } = props;
  return (
    // The label is generated content: it belongs to the picture, not to the name of the entry.
    <span className="entry-icon paper-shape" data-category={category} data-label={label} aria-hidden="true">
      <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <path
          className="paper"
          d="M5 3.5A1.5 1.5 0 0 1 6.5 2h8l5 5v13.5A1.5 1.5 0 0 1 18 22H6.5A1.5 1.5 0 0 1 5 20.5z"
        />
        <path className="paper-fold" d="M14.5 2v3.5A1.5 1.5 0 0 0 16 7h3.5z" />
        {label === '' && <Mark category={category} />}
      </svg>
    </span>
  );
}

const marks: Partial<Record<Category, string>> = {
  text: 'M8.5 12h7.5M8.5 15h7.5M8.5 18h4.5',
  pdf: 'M8.5 12h7.5M8.5 15h7.5M8.5 18h4.5',
  code: 'm10.5 11.5-2.5 3 2.5 3m3.5-6 2.5 3-2.5 3',
  image: 'm8 18.5 3-4 2 2.5 1.5-2 2 3.5zM14.5 11.5h.01',
  audio: 'M10 17.5v-6l5-1v6',
  video: 'm10.5 11.5 5 3-5 3z',
  archive: 'M12 4v1.5m0 2V9m0 2v1.5m0 2V16',
  link: 'M9.5 16.5l5-5m-4 0h4v4',
};

function Mark({ category }: { readonly category: Category }) {
  const path = marks[category];
  return path === undefined ? null : <path className="paper-mark" d={path} />;
}
