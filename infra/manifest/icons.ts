/** Pictures of the ribbon's buttons, in the sizes that Office asks for [learn.microsoft.com, "Icon element"]. */
export const RIBBON_SIZES = [16, 32, 80] as const;

/** The pictures of the manifest, each drawn by `draw-icons.ts`: the add-in's own, `icon`, and one for each button. */
export const PICTURES = ['icon', 'refresh', 'refresh-all', 'remove'] as const;

/** Their files in `addin/assets`, without the ending; lists of add-ins show the add-in's own in 64 pixels. */
export const ICONS: readonly string[] = [
  ...PICTURES.flatMap((picture) => RIBBON_SIZES.map((size) => `${picture}-${size}`)),
  'icon-64',
];
