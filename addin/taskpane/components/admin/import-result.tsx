import type { ImportStatus } from '../../../../shared/contract/imports.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { formatNumber } from '../../format.ts';
import { trackersInWords } from '../../state/admin/import-words.ts';
import type { Imports } from '../../state/admin/imports.ts';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';
import { ChooseZip } from './choose-zip.tsx';

/** So many refused rows are named; the sheet has them all. */
const NAMED = 50;

interface ImportResultProps {
  readonly imports: Imports;
  readonly status: ImportStatus;
  readonly zip: File | undefined;
  readonly focused: boolean;
}

/** What became of an import: the data it made current or why it was refused, and each row that could not be used. */
export function ImportResult({ imports, status, zip, focused }: ImportResultProps) {
  return (
    <>
      <Outcome imports={imports} status={status} zip={zip} focused={focused && zip !== undefined} />
      {status.refused.total > 0 && <RefusedRows imports={imports} refused={status.refused} />}
      <Odd warnings={status.warnings} />
      <Files files={status.files} />
    </>
  );
}

function Outcome({ imports, status, zip, focused }: ImportResultProps) {
  const pane = usePane();
  const words = ADMIN_WORDS.imports;
  const { state, snapshot, stored, message = '' } = status;
  const close = (
    <button type="button" class="button" onClick={imports.leave}>
      {words.close}
    </button>
  );
  if (state === 'done' && snapshot) {
    return (
      <MessageBar
        intent={status.unchanged ? 'info' : 'success'}
        title={status.unchanged ? words.unchanged : words.done(snapshot.exportDate)}
        focused={focused}
        actions={close}
      >
        {status.unchanged ? (
          <p>{words.unchangedText}</p>
        ) : (
          <p>{words.stored(stored.projects, stored.projectsUnchanged, stored.enrollments)}</p>
        )}
        {trackersInWords(status).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </MessageBar>
    );
  }
  const off = pane.connection.value === 'offline';
  if (status.smaller) {
    return (
      <MessageBar
        intent="warning"
        title={words.smaller}
        focused={focused}
        actions={
          <>
            {zip && (
              <button
                type="button"
                class="button button-danger"
                disabled={off}
                onClick={() => void imports.start(true)}
              >
                {words.accept}
              </button>
            )}
            {close}
          </>
        }
      >
        <p>{message}</p>
        <p>{words.asBefore}</p>
        <p>{words.smallerText}</p>
      </MessageBar>
    );
  }
  return (
    <MessageBar
      intent="error"
      title={state === 'refused' ? words.refused : words.failed}
      focused={focused}
      actions={
        <>
          <ChooseZip imports={imports} label={words.another} />
          {close}
        </>
      }
    >
      <p>{message}</p>
      <p>{words.asBefore}</p>
    </MessageBar>
  );
}

function RefusedRows({ imports, refused: { total, rows } }: Pick<ImportResultProps, 'imports'> & Refused) {
  const words = ADMIN_WORDS.imports;
  const shown = rows.slice(0, NAMED);
  return (
    <section class="entries" aria-labelledby="refused-title">
      <div>
        <h2 id="refused-title">{words.rows(total)}</h2>
        <p class="help">{words.rowsText}</p>
      </div>
      <ul class="there">
        {shown.map(({ file, line, field, reason }) => (
          <li key={`${file} ${line} ${field}`}>
            {words.line(file, line)}
            <br />
            <span class="help">{words.why(field, reason)}</span>
          </li>
        ))}
      </ul>
      {total > shown.length && <p class="help">{words.first(shown.length)}</p>}
      <div class="buttons">
        <button type="button" class="button" disabled={imports.working.value} onClick={() => void imports.putRefused()}>
          <Icon name="sheet" />
          {words.put}
        </button>
      </div>
    </section>
  );
}

interface Refused {
  readonly refused: ImportStatus['refused'];
}

function Odd({ warnings }: Pick<ImportStatus, 'warnings'>) {
  if (warnings.length === 0) return null;
  const words = ADMIN_WORDS.imports;
  return (
    <details class="more">
      <summary>
        <Icon name="chevron" />
        {words.odd(warnings.length)}
      </summary>
      <p class="help">{words.oddText}</p>
      <ul class="there">
        {warnings.map(({ file, field, what, count }) => (
          <li key={`${file} ${field} ${what}`}>
            {words.oddThing([file, field].filter(Boolean).join(', '), what, count)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Files({ files }: Pick<ImportStatus, 'files'>) {
  const entries = Object.entries(files).filter(([, { rows }]) => rows > 0);
  if (entries.length === 0) return null;
  const { files: title, counts } = ADMIN_WORDS.imports;
  return (
    <details class="more">
      <summary>
        <Icon name="chevron" />
        {title(entries.length)}
      </summary>
      <table class="counts">
        <thead>
          <tr>
            <th scope="col">{counts.file}</th>
            <th scope="col">{counts.rows}</th>
            <th scope="col">{counts.deleted}</th>
            <th scope="col">{counts.refused}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([file, { rows, deleted, refused }]) => (
            <tr key={file}>
              <th scope="row">{file.replace(/\.csv$/i, '')}</th>
              <td>{formatNumber(rows)}</td>
              <td>{formatNumber(deleted)}</td>
              <td>{formatNumber(refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
