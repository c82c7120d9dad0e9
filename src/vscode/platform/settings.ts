import { type ConfigurationScope, workspace } from 'vscode';
import { DEFAULT_ENDPOINT } from '../../backend/runware/endpoint';
import type { ConnectionSettings } from '../../backend/runware/dispatcher';
import { readChoices, type SeverityChoices } from '../../lint/severities';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../../run/drive/concurrency';
import { isCount } from '../../task/options';
import { DEFAULT_SIZE, parseSize } from '../../task/sizes';
import { DEFAULT_OPTIONS, FORMATS, type GenerationOptions, isJsonObject, SPEEDS } from '../../task/types';
import { SETTINGS } from './contributions';

function setting(id: string, scope?: ConfigurationScope): unknown {
  return workspace.getConfiguration(undefined, scope).get<unknown>(id);
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

/** Where tasks are sent, as written in the settings: checked where it is used. */
export function endpointSetting(): string {
  return text(setting(SETTINGS.endpoint), DEFAULT_ENDPOINT);
}

/** What prompt files start with; a value that is not valid counts as the default. */
export function generationSettings(scope?: ConfigurationScope): GenerationOptions {
  const size = parseSize(text(setting(SETTINGS.size, scope), '')) ?? DEFAULT_SIZE;
  const speed = setting(SETTINGS.speed, scope);
  const format = setting(SETTINGS.format, scope);
  const count = setting(SETTINGS.count, scope);
  return {
    width: size.width,
    height: size.height,
    speed: SPEEDS.find((candidate) => candidate === speed) ?? DEFAULT_OPTIONS.speed,
    count: isCount(count) ? count : DEFAULT_OPTIONS.count,
    format: FORMATS.find((candidate) => candidate === format) ?? DEFAULT_OPTIONS.format,
  };
}

/** So many US dollars are spent without asking. */
export function confirmAboveSetting(): number {
  const value = setting(SETTINGS.confirmAbove);
  return typeof value === 'number' && value >= 0 ? value : 0.5;
}

/** How many runs are driven at once. */
export function concurrencySetting(): number {
  const value = setting(SETTINGS.concurrency);
  const isValid = Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_CONCURRENCY;
  return isValid ? (value as number) : DEFAULT_CONCURRENCY;
}

/** What a person chose for the linter's rules; what is not valid there is marked in the settings and not used. */
export function lintSettings(scope: ConfigurationScope): SeverityChoices {
  const value = setting(SETTINGS.lintRules, scope);
  return readChoices(isJsonObject(value) ? value : {}).choices;
}

/** The editor's own network settings, which its users expect to hold for us too. */
export function connectionSettings(): ConnectionSettings {
  const noProxy = setting('http.noProxy');
  return {
    direct: setting('http.proxySupport') === 'off',
    proxy: text(setting('http.proxy'), '') || undefined,
    proxyAuthorization: text(setting('http.proxyAuthorization'), '') || undefined,
    noProxy: Array.isArray(noProxy) ? noProxy.filter((host) => typeof host === 'string') : [],
    strictSSL: setting('http.proxyStrictSSL') !== false,
    systemCertificates: setting('http.systemCertificates') !== false,
  };
}
