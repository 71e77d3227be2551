import { type Signal, signal } from '@preact/signals';
import { catalogIds } from '../../../../shared/catalog-ids.ts';
import type { Gone, SavedParams, SavedSetting, SettingFacts } from '../../../../shared/contract/saved.ts';
import { loadReport } from '../../../../shared/load-report.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import { readSaved, withNamesHidden } from '../../../../shared/saved-params.ts';
import type { SettingRef } from '../../../service/saved-client.ts';
import { compareNames } from '../../format.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import type { Form } from '../form.ts';
import { type Course, courseOf, type Trouble } from '../trouble.ts';
import { CLOSED, type Current, keyOf, type Panel, type SavedParts } from './saved.ts';
import { filledForm } from './saved-form.ts';

/** What the actions of the part share: its signals, and how a form is filled in. */
export interface Desk {
  /** Settings of every report. */
  readonly all: Signal<readonly SettingFacts[] | undefined>;
  readonly current: Signal<Current | undefined>;
  readonly choosing: Signal<string | undefined>;
  readonly panel: Signal<Panel>;
  readonly note: Signal<string | undefined>;
  readonly gone: Signal<readonly Gone[]>;
  readonly working: Signal<boolean>;
  readonly trouble: Signal<Trouble | undefined>;
  /** The report whose form was last filled in, or looked at. */
  report: string | undefined;
  /** Does something that can be refused, and tells the refusal; answers it where it is about one of `fields`. */
  trying(work: () => Promise<void>, fields?: readonly string[]): Promise<(Course & { to: 'field' }) | undefined>;
  tell(words: string): void;
  /** The form's choices are no setting's. */
  forget(): void;
  fill(report: AnyReport, params: SavedParams, gone: readonly Gone[], words: string): Form | undefined;
  /** The same with parameters that the service has not looked at. */
  fillFrom(report: string, params: SavedParams, words: string): Promise<Form | undefined>;
  /** Fetches a setting of the form's report and fills in the form. */
  fetchInto(ref: SettingRef): Promise<void>;
  /** A setting as it now stands is the one that the form has its choices from. */
  take(setting: SavedSetting, mayChange: boolean, filled: Form): void;
}

export function createDesk({ client, form, facts, change, follow, said }: SavedParts): Desk {
  const desk: Desk = {
    all: signal(),
    current: signal(),
    choosing: signal(),
    panel: signal(CLOSED),
    note: signal(),
    gone: signal([]),
    working: signal(false),
    trouble: signal(),
    report: undefined,
    async trying(work, fields = []) {
      desk.trouble.value = undefined;
      desk.working.value = true;
      try {
        await work();
      } catch (error) {
        const course = courseOf(error, fields);
        if (course.to === 'field') return course;
        desk.trouble.value = follow(course);
      } finally {
        desk.working.value = false;
        desk.choosing.value = undefined;
      }
      return undefined;
    },
    tell(words) {
      desk.note.value = words;
      said.value = words;
    },
    forget() {
      desk.current.value = undefined;
      desk.panel.value = CLOSED;
      desk.note.value = undefined;
      desk.gone.value = [];
      desk.trouble.value = undefined;
    },
    fill(report, params, gone, words) {
      const known = facts();
      if (!known) return undefined;
      const shown = known.me.mayShowPii ? params : withNamesHidden(params);
      const filled = filledForm(report, known.catalog.asOf, shown, gone);
      desk.forget();
      desk.report = report.id;
      change(filled);
      desk.gone.value = gone;
      desk.tell(words);
      return filled;
    },
    async fillFrom(id, params, words) {
      const known = facts();
      if (!known) return undefined;
      const report = await loadReport(id);
      const read = readSaved(report.parameters, params, catalogIds(known.catalog));
      return desk.fill(report, read.params, read.gone, words);
    },
    async fetchInto(ref) {
      const { setting, mayChange, gone } = await client.setting(ref);
      const shown = form.peek();
      if (!shown || shown.report.id !== setting.report) return;
      const filled = desk.fill(shown.report, setting.params, gone, SAVED_WORDS.chosen(setting.name));
      if (filled) desk.take(setting, mayChange, filled);
    },
    take({ params, ...rest }, mayChange, filled) {
      const taken: SettingFacts = { ...rest, mayChange };
      const others = (desk.all.peek() ?? []).filter((one) => keyOf(one) !== keyOf(taken));
      desk.all.value = [...others, taken].sort((a, b) => compareNames(a.name, b.name));
      desk.current.value = { facts: taken, params, filled };
    },
  };
  return desk;
}
