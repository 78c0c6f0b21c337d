import { isLoopback } from '../../host-guard.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../http.ts';
import type { FaultSettings, Faults } from './faults.ts';

/** Reads and puts on faults over HTTP: `{"faults":"warm,fail=0.1","timeScale":0.1,"seed":7}`. */
export function faultsApi(faults: Pick<Faults, 'put' | 'read'>): HttpHandler {
  return async (request) => {
    if (!isLoopback(request.sourceIp)) return reply(403, { message: 'Faults are for callers on this machine.' });
    if (request.method === 'GET') return reply(200, faults.read());
    if (request.method !== 'PUT') return reply(405, { message: 'Faults are read by GET and put on by PUT.' });
    try {
      faults.put(readSettings(request));
    } catch (error) {
      return reply(400, { message: error instanceof Error ? error.message : String(error) });
    }
    return reply(200, faults.read());
  };
}

function readSettings({ body }: HttpRequest): FaultSettings {
  const members: unknown = JSON.parse(body.toString());
  if (typeof members !== 'object' || members === null) throw new Error('The body must be a JSON object');
  const { faults, timeScale, seed, ...unknown } = members as Record<string, unknown>;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new Error(`There is no member "${name}"; there are faults, timeScale, seed`);
  if (typeof faults !== 'string') throw new Error('faults must be a string such as "warm,quotas"');
  return { faults, ...numberOf('timeScale', timeScale), ...numberOf('seed', seed) };
}

function numberOf(name: string, value: unknown): Record<string, number> {
  if (value === undefined) return {};
  if (typeof value !== 'number') throw new Error(`${name} must be a number`);
  return { [name]: value };
}

function reply(status: number, members: object): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(members)}\n` };
}
