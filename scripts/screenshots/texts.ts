/** The texts in the pictures of writing; `¦` is the cursor. */

const ELEMENTS = `{
  "high_level_description": "A poster of a boat.",
  "compositional_deconstruction": {
    "background": "A calm sea",
    "elements": [
      ¦
    ]
  }
}
`;

/** Where suggestions are shown, by the names of the pictures. */
export const COMPLETIONS = {
  'complete-prompt': '¦\n',
  'complete-element': ELEMENTS,
  'complete-keys': ELEMENTS.replace('¦', '{ "type": "text", "bbox": [80, 100, 200, 900], ¦ }'),
  'complete-phrases': `{
  "style_description": {
    "aesthetics": "quiet, warm",
    "lighting": "soft fill light, ¦"
  }
}
`,
  'complete-medium': `{
  "style_description": {
    "aesthetics": "quiet, warm",
    "lighting": "flat and even",
    "medium": ¦
  }
}
`,
} as const;

export const SIZES = '{\n  "positivePrompt": "A harbor town at dusk",\n  "width": ¦\n}\n';

export const SPEED =
  '{\n  "positivePrompt": "A harbor town at dusk",\n  "settings": { "renderingSpeed": "QUA¦LITY" }\n}\n';

/** Where snippets are inserted. */
export const SNIPPET = { text: ELEMENTS, line: 6, column: 7 };

/** Edits of the travel poster that cause problems, each of another rule. */
export const MISTAKES: readonly (readonly [right: string, wrong: string])[] = [
  ['"medium": "illustration"', '"medium": "photograph"'],
  ['"#0F1E3C", "#1F3F73", "#5E86B5"', '"#0f1e3c", "navy", "#5E86B5"'],
  ['[95, 90, 220, 910]', '[220, 90, 95, 910]'],
  ['"type": "obj",\n        "bbox": [265', '"type": "object",\n        "bbox": [265'],
  ['[440, 60, 820, 800]', '[440, 60, 1820, 800]'],
  ['Two stone pines', 'Two stone pines \\u2014 old ones \\u2014'],
  ['        "text": "Asleep in the Alps, awake by the sea",\n', ''],
  ['[925, 250, 950, 750]', '[925, 700, 950, 750]'],
];

/** A text with everything that the canonical form changes. */
export const LOOSE = `{
  // A sketch for the harbor walk
  "compositional_deconstruction": {
    "elements": [
      {
        "desc": "A white boat with one red sail",
        "bbox": [
          400,
          200,
          800,
          700
        ],
        "type": "obj"
      },
      { "type": "text", "bbox": [80, 100, 200, 900], "desc": "Bold sans-serif, cream", "text": "CAF\\u00c9 AM MEER" }
    ],
    "background": "A calm sea"
  },
  "style_description": {
    "aesthetics": "quiet, warm", "lighting": "low sun from behind",
    "color_palette": [
      "#f4ede4",
      "#1b3a57"
    ],
    "medium": "illustration",
    "art_style": "flat vector shapes"
  },
  "high_level_description": "A poster of a boat off a small harbor town"
}
`;

/** A task that the service would refuse for several reasons. */
export const BLOCKED = `{
  "positivePrompt": "A harbor town at dusk",
  "width": 2048,
  "height": 1000,
  "outputFormat": "png",
  "numberResults": 24,
  "steps": 30,
  "settings": { "renderingSpeed": "FAST" }
}
`;

/** Settings that make the scopes of the grammar visible. */
export const SCOPES = {
  'editor.tokenColorCustomizations': {
    textMateRules: [
      {
        scope: 'string.json support.type.property-name.json.reserved.structured-prompt',
        settings: { foreground: '#B65FC4' },
      },
      {
        scope: 'string.quoted.double.json.literal.structured-prompt',
        settings: { foreground: '#D1690E', fontStyle: 'bold' },
      },
      { scope: 'constant.numeric.json.coordinate.structured-prompt', settings: { foreground: '#0F8A5F' } },
      {
        scope: 'string.quoted.double.json.color.structured-prompt',
        settings: { foreground: '#2F7FD8', fontStyle: 'underline' },
      },
    ],
  },
};
