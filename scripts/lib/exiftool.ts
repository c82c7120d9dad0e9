import { installDebianPackages } from './debian';
import { which } from './which';

/** The program of ExifTool, an independent reader of metadata; it is installed first where it is missing and that is possible. */
export async function ensureExiftool(): Promise<string> {
  const found = which('exiftool');
  if (found) return found;
  await installDebianPackages('libimage-exiftool-perl');
  const installed = which('exiftool');
  if (installed) return installed;
  throw new Error('The tests need ExifTool: install it, as exiftool on the PATH.');
}
