import { answerRibbon } from '../commands/ribbon.ts';
import { hostLanguage } from '../excel/host-language.ts';
import { connectEntra } from './entra/connect.ts';
import { readEnvironment } from './entra/environment.ts';
import { entraSession } from './entra/session.ts';
import { signInCard } from './entra/sign-in-card.tsx';
import { startPane } from './start.tsx';

/** What is not painted by now is not seen. */
const UNSEEN_MS = 500;

const environment = readEnvironment(document);
const session = entraSession({
  connect: () => connectEntra(environment),
  // A WebView too old to say it: better a window too many than a permission that can't be given.
  isAwaited: () => navigator.userActivation?.isActive ?? true,
});

const openWorkbook = async () => (await import('../excel/open-workbook.ts')).openWorkbook();

const entry = startPane({
  serviceUrl: '',
  signIn: {
    tokens: session,
    Card: signInCard(session),
    resume: async () => {
      await painted();
      return session.resume();
    },
    end: async () => session.end(),
  },
  openWorkbook,
  hostLanguage,
});
answerRibbon({ entry, openWorkbook });

/**
 * After the page's own shape is on the screen: Microsoft's library weighs more than all of the pane. A page that the ribbon
 * has started is on no screen, and never painted.
 */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNSEEN_MS);
  });
}
