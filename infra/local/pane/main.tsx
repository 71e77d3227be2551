import { openWorkbook } from '../../../addin/excel/open-workbook.ts';
import { startPane } from '../../../addin/taskpane/start.tsx';
import { signInCard } from './sign-in-card.tsx';
import { localTokens, takeSecret } from './tokens.ts';

const tokens = localTokens(takeSecret(window));

startPane({
  serviceUrl: '',
  signIn: {
    tokens,
    Card: signInCard(tokens),
    // Someone must say as whom.
    resume: async () => false,
    end: async () => tokens.signOut(),
  },
  openWorkbook,
});
