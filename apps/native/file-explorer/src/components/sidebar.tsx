import { Download, FileText, House, Image } from 'lucide-react';
import { places } from '../folders.ts';

const icons = { Home: House, Documents: FileText, Downloads: Download, Pictures: Image };

export function Sidebar({ path, onVisit }: { readonly path: string; onVisit(path: string): void }) {
  return (
    <nav className="sidebar" aria-label="Places">
      <ul>
        {places.map((place) => {
          const Icon = icons[place.label];
          return (
            <li key={place.path}>
              {/* biome-ignore lint/a11y/useSemanticElements: it leads somewhere, but within the app and not to an address */}
              <button
                type="button"
                role="link"
                className="place"
                aria-current={place.path === path ? 'page' : undefined}
                title={place.label}
                data-folder={place.path}
                onClick={() => onVisit(place.path)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
                <span>{place.label}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
