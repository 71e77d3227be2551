import { render, type VNode } from 'preact';
import { SignedOut, type WayInWhy } from './components/signed-out.tsx';
import { languageOf, speak, spoken } from './language.ts';
import type { PaneParts } from './parts.ts';
import type { Pane } from './state/pane.ts';

/** Somebody's way into the pane, as whoever started it sees it. */
export interface PaneEntry {
  /** Resolves as soon as the language to speak is spoken. */
  readonly speaks: Promise<void>;
  /** Whether the pane came by itself; false once a person is asked to sign in. */
  readonly byItself: Promise<boolean>;
  /** The pane, as soon as somebody is in it. */
  readonly pane: Promise<Pane>;
}

/**
 * Starts the pane in the page's body, over the parts of the place it runs in: the way in first, and the rest, which weighs
 * four times as much, while a person signs in.
 */
export function startPane(parts: PaneParts): PaneEntry {
  let isIn: (pane: Pane) => void = () => undefined;
  const pane = new Promise<Pane>((resolve) => {
    isIn = resolve;
  });
  const rest = () => import('./open-pane.tsx');
  const open = async (): Promise<boolean> => {
    try {
      const opened = (await rest()).openPane(parts);
      show(opened.view);
      isIn(opened.pane);
      return true;
    } catch {
      wayIn('notLoaded');
      return false;
    }
  };
  const wayIn = (why: WayInWhy) =>
    show(
      <div class="pane">
        <SignedOut why={why} Card={parts.signIn.Card} onSignedIn={() => void open()} />
      </div>,
    );
  const speaks = speakAs(parts).catch(() => undefined);
  const begin = async (): Promise<boolean> => {
    const [signedIn] = await Promise.all([parts.signIn.resume().catch(() => false), speaks]);
    if (signedIn) return await open();
    wayIn('start');
    // Where this fails, the click on the sign-in says so.
    void rest().catch(() => undefined);
    return false;
  };
  return { speaks, byItself: begin(), pane };
}

/** In English where its table can't be fetched: better than no pane. */
async function speakAs({ hostLanguage }: PaneParts): Promise<void> {
  try {
    if (languageOf(await hostLanguage()) === 'es-US') speak((await import('./es/spanish.ts')).SPANISH);
  } finally {
    document.documentElement.lang = spoken();
  }
}

let begun = false;

function show(view: VNode): void {
  // The shape that the page was painted with.
  if (!begun) document.body.replaceChildren();
  begun = true;
  render(view, document.body);
}
