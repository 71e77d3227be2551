import { words } from '../language.ts';

/** What the sign-in with Microsoft Entra ID says: each sentence says what to do, and none holds more than a code. */
export const ENTRA_WORDS = words('entra', {
  about: 'With your work account: the one to which your HMIS admin has given rights.',
  signIn: 'Sign in with Microsoft',
  signingIn: 'Signing in …',
  inWindow: 'Go on in Microsoft’s window, if one has opened.',

  start: 'You are not signed in. Sign in, then try again.',
  ranOut: 'Your sign-in has run out. Sign in again: your choices are kept.',
  cancelled: 'The sign-in was cancelled. Press the button to try again.',
  blocked: 'The sign-in window was blocked. Allow pop-ups for this site, then press the button again.',
  open: 'A sign-in window is open already. Finish there, or close it, then try again.',
  unreachable: 'Microsoft’s sign-in cannot be reached. Check the network connection, then try again.',
  busy: 'Microsoft’s sign-in did not answer. Wait a minute, then try again.',
  consent: (code: string) =>
    `HMIS Sheets has not been allowed to sign people in at your organization yet${code}. Ask your HMIS admin.`,
  permission: (code: string) =>
    `This needs a permission that Microsoft’s sign-in did not give${code}. Try again and allow it, or ask your HMIS admin.`,
  account: (code: string) =>
    `This account may not use HMIS Sheets${code}. Sign in with your work account, or ask your HMIS admin.`,
  policy: (code: string) =>
    `Your organization’s rules do not allow signing in here${code}. Use a device or network that it allows, or ask your IT.`,
  setUp: (code: string) =>
    `HMIS Sheets is not set up right in Microsoft Entra ID${code}. Tell your HMIS admin: it is not your account.`,
  failed: (code: string) =>
    `Microsoft’s sign-in did not work${code}. Try again; if it stays, tell your HMIS admin the code.`,
} as const);
