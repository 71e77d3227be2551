import { createHash } from 'node:crypto';
import { answer } from '../../../functions/api/answer.ts';
import { PAGE_ROWS } from '../../../functions/api/service.ts';
import type { Enrollment, ProjectSlice } from '../../../functions/hmis/records.ts';
import type { ReportRows } from '../../../functions/report-rows.ts';
import type { Cell } from '../../../shared/column.ts';
import { type Parameters, resolveParameters } from '../../../shared/parameter.ts';
import type { Tally } from '../../../shared/tally.ts';
import { eventOf } from '../api/direct.ts';
import { type EnrollmentFields, enrollment, project } from '../hmis/enrollment.ts';
import { AS_OF, sliceOf } from './rows.ts';

/** A page as full as a large system makes it, and as hard to pack: whether Lambda can send it. */

const PROJECTS = 100;

/** 16 bytes in which a packer finds nothing to save, the same each time. */
const digest = (of: string) => createHash('md5').update(of).digest();
/** An id as large systems have them. */
export const idOf = (what: string) => digest(what).toString('hex');

/** What a test draws of a stay from its 16 bytes. */
export type Drawn = (drawn: Buffer) => EnrollmentFields;

function stayOf(p: number, n: number, fields: Drawn): Enrollment {
  const drawn = digest(`${p} ${n}`);
  return enrollment({
    EnrollmentID: idOf(`enrollment ${p} ${n}`),
    PersonalID: idOf(`person ${p} ${n}`),
    HouseholdID: idOf(`household ${p} ${n}`),
    Names: {
      LastName: drawn.toString('hex', 0, 6),
      FirstName: drawn.toString('hex', 6, 11),
      MiddleName: null,
      NameSuffix: null,
      SSN: null,
    },
    ...fields(drawn),
  });
}

/** The stays of 100 projects that a page of a report reads at the most. */
export function fullPage<P extends Parameters>(
  rows: ReportRows<P>,
  params: Readonly<Record<string, unknown>>,
  fields: Drawn,
): { readonly stays: number; readonly slices: readonly ProjectSlice[] } {
  const stays = PAGE_ROWS / (rows.rowsPerStay?.(resolveParameters(rows.definition.parameters, params, AS_OF)) ?? 1);
  const slices = Array.from({ length: PROJECTS }, (_, p) =>
    sliceOf(
      Array.from({ length: stays / PROJECTS }, (_, n) => stayOf(p, n, fields)),
      {
        project: project({
          ProjectID: idOf(`project ${p}`),
          ProjectName: `Shelter ${p}`,
          OrganizationID: idOf(`organization ${p % 20}`),
          OrganizationName: `Organization ${p % 20}`,
        }),
      },
    ),
  );
  return { stays, slices };
}

/** The body in which a page goes out, packed; and its cells, as they are in it. */
export function sentPage<P extends Parameters>(
  rows: ReportRows<P>,
  run: { readonly rows: readonly Readonly<Record<string, Cell | undefined>>[]; readonly tally: Tally },
  places: readonly string[],
) {
  const cells = run.rows.map((row) => rows.definition.columns.map(({ key }) => row[key] ?? null));
  const event = eventOf({ path: '/v1/x', headers: { 'accept-encoding': 'gzip' } });
  return { cells, body: answer(event, 200, { places, rows: cells, tally: run.tally }).body };
}
