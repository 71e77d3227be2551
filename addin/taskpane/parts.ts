import type { ComponentType } from 'preact';
import type { TokenSource } from '../../shared/roles.ts';
import type { ReportWorkbook } from '../excel/report-workbook.ts';

/** What the pane needs of the place it runs in. It has no other way to know whether that is Excel or one machine. */
export interface PaneParts {
  /** The service's origin; `''` where it is the pane's own. */
  readonly serviceUrl: string;
  readonly signIn: SignIn;
  /** What the host shows its own words in, as `es-MX`. */
  hostLanguage(): Promise<string>;
  /** Waits for the host; throws WorkbookError where it can't be used (`TooOld`). */
  openWorkbook(): Promise<ReportWorkbook>;
}

/** One way to sign in: Microsoft Entra in Excel, the local issuer on one machine. */
export interface SignIn {
  readonly tokens: TokenSource;
  /** Signs in without asking where that can be done (single sign-on); false where the card must be shown. */
  resume(): Promise<boolean>;
  /** What a person is asked; calls `onSignedIn` once `tokens` has one to give. */
  readonly Card: ComponentType<SignInCardProps>;
  /** Forgets every token. */
  end(): Promise<void>;
}

export interface SignInCardProps {
  readonly onSignedIn: () => void;
}
