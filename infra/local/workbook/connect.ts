import type { LibraryResponse } from './answer-request.ts';

/** What of Microsoft's library is needed to answer it: the namespace that its script calls `OfficeExtension`. */
export interface ClientLibrary {
  readonly SessionBase: { _overrideSession: unknown };
  readonly CommonUtility: { _doApiNotSupportedCheck: boolean };
}

/** Carries a request to the workbook and gives its answer, both JSON: a call, or a message to a worker or another frame. */
export type Execute = (request: string) => Promise<string>;

interface RequestMessage {
  readonly Body: unknown;
}

/**
 * Makes the client library send every batch to `execute` instead of to Excel. It takes effect for each `Excel.run` that
 * begins after it. (`_overrideSession` is Microsoft's own hook for hosts, read from their script 1.1.110.)
 *
 * The library is also told to look at the requirement sets, so that a member newer than the Excel of `officeGlobal` is
 * refused with ApiNotFound, as an old Excel refuses it.
 */
export function connectLibrary(library: ClientLibrary, execute: Execute): void {
  library.CommonUtility._doApiNotSupportedCheck = true;
  library.SessionBase._overrideSession = {
    _resolveRequestUrlAndHeaderInfo: async () => ({ url: 'workbook://', headers: {} }),
    _createRequestExecutorOrNull: () => ({
      executeAsync: async (_custom: unknown, _flags: number, message: RequestMessage): Promise<LibraryResponse> =>
        JSON.parse(await execute(JSON.stringify(message.Body))),
    }),
  };
}

export interface OfficeOptions {
  /** The newest ExcelApi requirement set of this Excel. */
  readonly excelApi?: string;
  readonly platform?: 'PC' | 'OfficeOnline' | 'Mac' | 'iOS';
}

/** Requirement sets besides ExcelApi, with their versions, that an Excel of today has. */
const OTHER_SETS: Readonly<Record<string, string>> = {
  RichApiRuntime: '1.2',
  DialogApi: '1.2',
  DialogOrigin: '1.1',
  SharedRuntime: '1.1',
  CustomXmlParts: '1.1',
};

/** The part of the global `Office` that an add-in and the library ask: ready at once, in Excel. */
export function officeGlobal(options: OfficeOptions = {}) {
  const info = { host: 'Excel', platform: options.platform ?? 'OfficeOnline' } as const;
  const sets = { ...OTHER_SETS, ExcelApi: options.excelApi ?? '1.17' };
  return {
    onReady: async (callback?: (ready: typeof info) => unknown) => {
      await callback?.(info);
      return info;
    },
    HostType: { Excel: 'Excel' },
    PlatformType: { PC: 'PC', OfficeOnline: 'OfficeOnline', Mac: 'Mac', iOS: 'iOS' },
    actions: { associate: (): void => undefined },
    context: {
      ...info,
      contentLanguage: 'en-US',
      displayLanguage: 'en-US',
      diagnostics: { ...info, version: '16.0.20000.20000' },
      requirements: {
        isSetSupported: (name: string, version = '1.1') => {
          const newest = Object.entries(sets).find(([set]) => set.toLowerCase() === name.toLowerCase())?.[1];
          return newest !== undefined && compareVersions(newest, version) >= 0;
        },
      },
    },
  };
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  return (left?.[0] ?? 0) - (right?.[0] ?? 0) || (left?.[1] ?? 0) - (right?.[1] ?? 0);
}
