import type { AwsStatement } from './aws-statement.ts';
import { documentation } from './statements/documentation.ts';
import { packt } from './statements/packt.ts';
import { samples } from './statements/samples.ts';
import { workshops } from './statements/workshops.ts';

/** Every statement, those of the documentation first. */
export const awsStatements: readonly AwsStatement[] = [...documentation, ...samples, ...packt, ...workshops];
