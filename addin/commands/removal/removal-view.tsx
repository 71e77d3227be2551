import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../taskpane/components/icons.tsx';
import type { FromDialog, Removal } from './message.ts';

interface RemovalViewProps {
  readonly removal: ReadonlySignal<Removal | undefined>;
  readonly say: (what: FromDialog) => void;
}

/** The dialog: whether client data shall really go, and what became of it. Escape leaves it. */
export function RemovalView({ removal, say }: RemovalViewProps) {
  const { value } = removal;
  const leaving = value?.phase !== 'removing';
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' && leaving) say('close');
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [leaving, say]);
  switch (value?.phase) {
    case undefined:
      return null;
    case 'asking':
      return <Question {...value} say={say} />;
    case 'removing':
      return (
        <main class="removal" lang={value.lang}>
          <h1>{value.title}</h1>
          <progress aria-label={value.title} />
        </main>
      );
    case 'told':
      return <Told {...value} say={say} />;
  }
}

type Phase<P extends Removal['phase']> = Extract<Removal, { readonly phase: P }> & Pick<RemovalViewProps, 'say'>;

function Question({ lang, title, lines, go, back, say }: Phase<'asking'>) {
  const safe = useRef<HTMLButtonElement>(null);
  // What is safe has the focus: an Enter too many removes nothing.
  useEffect(() => safe.current?.focus(), []);
  return (
    <main class="removal" lang={lang}>
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div class="buttons">
        <button type="button" class="button button-danger" onClick={() => say('remove')}>
          {go}
        </button>
        <button ref={safe} type="button" class="button" onClick={() => say('close')}>
          {back}
        </button>
      </div>
    </main>
  );
}

function Told({ lang, intent, title, lines, close, say }: Phase<'told'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="removal" lang={lang}>
      <div class={`message message-${intent}`}>
        <Icon name={intent} />
        <div class="message-body">
          <h1 ref={heading} class="message-title" tabIndex={-1}>
            {title}
          </h1>
          <div class="message-text">
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        </div>
      </div>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => say('close')}>
          {close}
        </button>
      </div>
    </main>
  );
}
