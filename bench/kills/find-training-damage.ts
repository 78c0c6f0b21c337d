import type { Deployment } from '../../commands/deployment/deployment.ts';
import { runStatement } from '../../commands/deployment/run-sql.ts';

/** What trainings have left behind in the warehouse. */
export interface TrainingRemains {
  readonly versions: readonly Version[];
  /** Names of models and of the functions that score with them. */
  readonly objects: readonly string[];
}

interface Version {
  readonly version: number;
  readonly model: string;
  readonly state: string;
  readonly isActive: boolean;
}

/** Reads the registry and the models of a deployment. */
export async function readRemains(deployment: Deployment): Promise<TrainingRemains> {
  const { schema } = deployment.settings;
  const rows = await runStatement(
    deployment,
    `SELECT version, model_name, state, active FROM ${schema}.model_registry`,
  );
  const models = await runStatement(
    deployment,
    `SELECT model_name AS name FROM svv_ml_model_info WHERE schema_name = '${schema}'`,
  );
  const functions = await runStatement(
    deployment,
    `SELECT proname AS name FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pg_proc.pronamespace WHERE nspname = '${schema}'`,
  );
  return {
    versions: rows.map(({ version, model_name: model, state, active }) => ({
      ...{ version: Number(version), model: String(model), state: String(state), isActive: active === true },
    })),
    objects: [...models, ...functions].map(({ name }) => String(name)),
  };
}

/** What is wrong with what is left; empty when all is well. */
export function findTrainingDamage({ versions, objects }: TrainingRemains, answering: number): string[] {
  const numbers = versions.map(({ version }) => version);
  const active = versions.filter(({ isActive }) => isActive).map(({ version }) => version);
  const twice = numbers.filter((version, index) => numbers.indexOf(version) < index);
  const isOf = (object: string, model: string) => object === model || object.startsWith(`${model}_`);
  const strays = objects.filter((object) => !versions.some(({ model }) => isOf(object, model)));
  const lost = versions.filter(({ isActive, model }) => isActive && !objects.includes(model));
  return [
    ...(active.length === 1 && active[0] === answering ? [] : [`${answering} answers, active: ${active.join(', ')}`]),
    ...twice.map((version) => `version ${version} is there twice`),
    ...strays.map((object) => `${object} is of no version`),
    ...lost.map(({ model }) => `${model} is gone`),
  ];
}
