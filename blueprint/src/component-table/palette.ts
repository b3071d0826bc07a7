/** Colours of series, told apart in light, dark and by people who see colours differently. */
export const paletteNames = ['accent', 'teal', 'orange', 'rose', 'green', 'blue', 'yellow', 'gray'] as const;
export type PaletteName = (typeof paletteNames)[number];
