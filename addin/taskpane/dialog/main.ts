import { BrowserCacheLocation, createStandardPublicClientApplication } from '@azure/msal-browser';
import { tellOpener } from '../../excel/host-dialog.ts';
import { readEnvironment } from '../entra/environment.ts';
import { msalConfiguration } from '../entra/msal.ts';
import { signInByDialog } from './sign-in.ts';

const environment = readEnvironment(document);
const application = (cache: BrowserCacheLocation) =>
  createStandardPublicClientApplication(msalConfiguration(environment, cache));

void signInByDialog({
  environment,
  address: location,
  applications: {
    // MSAL refuses to leave the page with its cache in memory, though before the answer there is no token to cache.
    leaving: () => application(BrowserCacheLocation.SessionStorage),
    returning: () => application(BrowserCacheLocation.MemoryStorage),
  },
  tell: (answer) => tellOpener(JSON.stringify(answer)),
});
