import { hostLanguage } from '../excel/host-language.ts';
import { connectEntra } from './entra/connect.ts';
import { readEnvironment } from './entra/environment.ts';
import { entraSession } from './entra/session.ts';
import { signInCard } from './entra/sign-in-card.tsx';
import { startPane } from './start.tsx';

const environment = readEnvironment(document);
const session = entraSession({
  connect: () => connectEntra(environment),
  // A WebView too old to say it: better a window too many than a permission that can't be given.
  isAwaited: () => navigator.userActivation?.isActive ?? true,
});

void startPane({
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
  hostLanguage,
  openWorkbook: async () => (await import('../excel/open-workbook.ts')).openWorkbook(),
});

/** After the page's own shape is on the screen: Microsoft's library weighs more than all of the pane. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
