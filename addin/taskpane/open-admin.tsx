import type { ComponentType } from 'preact';
import { AdminView } from './components/admin/admin-view.tsx';
import { type AdminParts, createAdmin } from './state/admin/create-admin.ts';

/** The administrators' part of the pane: people and their rights, and the audit trail. Fetched when it is first opened. */
export function openAdmin(parts: AdminParts): ComponentType {
  const admin = createAdmin(parts);
  return function AdminPart() {
    return <AdminView admin={admin} />;
  };
}
