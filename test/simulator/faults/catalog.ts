import { BODY_FAULTS } from './bodies';
import { CONNECTION_FAULTS } from './connection';
import type { Fault } from './fault';
import { IMAGE_FAULTS } from './images';
import { REDIRECT_FAULTS } from './redirects';
import { STATUS_FAULTS } from './statuses';

/** All faults of the simulator. */
export const FAULTS: readonly Fault[] = [
  ...CONNECTION_FAULTS,
  ...STATUS_FAULTS,
  ...BODY_FAULTS,
  ...IMAGE_FAULTS,
  ...REDIRECT_FAULTS,
];

/** The fault of a name. Throws a `RangeError` for an unknown one. */
export function faultNamed(name: string): Fault {
  const fault = FAULTS.find((fault) => fault.name === name);
  if (!fault) throw new RangeError(`There is no fault named '${name}'.`);
  return fault;
}
