import { useEffect, useRef, useState } from 'preact/hooks';
import type { Catalog, Me } from '../../../shared/contract/runs.ts';
import type { Facts } from '../state/session.ts';
import { WORDS } from '../words.ts';
import { Icon, Mark } from './icons.tsx';
import { usePane } from './pane-context.ts';
import { Tabs } from './tabs.tsx';

/** What stays on top: the parts of the pane, and who is signed in. */
export function Header({ facts }: { readonly facts: Facts }) {
  return (
    <header class="header">
      <Mark />
      <Tabs />
      <Account facts={facts} />
    </header>
  );
}

/** How many organizations are named before the rest is counted. */
const NAMED = 3;

/** Who is signed in, with what rights; what is done with one's account. */
export function Account({ facts }: { readonly facts: Pick<Facts, 'me'> & Partial<Facts> }) {
  const pane = usePane();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = ({ target }: Event) => {
      if (!(target instanceof Node) || !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);
  const { me } = facts;
  const words = WORDS.account;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever the focus is in it
    <div class="account" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="avatar"
        aria-expanded={open}
        aria-controls="account"
        aria-label={words.open(initials(me.name), me.name)}
        onClick={() => setOpen(!open)}
      >
        {initials(me.name)}
      </button>
      <div id="account" class="account-card" hidden={!open}>
        <p class="account-name">{me.name}</p>
        <p class="account-role">{WORDS.roles[me.role]}</p>
        <dl class="facts">
          <dt>{words.organizations}</dt>
          <dd>{organizationsInWords(me.organizations, facts.catalog)}</dd>
          <dt>{words.names}</dt>
          <dd>{me.mayShowPii ? words.mayShow : words.mayNotShow}</dd>
        </dl>
        {me.role === 'admin' && pane.admin.value.phase === 'closed' && (
          <button type="button" class="button" onClick={() => void pane.openAdmin()}>
            <Icon name="people" />
            {words.admin}
          </button>
        )}
        <button type="button" class="button" onClick={() => void pane.signOut()}>
          <Icon name="signOut" />
          {words.signOut}
        </button>
      </div>
    </div>
  );
}

/** The first few by name, as far as the catalog has them. */
export function organizationsInWords(organizations: Me['organizations'], catalog: Catalog | undefined): string {
  const words = WORDS.account;
  if (organizations === 'all') return words.allOrganizations;
  if (organizations.length === 0) return words.noOrganizations;
  const names = new Map(catalog?.organizations.map(({ id, name }) => [id, name]));
  const shown = organizations.slice(0, NAMED).map((id) => names.get(id) || id);
  const more = organizations.length - shown.length;
  return [...shown, ...(more > 0 ? [WORDS.list.andMore(more)] : [])].join(', ');
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

/** The header before there is anything to choose from. */
export function BareHeader({ facts }: { readonly facts?: Pick<Facts, 'me'> }) {
  return (
    <header class="header">
      <Mark />
      <span class="header-name">{WORDS.product}</span>
      {facts && <Account facts={facts} />}
    </header>
  );
}
