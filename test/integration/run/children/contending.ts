// Contends for the lease of a folder: node --import tsx contending.ts FOLDER. Fails when somebody else has it at the same time.
import { contend } from './contend';

await contend(process.argv[2] ?? '', 30);
