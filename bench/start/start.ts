// How long it takes until something can be done: loading the extension and two commands, beside bare Node in the same run, and the
// first diagnostics in a real VS Code.
//   npm run bench:start [-- --short]
import { canRunServerHost } from '../../scripts/host/install';
import { sayShort } from '../../scripts/lib/short';
import { conclude, tell } from '../lib/report';
import { measureHost } from './host';
import { measurePrograms } from './programs';

sayShort();
const rows = measurePrograms();
tell('ms to start', rows, ['studio', 'node']);
if (canRunServerHost()) tell('ms in VS Code', await measureHost(), ['studio', '']);
conclude(rows);
