/** The options of the panel's controls. They come from the task, so that panel, guard and task cannot differ. */
export { SIZES } from '../task/sizes';
export { FORMATS, MAX_RESULTS, SPEEDS } from '../task/types';
