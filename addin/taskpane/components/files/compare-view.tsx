import { useState } from 'preact/hooks';
import { isCalendarDate } from '../../../../shared/dates.ts';
import { FILES_WORDS } from '../../files-words.ts';
import type { Compared, Files } from '../../state/files/create-files.ts';
import type { Period } from '../../state/files/own-annual.ts';
import { Field } from '../field.tsx';

interface CompareViewProps {
  readonly files: Files;
  /** What the zip says of itself. */
  readonly period: Period | undefined;
  readonly compared: Compared | undefined;
}

/** Rows that are shown; a sheet is the place for more. */
const SHOWN = 100;

/** The file beside our own annual list: for which days, and where they disagree. */
export function CompareView({ files, period, compared }: CompareViewProps) {
  const [range, setRange] = useState({ from: period?.from ?? '', to: period?.to ?? '' });
  const [wrong, setWrong] = useState(false);
  const words = FILES_WORDS.compare;
  const day = (name: 'from' | 'to') => (
    <Field name={`compare-${name}`} label={words[name]} error={wrong && name === 'from' ? words.dates : undefined}>
      {(control) => (
        <input
          type="date"
          class="input"
          {...control}
          value={range[name]}
          onInput={({ currentTarget }) => setRange({ ...range, [name]: currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      class="fields"
      noValidate
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault();
        const right = isCalendarDate(range.from) && isCalendarDate(range.to) && range.from <= range.to;
        setWrong(!right);
        if (right) void files.compare({ ...range, projects: period?.projects ?? [] });
      }}
    >
      <h2>{words.title}</h2>
      <p class="help">{words.help}</p>
      {day('from')}
      {day('to')}
      <div class="buttons">
        <button type="submit" class="button" disabled={compared === 'running'}>
          {compared === 'running' ? words.running : words.run}
        </button>
      </div>
      <Result compared={compared} />
    </form>
  );
}

function Result({ compared }: Pick<CompareViewProps, 'compared'>) {
  const words = FILES_WORDS.compare;
  if (compared === undefined || compared === 'running') return null;
  if (compared === 'none') return <p role="status">{words.none}</p>;
  const { disagreements } = compared;
  if (disagreements.length === 0) return <p role="status">{words.agree(compared.compared)}</p>;
  return (
    <>
      <p role="status">{words.differ(disagreements.length, compared.compared)}</p>
      <ul>
        {disagreements.slice(0, SHOWN).map(({ PersonalID, EnrollmentID, what }) => (
          <li key={`${EnrollmentID} ${PersonalID} ${what}`} class="sheet">
            <div class="sheet-body">
              <p class="sheet-name">{words.kinds[what]}</p>
              <p class="help">
                {words.person} {PersonalID} · {words.enrollment} {EnrollmentID}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {disagreements.length > SHOWN && <p class="help">{words.more(disagreements.length - SHOWN)}</p>}
    </>
  );
}
