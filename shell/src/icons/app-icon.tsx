/** An app's icon: a rounded square with a two-stop gradient and a white drawing, an emoji or the first letter. */
import { memo } from 'react';
import { glyphOf } from './glyphs.tsx';
import { coloursOf, faceOf } from './icon-style.ts';

export interface AppIconProps {
  readonly packageId: string;
  readonly icon: string;
  readonly name: string;
  /** Edge in CSS pixels. */
  readonly size: number;
}

export const AppIcon = memo(function AppIcon({ packageId, icon, name, size }: AppIconProps) {
  const { from, to, ink } = coloursOf(packageId);
  const face = faceOf(packageId, icon, name, (key) => glyphOf(key) !== undefined);
  const Glyph = face.kind === 'glyph' ? glyphOf(face.name) : undefined;
  return (
    <span
      className="app-icon"
      aria-hidden="true"
      style={{ '--icon-size': `${size}px`, '--icon-from': from, '--icon-to': to, color: ink }}
    >
      {Glyph === undefined ? <span className="app-icon-text">{face.kind === 'text' ? face.text : ''}</span> : <Glyph />}
    </span>
  );
});
