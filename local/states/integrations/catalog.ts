import { allIntegrations } from './all-integrations.ts';
import type { Integration, IntegrationCatalog, TaskServices } from './integration.ts';

const prefix = 'arn:aws:states:::';

/** Opens the integrations that the services allow. */
export function openIntegrations(services: TaskServices): IntegrationCatalog {
  return {
    find(resource) {
      const type = allIntegrations.find(({ arn }) => arn === resource);
      if (!type) return whyNot(resource);
      const opened = type.open(services);
      return typeof opened === 'string' ? opened : { ...namesOf(resource), ...opened };
    },
  };
}

function namesOf(arn: string): Pick<Integration, 'resource' | 'resourceType'> {
  const path = arn.slice(prefix.length);
  const end = path.lastIndexOf(':');
  return { resourceType: path.slice(0, end), resource: path.slice(end + 1) };
}

function whyNot(resource: string): string {
  if (/:activity:/.test(resource)) return 'activities are not played here';
  if (/\.sync(:\d+)?$/.test(resource)) return 'integrations that wait for a job (.sync) are not played here';
  if (resource.endsWith('.waitForTaskToken')) return 'integrations that wait for a task token are not played here';
  if (/^arn:aws:lambda:/.test(resource))
    return 'a function as Resource is not played here, arn:aws:states:::lambda:invoke is';
  const played = allIntegrations.map(({ arn }) => arn.slice(prefix.length)).join(', ');
  return `this integration is not played here; ${played} are`;
}
