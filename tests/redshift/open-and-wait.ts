import { openEngine } from '../../local/redshift/open-engine.ts';
import { adminUser } from './engine-under-test.ts';

// A process of its own: opens the engine on the folder, runs the statements, says so, and stays until it is killed.
const [folder = '', bucketsFolder = '', ...statements] = process.argv.slice(2);
const engine = await openEngine({ folder, bucketsFolder, adminUser });
for (const [index, sql] of statements.entries()) {
  await engine.execute({ id: String(index), sql, parameters: [], user: adminUser, database: 'recourse' });
}
console.log('ready');
setInterval(() => {}, 1000);
