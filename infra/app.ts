import { App } from 'aws-cdk-lib';
import { addRecourseStack } from './add-recourse-stack.ts';
import { readSettings } from './context.ts';

// What the CDK CLI runs, as cdk.json says.
try {
  const app = new App({ analyticsReporting: false });
  addRecourseStack(app, readSettings(app.node, process.env));
  app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
