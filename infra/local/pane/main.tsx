import { answerRibbon } from '../../../addin/commands/ribbon.ts';
import { startPane } from '../../../addin/taskpane/start.tsx';
import { signInCard } from './sign-in-card.tsx';
import { localTokens, takeSecret } from './tokens.ts';

const tokens = localTokens(takeSecret(window));

const openWorkbook = async () => (await import('../../../addin/excel/open-workbook.ts')).openWorkbook();

const entry = startPane({
  serviceUrl: '',
  signIn: {
    tokens,
    Card: signInCard(tokens),
    // Someone must say as whom.
    resume: async () => false,
    end: async () => tokens.signOut(),
  },
  hostLanguage: async () => navigator.language,
  openWorkbook,
});
answerRibbon({ entry, openWorkbook });
