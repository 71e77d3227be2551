import type { SideloadTarget } from './plan.ts';

/** What the user does next in Excel, and what is printed while the service runs. `key` is what the pane asks for. */
export function afterSideload({ platform, manifestPath }: SideloadTarget, origin: string, key: string): string {
  const desktop: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Excel on this Mac: start it anew, Home > Add-ins > HMIS Sheets. The tab "HMIS Sheets" appears.',
    win32: 'Excel on this machine: start it anew. The tab "HMIS Sheets" is on the ribbon.',
  };
  const trust =
    desktop[platform] === undefined ? `open ${origin} in the browser and accept its certificate, then ` : '';
  const web = `Excel on the web: ${trust}Home > Add-ins > More Settings > Upload My Add-in, and choose
  ${manifestPath}`;
  return `
HMIS Sheets runs at ${origin}.

The pane asks for this key, which is good until this stops. Whoever has it can sign in as any of the four local people.
  ${key}

${[...(desktop[platform] === undefined ? [] : [desktop[platform]]), web].join('\n\n')}

docs/install.md helps where it does not appear. Ctrl+C stops it; npm run sideload -- --remove takes the add-in out.`;
}

/** Said before the system asks, so that its question is no surprise; undefined where it asks nothing. */
export function beforeCertificate(platform: NodeJS.Platform): string | undefined {
  switch (platform) {
    case 'win32':
      return 'Where Windows asks whether to install a certificate of "Developer CA for Microsoft Office Add-ins": Yes.';
    case 'darwin':
      return 'Where macOS asks for your password, it is to trust "Developer CA for Microsoft Office Add-ins".';
    default:
      return undefined;
  }
}

/** What is printed once the add-in is taken out. */
export function afterRemoval(platform: NodeJS.Platform): string {
  const web = 'Excel on the web keeps the add-in until the data of its site is cleared in the browser.';
  if (platform !== 'win32' && platform !== 'darwin') return web;
  return `HMIS Sheets is taken out of Excel, which sees that at its next start. ${web}
The certificate stays, for other add-ins under development may share it: npx office-addin-dev-certs uninstall`;
}
