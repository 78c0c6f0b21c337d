// Stands for CloudFormation as it reads a template: intrinsic functions, conditions, parameters and the ids that
// resources get. Leaves out everything that deploys: change sets, updates, rollbacks, macros, nested stacks, custom
// resources and dynamic references.
import { join, resolve } from 'node:path';
import { readAssembly } from './cloud-assembly.ts';
import { resolveTemplate } from './resolve-template.ts';
import type { StackEnvironment } from './scope.ts';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';

/** Where the stack is taken to live; its name comes from the assembly. */
export type ReadTemplateOptions = Omit<StackEnvironment, 'stackName'>;

/**
 * Reads the one stack of a cloud assembly, with every intrinsic function resolved.
 *
 * @throws TemplateError naming the place of what is unknown, missing or circular.
 */
export function readTemplate(assemblyFolder: string, options: ReadTemplateOptions): Template {
  const { stackName, document, assetPaths } = readAssembly(assemblyFolder);
  return {
    ...resolveTemplate(document, { ...options, stackName }),
    assetPath: (objectKey) => {
      const path = assetPaths.get(objectKey);
      if (path === undefined) throw new TemplateError(assemblyFolder, `no asset has the object key ${objectKey}`);
      return join(resolve(assemblyFolder), path);
    },
  };
}
