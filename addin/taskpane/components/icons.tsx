/** Small pictures beside words; never the only bearer of a meaning. Drawn on a grid of 20. */
const SHAPES = {
  chevron: 'M5 7.5l5 5 5-5',
  warning: 'M10 3.2L17.5 16.5H2.5zM10 8v4M10 14.2v.1',
  info: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 9v4.5M10 6.5v.1',
  error: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM7.3 7.3l5.4 5.4M12.7 7.3l-5.4 5.4',
  success: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM6.7 10.2l2.3 2.3 4.4-4.8',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  data: 'M4 5.5C4 4 6.7 3 10 3s6 1 6 2.5S13.3 8 10 8 4 7 4 5.5zM4 5.5v9C4 16 6.7 17 10 17s6-1 6-2.5v-9M4 10c0 1.5 2.7 2.5 6 2.5s6-1 6-2.5',
  shield: 'M10 2.5l6 2.2v4.8c0 4-2.5 6.6-6 8-3.5-1.4-6-4-6-8V4.700z',
  search: 'M9 3.500a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13 13l4 4',
  close: 'M5 5l10 10M15 5L5 15',
  reset: 'M4.500 4v4h4M4.800 8A6 6 0 1110 16a6 6 0 01-5-2.700',
  sheet: 'M3.500 4h13v12h-13zM3.500 8h13M8 8v8M3.500 12h13',
  offline:
    'M3 3l14 14M6.500 15H14M4.200 13.500A3.500 3.500 0 016 8M8.300 5.800A4.500 4.500 0 0114.500 9a3 3 0 012 4.500',
  person: 'M10 3.500a3 3 0 100 6 3 3 0 000-6zM4.500 16.500c0-3 2.500-4.500 5.500-4.500s5.500 1.500 5.500 4.500',
  people:
    'M7.500 4a2.700 2.700 0 100 5.400 2.700 2.700 0 000-5.400zM2.500 16c0-2.800 2.200-4.200 5-4.200s5 1.400 5 4.200M13 4.300a2.500 2.500 0 010 4.800M14.500 12c1.900.500 3 1.800 3 4',
  back: 'M9 4.500L3.500 10 9 15.500M3.500 10h13',
  add: 'M10 4v12M4 10h12',
  signOut: 'M8 4H4.500v12H8M8.500 10h8M13.500 7l3 3-3 3',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}

/** The house of cells, as on the ribbon. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="40" height="40" rx="7" />
      <path
        class="mark-house"
        d="M20 7.500L34 19H6zM9.500 21.500h9v4.500h-9zM21.500 21.500h9v4.500h-9zM9.500 29h9v4.500h-9zM21.500 29h9v4.500h-9z"
      />
    </svg>
  );
}
