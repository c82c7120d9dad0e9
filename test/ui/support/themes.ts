/** The themes that the studio has to look right in: VS Code's label and the class that its workbench then has. */
export const THEMES = {
  light: { label: 'Light Modern', className: 'vs' },
  dark: { label: 'Dark Modern', className: 'vs-dark' },
  highContrast: { label: 'Dark High Contrast', className: 'hc-black' },
  highContrastLight: { label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof THEMES;
