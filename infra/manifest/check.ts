import { MANIFEST_CHILDREN, MANIFEST_REQUIRED } from './schema.ts';
import { parseXml, type XmlElement } from './xml.ts';

const RESID_LENGTH = 32;
const URL_LENGTH = 2_048;
const TEXT_LENGTH = { 'bt:ShortStrings': 125, 'bt:LongStrings': 250, DisplayName: 125, Description: 250 } as const;
const ICON_SIZES = ['16', '32', '80'];
const PERMISSIONS = ['Restricted', 'ReadDocument', 'ReadAllDocument', 'WriteDocument', 'ReadWriteDocument'];

/** The kind of resource that a `resid` of this element names. */
const RESOURCE_OF: Readonly<Record<string, string>> = {
  Label: 'bt:ShortStrings',
  Title: 'bt:ShortStrings',
  Description: 'bt:LongStrings',
  'bt:Image': 'bt:Images',
  SourceLocation: 'bt:Urls',
  Runtime: 'bt:Urls',
  FunctionFile: 'bt:Urls',
};

const URL_ELEMENTS = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'SourceLocation', 'bt:Url', 'bt:Image'];

/**
 * What Office would refuse in an add-in only manifest for a task pane, as sentences; none where it is right. Microsoft's
 * own validator is a web service; this is what its documents and schemas say, without a network.
 */
export function checkManifest(xml: string): string[] {
  let root: XmlElement;
  try {
    root = parseXml(xml);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  if (root.name !== 'OfficeApp' || root.attributes['xsi:type'] !== 'TaskPaneApp') {
    return ['The document is no OfficeApp of the type TaskPaneApp.'];
  }
  const elements = [...within(root)];
  return [
    ...elements.flatMap(outOfOrder),
    ...identity(root),
    ...elements.flatMap(insecureUrl),
    ...resources(elements),
    ...elements.filter(({ name }) => name === 'Icon').flatMap(missingSizes),
    ...repeatedIds(elements),
    ...functions(elements),
  ];
}

function* within(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* within(child);
}

function outOfOrder({ name, children }: XmlElement): string[] {
  const order = MANIFEST_CHILDREN[name] ?? [];
  const problems: string[] = [];
  let reached = 0;
  for (const child of children) {
    const place = order.indexOf(child.name);
    if (place === -1) problems.push(`${child.name} does not belong in ${name}.`);
    else if (place < reached) problems.push(`${child.name} comes too late in ${name}.`);
    else reached = place;
  }
  const present = new Set(children.map((child) => child.name));
  const missing = (MANIFEST_REQUIRED[name] ?? []).filter((required) => !present.has(required));
  return [...problems, ...missing.map((required) => `${name} has no ${required}.`)];
}

function identity(root: XmlElement): string[] {
  const child = (name: string) => root.children.find((element) => element.name === name);
  const problems: string[] = [];
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(child('Id')?.text ?? '')) problems.push('Id is no GUID.');
  if (!/^\d{1,5}(\.\d{1,5}){3}$/.test(child('Version')?.text ?? '')) problems.push('Version is not four numbers.');
  if (!PERMISSIONS.includes(child('Permissions')?.text ?? '')) {
    problems.push(`Permissions is none of ${PERMISSIONS.join(', ')}.`);
  }
  for (const name of ['DisplayName', 'Description'] as const) {
    const { length } = child(name)?.attributes.DefaultValue ?? '';
    if (length === 0 || length > TEXT_LENGTH[name])
      problems.push(`${name} has not 1 to ${TEXT_LENGTH[name]} characters.`);
  }
  return problems;
}

function insecureUrl({ name, attributes: { resid, DefaultValue = '' } }: XmlElement): string[] {
  if (!URL_ELEMENTS.includes(name) || resid !== undefined) return [];
  const safe = URL.canParse(DefaultValue) && DefaultValue.startsWith('https://') && DefaultValue.length <= URL_LENGTH;
  return safe ? [] : [`${name} is no https URL: ${DefaultValue.slice(0, 100)}`];
}

function resources(elements: readonly XmlElement[]): string[] {
  const problems: string[] = [];
  const ids = new Map<string, string>();
  for (const { name: kind, children } of elements.filter(({ name }) => Object.values(RESOURCE_OF).includes(name))) {
    const most = kind === 'bt:ShortStrings' || kind === 'bt:LongStrings' ? TEXT_LENGTH[kind] : URL_LENGTH;
    for (const { attributes, children: overrides } of children) {
      const { id = '', DefaultValue = '' } = attributes;
      for (const { attributes: other } of overrides) {
        const { Locale = '', Value = '' } = other;
        if (Value.length === 0 || Value.length > most)
          problems.push(`${id} in ${Locale} has not 1 to ${most} characters.`);
      }
      if (ids.has(id)) problems.push(`There are two resources ${id}.`);
      if (id.length === 0 || id.length > RESID_LENGTH) problems.push(`The resource ${id} has not 1 to 32 characters.`);
      if (DefaultValue.length === 0 || DefaultValue.length > most)
        problems.push(`${id} has not 1 to ${most} characters.`);
      ids.set(id, kind);
    }
  }
  for (const { name, attributes } of elements) {
    const { resid } = attributes;
    if (resid === undefined) continue;
    if (resid.length > RESID_LENGTH) problems.push(`The resid ${resid} has over 32 characters.`);
    if (ids.get(resid) !== RESOURCE_OF[name])
      problems.push(`${name} asks for ${resid}, which is not in ${RESOURCE_OF[name]}.`);
  }
  return problems;
}

function missingSizes({ children }: XmlElement): string[] {
  const sizes = children.map(({ attributes }) => attributes.size);
  return ICON_SIZES.filter((size) => !sizes.includes(size)).map((size) => `An Icon has no picture of ${size} pixels.`);
}

/**
 * Buttons that call a function want a page that has it. Runs that page's runtime as long as the workbook is open, it has to
 * be the pane's own: of two resids Office makes two runtimes [learn.microsoft.com, "Configure your Office Add-in to use a
 * shared runtime"].
 */
function functions(elements: readonly XmlElement[]): string[] {
  const of = (name: string) => elements.filter((element) => element.name === name);
  const calls = of('Action').filter(({ attributes }) => attributes['xsi:type'] === 'ExecuteFunction');
  const unnamed = calls.filter(({ children }) => !children.some(({ name, text }) => name === 'FunctionName' && text));
  const resids = [
    ...of('Runtime'),
    ...of('FunctionFile'),
    ...of('Action').flatMap(({ children }) => children.filter(({ name }) => name === 'SourceLocation')),
  ].map(({ attributes }) => attributes.resid);
  return [
    ...unnamed.map(() => 'A button calls a function and does not name it.'),
    ...(calls.length > 0 && of('FunctionFile').length === 0
      ? ['Buttons call functions, and there is no FunctionFile.']
      : []),
    ...(of('Runtime').length > 0 && new Set(resids).size > 1
      ? ['The runtime, the functions and the pane are not of one resid, so they share no runtime.']
      : []),
  ];
}

/** Office takes two controls of one id for the same one. */
function repeatedIds(elements: readonly XmlElement[]): string[] {
  const ids = elements
    .filter(({ name }) => ['CustomTab', 'Group', 'Control'].includes(name))
    .map(({ attributes }) => attributes.id ?? '');
  return [...new Set(ids.filter((id, i) => id === '' || ids.indexOf(id) !== i))].map(
    (id) => `The id "${id}" of a tab, group or control is empty or used twice.`,
  );
}
