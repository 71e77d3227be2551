import type { SettingFacts } from '../../../../shared/contract/saved.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import { keyOf, type Saved } from '../../state/saved/saved.ts';
import type { Facts } from '../../state/session.ts';
import { Icon } from '../icons.tsx';

interface SettingSelectProps {
  readonly saved: Saved;
  readonly facts: Facts;
  readonly off: boolean;
}

/** Which setting the choices are from, one's own first, then each organization's; and the ways to more. */
export function SettingSelect({ saved, facts, off }: SettingSelectProps) {
  const words = SAVED_WORDS;
  const list = saved.list.value ?? [];
  const current = saved.current.value;
  const panel = saved.panel.value.is;
  const chosen = saved.choosing.value ?? (current ? keyOf(current.facts) : '');
  const more = panel !== 'closed' && panel !== 'saving' && panel !== 'stale';
  return (
    <div class="field">
      <div class="saved-head">
        <label class="label" for="field-saved">
          {words.label}
        </label>
        <button
          type="button"
          class="button-subtle"
          aria-label={words.saveLabel}
          disabled={off}
          onClick={saved.startSaving}
        >
          {words.save}
        </button>
        <button
          type="button"
          class="button-subtle"
          aria-label={words.moreLabel}
          aria-expanded={more}
          onClick={() => (more ? saved.close() : saved.open('more'))}
        >
          {words.more}
          <Icon name="chevron" />
        </button>
      </div>
      <span class="select">
        <select
          id="field-saved"
          value={chosen}
          onChange={({ currentTarget }) => void saved.choose(currentTarget.value)}
        >
          <option value="" selected={chosen === ''}>
            {list.length === 0 && saved.list.value ? words.noneYet : words.none}
          </option>
          {groupsOf(list, facts).map(({ label, settings }) => (
            <optgroup key={label} label={label}>
              {settings.map((one) => (
                <option key={keyOf(one)} value={keyOf(one)} selected={keyOf(one) === chosen}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <Icon name="chevron" />
      </span>
    </div>
  );
}

interface SettingGroup {
  readonly label: string;
  readonly settings: readonly SettingFacts[];
}

function groupsOf(list: readonly SettingFacts[], { catalog }: Facts): SettingGroup[] {
  const names = new Map(catalog.organizations.map(({ id, name }) => [id, name || id]));
  const groups = Map.groupBy(list, ({ organization }) => organization);
  return [...groups]
    .map(([organization, settings]) => ({
      mine: organization === null,
      label: organization === null ? SAVED_WORDS.mine : (names.get(organization) ?? organization),
      settings,
    }))
    .sort((a, b) => Number(b.mine) - Number(a.mine) || a.label.localeCompare(b.label));
}
