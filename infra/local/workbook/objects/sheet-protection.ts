import type { Sheet } from '../book.ts';
import { asText, type HostObject, hostObject, type ObjectType } from '../object-type.ts';
import { checkWritable } from '../protection.ts';
import { invalidOperation, Refusal } from '../refusal.ts';

export function sheetProtectionObject(sheet: Sheet): HostObject {
  return hostObject(SHEET_PROTECTION, sheet);
}

export function sheetAutoFilterObject(sheet: Sheet): HostObject {
  return hostObject(SHEET_AUTO_FILTER, sheet);
}

const SHEET_PROTECTION: ObjectType<Sheet> = {
  name: 'WorksheetProtection',
  scalars: { protected: (sheet) => sheet.protected },
  methods: {
    /** What the options would still allow is not: the host protects every cell. */
    protect: (sheet, [, password], host) => {
      checkWritable(host);
      if (sheet.protected) throw invalidOperation('The worksheet is protected already.');
      sheet.protected = true;
      if (password !== undefined) sheet.password = asText(password, 'password');
      host.sheetsChanged = true;
    },
    unprotect: (sheet, [password], host) => {
      checkWritable(host);
      if (sheet.password !== undefined && sheet.password !== password)
        throw new Refusal('AccessDenied', 'The password is not the one of the worksheet.');
      sheet.protected = false;
      delete sheet.password;
      host.sheetsChanged = true;
    },
  },
};

/** A filter on plain cells, which the host never has: filters stand in tables. */
const SHEET_AUTO_FILTER: ObjectType<Sheet> = {
  name: 'AutoFilter',
  scalars: { enabled: () => false, isDataFiltered: () => false, criteria: () => [] },
  methods: { clearCriteria: () => undefined, remove: () => undefined, reapply: () => undefined },
};
