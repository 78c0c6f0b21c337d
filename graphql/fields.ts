import type { Query } from './generated/types.ts';

/** How one field is answered: its resolver (the file `resolvers/NAME.ts`) and its data source. */
export interface FieldWiring {
  readonly resolver: string;
  readonly dataSource: DataSourceName;
  /** So many requests of one operation for this field go to the Lambda in one call; its resolver asks by BatchInvoke. */
  readonly maxBatchSize?: number;
}

/** The API's data sources: `predictions` is the Lambda of `handlers/predictions.ts`. */
export type DataSourceName = 'predictions';

/** Every root field once; a field of the schema that is missing here does not compile. */
export const fields = {
  Query: {
    predictOutcome: { resolver: 'Query.predictOutcome', dataSource: 'predictions', maxBatchSize: 100 },
    rankStrategies: { resolver: 'Query.rankStrategies', dataSource: 'predictions', maxBatchSize: 100 },
    rankCustomers: { resolver: 'Query.rankCustomers', dataSource: 'predictions' },
    model: { resolver: 'Query.model', dataSource: 'predictions' },
  },
} as const satisfies { readonly Query: { readonly [Field in keyof Query]-?: FieldWiring } };
