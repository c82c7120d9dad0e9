import {
  BUSY,
  type ErrorClass,
  MAY_HAVE_ARRIVED,
  NOT_SENT,
  OTHER_ENDPOINT,
  OTHER_KEY,
  OTHER_TASK,
  type TaskError,
} from './errors';

/** Translates a sentence and fills `{0}`, `{1}`, ... in: the editor's `l10n.t`, or plain filling elsewhere. */
export type Translate = (text: string, ...args: (string | number)[]) => string;

/** For each class of failure: what happened, and what the user can do about it. */
export interface Explanation {
  readonly title: string;
  readonly advice: string;
}

/**
 * Explains a failure in the user's language. Show the service's own message beside it. `isOpen`: the service may have received
 * the task anyway, so generating again may cost twice.
 */
export function explain(error: Pick<TaskError, 'class' | 'code'>, t: Translate, isOpen = false): Explanation {
  const explanation = explainAsFinal(error, t);
  if (!isOpen || [OTHER_ENDPOINT, OTHER_KEY].includes(error.code) || SAYS_COLLECT.includes(error.class)) {
    return explanation;
  }
  const advice =
    error.class === 'auth'
      ? t('Set a valid API key, then collect the images from the run: they may be paid for.')
      : t('The images may still be made. Collect them later from the run, before generating again.');
  return { ...explanation, advice };
}

/** For these classes, the advice already is to collect the images. */
const SAYS_COLLECT: readonly ErrorClass[] = ['timeout', 'disk', 'aborted'];

function explainAsFinal(error: Pick<TaskError, 'class' | 'code'>, t: Translate): Explanation {
  if (error.code === NOT_SENT && error.class === 'aborted') {
    return {
      title: t('Stopped'),
      advice: t('Nothing was sent and nothing is charged. Generate again at any time.'),
    };
  }
  if (error.code === BUSY) {
    return {
      title: t('Another window or program is working on this run'),
      advice: t('It brings the images to the same folder. Nothing needs to be done here.'),
    };
  }
  if (error.code === MAY_HAVE_ARRIVED) {
    return {
      title: t('The service may have the task'),
      advice: t('The images may still be made. Collect them later from the run, before generating again.'),
    };
  }
  if (error.code === OTHER_ENDPOINT) {
    return {
      title: t('The task is at another endpoint'),
      advice: t('Set the endpoint back to collect the images: at this one they would be paid for again.'),
    };
  }
  if (error.code === OTHER_KEY) {
    return {
      title: t('The run was sent with another API key'),
      advice: t('Set that key to collect the images: under this one they would be paid for again.'),
    };
  }
  if (error.code === OTHER_TASK) {
    return {
      title: t('The run was changed'),
      advice: t('Nothing was sent. Look at its details before you send it.'),
    };
  }
  switch (error.class) {
    case 'validation':
      return {
        title: t('The service refused the task'),
        advice: t('Correct the field it names and generate again. Nothing was charged.'),
      };
    case 'auth':
      return {
        title: t('The API key was not accepted'),
        advice: t('Set a valid API key and generate again.'),
      };
    case 'quota':
      return {
        title: t('The balance is too low'),
        advice: t('Add credit to your account at the service, then generate again.'),
      };
    case 'rateLimit':
      return {
        title: t('The service is busy'),
        advice: t('Too many tasks are waiting there. Generate again in a minute.'),
      };
    case 'safety':
      return {
        title: t('Blocked by the content policy'),
        advice: t('Rephrase what the service objects to and generate again.'),
      };
    case 'provider':
      return {
        title: t('The model failed on this image'),
        advice: t('Generate again; if it fails each time, simplify the prompt.'),
      };
    case 'timeout':
      return {
        title: t('The service did not answer in time'),
        advice: t('The images may still be made. Collect them later from the run, before generating again.'),
      };
    case 'notFound':
      return {
        title: t('The service does not have it'),
        advice: t('The task was not received, or it is too old and its images are gone. Generate again.'),
      };
    case 'serverError':
      return {
        title: t('The service has a problem'),
        advice: t('Collect the images from the run later, or generate again when the service is back.'),
      };
    case 'connection':
      return {
        title: t('The service cannot be reached'),
        advice: t('Check the network, the proxy and the endpoint setting, then try again.'),
      };
    case 'disk':
      return {
        title: t('The images cannot be kept on the disk'),
        advice: t(
          'Make room or correct what the message names, then collect the images from the run. Where there is none, nothing was sent.',
        ),
      };
    case 'aborted':
      return {
        title: t('Stopped waiting'),
        advice: t('The service may still finish and charge. Collect the images from the run.'),
      };
    case 'unknown':
      return {
        title: t('The generation failed'),
        advice: t('See the words of the service and the log, then generate again.'),
      };
  }
}
