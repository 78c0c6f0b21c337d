import { openEngine } from '../../local/redshift/open-engine.ts';
import { adminUser, serveWarehouse } from '../running/serve-warehouse.ts';

// A server of its own on the folders, until it is killed.
const [, , folder, bucketsFolder] = process.argv;
if (!folder || !bucketsFolder) throw new Error('warehouse-process.ts takes the folders of the engine and its buckets');
const engine = await openEngine({ folder, bucketsFolder, adminUser });
process.send?.(await serveWarehouse(engine));
process.on('disconnect', () => process.exit());
