import type { ShownAction } from './action';

export const GO_TO_TEXT: ShownAction = {
  name: 'go-to-text',
  label: 'goToText',
  where: 'element',
  icon: 'go-to-file',
  shortcuts: [{ key: 'Enter' }],
  enabled: (model) => model.selection.value.length > 0,
  perform: ({ model, post }) => {
    const index = model.selection.value.at(-1);
    if (index !== undefined) post({ type: 'showElement', document: model.document, index, focus: true });
  },
};
