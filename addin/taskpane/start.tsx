import { render, type VNode } from 'preact';
import { SignedOut, type WayInWhy } from './components/signed-out.tsx';
import { languageOf, speak, spoken } from './language.ts';
import type { PaneParts } from './parts.ts';

/**
 * Starts the pane in the page's body, over the parts of the place it runs in: the way in first, and the rest, which weighs
 * four times as much, while a person signs in.
 */
export async function startPane(parts: PaneParts): Promise<void> {
  const rest = () => import('./open-pane.tsx');
  const open = async () => {
    try {
      show((await rest()).openPane(parts));
    } catch {
      wayIn('notLoaded');
    }
  };
  const wayIn = (why: WayInWhy) =>
    show(
      <div class="pane">
        <SignedOut why={why} Card={parts.signIn.Card} onSignedIn={() => void open()} />
      </div>,
    );
  const [signedIn] = await Promise.all([
    parts.signIn.resume().catch(() => false),
    speakAs(parts).catch(() => undefined),
  ]);
  if (signedIn) return await open();
  wayIn('start');
  // Where this fails, the click on the sign-in says so.
  await rest().catch(() => undefined);
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
