import { App, AssetStaging } from 'aws-cdk-lib';
import { addRecourseStack } from './add-recourse-stack.ts';
import { type ChosenSettings, validSettings } from './settings.ts';

/** Options of `synthesize`. */
export interface SynthesizeOptions {
  /** Folder of the cloud assembly. */
  readonly outdir: string;
  /** @default the defaults of `Settings` */
  readonly settings?: ChosenSettings;
  /** Checks the template against CloudFormation's rules, which takes four times as long. @default false */
  readonly validation?: boolean;
  /** Folder with the built `resolvers/` and `handlers/`. @default `dist` in the repository */
  readonly builtFolder?: string;
}

/** Where the synthesized template is. */
export interface SynthesizedStack {
  /** Folder of the cloud assembly, with `manifest.json` in it. */
  readonly assemblyFolder: string;
  readonly stackName: string;
}

/**
 * Writes the cloud assembly: the CloudFormation template and the assets that it names. Needs no account and no network.
 *
 * @throws Error naming a setting that is not valid, a bundle that is missing, or the rules that the template breaks.
 */
export function synthesize({ outdir, settings, validation = false, builtFolder }: SynthesizeOptions): SynthesizedStack {
  const valid = validSettings(settings);
  // CDK remembers the hash of a folder by its path; the bundles may have been built anew since.
  AssetStaging.clearAssetHashCache();
  const app = new App({
    outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: validation,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  const { stackName } = addRecourseStack(app, valid, builtFolder);
  return { assemblyFolder: app.synth().directory, stackName };
}
