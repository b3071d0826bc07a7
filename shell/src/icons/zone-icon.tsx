/** A screen with one snap zone filled. */
import type { SnapZone } from '@agentos/protocol';
import { zoneRect } from '../windows/snap.ts';

export function ZoneIcon({ zone }: { zone: SnapZone }) {
  // The zone's own geometry on a large screen, so that the picture cannot differ from what happens.
  const { x, y, width, height } = zoneRect(zone, { x: 0, y: 0, width: 1200, height: 900 });
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1" y="2.5" width="14" height="11" rx="2.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <rect
        x={2.8 + (x / 1200) * 10.4}
        y={4.2 + (y / 900) * 7.6}
        width={(width / 1200) * 10.4}
        height={(height / 900) * 7.6}
        rx="1"
        fill="currentColor"
      />
    </svg>
  );
}
