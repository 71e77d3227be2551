import { type ImportStatus, MAX_UPLOAD_BYTES } from '../../../../shared/contract/imports.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { formatNumber } from '../../format.ts';

/** What an import is doing, in words: the service tells its steps as its command line prints them. */
export function stepInWords({ step, done, total }: Pick<ImportStatus, 'step' | 'done' | 'total'>): string {
  const words = ADMIN_WORDS.imports;
  const file = /^reading (.+)$/.exec(step)?.[1];
  if (file !== undefined) return words.reading(file);
  switch (step) {
    case 'waiting for the upload':
      return words.waiting;
    case 'opening the upload':
      return words.opening;
    case 'storing projects':
      return words.storing(done + 1, total);
    default:
      return step;
  }
}

/** What became of housing trackers, a sentence each. */
export function trackersInWords({ trackers }: Pick<ImportStatus, 'trackers'>): readonly string[] {
  const words = ADMIN_WORDS.imports.trackers;
  const kinds = ['moved', 'setAside', 'returned', 'deleted'] as const;
  return kinds.flatMap((kind) => (trackers && trackers[kind] > 0 ? [words[kind](trackers[kind])] : []));
}

/** A size as a person says it: `340 kB`, `12.5 MB`, `1.2 GB`. */
export function bytesInWords(bytes: number): string {
  const [unit, per] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  const size = bytes / Number(per);
  return `${formatNumber(size < 100 ? Math.round(size * 10) / 10 : Math.round(size))} ${unit}`;
}

/** Why a file cannot be an export, before it is sent; undefined where it may be one. */
export function faultOf({ size }: Pick<File, 'size'>): string | undefined {
  if (size === 0) return ADMIN_WORDS.imports.empty;
  return size > MAX_UPLOAD_BYTES ? ADMIN_WORDS.imports.tooLarge : undefined;
}
