import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RIBBON_COMMANDS } from '../../addin/commands/ribbon.ts';
import { SPANISH_SHEETS_WORDS } from '../../addin/taskpane/es/sheets-words.ts';
import { checkManifest } from '../../infra/manifest/check.ts';
import { ICONS } from '../../infra/manifest/icons.ts';
import { localManifest } from '../../infra/manifest/local.ts';
import { type ManifestValues, renderManifest } from '../../infra/manifest/render.ts';
import { parseXml, type XmlElement } from '../../infra/manifest/xml.ts';

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));
const template = file('infra/manifest/template.xml').toString();
const manifest = file('manifest.xml').toString();

const deployed: ManifestValues = {
  origin: 'https://hmis.example.org',
  id: '9c3b7f52-3a1e-4c57-8a2a-5f0f6f0f5b11',
  version: '1.2.0.45',
  name: 'HMIS Sheets',
};

function all(element: XmlElement, name: string): XmlElement[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => all(child, name))];
}

/** The manifest with one thing changed, which must be there to be changed. */
function changed(from: string | RegExp, to: string): string {
  const result = manifest.replace(from, to);
  expect(result).not.toBe(manifest);
  return result;
}

describe('manifest.xml', () => {
  const root = parseXml(manifest);

  test('is what the template gives for this machine and this version', () => {
    expect(manifest).toBe(localManifest());
  });

  test('has nothing that Office would refuse', () => {
    expect(checkManifest(manifest)).toEqual([]);
  });

  test('asks for the ExcelApi that the add-in uses', () => {
    expect(all(root, 'Set').map(({ attributes }) => attributes)).toEqual([{ Name: 'ExcelApi', MinVersion: '1.13' }]);
  });

  test('is for workbooks and reaches no other page than its own', () => {
    expect(all(root, 'Host').map(({ attributes }) => attributes)).toEqual([
      { Name: 'Workbook' },
      { 'xsi:type': 'Workbook' },
    ]);
    expect(all(root, 'AppDomains')).toEqual([]);
    const urls = [...manifest.matchAll(/DefaultValue="(http[^"]+)"/g)].map(([, url = '']) => new URL(url).origin);
    expect(new Set(urls)).toEqual(new Set(['https://localhost:3000']));
  });

  test('puts a tab "HMIS Sheets" on the ribbon, with a button that opens the pane and three that need none', () => {
    const strings = new Map(
      [...all(root, 'bt:String'), ...all(root, 'bt:Url')].map(({ attributes }) => [
        attributes.id,
        attributes.DefaultValue,
      ]),
    );
    const labelOf = (element: XmlElement | undefined) =>
      strings.get(element?.children.find(({ name }) => name === 'Label')?.attributes.resid);
    expect(all(root, 'CustomTab').map(labelOf)).toEqual(['HMIS Sheets']);
    expect(all(root, 'Control').map(labelOf)).toEqual(['Reports', 'Refresh', 'Refresh all', 'Remove client data']);
    const [action, ...others] = all(root, 'Action');
    expect(action?.attributes).toEqual({ 'xsi:type': 'ShowTaskpane' });
    expect(strings.get(action?.children.at(-1)?.attributes.resid)).toBe('https://localhost:3000/taskpane.html');
    expect(others.map(({ attributes }) => attributes['xsi:type'])).toEqual(others.map(() => 'ExecuteFunction'));
    expect(others.map(({ children }) => children[0]?.text)).toEqual(RIBBON_COMMANDS);
  });

  test('says in Spanish, in each Spanish that Excel speaks, all that it says on the ribbon but its name', () => {
    for (const { attributes, children } of all(root, 'bt:String').filter(
      ({ attributes: { id } }) => id !== 'Tab.Label',
    )) {
      expect(
        children.map((child) => child.attributes.Locale),
        attributes.id,
      ).toEqual(['es-ES', 'es-MX']);
    }
    const labels = all(root, 'bt:String').map(({ attributes, children }) => [
      attributes.id,
      children[0]?.attributes.Value,
    ]);
    expect(Object.fromEntries(labels)).toMatchObject({
      'Refresh.Label': SPANISH_SHEETS_WORDS.refresh,
      'RefreshAll.Label': SPANISH_SHEETS_WORDS.refreshAll,
      'Remove.Label': SPANISH_SHEETS_WORDS.removal.button,
    });
  });

  test('has the pane and the buttons share one runtime, which lives as long as the workbook is open', () => {
    expect(all(root, 'Runtime').map(({ attributes }) => attributes)).toEqual([{ resid: 'Pane.Url', lifetime: 'long' }]);
    expect(all(root, 'FunctionFile').map(({ attributes }) => attributes)).toEqual([{ resid: 'Pane.Url' }]);
  });

  test('shows the tab only where Excel can share a runtime and talk to a dialog', () => {
    expect(all(root, 'bt:Set').map(({ attributes }) => attributes)).toEqual([
      { Name: 'SharedRuntime', MinVersion: '1.1' },
      { Name: 'DialogApi', MinVersion: '1.2' },
    ]);
  });

  test('names pictures that are there, as large as their names say', () => {
    const names = new Set([...manifest.matchAll(/\/(assets\/[^"]+\.png)"/g)].map(([, path = '']) => path));
    expect([...names].sort()).toEqual(ICONS.map((name) => `assets/${name}.png`).sort());
    for (const path of names) {
      const png = file(`addin/${path}`);
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(path).toMatch(new RegExp(`-${png.readUInt32BE(16)}\\.png$`));
      expect(png.readUInt32BE(20)).toBe(png.readUInt32BE(16));
    }
  });
});

describe('another environment', () => {
  test('has its own id, version, name and place', () => {
    const root = parseXml(renderManifest(template, { ...deployed, name: 'HMIS "Sheets" & <more>' }));
    expect(all(root, 'Id')[0]?.text).toBe(deployed.id);
    expect(all(root, 'Version')[0]?.text).toBe('1.2.0.45');
    expect(all(root, 'DisplayName')[0]?.attributes.DefaultValue).toBe('HMIS "Sheets" & <more>');
    expect(all(root, 'bt:Url')[0]?.attributes.DefaultValue).toBe('https://hmis.example.org/taskpane.html');
  });

  test.each<[Partial<ManifestValues>, RegExp]>([
    [{ origin: 'http://hmis.example.org' }, /no https URL/],
    [{ origin: 'hmis.example.org' }, /origin is no URL/],
    [{ origin: 'https://hmis.example.org/' }, /has a path or ends in a slash/],
    [{ origin: 'https://hmis.example.org/sheets' }, /has a path/],
    [{ id: 'hmis-sheets' }, /Id is no GUID/],
    [{ version: '1.2.0' }, /Version is not four numbers/],
    [{ version: '1.2.0-beta' }, /Version is not four numbers/],
    [{ name: '' }, /DisplayName has not 1 to 125/],
    [{ name: 'H'.repeat(126) }, /Tab\.Label has not 1 to 125/],
  ])('%j is refused', (values, reason) => {
    expect(() => renderManifest(template, { ...deployed, ...values })).toThrow(reason);
  });

  test('a template that asks for what no environment has is refused', () => {
    expect(() => renderManifest(template.replace('{{id}}', '{{ids}}'), deployed)).toThrow(/asks for ids/);
  });
});

describe('the check finds', () => {
  test.each<[string, () => string, string]>([
    [
      'functions that nobody knows where to look for',
      () => changed(/\s*<FunctionFile .*\/>/, ''),
      'Buttons call functions, and there is no FunctionFile.',
    ],
    [
      'a button that calls nothing',
      () => changed('<FunctionName>refresh</FunctionName>', '<FunctionName></FunctionName>'),
      'A button calls a function and does not name it.',
    ],
    [
      'a runtime that is not the pane’s',
      () =>
        changed('<FunctionFile resid="Pane.Url"/>', '<FunctionFile resid="Other.Url"/>').replace(
          '</bt:Urls>',
          '<bt:Url id="Other.Url" DefaultValue="https://localhost:3000/taskpane.html"/></bt:Urls>',
        ),
      'The runtime, the functions and the pane are not of one resid, so they share no runtime.',
    ],
    [
      'an element in the wrong place',
      () => changed('<Permissions>', '<Sets/><Permissions>'),
      'Sets does not belong in OfficeApp.',
    ],
    [
      'elements in the wrong order',
      () => changed(/(<Id>.*<\/Id>)\s*(<Version>.*<\/Version>)/, '$2$1'),
      'Id comes too late in OfficeApp.',
    ],
    [
      "a tab's label before its groups",
      () => changed(/(<CustomTab id="HmisSheets.Tab">)([\s\S]*)(<Label resid="Tab.Label"\/>)/, '$1$3$2'),
      'Group comes too late in CustomTab.',
    ],
    ['a missing element', () => changed(/<ProviderName>.*<\/ProviderName>/, ''), 'OfficeApp has no ProviderName.'],
    ['an id that is no GUID', () => changed(/<Id>.*<\/Id>/, '<Id>1234</Id>'), 'Id is no GUID.'],
    [
      'a version of three parts',
      () => changed(/<Version>.*<\/Version>/, '<Version>1.0.0</Version>'),
      'Version is not four numbers.',
    ],
    [
      'a permission that Office does not know',
      () => changed('ReadWriteDocument', 'ReadWriteItem'),
      'Permissions is none of Restricted, ReadDocument, ReadAllDocument, WriteDocument, ReadWriteDocument.',
    ],
    [
      'a page without TLS',
      () => changed('https://localhost:3000/taskpane.html', 'http://localhost:3000/taskpane.html'),
      'SourceLocation is no https URL: http://localhost:3000/taskpane.html',
    ],
    [
      'an icon without TLS',
      () => changed('https://localhost:3000/assets/icon-80.png', 'http://localhost:3000/assets/icon-80.png'),
      'bt:Image is no https URL: http://localhost:3000/assets/icon-80.png',
    ],
    [
      'a label that no string has',
      () => changed('resid="Tab.Label"', 'resid="Tab.Title"'),
      'Label asks for Tab.Title, which is not in bt:ShortStrings.',
    ],
    [
      'a tip that is a short string',
      () => changed('<Description resid="OpenReports.Tip"/>', '<Description resid="OpenReports.Label"/>'),
      'Description asks for OpenReports.Label, which is not in bt:LongStrings.',
    ],
    [
      'an id of 33 characters',
      () => manifest.replaceAll('OpenReports.Tip', 'T'.repeat(33)),
      `The resource ${'T'.repeat(33)} has not 1 to 32 characters.`,
    ],
    [
      'two resources of one id',
      () => changed(' id="Reports.Label"', ' id="Tab.Label"'),
      'There are two resources Tab.Label.',
    ],
    [
      'a label of 126 characters',
      () =>
        changed(/id="Reports.Label" DefaultValue="Reports"/, `id="Reports.Label" DefaultValue="${'R'.repeat(126)}"`),
      'Reports.Label has not 1 to 125 characters.',
    ],
    [
      'a tip of 251 characters',
      () => changed(/(id="OpenReports.Tip" DefaultValue=")[^"]*/, `$1${'R'.repeat(251)}`),
      'OpenReports.Tip has not 1 to 250 characters.',
    ],
    [
      'an icon of which a size is missing',
      () => changed('<bt:Image size="80" resid="Icon.80"/>', ''),
      'An Icon has no picture of 80 pixels.',
    ],
    [
      'a control with the id of its group',
      () => changed('id="HmisSheets.OpenReports"', 'id="HmisSheets.Reports"'),
      'The id "HmisSheets.Reports" of a tab, group or control is empty or used twice.',
    ],
    [
      'a manifest of another kind',
      () => changed('"TaskPaneApp"', '"MailApp"'),
      'The document is no OfficeApp of the type TaskPaneApp.',
    ],
  ])('%s', (_what, broken, problem) => {
    expect(checkManifest(broken())).toContain(problem);
  });

  test.each([
    ['an element that is not closed', '<Permissions>ReadWriteDocument</Permissions>', '<Permissions>ReadWriteDocument'],
    ['an end without a beginning', '</OfficeApp>', '</Hosts></OfficeApp>'],
    ['an attribute twice', ' id="Tab.Label"', ' id="Tab.Label" id="Tab.Label"'],
    ['an attribute without quotes', ' id="Tab.Label"', ' id=Tab.Label'],
    ['a bare ampersand', 'ReadWriteDocument', 'Read & Write'],
    ['an entity that is not declared', 'ReadWriteDocument', 'Read&nbsp;Write'],
    ['a document type', '<OfficeApp', '<!DOCTYPE OfficeApp [<!ENTITY a "b">]><OfficeApp'],
    ['text after the end', '</OfficeApp>', '</OfficeApp>more'],
    ['a second root', '</OfficeApp>', '</OfficeApp><OfficeApp/>'],
  ])('%s, which is not well-formed', (_what, from, to) => {
    expect(checkManifest(changed(from, to))).toEqual([expect.stringMatching(/^Line \d+ is not well-formed: /)]);
  });

  test('a file cut short anywhere', () => {
    for (let length = 0; length < manifest.trimEnd().length; length += 97) {
      expect(checkManifest(manifest.slice(0, length))).not.toEqual([]);
    }
  });
});

test('text and attributes are read as they are meant', () => {
  expect(parseXml('<?xml version="1.0"?><!-- a - b --><a:b c=\'1 &lt; "2"\'>x &amp; &#233;&#xe9;<d/>y</a:b>')).toEqual({
    name: 'a:b',
    attributes: { c: '1 < "2"' },
    children: [{ name: 'd', attributes: {}, children: [], text: '' }],
    text: 'x & ééy',
  });
});
