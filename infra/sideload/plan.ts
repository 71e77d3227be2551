import { posix } from 'node:path';

/** One thing that is done to this machine, in words that can be tested without doing it. */
export type SideloadStep =
  /** Needs the folder `within`, else `without` is the sentence that says what to do first. */
  | {
      readonly do: 'copy';
      readonly from: string;
      readonly to: string;
      readonly within: string;
      readonly without: string;
    }
  | { readonly do: 'delete'; readonly path: string }
  /** A program with its arguments; `unless` asks whether there is nothing to do: it ends without success. */
  | { readonly do: 'run'; readonly command: readonly string[]; readonly unless?: readonly string[] };

export interface SideloadTarget {
  readonly platform: NodeJS.Platform;
  /** The user's folder. */
  readonly home: string;
  /** Where the manifest lies, and keeps lying: Windows reads it there at every start of Excel. */
  readonly manifestPath: string;
  /** The add-in's id, as in the manifest. */
  readonly id: string;
}

/** The add-ins of one developer, by id, each with the path of its manifest. */
const DEVELOPER_KEY = 'HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer';

/**
 * What makes Excel on this machine find the add-in at its next start. Nothing where there is no Excel to install: Excel on
 * the web takes the manifest from the user's hands. On a Mac it is a file in Excel's own folder [learn.microsoft.com,
 * "Sideload Office Add-ins on Mac for testing"], on Windows a value in the registry ["Uninstall add-ins under
 * development", Remove the local registration].
 */
export function planSideload(target: SideloadTarget): SideloadStep[] {
  const { platform, manifestPath, id } = target;
  switch (platform) {
    case 'darwin':
      return [
        {
          do: 'copy',
          from: manifestPath,
          to: macManifest(target),
          within: macContainer(target),
          without: 'Excel has no folder on this Mac yet: install it and start it once, then run this again.',
        },
      ];
    case 'win32':
      return [
        { do: 'run', command: ['reg', 'add', DEVELOPER_KEY, '/v', id, '/t', 'REG_SZ', '/d', manifestPath, '/f'] },
      ];
    default:
      return [];
  }
}

/** What takes the add-in away again. Others that were sideloaded, and the certificate that they may share, stay. */
export function planRemoval(target: SideloadTarget): SideloadStep[] {
  switch (target.platform) {
    case 'darwin':
      return [{ do: 'delete', path: macManifest(target) }];
    case 'win32':
      return [
        {
          do: 'run',
          command: ['reg', 'delete', DEVELOPER_KEY, '/v', target.id, '/f'],
          unless: ['reg', 'query', DEVELOPER_KEY, '/v', target.id],
        },
      ];
    default:
      return [];
  }
}

function macContainer({ home }: SideloadTarget): string {
  return posix.join(home, 'Library/Containers/com.microsoft.Excel/Data');
}

/** The id in the name keeps it apart from other add-ins' files, and is what Microsoft's own tools name it. */
function macManifest(target: SideloadTarget): string {
  return posix.join(macContainer(target), 'Documents/wef', `${target.id}.manifest.xml`);
}
