import type { ComponentType } from 'preact';
import { createAdminClient } from '../service/admin-client.ts';
import type { ServiceAddress } from '../service/call.ts';
import { AdminView } from './components/admin/admin-view.tsx';
import { type AdminParts, createAdmin } from './state/admin/create-admin.ts';

/** The administrators' part of the pane: people and their rights, imports, and the audit trail. Fetched when it is first opened. */
export function openAdmin(service: ServiceAddress, parts: Omit<AdminParts, 'client'>): ComponentType {
  const admin = createAdmin({ ...parts, client: createAdminClient(service) });
  return function AdminPart() {
    return <AdminView admin={admin} />;
  };
}
