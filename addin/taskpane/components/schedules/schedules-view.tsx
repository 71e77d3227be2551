import { useEffect, useState } from 'preact/hooks';
import type { ScheduleStatus } from '../../../../shared/contract/schedules.ts';
import { spoken } from '../../language.ts';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import type { Schedules } from '../../state/schedules/create-schedules.ts';
import type { Facts } from '../../state/session.ts';
import { Bones } from '../bones.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { ScheduleFields } from './schedule-fields.tsx';

interface SchedulesViewProps {
  readonly schedules: Schedules;
  readonly facts: Facts;
}

/** While a file is being made, the list is asked for this often. */
const LOOK_AGAIN_MS = 3_000;

/** The schedules, with their next and last run; or the form for a new one. */
export function SchedulesView({ schedules, facts }: SchedulesViewProps) {
  useEffect(() => void schedules.load(), [schedules]);
  const list = schedules.list.value;
  const form = schedules.form.value;
  const waiting = list?.schedules.some(({ lastRun }) => lastRun?.state === 'running') === true && form === undefined;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => void schedules.load(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [schedules, waiting]);
  const words = SCHEDULES_WORDS;
  if (form)
    return <ScheduleFields schedules={schedules} form={form} asOf={facts.catalog.asOf} timeZone={list?.timeZone} />;
  return (
    <>
      <p class="help">{words.what}</p>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void schedules.startForm()}>
          {words.add}
        </button>
      </div>
      {list === undefined && !schedules.trouble.value && <Bones words={words.loading} />}
      {list?.schedules.length === 0 && <p>{words.none}</p>}
      {list !== undefined && list.schedules.length > 0 && (
        <>
          <ul>
            {list.schedules.map((schedule) => (
              <Item
                key={schedule.id}
                schedules={schedules}
                schedule={schedule}
                facts={facts}
                timeZone={list.timeZone}
              />
            ))}
          </ul>
          <p class="help">{words.clock(list.timeZone)}</p>
        </>
      )}
    </>
  );
}

interface ItemProps extends SchedulesViewProps {
  readonly schedule: ScheduleStatus;
  readonly timeZone: string;
}

function Item({ schedules, schedule, facts, timeZone }: ItemProps) {
  const [sure, setSure] = useState(false);
  const words = SCHEDULES_WORDS;
  const { id, name, report, rhythm, state, message, nextRun, lastRun, own, owner, reason } = schedule;
  const title = facts.reports.find((one) => one.id === report)?.title ?? report;
  return (
    <li class="sheet">
      <Icon name={state === 'stopped' ? 'warning' : 'reset'} />
      <div class="sheet-body">
        <p class="sheet-name">{name}</p>
        <p class="help">
          {title} · {words.when(rhythm)}
        </p>
        <p class="help">
          {words.states[state]}
          {nextRun !== undefined && ` · ${words.next(timeIn(timeZone, nextRun))}`}
        </p>
        {lastRun && (
          <p class="help">
            {words.last(timeIn(timeZone, lastRun.at))} · {words.went[lastRun.state]}
          </p>
        )}
        {message !== undefined && <p class="field-error">{message}</p>}
        {message === undefined && lastRun?.message !== undefined && <p class="field-error">{lastRun.message}</p>}
        {!own && <p class="help">{words.by(owner)}</p>}
        {reason !== undefined && (
          <p class="badge badge-warning">
            <Icon name="warning" />
            {words.names}
          </p>
        )}
      </div>
      {sure && (
        <MessageBar
          intent="warning"
          focused
          actions={
            <>
              <button type="button" class="button button-danger" onClick={() => void schedules.end(id)}>
                {words.end}
              </button>
              <button type="button" class="button" onClick={() => setSure(false)}>
                {words.keep}
              </button>
            </>
          }
        >
          {words.endAsk}
        </MessageBar>
      )}
      {!sure && (
        <div class="sheet-actions">
          {own && state !== 'stopped' && (
            <button
              type="button"
              class="button button-small"
              aria-label={words.runLabel(name)}
              disabled={lastRun?.state === 'running'}
              onClick={() => void schedules.act(id, 'run')}
            >
              {words.run}
            </button>
          )}
          {own && (
            <button
              type="button"
              class="button button-small"
              aria-label={state === 'active' ? words.pauseLabel(name) : words.resumeLabel(name)}
              onClick={() => void schedules.act(id, state === 'active' ? 'pause' : 'resume')}
            >
              {state === 'active' ? words.pause : words.resume}
            </button>
          )}
          <button
            type="button"
            class="button button-small"
            aria-label={words.endLabel(name)}
            onClick={() => setSure(true)}
          >
            {words.end}
          </button>
        </div>
      )}
    </li>
  );
}

function timeIn(timeZone: string, iso: string): string {
  const format = new Intl.DateTimeFormat(spoken(), { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(iso));
}
