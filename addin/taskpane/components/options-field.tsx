import { useMemo } from 'preact/hooks';
import type { ChoicesParameter } from '../../../shared/parameter.ts';
import { optionChoices, optionsInWords } from '../state/choices.ts';
import { WORDS } from '../words.ts';
import { Picker } from './picker.tsx';

interface OptionsFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly p: ChoicesParameter;
  readonly chosen: readonly string[];
  readonly set: (options: readonly string[]) => void;
}

/** Many options of a parameter's own, folded; they stay in their declared order. */
export function OptionsField({ p, chosen, set, ...field }: OptionsFieldProps) {
  const groups = useMemo(() => optionChoices(p), [p]);
  const options = Object.keys(p.options);
  return (
    <Picker
      {...field}
      groups={groups}
      chosen={chosen}
      value={optionsInWords(groups, chosen, p.adds ? WORDS.list.noneAdded : WORDS.list.allChosen(options.length))}
      none={p.adds ? WORDS.list.noneAdded : WORDS.list.noneChosen}
      set={(picked) => set(options.filter((option) => picked.includes(option)))}
    />
  );
}
