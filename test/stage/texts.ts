/** Prompts as people and tools write them. */
export const TEXTS: Readonly<Record<string, string>> = {
  plain: `{
  "high_level_description": "A poster.",
  "compositional_deconstruction": {
    "background": "Night sky",
    "elements": [
      { "type": "obj", "bbox": [100, 100, 300, 300], "desc": "A moon" },
      { "type": "text", "bbox": [400, 50, 500, 950], "text": "HELLO", "desc": "Bold capitals" },
      { "type": "obj", "desc": "Two pines" }
    ]
  }
}
`,
  commented: `// A card
{
\t/* what it is */ "compositional_deconstruction": {
\t\t"background": "Paper", // plain
\t\t"elements": [
\t\t\t// the first
\t\t\t{
\t\t\t\t"type": "obj",
\t\t\t\t"bbox": [ 0, 0, /* to the middle */ 500, 500 ],
\t\t\t\t"desc": "A bird \\u2014 blue", "id": 7,
\t\t\t},
\t\t\t/* the second */
\t\t\t{ "type": "text", "text": "\\u4f60\\u597d", "desc": "Brush", "bbox": [10.0, 20, 990, 1000] }, // end
\t\t],
\t}
}`,
  minified: `{"compositional_deconstruction":{"background":"b","elements":[{"type":"obj","bbox":[1,0,1000,1],"desc":"line"},{"type":"obj","bbox":[200,200,800,800],"desc":"box","color_palette":[]},{"type":"text","bbox":["1","2"],"text":"x","desc":"wrong box"}]},"extra":{"kept":true}}`,
  task: `[
  {
    "taskType": "imageInference",
    "width": 1664, "height": 2496,
    "settings": {
      "structuredPrompt": {
        "compositional_deconstruction": {
          "background": "Sea",
          "elements": [
            { "type": "obj", "bbox": [500, 0, 1000, 1000], "desc": "Waves" },
            { "type": "obj", "bbox": [100, 600, 200, 700], "desc": "Sun" }
          ]
        }
      }
    }
  }
]
`,
};
