/** Whether the short form was requested: everything runs once, with the least data, to check that it works. */
export const SHORT = process.argv.includes('--short');

/** Prints that the figures of the short form mean little. Prints nothing in the full form. */
export function sayShort(): void {
  if (SHORT) console.log('Short form, on the least data: the limits are not judged.');
}
