import { useEffect, useState } from 'preact/hooks';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import type { OpenedFile, Schedules } from '../../state/schedules/create-schedules.ts';
import { Bones } from '../bones.tsx';
import { Field } from '../field.tsx';

interface ReportFileViewProps {
  readonly schedules: Schedules;
  readonly opened: OpenedFile;
  /** Who looks at it, by name. */
  readonly by: string;
}

/** A file that a schedule made: its password, the zip to keep, and the way into a sheet. */
export function ReportFileView({ schedules, opened, by }: ReportFileViewProps) {
  const { content, putting } = opened;
  const words = SCHEDULES_WORDS.file;
  const address = useAddress(content?.zip);
  if (content === undefined) return <Bones words={words.opening} />;
  return (
    <>
      <p class="help">{words.rows(content.run.rows.length, content.run.snapshot.exportDate)}</p>
      <Field name="report-file-password" label={words.password} help={words.passwordHelp}>
        {(control) => <input type="text" class="input" readOnly {...control} value={content.password} />}
      </Field>
      <div class="buttons">
        <button
          type="button"
          class="button button-primary"
          disabled={putting === true}
          onClick={() => void schedules.put(by)}
        >
          {putting ? words.putting : words.put}
        </button>
        {address !== undefined && (
          <a class="button" href={address} download={content.name}>
            {words.download}
          </a>
        )}
      </div>
    </>
  );
}

/** An address in this page for what is in memory, as long as it is shown. */
function useAddress(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    if (blob === undefined) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}
