import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PageAnswer, PlanAnswer } from '../../../shared/contract/runs.ts';
import type { Figure } from '../figure.ts';
import { choices } from '../lists/choices.ts';
import type { StoreConnection } from '../store/store.ts';
import type { Host, HostAssignment } from './service-host.ts';

const PEOPLE = 50;
const SECONDS = 60;

/** Fifty people who ask for one list after the other, each of one project, for a minute; each waits for their own. */
export async function* userFigures(
  store: StoreConnection,
  db: DuckDBConnection,
  enrollments: number,
): AsyncGenerator<Figure> {
  const { many, coc } = await choices(db);
  const assignment: HostAssignment = { store, people: PEOPLE };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'service-host.ts'), JSON.stringify(assignment)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const { url, tokens } = JSON.parse(String((await once(lines, 'line'))[0])) as Host;

  const times: number[] = [];
  let errors = 0;
  const until = performance.now() + SECONDS * 1_000;
  const person = async (token: string, n: number) => {
    for (let k = 0; performance.now() < until; k++) {
      const project = many[(n * 31 + k * 7) % many.length];
      const began = performance.now();
      const ended = await list(url, token, { projects: [project], from: coc.yearAgo, to: coc.lastDay });
      if (!ended) errors++;
      times.push(performance.now() - began);
    }
  };
  await Promise.all(tokens.map(person));
  child.stdin.end();
  const { peakBytes } = JSON.parse(String((await once(lines, 'line'))[0])) as { peakBytes: number };
  await once(child, 'exit');

  const sorted = times.toSorted((a, b) => a - b);
  const percentile = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  const of = `${PEOPLE} people at once, lists of a project of ${enrollments.toLocaleString('en-US')} enrollments`;
  yield { figure: `${of}, half of them within`, value: percentile(0.5), unit: 'ms' };
  yield { figure: `${of}, 95 of 100 within`, value: percentile(0.95), unit: 'ms' };
  yield { figure: `${of}, in ${SECONDS} s`, value: times.length, unit: 'lists' };
  yield { figure: of, value: errors, unit: 'errors', target: 0 };
  yield { figure: `${of}, peak memory of the service`, value: peakBytes, unit: 'bytes' };
}

/** A run of the active list over HTTP; false where any call was refused or failed. */
async function list(url: string, token: string, params: Readonly<Record<string, unknown>>): Promise<boolean> {
  const ask = async <T>(step: string, body: object): Promise<T | undefined> => {
    const response = await fetch(`${url}/v1/reports/active-clients/${step}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T;
    return response.ok ? answer : undefined;
  };
  try {
    const plan = await ask<PlanAnswer>('plan', { params });
    if (!plan) return false;
    const body = { params: plan.params, snapshot: plan.snapshot.id, plan: plan.plan };
    for (let n = 0; n < plan.pages; n++) if (!(await ask<PageAnswer>(`pages/${n}`, body))) return false;
    return true;
  } catch {
    return false;
  }
}
