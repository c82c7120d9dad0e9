import type { Rule } from './rule';
import { alternatives } from './rules/alternatives';
import { bboxEmpty } from './rules/bbox-empty';
import { bboxFormat } from './rules/bbox-format';
import { bboxOrder } from './rules/bbox-order';
import { bboxRange } from './rules/bbox-range';
import { bboxScale } from './rules/bbox-scale';
import { bboxTransposed } from './rules/bbox-transposed';
import { cameraTerms } from './rules/camera-terms';
import { colorFormat } from './rules/color-format';
import { compositionRequired } from './rules/composition-required';
import { duplicateElement } from './rules/duplicate-element';
import { duplicateKey } from './rules/duplicate-key';
import { elementType } from './rules/element-type';
import { escapedUnicode } from './rules/escaped-unicode';
import { foreignText } from './rules/foreign-text';
import { hedging } from './rules/hedging';
import { jsonSyntax } from './rules/json-syntax';
import { keyOrder } from './rules/key-order';
import { length } from './rules/length';
import { missingKey } from './rules/missing-key';
import { numberTooLarge } from './rules/number-too-large';
import { paletteSize } from './rules/palette-size';
import { promptExactlyOne } from './rules/prompt-exactly-one';
import { shadows } from './rules/shadows';
import { sizePair } from './rules/size-pair';
import { sizeUnsupported } from './rules/size-unsupported';
import { styleKind } from './rules/style-kind';
import { surfaceElement } from './rules/surface-element';
import { taskInvalid } from './rules/task-invalid';
import { textOverflow } from './rules/text-overflow';
import { textOverlap } from './rules/text-overlap';
import { transparentFormat } from './rules/transparent-format';
import { unknownKey } from './rules/unknown-key';
import { wrongType } from './rules/wrong-type';

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  jsonSyntax,
  foreignText,
  compositionRequired,
  promptExactlyOne,
  sizeUnsupported,
  sizePair,
  taskInvalid,
  numberTooLarge,
  transparentFormat,
  duplicateKey,
  wrongType,
  unknownKey,
  missingKey,
  keyOrder,
  styleKind,
  elementType,
  paletteSize,
  colorFormat,
  bboxFormat,
  bboxRange,
  bboxOrder,
  escapedUnicode,
  textOverflow,
  textOverlap,
  bboxTransposed,
  bboxScale,
  bboxEmpty,
  duplicateElement,
  length,
  hedging,
  alternatives,
  shadows,
  cameraTerms,
  surfaceElement,
];
