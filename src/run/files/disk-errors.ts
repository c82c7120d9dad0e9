import { localError, ServiceError } from '../../task/errors';

/** What the codes of the file system mean to a person. */
const MESSAGES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your share of the disk is used up.',
  EROFS: 'The disk is read-only.',
  EACCES: 'The folder of the run must not be written to.',
  EPERM: 'The folder of the run must not be written to.',
  ENOENT: 'The folder of the run is gone.',
  EMFILE: 'Too many files are open.',
  ENFILE: 'Too many files are open.',
  EIO: 'The disk has failed.',
};

/** A failure of the file system as a `ServiceError` of class `disk`; anything else as it is. */
export function asDiskError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ServiceError) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const explanation = MESSAGES[code];
  const message = explanation === undefined ? error.message : `${explanation} (${error.message})`;
  return new ServiceError([localError('disk', code, message)], { cause: error });
}

/** Carries out work with files. Rejects with a `ServiceError` of class `disk` when the file system fails. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asDiskError(error);
  }
}
