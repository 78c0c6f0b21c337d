import { join } from 'node:path';
import { describeFault } from './describe-fault.ts';
import type { HttpHandler } from './http.ts';
import type { Iam } from './iam/iam.ts';
import type { Opened } from './opened.ts';
import type { Progress } from './redshift/engine.ts';
import { listUnknownRoles } from './redshift/namespace/namespace-roles.ts';
import { openEngine } from './redshift/open-engine.ts';
import type { Faults } from './redshift-data/faults/faults.ts';
import { createRedshiftData, type StatementEvent } from './redshift-data/redshift-data.ts';
import { readWorkgroups } from './redshift-data/workgroup.ts';
import type { Template } from './template/template.ts';

/** What the warehouse of a template is made of. */
export interface TemplateWarehouseOptions {
  readonly template: Template;
  readonly stateFolder: string;
  /** Holds a folder for each bucket. */
  readonly bucketsFolder: string;
  readonly iam: Iam;
  readonly faults: Faults;
  readonly log: (line: string) => void;
}

/** The Redshift Serverless workgroup of a template, behind its Data API. */
export interface TemplateWarehouse {
  readonly dataApi: HttpHandler;
  /** What of it is not played here, one line each. */
  readonly notEmulated: readonly string[];
  onProgress(listener: (progress: Progress) => void): void;
}

/**
 * Opens the workgroup of a template; a template that has none gets none.
 *
 * @throws Error when the template has more than one; DamagedStateError.
 */
export async function openTemplateWarehouse(
  { template, stateFolder, bucketsFolder, iam, faults, log }: TemplateWarehouseOptions,
  opened: Opened,
): Promise<TemplateWarehouse | undefined> {
  const workgroups = readWorkgroups(template.resources, template.region, template.accountId);
  const [workgroup] = workgroups;
  if (!workgroup) return undefined;
  if (workgroups.length > 1) {
    throw new Error(`The template has ${workgroups.length} of AWS::RedshiftServerless::Workgroup; one is emulated`);
  }
  const { adminUser, namespaceRoles } = workgroup;
  const engine = opened.add(
    faults.ofEngine(
      await openEngine({ folder: join(stateFolder, 'redshift'), bucketsFolder, adminUser, namespaceRoles }),
    ),
  );
  const onError = (error: unknown) => log(`redshift-data: ${describeFault(error)}`);
  const onEvent = (event: StatementEvent) => log(`redshift-data: event ${JSON.stringify(event)}`);
  return {
    dataApi: faults.ofDataApi(createRedshiftData({ engine, iam, workgroups, stateFolder, onError, onEvent })),
    notEmulated: namespaceRoles ? listUnknownRoles(namespaceRoles) : [],
    onProgress: engine.onProgress,
  };
}
