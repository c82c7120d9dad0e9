/** What the panel's controls can be set to: the task's own lists, so that panel, guard and task cannot drift apart. */
export { SIZES } from '../task/sizes';
export { FORMATS, MAX_RESULTS, SPEEDS } from '../task/types';
