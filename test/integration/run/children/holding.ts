// Holds the lease of a folder until it is killed: node --import tsx holding.ts FOLDER. Prints a line when it has it.
import { acquireLease } from '../../../../src/run/files/lease';

if (!(await acquireLease(process.argv[2] ?? ''))) throw new Error('Somebody else has the lease.');
console.log('held');
setInterval(() => undefined, 1000);
