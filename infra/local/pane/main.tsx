import { startPane } from '../../../addin/taskpane/start.tsx';
import { signInCard } from './sign-in-card.tsx';
import { localTokens, takeSecret } from './tokens.ts';

const tokens = localTokens(takeSecret(window));

void startPane({
  serviceUrl: '',
  signIn: {
    tokens,
    Card: signInCard(tokens),
    // Someone must say as whom.
    resume: async () => false,
    end: async () => tokens.signOut(),
  },
  hostLanguage: async () => navigator.language,
  openWorkbook: async () => (await import('../../../addin/excel/open-workbook.ts')).openWorkbook(),
});
