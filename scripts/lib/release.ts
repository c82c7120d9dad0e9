/**
 * Why a tag cannot be released.
 *
 * @param tag such as `v1.2.3`
 * @param version the one in package.json
 * @param changelog the text of CHANGELOG.md, with a section for each version
 * @returns a sentence, or nothing if all is well
 */
export function releaseProblem(tag: string, version: string, changelog: string): string | undefined {
  if (tag !== `v${version}`) return `The tag is ${tag}, but the version in package.json is ${version}.`;
  const hasSection = changelog.split('\n').some((line) => line.startsWith(`## ${version}`));
  return hasSection ? undefined : `CHANGELOG.md has no section for ${version}.`;
}
