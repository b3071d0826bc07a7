/** Our own wallpapers, drawn in SVG with the theme's colours, so that each has a light and a dark form. */
import { memo, type ReactNode } from 'react';
import type { Preferences } from '../session/appearance.ts';

type Name = Preferences['wallpaper'];

const size = { viewBox: '0 0 1600 1000', preserveAspectRatio: 'xMidYMid slice' } as const;

/** Long ridges of sand in the evening. */
function Dunes(): ReactNode {
  return (
    <svg {...size} aria-hidden="true">
      <defs>
        <linearGradient id="dunes-sky" x1="0" y1="0" x2="0.3" y2="1">
          <stop offset="0" stopColor="var(--wall-1)" />
          <stop offset="0.6" stopColor="var(--wall-2)" />
          <stop offset="1" stopColor="var(--wall-3)" />
        </linearGradient>
        {(['3', '4', '5', '6'] as const).map((step) => (
          <linearGradient key={step} id={`dunes-${step}`} x1="0.1" y1="0" x2="0.6" y2="1">
            <stop offset="0" stopColor={`var(--wall-${step})`} />
            <stop offset="1" stopColor={`var(--wall-${step})`} stopOpacity="0.72" />
          </linearGradient>
        ))}
        <radialGradient id="dunes-sun" cx="0.5" cy="0.5" r="0.5">
          <stop offset="0" stopColor="var(--wall-1)" stopOpacity="0.95" />
          <stop offset="1" stopColor="var(--wall-1)" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="1600" height="1000" fill="url(#dunes-sky)" />
      <circle cx="1130" cy="330" r="430" fill="url(#dunes-sun)" />
      <path d="M0 560C260 470 470 500 700 560s520 90 900-60v500H0Z" fill="url(#dunes-3)" opacity="0.85" />
      <path
        d="M0 690c190-30 330-140 560-120 260 22 380 190 640 170 170-13 290-90 400-140v400H0Z"
        fill="url(#dunes-4)"
      />
      <path
        d="M0 760c170 60 330 90 540 40 240-58 420-190 680-150 160 25 270 90 380 110v240H0Z"
        fill="url(#dunes-5)"
        opacity="0.92"
      />
      <path d="M0 900c240-90 450-40 700-20s560-130 900-90v210H0Z" fill="url(#dunes-6)" opacity="0.92" />
    </svg>
  );
}

/** Soft light that drifts over a plain ground. */
function Aurora(): ReactNode {
  return (
    <svg {...size} aria-hidden="true">
      <defs>
        <linearGradient id="aurora-ground" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="var(--wall-2)" />
          <stop offset="1" stopColor="var(--wall-5)" />
        </linearGradient>
        {(['1', '3', '4', '6'] as const).map((step) => (
          <radialGradient key={step} id={`aurora-${step}`}>
            <stop offset="0" stopColor={`var(--wall-${step})`} stopOpacity="0.95" />
            <stop offset="1" stopColor={`var(--wall-${step})`} stopOpacity="0" />
          </radialGradient>
        ))}
      </defs>
      <rect width="1600" height="1000" fill="url(#aurora-ground)" />
      <ellipse cx="330" cy="180" rx="760" ry="520" fill="url(#aurora-1)" />
      <ellipse cx="1320" cy="250" rx="700" ry="560" fill="url(#aurora-3)" />
      <ellipse cx="420" cy="960" rx="820" ry="480" fill="url(#aurora-4)" />
      <ellipse cx="1450" cy="980" rx="760" ry="520" fill="url(#aurora-6)" />
    </svg>
  );
}

/** The height lines of a map. */
function Contours(): ReactNode {
  const rings = Array.from({ length: 15 }, (_, index) => index);
  return (
    <svg {...size} aria-hidden="true">
      <defs>
        <linearGradient id="contours-ground" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="var(--wall-3)" />
          <stop offset="1" stopColor="var(--wall-5)" />
        </linearGradient>
      </defs>
      <rect width="1600" height="1000" fill="url(#contours-ground)" />
      <g fill="none" stroke="var(--wall-1)" strokeWidth="1.4">
        {rings.map((ring) => (
          <path
            key={ring}
            d="M-390 20C-420-190-170-330 60-300s330-60 470 60 60 330-110 410-230 190-440 150S-364 210-390 20Z"
            transform={`translate(${1130 - ring * 9} ${470 + ring * 7}) rotate(${ring * 3 - 12}) scale(${0.18 + ring * 0.17})`}
            strokeOpacity={0.34 - ring * 0.016}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </g>
    </svg>
  );
}

const drawings: Readonly<Record<Name, () => ReactNode>> = { dunes: Dunes, aurora: Aurora, contours: Contours };

export const Wallpaper = memo(function Wallpaper({ name }: { name: Name }) {
  const Drawing = drawings[name];
  return (
    <div className="wallpaper" data-wallpaper={name}>
      <Drawing />
    </div>
  );
});
