import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Editing, People } from '../../state/admin/people.ts';
import { useFocusBack } from '../focus-back.ts';
import { MessageBar } from '../message-bar.tsx';

interface EndRightsProps {
  readonly people: People;
  readonly name: string;
  readonly phase: Editing['phase'];
}

/** Takes all rights away, after a question in the pane. */
export function EndRights({ people, name, phase }: EndRightsProps) {
  const ending = phase === 'ending';
  const asking = ending || phase === 'askingEnd';
  const button = useFocusBack(asking);
  const words = ADMIN_WORDS.rights;
  if (!asking) {
    return (
      <div class="field">
        <button ref={button} type="button" class="button button-danger" onClick={people.askEnd}>
          {words.end}
        </button>
        <p class="help">{words.endHelp}</p>
      </div>
    );
  }
  return (
    <MessageBar
      intent="warning"
      title={words.ask(name)}
      focused
      actions={
        <>
          <button type="button" class="button button-danger" disabled={ending} onClick={() => void people.end()}>
            {ending ? words.ending : words.end}
          </button>
          <button type="button" class="button" disabled={ending} onClick={people.keep}>
            {words.keep}
          </button>
        </>
      }
    >
      {words.askText}
    </MessageBar>
  );
}
