import { describe, expect, it } from 'vitest';
import {
  type EntraEnvironment,
  entraScopes,
  grantedScopes,
  readEnvironment,
} from '../../../../addin/taskpane/entra/environment.ts';

const environment: EntraEnvironment = {
  clientId: '33333333-3333-4333-8333-333333333333',
  audience: '22222222-2222-4222-8222-222222222222',
  authority: 'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111',
};

/** A page with these `<meta>` elements. */
function page(metas: Readonly<Record<string, string>>): Pick<Document, 'querySelector'> {
  const querySelector = (selector: string) => {
    const name = /^meta\[name="(.*)"\]$/.exec(selector)?.[1] ?? '';
    return name in metas ? { content: metas[name] } : null;
  };
  return { querySelector: querySelector as Document['querySelector'] };
}

const METAS = {
  'hmis-client-id': environment.clientId,
  'hmis-audience': environment.audience,
  'hmis-authority': environment.authority,
};

describe('the page says of its deployment', () => {
  it('the application ids and where people sign in', () => {
    expect(readEnvironment(page(METAS))).toEqual(environment);
  });

  it.each([
    ['hmis-client-id', ''],
    ['hmis-client-id', 'hmis-sheets'],
    ['hmis-audience', 'api://22222222-2222-4222-8222-222222222222'],
    ['hmis-authority', 'https://login.microsoftonline.com/common'],
    ['hmis-authority', 'https://login.microsoftonline.com.evil.example/organizations'],
    ['hmis-authority', 'http://login.microsoftonline.com/organizations'],
  ])('nothing that is not right: %s of %s', (name, content) => {
    expect(() => readEnvironment(page({ ...METAS, [name]: content }))).toThrow(name);
  });

  it('nothing where it was not built for one', () => {
    expect(() => readEnvironment(page({}))).toThrow('hmis-client-id');
  });
});

it("permissions are asked for by the service's id, and known again by it", () => {
  const named = entraScopes(environment, ['Reports.Read', 'Admin']);
  expect(named).toEqual([`api://${environment.audience}/Reports.Read`, `api://${environment.audience}/Admin`]);
  expect(grantedScopes(environment, [...named, 'openid', 'api://other/Admin'])).toEqual(['Reports.Read', 'Admin']);
});
