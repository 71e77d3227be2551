import type { Client } from '../../../addin/service/client.ts';
import { catalogIds } from '../../../shared/catalog-ids.ts';
import type { Gone, SavedParams, SettingAnswer, SettingFacts } from '../../../shared/contract/saved.ts';
import { HmisError } from '../../../shared/errors.ts';
import type { Parameters } from '../../../shared/parameter.ts';
import { PERIODS, type RelativeDay } from '../../../shared/relative-dates.ts';
import { isRelativeDay, paramsForDay, readSaved } from '../../../shared/saved-params.ts';
import type { SettingFile } from '../../../shared/setting-file.ts';
import type { Options } from './options.ts';
import { givenParameters } from './report-options.ts';
import { printable, type Terminal } from './terminal.ts';

/** Which setting is meant: a name or an id, of a report and an organization where those are said. */
export interface Wanted {
  readonly called: string;
  readonly report?: string | undefined;
  readonly organization?: string | undefined;
}

/** The one setting that is meant. Throws HmisError `NotFound` where there is none, `BadRequest` where there are several. */
export async function findSetting(client: Client, wanted: Wanted, { signal }: Terminal): Promise<SettingFacts> {
  const { settings } = await client.settings({ signal });
  const { called, report, organization } = wanted;
  const fitting = settings.filter(
    (one) =>
      (one.name === called || one.id === called) &&
      (report === undefined || one.report === report) &&
      (organization === undefined || one.organization === organization),
  );
  const [found, ...others] = fitting;
  if (found === undefined) {
    throw new HmisError('NotFound', 'There is no such setting. hmis saved list shows those there are.');
  }
  if (others.length > 0) {
    const ids = fitting.map(({ id, organization: of }) => `${id} (${of === null ? 'your own' : `of ${of}`})`);
    throw new HmisError(
      'BadRequest',
      `There are ${fitting.length} settings of this name. Say which: ${ids.join(', ')}.`,
    );
  }
  return found;
}

/** A setting with what is in it. */
export async function fetchSetting(client: Client, wanted: Wanted, terminal: Terminal): Promise<SettingAnswer> {
  return client.setting(await findSetting(client, wanted, terminal), { signal: terminal.signal });
}

/**
 * What a run from a setting asks for today, `given` in place of what it says. What is gone of it is told on stderr; where
 * the run would ask for more than was saved, HmisError `BadRequest`.
 */
export async function runParams(
  client: Client,
  { setting, gone }: SettingAnswer,
  given: Readonly<Record<string, unknown>>,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  const lost = gone.filter(({ parameter }) => !Object.hasOwn(given, parameter));
  const wider = lost.find(({ what }) => what !== 'some');
  if (wider) {
    throw new HmisError('BadRequest', `${sentenceOf(wider)} Give --${wider.parameter}, or save the setting anew.`, {
      field: wider.parameter,
    });
  }
  tellGone(lost, terminal);
  const { asOf } = await client.catalog({ signal: terminal.signal });
  return { ...paramsForDay(setting.params, asOf), ...given };
}

/** What of a file can be saved by whoever takes it in; told and refused as `runParams` does. */
export async function fileParams(
  client: Client,
  { params }: SettingFile,
  parameters: Parameters,
  terminal: Terminal,
): Promise<SavedParams> {
  const read = readSaved(parameters, params, catalogIds(await client.catalog({ signal: terminal.signal })));
  const wider = read.gone.find(({ what }) => what === 'all');
  if (wider) throw new HmisError('BadRequest', `${sentenceOf(wider)} Nothing was saved.`, { field: wider.parameter });
  tellGone(read.gone, terminal);
  return read.params;
}

export function tellGone(gone: readonly Gone[], { err }: Terminal): void {
  for (const one of gone) err.write(`${printable(sentenceOf(one))}\n`);
}

function sentenceOf({ parameter, what }: Gone): string {
  switch (what) {
    case 'parameter':
      return `${parameter}: the report has no such parameter any more.`;
    case 'value':
      return `${parameter}: what it is set to cannot be chosen any more.`;
    case 'some':
      return `${parameter}: some of those it names are not among those you can choose from; the others are taken.`;
    case 'all':
      return `${parameter}: none of those it names is among those you can choose from.`;
  }
}

const RELATIVE = /^(first|last)-of-(\w+)$/;

/** The parameters that were given, a date also as `first-of-lastMonth`. Throws as `givenParameters` does. */
export function givenSaved(parameters: Parameters, options: Options): SavedParams {
  const days = Object.entries(parameters).flatMap(([name, p]): [string, RelativeDay][] => {
    const day = p.kind === 'date' ? relativeDay(options.value(name)) : undefined;
    return day ? [[name, day]] : [];
  });
  const relative = new Map(days);
  const fixed = Object.fromEntries(Object.entries(parameters).filter(([name]) => !relative.has(name)));
  const given = givenParameters(fixed, options) as SavedParams;
  return Object.fromEntries(
    Object.keys(parameters).flatMap((name) => {
      const value = relative.get(name) ?? given[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function relativeDay(text = ''): RelativeDay | undefined {
  const [, day, period] = RELATIVE.exec(text) ?? [];
  const of = PERIODS.find((one) => one === period);
  return of && (day === 'first' || day === 'last') ? { day, of } : undefined;
}

/** Parameters as options of the command line. */
export function asOptions(params: SavedParams): string[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const values = isRelativeDay(value) ? [`${value.day}-of-${value.of}`] : Array.isArray(value) ? value : [value];
    return values.map((one) => `--${name} ${String(one)}`);
  });
}
