import * as z from 'zod';
import { ENVIRONMENT_META, type EntraEnvironment } from '../../addin/taskpane/entra/environment.ts';
import { ENTRA_ID } from '../../functions/access/verify.ts';

const LOGIN = 'https://login.microsoftonline.com';

const entraId = z.string().regex(ENTRA_ID, { error: 'must be an id as Entra shows it, in lower case' });

/** What of a stage the pages must know. They call the service at their own origin, so its address is not among it. */
const settings = z.object({
  tenants: z.array(entraId).min(1),
  audience: entraId,
  /** The first is the add-in's. */
  clientIds: z.array(entraId).min(1),
});

/**
 * What the pages of a stage know of Entra. People of one tenant sign in there; of several, wherever they are at home, and
 * the service turns away who is of none. Throws an Error that names each field that is wrong.
 */
export function pagesEnvironment(stage: z.input<typeof settings>): EntraEnvironment {
  const parsed = settings.safeParse(stage);
  if (!parsed.success) throw new Error(`The pages' settings are not right.\n${z.prettifyError(parsed.error)}`);
  const { tenants, audience, clientIds } = parsed.data;
  const [clientId = ''] = clientIds;
  const [only, ...more] = new Set(tenants);
  return { clientId, audience, authority: `${LOGIN}/${more.length === 0 ? only : 'organizations'}` };
}

/** The page with its `<meta>` elements filled in: no script stands in it, which its policy would stop. */
export function withEnvironment(page: string, environment: EntraEnvironment): string {
  const names = Object.keys(ENVIRONMENT_META) as (keyof EntraEnvironment)[];
  const metas = names.map((name) => `    <meta name="${ENVIRONMENT_META[name]}" content="${environment[name]}" />\n`);
  return page.replace('    <title>', `${metas.join('')}    <title>`);
}
