import { useEffect, useRef } from 'preact/hooks';
import type { CalendarDate } from '../../../../shared/dates.ts';
import { WEEKDAYS, type Weekday } from '../../../../shared/rhythm.ts';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import type { ScheduleForm, Schedules, Source } from '../../state/schedules/create-schedules.ts';
import { weekdayInWords } from '../../weekday.ts';
import { Field } from '../field.tsx';
import { ReasonFields } from '../reason-fields.tsx';
import { Select } from '../select.tsx';

interface ScheduleFieldsProps {
  readonly schedules: Schedules;
  readonly form: ScheduleForm;
  readonly asOf: CalendarDate;
  readonly timeZone: string | undefined;
}

/** What a person says of a new schedule: what, how often, when, and why names. */
export function ScheduleFields({ schedules, form, asOf, timeZone }: ScheduleFieldsProps) {
  const words = SCHEDULES_WORDS.form;
  const place = useRef<HTMLFormElement>(null);
  const { errors, sending, every } = form;
  useEffect(() => place.current?.querySelector<HTMLElement>('select')?.focus(), []);
  useEffect(() => {
    if (Object.keys(errors).length > 0) place.current?.querySelector<HTMLElement>('[data-invalid]')?.focus();
  }, [errors]);
  return (
    <form
      ref={place}
      noValidate
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault();
        void schedules.make(asOf);
      }}
    >
      <Field
        name="schedule-source"
        label={words.source}
        help={form.sources.length === 0 ? words.nothing : undefined}
        error={errors.source}
      >
        {(control) => (
          <Select
            {...control}
            value={form.source}
            options={[['', words.choose], ...form.sources.map((source) => [source.key, labelOf(source)] as const)]}
            onChoose={(key) => void schedules.choose(key)}
          />
        )}
      </Field>
      {form.source.startsWith('sheet ') && (
        <Field name="schedule-name" label={words.name} help={words.nameHelp} error={errors.name}>
          {(control) => (
            <input
              type="text"
              class="input"
              maxLength={80}
              {...control}
              value={form.name}
              onInput={({ currentTarget }) => schedules.change({ name: currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field name="schedule-every" label={words.every}>
        {(control) => (
          <Select
            {...control}
            value={every}
            options={[
              ['day', words.day],
              ['week', words.week],
              ['month', words.month],
            ]}
            onChoose={(chosen) => schedules.change({ every: chosen as ScheduleForm['every'] })}
          />
        )}
      </Field>
      {every === 'week' && (
        <Field name="schedule-weekday" label={words.weekday}>
          {(control) => (
            <Select
              {...control}
              value={String(form.weekday)}
              options={WEEKDAYS.map((day) => [String(day), weekdayInWords(day)] as const)}
              onChoose={(day) => schedules.change({ weekday: Number(day) as Weekday })}
            />
          )}
        </Field>
      )}
      {every === 'month' && (
        <Field name="schedule-day" label={words.monthDay} help={form.monthDay > 28 ? words.monthDayHelp : undefined}>
          {(control) => (
            <Select
              {...control}
              value={String(form.monthDay)}
              options={Array.from({ length: 31 }, (_, n) => [String(n + 1), String(n + 1)] as const)}
              onChoose={(day) => schedules.change({ monthDay: Number(day) })}
            />
          )}
        </Field>
      )}
      <Field
        name="schedule-at"
        label={words.at}
        help={timeZone === undefined ? undefined : SCHEDULES_WORDS.clock(timeZone)}
        error={errors.at}
      >
        {(control) => (
          <input
            type="time"
            class="input"
            {...control}
            value={form.at}
            onInput={({ currentTarget }) => schedules.change({ at: currentTarget.value })}
          />
        )}
      </Field>
      {form.showsNames && (
        <ReasonFields
          reason={form.reason}
          error={errors.reason}
          set={(change) => schedules.change({ reason: { ...form.reason, ...change } })}
        />
      )}
      <div class="buttons">
        <button type="submit" class="button button-primary" disabled={sending || form.showsNames === undefined}>
          {sending ? words.making : words.submit}
        </button>
        <button type="button" class="button" disabled={sending} onClick={schedules.stopForm}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function labelOf(source: Source): string {
  const words = SCHEDULES_WORDS.form;
  if (source.from === 'sheet') return words.sheet(source.sheet.sheet);
  return words.setting(source.setting.name, source.setting.report);
}
