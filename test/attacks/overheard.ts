import { listTrail } from '../../functions/access/trail-reading.ts';
import { LOCAL_PEOPLE } from '../../infra/local/people.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import type { TestService, WireCall } from '../service.ts';

const NO_NUMBER = '00000000-0000-0000-0000-000000000000';

/** All that goes over the wire, the request's number and the clock aside. */
export async function bytesOf(service: TestService, token: string | undefined, call: WireCall): Promise<string> {
  const { status, headers, text } = await service.ask(token, call);
  const told = [...headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
  return [status, ...told, text.replace(/"requestId":"[0-9a-f-]{36}"/, `"requestId":"${NO_NUMBER}"`)].join('\n');
}

/** What a person was refused on a day, as the trail has it. */
export async function refusalsOf(service: TestService, role: Role, day: CalendarDate): Promise<string[]> {
  const { tid, oid } = LOCAL_PEOPLE[role];
  const entries = await Array.fromAsync(listTrail(service.dynamo, { from: day, to: day, who: { tid, oid } }));
  return entries.filter(({ result }) => result !== 'ok').map(({ what, result }) => `${what} ${result}`);
}
