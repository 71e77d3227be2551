import { useEffect, useRef } from 'preact/hooks';
import type { People } from '../../state/admin/people.ts';
import type { AdminFacts } from './admin-view.tsx';
import { changeId, PeopleList } from './people-list.tsx';
import { RightsView } from './rights-view.tsx';

/** The people, or the rights of one of them. */
export function PeoplePart({ people, facts }: { readonly people: People; readonly facts: AdminFacts }) {
  const editing = people.editing.value;
  const open = editing !== undefined;
  const wasOpen = useRef(open);
  useEffect(() => {
    if (open === wasOpen.current) return;
    wasOpen.current = open;
    // The message about what was done takes the focus itself.
    if (!open && people.done.peek()) return;
    const last = open ? undefined : people.last.peek();
    const target = (last && document.getElementById(changeId(last))) ?? document.querySelector('h1');
    if (target instanceof HTMLElement) target.focus();
  }, [open, people]);
  return editing ? (
    <RightsView people={people} editing={editing} facts={facts} />
  ) : (
    <PeopleList people={people} facts={facts} />
  );
}
