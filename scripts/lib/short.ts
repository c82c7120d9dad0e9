/** Whether the short form was asked for: everything runs once, on the least data, to see that it works. */
export const SHORT = process.argv.includes('--short');

/** Says what the figures of the short form are worth. Nothing in the full form. */
export function sayShort(): void {
  if (SHORT) console.log('Short form, on the least data: the limits are not judged.');
}
