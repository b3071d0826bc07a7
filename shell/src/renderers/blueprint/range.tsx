/** A range to drag along: the browser's own control, with a track of ours, so that it reads in every theme. */
import type { ComponentProps, CSSProperties, ReactNode } from 'react';

interface RangeProps extends Omit<ComponentProps<'input'>, 'type' | 'style' | 'min' | 'max' | 'value'> {
  readonly min: number;
  readonly max: number;
  readonly value: number;
}

export function Range({ className, ...rest }: RangeProps): ReactNode {
  const { min, max, value } = rest;
  const share = max > min ? Math.min(Math.max((value - min) / (max - min), 0), 1) : 0;
  // Custom properties are not among those that React's types know.
  const filled: CSSProperties & Record<'--bp-share', string> = { '--bp-share': `${share * 100}%` };
  return (
    <input
      {...rest}
      type="range"
      className={`bp-slider${className === undefined ? '' : ` ${className}`}`}
      style={filled}
    />
  );
}
