import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateCertificates, getHttpsServerOptions } from 'office-addin-dev-certs';

/** What an https server of Node needs, as PEM. */
export interface HttpsCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

const DAY_MS = 86_400_000;

/**
 * A certificate for localhost that this machine trusts, for 30 days: Excel opens no pane without https. It is signed by an
 * authority made with it, whose key is thrown away, so that nothing else can ever be signed. On Windows and macOS that
 * authority becomes trusted by the user's own consent, which the system asks for; it lies in `~/.office-addin-dev-certs`,
 * where all add-ins under development share it. Elsewhere there is no Excel but the one in a browser, and browsers there
 * keep their own list: the certificate lies in `folder` and the user accepts it in the browser. Throws an Error with a
 * sentence where the user said no.
 */
export async function localhostCertificate(platform: NodeJS.Platform, folder: string): Promise<HttpsCertificate> {
  if (platform !== 'win32' && platform !== 'darwin') return await ownCertificate(folder);
  try {
    return await getHttpsServerOptions();
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    throw new Error(`Without a certificate that this machine trusts, Excel does not open the pane.\n${reason}`, {
      cause: error,
    });
  }
}

/** The certificate in the folder, made anew where there is none or it ends within a day. */
async function ownCertificate(folder: string): Promise<HttpsCertificate> {
  const certFile = join(folder, 'localhost.crt');
  const keyFile = join(folder, 'localhost.key');
  const kept = await readFile(certFile).catch(() => undefined);
  if (kept === undefined || new X509Certificate(kept).validToDate.getTime() < Date.now() + DAY_MS) {
    // The generator leaves an authority that is there, and would then write no certificate.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await generateCertificates(join(folder, 'ca.crt'), certFile, keyFile);
    await chmod(keyFile, 0o600);
  }
  return { key: await readFile(keyFile), cert: await readFile(certFile) };
}
