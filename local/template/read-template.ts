// Stands for CloudFormation as it reads a template: intrinsic functions, conditions, parameters and the ids that
// resources get. Leaves out everything that deploys: change sets, updates, rollbacks, macros, nested stacks, custom
// resources, dynamic references, and the rules and allowed values of parameters.
import { join, resolve } from 'node:path';
import { readAssembly } from './cloud-assembly.ts';
import { resolveTemplate } from './resolve-template.ts';
import type { StackEnvironment } from './scope.ts';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';

/** Where the stack lives when it is bound to no account and Region; its name comes from the assembly. */
export type ReadTemplateOptions = Omit<StackEnvironment, 'stackName'>;

/**
 * Reads one stack of a cloud assembly, or a template that stands alone, with every intrinsic function resolved.
 *
 * @param path folder of an assembly that holds one stack, or a template file.
 * @throws TemplateError naming the place of what is unknown, missing or circular.
 */
export function readTemplate(path: string, options: ReadTemplateOptions): Template {
  const { document, folder, assetPaths, stackName, ...bound } = readAssembly(path);
  const environment = { ...options, ...bound, stackName };
  return {
    ...resolveTemplate(document, environment),
    stackName,
    region: environment.region,
    accountId: environment.accountId,
    assetPath: (objectKey) => {
      const asset = assetPaths.get(objectKey);
      if (asset === undefined) throw new TemplateError(path, `no asset has the object key ${objectKey}`);
      return join(resolve(folder), asset);
    },
  };
}
